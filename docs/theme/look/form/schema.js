// What a part of the schema is, so that rules and fields ask one place.

// The schema of a value, through references.
export function resolved(node, schema) {
  const { $ref, ...rest } = node;
  return $ref ? { ...schema.$defs[$ref.split("/").pop()], ...rest } : node;
}

// The name of the mapping that a node refers to: `Cite`, `Text`.
export function nameOf(node) {
  return (node.$ref || "").split("/").pop();
}

// Of a source: an id, or an inline source. Of what derives: an id, or a mapping.
export function choiceOf(node, value, schema) {
  const ways = node.oneOf || node.anyOf;
  const inline = value !== null && typeof value === "object" && !Array.isArray(value);
  const first = node.oneOf ? !inline : typeof value === "string";
  return resolved(ways[first ? 0 : 1], schema);
}

export function kindOf(node) {
  if (node.rule) return node.rule;
  if (node.enum) return "enum";
  if (node.oneOf && !node.properties) return "source";
  if (node.anyOf) return "either";
  if (node.type === "array") return "list";
  return "mapping";
}
