// Whether an entry is perhaps there already: the rule of scripts/checks/duplicates.py, with its
// numbers, which form.json brings.

import { folder } from "./choose.js";
import { DateError, parse, span } from "./dates.js";

// The share of words that two titles have in common, the best of all languages.
function likeness(a, b, fold) {
  const shares = Object.keys(a).map((code) => {
    if (!b[code]) return 0;
    const [one, other] = [a[code], b[code]].map(
      (text) => new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || [])
    );
    const common = [...one].filter((word) => other.has(word)).length;
    const all = one.size + other.size - common;
    return all ? common / all : 0;
  });
  return Math.max(0, ...shares);
}

function dateOf(text, facts) {
  try {
    return parse(text, facts.limits.year);
  } catch (error) {
    if (error instanceof DateError) return null;
    throw error;
  }
}

// The entries that `record` may be a second time.
export function likelyDuplicates(record, own, facts) {
  const date = typeof record.date === "string" && dateOf(record.date, facts);
  if (!date || !record.title) return [];
  const fold = folder(facts);
  const [from, to] = span(date);
  const actors = new Set(record.actors || []);
  return facts.entries.filter((entry) => {
    if (entry.id === own) return false;
    const [first, last] = span(dateOf(entry.date, facts));
    if (first > to || last < from) return false;
    const shared = entry.actors.filter((actor) => actors.has(actor)).length;
    const least = Math.min(actors.size, entry.actors.length);
    const alike = likeness(record.title, entry.label, fold);
    return (least > 0 && shared === least && alike >= 0.3) || alike >= 0.6;
  });
}
