// Dates as people write them, read as EDTF: the same grammar as scripts/i18n/human_dates.py, which
// says how it works. The cases in tests/human_dates.yml hold for both.

import { DateError, dateWords, edtf, isoDays, winters } from "./dates.js";

const TOKENS = { about: "~", perhaps: "?", idle: "" };
const [DAY, MONTH, YEAR] = ["([0-9]{1,2})", "M([0-9]{2})", "([0-9]{4})"];
const whole = (pattern) => new RegExp(`^(?:${pattern})$`);

// A pattern, and its groups that are year, month and day.
const POINTS = [
  [YEAR, [1]],
  [`${MONTH} ${YEAR}`, [2, 1]],
  [`${YEAR} ${MONTH}`, [1, 2]],
  [`${DAY} ${MONTH} ${YEAR}`, [3, 2, 1]],
  [`${MONTH} ${DAY} ${YEAR}`, [3, 1, 2]],
  [`${YEAR} ${MONTH} ${DAY}`, [1, 2, 3]],
].map(([pattern, order]) => [whole(pattern), order, true]);
const NUMBERS = [
  [`${YEAR}[-/.]${DAY}`, [1, 2]],
  [`${YEAR}([-/.])${DAY}\\2${DAY}`, [1, 3, 4]],
  [`${DAY}[-/.]${YEAR}`, [2, 1]],
  [`${DAY}([-/.])${DAY}\\2${YEAR}`, [4, 3, 1]],
  [`${DAY}([-/.])${DAY}\\2${YEAR}`, [4, 1, 3]],
].map(([pattern, order]) => [whole(pattern), order, false]);
const SPAN = whole("([0-9]{3})(?:0s|[xX])|([0-9]{2})(?:xx|XX)");
const SHORT_YEAR = whole(`${DAY}([-/.])${DAY}\\2[0-9]{2}`);
const YEARS = whole(`${YEAR} ?[-/] ?([0-9]{2})`);
const WINTER = whole(`W ${YEAR}(?: ?[-/] ?(?:[0-9]{2})?([0-9]{2}))?`);
const PARTIAL = whole(`${DAY}|(?:${DAY} )?${MONTH}|${MONTH} ${DAY}`);
const HEAD = whole(`(${MONTH}) ${DAY}`);
const OPEN = [
  ["FROM (.+)", "", "/.."],
  ["TO (.+)", "../", ""],
  ["LATEST (.+)", "[..", "]"],
  ["(.+) LATEST", "[..", "]"],
  ["EARLIEST (.+)", "[", "..]"],
  ["(.+) EARLIEST", "[", "..]"],
].map(([pattern, before, after]) => [whole(pattern), before, after]);
const LONGEST = 100;
const LONGEST_YEARS = 50;
const READABLE = ["bad-date", "misspelt-date", "needless-x", "no-such-month"];

function mapped(text) {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16)
    .replace(/[‐‑‒–—―−]/g, "-")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/،/g, ",")
    .replace(/؟/g, "?")
    .replace(/٪/g, "%");
}

function plain(text) {
  const folded = mapped(mapped(text).normalize("NFKD").toLowerCase());
  return squeezed(folded.replace(/[\p{M}\p{Cf}\u0640]/gu, ""));
}

const squeezed = (text) => text.trim().replace(/\s+/g, " ");
const two = (number) => String(number).padStart(2, "0");

// --- Words ---

const known = new WeakMap();

// The token of every word that can stand in a date, and what finds them.
function wordsOf(facts) {
  if (known.has(facts)) return known.get(facts);
  const tokens = new Map();
  const put = (token, words) => words.forEach((word) => tokens.set(plain(word), token));
  for (const { dates, months } of facts.languages) {
    const say = (text) => dateWords(edtf(text), dates);
    for (const [key, words] of Object.entries(dates.read.words)) {
      put(TOKENS[key] ?? key.toUpperCase(), words.split(", "));
    }
    dates.read.seasons.forEach((words, place) => put(`M${21 + place}`, words.split(", ")));
    for (const names of months) {
      names.forEach((name, place) => put(`M${two(place + 1)}`, [name, ...name.split("/")]));
    }
    for (let decade = 100; decade < 210; decade++) {
      if (decade % 10) put(`${decade}X`, [say(`${decade}X`)]);
    }
    for (let century = 10; century <= 20; century++) {
      put(`${century}XX`, [say(`${century}XX`)]);
      const first = dates.read["first-decade"].replace("{year}", `${century}00`);
      put(`${century}0X`, [first.replace("{century}", dates.centuries[century])]);
    }
  }
  const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  const words = [...tokens.keys()].sort((a, b) => b.length - a.length).map(escaped).join("|");
  const ands = [...tokens].filter(([word, token]) => token === "AND" && word.length === 1);
  const and = ands.map(([word]) => word).join("|") || "(?!)";
  const found = {
    tokens,
    word: new RegExp(`(?<!\\p{L})(${words})(?!\\p{L})\\.?`, "gu"),
    joined: new RegExp(`(?<!\\p{L})(?:${and})(?=[0-9]|(?:${words})(?!\\p{L}))`, "gu"),
  };
  known.set(facts, found);
  return found;
}

function tokensOf(text, facts) {
  const { tokens, word, joined } = wordsOf(facts);
  const said = plain(text)
    .replace(joined, " AND ")
    .replace(word, (_, found) => ` ${tokens.get(found)} `)
    .replace(/([0-9])(?:st|nd|rd|th)(?![a-z])/g, "$1");
  return squeezed(said.replace(/[,()]/g, " ")).replace(/^[ .]+|[ .]+$/g, "");
}

// --- Readings, in EDTF that may still be wrong ---

const coreOf = (said) => squeezed(said.replace(/[~?%]/g, " "));

function points(said) {
  const [about, perhaps] = [/[~%]/.test(said), /[?%]/.test(said)];
  const sign = about && perhaps ? "%" : about ? "~" : perhaps ? "?" : "";
  const core = coreOf(said);
  const span = SPAN.exec(core);
  const found = span ? [span[1] ? `${span[1]}X` : `${span[2]}XX`] : [];
  for (const [pattern, order, named] of [...POINTS, ...NUMBERS]) {
    const match = pattern.exec(core);
    const parts = match && order.map((number) => two(match[number]));
    if (parts && (named || parts[1] <= 12)) found.push(parts.join("-"));
  }
  return found.map((each) => each + sign);
}

// The set of all days before a single date, or after it.
function beside(point, isBefore) {
  const { start } = edtf(point);
  if (start.uncertain || start.approximate) return "";
  const day = isoDays(start)[isBefore ? "before" : "after"];
  return isBefore ? `[..${day}]` : `[${day}..]`;
}

function ends(first, last) {
  let [begins, found] = [points(first), points(last)];
  const head = HEAD.exec(coreOf(first));
  if (!found.length && head) found = points(`${head[1]} ${last}`);
  if (!begins.length && PARTIAL.test(coreOf(first))) {
    begins = found.flatMap((end) => {
      const month = end[7] === "-" ? points(`${first} M${end.slice(5, 7)} ${end.slice(0, 4)}`) : [];
      return [...points(`${first} ${end.slice(0, 4)}`), ...month];
    });
  }
  // What can be read in two ways is read in the same way at both ends.
  if (begins.length === found.length) return begins.map((begin, place) => [begin, found[place]]);
  return begins.flatMap((begin) => found.map((end) => [begin, end]));
}

function ranges(said) {
  const isSet = said.startsWith("BETWEEN ");
  const body = said.replace(/^(?:BETWEEN|FROM) /, "");
  return Array.from(body.matchAll(/ (?:TO|AND) | ?[-/] ?/g)).flatMap((cut) => {
    if (cut[0] === " AND " && !isSet) return [];
    return ends(body.slice(0, cut.index), body.slice(cut.index + cut[0].length))
      .filter(([begin, end]) => begin !== end)
      .map(([begin, end]) => (isSet ? `[${begin}..${end}]` : `${begin}/${end}`));
  });
}

function readings(said) {
  const found = [];
  const winter = WINTER.exec(said);
  if (winter) {
    const year = Number(winter[1]);
    if (!winter[2]) found.push(...winters(year));
    else if (Number(winter[2]) === (year + 1) % 100) found.push(winters(year)[1]);
  }
  const years = YEARS.exec(said);
  if (years) {
    const first = Number(years[1]);
    const count = (((Number(years[2]) - first) % 100) + 100) % 100;
    if (count > 0 && count <= LONGEST_YEARS) found.push(`${years[1]}/${first + count}`);
  }
  found.push(...points(said));
  for (const [pattern, before, after] of OPEN) {
    const match = pattern.exec(said);
    if (match) found.push(...points(match[1]).map((each) => before + each + after));
  }
  const side = /^(BEFORE|AFTER) (.+)$/.exec(said);
  if (side) found.push(...points(side[2]).map((each) => beside(each, side[1] === "BEFORE")));
  return [...found, ...ranges(said)];
}

// The dates among `texts`; throws what is wrong where there is but one text, and it is none.
function dates(texts) {
  const [found, errors] = [new Set(), new Map()];
  for (const text of texts) {
    try {
      found.add(edtf(text).text);
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
      if (error.code === "misspelt-date") found.add(error.args.remedy);
      else errors.set(text, error);
    }
  }
  const [error] = errors.values();
  if (!found.size && errors.size === 1 && error.code !== "bad-date") throw error;
  return [...found];
}

// The EDTF of `text`. Throws a DateError for what is no date, or can be read in two ways.
export function readDate(given, facts) {
  const value = given.trim();
  let refused;
  try {
    return edtf(value).text;
  } catch (error) {
    refused = error;
  }
  // After a hyphen stands a month, unless no month or day has such a number: "1995-97".
  const isMonth = value.includes("-") && refused.args.month <= 31;
  if (!READABLE.includes(refused.code) || value.length > LONGEST || isMonth) throw refused;
  const said = tokensOf(value, facts);
  if (SHORT_YEAR.test(said)) throw new DateError("short-year", { value });
  const isPart = said.startsWith("PART ");
  const found = dates(readings(isPart ? said.slice(5) : said)).filter(
    (each) => !isPart || each.includes("X")
  );
  if (found.length > 1) {
    throw new DateError("ambiguous-date", { value, first: found[0], second: found[1] });
  }
  if (found.length) return found[0];
  if (!isPart && refused.args.remedy) return refused.args.remedy;
  throw refused.code === "no-such-month" ? refused : new DateError("bad-date", { value });
}

// Why a record may not have `text`, for which `error` was thrown: what it means.
export function refusal(text, error, facts) {
  let remedy;
  try {
    remedy = readDate(text, facts);
  } catch (other) {
    if (!(other instanceof DateError)) throw other;
    return other.code === "bad-date" ? error : other;
  }
  if ([error.args.remedy, text].includes(remedy)) return error;
  return new DateError("misspelt-date", { value: text, remedy });
}
