// One field of the form for each kind of value in the schema: whatever the model has, the form has.

import { inlineSources } from "./checks.js";
import { chooser } from "./choose.js";
import { dateField } from "./date-field.js";
import { code, idOf, keyOf, make } from "./dom.js";
import { proposedId } from "./naming.js";
import { kindOf, nameOf, resolved } from "./schema.js";

// From what the ids of a field are chosen.
const FAMILIES = {
  topics: "topics",
  actors: "actors",
  places: "places",
  see_also: "entries",
  sources: "sources",
  source: "sources",
  derives_from: "sources",
};

export function fieldMaker(form) {
  const { facts, words, draft } = form;
  const { t } = words;
  const { schema } = facts;

  const label = (owner, name) => facts.words.fields[owner]?.[name] ?? name;
  const help = (owner, name) => facts.words.descriptions[owner]?.[name] || "";

  // --- What every field has: a name, help, room for what is wrong ---

  function helpLine(owner, name, id) {
    const text = help(owner, name);
    return text ? make("p", { class: "help", id }, text) : null;
  }

  const errorLine = (path) => make("p", { class: "error", id: `${idOf(path)}-error`, hidden: true });

  const optional = (needed) => (needed ? "" : make("span", { class: "optional" }, t("form.optional")));

  function titleOf(owner, name, needed) {
    return [label(owner, name), " ", code(name), " ", optional(needed)];
  }

  function changed(path, value) {
    draft.set(path, value);
    form.changed(path);
  }

  // A claim without an id gets one out of its English text, which can be changed until it is published.
  function nameClaim(path) {
    const place = [...path.slice(0, -1), "id"];
    const input = document.getElementById(idOf(place));
    if (!input || input.value) return;
    const { least, most } = facts.limits["claim-id"];
    const id = proposedId(draft.get([...path, "en"]), facts.limits, most);
    if (id.split("-").length < least) return;
    input.value = id;
    changed(place, id);
  }

  // --- Simple values ---

  const INPUTS = {
    address: { type: "url", dir: "ltr", inputmode: "url", placeholder: "https://" },
    number: { type: "text", dir: "ltr", inputmode: "numeric", size: 6 },
    day: { type: "date", dir: "ltr", min: "1900-01-01" },
    code: { type: "text", dir: "ltr", size: 4, autocapitalize: "none" },
    id: { type: "text", dir: "ltr", autocapitalize: "none" },
    "claim-id": { type: "text", dir: "ltr", autocapitalize: "none" },
    isbn: { type: "text", dir: "ltr", autocapitalize: "none" },
    issn: { type: "text", dir: "ltr", size: 9, autocapitalize: "none" },
    doi: { type: "text", dir: "ltr", autocapitalize: "none" },
    line: { type: "text", dir: "auto" },
  };

  function simple(node, part, kind, path, owner, name, needed) {
    const id = idOf(path);
    const value = draft.get(path) ?? "";
    const about = help(owner, name) ? `${id}-help` : undefined;
    let input;
    if (kind === "enum") input = select(nameOf(node), part, path, about);
    else if (kind === "code") input = languageSelect(path, about);
    else if (kind === "flag") {
      input = make("input", {
        id,
        type: "checkbox",
        checked: Boolean(value),
        "aria-describedby": about,
        onchange: () => changed(path, input.checked ? "true" : ""),
      });
    } else if (kind !== "date") {
      input = make("input", {
        id,
        value,
        autocomplete: "off",
        "aria-describedby": about,
        ...INPUTS[kind],
        oninput: () => changed(path, input.value),
      });
    }
    const date = kind === "date" ? dateField(form, path, about) : null;
    const title = titleOf(owner, name, needed);
    return make(
      "div",
      { class: `field ${kind}`, "data-path": keyOf(path) },
      kind === "flag"
        ? make("p", { class: "choices" }, make("label", {}, input, " ", title))
        : make("label", { for: id }, title),
      helpLine(owner, name, `${id}-help`),
      kind === "flag" ? null : date ? date.typed : input,
      errorLine(path),
      date?.helper
    );
  }

  function select(values, part, path, about) {
    const held = draft.get(path);
    const input = make(
      "select",
      {
        id: idOf(path),
        "aria-describedby": about,
        onchange() {
          // What stands in the record already stays written; a default need not be.
          const isDefault = input.value === part.default && held === undefined;
          changed(path, isDefault ? "" : input.value);
        },
      },
      part.default ? null : make("option", { value: "" }, t("form.choose")),
      part.enum.map((each) =>
        make("option", { value: each }, t(`form.values.${values}.${each}`))
      )
    );
    input.value = held ?? part.default ?? "";
    return input;
  }

  // The languages that have a name; another one is kept where a record has it.
  function languageSelect(path, about) {
    const held = draft.get(path) ?? "";
    const names = facts.words["language-names"];
    const codes = Object.keys(names);
    if (held && !codes.includes(held)) codes.push(held);
    const input = make(
      "select",
      { id: idOf(path), "aria-describedby": about, onchange: () => changed(path, input.value) },
      make("option", { value: "" }, t("form.choose")),
      codes.map((each) => make("option", { value: each }, names[each] || each))
    );
    input.value = held;
    return input;
  }

  // --- A text in the languages that the contributor writes, side by side ---

  function text(path, owner, name, needed) {
    const id = idOf(path);
    const written = facts.languages.filter((each) => draft.state.written.includes(each.code));
    return make(
      "fieldset",
      { class: "field text", "data-path": keyOf(path), "aria-describedby": `${id}-help` },
      make("legend", {}, titleOf(owner, name, needed)),
      helpLine(owner, name, `${id}-help`),
      make(
        "div",
        { class: "side" },
        written.map((language) => {
          const own = [...path, language.code];
          const input = make("textarea", {
            id: idOf(own),
            rows: ["title", "to", "through"].includes(name) ? 1 : 2,
            lang: language.code,
            dir: language.direction,
            oninput: () => changed(own, input.value),
            onchange: () => owner === "Claim" && nameClaim(path),
          });
          input.value = draft.get(own) ?? "";
          return make(
            "div",
            { "data-path": keyOf(own) },
            make("label", { for: idOf(own) }, language.name),
            input,
            errorLine(own)
          );
        })
      ),
      errorLine(path)
    );
  }

  // --- Ids ---

  function ids(path, owner, name, needed, several, named = true) {
    const family = FAMILIES[name];
    const options = () => [
      ...(family === "sources" ? keyed() : []),
      ...facts[family].filter(
        (each) => !each.unseen && (family !== "entries" || each.id !== draft.state.edited)
      ),
    ];
    const about = `${idOf(path)}-help`;
    const field = chooser({
      path,
      label: label(owner, name),
      unnamed: !named,
      help: about,
      options,
      several,
      chosen: () => (several ? draft.get(path) ?? [] : [draft.get(path)].filter(Boolean)),
      choose: (list) => changed(path, several ? (list.length ? list : "") : (list[0] ?? "")),
      form,
    });
    return make(
      "div",
      { class: "field ids", "data-path": keyOf(path) },
      named ? make("label", { for: idOf(path) }, titleOf(owner, name, needed)) : null,
      helpLine(owner, name, about),
      field,
      errorLine(path)
    );
  }

  // The inline sources of the entry that have a key, as the list has the others.
  function keyed() {
    return inlineSources(draft.state.record)
      .map(([, source]) => source)
      .filter(({ key, title }) => key && title)
      .map(({ key, title, publisher }) => ({
        id: key,
        label: { [facts.language]: title },
        publisher: publisher && { [facts.language]: publisher },
      }));
  }

  // A source: one of the list, or an inline one.
  function source(part, path, owner, name) {
    const id = idOf(path);
    const box = make("div", { class: "given" });
    const isInline = () => typeof draft.get(path) === "object";
    function show() {
      box.replaceChildren(
        isInline()
          ? given(resolved(part.oneOf[1], schema), path, nameOf(part.oneOf[1]))
          : ids(path, owner, name, true, false, false)
      );
    }
    const choice = (inline, words) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: `${id}-choice`,
          checked: isInline() === inline,
          onchange() {
            changed(path, inline ? {} : "");
            show();
          },
        }),
        " ",
        words
      );
    show();
    return make(
      "fieldset",
      { class: "field source" },
      make("legend", {}, titleOf(owner, name, true)),
      make(
        "p",
        { class: "choices" },
        choice(false, t("form.source-listed")),
        " ",
        choice(true, t("form.source-other"))
      ),
      box
    );
  }

  // What an inline source needs; what its own record will need besides waits folded up.
  function given(part, path, owner) {
    const first = [...part.required, "published", "genre"];
    const made = (wanted) =>
      Object.entries(part.properties)
        .filter(([name]) => first.includes(name) === wanted)
        .map(([name, node]) =>
          field(node, [...path, name], owner, name, part.required.includes(name))
        );
    return make(
      "div",
      { class: "fields" },
      made(true),
      make("details", {}, make("summary", {}, t("form.source-more")), made(false))
    );
  }

  // Any of a few values, each with a box to tick.
  function several(part, values, path, owner, name) {
    const held = () => draft.get(path) ?? [];
    return make(
      "fieldset",
      { class: "field", "data-path": keyOf(path) },
      make("legend", {}, titleOf(owner, name, false)),
      helpLine(owner, name, `${idOf(path)}-help`),
      make(
        "p",
        { class: "choices" },
        part.enum.map((each) => {
          const input = make("input", {
            type: "checkbox",
            checked: held().includes(each),
            onchange() {
              const rest = held().filter((other) => other !== each);
              const now = input.checked ? [...rest, each] : rest;
              changed(path, now.length ? now : "");
            },
          });
          return make("label", {}, input, " ", t(`form.values.${values}.${each}`));
        })
      ),
      errorLine(path)
    );
  }

  // --- Mappings and lists of them ---

  function mapping(part, path, owner) {
    return make(
      "div",
      { class: "fields" },
      Object.entries(part.properties).map(([name, node]) =>
        field(node, [...path, name], owner, name, (part.required || []).includes(name))
      )
    );
  }

  // A mapping that need not be there: a button brings it.
  function optionalMapping(part, path, owner, name, node) {
    const box = make("div", { class: "field more", "data-path": keyOf(path) });
    function show(focus) {
      const there = draft.get(path) !== undefined;
      const button = make(
        "button",
        {
          type: "button",
          onclick() {
            changed(path, there ? "" : {});
            show(true);
          },
        },
        t(there ? "form.without-it" : "form.with", { name: label(owner, name) })
      );
      box.replaceChildren(
        there
          ? make(
              "fieldset",
              {},
              make("legend", {}, titleOf(owner, name, false)),
              helpLine(owner, name, `${idOf(path)}-help`),
              mapping(part, path, nameOf(node)),
              button
            )
          : button,
        errorLine(path)
      );
      if (focus) (box.querySelector("input, textarea, select") || button).focus();
    }
    show();
    return box;
  }

  function list(part, path, owner, name, needed) {
    const box = make("div", {});
    const item = resolved(part.items, schema);
    const values = () => draft.get(path) ?? [];

    function show(focus) {
      box.replaceChildren(
        make(
          "ol",
          { class: "items" },
          values().map((_, place) => one(place))
        ),
        make("button", { type: "button", class: "add", onclick: add }, t(`form.items.${name}.add`))
      );
      if (focus !== undefined) {
        const items = box.querySelectorAll(":scope > .items > li");
        const at = items[Math.min(focus, items.length - 1)];
        const all = "input:not([hidden]), textarea, select, button";
        ((at && at.querySelector(all)) || box.querySelector(".add")).focus();
      }
      form.arranged(box);
    }

    function add() {
      const fresh = "date" in item.properties ? { date: form.today() } : {};
      changed(path, [...values(), fresh]);
      show(values().length - 1);
    }

    function one(place) {
      const here = [...path, place];
      const count = { n: place + 1 };
      const move = (step) => () => {
        const all = [...values()];
        all.splice(place + step, 0, ...all.splice(place, 1));
        changed(path, all);
        show(place + step);
      };
      return make(
        "li",
        {},
        make(
          "fieldset",
          { class: "item", "data-path": keyOf(here) },
          make("legend", {}, t(`form.items.${name}.one`, count)),
          kindOf(item) === "text"
            ? text(here, owner, name, true)
            : [mapping(item, here, nameOf(part.items)), errorLine(here)],
          make(
            "p",
            { class: "tools" },
            place
              ? make("button", { type: "button", onclick: move(-1) }, t(`form.items.${name}.up`, count))
              : null,
            make(
              "button",
              {
                type: "button",
                onclick() {
                  changed(here, "");
                  show(Math.max(place - 1, 0));
                },
              },
              t(`form.items.${name}.remove`, count)
            )
          )
        )
      );
    }

    show();
    return make(
      "fieldset",
      { class: "field list", "data-path": keyOf(path) },
      make("legend", {}, titleOf(owner, name, needed)),
      helpLine(owner, name, `${idOf(path)}-help`),
      box,
      errorLine(path)
    );
  }

  // The field for a node of the schema: `owner` is the mapping that it is in, `name` its name there.
  function field(node, path, owner, name, needed) {
    const part = resolved(node, schema);
    const kind = kindOf(part);
    if (kind === "text") return text(path, owner, name, needed);
    if (kind === "source") return source(part, path, owner, name);
    if (kind === "mapping") return optionalMapping(part, path, owner, name, node);
    if (kind !== "list") return simple(node, part, kind, path, owner, name, needed);
    const items = resolved(part.items, schema);
    const of = kindOf(items);
    if (of === "enum") return several(items, nameOf(part.items), path, owner, name);
    const bare = (draft.get(path) ?? []).every((each) => typeof each === "string");
    // Derivations that name paragraphs stay as they are: the form has no field for them.
    if (of === "either" && !bare) return null;
    if (of === "id" || of === "either") return ids(path, owner, name, needed, true);
    return list(part, path, owner, name, needed);
  }

  return field;
}
