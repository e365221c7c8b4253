// What text a record may hold: scripts/records/text.py, for what can be typed into a field.

import { problem } from "./rules.js";

const WORD = /[\p{L}\p{N}_\u0300-\u036f\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u200c]+/gu;

export const codepoint = (character) =>
  `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

// Every text of a record with its path; keys are the form's own.
export function* texts(value, where = []) {
  if (typeof value === "string") yield [where, value];
  else if (value !== null && typeof value === "object") {
    for (const [key, part] of Object.entries(value)) {
      yield* texts(part, [...where, Array.isArray(value) ? Number(key) : key]);
    }
  }
}

export function characterProblems(record, facts, names) {
  const forbidden = new RegExp(facts.limits.forbidden, "gu");
  const stacked = new RegExp(facts.limits.stacked, "u");
  const scripts = Object.entries(facts.limits.scripts).map(([name, letters]) => [
    name,
    new RegExp(letters, "u"),
  ]);
  const found = [];
  for (const [where, text] of texts(record)) {
    for (const character of new Set(text.match(forbidden) || [])) {
      const args = { codepoint: codepoint(character), name: nameOf(character, names) };
      found.push(problem(where, "forbidden-character", args));
    }
    if (text !== text.normalize("NFC")) found.push(problem(where, "not-nfc"));
    if (stacked.test(text)) found.push(problem(where, "stacked-marks"));
    for (const [word, mixed] of mixedWords(text, scripts)) {
      found.push(problem(where, "mixed-scripts", { word, scripts: mixed.join(", ") }));
    }
  }
  return found.slice(0, facts.limits.problems);
}

function* mixedWords(text, scripts) {
  const present = scripts.filter(([, letters]) => letters.test(text));
  if (present.length < 2) return;
  for (const word of new Set(text.match(WORD) || [])) {
    const mixed = present.filter(([, letters]) => letters.test(word)).map(([name]) => name);
    if (mixed.length > 1) yield [word, mixed];
  }
}

export function nameOf(character, names) {
  return names[codepoint(character).slice(2)] || "";
}
