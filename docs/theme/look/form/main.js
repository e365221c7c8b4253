// The form for a new entry, or for one to be corrected. It is made from the schema, checks what is
// written by the rules of `check`, and ends in a file. The page says how to do without it.

import { idProblems, paragraphsOf, problemsOf, sourceOf } from "./checks.js";
import { parse, dateWords } from "./dates.js";
import { download, githubPage } from "./deliver.js";
import { idOf, keyOf, make } from "./dom.js";
import { likelyDuplicates } from "./duplicates.js";
import { fieldMaker } from "./fields.js";
import { proposedId } from "./naming.js";
import { preview } from "./preview.js";
import { isKept, makeState } from "./state.js";
import { speaker } from "./words.js";
import { yaml } from "./yaml.js";

// The line by which editors find the schema; a proposal in one language has one of its own.
const comment = (path) => {
  const folders = path.split("/").slice(2, -1).map(() => "../");
  const name = path.startsWith("timeline/proposed/") ? "proposed" : "event";
  return `# yaml-language-server: $schema=../${folders.join("")}schema/${name}.schema.json`;
};

// In this order, those of a group together; whatever else the model has comes last.
const GROUPS = [
  ["what", ["title", "date", "summary"]],
  ["sources", ["cites", "claims"]],
  ["belongs", ["topics", "actors", "places", "kind", "weight"]],
];
const EDITING = ["withdrawn", "compared"]; // of no use for an entry that is new

const BUTTON = "button md-button md-button--primary";

const page = document.querySelector(".contribution");
const named = new URLSearchParams(location.search).get("edit") || "";

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

async function begin() {
  const edited = /^[a-z0-9-]+$/.test(named) ? named : "";
  const { records, characters } = page.dataset;
  const lists = json(page.dataset.lists).then(withPaths);
  const [facts, given] = await Promise.all([
    json(page.dataset.form),
    edited ? json(`${records}${edited}.json`) : null,
  ]);
  // They grow with the timeline: a new entry need not wait for them.
  lists.catch(() => {}); // told below
  const isEmpty = !edited && !isKept(edited);
  Object.assign(facts, isEmpty ? { sources: [], entries: [], proposed: [] } : await lists);
  const listed = start(facts, edited, given);
  Object.assign(facts, await lists);
  listed();
  // Needed for the messages of rare mistakes alone.
  names = await json(characters).catch(() => ({}));
}

// What has the usual place has no path in the list.
function withPaths(lists) {
  for (const each of lists.entries) each.path ??= `timeline/events/${each.id}.yml`;
  return lists;
}

let names = {};

function start(facts, edited, given) {
  // The page's own language first.
  facts.languages.sort((a, b) => (b.code === facts.language) - (a.code === facts.language));
  const words = speaker(facts);
  const { t, message } = words;
  const draft = makeState(facts, edited);
  const touched = new Set();
  let asked = false;
  let waiting = 0;

  const status = make("p", { class: "apart", role: "status" });
  const form = {
    facts,
    words,
    draft,
    listed: false,
    say: (text) => dateWords(parse(text, facts.limits.year), facts.words.dates),
    announce: (text) => (status.textContent = text),
    today: () => new Intl.DateTimeFormat("sv-SE").format(new Date()),
    changed() {
      clearTimeout(waiting);
      waiting = setTimeout(update, 150);
    },
    touched: (path) => touched.add(keyOf(path)),
    arranged: () => arrange(),
  };
  const field = fieldMaker(form);

  if (given) draft.begin(given.record, given.path);
  const restored = draft.restore();

  // --- The page ---

  const box = make("form", { novalidate: true, autocomplete: "off", "aria-busy": "true" });
  const notices = make("div", {});
  const summary = make("div", { class: "mistakes", tabindex: "-1", hidden: true });
  const alike = make("div", { class: "alike", role: "status" });
  const file = make("pre", { dir: "ltr", tabindex: "0" }, make("code", {}));
  const place = make("bdi", { dir: "ltr", class: "path" });
  const shown = make("div", {});
  const github = make("a", { class: BUTTON, target: "_blank", rel: "noopener" });
  const next = make("p", { class: "next", tabindex: "-1" });
  const state = make("p", { class: "state", role: "status" });

  function isLong() {
    return draft.state.record.claims !== undefined;
  }

  function render() {
    const properties = Object.entries(facts.schema.properties);
    const grouped = GROUPS.flatMap(([, fields]) => fields);
    const rest = properties
      .map(([name]) => name)
      .filter((name) => !grouped.includes(name) && (edited || !EDITING.includes(name)));
    const made = (name) =>
      field(
        facts.schema.properties[name],
        [name],
        "Entry",
        name,
        facts.schema.required.includes(name) || ["cites", "claims"].includes(name)
      );
    const filled = rest.some((name) => draft.state.record[name] !== undefined);
    box.replaceChildren(
      ...(edited ? [parts()] : []),
      languages(),
      ...GROUPS.map(([group, fields]) =>
        make(
          "section",
          { class: "group" },
          heading(group),
          group === "sources" ? lengths() : null,
          fields
            .filter((name) => name !== (isLong() ? "cites" : "claims"))
            .map((name) => made(name))
        )
      ),
      make(
        "section",
        { class: "group" },
        make(
          "details",
          { open: filled },
          make("summary", {}, heading("more")),
          rest.map((name) => made(name))
        )
      ),
      make("section", { class: "group" }, heading("file"), name(), finish())
    );
    arrange();
    update();
  }

  const heading = (group) => make("h2", { id: `part-${group}` }, t(`form.groups.${group}`));

  // An entry to be corrected can be long, and the mistake in any part of it.
  function parts() {
    const groups = [...GROUPS.map(([group]) => group), "more", "file"];
    const link = (group) => make("a", { href: `#part-${group}` }, t(`form.groups.${group}`));
    return make(
      "nav",
      { class: "parts", "aria-label": t("form.parts") },
      make("ul", {}, groups.map((group) => make("li", {}, link(group))))
    );
  }

  // Which languages the contributor writes: one is enough for a proposal.
  function languages() {
    const choices = [draft.codes, ...draft.codes.map((code) => [code])];
    const names_ = (codes) =>
      codes.length > 1
        ? t("form.languages-all")
        : t("form.languages-one", { language: facts.words["language-names"][codes[0]] });
    return make(
      "fieldset",
      { class: "field languages" },
      make("legend", {}, t("form.languages")),
      make("p", { class: "help" }, t("form.languages-help")),
      make(
        "p",
        { class: "choices" },
        choices.map((codes) => [
          make(
            "label",
            {},
            make("input", {
              type: "radio",
              name: "languages",
              id: `languages-${codes.join("-")}`,
              checked: codes.join() === draft.state.written.join(),
              disabled: Boolean(edited) && codes.length === 1,
              onchange() {
                draft.state.written = codes;
                again(`languages-${codes.join("-")}`);
              },
            }),
            " ",
            names_(codes)
          ),
          " ",
        ])
      )
    );
  }

  // The short form has cites beside the summary, the long one claims.
  function lengths() {
    const { record } = draft.state;
    const choice = (long) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: "lengths",
          id: long ? "long" : "short",
          checked: isLong() === long,
          disabled: !long && (record.claims || []).length > 1,
          onchange() {
            if (long) {
              const cites = record.cites ? { cites: record.cites } : {};
              const id = facts.limits["claim-id"].main;
              record.claims = [{ id, text: { ...record.summary }, ...cites }];
              delete record.cites;
            } else {
              const [first] = record.claims;
              if (first?.cites) record.cites = first.cites;
              delete record.claims;
            }
            again(long ? "long" : "short");
          },
        }),
        " ",
        t(long ? "form.long" : "form.short")
      );
    return make(
      "fieldset",
      { class: "field" },
      make("legend", {}, t("form.length")),
      make("p", { class: "choices" }, choice(false), " ", choice(true))
    );
  }

  function again(focus) {
    render();
    document.getElementById(focus)?.focus();
  }

  function name() {
    const input = make("input", {
      id: "f-id",
      type: "text",
      dir: "ltr",
      autocomplete: "off",
      autocapitalize: "none",
      spellcheck: "false",
      value: draft.state.id,
      readonly: Boolean(edited),
      "aria-describedby": "f-id-help",
      oninput() {
        draft.state.id = input.value.trim();
        draft.state.named = draft.state.id !== "";
        form.changed();
      },
    });
    return make(
      "div",
      { class: "field", "data-path": "id" },
      make("label", { for: "f-id" }, t("form.id")),
      make("p", { class: "help", id: "f-id-help" }, t(edited ? "form.id-kept" : "form.id-help")),
      input,
      make("p", { class: "error", id: "f-id-error", hidden: true })
    );
  }

  function finish() {
    const copied = make("span", { role: "status" });
    const copy = make(
      "button",
      {
        type: "button",
        onclick: () =>
          navigator.clipboard
            .writeText(text())
            .then(() => (copied.textContent = t("form.copied")))
            .catch(() => (copied.textContent = t("form.not-copied"))),
      },
      t("form.copy")
    );
    const save = make(
      "button",
      { type: "button", onclick: () => download(draft.path().split("/").pop(), text()) },
      t("form.download")
    );
    const check = make("button", { type: "submit", class: BUTTON }, t("form.check"));
    github.addEventListener("click", (event) => {
      if (tell()) event.preventDefault();
    });
    return [
      make("p", { class: "tools" }, check, " ", state),
      summary,
      alike,
      make("details", { class: "look", open: true }, make("summary", {}, t("form.preview")), shown),
      make("details", { class: "look" }, make("summary", {}, t("form.yaml")), place, file),
      edited ? make("p", { class: "help" }, t("form.comments")) : null,
      next,
      make("p", { class: "tools" }, github, " ", copy, " ", save, " ", copied),
    ];
  }

  // --- What is wrong ---

  function problems() {
    const { id, edited: own } = draft.state;
    const complete = draft.complete();
    const found = problemsOf(draft.record(), id, facts, { complete, names });
    return [...found, ...idProblems(id, facts, own)];
  }

  // The field that a problem is about, as a path.
  function fieldOf({ where, code, args }) {
    if (code === "missing-language") return [...where, args.language];
    if (code === "missing-field") return [...where, args.field];
    if (code === "no-claims") return [isLong() ? "claims" : "cites"];
    if (code === "attributes-to-nobody") return [...where.slice(0, -1), "to"];
    return where;
  }

  function boxOf(path) {
    for (let size = path.length; size > 0; size--) {
      const each = box.querySelector(`[data-path="${CSS.escape(keyOf(path.slice(0, size)))}"]`);
      if (each && errorOf(each)) return each;
    }
    return null;
  }

  const errorOf = (each) =>
    Array.from(each.children).find((child) => child.classList.contains("error")) ||
    Array.from(each.children)
      .filter((child) => child.tagName === "FIELDSET")
      .map(errorOf)[0];

  const inputOf = (each) =>
    each.querySelector("input:not([hidden], [type=radio]), textarea, select, button") || each;

  // Of all problems those are shown that are in a field which was left; all once it was asked for.
  function show(found) {
    box.querySelectorAll(".error").forEach((each) => {
      each.hidden = true;
      each.textContent = "";
    });
    box.querySelectorAll("[aria-invalid]").forEach((each) => {
      each.removeAttribute("aria-invalid");
      const rest = (each.getAttribute("aria-describedby") || "")
        .split(" ")
        .filter((id) => !id.endsWith("-error"));
      if (rest.join(" ")) each.setAttribute("aria-describedby", rest.join(" "));
      else each.removeAttribute("aria-describedby");
    });
    for (const each of found) {
      const path = fieldOf(each);
      if (!asked && !touched.has(keyOf(path))) continue;
      const at = boxOf(path);
      if (!at) continue;
      const line = errorOf(at);
      line.hidden = false;
      line.textContent = [line.textContent, message(each)].filter(Boolean).join(" · ");
      const input = inputOf(at);
      const about = input.getAttribute("aria-describedby");
      if (!input.matches("button")) input.setAttribute("aria-invalid", "true");
      if (!about?.includes(line.id)) {
        input.setAttribute("aria-describedby", [about, line.id].filter(Boolean).join(" "));
      }
    }
  }

  // The list of all that is wrong, each a link to its field.
  function list(found) {
    summary.hidden = !found.length;
    summary.replaceChildren(
      make("h3", {}, t("form.mistakes", { n: found.length })),
      make(
        "ul",
        {},
        found.map((each) => {
          const at = boxOf(fieldOf(each));
          const input = at && inputOf(at);
          const link = make("a", { href: `#${input?.id || "form"}` }, message(each));
          link.addEventListener("click", (event) => {
            event.preventDefault();
            for (let up = at; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
            input?.focus();
          });
          return make("li", {}, at ? [make("strong", {}, labelOf(at)), " "] : null, link);
        })
      )
    );
  }

  // Tell all that is wrong, and go there; how much it is.
  function tell() {
    asked = true;
    clearTimeout(waiting);
    const found = update();
    if (found.length) summary.focus();
    return found.length;
  }

  function labelOf(at) {
    const names_ = [];
    for (let up = at; up && up !== box; up = up.parentElement) {
      const own = Array.from(up.children).find((each) => each.matches("label, legend"));
      if (up.dataset.path && own) names_.unshift((own.firstChild || own).textContent.trim());
    }
    return `${names_.join(t("form.within"))}:`;
  }

  // --- After every change ---

  // What is only asked for beside something else.
  function arrange() {
    box.querySelectorAll("[data-path$='/to'], [data-path$='/through']").forEach((each) => {
      const path = pathOf(each);
      const cite = draft.get(path.slice(0, -1)) || {};
      each.hidden = cite.says !== "attributes" && cite[path.at(-1)] === undefined;
    });
    box.querySelectorAll("[data-path$='/passage']").forEach((each) => {
      const cite = draft.get(pathOf(each).slice(0, -1)) || {};
      const source = sourceOf(cite.source, draft.state.record, facts);
      each.hidden = !paragraphsOf(source) && cite.passage === undefined;
    });
  }

  const pathOf = (each) =>
    each.dataset.path.split("/").map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part));

  function text() {
    return yaml(draft.record(), facts, comment(draft.path()));
  }

  function update() {
    const { state: now } = draft;
    if (!now.named) {
      now.id = proposedId(now.record.title?.en, facts.limits);
      document.getElementById("f-id").value = now.id;
    }
    arrange();
    const found = problems();
    show(found);
    if (asked) list(found);
    const open = asked ? t("form.mistakes", { n: found.length }) : "";
    state.textContent = found.length ? open : t("form.ready");
    file.firstChild.textContent = text();
    place.textContent = draft.path();
    shown.replaceChildren(
      ...facts.languages
        .filter((language) => now.written.includes(language.code))
        .map((language) => preview(draft.record(), form, language))
    );
    showAlike();
    showWay();
    draft.keep();
    return found;
  }

  function pageOf(entry) {
    if (!facts.proposed.includes(entry)) return `../../events/${entry.id}/`;
    return facts.repository ? `${facts.repository}/blob/main/${entry.path}` : null;
  }

  function showAlike() {
    const found = likelyDuplicates(draft.record(), draft.state.edited || draft.state.id, facts);
    const lines = found.map((entry) =>
      make(
        "li",
        {},
        // What is only proposed has no page; where the site knows the repository, it has a file.
        make("a", { href: pageOf(entry) }, words.own(entry.label)),
        " ",
        make("span", { class: "when" }, form.say(entry.date)),
        make("p", {}, message({ code: "possible-duplicate", args: { id: entry.id, date: entry.date } }))
      )
    );
    const ids = found.map((entry) => entry.id).join();
    if (alike.dataset.ids === ids) return; // said once
    alike.dataset.ids = ids;
    alike.replaceChildren(
      ...(lines.length ? [make("ul", {}, lines)] : [])
    );
  }

  function showWay() {
    const way = githubPage(facts.repository, draft.path(), text(), edited);
    github.hidden = !way;
    if (way) github.href = way.href;
    github.textContent = t(edited ? "form.github-edit" : "form.github");
    const key = !way ? "by-hand" : way.filled ? "filled" : edited ? "replace" : "too-long";
    next.textContent = t(`form.next.${key}`);
  }

  // --- Begin ---

  box.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!tell()) {
      form.announce(t("form.ready"));
      (github.hidden ? next : github).focus();
    }
  });
  // The Enter key ends a field; what checks the whole is its button.
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input")) return;
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  });
  box.addEventListener("focusout", (event) => {
    const at = event.target.closest?.("[data-path]");
    if (!at) return;
    touched.add(at.dataset.path);
    form.changed();
  });
  addEventListener("pagehide", () => draft.keep());
  // The draft is the same in every language, and so is the entry that is edited.
  document.querySelectorAll("a[data-language]").forEach((link) => (link.search = location.search));

  function notice(words_, action, act) {
    const line = make("p", { class: "notice" }, words_, " ");
    if (action) {
      line.append(make("button", { type: "button", onclick: () => (act(), line.remove()) }, action));
    }
    notices.append(line);
  }

  if (edited) notice(t("form.editing", { title: words.own(given.record.title) }));
  if (restored) {
    notice(t("form.restored"), t("form.discard"), () => {
      draft.discard();
      const path = given?.path || "";
      Object.assign(draft.state, { record: {}, id: edited, named: Boolean(edited), written: draft.codes });
      if (given) draft.begin(given.record, path);
      touched.clear();
      asked = false;
      summary.hidden = true;
      again("f-title-" + facts.language);
    });
  }
  page.querySelector(".without").hidden = true;
  page.append(notices, box, status);
  render();

  // Sources and entries are at hand: what was waiting for them goes on.
  return () => {
    form.listed = true;
    box.removeAttribute("aria-busy");
    update();
    const { activeElement: at } = document;
    if (at?.getAttribute("aria-expanded") === "true") at.dispatchEvent(new Event("input"));
  };
}

begin().catch((error) => {
  page.querySelector(".failed").hidden = false;
  throw error;
});
