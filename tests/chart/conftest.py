"""The chart of every kind of date, in each language."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from lxml import etree
from playwright.sync_api import Browser, sync_playwright

from scripts.chronology import Chronology
from scripts.languages import Language, read_languages
from scripts.pages.chart import chart

from .making import parsed, sample

LANGUAGES = {each.code: each for each in read_languages()}


@pytest.fixture(scope="session")
def whole() -> Chronology:
    """Entries with every kind of date."""
    return sample()


@pytest.fixture(scope="session", params=LANGUAGES)
def tongue(request: pytest.FixtureRequest) -> Language:
    """Each language of the site in turn."""
    return LANGUAGES[request.param]


@pytest.fixture(scope="session")
def html(whole: Chronology, tongue: Language) -> str:
    """The chart of all of them."""
    return str(chart(whole, tongue, "../", whole.entries))


@pytest.fixture(scope="session")
def figure(html: str) -> etree._Element:
    """The chart, read as XML."""
    return parsed(html)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        text = "Chromium is not on this machine (or name it: CHROMIUM=/path/to/chrome)"
        pytest.fail(text) if os.environ.get("CI") else pytest.skip(text)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield made
        made.close()
