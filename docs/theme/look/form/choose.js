// Choosing from a long list by typing: a combobox with a list (WAI-ARIA Authoring Practices). What
// is chosen stands above it, each with a button that takes it away.

import { idOf, keyOf, make } from "./dom.js";
import { folder } from "./fold.js";

const MOST = 60;

// `options` gives the list; until it is there, an empty one.
// `chosen` gives the ids, `choose` takes a new list of them; one at most unless `several`.
export function chooser({ path, label, help, options, several, chosen, choose, unnamed, form }) {
  const { t, own } = form.words;
  const fold = folder(form.facts.languages);
  const id = idOf(path);
  const named = (each) => options().find((option) => option.id === each);
  let found = [];

  // Made when the list is first opened: folding many names takes a while.
  function searched() {
    const all = options();
    if (found.length !== all.length) {
      found = all.map((option) => {
        const also = [option.id, ...Object.values(option.label), ...(option.also || [])];
        return { option, text: fold([...also, ...Object.values(option.publisher || {})].join(" ")) };
      });
    }
    return found;
  }

  const list = make("ul", { class: "chosen" });
  const box = make("ul", { role: "listbox", id: `${id}-list`, "aria-label": label, hidden: true });
  const input = make("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
    "aria-describedby": help,
    "aria-label": unnamed ? label : null,
    placeholder: t("form.type-to-search"),
  });
  // A source that is not in the list can be given inline.
  const sought = path.at(-1) === "source" ? "form.no-source-found" : "form.none-found";
  let active = -1;

  function show() {
    list.replaceChildren(
      ...chosen().map((each, place) => {
        const option = named(each);
        const words = option ? own(option.label) : each;
        return make(
          "li",
          { "data-path": keyOf(several ? [...path, place] : path) },
          make("bdi", {}, words),
          option && option.publisher ? make("span", { class: "by" }, describe(option)) : null,
          make(
            "button",
            {
              type: "button",
              "aria-label": t("form.take-away", { name: words }),
              title: t("form.take-away", { name: words }),
              onclick() {
                choose(chosen().filter((_, other) => other !== place));
                show();
                input.focus();
              },
            },
            "×"
          )
        );
      })
    );
    list.hidden = !chosen().length;
    input.hidden = !several && chosen().length > 0;
  }

  function describe(option) {
    return [own(option.publisher), option.published && form.say(option.published)]
      .filter(Boolean)
      .join(t("form.between"));
  }

  function open() {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const taken = chosen();
    const fits = searched().filter(
      ({ option, text }) => !taken.includes(option.id) && words.every((word) => text.includes(word))
    );
    box.replaceChildren(
      ...fits.slice(0, MOST).map(({ option }, place) =>
        make(
          "li",
          {
            role: "option",
            id: `${id}-${place}`,
            "aria-selected": "false",
            "data-id": option.id,
            onpointerdown: (event) => event.preventDefault(), // the input keeps the focus
            onclick: () => take(option.id),
          },
          make("bdi", {}, own(option.label)),
          option.publisher ? make("span", { class: "by" }, describe(option)) : null
        )
      )
    );
    if (!fits.length && (form.listed || found.length)) box.append(make("li", { class: "none" }, t(sought)));
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(words.length && fits.length ? 0 : -1);
    form.announce(t("form.found", { n: fits.length }));
  }

  function close() {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function mark(place) {
    const items = box.querySelectorAll("[role=option]");
    active = items.length ? Math.max(-1, Math.min(place, items.length - 1)) : -1;
    items.forEach((item, each) => item.setAttribute("aria-selected", String(each === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", items[active].id);
      items[active].scrollIntoView({ block: "nearest" });
    }
  }

  function take(each) {
    choose(several ? [...chosen(), each] : [each]);
    input.value = "";
    close();
    show();
    const option = named(each);
    form.announce(t("form.taken", { name: own(option.label) }));
    if (several) input.focus();
    else list.querySelector("button").focus();
  }

  input.addEventListener("input", open);
  input.addEventListener("click", () => box.hidden && open());
  input.addEventListener("blur", () => {
    close();
    input.value = "";
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (box.hidden) open();
      else mark(active + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = box.querySelectorAll("[role=option]")[active];
      if (!box.hidden && item) take(item.dataset.id);
    } else if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      input.value = "";
      close();
    } else if (event.key === "Backspace" && !input.value && several && chosen().length) {
      choose(chosen().slice(0, -1));
      show();
    }
  });
  show();
  return make("div", { class: "choose" }, list, input, box);
}
