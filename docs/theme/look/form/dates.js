// The dates of records, as scripts/records/dates.py reads them and scripts/i18n/dates.py says them.
// A date is {text, start, end, set}; a point {year, month, day, season, precision, uncertain,
// approximate}; the season is its first month. What is no date throws a DateError with the code and
// the arguments that `check` reports.

export class DateError extends Error {
  constructor(code, args) {
    super(code);
    this.code = code;
    this.args = args;
  }
}

const POINT = /^(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X|([0-9]{2})XX)([?~%]?)$/;
const SET = /^\[([^.]*)\.\.([^.]*)\]$/;
const SEASONS = { 21: 3, 22: 6, 23: 9 };
const OPEN = "..";
const CENTURY = 1;
const DECADE = 2;
const YEAR = 3;
const SEASON = 4;
const MONTH = 5;
const DAY = 6;
const DAY_LENGTH = 864e5; // milliseconds

function lastDay(year, month) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

// The two winters that can be meant by that of a year.
export function winters(year) {
  return [year - 1, year].map((first) => `${first}-12/${first + 1}-02`);
}

function parsePoint(text) {
  const match = POINT.exec(text);
  if (!match) return null;
  const [, year, month, day, decade, century, qualifier] = match;
  if (text.startsWith("0")) throw new DateError("year-out-of-range", { value: text });
  if (month === "24" && !day) {
    const [first, second] = winters(Number(year));
    throw new DateError("ambiguous-date", { value: text, first, second });
  }
  const season = !day && SEASONS[month];
  if (season && qualifier) {
    throw new DateError("qualified-season", { value: text, remedy: text.slice(0, -1) });
  }
  if (season) {
    const sure = { uncertain: false, approximate: false };
    return { year: Number(year), month: null, day: null, season, precision: SEASON, ...sure };
  }
  if (month && !(month >= "01" && month <= "12")) {
    throw new DateError("no-such-month", { value: text, month });
  }
  const point = {
    uncertain: "?%".includes(qualifier) && qualifier !== "",
    approximate: "~%".includes(qualifier) && qualifier !== "",
  };
  if (decade) return { ...point, year: decade * 10, precision: DECADE };
  if (century) return { ...point, year: century * 100, precision: CENTURY };
  if (day) {
    const last = lastDay(Number(year), Number(month));
    if (day < 1 || day > last) {
      const args = { value: text, day, month: `${year}-${month}`, last: String(last) };
      throw new DateError("no-such-day", args);
    }
  }
  const precision = day ? DAY : month ? MONTH : YEAR;
  const number = (part) => (part ? Number(part) : null);
  return { ...point, year: Number(year), month: number(month), day: number(day), precision };
}

// The first and the last day that a point can mean, as numbers that compare as days do.
function lower(point) {
  return point.year * 10000 + (point.month || point.season || 1) * 100 + (point.day || 1);
}

function upper(point) {
  const years = { [CENTURY]: 100, [DECADE]: 10 }[point.precision] || 1;
  const year = point.year + years - 1;
  const month = point.month || (point.season ? point.season + 2 : 12);
  return year * 10000 + month * 100 + (point.day || lastDay(year, month));
}

function same(a, b) {
  return ["year", "month", "day", "season", "precision", "uncertain", "approximate"].every(
    (name) => (a[name] ?? null) === (b[name] ?? null)
  );
}

// The time of a day, which is a number as `lower` has it; in milliseconds, as Date has it.
function time(day) {
  return Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, day % 100);
}

// The day at a time, to a precision.
function written(moment, precision) {
  const size = { [DAY]: 10, [MONTH]: 7, [SEASON]: 7 }[precision] || 4;
  return new Date(moment).toISOString().slice(0, size);
}

// Whether no end of a set is qualified; where other ends say the same plainly, that is told.
function isPlainSet(text, start, end) {
  const points = [start, end].filter(Boolean);
  if (points.some((point) => point.uncertain || point.approximate)) return false;
  const finest = Math.max(...points.map((point) => point.precision));
  const [first, last] = [start && lower(start), end && upper(end)].map((day) =>
    day ? written(time(day), finest) : ""
  );
  const plain = `[${first}..${last}]`;
  if (text !== plain) throw new DateError("misspelt-date", { value: text, remedy: plain });
  return true;
}

function ends(text) {
  const slash = text.indexOf("/");
  const found = SET.exec(text);
  const cut = slash < 0 ? [text, ""] : [text.slice(0, slash), text.slice(slash + 1)];
  const [first, last] = found ? found.slice(1) : cut;
  const noEnd = found ? "" : OPEN;
  const start = parsePoint(first);
  if (slash < 0 && !found) return start && [start, start];
  const end = parsePoint(last);
  if (start && end) {
    if (same(start, end)) {
      throw new DateError("needless-interval", { value: text, remedy: first });
    }
    if (lower(start) > upper(end)) {
      const remedy = found ? `[${last}..${first}]` : `${last}/${first}`;
      throw new DateError("reversed-interval", { value: text, remedy });
    }
  } else if (!(start && last === noEnd) && !(end && first === noEnd)) return null;
  return !found || isPlainSet(text, start, end) ? [start, end] : null;
}

// `text` with ASCII digits and hyphens, two digits a part, a capital X, no white space.
function respelled(text) {
  let found = text
    .replace(/\s+/g, "")
    .replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/x/g, "X")
    .replace(/\u061f/g, "?")
    .replace(/\u066a/g, "%");
  const separated = /^[0-9]{4}([/.])[0-9]{1,2}(?:\1[0-9]{1,2})?[?~%]?$/.exec(found);
  if (separated) found = found.replaceAll(separated[1], "-");
  return found.replace(/(?<=-)([0-9])(?![0-9])/g, "0$1");
}

function refusal(text) {
  const familiar = respelled(text);
  const remedy = familiar.replace(/(?<=[0-9X])(?:-XX)+(?=[?~%]?(?:\/|$))/g, "");
  if (remedy === text || ends(remedy) === null) return new DateError("bad-date", { value: text });
  const code = remedy === familiar ? "misspelt-date" : "needless-x";
  return new DateError(code, { value: text, remedy });
}

// The date that is written as `text`, in any year.
export function edtf(text) {
  const found = ends(text);
  if (found === null) throw refusal(text);
  return { text, start: found[0], end: found[1], set: text.startsWith("[") };
}

// The date of a record.
export function parse(text, lastYear) {
  let date;
  try {
    date = edtf(text);
  } catch (error) {
    if (error instanceof DateError) error.args = { last: lastYear, ...error.args };
    throw error;
  }
  if ([date.start, date.end].some((point) => point && point.year > lastYear)) {
    throw new DateError("year-out-of-range", { value: text, last: lastYear });
  }
  return date;
}

// The days before and after a point, as precise as the point.
export function isoDays(point) {
  return {
    before: written(time(lower(point)) - DAY_LENGTH, point.precision),
    after: written(time(upper(point)) + DAY_LENGTH, point.precision),
  };
}

// The first and the last day that a date can mean, counted from one day that is the same for all;
// an open end is the first or the last of all.
export function days(date) {
  const count = (day) => time(day) / DAY_LENGTH;
  return [date.start ? count(lower(date.start)) : -1e6, date.end ? count(upper(date.end)) : 1e7];
}

// --- In words; `patterns` is `dates` of a language file ---

function fill(pattern, args) {
  return pattern.replace(/\{([a-z]+)\}/g, (whole, name) => args[name] ?? whole);
}

function patternOf(point, patterns) {
  return {
    [CENTURY]: patterns.century,
    [DECADE]: patterns.decades[Math.floor((point.year % 100) / 10)],
    [YEAR]: "{year}",
    [SEASON]: patterns.season,
    [MONTH]: patterns.month,
    [DAY]: patterns.day,
  }[point.precision];
}

function pointWords(point, patterns, pattern) {
  let words = fill(pattern || patternOf(point, patterns), {
    day: point.day,
    month: patterns.months[(point.month || 1) - 1],
    season: patterns.seasons[(point.season || 3) / 3 - 1],
    year: point.year,
    last: Math.floor(upper(point) / 10000),
    century: patterns.centuries[Math.floor(point.year / 100)],
  });
  if (point.approximate) words = fill(patterns.approximate, { date: words });
  if (point.uncertain) words = fill(patterns.uncertain, { date: words });
  return words;
}

// The pattern of a beginning whose month or year stands with the end.
function withoutShared(start, end, patterns) {
  if (start.uncertain || end.uncertain) return "";
  if (start.year !== end.year || start.precision !== end.precision) return "";
  const ofDay = start.month === end.month ? "{day}" : patterns["day-of-year"];
  return { [SEASON]: "{season}", [MONTH]: "{month}", [DAY]: ofDay }[start.precision] || "";
}

export function dateWords(date, patterns) {
  const { start, end, set } = date;
  if (!start || !end) {
    const side = set ? (end ? "latest" : "earliest") : end ? "until" : "since";
    const words = pointWords(start || end, patterns);
    const name = set && (start || end).day ? `${side}-day` : side;
    return fill(patterns[name], { start: words, end: words });
  }
  if (start === end) return pointWords(start, patterns);
  const pattern = withoutShared(start, end, patterns);
  if (pattern === "{day}" && !set && !start.approximate && !end.approximate) {
    const month = patterns.months[start.month - 1];
    return fill(patterns.days, { first: start.day, last: end.day, month, year: end.year });
  }
  const ends = { start: pointWords(start, patterns, pattern), end: pointWords(end, patterns) };
  return fill(set ? patterns.between : patterns.interval, ends);
}
