// The dates of records, as scripts/records/dates.py reads them and scripts/i18n/dates.py says them.
// A date is {text, start, end}; a point {year, month, day, precision, uncertain, approximate}. What
// is no date throws a DateError with the code and the arguments that `check` tells.

export class DateError extends Error {
  constructor(code, args) {
    super(code);
    this.code = code;
    this.args = args;
  }
}

const POINT = /^(?:([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?|([0-9]{3})X|([0-9]{2})XX)([?~%]?)$/;
const OPEN = "..";
const CENTURY = 1;
const DECADE = 2;
const YEAR = 3;
const MONTH = 4;
const DAY = 5;

function lastDay(year, month) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
}

function parsePoint(text) {
  const match = POINT.exec(text);
  if (!match) return null;
  const [, year, month, day, decade, century, qualifier] = match;
  if (text.startsWith("0")) throw new DateError("year-out-of-range", { value: text });
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
  return point.year * 10000 + (point.month || 1) * 100 + (point.day || 1);
}

function upper(point) {
  const years = { [CENTURY]: 100, [DECADE]: 10 }[point.precision] || 1;
  const year = point.year + years - 1;
  const month = point.month || 12;
  return year * 10000 + month * 100 + (point.day || lastDay(year, month));
}

function same(a, b) {
  return ["year", "month", "day", "precision", "uncertain", "approximate"].every(
    (name) => (a[name] ?? null) === (b[name] ?? null)
  );
}

function ends(text) {
  const slash = text.indexOf("/");
  const first = slash < 0 ? text : text.slice(0, slash);
  const last = text.slice(slash + 1);
  const start = parsePoint(first);
  if (slash < 0) return start && [start, start];
  const end = parsePoint(last);
  if (start && end) {
    if (same(start, end)) {
      throw new DateError("needless-interval", { value: text, remedy: first });
    }
    if (lower(start) > upper(end)) {
      throw new DateError("reversed-interval", { value: text, remedy: `${last}/${first}` });
    }
    return [start, end];
  }
  return (start && last === OPEN) || (end && first === OPEN) ? [start, end] : null;
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

export function parse(text, lastYear) {
  let found;
  try {
    found = ends(text);
    if (found === null) throw refusal(text);
  } catch (error) {
    if (error instanceof DateError) error.args = { last: lastYear, ...error.args };
    throw error;
  }
  if (found.some((point) => point && point.year > lastYear)) {
    throw new DateError("year-out-of-range", { value: text, last: lastYear });
  }
  return { text, start: found[0], end: found[1], interval: text.includes("/") };
}

// The first and the last day that a date can mean, counted from one day that is the same for all;
// an open end is the first or the last of all.
export function days(date) {
  const count = (number) =>
    Date.UTC(Math.floor(number / 10000), (Math.floor(number / 100) % 100) - 1, number % 100) / 864e5;
  return [date.start ? count(lower(date.start)) : -1e6, date.end ? count(upper(date.end)) : 1e7];
}

// --- In words; `patterns` is `dates` of a language file ---

function fill(pattern, args) {
  return pattern.replace(/\{([a-z]+)\}/g, (whole, name) => args[name] ?? whole);
}

function plain(point, patterns) {
  const { year, day } = point;
  const month = patterns.months[(point.month || 1) - 1];
  const century = patterns.centuries[Math.floor(year / 100)];
  if (point.precision === DAY) return fill(patterns.day, { day, month, year });
  if (point.precision === MONTH) return fill(patterns.month, { month, year });
  if (point.precision === YEAR) return String(year);
  if (point.precision === CENTURY) return fill(patterns.century, { century });
  return fill(patterns.decades[Math.floor((year % 100) / 10)], { year, century });
}

function pointWords(point, patterns) {
  let words = plain(point, patterns);
  if (point.approximate) words = fill(patterns.approximate, { date: words });
  if (point.uncertain) words = fill(patterns.uncertain, { date: words });
  return words;
}

export function dateWords(date, patterns) {
  const { start, end } = date;
  const point = (each) => pointWords(each, patterns);
  if (!start) return fill(patterns.until, { end: point(end) });
  if (!end) return fill(patterns.since, { start: point(start) });
  if (!date.interval) return point(start);
  const sure = [start, end].every((each) => each.day && !each.uncertain && !each.approximate);
  if (sure && start.year === end.year) {
    const [first, last] = [start, end].map((each) => patterns.months[each.month - 1]);
    if (start.month === end.month) {
      const args = { first: start.day, last: end.day, month: last, year: end.year };
      return fill(patterns.days, args);
    }
    const from = fill(patterns["day-of-year"], { day: start.day, month: first });
    return fill(patterns.interval, { start: from, end: point(end) });
  }
  return fill(patterns.interval, { start: point(start), end: point(end) });
}
