// A proposal for the id of an entry, out of its English title: the rule of scripts/records/ids.py.

import { wrongId } from "./rules.js";

const MONTHS =
  "january|february|march|april|may|june|july|august|september|october|november|december";
const DATE = new RegExp(`\\b(?:[0-9]{4}s?|(?:[0-9]{1,2} )?(?:${MONTHS})(?= [0-9]))\\b`, "g");

// `limits` are those of form.json, `naming` among them; empty where no word is left. `most` words.
export function proposedId(title, limits, most = limits.naming.most) {
  const { small } = limits.naming;
  const plain = (title || "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/['’ʼ\u0300-\u036f]/g, "");
  const words = (plain.match(/[a-z0-9]+/g) || []).join(" ").replace(DATE, " ");
  const telling = words.split(" ").filter((word) => word && !small.includes(word));
  let found = "";
  for (const word of telling.slice(0, most)) {
    const longer = found ? `${found}-${word}` : word;
    if (longer.length > limits.id) break;
    found = longer;
  }
  return wrongId(found, limits) ? "" : found;
}
