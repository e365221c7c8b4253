"""The Chromium in which the benchmark looks at sites, where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

try:
    from playwright.sync_api import sync_playwright
except ImportError:  # it belongs to the tests, not to the benchmark
    sync_playwright = None  # type: ignore[assignment]

OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)


def program() -> str:
    """The Chromium that the environment variable CHROMIUM names, else one on the path, or ""."""
    names = filter(None, (os.environ.get("CHROMIUM"), *BROWSERS))
    return next(filter(None, map(shutil.which, names)), "")


@contextmanager
def chromium() -> Iterator[Browser | None]:
    """A browser; None where there is no Chromium, or nothing that drives it."""
    found = program()
    if not found or sync_playwright is None:
        yield None
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=OPTIONS)
        yield browser
        browser.close()
