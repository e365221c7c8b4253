// The entry as its page will show it, as far as it is written.

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
    const given = cite.source;
    if (!given) return "…";
    if (typeof given === "string") {
      const found = facts.sources.find((each) => each.id === given);
      const publisher = found?.publisher?.[language.code];
      return [named("sources", given), publisher].filter(Boolean).join(" · ");
    }
    return [given.title, given.publisher].filter(Boolean).join(" · ") || "…";
  }

  function cites(list) {
    return make(
      "ul",
      { class: "cites" },
      (list || []).map((cite) =>
        make(
          "li",
          { class: cite.says || "" },
          make(
            "span",
            { class: "act" },
            cite.says ? language.says[cite.says].replace("{to}", said(cite.to) || "…") : ""
          ),
          " ",
          make("bdi", {}, source(cite)),
          said(cite.note) ? make("span", { class: "note" }, said(cite.note)) : null
        )
      )
    );
  }

  const claims = record.claims || (record.cites ? [{ text: record.summary, cites: record.cites }] : []);
  return make(
    "article",
    { lang: language.code, dir: language.direction, class: "preview" },
    make("p", { class: "when" }, record.date ? date(record.date) : "…"),
    make("p", { class: "headline" }, said(record.title) || "…"),
    make(
      "p",
      { class: "evidence" },
      (record.topics || []).map((id) => make("span", { class: "topics" }, named("topics", id)))
    ),
    make("p", { class: "summary" }, said(record.summary) || "…"),
    make(
      "ol",
      { class: "claims" },
      claims.map((claim) =>
        make("li", { class: "claim" }, make("p", {}, said(claim.text) || "…"), cites(claim.cites))
      )
    ),
    (record.differences || []).map((difference) =>
      make(
        "div",
        { class: "differ" },
        make("p", { class: "about" }, said(difference.about) || "…"),
        make(
          "ul",
          {},
          (difference.positions || []).map((position) => make("li", {}, said(position.text) || "…"))
        ),
        make("p", { class: "decision" }, said(difference.decision) || "…")
      )
    )
  );
}
