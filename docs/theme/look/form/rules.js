// What must hold for one record by itself: the published schema, read as scripts/records/fields.py
// and scripts/records/errors.py read it. A problem is {where, key, code, args} with the codes and
// arguments of `check`; `where` is the path in the record, `key` says that the key is meant.

import { closest } from "./closest.js";
import { DateError, parse } from "./dates.js";
import { refusal } from "./said-dates.js";
import { choiceOf, kindOf, resolved } from "./schema.js";

export function problem(where, code, args = {}, key = false) {
  return { where, code, args, key };
}

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const folded = (text) => text.trim().replace(/\s+/g, " ");
const length = (text) => Array.from(text).length;

// The code of what is wrong with a text as an id, or an empty string.
export function wrongId(text, limits) {
  if (!new RegExp(`^(?:${limits["id-pattern"]})$`).test(text)) return "bad-id";
  if (text.length > limits.id) return "long-id";
  return limits.reserved.includes(text) ? "reserved-id" : "";
}

// The weighted sum of digits, of which X is ten.
function weighted(digits, weight) {
  return Array.from(digits, (digit, at) => (digit === "X" ? 10 : Number(digit)) * weight(at)).reduce(
    (sum, each) => sum + each,
    0
  );
}

// One function a rule: the code and the arguments of what is wrong with a text, or null.
export const RULES = {
  line(value, limits) {
    const text = folded(value);
    if (!/[\p{L}\p{N}]/u.test(text)) return ["empty-text"];
    if (/[<>]/.test(text)) return ["markup"];
    const most = limits.line;
    return length(text) > most ? ["too-long", { length: length(text), most }] : null;
  },
  code(value, limits) {
    const wrong = RULES.line(value, limits);
    if (wrong) return wrong;
    const fits = new RegExp(limits["language-pattern"]).test(folded(value));
    return fits ? null : ["bad-language-code"];
  },
  id(value, limits) {
    const code = wrongId(value, limits);
    return code ? [code, { value, most: limits.id }] : null;
  },
  "claim-id"(value, limits) {
    const wrong = RULES.id(value, limits);
    if (wrong) return wrong;
    const { main, least, most, reserved } = limits["claim-id"];
    if (reserved.includes(value)) return ["reserved-claim-id", { value }];
    const words = value.split("-").length;
    const fits = value === main || (words >= least && words <= most);
    return fits ? null : ["bad-claim-id", { value, least, most }];
  },
  address(value, limits) {
    const match = new RegExp(`^(?:${limits["address-pattern"]})$`).exec(value);
    const port = Number(match?.groups.port || 1);
    const fits = match && value.length <= limits.address && port > 0 && port <= limits.port;
    return fits ? null : ["bad-address", { value }];
  },
  day(value) {
    const match = /^((?:19|2[0-9])[0-9]{2})-([0-9]{2})-([0-9]{2})$/.exec(value);
    const day = match && new Date(Date.UTC(match[1], match[2] - 1, match[3]));
    return day && day.toISOString().startsWith(value) ? null : ["bad-day", { value }];
  },
  number(value) {
    return /^[1-9][0-9]{0,4}$/.test(value) ? null : ["bad-number", { value }];
  },
  flag(value) {
    return value === "true" ? null : ["not-one-of", { value, expected: "true" }];
  },
  isbn(value, limits) {
    const digits = value.replaceAll("-", "");
    const weight = digits.length === 10 ? (at) => 10 - at : (at) => (at % 2 ? 3 : 1);
    const remainder = weighted(digits, weight) % (digits.length === 10 ? 11 : 10);
    const fits = new RegExp(limits.identifiers.isbn).test(value) && !remainder;
    return fits ? null : ["bad-isbn", { value }];
  },
  issn(value, limits) {
    const remainder = weighted(value.replace("-", ""), (at) => 8 - at) % 11;
    const fits = new RegExp(limits.identifiers.issn).test(value) && !remainder;
    return fits ? null : ["bad-issn", { value }];
  },
  doi(value, limits) {
    return new RegExp(limits.identifiers.doi).test(value) ? null : ["bad-doi", { value }];
  },
  date(value, limits, facts) {
    try {
      parse(value, limits.year);
      return null;
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
      const why = refusal(value, error, facts);
      return [why.code, { last: limits.year, ...why.args }];
    }
  },
};

// To YAML a set without quotation marks is a list.
const isUnquotedSet = (value) => value?.length === 1 && String(value[0]).includes("..");

// Everything that the schema refuses in `record`. `facts` is what form.json holds; with `complete`
// every text is needed in every language, else one is enough (timeline/proposed/).
export function shapeProblems(record, facts, complete = true) {
  const { schema, limits } = facts;
  const codes = facts.languages.map((language) => language.code);

  function* check(node, value, where) {
    const part = resolved(node, schema);
    const kind = kindOf(part);
    if (kind === "text") yield* text(value, where);
    else if (kind === "list") yield* list(part, value, where);
    else if (kind === "mapping") yield* mapping(part, value, where);
    else if (kind === "source" || kind === "either") yield* check(choiceOf(part, value, schema), value, where);
    else if (kind === "date" && isUnquotedSet(value)) {
      const set = `[${value[0]}]`;
      yield problem(where, "misspelt-date", { value: set, remedy: `"${set}"` });
    } else if (typeof value !== "string") yield problem(where, "not-text");
    else if (kind === "enum") yield* choice(part.enum, value, where);
    else {
      const wrong = RULES[kind](value, limits, facts);
      if (wrong) yield problem(where, wrong[0], wrong[1]);
    }
  }

  function* choice(expected, value, where) {
    if (expected.includes(value)) return;
    const suggestion = closest(value, expected);
    yield problem(where, "not-one-of", { value, expected: expected.join(", "), suggestion });
  }

  function* text(value, where) {
    if (!isMapping(value)) return yield problem(where, "not-a-mapping");
    const wrong = Object.entries(value).flatMap(([code, each]) =>
      Array.from(check({ rule: "line" }, each, [...where, code]))
    );
    yield* wrong;
    if (wrong.length && !complete) return;
    const field = String(where.at(-1));
    const missing = codes.filter((code) => !(code in value));
    // A model hears of the languages only where every line is right; `faults` adds what is missing
    // beside a wrong line of a language of the site.
    const told = !wrong.length || wrong.some((each) => codes.includes(each.where.at(-1)));
    if (!wrong.length) {
      for (const code of Object.keys(value)) {
        if (!codes.includes(code)) {
          yield problem([...where, code], "unknown-language", { language: code }, true);
        }
      }
    }
    if (!told || (!complete && missing.length < codes.length)) return;
    for (const language of missing) {
      yield problem(where, "missing-language", { language, field }, true);
    }
  }

  function* list(part, value, where) {
    if (!Array.isArray(value)) return yield problem(where, "not-a-list");
    if (part.maxItems && value.length > part.maxItems) {
      return yield problem(where, "too-many", { max_length: part.maxItems });
    }
    const wrong = value.flatMap((each, number) =>
      Array.from(check(part.items, each, [...where, number]))
    );
    yield* wrong;
    if (part.minItems && value.length < part.minItems && !wrong.length) {
      const args = { min_length: part.minItems, actual_length: value.length };
      yield problem(where, "too-few", args);
    }
  }

  function* mapping(part, value, where) {
    if (!isMapping(value)) return yield problem(where, "not-a-mapping");
    for (const [field, node] of Object.entries(part.properties)) {
      if (field in value) yield* check(node, value[field], [...where, field]);
      else if ((part.required || []).includes(field)) {
        yield problem(where, "missing-field", { field }, true);
      }
    }
    for (const field of Object.keys(value)) {
      if (!(field in part.properties)) {
        const suggestion = closest(field, limits.fields);
        yield problem([...where, field], "unknown-field", { field, suggestion }, true);
      }
    }
  }

  return Array.from(check(schema, record, []));
}
