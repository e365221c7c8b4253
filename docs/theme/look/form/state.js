// What the contributor has written so far: the record as it grows, its id, its languages. It is
// kept in the browser's own storage, so that it survives a reload and a change of language.

import { choiceOf, kindOf, resolved } from "./schema.js";

const keyOf = (edited) => `timeline draft ${edited || "new"}`;

// What is done with the storage; nothing where it is switched off or full.
function stored(act) {
  try {
    return act(localStorage);
  } catch {
    return null; // the draft lives as long as the page
  }
}

// Whether there is a draft of the entry `edited`, or of a new one.
export const isKept = (edited) => Boolean(stored((storage) => storage.getItem(keyOf(edited))));

// `edited` is the id of the entry that is being edited, or empty.
export function makeState(facts, edited) {
  const codes = facts.languages.map((language) => language.code);
  const key = keyOf(edited);
  const state = { edited, record: {}, id: edited, named: Boolean(edited), written: codes, path: "" };

  const isEmpty = (value) => value === undefined || value === "";

  function get(path) {
    return path.reduce((part, name) => part?.[name], state.record);
  }

  // Put a value at a path; an empty one takes the field away, and a text that is empty with it.
  function set(path, value) {
    let part = state.record;
    for (const [place, name] of path.slice(0, -1).entries()) {
      if (part[name] === undefined) {
        if (isEmpty(value)) return;
        part[name] = typeof path[place + 1] === "number" ? [] : {};
      }
      part = part[name];
    }
    const last = path.at(-1);
    if (!isEmpty(value)) part[last] = value;
    else if (Array.isArray(part)) part.splice(last, 1);
    else delete part[last];
    const holder = path.slice(0, -1);
    const bare = Array.isArray(part) ? !part.length : codes.includes(last);
    if (isEmpty(value) && bare && !Object.keys(part).length && holder.length) set(holder, "");
  }

  // The record as it would be written: only the languages that the contributor writes.
  function record() {
    return bare(facts.schema, state.record);
  }

  function bare(node, value) {
    const part = resolved(node, facts.schema);
    const kind = kindOf(part);
    if (Array.isArray(value)) return value.map((each) => bare(part.items || {}, each));
    if (value === null || typeof value !== "object") return value;
    const either = kind === "source" || kind === "either";
    const fields = (either ? choiceOf(part, value, facts.schema) : part).properties || {};
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => kind !== "text" || state.written.includes(name))
        .map(([name, each]) => [name, fields[name] ? bare(fields[name], each) : each])
    );
  }

  const content = () => JSON.stringify([state.record, state.id, state.written, state.named]);
  let original = content(); // what nobody has changed is no draft

  function keep() {
    if (content() === original) discard();
    else stored((storage) => storage.setItem(key, content()));
  }

  // Take up what was kept; false where there is nothing, or nothing that can be read.
  function restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(key));
      if (!Array.isArray(kept)) return false;
      const [record, id, written, named] = kept;
      const known = codes.filter((code) => written.includes(code)); // in this page's order
      Object.assign(state, { record, id, named, written: known.length ? known : codes });
      return true;
    } catch {
      return false;
    }
  }

  function begin(record, path) {
    Object.assign(state, { record: structuredClone(record), path, id: edited, written: codes });
    original = content();
  }

  const discard = () => stored((storage) => storage.removeItem(key));
  const complete = () => state.written.length === codes.length;

  // Where the file belongs: a proposal in one language waits in a folder of its own.
  function path() {
    if (state.path) return state.path;
    return `timeline/${complete() ? "events" : "proposed"}/${state.id || "…"}.yml`;
  }

  return { state, codes, get, set, record, keep, restore, begin, discard, complete, path };
}
