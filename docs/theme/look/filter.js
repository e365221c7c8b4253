// The filters of the timeline. The page is complete without them: the form is hidden until this
// runs, and this only hides entries. What is chosen stands in the address, in ids that mean the
// same in every language; the words come from the page.
// What is filtered is known from facts (scripts/pages/facts.py): the nth of them is that of the nth
// entry of the page. Of very many entries the timeline shows only the years, and how many entries
// each has. What a filter leaves of them is counted by a file of facts, which is fetched when
// something is chosen; what is chosen goes along to the pages of the years.
const box = document.querySelector("details.filters");
const form = box.querySelector("form");
const main = document.querySelector("main");
const count = form.querySelector("output");
const none = document.querySelector(".none");
const reset = form.querySelector("[type=reset]");
const charted = Boolean(document.querySelector(".chart"));
const plural = new Intl.PluralRules(document.documentElement.lang);
const ID = /^[a-z0-9-]{1,100}$/;
const MANY = 200; // options
const FILTERED = /\/(years\/[0-9x]+|timeline)\/$/; // pages that what is chosen goes along to
const FIELDS = ["topic", "actor", "source", "evidence", "kind"];
const NAMES = [...FIELDS, "from", "to"];

// Very many options take a browser longer than the rest of a page: they come when somebody
// reaches for them.
const later = new Map();
for (const select of form.querySelectorAll("select")) {
  if (select.options.length <= MANY) continue;
  const rest = new Range();
  rest.setStartAfter(select.options[0]);
  rest.setEndAfter(select.lastChild);
  later.set(select, rest.extractContents());
  for (const name of ["pointerenter", "focus"]) {
    select.addEventListener(name, () => fill(select));
  }
}

function fill(select) {
  if (later.has(select)) select.append(later.get(select));
  later.delete(select);
}

const marks = [...main.querySelectorAll(":is(.when, .line)[id]")];
const entries = marks.map((mark) => mark.closest("li"));
const carried = box.dataset.carry
  ? [...document.querySelectorAll("a[href]:not([href^='#'], [data-language])")]
      .map((link) => ({ link, to: link.getAttribute("href") }))
      .filter(({ to }) => FILTERED.test(new URL(to, location).pathname))
  : [];

// --- The facts: of each entry its years, main topic and place; which entries have a value ---

function read(file) {
  const size = file.main.length;
  const numbers = () => new Int32Array(size);
  const found = { size, first: numbers(), last: numbers(), year: numbers(), has: {} };
  let number = 0;
  file.years.forEach(([year, count], place) => {
    const end = number + count;
    found.year.fill(place, number, end);
    found.first.fill(year.replaceAll("x", "0"), number, end);
    number = end;
  });
  found.years = file.years.map(([year]) => shownAs(year));
  file.spans.forEach((span, n) => (found.last[n] = found.first[n] + span));
  found.main = file.main.map((topic) => file.topics[topic]);
  for (const name of FIELDS) {
    found.has[name] = new Map();
    for (const [value, distances] of Object.entries(file.has[name] ?? {})) {
      let sum = 0;
      found.has[name].set(value, distances.map((distance) => (sum += distance)));
    }
  }
  return found;
}

// What shows a year: a heading and the list below it, also in the table of contents; or a line
// with its count. A year's own page has none of them.
function shownAs(year) {
  const head = document.getElementById(`y${year}`);
  if (!head) return { all: [] };
  if (head.matches("li")) return { all: [head], count: head.querySelector("em") };
  const link = document.querySelector(`.md-sidebar a[href="#${head.id}"]`);
  return { all: [head, head.nextElementSibling, link?.closest("li")].filter(Boolean) };
}

const here = () => read(JSON.parse(document.querySelector("script.facts").textContent));

async function fetched() {
  const answer = await fetch(box.dataset.facts);
  return read(await answer.json());
}

let known = null;
let coming = null;

// --- What is chosen: the form and the address ---

function chosen() {
  const data = new FormData(form);
  const query = new URLSearchParams();
  for (const name of NAMES) {
    for (const value of data.getAll(name)) if (value) query.append(name, value);
  }
  return query;
}

// A value that the page does not have may be of another year: it is kept, and said to be absent.
function absent(select, value) {
  select.querySelector(".absent")?.remove();
  if (!box.dataset.carry || box.dataset.facts || !ID.test(value)) return;
  if ([...select.options].some((option) => option.value === value)) return;
  const option = new Option(count.dataset.absent, value);
  option.className = "absent";
  select.add(option);
}

function choose(query) {
  form.reset();
  for (const name of NAMES) {
    for (const value of query.getAll(name)) {
      for (const field of form.querySelectorAll(`[name="${name}"]`)) {
        if (field.type === "checkbox") {
          field.checked = field.checked || field.value === value;
          continue;
        }
        if (field.options) {
          fill(field);
          absent(field, value);
        }
        field.value = value;
        // A value that is none of a select's options is no choice, and shown as none.
        if (field.selectedIndex < 0) field.selectedIndex = 0;
      }
    }
  }
}

// --- What it leaves ---

function fitting(query) {
  const left = new Uint8Array(known.size).fill(1);
  const from = Number(query.get("from")) || -Infinity;
  const to = Number(query.get("to")) || Infinity;
  for (const name of FIELDS) {
    const wanted = query.getAll(name);
    if (!wanted.length) continue;
    const having = new Uint8Array(known.size);
    for (const value of wanted) {
      for (const number of known.has[name].get(value) ?? []) having[number] = 1;
    }
    having.forEach((has, number) => (left[number] &= has));
  }
  left.forEach((_, number) => {
    if (known.first[number] > to || known.last[number] < from) left[number] = 0;
  });
  return left;
}

// How many entries a topic has and how many are left, by the year in which they begin.
function tallied(left) {
  const tally = {};
  left.forEach((is, number) => {
    const topic = (tally[known.main[number]] ??= {});
    const sums = (topic[known.first[number]] ??= [0, 0]);
    sums[0] += 1;
    sums[1] += is;
  });
  return tally;
}

function words(forms, number) {
  return (forms.dataset[plural.select(number)] || forms.dataset.other).replace("{n}", number);
}

async function show(query) {
  carry(query);
  reset.hidden = !query.toString();
  if (!known && !coming && !query.toString()) {
    if (entries.length) count.textContent = words(count, entries.length);
    return; // as the page is
  }
  if (!box.dataset.facts) known ??= here();
  if (!known) {
    try {
      coming ??= fetched();
      known = await coming;
    } catch {
      coming = null; // the next choice tries again
      count.textContent = count.dataset.failed;
      return;
    }
    query = chosen(); // something else may have been chosen in the meantime
  }
  const left = fitting(query);
  const sums = new Int32Array(known.years.length);
  let sum = 0;
  left.forEach((is, number) => {
    sum += is;
    sums[known.year[number]] += is;
  });
  entries.forEach((entry, number) => {
    if (entry.hidden === Boolean(left[number])) entry.hidden = !left[number];
  });
  known.years.forEach((year, number) => {
    for (const each of year.all) each.hidden = !sums[number];
    if (year.count) year.count.textContent = words(box, sums[number]);
  });
  none.hidden = sum > 0;
  count.textContent = words(count, sum);
  if (!charted) return;
  const ids = new Set(marks.filter((_, number) => left[number]).map((mark) => mark.id));
  const detail = { ids, tally: tallied(left) };
  document.dispatchEvent(new CustomEvent("filter", { detail }));
}

// The same choice in the other languages, and on the pages of the years.
function carry(query) {
  const text = query.toString();
  for (const link of document.querySelectorAll("a[data-language]")) link.search = text;
  for (const { link, to } of carried) link.setAttribute("href", text ? `${to}?${text}` : to);
}

function address(query) {
  const text = query.toString();
  return location.pathname + (text ? "?" + text : "") + location.hash;
}

function change() {
  const query = chosen();
  history.pushState(null, "", address(query));
  show(query);
}

form.addEventListener("change", change);
form.addEventListener("submit", (event) => event.preventDefault());
reset.addEventListener("click", (event) => {
  event.preventDefault();
  form.reset();
  change();
  form.querySelector("select, input").focus(); // the button itself is gone now
});
addEventListener("popstate", () => {
  choose(new URLSearchParams(location.search));
  show(chosen());
});

box.hidden = false;
// On a phone the list comes first, unless something is filtered already.
box.open = matchMedia("(min-width: 44rem)").matches || location.search.length > 1;
choose(new URLSearchParams(location.search));
// To read the facts takes a while: before they are needed, and not while the page is loading.
if (entries.length) setTimeout(() => (known ??= here()));
show(chosen()).finally(() => document.documentElement.classList.remove("filtering"));
