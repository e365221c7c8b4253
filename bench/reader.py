"""What a reader waits for, in headless Chromium, in each language, at a desk and on a phone.

How long the home page and the timeline keep the main thread busy while they load, how long a change
of a filter takes until the page is laid out again, and what is transferred until a search shows its
first results, compressed as hosts compress; a host that compresses better transfers less.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from bench.browser import chromium
from bench.measure import today
from bench.results import Waits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

TIMES = 3
"""How often a page is opened: what else the machine does is not to be counted."""

WORDS = {"ar": ("ميناء", "معاهدة"), "en": ("harbour", "treaty")}
"""Common words of the synthetic records."""

WINDOWS = {"desk": (1280, 900), "phone": (360, 740)}

WATCH = """window.longTasks = [];
new PerformanceObserver((list) => list.getEntries().forEach(
  (each) => window.longTasks.push(Math.round(each.duration))
)).observe({type: "longtask", buffered: true});"""
"""Keeps the tasks of more than 50 ms (W3C Long Tasks)."""

CHANGE = """([name, value]) => new Promise((done) => {
  const form = document.querySelector("details.filters form");
  const fields = [...form.querySelectorAll(`[name="${name}"]`)];
  const field = fields.find((each) => each.value === value) ?? fields[0];
  const start = performance.now();
  document.addEventListener("filter", () => {
    document.body.getBoundingClientRect();
    done(performance.now() - start);
  }, {once: true});
  if (field.type === "checkbox") field.checked = !field.checked;
  else field.value = value;
  field.dispatchEvent(new Event("change", {bubbles: true}));
})"""
"""Changes one field of the filters; milliseconds until the page is laid out again."""

CHOICES = """() => {
  const form = document.querySelector("details.filters form");
  // What is many comes when somebody reaches for it.
  form.querySelectorAll("select").forEach((each) => each.dispatchEvent(new Event("focus")));
  const some = (name) => [...form.querySelectorAll(`[name="${name}"] option`)]
    .map((each) => each.value).filter(Boolean).slice(0, 3).map((value) => [name, value]);
  const topics = [...form.querySelectorAll("[name=topic]")].slice(0, 4);
  return [...topics.map((each) => ["topic", each.value]), ...some("evidence"), ["evidence", ""],
    ...some("actor"), ["actor", ""], ...some("source"), ["source", ""], ["from", "1995"],
    ["to", "2005"], ["from", ""], ["to", ""], ...topics.map((each) => ["topic", each.value])];
}"""
"""Changes of every kind, one after the other."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base's name)
        """Say nothing."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """The address at which `site` is served meanwhile."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def new_tab(browser: Browser, window: str) -> Page:
    """A tab of a reader who has never been here."""
    width, height = WINDOWS[window]
    context = browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block"
    )
    tab = context.new_page()
    tab.add_init_script(WATCH)
    return tab


def longest_task(browser: Browser, address: str, window: str) -> float:
    """Milliseconds of the longest task while the page loads; of several times the middle."""
    found = []
    for _ in range(TIMES):
        tab = new_tab(browser, window)
        tab.goto(address, wait_until="networkidle")
        tab.wait_for_timeout(500)
        found.append(max(tab.evaluate("window.longTasks"), default=0))
        tab.context.close()
    return sorted(found)[TIMES // 2]


def filter_changes(browser: Browser, address: str, window: str) -> list[float]:
    """Milliseconds of each change."""
    tab = new_tab(browser, window)
    tab.goto(address, wait_until="networkidle")
    tab.evaluate("document.querySelector('details.filters').open = true")
    times = []
    for choice in tab.evaluate(CHOICES):
        times.append(tab.evaluate(CHANGE, choice))
        tab.wait_for_timeout(50)
    tab.context.close()
    return times


def search(browser: Browser, address: str, query: str) -> int:
    """The bytes from opening the search until the first results of `query`."""
    tab = new_tab(browser, "desk")
    tab.goto(address, wait_until="networkidle")
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", hear)
    tab.locator("button.search").click()
    tab.locator("dialog.search input").fill(query)
    tab.locator("dialog.search ol.results[aria-busy=false] li").first.wait_for()
    # Pagefind's own files are compressed already.
    bodies = [answer.body() for answer in answers]
    tab.context.close()
    return sum(min(len(each), len(gzip.compress(each, 6))) for each in bodies)


def measure(site: Path, queries: Mapping[str, tuple[str, str]] = WORDS) -> Waits | None:
    """What readers of the finished `site` wait for; None where there is no browser.

    `queries` has two common words of each language.
    """
    tasks, changes, words, pairs = [], [], [], []
    with chromium() as browser, serving(site) as base:
        if browser is None:
            return None
        for code, (word, other) in queries.items():
            home, timeline = f"{base}{code}/", f"{base}{code}/timeline/"
            for window in WINDOWS:
                tasks += [longest_task(browser, page, window) for page in (home, timeline)]
                changes.append(filter_changes(browser, timeline, window))
            words.append(search(browser, timeline, word))
            pairs.append(search(browser, timeline, f"{word} {other}"))
    return Waits(
        max(tasks),
        round(max(first for first, *_ in changes), 1),
        round(max(max(rest) for _, *rest in changes), 1),
        max(words),
        max(pairs),
        today(),
    )
