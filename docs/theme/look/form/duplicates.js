// Whether an entry is perhaps there already: the rule of scripts/checks/duplicates.py, which says
// what counts as alike; its numbers come with form.json.

import { DateError, days, parse } from "./dates.js";
import { folder } from "./fold.js";

// The letter triples of a title.
function triples(title, language) {
  const found = new Set();
  for (const word of folder([language])(title).match(/[\p{L}\p{N}]+/gu) || []) {
    const prefix = language.prefixes.find(
      (each) => word.startsWith(each) && word.length - each.length >= language.stem
    );
    const padded = ` ${prefix ? word.slice(prefix.length) : word} `;
    for (let at = 0; at < padded.length - 2; at++) found.add(padded.slice(at, at + 3));
  }
  return found;
}

function likeness(one, other) {
  const common = [...one].filter((each) => other.has(each)).length;
  return (2 * common) / (one.size + other.size || 1);
}

function areNear(one, other, { near, year }) {
  const [vague, vagueToo] = [one, other].map(([first, last]) => last - first > year);
  if (vague !== vagueToo) return false;
  if (vague) return one.every((day, end) => Math.abs(day - other[end]) <= near);
  return one[0] <= other[1] + near && other[0] <= one[1] + near;
}

function daysOf(text, facts) {
  try {
    return days(parse(text, facts.limits.year));
  } catch (error) {
    if (error instanceof DateError) return null;
    throw error;
  }
}

// The entries that `record`, whose id is `own`, may tell of once more.
export function likelyDuplicates(record, own, facts) {
  const when = typeof record.date === "string" && daysOf(record.date, facts);
  if (!when || !record.title || record.withdrawn) return [];
  const limits = facts.limits.duplicates;
  const related = record.see_also || [];
  const actors = record.actors || [];
  const titles = (title) =>
    facts.languages.map((language) => triples(title[language.code] || "", language));
  const mine = titles(record.title);
  return [...facts.entries, ...facts.proposed].filter((entry) => {
    if (entry.id === own || entry.withdrawn) return false;
    if (related.includes(entry.id) || (entry.see_also || []).includes(own)) return false;
    if (!areNear(when, daysOf(entry.date, facts), limits)) return false;
    const shared = entry.actors.some((actor) => actors.includes(actor));
    if (!shared && (actors.length || entry.actors.length)) return false;
    return titles(entry.label).some((each, place) => likeness(mine[place], each) >= limits.alike);
  });
}
