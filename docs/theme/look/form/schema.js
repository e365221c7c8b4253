// What a part of the schema is, so that rules and fields ask one place.

// The schema of a value, through references and past `null`, which no record writes.
export function resolved(node, schema) {
  if (node.$ref) return { ...schema.$defs[node.$ref.split("/").pop()], ...without(node) };
  // One of two ways to write a thing is no choice of null: it stays as it is.
  if (node.anyOf?.[1].type === "null") {
    return { ...resolved(node.anyOf[0], schema), ...without(node) };
  }
  return node;
}

function without(node) {
  const { $ref, anyOf, ...rest } = node;
  return rest;
}

// The name of the mapping that a node refers to: `Cite`, `Text`.
export function nameOf(node) {
  const reference = node.$ref || (node.anyOf && node.anyOf[0].$ref) || "";
  return reference.split("/").pop();
}

// Of a source: an id, or the source itself given on the spot. Of what derives: an id, or a mapping.
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
