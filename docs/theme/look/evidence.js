// The evidence of an entry as nodes: its label is a link to what labels mean, with the meaning of this
// one as a tooltip. Both are in the dialog of the search; without them it is plain text.
const { method, labels = "{}" } = document.querySelector("dialog.search")?.dataset ?? {};

export function evidenceNodes(text) {
  const [label, ...rest] = text.split(" · ");
  const title = JSON.parse(labels)[label];
  if (!title) return [text];
  const link = Object.assign(document.createElement("a"), { textContent: label, href: method, title });
  return [link, ["", ...rest].join(" · ")];
}
