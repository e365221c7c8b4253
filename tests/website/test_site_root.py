"""The pages that belong to no language: the chooser at the root, and the 404 page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from lxml import html
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from .tools import CODES, Page, Site, reading, serving, wait_for


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A new reader's browser: nothing is remembered yet."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


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
    page = Page(path, small_site.page(path).file)
    assert page.document.get("lang") not in CODES
    sections = page.all("//body//section")
    assert [section.get("lang") for section in sections] == list(CODES)
    assert [section.get("dir") for section in sections] == ["rtl", "ltr"]
    assert all(section.text_content().strip() for section in sections)
    assert len({bare(section) for section in sections}) == 1


@pytest.mark.parametrize("width", [360, 1280])
def test_the_languages_of_the_chooser_look_alike(tab: Tab, small_url: str, width: int) -> None:
    """The same width and size of letters for each; side by side they begin at one height."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(small_url)
    found = [section.bounding_box() for section in tab.locator("section").all()]
    boxes = [box for box in found if box]
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
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    for code in CODES:
        tab.goto(small_url)
        links = tab.locator("a")
        assert links.count() == len(CODES)
        tab.locator(f"a[hreflang={code}]").click()
        assert tab.url == f"{small_url}{code}/"
        assert tab.locator("html").get_attribute("lang") == code
    context.close()


def test_a_new_reader_is_sent_nowhere(tab: Tab, small_url: str) -> None:
    """Until a language was chosen, the chooser stays, whatever the browser's language."""
    tab.goto(small_url)
    assert tab.url == small_url


@pytest.mark.parametrize("code", CODES)
def test_the_chooser_remembers(tab: Tab, small_url: str, code: str) -> None:
    """After a choice the root leads to it at once, and the way back does not end at the chooser."""
    tab.goto(small_url)
    tab.locator(f"a[hreflang={code}]").click()
    tab.wait_for_url(f"{small_url}{code}/")
    tab.goto("about:blank")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}{code}/")
    tab.go_back()
    assert tab.url == "about:blank"


def test_the_chooser_can_be_had_again(tab: Tab, small_url: str) -> None:
    """`?choose` shows it whatever is remembered, and a new choice goes before the old one."""
    tab.goto(small_url)
    tab.locator("a[hreflang=ar]").click()
    tab.wait_for_url(f"{small_url}ar/")
    tab.goto(f"{small_url}?choose")
    assert tab.url == f"{small_url}?choose"
    tab.locator("a[hreflang=en]").click()
    tab.wait_for_url(f"{small_url}en/")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}en/")


def test_the_switch_of_a_page_is_a_choice_too(tab: Tab, small_url: str) -> None:
    """Whoever changes the language on any page is sent to that language by the root."""
    tab.goto(f"{small_url}en/about/")
    tab.locator("nav.languages a[hreflang=ar]").click()
    tab.wait_for_url(f"{small_url}ar/about/")
    tab.goto(small_url)
    tab.wait_for_url(f"{small_url}ar/")


def test_a_remembered_language_that_is_no_more_leads_nowhere(tab: Tab, small_url: str) -> None:
    """What lies in the reader's storage is not trusted: the chooser knows its languages."""
    tab.goto(small_url)
    tab.evaluate("localStorage.setItem('language', '../../elsewhere')")
    tab.goto(small_url)
    assert tab.url == small_url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_root_follows_the_palette(browser: Browser, small_url: str, scheme: str) -> None:
    """The system's until the reader chooses; then what was chosen on a page, and back again."""
    other = {"light": "dark", "dark": "light"}[scheme]
    paper = "() => getComputedStyle(document.body).backgroundColor"
    with reading(browser, color_scheme=scheme) as tab:
        tab.goto(f"{small_url}?choose")
        before = tab.evaluate(paper)
        for wanted in (other, scheme, None):
            tab.goto(f"{small_url}en/about/")
            while tab.evaluate(CHOSEN) != wanted:
                tab.locator("[data-md-component=palette] label:visible").click()
            on_page = tab.evaluate(paper)
            for path in ("?choose", "en/nothing/"):
                tab.goto(small_url + path)
                assert tab.evaluate(paper) == on_page
                assert (tab.evaluate(paper) == before) == (wanted != other)


CHOSEN = """() => {
  const media = __md_get("__palette")?.color.media || "";
  return media.match(/light|dark/)?.[0] || null;
}"""
"""What the reader has chosen: light, dark, or to follow the system."""


@pytest.mark.parametrize("kept", ["{", "[]", '"dark"', "null", '{"color": 1}'])
def test_a_palette_that_is_none_does_no_harm(tab: Tab, small_url: str, kept: str) -> None:
    """Whatever lies in the reader's storage, the page is shown and its links work."""
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(small_url)
    key = f"{urlsplit(small_url).path}.__palette"
    tab.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
    tab.goto(f"{small_url}en/nothing/")
    tab.locator("a[hreflang=ar]").click()
    assert tab.url == f"{small_url}ar/"
    assert said == []


NOWHERE = ("nothing", "en/events/nothing/", "ar/a/b/c/nothing.html")


@pytest.mark.parametrize("path", NOWHERE)
def test_a_missing_page_is_told_in_both_languages(tab: Tab, small_url: str, path: str) -> None:
    """At any depth: the status, the words of each language, the look, and links that work."""
    look_at_missing(tab, small_url, path)


@pytest.mark.parametrize("path", NOWHERE)
def test_a_missing_page_where_the_site_stands_alone(tab: Tab, small_site: Site, path: str) -> None:
    """The same where the site is at the root of a host, though it was made for another path."""
    with serving(small_site.root) as address:
        look_at_missing(tab, address, path)


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
    styles = tab.evaluate("[...document.styleSheets].map(sheet => sheet.cssRules.length)")
    assert styles[0] > 10
    assert tab.locator("main").evaluate("e => getComputedStyle(e).display") == "grid"
    # The page itself, and the script or style that is at the other of two places.
    assert {each for each in said if not each.startswith("Failed to load resource: ")} == set()
