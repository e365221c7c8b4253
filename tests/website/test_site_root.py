"""The pages that belong to no language: the chooser at the root, and the 404 page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from .tools import CODES, Site, reading, serving, wait_for

STYLE = Path(__file__).parents[2] / "docs/theme/look/root.css"

RULES = """written => {
  const whole = new CSSStyleSheet();
  whole.replaceSync(written);
  const count = sheets => [...sheets].map(sheet => sheet.cssRules.length);
  return [count(document.styleSheets), count([whole])];
}"""
"""How many rules each stylesheet of the page has, and how many are written."""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A new reader's browser: nothing is remembered yet."""
    with reading(browser) as tab:
        yield tab


def bare(section: html.HtmlElement) -> str:
    """The markup of a section without what may differ: its texts and its language."""
    for element in section.iter():
        element.text = element.tail = None
    code = section.get("lang", "")
    markup = html.tostring(section, encoding="unicode")
    markup = re.sub(rf'((?:lang|hreflang|data-language)=)"{code}"', r'\1""', markup)
    return re.sub(r'dir="(ltr|rtl)"', "", markup).replace(f"{code}/", "/")


@pytest.mark.parametrize("path", ["", "404.html"])
def test_the_root_favours_no_language(small_site: Site, path: str) -> None:
    """Each language has the same markup; their order is that of the alphabet, not of weight."""
    page = small_site.page(path)
    assert page.document.get("lang") not in CODES
    sections = page.all("//body//section")
    assert [section.get("lang") for section in sections] == list(CODES)
    assert [section.get("dir") for section in sections] == ["rtl", "ltr"]
    assert all(section.text_content().strip() for section in sections)
    assert len({bare(section) for section in sections}) == 1


def test_the_languages_of_the_chooser_look_alike(tab: Tab, small_url: str) -> None:
    """The same width and size of letters for each; side by side they begin at one height."""
    tab.goto(small_url)
    for width in (360, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        boxes = [box for each in tab.locator("section").all() if (box := each.bounding_box())]
        assert len(boxes) == len(CODES)
        assert len({box["width"] for box in boxes}) == 1
        assert len({box["x"] for box in boxes}) == 1 or len({box["y"] for box in boxes}) == 1
    for part in ("h1", "p", "a.button"):
        sizes = tab.locator(f"section {part}").evaluate_all(
            "found => found.map(e => [getComputedStyle(e).fontSize, getComputedStyle(e).color])",
        )
        assert all(size == sizes[0] for size in sizes)


def test_the_chooser_works_without_script(browser: Browser, small_url: str) -> None:
    """Two links, one a language, each to that language's home."""
    with reading(browser, java_script_enabled=False) as tab:
        for code in CODES:
            tab.goto(small_url)
            assert tab.locator("a").count() == len(CODES)
            tab.locator(f"a[hreflang={code}]").click()
            assert tab.url == f"{small_url}{code}/"
            assert tab.locator("html").get_attribute("lang") == code


def test_nobody_is_sent_anywhere_without_a_choice(tab: Tab, small_url: str) -> None:
    """Until a language of the site was chosen, the chooser stays, whatever the browser says."""
    tab.goto(small_url)
    assert tab.url == small_url
    tab.evaluate("localStorage.setItem('language', '../../elsewhere')")
    tab.goto(small_url)
    assert tab.url == small_url


@pytest.mark.parametrize(("code", "other"), [CODES, CODES[::-1]])
def test_the_chooser_remembers(tab: Tab, small_url: str, code: str, other: str) -> None:
    """After a choice the root leads to it at once, and the way back does not end at the chooser.

    `?choose` shows it whatever is remembered; a new choice, on any page, goes before the old one.
    """
    tab.goto(small_url)
    tab.locator(f"a[hreflang={code}]").click()
    tab.wait_for_url(f"{small_url}{code}/")
    tab.goto("about:blank")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}{code}/")
    tab.go_back()
    assert tab.url == "about:blank"
    tab.goto(f"{small_url}?choose")
    assert tab.url == f"{small_url}?choose"
    tab.locator(f"a[hreflang={other}]").click()
    tab.wait_for_url(f"{small_url}{other}/")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}{other}/")
    tab.goto(f"{small_url}{other}/about/")
    tab.locator(f"nav.languages a[hreflang={code}]").click()
    tab.wait_for_url(f"{small_url}{code}/about/")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}{code}/")


def test_a_palette_that_is_none_does_no_harm(tab: Tab, small_url: str) -> None:
    """Whatever lies in the reader's storage, the page is shown and its links work."""
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    key = f"{urlsplit(small_url).path}.__palette"
    for kept in ("{", "[]", '"dark"', "null", '{"color": 1}'):
        tab.goto(f"{small_url}?choose")
        said.clear()
        tab.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        tab.goto(f"{small_url}en/nothing/")
        assert said == []
        tab.locator("a[hreflang=ar]").click()
        assert tab.url == f"{small_url}ar/"


@pytest.mark.parametrize("alone", [False, True])
def test_a_missing_page_is_told_in_both_languages(
    tab: Tab, small_site: Site, *, alone: bool
) -> None:
    """At any depth: the status, the words of each language, the look, and links that work.

    So it is where the site stands alone at the root of a host, though it was made for another path.
    """
    with serving(small_site.root if alone else small_site.served) as address:
        for path in ("nothing", "en/events/nothing/", "ar/a/b/c/nothing.html"):
            look_at_missing(tab, address if alone else f"{address}base/", path)


def look_at_missing(tab: Tab, url: str, path: str) -> None:
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    answer = tab.goto(url + path)
    assert answer
    assert answer.status == 404
    for code in CODES:
        section = tab.locator(f"section[lang={code}]")
        assert section.locator("h1").is_visible()
        for link in section.locator("a").all():
            address = str(link.evaluate("link => link.href"))
            assert address.startswith(url)
            there = tab.request.get(address)
            assert there.status == 200
            assert f'lang="{code}"' in there.text()
    wait_for(tab, "() => document.styleSheets.length === 1")
    there, written = tab.evaluate(RULES, STYLE.read_text("utf-8"))
    assert there == written
    assert tab.locator("main").evaluate("e => getComputedStyle(e).display") == "grid"
    # The page itself, and the script or style that is at the other of two places.
    assert {each for each in said if not each.startswith("Failed to load resource: ")} == set()
