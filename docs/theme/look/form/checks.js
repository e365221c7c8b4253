// What must hold between the parts of an entry, and between it and the other records: the rules of
// scripts/checks/ that one record can break. They take a record as it is while it is being written.

import { closest } from "./closest.js";
import { characterProblems, codepoint, nameOf, texts } from "./characters.js";
import { proposedId } from "./naming.js";
import { problem, shapeProblems, wrongId } from "./rules.js";
import { areOne, recorded } from "./works.js";

const PARTS = ["start", "end", "prefix", "suffix"];
const list = (value) => (Array.isArray(value) ? value : []);
const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const wordsOf = (text) => (typeof text === "string" ? text.split(/\s+/).filter(Boolean) : []);

// The claims, each with its path and cites; in the short form the entry itself.
function claimsOf(record) {
  const claims = list(record.claims);
  if (claims.length) {
    return claims.map((claim, number) => [["claims", number], list(claim?.cites)]);
  }
  return list(record.cites).length ? [[[], record.cites]] : [];
}

export function citesOf(record) {
  return claimsOf(record).flatMap(([where, cites]) =>
    cites.map((cite, number) => [[...where, "cites", number], isMapping(cite) ? cite : {}])
  );
}

// The inline sources, each with its path; in the order of the record.
export function inlineSources(record) {
  return citesOf(record).flatMap(([where, { source }]) =>
    isMapping(source) ? [[[...where, "source"], source]] : []
  );
}

// --- References: they look at what stands there, whether it is right otherwise or not ---

const UNKNOWN = {
  topics: "unknown-topic",
  actors: "unknown-actor",
  places: "unknown-place",
  entries: "unknown-entry",
  sources: "unknown-source",
};

export function referenceProblems(record, id, facts) {
  const found = [];
  const known = {};
  for (const family of Object.keys(UNKNOWN)) known[family] = facts[family].map((each) => each.id);
  known.entries = [...new Set([...known.entries, id])];
  const given = [...list(record.cites), ...list(record.claims).flatMap((each) => list(each?.cites))]
    .map((cite) => cite?.source)
    .filter(isMapping);
  known.sources = [
    ...known.sources,
    ...given.flatMap(({ key }) => (typeof key === "string" ? [key] : [])),
  ];

  function unknown(where, named, family) {
    if (known[family].includes(named) || wrongId(named, facts.limits)) return;
    const args = { id: named, suggestion: closest(named, known[family]) };
    found.push(problem(where, UNKNOWN[family], args));
  }

  function strings(value, where) {
    return list(value).flatMap((each, number) =>
      typeof each === "string" ? [[[...where, number], each]] : []
    );
  }

  for (const [field, family] of [
    ["topics", "topics"],
    ["actors", "actors"],
    ["places", "places"],
    ["see_also", "entries"],
  ]) {
    const before = new Set();
    for (const [where, named] of strings(record[field], [field])) {
      if (before.has(named)) found.push(problem(where, "named-twice", { id: named }));
      else unknown(where, named, family);
      before.add(named);
      if (field === "see_also" && named === id) {
        found.push(problem(where, "names-itself", { id: named }));
      }
    }
  }
  const derived = (value, where) =>
    list(value).flatMap((each, number) =>
      typeof each === "string"
        ? [[[...where, number], each]]
        : typeof each?.source === "string"
          ? [[[...where, number, "source"], each.source]]
          : []
    );
  const cites = (value, where) =>
    list(value).flatMap((cite, number) =>
      typeof cite?.source === "string"
        ? [[[...where, number, "source"], cite.source]]
        : derived(cite?.source?.derives_from, [...where, number, "source", "derives_from"])
    );
  const sources = [
    ...cites(record.cites, ["cites"]),
    ...list(record.claims).flatMap((claim, number) =>
      cites(claim?.cites, ["claims", number, "cites"])
    ),
    ...list(record.differences).flatMap((difference, number) =>
      list(difference?.positions).flatMap((position, place) =>
        strings(position?.sources, ["differences", number, "positions", place, "sources"])
      )
    ),
  ];
  for (const [where, named] of sources) unknown(where, named, "sources");
  return found;
}

// --- Claims and their cites ---

export function claimProblems(record, facts) {
  const found = [];
  const claims = list(record.claims).length;
  const cites = list(record.cites).length;
  if (!claims && !cites) found.push(problem([], "no-claims"));
  else if (claims && cites) found.push(problem(["cites"], "claims-and-cites", {}, true));
  const ids = list(record.claims).map((claim) => claim?.id);
  ids.forEach((id, number) => {
    if (id && ids.indexOf(id) < number) {
      found.push(problem(["claims", number, "id"], "duplicate-claim-id", { id }));
    }
  });
  for (const [where, each] of claimsOf(record)) {
    if (each.length && each.every((cite) => cite?.says === "disputes")) {
      found.push(problem([...where, "cites"], "only-disputed", {}, true));
    }
  }
  for (const [where, cite] of citesOf(record)) {
    if (cite.says === "attributes" && !cite.to) {
      found.push(problem([...where, "says"], "attributes-to-nobody"));
    }
    for (const field of ["to", "through"]) {
      if (cite.says && cite.says !== "attributes" && cite[field]) {
        found.push(problem([...where, field], "needless-to", { field, says: cite.says }, true));
      }
    }
    for (const part of PARTS) {
      const words = wordsOf(cite.passage?.[part]).length;
      if (words > facts.limits.anchor) {
        const args = { words, most: facts.limits.anchor };
        found.push(problem([...where, "passage", part], "long-anchor", args));
      }
    }
    found.push(...sourceProblems(where, cite, record, facts));
  }
  return found;
}

// The source that a cite names by id or key, or gives.
export function sourceOf(name, record, facts) {
  if (typeof name !== "string") return name;
  const given = inlineSources(record).find(([, { key }]) => key === name);
  return given ? given[1] : facts.sources.find((each) => each.id === name);
}

export const paragraphsOf = (source) => source?.paragraphs || Number(source?.text?.paragraphs) || 0;

function* sourceProblems(where, cite, record, facts) {
  const source = sourceOf(cite.source, record, facts);
  if (source?.unseen) yield problem([...where, "source"], "unseen-source", { id: source.id });
  if (!cite.passage || !source) return;
  const last = paragraphsOf(source);
  if (!last) {
    yield problem([...where, "passage"], "passage-without-text", {}, true);
  } else if (Number(cite.passage.paragraph) > last) {
    const args = { paragraph: Number(cite.passage.paragraph), last };
    yield problem([...where, "passage", "paragraph"], "no-such-paragraph", args);
  }
}

// --- Inline sources ---

// A key for a source that has none: `proposed_key` in scripts/checks/sources.py.
function proposedKey({ publisher, title, publisher_in, title_in, url }, limits) {
  const words = [publisher_in?.en || publisher, title_in?.en || title].filter(Boolean).join(" ");
  const host = url.split("/")[2].replaceAll(".", "-");
  return proposedId(words, limits) || proposedId(host, limits);
}

// `shape` are the problems that the schema has found: what is refused is not looked into.
function givenProblems(record, facts, shape = []) {
  const { limits } = facts;
  const refused = shape.map((each) => `${each.where.join("/")}/`);
  const isRight = (where) => !refused.some((each) => each.startsWith(`${where.join("/")}/`));
  const found = [];
  const before = [];
  for (const [where, source] of inlineSources(record)) {
    if (!source.url || !isRight([...where, "url"])) continue;
    const id = recorded(source, facts);
    const first = before.find((each) => areOne(each, source, limits));
    if (id) found.push(problem([...where, "url"], "source-recorded", { id }));
    else if (first) {
      const key = first.key || proposedKey(first, limits);
      found.push(problem([...where, "url"], "source-given-twice", { id: key }));
    }
    const isTaken =
      before.some(({ key }) => key === source.key) ||
      (id !== source.key && facts.sources.some((each) => each.id === source.key));
    if (source.key && isTaken) {
      found.push(problem([...where, "key"], "key-taken", { id: source.key }));
    }
    before.push(source);
    if (isRight(where)) found.push(...factProblems(where, source, record, facts));
  }
  return found;
}

// The rules for the facts of every source, recorded or not.
function* factProblems(where, source, record, facts) {
  const { seen, text, derives_from: derived, language, key } = source;
  if (!facts.words["language-names"][language]) {
    yield problem([...where, "language"], "unnamed-language", { value: language });
  }
  const whole = (pattern, value) => new RegExp(`^(?:${pattern})$`).test(value);
  for (const [number, { paragraphs }] of list(derived).entries()) {
    const ranges = (paragraphs || "").split(",").map((each) => each.trim().split("-").map(Number));
    const right = whole(facts.limits.paragraphs, paragraphs) &&
      ranges.every(([first, last = first]) => first <= last);
    if (paragraphs && !right) {
      const place = [...where, "derives_from", number, "paragraphs"];
      yield problem(place, "bad-paragraphs", { value: paragraphs });
    }
  }
  if (key && goesBackTo(key, source, record)) {
    yield problem([...where, "derives_from"], "derives-from-itself", { id: key });
  }
  if (!seen) return;
  if (seen === "nothing") {
    yield problem([...where, "seen"], "unseen-source", { id: source.title });
  }
  if ((seen === "full-text") !== (text !== undefined)) {
    yield problem([...where, "seen"], "text-and-seen", { seen });
  }
  if ((seen === "nothing") !== (source.seen_on === undefined)) {
    yield problem([...where, "seen"], "seen-on", { seen });
  }
  if (text && !whole(facts.limits.sha256, text.sha256)) {
    yield problem([...where, "text", "sha256"], "bad-sha256");
  }
}

// Whether a source derives from what has this key; no recorded source derives from one of these.
function goesBackTo(key, source, record, seen = new Set()) {
  return list(source.derives_from).some((each) => {
    const name = typeof each === "string" ? each : each.source;
    if (name === key) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const next = inlineSources(record).find(([, given]) => given.key === name);
    return next ? goesBackTo(key, next[1], record, seen) : false;
  });
}

// --- Letters ---

export function letterProblems(record, facts, names) {
  const letters = new Map(
    facts.languages.map((each) => [each.code, new RegExp(`^[${each.letters}]$`, "u")])
  );
  const found = [];
  for (const [where, text] of texts(record)) {
    const language = where.findLast((part) => letters.has(part));
    if (!language) continue;
    const folded = text.trim().replace(/\s+/g, " ");
    const letter = Array.from(folded).find((each) => !letters.get(language).test(each));
    if (letter === undefined) continue;
    const args = { letter, codepoint: codepoint(letter), name: nameOf(letter, names), language };
    found.push(problem(where, "foreign-letter", args));
  }
  return found;
}

// --- All of it ---

// What is wrong with an entry as a contributor wants to hear it: everything at once.
export function problemsOf(record, id, facts, { complete = true, names = {} } = {}) {
  const shape = shapeProblems(record, facts, complete);
  const rest = [
    ...characterProblems(record, facts, names),
    ...referenceProblems(record, id, facts),
    ...claimProblems(record, facts),
    ...givenProblems(record, facts, shape),
    ...letterProblems(record, facts, names),
  ];
  // One mistake is told once: a foreign letter that is no allowed character at all, say.
  const told = new Set(shape.map((each) => each.where.join("/")));
  const characters = new Set(
    rest.filter((each) => each.code === "forbidden-character").map((each) => each.where.join("/"))
  );
  return [
    ...shape,
    ...rest.filter(
      (each) =>
        !(each.code === "foreign-letter" && characters.has(each.where.join("/"))) &&
        !(each.code === "no-claims" && told.has("cites"))
    ),
  ];
}

// The same in the stages in which `check` tells it: what a model has refused is not looked into.
export function problemsAsChecked(record, id, facts, { complete = true, names = {} } = {}) {
  const shape = shapeProblems(record, facts, complete);
  const mapping = isMapping(record);
  const found = [...shape, ...(mapping ? referenceProblems(record, id, facts) : [])];
  if (!shape.length) {
    found.push(
      ...claimProblems(record, facts),
      ...givenProblems(record, facts),
      ...letterProblems(record, facts, names)
    );
  }
  return found;
}

// What is wrong with the name of the file. `own` is the id of the entry that is being edited.
export function idProblems(id, facts, own = "") {
  const code = wrongId(id, facts.limits);
  const args = { value: id, most: facts.limits.id };
  if (code) return [problem(["id"], code === "bad-id" ? "bad-file-name" : code, args)];
  if (id === own) return [];
  const taken = [...facts.entries, ...facts.proposed].find((each) => each.id === id);
  const other = taken ? taken.path : facts.redirects.includes(id) ? "timeline/redirects.yml" : "";
  return other ? [problem(["id"], "duplicate-id", { id, other })] : [];
}
