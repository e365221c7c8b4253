"""What a reader waits for: `python -m bench.reader TREE` opens the built site, JSON on output.

In headless Chromium, in each language: how long the home page and the timeline keep the main
thread busy while they load, how long a change of a filter takes until the page is laid out anew,
and what is transferred until a search shows its first result, compressed as hosts compress.
Milliseconds and bytes; a host that compresses better transfers less.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

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
"""Changes one field of the filters; milliseconds until the page is laid out anew."""

CHOICES = """() => {
  const form = document.querySelector("details.filters form");
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


def new_tab(browser: Browser, window: str) -> Page:
    """A tab of a reader who has never been here."""
    width, height = WINDOWS[window]
    context = browser.new_context(
        viewport={"width": width, "height": height}, service_workers="block"
    )
    tab = context.new_page()
    tab.add_init_script(WATCH)
    return tab


def long_tasks(browser: Browser, address: str) -> dict[str, list[int]]:
    """Milliseconds of each long task while the page at `address` loads, by window."""
    found = {}
    for window in WINDOWS:
        tab = new_tab(browser, window)
        tab.goto(address, wait_until="networkidle")
        tab.wait_for_timeout(500)
        found[window] = tab.evaluate("window.longTasks")
        tab.context.close()
    return found


def filter_changes(browser: Browser, address: str) -> dict[str, dict[str, float]]:
    """Milliseconds of the first change, of the middle one and of the longest, by window."""
    found = {}
    for window in WINDOWS:
        tab = new_tab(browser, window)
        tab.goto(address, wait_until="networkidle")
        tab.evaluate("document.querySelector('details.filters').open = true")
        times = []
        for choice in tab.evaluate(CHOICES):
            times.append(round(tab.evaluate(CHANGE, choice), 1))
            tab.wait_for_timeout(50)
        first, *rest = times
        ordered = sorted(rest)
        found[window] = {
            "first": first,
            "median": ordered[len(ordered) // 2],
            "longest": ordered[-1],
        }
        tab.context.close()
    return found


def search(browser: Browser, address: str, query: str) -> dict[str, Any]:
    """The bytes from opening the search until the first result of `query`, in all and by file."""
    tab = new_tab(browser, "desk")
    tab.goto(address, wait_until="networkidle")
    answers: list[Response] = []

    def hear(answer: Response) -> None:
        answers.append(answer)

    tab.on("response", hear)
    tab.locator("button.search").click()
    tab.locator("dialog.search input").fill(query)
    tab.locator("dialog.search ol.results li").first.wait_for()
    tab.wait_for_load_state("networkidle")
    sizes: dict[str, int] = {}
    for answer in answers:
        body = answer.body()
        # Pagefind's own files are compressed already.
        packed = min(len(body), len(gzip.compress(body, 6)))
        name = urlsplit(answer.url).path.rpartition("/")[2]
        kind = name.rpartition(".")[2] if ".pf_" in name else name
        sizes[kind] = sizes.get(kind, 0) + packed
    tab.context.close()
    return {"query": query, "bytes": sum(sizes.values()), "files": sizes}


def measure(site: Path, queries: dict[str, str]) -> dict[str, Any]:
    """What readers of the finished `site` wait for, by language; a word to search for in each."""
    named = os.environ.get("CHROMIUM")
    program = named or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        sys.exit("Chromium is not on this machine: install it, or name one: CHROMIUM=/path")
    found = {}
    with serving(site) as base, sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=program, args=options)
        for code, query in queries.items():
            timeline = f"{base}{code}/timeline/"
            found[code] = {
                "long_tasks": {
                    "home": long_tasks(browser, f"{base}{code}/"),
                    "timeline": long_tasks(browser, timeline),
                },
                "filter": filter_changes(browser, timeline),
                "search": search(browser, timeline, query),
            }
        browser.close()
    return found


if __name__ == "__main__":
    # Words that the synthetic records have.
    WORDS = {"ar": "قناة", "en": "canal"}
    sys.stdout.write(json.dumps(measure(Path(sys.argv[1]) / "site", WORDS), indent=1) + "\n")
