// What a part of the schema is, so that rules and fields ask one place.

// The schema of a value, through references and past `null`, which no record writes.
export function resolved(node, schema) {
  if (node.$ref) return { ...schema.$defs[node.$ref.split("/").pop()], ...without(node) };
  if (node.anyOf) return { ...resolved(node.anyOf[0], schema), ...without(node) };
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

// Of a source: an id, or the source itself given on the spot.
export function choiceOf(node, value, schema) {
  const inline = value !== null && typeof value === "object" && !Array.isArray(value);
  return resolved(node.oneOf[inline ? 1 : 0], schema);
}

export function kindOf(node) {
  if (node.rule) return node.rule;
  if (node.enum) return "enum";
  if (node.oneOf && !node.properties) return "source";
  if (node.type === "array") return "list";
  return "mapping";
}
