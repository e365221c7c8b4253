// The chart's conveniences: zoom, true scale, a card, the list's filter. All words are the page's.
import { evidenceNodes } from "./evidence.js";

const figure = document.querySelector(".chart");
const [box, plot, tools] = [".chart-desk", ".plot", ".chart-tools"].map((name) =>
  figure.querySelector(name)
);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const mirrored = document.documentElement.dir === "rtl";
const width = Number(plot.getAttribute("width"));
const on = (target, names, act, options) =>
  names.split(" ").forEach((name) => target.addEventListener(name, act, options));

// --- Places: data-at has a middle on elastic years and at true scale, then perhaps lengths ---
const parts = [...plot.querySelectorAll("[data-at]")].map((element) => ({
  element,
  at: element.dataset.at.split(" ").map(Number),
  down: element.getAttribute("transform").split(" ")[1],
  bars: element.querySelectorAll("rect"),
}));
const ticks = parts.filter(({ element }) => element.matches(".tick"));
const year = (element) => element.querySelector("text").textContent;
const unround = ({ element }) => [1, 5, 10].findLast((n) => year(element) % n === 0);
const round = [...ticks].sort((a, b) => unround(b) - unround(a));
let zoom = 1;
let truth = 0; // from 0, elastic years, to 1, true scale

function lay() {
  const mix = (elastic, real) => (elastic + (real - elastic) * truth) * zoom;
  for (const part of parts) {
    const [x, trueX, length, trueLength] = part.at;
    part.x = mix(x, trueX);
    part.element.setAttribute("transform", `translate(${part.x.toFixed(1)} ${part.down}`);
    for (const bar of length ? part.bars : []) {
      const least = bar.matches("[data-id] .hit") ? 24 : bar.matches("[data-id] .shape") ? 16 : 0;
      const long = Math.max(mix(length, trueLength), least);
      bar.setAttribute("x", -long / 2);
      bar.setAttribute("width", long);
    }
  }
  plot.setAttribute("width", width * zoom);
  const shown = [width * zoom * !mirrored];
  for (const { element, x } of truth > 0.5 ? round : ticks) {
    const free = shown.every((other) => Math.abs(other - x) > 36);
    element.classList.toggle("tight", !free);
    if (free) shown.push(x);
  }
}

// About a place of the window, the chart's middle unless told; says whether anything changed.
function zoomTo(wanted, place) {
  const old = zoom;
  const around = box.getBoundingClientRect();
  const x = place ?? around.left + around.width / 2;
  const then = plot.getBoundingClientRect();
  zoom = Math.min(Math.max(wanted, 1), 32);
  if (zoom === old) return false;
  lay();
  const left = plot.getBoundingClientRect().left;
  box.scrollLeft += left + ((x - then.left) * zoom) / old - x;
  return true;
}

function rescale(button) {
  const to = 1 - (button.ariaPressed === "true");
  const [from, began] = [truth, performance.now()];
  button.ariaPressed = to === 1;
  (function step(now) {
    const done = still.matches ? 1 : Math.min(Math.max((now - began) / 400, 0), 1);
    truth = from + (to - from) * done;
    lay();
    if (done < 1) requestAnimationFrame(step);
  })(began);
}

const acts = {
  in: () => zoomTo(zoom * 1.5),
  out: () => zoomTo(zoom / 1.5),
  whole: () => zoomTo(1),
  scale: rescale,
  ArrowLeft: () => (box.scrollLeft -= 80),
  ArrowRight: () => (box.scrollLeft += 80),
};
acts["+"] = acts["="] = acts.in;
acts["-"] = acts.out;
acts["0"] = acts.whole;
on(tools, "click", ({ target }) => acts[target.dataset.do]?.(target));
on(box, "keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in acts)) return;
  acts[event.key]();
  event.preventDefault();
});

// The wheel scrolls the page, unless with Ctrl (or a pinch on a touchpad) or on the chosen chart.
const active = { passive: false };
function wheel(event) {
  if (!event.ctrlKey && document.activeElement !== box) return;
  const zoomed = zoomTo(zoom * Math.exp(-event.deltaY / 300), event.clientX);
  if (zoomed || event.ctrlKey) event.preventDefault();
}
on(box, "wheel", wheel, active);

let pinch = null;
function pinched(event) {
  const [a, b] = event.touches;
  if (!b) return;
  event.preventDefault();
  const span = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  pinch ??= { zoom, span };
  zoomTo((pinch.zoom * span) / pinch.span, (a.clientX + b.clientX) / 2);
}
on(box, "touchmove", pinched, active);
on(box, "touchend", () => (pinch = null));

let drag = null;
on(box, "pointerdown", (event) => {
  if (event.pointerType === "mouse") drag = box.scrollLeft + event.clientX;
});
on(box, "pointermove", (event) => {
  if (drag === null) return;
  // Once it is captured, no link is followed in the end.
  if (Math.abs(drag - event.clientX - box.scrollLeft) > 4) box.setPointerCapture(event.pointerId);
  if (box.hasPointerCapture(event.pointerId)) box.scrollLeft = drag - event.clientX;
});
on(window, "pointerup", () => (drag = null));
on(box, "dragstart", (event) => event.preventDefault());

// --- The card: what a mark is, beside it ---
const card = document.createElement("div");
const [when, link, evidence] = ["p", "a", "p"].map((tag) =>
  card.appendChild(document.createElement(tag))
);
card.className = "chart-card";
card.hidden = true;
link.tabIndex = -1;
evidence.id = "chartEvidence";
let [told, touched, leaving] = [null, null, 0];

function place() {
  if (!told) return;
  const mark = told.querySelector(".hit").getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = card;
  const x = Math.min(mark.left + (mark.width - wide) / 2, innerWidth - wide - 8);
  const y = mark.bottom + high < innerHeight - 8 ? mark.bottom + 4 : mark.top - high - 4;
  card.style.left = `${Math.max(x, 8)}px`;
  card.style.top = `${Math.max(y, 8)}px`;
}

function tell(mark) {
  clearTimeout(leaving);
  told?.removeAttribute("aria-describedby");
  told = mark;
  card.hidden = !mark;
  if (!mark) return;
  // Not in the figure: what is fixed would be placed in it, since it is a container of queries.
  if (!card.isConnected) figure.after(card);
  when.textContent = mark.dataset.date;
  link.textContent = mark.dataset.title;
  link.href = mark.getAttribute("href");
  evidence.replaceChildren(...evidenceNodes(mark.dataset.evidence));
  evidence.querySelector("a")?.setAttribute("tabindex", -1);
  mark.setAttribute("aria-describedby", evidence.id);
  place();
}

function leave(event) {
  clearTimeout(leaving);
  if (event.pointerType !== "touch") leaving = setTimeout(tell, 250);
}

for (const mark of plot.querySelectorAll(".mark")) {
  const title = mark.querySelector("title"); // it would show beside the card
  mark.setAttribute("aria-label", title.textContent);
  title.remove();
  on(mark, "pointerenter focus", (event) => event.pointerType !== "touch" && tell(mark));
  on(mark, "pointerleave blur", leave);
  // A finger brings the card, and follows the link with a second touch.
  on(mark, "pointerdown", () => (touched = told));
  on(mark, "click", (event) => {
    if (event.pointerType === "touch" && touched !== mark) event.preventDefault();
  });
}
on(card, "pointerenter", () => clearTimeout(leaving));
on(card, "pointerleave", leave);
on(window, "keydown", (event) => event.key === "Escape" && tell());
on(window, "scroll", place, true);

// --- The filter: `ids` is a Set of those to show, `tally` has [all, those to show] by topic and
// year. Of very many entries only counts are drawn: a bar keeps the part of its height, as a list
// the years, that the filter leaves. ---
const marked = [...figure.querySelectorAll("[data-id]")];
const counted = [...figure.querySelectorAll("[data-years]")].map((element) => ({
  element,
  topic: element.closest("[data-topic]").dataset.topic,
  years: element.dataset.years.split(" ").map(Number),
}));

function dim(ids) {
  for (const each of marked) {
    const out = !ids.has(each.dataset.id);
    each.classList.toggle("out", out);
    if (each.matches("li")) each.hidden = out;
    if (each.matches("a")) each.setAttribute("tabindex", -out);
    if (each.matches("a")) each.parentNode.setAttribute("aria-hidden", out);
  }
  for (const lane of figure.querySelectorAll(".lane")) {
    lane.querySelector(".count").textContent = lane.querySelectorAll("li:not([hidden])").length;
  }
}

function shorten(tally) {
  for (const { element, topic, years } of counted) {
    let [all, left] = [0, 0];
    for (let year = years[0]; year <= years[1]; year++) {
      const sums = tally[topic]?.[year] ?? [0, 0];
      all += sums[0];
      left += sums[1];
    }
    const part = all ? left / all : 1;
    if (element.matches("li")) element.hidden = !part;
    else element.style.transform = part < 1 ? `scaleY(${Math.sqrt(part)})` : "";
  }
}

on(document, "filter", ({ detail }) => {
  if (counted.length) shorten(detail.tally);
  else dim(detail.ids);
});

box.tabIndex = 0;
box.role = "group";
box.ariaLabel = figure.ariaLabel;
box.setAttribute("aria-describedby", "chartKeys");
tools.hidden = false;
figure.classList.add("live");
