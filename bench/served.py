"""`make serve` as a whole: from saving a file until a browser shows what changed in it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile

from bench.browser import chromium
from bench.measure import end, pages, today
from bench.results import Measured
from bench.trees import edit_entry

TIMES = 3
"""How often a file is saved; what counts is the time in the middle."""

PAUSE = 5.0
"""Seconds between two savings: somebody writes, and what follows the pages is done."""

IS_PAINTED = """() => performance.getEntriesByName("first-contentful-paint").length"""
"""Whether the page that is shown was seen; it can have its text a moment before."""

PAINTED = """() => performance.timeOrigin
    + performance.getEntriesByName("first-contentful-paint")[0].startTime"""
"""When the page that is shown was first seen, in milliseconds of the epoch."""

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/[^\s,]*")

LONGEST = 600.0
"""The longest wait, in seconds, for the first build or for a change to show."""


def until_shown(tree: Path) -> Measured | None:
    """Save an entry while its page is open: seconds until the browser shows what was saved.

    None where there is no browser.
    """
    found: list[float] = []
    peaks: list[float] = []
    with chromium() as browser:
        if browser is None:
            return None
        with served(tree, peaks) as address:
            tab = browser.new_page()
            tab.goto(f"{address}en/events/entry-7/")
            heading = tab.locator("main h1")
            for _ in range(TIMES):
                time.sleep(PAUSE)
                start = time.time()
                heading.filter(has_text=edit_entry(tree)).wait_for(timeout=LONGEST * 1000)
                # Whoever waits here looks but twice a second; the browser knows when it painted.
                tab.wait_for_function(IS_PAINTED)
                found.append(tab.evaluate(PAINTED) / 1000 - start)
            tab.close()
    seconds = median(found)
    return Measured(seconds, seconds, peaks[0], *pages(tree, tree / "site"), today())


@contextmanager
def served(tree: Path, peaks: list[float]) -> Iterator[str]:
    """Serve `tree` with its own code, as `make serve` does; the address. Raises RuntimeError.

    `peaks` gets the memory in MB of the largest of its processes when it is over.
    """
    with NamedTemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts", "serve", "--port", "0", "--lang", "en"],
            cwd=tree,
            stdout=subprocess.DEVNULL,
            stderr=said,
            text=True,
            start_new_session=True,
        )
        try:
            until = time.perf_counter() + LONGEST
            while not (address := ADDRESS.search(Path(said.name).read_text("utf-8"))):
                if process.poll() is not None or time.perf_counter() > until:
                    raise RuntimeError(Path(said.name).read_text("utf-8"))
                time.sleep(0.1)
            yield address[0]
        finally:
            # Not by the interrupt key, which whatever was started in the background does not hear.
            peaks.append(end(process, signal.SIGTERM))
