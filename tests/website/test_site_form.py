"""The form for contributors, used as they use it: what it writes passes `check` as it is.

The form that is used is that of the small site, so that what is entered is about the toy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from scripts.checks import check
from scripts.languages import Language, read_languages
from scripts.problems import Problem
from scripts.records.load import Records, load

from .tools import CODES

LANGUAGES = {each.code: each for each in read_languages()}

TEXTS = {
    "title": {"en": "The ferry stops", "ar": "توقّف العبّارة"},
    "summary": {
        "en": "The ferry between the two states stopped in the spring of 2005: nobody says why.",
        "ar": "توقّفت العبّارة بين الدولتين في ربيع عام 2005، ولا يذكر أحد السبب.",
    },
}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A contributor's browser, which may be asked to copy."""
    made = browser.new_context(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    made.grant_permissions(["clipboard-read", "clipboard-write"])
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Tab:
    """A tab in which every mistake of a script fails the test."""
    tab = context.new_page()
    tab.on("pageerror", lambda error: pytest.fail(str(error)))
    return tab


def opened(tab: Tab, address: str) -> Tab:
    """The form at `address`, once it is there."""
    tab.goto(address)
    expect(tab.locator(".contribution form")).to_be_visible()
    return tab


def fill_texts(tab: Tab, *codes: str) -> None:
    for field, texts in TEXTS.items():
        for code in codes:
            tab.fill(f"#f-{field}-{code}", texts[code])


def choose(tab: Tab, field: str, words: str) -> None:
    """Choose by typing and the keys alone."""
    tab.focus(f"#{field}")
    tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def add_source(tab: Tab, language: Language) -> None:
    words = language.facts["form"]["items"]["cites"]["add"]
    tab.get_by_role("button", name=words).click()


def fill(tab: Tab, language: Language) -> None:
    """A whole entry in the short form."""
    fill_texts(tab, *CODES)
    tab.fill("#f-date", "2005-04")
    add_source(tab, language)
    choose(tab, "f-cites-0-source", "bridge and")
    tab.select_option("#f-cites-0-says", "states")
    choose(tab, "f-topics", "water")
    choose(tab, "f-actors", "northland")


def written(tab: Tab) -> tuple[str, str]:
    """Where the file goes, and what is in it, once the form has taken in the last change."""
    tab.wait_for_timeout(250)
    path = tab.locator(".contribution .path").text_content() or ""
    return path, tab.locator(".contribution pre code").text_content() or ""


def checked(root: Path) -> tuple[Records, list[Problem]]:
    """What `check` says of a tree."""
    languages = tuple(LANGUAGES.values())
    records, problems = load(root, CODES)
    return records, [*problems, *check(records, languages)]


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")


@pytest.mark.parametrize("code", CODES)
def test_what_the_form_writes_passes_check(
    code: str, tab: Tab, small_url: str, checkout: Path
) -> None:
    """The short form, filled in either language: the file is right, and says what was entered."""
    language = LANGUAGES[code]
    fill(opened(tab, f"{small_url}{code}/contribute/new/"), language)
    path, text = written(tab)
    assert path == "timeline/events/ferry-stops.yml"
    put(checkout, path, text)
    records, problems = checked(checkout)
    assert problems == []
    (entry,) = (each for each in records.entries if each.id == "ferry-stops")
    assert entry.spot.document.value == {
        **TEXTS,
        "date": "2005-04",
        "topics": ["water"],
        "actors": ["northland"],
        "cites": [{"source": "northern-gazette", "says": "states"}],
    }
    tab.click("[type=submit]")
    expect(tab.locator(".mistakes")).to_be_hidden()
    expect(tab.locator(".contribution .state")).to_have_text(language.word("form.ready"))
