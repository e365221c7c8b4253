// A date: typed in EDTF or put together from its parts, and said in words at once.

import { DateError, parse } from "./dates.js";
import { idOf, make } from "./dom.js";
import { readDate } from "./said-dates.js";

const EXTENTS = ["one", "interval", "since", "until", "between", "latest", "earliest"];
const TWO = ["interval", "between"];
const ONLY_LAST = ["until", "latest"];
const PRECISIONS = ["day", "month", "season", "year", "decade", "century"];

export function dateField(form, path, about) {
  const { t, message } = form.words;
  const { facts, draft } = form;
  const id = idOf(path);
  const words = make("output", { class: "words", for: id, id: `${id}-words` });
  const input = make("input", {
    id,
    type: "text",
    dir: "ltr",
    size: 24,
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "none",
    value: draft.get(path) ?? "",
    "aria-describedby": [about, `${id}-words`].filter(Boolean).join(" "),
    oninput: take,
    onchange: understand,
  });

  // A date in words is taken as what it says.
  function understand() {
    try {
      input.value = readDate(input.value, facts);
    } catch (error) {
      if (error instanceof DateError) return; // the checks say why
      throw error;
    }
    take();
  }

  function take() {
    draft.set(path, input.value.trim());
    say();
    form.changed(path);
  }

  function say() {
    const text = input.value.trim();
    words.textContent = "";
    if (!text) return;
    try {
      parse(text, facts.limits.year);
      words.textContent = form.say(text);
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
    }
  }

  // --- The helper: what is known of each end ---

  function point(name) {
    const fields = {};
    const show = () => {
      const precision = fields.precision.value;
      fields.monthLabel.hidden = !["day", "month"].includes(precision);
      fields.seasonLabel.hidden = precision !== "season";
      fields.approximate.disabled = fields.uncertain.disabled = precision === "season";
      fields.dayLabel.hidden = precision !== "day";
    };
    const option = (value, text) => make("option", { value }, text);
    fields.precision = make(
      "select",
      { onchange: () => (show(), compose()) },
      PRECISIONS.map((each) => option(each, t(`form.date.${each}`)))
    );
    fields.year = make("input", { dir: "ltr", inputmode: "numeric", size: 5, oninput: compose });
    fields.month = make(
      "select",
      { onchange: compose },
      facts.words.dates.months.map((month, number) => option(String(number + 1).padStart(2, "0"), month))
    );
    fields.season = make(
      "select",
      { onchange: compose },
      facts.words.dates.seasons.map((season, number) => option(String(21 + number), season))
    );
    fields.day = make("input", { dir: "ltr", inputmode: "numeric", size: 3, oninput: compose });
    fields.approximate = make("input", { type: "checkbox", onchange: compose });
    fields.uncertain = make("input", { type: "checkbox", onchange: compose });
    fields.monthLabel = make("label", {}, t("form.date.which-month"), " ", fields.month);
    fields.seasonLabel = make("label", {}, t("form.date.which-season"), " ", fields.season);
    fields.dayLabel = make("label", {}, t("form.date.which-day"), " ", fields.day);
    const box = make(
      "fieldset",
      {},
      make("legend", {}, t(`form.date.${name}`)),
      make("label", {}, t("form.date.precision"), " ", fields.precision),
      " ",
      make("label", {}, t("form.date.which-year"), " ", fields.year),
      " ",
      fields.seasonLabel,
      " ",
      fields.monthLabel,
      " ",
      fields.dayLabel,
      " ",
      make("label", {}, fields.approximate, " ", t("form.date.approximate")),
      " ",
      make("label", {}, fields.uncertain, " ", t("form.date.uncertain"))
    );
    show();

    function fill(given) {
      if (!given) return;
      fields.precision.value = PRECISIONS[6 - given.precision];
      fields.season.value = String(20 + (given.season || 3) / 3);
      fields.year.value = given.year;
      fields.month.value = String(given.month || 1).padStart(2, "0");
      fields.day.value = given.day || "";
      fields.approximate.checked = given.approximate;
      fields.uncertain.checked = given.uncertain;
      show();
    }

    return { box, show: fill, text: () => textOf(fields) };
  }

  function textOf(fields) {
    const year = asciiDigits(fields.year.value.trim());
    const given = asciiDigits(fields.day.value.trim());
    const day = given.padStart(2, "0");
    if (!year || (fields.precision.value === "day" && !given)) return "";
    const text = {
      day: `${year}-${fields.month.value}-${day}`,
      month: `${year}-${fields.month.value}`,
      season: `${year}-${fields.season.value}`,
      year,
      decade: `${year.slice(0, 3)}X`,
      century: `${year.slice(0, 2)}XX`,
    }[fields.precision.value];
    if (fields.precision.value === "season") return text;
    const [about, unsure] = [fields.approximate.checked, fields.uncertain.checked];
    return text + (about && unsure ? "%" : about ? "~" : unsure ? "?" : "");
  }

  const first = point("first");
  const last = point("last");
  const extent = make(
    "select",
    { onchange: () => (arrange(), compose()) },
    EXTENTS.map((each) => make("option", { value: each }, t(`form.date.${each}`)))
  );

  function arrange() {
    first.box.hidden = ONLY_LAST.includes(extent.value);
    last.box.hidden = ![...TWO, ...ONLY_LAST].includes(extent.value);
  }

  function compose() {
    const [start, end] = [first.text(), last.text()];
    const made = {
      one: start,
      interval: start && end && `${start}/${end}`,
      since: start && `${start}/..`,
      until: end && `../${end}`,
      between: start && end && `[${start}..${end}]`,
      latest: end && `[..${end}]`,
      earliest: start && `[${start}..]`,
    }[extent.value];
    if (!made) return;
    input.value = made;
    take();
    form.touched(path);
    heard.textContent = said();
  }

  // The helper begins with what is written already.
  function begin() {
    let date;
    try {
      date = parse(input.value.trim(), facts.limits.year);
    } catch (error) {
      if (error instanceof DateError) return;
      throw error;
    }
    const { start, end, set } = date;
    const [both, onlyLast, onlyFirst] = set
      ? ["between", "latest", "earliest"]
      : [start === end ? "one" : "interval", "until", "since"];
    extent.value = !start ? onlyLast : !end ? onlyFirst : both;
    first.show(start);
    last.show(end);
    arrange();
  }

  function said() {
    try {
      parse(input.value, facts.limits.year);
      return form.say(input.value);
    } catch (error) {
      if (!(error instanceof DateError)) throw error;
      return message(error);
    }
  }

  const heard = make("output", { class: "words" });
  arrange();
  say();
  const helper = make(
    "details",
    { class: "helper", ontoggle: (event) => event.target.open && begin() },
    make("summary", {}, t("form.date.help")),
    make("label", {}, t("form.date.extent"), " ", extent),
    first.box,
    last.box,
    make("p", {}, heard)
  );
  return { typed: make("div", { class: "whole-date" }, input, " ", words), helper };
}

function asciiDigits(text) {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16);
}
