// The search: a dialog. site.js loads this when the reader first asks for it. Pagefind does the finding; a
// query goes to it as it was typed, folded, and without prefixes, by the same rules by which the
// build made the folded words of each page (scripts/i18n/folding.py).
import { evidenceNodes } from "./evidence.js";

const dialog = document.querySelector("dialog.search");
const button = document.querySelector("button.search");
const input = dialog.querySelector("input");
const selects = Array.from(dialog.querySelectorAll("select"));
const count = dialog.querySelector("output");
const list = dialog.querySelector("ol");
const more = dialog.querySelector(".more");
const elsewhere = dialog.querySelectorAll("a.elsewhere");
const plural = new Intl.PluralRules(document.documentElement.lang);
const root = new URL(dialog.dataset.root, location.href);
const PAGE = 8;
const ENOUGH = 5; // entries, before the pages of actors, topics, places and sources
const MOST_WORDS = 24;
// The other pages are marked, which are fewer by far.
const PAGES = { kind: "page" };
const ENTRIES = { not: PAGES };
const SHORTEST_STEM = 3;
let engine = null;
let leaving = Promise.resolve();
let loading = null;
let filling = null;
let dating = null;
let filled = false;
let folding = { letters: {}, prefixes: [], endings: [], sounds: [], silent: "", names: {} };
let asked = 0;
let found = [];

function load() {
  loading ??= loaded();
  return loading;
}

async function loaded() {
  const table = new URL(`folding.${document.documentElement.lang}.json`, root);
  [engine, folding] = await Promise.all([
    import(new URL("pagefind/pagefind.js", root)),
    fetch(table).then((answer) => answer.json()),
    leaving,
  ]);
  await engine.options({
    baseUrl: root.pathname,
    excerptLength: 24,
    // `words` are the folded words: they find a page, the page's own words rank it, and the names
    // in its title however they are spelt (`named`).
    ranking: { metaWeights: { title: 5, date: 4, named: 3, summary: 1, topic: 0.5, words: 1 } },
  });
  await engine.init();
  return engine;
}

// Something did not come. Pagefind remembers that: the next try has to start again.
function forget() {
  loading = filling = null;
  if (engine) leaving = engine.destroy();
}

// Pagefind takes words that could not be loaded for words that are nowhere: is anything there?
async function reach() {
  const answer = await fetch(new URL("pagefind/pagefind-entry.json", root), { cache: "no-store" });
  if (!answer.ok) throw new Error(answer.status);
}

// The place of each entry in time, by its name in the index; it is asked for when it is sorted by.
function dates(pagefind) {
  dating ??= pagefind
    .search(null, { sort: { date: "asc" } })
    .then(({ results }) => new Map(results.map((result, place) => [result.id, place])))
    .catch((error) => {
      dating = null;
      throw error;
    });
  return dating;
}

// What there is to narrow a search by grows with the site: it comes when somebody reaches for it.
function fill() {
  filling ??= filters().catch(forget); // the next reach tries again
  return filling;
}

async function filters() {
  const found = await (await load()).filters();
  for (const select of selects) {
    const values = Object.entries(found[select.name] || {});
    values.sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [value, number] of values) select.add(new Option(`${value} (${number})`, value));
  }
  filled = true;
}

function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{Mn}\p{Cf}]/gu, "")
    .replace(/['’ʼ]s(?![\p{L}\p{N}])|(?<=[\p{L}\p{N}])['’ʼ](?=[\p{L}\p{N}])|[\u02b9-\u02c1]/gu, "")
    .toLowerCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) % 16)
    .replace(/./gu, (letter) => folding.letters[letter] ?? letter);
}

function strip(word) {
  const prefix = folding.prefixes.find(
    (each) => word.startsWith(each) && word.length - each.length >= SHORTEST_STEM
  );
  return prefix ? word.slice(prefix.length) : word;
}

function stem(word) {
  const bare = strip(word);
  const ending = folding.endings.find(
    (each) => bare.endsWith(each) && bare.length - each.length >= SHORTEST_STEM
  );
  return ending ? bare.slice(0, -ending.length) : bare;
}

// How many letters two words have in common from the beginning.
function shared(one, other) {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same;
}

// A name that is spelt otherwise here, by what is heard of it.
function respelt(word) {
  const bare = strip(word);
  let heard = folding.sounds.reduce((text, pair) => text.replaceAll(pair[0], pair[1]), bare);
  heard = Array.from(heard).filter((letter) => !folding.silent.includes(letter)).join("");
  const known = folding.names[heard];
  if (!known || known.includes(word) || known.includes(bare)) return word;
  return known.reduce((one, other) => (shared(bare, other) > shared(bare, one) ? other : one));
}

// Days in figures, the day before the month, as the index has them.
function withDays(text) {
  return text.replace(
    /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)/g,
    (_, day, month, year) => [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-")
  );
}

function wordsOf(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
}

// What to ask for, the nearest to what was typed first; what stands in quotes stays together.
function variants(query, words) {
  const quoted = /^["“”„«][^"“”„«»]+["“”»]$/.test(query);
  const plain = quoted ? query.slice(1, -1) : query;
  const named = words.map(respelt);
  let texts = named.every((word, n) => word === words[n]) ? [plain] : [];
  texts.push(named.join(" "), named.map(strip).join(" "));
  if (quoted) texts = texts.map((text) => '"' + text + '"');
  else texts.push(named.map(stem).join(" "));
  return Array.from(new Set(texts));
}

async function search() {
  const turn = ++asked;
  const query = withDays(input.value.trim().slice(0, input.maxLength));
  const options = { filters: {} };
  let dated = false;
  selects.forEach((select) => {
    if (select.name === "sort") dated = Boolean(select.value);
    else if (select.value) options.filters[select.name] = select.value;
  });
  for (const link of elsewhere) link.search = new URLSearchParams({ search: query });
  list.setAttribute("aria-busy", "true");
  try {
    const pagefind = await load();
    const words = Array.from(new Set(wordsOf(query))).slice(0, MOST_WORDS);
    const narrowed = Object.keys(options.filters).length > 0;
    const nothing = !query && !narrowed;
    dated = dated || (!query && narrowed); // nothing that anything could fit
    const places = dated ? await dates(pagefind) : null;
    const asking = words.length ? variants(query, words) : narrowed && !query ? [null] : [];
    const [entries, pages] = await Promise.all(
      [ENTRIES, PAGES].map((kind) => ask(pagefind, asking, options, kind, places))
    );
    const near = entries.length < ENOUGH ? await some(pagefind, words, options, entries) : [];
    if (turn !== asked) return; // something else was asked in the meantime
    if (asking.length && !entries.length && !pages.length) await reach();
    // Where entries are sorted by date, nothing stands between them.
    const first = dated ? entries.length : ENOUGH;
    found = [...entries.slice(0, first), ...near, ...pages, ...entries.slice(first)];
    list.replaceChildren();
    const form = dialog.dataset[found.length ? plural.select(found.length) : "zero"];
    count.textContent = nothing
      ? ""
      : (form || dialog.dataset.other).replace("{n}", found.length);
    await show(turn);
    if (turn === asked) list.setAttribute("aria-busy", "false");
  } catch {
    if (turn !== asked) return;
    forget(); // the next query tries again
    count.textContent = dialog.dataset.failed;
    list.setAttribute("aria-busy", "false");
  }
}

async function ask(pagefind, asking, options, kind, places) {
  const narrowed = { ...options, filters: { ...options.filters, ...kind } };
  const answers = await Promise.all(asking.map((words) => pagefind.search(words, narrowed)));
  const best = new Map();
  for (const result of answers.flatMap((answer) => answer.results)) {
    const known = best.get(result.id);
    if (!known || known.score < result.score) best.set(result.id, result);
  }
  let results = Array.from(best.values());
  if (!places) return results.sort((a, b) => b.score - a.score);
  results = results.filter((each) => places.has(each.id));
  return results.sort((a, b) => places.get(a.id) - places.get(b.id));
}

// Where hardly an entry has all words: those that have half of them, or else any; the best first.
async function some(pagefind, words, options, known) {
  if (words.length < 2) return [];
  const unsorted = { filters: options.filters };
  const answers = await Promise.all(
    words.map((word) => ask(pagefind, variants(word, [word]), unsorted, ENTRIES))
  );
  const sums = new Map();
  answers.flat().forEach((result) => {
    const sum = sums.get(result.id) || { result, score: 0, times: 0 };
    sum.score += result.score;
    sum.times += 1;
    sums.set(result.id, sum);
  });
  known.forEach((result) => sums.delete(result.id));
  return Array.from(sums.values())
    .filter((sum) => !known.length || sum.times * 2 >= words.length)
    .sort((a, b) => b.score - a.score)
    .slice(0, PAGE)
    .map((sum) => sum.result);
}

async function show(turn) {
  const next = found.slice(list.children.length, list.children.length + PAGE);
  const pages = await Promise.all(next.map((result) => result.data()));
  if (turn !== asked) return;
  const sought = wordsOf(input.value).map((word) => strip(respelt(word)));
  pages.forEach((page) => list.append(item(page, sought)));
  more.hidden = list.children.length >= found.length;
}

function element(tag, text = "", properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...properties });
}

function item(page, sought) {
  const facts = [page.meta.date, page.meta.topic].filter(Boolean).join(" · ");
  const evidence = (page.filters.evidence_line || []).join();
  const summary = marked(page.meta.summary || "", sought);
  const passage = excerpt(page);
  const fits = passage.querySelector("mark") && !summary.querySelector("mark");
  const entry = element("li");
  entry.append(
    element("a", page.meta.title, { href: page.url }),
    element("p", facts, { className: "when" }),
    fits || !summary.textContent ? passage : summary
  );
  if (evidence) {
    const line = element("p", "", { className: "evidence" });
    line.append(...evidenceNodes(evidence));
    entry.append(line);
  }
  return entry;
}

// The summary, the words that were looked for marked in it.
function marked(text, sought) {
  const paragraph = element("p");
  text.split(/((?:[\p{L}\p{N}\p{M}]|(?<=\p{L})['’ʼ](?=\p{L}))+)/u).forEach((part, n) => {
    const word = n % 2 ? strip(fold(part)) : "";
    const found = n % 2 && sought.some((each) => alike(word, each));
    paragraph.append(found ? element("mark", part) : part);
  });
  return paragraph;
}

// Whether two folded words are forms of one: nearly the same from the beginning.
function alike(one, other) {
  if (one === other) return true;
  const least = Math.max(4, Math.min(one.length, other.length) - 2);
  return !/\d/.test(one + other) && shared(one, other) >= least;
}

// Pagefind's own excerpt is HTML with <mark>; nothing else of it is taken over.
function excerpt(page) {
  const paragraph = element("p");
  const { body } = new DOMParser().parseFromString(page.excerpt, "text/html");
  for (const { nodeName, textContent } of body.childNodes) {
    paragraph.append(nodeName === "MARK" ? element("mark", textContent) : textContent);
  }
  return paragraph;
}

function open(query) {
  if (!dialog.open) dialog.showModal();
  if (typeof query === "string") input.value = query.slice(0, input.maxLength);
  input.focus();
  input.select();
  search();
}

let pause = 0;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 150);
});
dialog.querySelector("form").addEventListener("submit", (event) => {
  // Enter in the field asks at once; only the button closes.
  if (!event.submitter || event.submitter.value !== "close" || document.activeElement === input) {
    event.preventDefault();
    clearTimeout(pause);
    search();
  }
});
selects.forEach((select) => select.addEventListener("change", search));
const facets = dialog.querySelector(".facets");
["pointerenter", "focusin"].forEach((name) => facets.addEventListener(name, fill));
// A finger reaches a list at once: it opens when it is filled.
selects.forEach((select) => {
  select.addEventListener("mousedown", async (event) => {
    if (filled) return;
    event.preventDefault();
    await fill();
    select.focus();
    try {
      select.showPicker();
    } catch {
      // the browser does not let a script open it: it opens when it is touched again
    }
  });
});
more.addEventListener("click", async () => {
  const first = list.children.length;
  await show(asked).catch(() => {
    forget();
    return search();
  });
  if (list.children[first]) list.children[first].querySelector("a").focus();
});
// Escape closes at once; browsers would have it clear the field first.
input.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  event.preventDefault();
  dialog.close();
});
// Down and up walk through field and results.
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.nodeName === "SELECT") return;
  const stops = [input].concat(Array.from(list.querySelectorAll("li > a")));
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()); // outside
button.addEventListener("click", () => open());
open(new URLSearchParams(location.search).get("search"));
