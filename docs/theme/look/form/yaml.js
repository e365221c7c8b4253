// A record as YAML, in the layout of the records: fields in the order of the model, two spaces a
// level, quotation marks only where YAML or its readers need them, long texts folded.

import { choiceOf, kindOf, resolved } from "./schema.js";

const WIDTH = 100;

// What a reader of YAML 1.1 or 1.2 takes for something else than text.
const NO_TEXT =
  /^(?:~|null|true|false|yes|no|on|off|y|n|[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.(?:[0-9]+|inf|nan)|0[xo][0-9a-f]+|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|[-+]?[0-9]+(?::[0-9]{1,2})+.*|<<|=)$/i;

function scalar(text, rule) {
  if (rule === "number" && /^[0-9]+$/.test(text)) return text;
  const needsMarks =
    text === "" ||
    rule === "date" ||
    rule === "day" ||
    NO_TEXT.test(text) ||
    /^[\s\-?:,[\]{}#&*!|>'"%@`]/.test(text) ||
    /: |:$| #|\s$|^---|^\.\.\./.test(text);
  return needsMarks ? `"${text.replace(/[\\"]/g, "\\$&")}"` : text;
}

// The lines of `key: value` for a text, at a level; a long one is folded.
function textLines(head, text, rule, indent) {
  const value = scalar(text, rule);
  const line = `${head}${value}`;
  if (line.length <= WIDTH || !text.includes(" ") || rule !== "line") return [line];
  const lines = [`${head}>-`];
  const inner = " ".repeat(indent + 2);
  let current = "";
  for (const word of text.split(" ")) {
    if (current && inner.length + current.length + 1 + word.length > WIDTH) {
      lines.push(inner + current);
      current = word;
    } else current = current ? `${current} ${word}` : word;
  }
  return [...lines, inner + current];
}

const folded = (text) => String(text).trim().replace(/\s+/g, " ");

export function yaml(record, facts, comment) {
  const { schema } = facts;
  // In the order in which the records have them, which is not that of the codes.
  const codes = facts.languages.map((each) => each.code).sort((a, b) => (a < b ? 1 : -1));

  function* mapping(fields, value, indent) {
    const names = Object.keys(fields).filter((name) => name in value);
    const unknown = Object.keys(value).filter((name) => !(name in fields));
    for (const name of [...names, ...unknown]) {
      yield* entry(`${" ".repeat(indent)}${name}:`, fields[name] || {}, value[name], indent);
    }
  }

  // `head` with its value: on the same line, or below it one level further in.
  function* entry(head, node, value, indent) {
    const part = resolved(node, schema);
    const kind = kindOf(part);
    if (typeof value === "string") {
      const rule = kind === "source" ? "id" : kind;
      yield* textLines(`${head} `, folded(value), rule, indent);
    } else if (Array.isArray(value)) {
      yield value.length ? head : `${head} []`;
      for (const each of value) yield* item(part.items || {}, each, indent + 2);
    } else {
      yield Object.keys(value).length ? head : `${head} {}`;
      yield* mapping(fieldsOf(part, kind, value), value, indent + 2);
    }
  }

  function* item(node, value, indent) {
    const part = resolved(node, schema);
    const dash = `${" ".repeat(indent)}- `;
    if (typeof value === "string") {
      yield* textLines(dash, folded(value), kindOf(part), indent);
      return;
    }
    const lines = Array.from(mapping(fieldsOf(part, kindOf(part), value), value, indent + 2));
    if (!lines.length) yield `${dash}{}`;
    for (const [number, line] of lines.entries()) {
      yield number ? line : dash + line.slice(indent + 2);
    }
  }

  function fieldsOf(part, kind, value) {
    if (kind === "text") return Object.fromEntries(codes.map((code) => [code, { rule: "line" }]));
    if (kind === "source") return choiceOf(part, value, schema).properties;
    return part.properties || {};
  }

  return [comment, ...mapping(schema.properties, record, 0), ""].join("\n");
}
