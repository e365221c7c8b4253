// The entry as its page will show it, as far as it is written.

import { sourceOf } from "./checks.js";
import { DateError, dateWords, parse } from "./dates.js";
import { make } from "./dom.js";

export function preview(record, form, language) {
  const { facts } = form;
  const said = (text) => (text && typeof text === "object" ? text[language.code] || "" : "");
  const named = (family, id) => {
    const found = facts[family].find((each) => each.id === id);
    return found ? found.label[language.code] || id : id;
  };

  function date(text) {
    try {
      return dateWords(parse(text, facts.limits.year), language.dates);
    } catch (error) {
      if (error instanceof DateError) return text;
      throw error;
    }
  }

  function source(cite) {
    const given = sourceOf(cite.source, record, facts) ?? cite.source;
    if (!given) return "…";
    if (typeof given === "string" || given.id) {
      const publisher = given.publisher?.[language.code];
      return [named("sources", given.id || given), publisher].filter(Boolean).join(" · ");
    }
    return [given.title, given.publisher].filter(Boolean).join(" · ") || "…";
  }

  function act(cite) {
    if (!cite.says) return "";
    const relays = (cite.through || []).map(said).join(language.relayed.then);
    const words = relays ? language.relayed.through : language.says[cite.says];
    return words.replace("{to}", said(cite.to) || "…").replace("{relays}", relays);
  }

  // A claim and its cites, as the pages have them.
  function claim({ text, cites }) {
    const lines = (cites || []).map((cite) =>
      make(
        "li",
        {},
        make("strong", { class: cite.says || "" }, act(cite)),
        " ",
        make("bdi", {}, source(cite)),
        said(cite.note) ? ` — ${said(cite.note)}` : null
      )
    );
    return make("li", {}, make("p", { class: "claim" }, said(text) || "…"), make("ul", {}, lines));
  }

  function difference({ about, positions, decision }) {
    const list = (positions || []).map((position) => make("li", {}, said(position.text) || "…"));
    return make(
      "div",
      { class: "admonition differs" },
      make("p", { class: "admonition-title" }, said(about) || "…"),
      make("ul", {}, list),
      make("p", {}, said(decision) || "…")
    );
  }

  const claims = record.claims || (record.cites ? [{ text: record.summary, cites: record.cites }] : []);
  const topics = (record.topics || []).map((id) => named("topics", id)).join(" · ");
  return make(
    "article",
    { lang: language.code, dir: language.direction, class: "preview" },
    make("p", { class: "when" }, record.date ? date(record.date) : "…"),
    make("p", {}, make("strong", {}, said(record.title) || "…")),
    make("p", { class: "evidence" }, topics),
    make("p", {}, said(record.summary) || "…"),
    make("ul", {}, claims.map(claim)),
    (record.differences || []).map(difference)
  );
}
