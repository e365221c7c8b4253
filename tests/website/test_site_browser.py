"""The site in a browser: every kind of page, both languages, narrow and wide, light and dark.

Every kind of page is looked at on the small site, which has all of them and every odd case of a
record; where length can break things, on the longest page of each kind that is published.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Sweep
from playwright.sync_api import Browser, BrowserContext, expect
from playwright.sync_api import Page as Tab

from .tools import CODES, Site, told, wait_for

WIDTHS = (320, 1280, 360, 768)

Scheme = Literal["light", "dark"]

SCHEMES: tuple[Scheme, ...] = ("light", "dark")

WAYS: tuple[tuple[int, Scheme], ...] = tuple(
    itertools.product((320, 1280, 768, 1920, 1024), SCHEMES)
)
"""Widths of the window and palettes."""

AXE: dict[str, object] = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
    "preload": False,  # no rule of these looks into style sheets
}

AXE_ON_COLOURS: dict[str, object] = {**AXE, "runOnly": ["color-contrast", "link-in-text-block"]}
"""Of the rules, those whose outcome can be another one in the dark."""

TOO_WIDE = """() => {
  const page = document.scrollingElement, wide = page.clientWidth;
  const scrolls = element => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX))
        return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width && (box.left < -1 || box.right > wide + 1) && !scrolls(element)
      && getComputedStyle(element).position !== "absolute";
  });
  const names = out.slice(0, 5).map(each => each.outerHTML.slice(0, 80));
  return page.scrollWidth > wide ? [page.scrollWidth, ...names] : names;
}"""

ARABIC_TYPE = """() => {
  const wrong = [], prose = "article :is(p, li, dd, dt, td, blockquote, figcaption)";
  const all = [...document.body.querySelectorAll("*")].filter(element =>
    element.closest("[lang]").lang === "ar"
    && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
  for (const element of all) {
    const style = getComputedStyle(element), said = element.tagName + "." + element.className;
    if (style.fontStyle !== "normal") wrong.push(said + " is " + style.fontStyle);
    if (!["normal", "0px"].includes(style.letterSpacing)) wrong.push(said + " is spaced");
    if (style.textTransform !== "none") wrong.push(said + " is transformed");
    if (style.textAlign === "justify") wrong.push(said + " is justified");
    const height = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
    if (element.matches(prose) && !(height >= 1.7)) wrong.push(said + " is " + height + " high");
  }
  return [all.length, wrong];
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new reader's browser; what moves in it has arrived at once."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Tab:
    """A tab in it."""
    return context.new_page()


@pytest.mark.parametrize("code", ["", *CODES])
def test_axe_finds_nothing(
    small_site: Site, small_url: str, tab: Tab, sweep: Sweep, code: str
) -> None:
    """WCAG 2.2 AA and axe's best practices: every kind of page, narrow and wide, light and dark."""
    pages = [page for page in small_site.one_of_a_kind if page.code == code]
    assert len(pages) == 2 if code == "" else len(pages) > 15
    found = [
        line
        for number, page in enumerate(pages, CODES.index(code) if code else 0)
        for line in found_by_axe(tab, small_url + page.path, sweep.of(WAYS, number))
    ]
    assert not found, told(found)


def test_axe_finds_nothing_on_long_pages(site: Site, url: str, tab: Tab, sweep: Sweep) -> None:
    """The same for the longest entry and for all differences, as they are published."""
    pages = [page for page in site.one_of_a_kind if page.kind in {"entry", "differences"}]
    assert len(pages) == 2 * len(CODES)
    found = [
        line
        for number, page in enumerate(pages)
        for line in found_by_axe(tab, url + page.path, sweep.of(WAYS[:4], number))
    ]
    assert not found, told(found)


def test_axe_does_look(small_url: str, tab: Tab) -> None:
    """What the tests above call nothing is something where there is something."""
    spoil = """() => {
      document.querySelector("article p").style.color = "#777";
      document.querySelector("main").append(document.createElement("button"));
    }"""
    ways = [*itertools.product((360, 1280), SCHEMES)]
    found = found_by_axe(tab, f"{small_url}en/about/", ways, before=spoil)
    assert {tuple(each.split(": ")[1:3]) for each in found} == {
        *(("360 light", rule) for rule in ("color-contrast", "button-name")),
        *(("1280 light", rule) for rule in ("color-contrast", "button-name")),
        ("360 dark", "color-contrast"),
        ("1280 dark", "color-contrast"),
    }
    found = found_by_axe(tab, f"{small_url}en/about/", [(360, "dark")], before=spoil)
    assert {each.split(": ")[2] for each in found} == {"color-contrast", "button-name"}


def found_by_axe(
    tab: Tab, address: str, ways: Sequence[tuple[int, Scheme]], *, before: str = "() => {}"
) -> list[str]:
    """What axe finds on a page in some ways.

    In the dark it looks for what is about colours only, where it has looked in the light as well.
    """
    tab.goto(address)
    tab.evaluate(before)
    tab.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
    tab.evaluate(Axe().axe_script)
    found = []
    for width, scheme in ways:
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme=scheme)
        again = scheme == "dark" and (width, "light") in ways
        ran, broken = tab.evaluate(
            # What follows the width of the window does so when the next frame is drawn.
            """options => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
              .then(() => axe.run(document, options)).then(
              ({passes, incomplete, inapplicable, violations}) => [
              passes.length + incomplete.length + inapplicable.length, violations.map(
              each => `${each.id}: ${each.nodes.length} times, ${each.nodes[0].html}`)])""",
            AXE_ON_COLOURS if again else AXE,
        )
        assert ran, address
        found += [f"{address}: {width} {scheme}: {each}" for each in broken]
    return found


def test_no_page_is_wider_than_the_window(site: Site, url: str, tab: Tab, sweep: Sweep) -> None:
    """From the narrowest phone to a desk: nothing to scroll sideways, nothing cut off."""
    wrong: dict[str, object] = {}
    for number, page in enumerate(site.one_of_a_kind):
        tab.goto(url + page.path)
        tab.locator("details").evaluate_all("all => all.forEach(each => { each.open = true; })")
        for width in sweep.of(WIDTHS, number):
            tab.set_viewport_size({"width": width, "height": 900})
            if found := tab.evaluate(TOO_WIDE):
                wrong[f"{page.path} at {width}"] = found
    assert not wrong, told(wrong)


def test_text_can_be_enlarged(small_site: Site, small_url: str, tab: Tab, sweep: Sweep) -> None:
    """WCAG 1.4.4 and 1.4.10: letters twice as large still fit, even the narrowest phone."""
    wrong: dict[str, object] = {}
    for number, page in enumerate(small_site.one_of_a_kind):
        tab.goto(small_url + page.path)
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in sweep.of((320, 640), number):
            tab.set_viewport_size({"width": width, "height": 900})
            if found := tab.evaluate(TOO_WIDE):
                wrong[f"{page.path} at {width}"] = found
    assert not wrong, told(wrong)


def test_arabic_is_set_as_arabic(site: Site, url: str, tab: Tab) -> None:
    """No italics, no spaced letters, no capitals by style; lines of prose stand well apart."""
    wrong: dict[str, object] = {}
    for page in site.one_of_a_kind:
        if page.code == "en":
            continue
        tab.goto(url + page.path)
        seen, found = tab.evaluate(ARABIC_TYPE)
        assert seen > 2
        if found:
            wrong[page.path] = sorted(set(found))
    assert not wrong, told(wrong)


def test_the_arabic_page_is_a_mirror(url: str, tab: Tab) -> None:
    """What stands at the left in English stands at the right in Arabic."""
    places: dict[str, list[float]] = {}
    for code in CODES:
        tab.goto(f"{url}{code}/events/defence-agreement/")
        tabs = ".md-tabs__item"
        parts = (".md-header__topic a", "main h1", f"{tabs}:first-child", f"{tabs}:nth-child(2)")
        boxes = [tab.locator(part).first.bounding_box() for part in parts]
        edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
        places[code] = [x if code == "en" else 1280 - right for x, right in edges]
    assert len(places["en"]) == 4
    assert places["ar"][:3] == pytest.approx(places["en"][:3], abs=1)
    for code in CODES:
        assert places[code][3] > places[code][2]


COLOUR = "getComputedStyle(document.body).backgroundColor"


def test_light_and_dark_are_the_readers_choice(url: str, tab: Tab) -> None:
    """The system's wish holds until another palette is chosen, which holds on every page."""
    tab.emulate_media(color_scheme="light")
    tab.goto(f"{url}en/")
    light = tab.evaluate(COLOUR)
    tab.emulate_media(color_scheme="dark")
    wait_for(tab, f"light => {COLOUR} !== light", light)
    dark = tab.evaluate(COLOUR)

    press = tab.locator("form[data-md-component=palette] label:visible")
    press.click()
    wait_for(tab, f"light => {COLOUR} === light", light)
    tab.goto(f"{url}ar/timeline/")
    assert tab.evaluate(COLOUR) == light
    press.focus()
    tab.keyboard.press("Enter")
    wait_for(tab, f"dark => {COLOUR} === dark", dark)
    tab.emulate_media(color_scheme="light")
    for path in ("ar/timeline/", "?choose", "nothing-here", "en/about/"):
        tab.goto(url + path)
        assert tab.evaluate(COLOUR) == dark, path
    press.click()
    wait_for(tab, f"light => {COLOUR} === light", light)
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{url}?choose")
        assert (tab.evaluate(COLOUR) == light) == (scheme == "light")


def test_the_palette_is_there_before_the_first_paint(url: str, tab: Tab) -> None:
    """The script that sets it stands before the text and blocks: no flash of the other colours."""
    tab.emulate_media(color_scheme="dark")
    for script in ("site.js", "bundle.*.js"):
        tab.route(f"**/{script}", lambda route: route.abort())
    tab.goto(f"{url}en/about/", wait_until="commit")
    tab.wait_for_selector("main", state="attached")
    assert tab.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_the_first_tab_leads_to_the_content(small_site: Site, small_url: str, tab: Tab) -> None:
    """The skip link is the first stop, comes into view, and moves the focus past the header."""
    for page in small_site.one_of_a_kind:
        if not page.code:
            continue
        tab.goto(small_url + page.path)
        tab.keyboard.press("Tab")
        skip = tab.locator("a.md-skip")
        expect(skip).to_be_focused()
        box = skip.bounding_box()
        assert box, page.path
        assert min(box["x"], box["y"]) >= 0, page.path
        tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
        inside = "document.querySelector('article').contains(document.activeElement)"
        assert tab.evaluate(inside) or not tab.locator("article a:visible").count(), page.path


@pytest.mark.parametrize("code", CODES)
def test_the_drawer_by_key(url: str, tab: Tab, code: str) -> None:
    """Its button opens it and the focus goes into it; Escape shuts it and comes back."""
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(f"{url}{code}/events/recognition/")
    menu = tab.locator("button.menu")
    inside = "document.querySelector('.md-sidebar--primary').contains(document.activeElement)"
    menu.focus()
    tab.keyboard.press("Tab")
    assert not tab.evaluate(inside)
    menu.focus()
    tab.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert tab.evaluate(inside)
    here = tab.locator(".md-sidebar--primary [aria-current=page]")
    assert here.inner_text() == tab.locator("h1").inner_text().removesuffix("#").strip()
    tab.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")


def test_the_header_leaves_room(url: str, tab: Tab) -> None:
    """On a phone it takes a tenth of the window at most."""
    tab.set_viewport_size({"width": 360, "height": 640})
    for code in CODES:
        tab.goto(f"{url}{code}/timeline/")
        box = tab.locator("header.md-header").bounding_box()
        assert box is not None
        assert box["height"] <= 64


@pytest.mark.parametrize("code", CODES)
def test_the_focus_can_be_seen(url: str, tab: Tab, sweep: Sweep, code: str) -> None:
    """Every stop of the Tab key shows an outline that stands out against the page."""
    for scheme in sweep.of(SCHEMES, CODES.index(code)):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(f"{url}{code}/events/accords-announcement/")
        stops = set()
        for _ in range(25):
            tab.keyboard.press("Tab")
            stop = tab.evaluate(
                """() => {
                  const focus = document.activeElement;
                  // The palette's inputs are seen as the label beside them.
                  const element = focus.matches(".md-option") ? focus.nextElementSibling : focus;
                  const style = getComputedStyle(element), box = element.getBoundingClientRect();
                  return [element.outerHTML, style.outlineStyle, parseFloat(style.outlineWidth),
                    style.outlineColor !== getComputedStyle(document.documentElement)
                      .backgroundColor,
                    box.top < innerHeight && box.bottom > 0 && box.width > 0];
                }"""
            )
            stops.add(stop[0])
            assert stop[1] not in {"none", "hidden"}, stop
            assert stop[2] >= 2, stop
            assert stop[3:] == [True, True], stop
        assert len(stops) > 15


NEEDS_SCRIPT = "button, dialog, article form, article input, select"

MOVED_BY_SCRIPT = f"{NEEDS_SCRIPT}, details.filters, .accessed, figure.chart, label[for=__drawer]"
"""What is added to the text of a page by script, and the chart, which is rearranged by it."""


LAID_OUT_LATER = "h2[id^='y'] + ul"
"""What a browser lays out when it comes near the window; before, its text has no lines."""


def test_every_page_is_whole_without_script(
    small_site: Site, small_url: str, browser: Browser
) -> None:
    """What a reader reads with script off is what one reads with it on, to the letter.

    What works by script only (the theme, the search, filters) is shown only where there is script.
    The form for contributors is all script: its page says so (see test_site_form.py).
    """
    texts: dict[bool, dict[str, str]] = {True: {}, False: {}}
    entries: dict[tuple[bool, str], int] = {}
    for script, read in texts.items():
        context = browser.new_context(java_script_enabled=script)
        tab = context.new_page()
        for page in small_site.one_of_a_kind:
            if page.kind == "form":
                continue
            tab.goto(small_url + page.path)
            entries[script, page.path] = tab.locator("figure.chart a:visible").count()
            controls = tab.locator(NEEDS_SCRIPT).locator("visible=true")
            assert (controls.count() > 0) == (script and page.code != ""), page.path
            tab.locator(MOVED_BY_SCRIPT).evaluate_all("all => all.forEach(each => each.remove())")
            tab.locator(LAID_OUT_LATER).evaluate_all(
                "all => all.forEach(each => (each.style.contentVisibility = 'visible'))"
            )
            read[page.path] = tab.locator("body").inner_text()
        context.close()
    assert texts[True] == texts[False]
    assert all(entries[True, path] == entries[False, path] for path in texts[True])
    assert min(map(len, texts[True].values())) > 100


DRAWN = """value => document.querySelectorAll("main *").forEach(each => {
  if (getComputedStyle(each).contentVisibility !== "visible" || each.style.contentVisibility)
    each.style.contentVisibility = value;
})"""


PRINTED = "article > :not(nav, details, figure, .tabbed-set)"
"""What has the same text on paper: tabs all stand open there."""

LEADS_ON = ".headerlink, .record, .copy"
"""What only leads to other places, or is for the clipboard."""


def test_nothing_is_lost_on_paper(small_site: Site, small_url: str, tab: Tab) -> None:
    """Printed, a page has all of its content but for what only leads to other pages."""

    def read(media: Literal["screen", "print"]) -> list[str]:
        tab.emulate_media(media=media)
        # What the browser leaves undrawn until somebody comes near has no text for a moment.
        # On paper all is to be drawn without that.
        tab.evaluate(DRAWN, "visible" if media == "screen" else "")
        return tab.locator(PRINTED).all_inner_texts()

    for page in small_site.one_of_a_kind:
        tab.goto(small_url + page.path)
        tab.locator(LEADS_ON).evaluate_all("all => all.forEach(each => each.remove())")
        shown, printed, after = read("screen"), read("print"), read("screen")
        while shown != after:  # a script has only just done its part
            shown, printed, after = after, read("print"), read("screen")
        assert printed == shown, page.path
