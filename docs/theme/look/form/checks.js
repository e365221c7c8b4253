// What must hold between the parts of an entry, and between it and the other records: the rules of
// scripts/checks/ that one record can break. They take a record as it is while it is being written.

import { closest } from "./closest.js";
import { characterProblems, codepoint, nameOf, texts } from "./characters.js";
import { problem, shapeProblems, wrongId } from "./rules.js";

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
  const cites = (value, where) =>
    list(value).flatMap((cite, number) =>
      typeof cite?.source === "string" ? [[[...where, number, "source"], cite.source]] : []
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
    found.push(...sourceProblems(where, cite, facts));
  }
  return found;
}

function* sourceProblems(where, cite, facts) {
  const byId = typeof cite.source === "string";
  const source = byId ? facts.sources.find((each) => each.id === cite.source) : null;
  if (source?.unseen) yield problem([...where, "source"], "unseen-source", { id: source.id });
  if (!cite.passage || !cite.source || (byId && !source)) return;
  if (!source?.paragraphs) {
    yield problem([...where, "passage"], "passage-without-text", {}, true);
  } else if (Number(cite.passage.paragraph) > source.paragraphs) {
    const args = { paragraph: Number(cite.passage.paragraph), last: source.paragraphs };
    yield problem([...where, "passage", "paragraph"], "no-such-paragraph", args);
  }
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
    found.push(...claimProblems(record, facts), ...letterProblems(record, facts, names));
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
