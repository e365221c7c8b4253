"""The chart in a browser: keys, wheel, fingers, the card, the filter, little room, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Sweep
from playwright.sync_api import Browser, BrowserContext, Page, Route

from scripts.i18n.language import Language
from scripts.pages.chart.labels import text_width
from scripts.pages.chart.marks import MOST_MARKS
from scripts.pages.chart.wide import LETTERS
from scripts.publish.mkdocs import PUBLISHERS, theme_files
from scripts.publish.policy import POLICY
from scripts.timeline.model import Chronology

from .making import LANGUAGES, chart_of, many

LOOK = Path(__file__).parents[3] / "docs/theme/look"
ADDRESS = "https://chart.test/"
TYPES = {".css": "text/css", ".js": "text/javascript"}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

WAYS = ((360, "light"), (1280, "dark"), (1280, "light"), (360, "dark"))
"""Widths of the window and palettes."""

WIDTH = "Number(document.querySelector('.plot').getAttribute('width'))"

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def look() -> dict[str, bytes]:
    """The files of the look by name, those of the theme first."""
    theme = theme_files(PUBLISHERS["mkdocs"]).items()
    styles = {Path(path).name: each for path, each in theme if path.endswith(".css")}
    names = ("timeline.css", "chart.css", "chart.js", "evidence.js")
    return {**styles, **{name: (LOOK / name).read_bytes() for name in names}}


def page_of(html: str, language: Language, look: Iterable[str]) -> str:
    """A page of the theme with nothing but a header, a heading, a chart and room to scroll."""
    styles = (name for name in look if name.endswith(".css"))
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in styles)
    return (
        f'<!doctype html><html lang="{language.code}" dir="{language.direction}" class="no-js">'
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<title>Chart</title>{links}<script src="chart.js" type="module"></script></head>'
        '<body data-md-color-scheme="default" data-md-color-primary="custom">'
        '<header class="md-header"><div class="md-header__inner"></div></header>'
        '<main class="md-main"><div class="md-main__inner md-grid"><div class="md-content">'
        f'<article class="md-content__inner md-typeset"><h1>Chart</h1>{html}</article>'
        "</div></div></main></body></html>"
    )


@pytest.fixture
def opened(
    browser: Browser, html: str, language: Language, look: dict[str, bytes]
) -> Iterator[Opened]:
    """Open the chart in a new browser context with options of one's own; no error is forgiven."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def answer(route: Route, content: str) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if not name:
            headers = {"Content-Security-Policy": POLICY.decode()}
            body = page_of(content, language, look)
            route.fulfill(body=body, content_type="text/html; charset=utf-8", headers=headers)
        elif name in look:
            route.fulfill(body=look[name], content_type=TYPES[Path(name).suffix])
        else:
            route.fulfill(body="<title>another page</title>", content_type="text/html")

    def opening(width: int = 1280, content: str = html, **options: Any) -> Page:  # noqa: ANN401
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.route(f"{ADDRESS}**", lambda route: answer(route, content))
        page.goto(ADDRESS)
        return page

    yield opening
    for context in contexts:
        context.close()
    assert not said


@pytest.fixture
def page(opened: Opened) -> Page:
    """The chart on a desk."""
    return opened()


def width(page: Page) -> float:
    """How wide the drawing is."""
    return float(page.evaluate(WIDTH))


def send_filter(page: Page, ids: Iterable[str], tally: object = None) -> None:
    """What the list of entries says when it is filtered: what is left, and of how many."""
    send = """([ids, tally]) => document.dispatchEvent(
      new CustomEvent('filter', {detail: {ids: new Set(ids), tally}}))"""
    page.evaluate(send, [[*ids], tally or {}])


def test_tab_goes_through_time(page: Page, whole: Chronology) -> None:
    """The chart itself, then every mark in the order of time, each with its name and a ring."""
    page.locator(".chart-desk").focus()
    reached = []
    for _ in whole.entries:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("[document.activeElement.dataset.id, document.activeElement.ariaLabel]")
        )
    names = page.eval_on_selector_all(".plot a", "all => all.map(each => each.ariaLabel)")
    assert reached == [list(each) for each in zip(whole.entries, names, strict=True)]
    ring = "getComputedStyle(document.activeElement.querySelector('.hit')).strokeWidth"
    assert page.evaluate(ring) == "3px"
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.plot')")


def test_screen_readers_meet_a_list_of_named_links(opened: Opened, whole: Chronology) -> None:
    """What the browser tells them, with the script and without."""
    for script in (True, False):
        page = opened(java_script_enabled=script)
        figure = page.get_by_role("figure")
        links = figure.get_by_role("list").first.get_by_role("listitem").get_by_role("link")
        assert links.count() == len(whole.entries)
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        named = [
            each["name"]["value"]
            for each in nodes
            if each.get("role", {}).get("value") == "link" and "What happened" in str(each)
        ]
        # What the browser itself makes of the title of an SVG link, which has a label besides.
        titles = page.eval_on_selector_all(
            ".plot a", "all => all.map(a => a.ariaLabel ?? a.querySelector('title').textContent)"
        )
        assert named == titles


def test_focus_brings_the_card(page: Page, whole: Chronology, language: Language) -> None:
    """With the date, the title, the evidence, inside the window; Escape takes it away."""
    card = page.locator(".chart-card")
    assert card.is_hidden()
    for id_, entry in whole.entries.items():
        mark = page.locator(f".plot a[data-id={id_}]")
        mark.focus()
        assert card.locator("a").inner_text() == entry.record.title[language.code]
        assert language.word("labels.single-source") in card.inner_text()
        box = card.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        assert 0 <= box["y"] <= 900 - box["height"]
        assert mark.get_attribute("aria-describedby") == "chartEvidence"
    page.keyboard.press("Escape")
    assert card.is_hidden()
    assert page.locator(".plot [aria-describedby]").count() == 0


def test_hover_brings_the_card_and_lets_the_pointer_onto_it(page: Page) -> None:
    """It stays while the pointer is on it, its title leads to the entry, and then it goes."""
    card = page.locator(".chart-card")
    page.locator(".plot a.landmark .hit").nth(1).hover()
    assert card.is_visible()
    card.hover()
    page.wait_for_timeout(400)
    assert card.is_visible()
    page.mouse.move(2, 2)
    card.wait_for(state="hidden")
    page.locator(".plot a.landmark .hit").nth(1).hover()
    card.locator("a").click()
    page.wait_for_url("**/events/*/")


@pytest.mark.parametrize("target", [".chart-desk", ".plot a >> nth=5"])
def test_keys_zoom_and_move(page: Page, target: str) -> None:
    """Plus, minus, nought and the arrows, on the chart and on any mark; others are let alone."""
    page.locator(target).focus()
    whole = width(page)
    page.keyboard.press("+")
    page.keyboard.press("=")
    assert width(page) == pytest.approx(whole * 2.25)
    page.keyboard.press("-")
    assert width(page) == pytest.approx(whole * 1.5)
    left = "document.querySelector('.chart-desk').scrollLeft"
    before = page.evaluate(left)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(left) < before
    page.keyboard.press("ArrowRight")
    assert page.evaluate(left) == before
    page.keyboard.press("Control+0")
    assert width(page) == pytest.approx(whole * 1.5)
    page.keyboard.press("0")
    assert width(page) == whole
    page.keyboard.press("-")
    assert width(page) == whole


def test_buttons_do_what_keys_do(page: Page) -> None:
    whole = width(page)
    page.locator("[data-do=in]").click()
    assert width(page) == pytest.approx(whole * 1.5)
    page.locator("[data-do=out]").click()
    assert width(page) == whole
    for _ in range(20):
        page.locator("[data-do=in]").click()
    assert width(page) == whole * 32
    page.locator("[data-do=whole]").click()
    assert width(page) == whole
    assert page.locator(".chart-tools").get_by_role("button", name="").count() == 4


def test_zooming_stays_at_the_pointer_and_names_stay(page: Page) -> None:
    """What is under the pointer remains there; the names of the lanes do not move."""
    mark = page.locator(".plot a.landmark .shape").nth(1)
    names = page.locator(".names")
    before, beside = mark.bounding_box(), names.bounding_box()
    assert before
    page.mouse.move(before["x"] + 8, before["y"] + 8)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"() => {WIDTH} > 1500")
    after = mark.bounding_box()
    assert after
    assert after["x"] == pytest.approx(before["x"], abs=12)
    assert names.bounding_box() == beside


def test_the_wheel_scrolls_the_page(page: Page) -> None:
    """Unless the chart was chosen, or nothing is left to zoom."""
    whole = width(page)
    page.locator(".ground").evaluate("each => each.closest('main').style.minHeight = '4000px'")
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => scrollY === 60")
    assert width(page) == whole
    page.evaluate("document.querySelector('.chart-desk').focus({preventScroll: true})")
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => scrollY === 120")
    page.mouse.wheel(0, -100)
    page.wait_for_function(f"() => {WIDTH} > {whole}")
    assert page.evaluate("scrollY") == 120


def test_fingers_zoom(opened: Opened) -> None:
    page = opened(width=1200, has_touch=True)
    whole = width(page)
    client = page.context.new_cdp_session(page)
    for kind, spread in (("touchStart", 40), ("touchMove", 60), ("touchMove", 120)):
        points = [{"x": 450 - spread, "y": 500, "id": 0}, {"x": 450 + spread, "y": 500, "id": 1}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert width(page) == pytest.approx(whole * 2, rel=0.6)
    assert width(page) > whole
    assert page.evaluate("visualViewport.scale") == 1


def test_a_finger_sees_the_card_before_it_follows(opened: Opened) -> None:
    page = opened(width=1200, has_touch=True)
    mark = page.locator(".plot a:not(.landmark) .hit").nth(4)
    mark.tap()
    page.wait_for_timeout(400)
    assert page.url == ADDRESS
    assert page.locator(".chart-card").is_visible()
    mark.tap()
    page.wait_for_url("**/events/*/")


def test_the_mouse_drags(page: Page) -> None:
    """A drag moves the chart and follows no link, even when it ends on one; a click does."""
    for _ in range(3):
        page.locator("[data-do=in]").click()
    left = "document.querySelector('.chart-desk').scrollLeft"
    mark = page.locator(".plot a.landmark .hit").nth(1)
    mark.scroll_into_view_if_needed()
    mark.hover()
    box = mark.bounding_box()
    assert box
    before = page.evaluate(left)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] + 5, steps=6)
    page.mouse.up()
    assert page.evaluate(left) == pytest.approx(before + 72, abs=8)
    assert page.url == ADDRESS
    mark.click()
    page.wait_for_url("**/events/*/")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_true_scale_is_one_step_away(opened: Opened, motion: str) -> None:
    """A button puts every mark at its second place, at once if motion is not wanted, and back."""
    page = opened(reduced_motion=motion)
    button = page.locator("[data-do=scale]")
    places = """number => [...document.querySelectorAll(".plot [data-at]")].every(each => {
      const at = each.dataset.at.split(" ")[number];
      return Math.abs(each.transform.baseVal[0].matrix.e - at) < 0.06; })"""
    assert page.evaluate(places, 0)
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    if motion == "reduce":
        assert page.evaluate(places, 1)
    page.wait_for_function(places, arg=1)
    assert not overlapping(page, ".flag text")
    assert not overlapping(page, ".tick:not(.tight) text")
    assert page.locator(".chart-true").is_hidden()
    button.click()
    page.wait_for_function(places, arg=0)
    assert button.get_attribute("aria-pressed") == "false"


def test_the_list_shares_its_filter(page: Page, whole: Chronology) -> None:
    """Marks that are left out are dim, and neither the tab key nor a screen reader meets them."""
    kept = ["entry-0", "entry-14"]
    send_filter(page, kept)
    ordered = [id_ for id_ in whole.entries if id_ in kept]
    page.locator(".chart-desk").focus()
    for id_ in ordered:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.dataset.id") == id_
    assert page.locator(".plot").get_by_role("link").count() == len(kept)
    assert page.locator(".plot a.out").count() == len(whole.entries) - len(kept)
    dim = page.locator(".plot a.out").first
    assert float(dim.evaluate("each => getComputedStyle(each).opacity")) < 0.5
    counts = page.eval_on_selector_all(".lane .count", "all => all.map(each => +each.textContent)")
    assert sum(counts) == len(kept)
    assert page.locator(".lane li:not([hidden])").count() == len(kept)
    send_filter(page, whole.entries)
    assert page.locator(".out").count() == 0
    assert page.locator(".plot").get_by_role("link").count() == len(whole.entries)


def test_what_is_counted_shares_the_filter_too(opened: Opened, language: Language) -> None:
    """A bar keeps the part of its height that the filter leaves of its entries."""
    many_entries = many(MOST_MARKS + 1)
    page = opened(content=chart_of(many_entries, language))
    heights = """() => [...document.querySelectorAll(".plot [data-years]")].map(
      each => each.getBoundingClientRect().height)"""
    before = page.evaluate(heights)
    highest = before.index(max(before))
    bar = page.locator(".plot [data-years]").nth(highest)
    first, last = map(int, str(bar.get_attribute("data-years")).split())
    topic = str(bar.get_attribute("data-topic"))
    tally: dict[str, dict[str, list[int]]] = {}
    for entry in many_entries.entries.values():
        years = tally.setdefault(entry.record.topics[0], {})
        years.setdefault(entry.year, [0, 0])[0] += 1
    (all_of_it,) = (sums for year, sums in tally[topic].items() if first <= int(year) <= last)
    all_of_it[1] = all_of_it[0] // 4
    send_filter(page, (), tally)
    after = page.evaluate(heights)
    part = all_of_it[1] / all_of_it[0]
    assert 0 < part < 0.3
    assert after.pop(highest) == pytest.approx(before[highest] * part**0.5, abs=0.5)
    assert max(after) == 0
    assert page.locator(".chart-phone li:not([hidden])").count() == 1
    for sums in (each for years in tally.values() for each in years.values()):
        sums[1] = sums[0]
    send_filter(page, (), tally)
    assert page.evaluate(heights) == before
    assert page.locator(".chart-phone li[hidden]").count() == 0


def test_without_script_it_is_complete(opened: Opened, whole: Chronology) -> None:
    """No buttons that do nothing; links that lead; the true scale in a fold."""
    page = opened(java_script_enabled=False)
    assert page.locator(".chart-tools").is_hidden()
    assert page.locator(".plot a").count() == len(whole.entries)
    page.locator(".chart-true summary").click()
    assert page.locator(".chart-true svg").first.is_visible()
    page.locator(".plot a.landmark .hit").nth(1).click()
    page.wait_for_url("**/events/*/")


@pytest.mark.parametrize("slim", [True, False])
@pytest.mark.parametrize("script", [True, False])
def test_one_form_is_shown(
    opened: Opened, whole: Chronology, language: Language, *, script: bool, slim: bool
) -> None:
    """The drawing where its column has room for all of it, else lanes to open.

    A slim one needs less, as beside a table of contents. Nothing ever scrolls sideways.
    """
    page = opened(content=chart_of(whole, language, slim=slim), java_script_enabled=script)
    outside = """wide => [...document.querySelectorAll("figure, figure > *, .chart-phone *")]
      .map(each => each.getBoundingClientRect())
      .filter(box => box.width && (box.left < 0 || box.right > wide)).length"""
    cut = """[...document.querySelectorAll(".chart-desk")].filter(
      each => each.scrollWidth > each.clientWidth).length"""
    for wide in (320, 360, 760, 960, 1024, 1100, 1200, 1280):
        page.set_viewport_size({"width": wide, "height": 900})
        narrow = wide < (1000 if slim else 1150)
        assert page.locator(".chart-phone").is_visible() is narrow
        assert page.locator(".chart-desk").is_visible() is not narrow
        assert page.evaluate("document.scrollingElement.scrollWidth") <= wide
        assert page.evaluate(outside, wide) == 0
        assert page.evaluate(cut) == 0
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(outside, 640) == 0


def test_the_names_hide_no_mark_that_has_the_focus(page: Page, language: Language) -> None:
    """WCAG 2.4.11, where the chart is wider than its box, whichever way one goes through it."""
    page.locator("[data-do=in]").click()
    hidden = """mirrored => [...document.querySelectorAll(".plot a")].reverse().filter(each => {
      each.focus();
      const names = document.querySelector(".names").getBoundingClientRect();
      const shape = each.querySelector(".shape").getBoundingClientRect();
      return mirrored ? shape.left >= names.left - 4 : shape.right <= names.right + 4;
    }).length"""
    assert page.evaluate(hidden, language.direction == "rtl") == 0


def test_the_years_stay_in_sight_below_the_header(opened: Opened) -> None:
    page = opened(width=360)
    page.locator(".lane summary").first.click()
    page.locator(".lane").nth(1).evaluate("each => each.scrollIntoView()")
    head = page.locator(".chart .head").bounding_box()
    assert head
    assert page.evaluate("scrollY") > 100
    assert head["y"] == pytest.approx(48, abs=1)


def test_on_a_phone_lanes_open(opened: Opened, whole: Chronology) -> None:
    """Each into the links of its entries, with room for a finger, by keyboard too."""
    page = opened(width=360)
    summaries = page.locator(".lane summary")
    assert page.locator(".lane li a >> visible=true").count() == 0
    for n in range(summaries.count()):
        summaries.nth(n).press("Enter")
    links = page.locator(".lane li a >> visible=true")
    assert links.count() == len(whole.entries)
    heights = links.evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert min(heights) >= 24
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    links.first.click()
    page.wait_for_url("**/events/*/")


def test_text_is_large_enough_and_targets_too(page: Page) -> None:
    """12 pixels for letters, 24 for what is to be hit, without one target over another."""
    sizes = page.eval_on_selector_all(
        ".chart :is(text, span, p, button, li)",
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))",
    )
    assert min(sizes) >= 12
    boxes = page.eval_on_selector_all(
        ".plot .hit, .chart-tools button",
        """all => all.map(each => each.getBoundingClientRect())
          .map(box => [box.left, box.top, box.right, box.bottom])""",
    )
    assert all(r - x >= 23.9 and b - y >= 23.9 for x, y, r, b in boxes)
    for n, (x, y, r, b) in enumerate(boxes):
        for left, top, right, bottom in boxes[n + 1 :]:
            assert r <= left + 0.5 or right <= x + 0.5 or b <= top + 0.5 or bottom <= y + 0.5


def overlapping(page: Page, selector: str) -> list[list[str]]:
    """The texts that lie over one another."""
    found: list[list[str]] = page.eval_on_selector_all(
        selector,
        """all => {
          const boxes = all.map(each => [each.textContent, each.getBoundingClientRect()]);
          return boxes.flatMap(([text, a], n) => boxes.slice(n + 1)
            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
              && a.top < b.bottom - 4 && b.top < a.bottom - 4)
            .map(([other]) => [text, other])); }""",
    )
    return found


def test_letters_do_not_collide(page: Page) -> None:
    """As the browser's own fonts draw them: labels, years, names, on a desk and on a phone."""
    assert page.locator(".flag text").count() >= 8
    for selector in (".flag text", ".tick:not(.tight) text", ".names text"):
        assert not overlapping(page, selector)
    inside = page.eval_on_selector(
        ".names",
        """names => [...names.querySelectorAll("text")].every(each =>
          each.getBoundingClientRect().left >= names.getBoundingClientRect().left
          && each.getBoundingClientRect().right <= names.getBoundingClientRect().right)""",
    )
    assert inside
    measured = page.eval_on_selector_all(
        ".flag text", "all => all.map(each => [each.textContent, each.getBBox().width])"
    )
    assert all(width <= text_width(text, LETTERS) + LETTERS for text, width in measured)
    page.set_viewport_size({"width": 320, "height": 900})
    assert not overlapping(page, ".head text")


def broken(page: Page) -> list[tuple[str, str]]:
    """What axe finds: the rule, and the first element that breaks it."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [(each["id"], each["nodes"][0]["html"]) for each in found.response["violations"]]


def test_axe_finds_nothing(opened: Opened, language: Language, sweep: Sweep) -> None:
    """With the card shown on a desk, with a lane open on a phone."""
    for wide, scheme in sweep.of(WAYS, [*LANGUAGES].index(language.code)):
        page = opened(width=wide, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
        target, key = (".lane summary", "Enter") if wide == 360 else (".plot a", "Shift")
        page.locator(target).first.press(key)
        assert not broken(page), (wide, scheme)


def test_axe_finds_nothing_where_entries_are_counted(opened: Opened, language: Language) -> None:
    page = opened(content=chart_of(many(500), language), bypass_csp=True)
    assert not broken(page)
    page.locator(".plot a").first.focus()
    assert page.locator(".chart-card").is_visible()
    page.locator("[data-do=scale]").click()
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    assert page.locator(".lane >> visible=true").count() == 4
