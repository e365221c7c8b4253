// A record as YAML: what the form writes, `make format` leaves as it is (scripts/layout.py), and the
// keys are in the order that `make check` asks for (scripts/checks/order.py).

import { choiceOf, kindOf, resolved } from "./schema.js";

const WIDTH = 100;
const STEP = "  ";

// What a reader of YAML could take for something else than text, and what means something to it.
const AMBIGUOUS =
  /^(?:[-+.0-9]\S*|[0-9][0-9TtZz:.,+ -]*|[0-9a-f]{64}|y|n|yes|no|on|off|true|false|null|~|=|<<)$/i;
const INDICATOR = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.)/;
const WITHIN = /:(?:\s|$)|\s#/;

function inline(text) {
  const plain =
    text && text === text.trim() && !AMBIGUOUS.test(text) && !INDICATOR.test(text) && !WITHIN.test(text);
  if (plain) return text;
  if (/["\\]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return `"${text}"`;
}

const length = (text) => Array.from(text).length;

// The lines of a value; the first goes where `used` characters stand already.
function written(value, rule, indent, used) {
  const text = value.trim().replace(/\s+/g, " ");
  const bare = { number: /^[0-9]+$/, flag: /^true$/ }[rule];
  const line = bare?.test(text) ? text : inline(text);
  if (rule !== "line" || used + length(line) <= WIDTH || !text.includes(" ")) return [line];
  const lines = [];
  const most = WIDTH - indent.length;
  let [current, size] = ["", 0];
  for (const word of text.split(" ")) {
    const more = length(word);
    if (current && size + 1 + more > most) {
      lines.push(indent + current);
      [current, size] = [word, more];
    } else {
      size += current ? 1 + more : more;
      current = current ? `${current} ${word}` : word;
    }
  }
  return [">-", ...lines, indent + current];
}

// The text of the file; `comment` is its first line.
export function yaml(record, facts, comment) {
  const { schema } = facts;
  const order = (code) => (code === "en" ? "" : code);
  const codes = facts.languages
    .map((language) => language.code)
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));

  // The fields of a mapping in their order, each with its node of the schema.
  function fields(part, kind, value) {
    if (kind === "text") return Object.fromEntries(codes.map((code) => [code, { rule: "line" }]));
    return (["source", "either"].includes(kind) ? choiceOf(part, value, schema) : part).properties || {};
  }

  function collection(part, value, indent) {
    const kind = kindOf(part);
    if (Array.isArray(value)) {
      return value.flatMap((each) => item(resolved(part.items || {}, schema), each, indent));
    }
    const known = fields(part, kind, value);
    const unknown = Object.keys(value).filter((name) => !(name in known));
    return [...Object.keys(known).filter((name) => name in value), ...unknown].flatMap((name) =>
      entry(name, resolved(known[name] || {}, schema), value[name], indent)
    );
  }

  function leaf(part, value, indent, used) {
    if (Array.isArray(value)) return ["[]"];
    if (typeof value !== "string") return ["{}"];
    const kind = kindOf(part);
    return written(value, kind === "either" ? "id" : kind, indent, used);
  }

  const isLeaf = (value) => typeof value === "string" || !Object.keys(value).length;

  function entry(key, part, value, indent) {
    const name = `${indent}${/^[a-z][a-z0-9_-]*$/.test(key) ? key : inline(key)}:`;
    if (!isLeaf(value)) return [name, ...collection(part, value, indent + STEP)];
    const [first, ...more] = leaf(part, value, indent + STEP, name.length + 1);
    return [`${name} ${first}`, ...more];
  }

  function item(part, value, indent) {
    const deeper = indent + STEP;
    const [first, ...more] = isLeaf(value)
      ? leaf(part, value, deeper, deeper.length)
      : collection(part, value, deeper);
    return [`${indent}- ${first.trimStart()}`, ...more];
  }

  return [comment, ...collection(schema, record, ""), ""].join("\n");
}
