"""What the eye sees: the order of characters on the line, where scripts of both directions meet.

The browser is asked for the place of every single character, so it does not matter how the markup
brings the order about.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator
from playwright.sync_api import Page as Tab

from .tools import Site

PLACES = """element => {
  const places = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.data.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (box && box.width) places.push([node.data[at], box.left, box.right, box.top]);
    }
  }
  return places;
}"""

Place = tuple[str, float, float]

DATED = ["El.kz،", "8", "أبريل", "2025"]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Tab]:
    """A window wide enough that what is looked at stands on one line."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def places(element: Locator) -> list[Place]:
    """Each character of the element in the order of reading, with its left and right edge."""
    found = element.evaluate(PLACES)
    assert max(top for *_, top in found) - min(top for *_, top in found) < 12, "one line"
    return [(character, left, right) for character, left, right, _ in found]


def seen(element: Locator) -> str:
    """What stands in the element from left to right."""
    ordered = sorted(places(element), key=lambda place: place[1] + place[2])
    return "".join(character for character, *_ in ordered)


def words_from_the_right(element: Locator) -> list[str]:
    """The words of the element as they stand on the line, the rightmost first."""
    words: list[list[Place]] = [[]]
    for place in places(element):
        if place[0].isspace():
            words.append([])
        else:
            words[-1].append(place)
    spoken = [("".join(c for c, *_ in word), max(r for *_, r in word)) for word in words if word]
    return [word for word, _ in sorted(spoken, key=lambda each: -each[1])]


def test_the_probe_sees_what_is_wrong(tab: Tab) -> None:
    """Without isolation, and with a guessed direction, things fall apart: the probe must tell."""
    tab.set_content('<p dir="rtl" lang="ar">في <b>2020-09-15</b> بحضور</p>')
    assert seen(tab.locator("b")) == "15-09-2020"
    tab.set_content('<p dir="rtl" lang="ar">قال <bdi>Israelnetz، بلا تاريخ</bdi> ذلك</p>')
    assert words_from_the_right(tab.locator("bdi")) == ["بلا", "تاريخ", "Israelnetz،"]
    tab.set_content('<p dir="rtl" lang="ar">El.kz، 8 أبريل 2025</p>')
    assert words_from_the_right(tab.locator("p")) != DATED
    tab.set_content('<p dir="rtl" lang="ar"><bdi>El.kz</bdi>، 8 أبريل 2025</p>')
    assert words_from_the_right(tab.locator("p")) == DATED


def test_a_day_stays_with_its_month_after_a_latin_name(tab: Tab, url: str) -> None:
    """In the list of sources, and in the field that chooses one."""
    tab.goto(f"{url}ar/sources/")
    label = tab.locator("a[href*='/el-kz-ohana-visit/']").first
    assert words_from_the_right(label) == ["El.kz،", "8", "نيسان/أبريل", "2025"]
    tab.goto(f"{url}ar/timeline/")
    # The options of a long list come when somebody reaches for them.
    tab.locator("details.filters").evaluate("box => { box.open = true; }")
    tab.locator("details.filters select[name=source]").focus()
    option = tab.locator("option[value=el-kz-ohana-visit]")
    assert (option.text_content() or "").startswith("\u2068El.kz\u2069، 8 نيسان/أبريل 2025")


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("ar/events/added-day/", ".states + a[href*='added-undated-source']"),
        ("ar/sources/", "a[href*='added-undated-source']"),
        ("ar/sources/added-arabic-source/", "li > strong + a[href*='added-undated-source']"),
    ],
)
def test_a_label_with_a_latin_name_reads_from_the_right(
    tab: Tab,
    small_url: str,
    path: str,
    place: str,
) -> None:
    """The name stands at the right, its letters from the left; then the comma; then the words."""
    tab.goto(small_url + path)
    label = tab.locator(place).first
    assert label.inner_text() == "Israelnetz، بلا تاريخ"
    assert words_from_the_right(label) == ["Israelnetz،", "بلا", "تاريخ"]
    assert seen(label).endswith("،Israelnetz")


def test_an_inline_source_reads_from_the_right(tab: Tab, small_url: str) -> None:
    """The same for a source that has no page here, whose name is in its own language only."""
    tab.goto(f"{small_url}ar/events/added-day/")
    label = tab.locator("strong + a[href='https://example.org/inline/']").first
    assert words_from_the_right(label)[-2:] == ["بلا", "تاريخ"]
    assert seen(label).endswith("،Ein Verlag")


@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        ("ar/events/added-day/", "#facts + ul code", "2014-01-20"),
        ("ar/events/added-withdrawn/", "#facts + ul code", "2022-01-02/2022-01-19"),
        ("ar/sources/added-undated-source/", ".lead + ul a[dir=ltr]", "https://example.org/probe/"),
        ("ar/sources/added-undated-source/", ".lead + ul [lang=de]", "Ein Titel: mit Punkten."),
    ],
)
def test_what_reads_from_the_left_does_so_in_arabic(
    tab: Tab,
    small_url: str,
    path: str,
    place: str,
    text: str,
) -> None:
    """Dates in EDTF, addresses to their last slash, foreign titles to their full stop."""
    tab.goto(small_url + path)
    assert seen(tab.locator(place).first) == text


@pytest.mark.parametrize(
    ("path", "place", "text"),
    [
        ("ar/events/added-day/", "p.when", "20 كانون الثاني/يناير 2014"),
        ("ar/events/added-withdrawn/", "p.when", "من 2 إلى 19 كانون الثاني/يناير 2022"),
        ("en/sources/added-arabic-source/", ".lead + ul [lang=ar]", "عنوان المصدر كما هو."),
    ],
)
def test_what_reads_from_the_right_does_so_everywhere(
    tab: Tab,
    small_url: str,
    path: str,
    place: str,
    text: str,
) -> None:
    """Days and spans in Arabic words, number after number; Arabic titles in English pages."""
    tab.goto(small_url + path)
    found = tab.locator(place).first
    # After a date stand the topics.
    assert found.inner_text().partition(" · ")[0] == text
    assert words_from_the_right(found)[: len(text.split())] == text.split()
    assert not text.endswith(".") or seen(found).startswith(".")


def test_numbers_in_arabic_prose_keep_their_signs(tab: Tab, small_url: str) -> None:
    """A sign at the left, a percent sign at the right, a range from its first number."""
    tab.goto(f"{small_url}ar/events/added-other/")
    shown = seen(tab.locator("p.lead"))
    for number in ("-3%", "+12.5%", "43%", "2014-2020", "2020-09-15"):
        assert number in shown
    assert shown.startswith(".")


def test_names_of_things_read_from_the_left_in_arabic(
    tab: Tab, small_site: Site, small_url: str
) -> None:
    """The path of a file, the name of a revision, its intrinsic id, its address in a citation."""
    tab.goto(f"{small_url}ar/data/")
    assert seen(tab.locator("article a code").first) == "data/timeline.json"
    page = next((small_site.root / "ar/events/added-day").glob("*/index.html"))
    tab.goto(f"{small_url}ar/events/added-day/{page.parent.name}/")
    ids = tab.locator("article code")
    found = {ids.nth(n).inner_text(): seen(ids.nth(n)) for n in range(ids.count())}
    assert page.parent.name in found
    assert any(text.startswith("swh:1:") for text in found)
    assert {text for text, shown in found.items() if shown != text} == set()


def test_a_range_of_paragraphs_keeps_its_order(tab: Tab, small_url: str) -> None:
    """The first number of a range stands at the left of the last, as its hyphen has it."""
    tab.goto(f"{small_url}ar/sources/added-arabic-source/")
    assert "7-10" in seen(tab.locator(".lead + ul em").first)


def test_a_span_in_english_reads_from_the_left(tab: Tab, small_url: str) -> None:
    """The same span in the English page."""
    tab.goto(f"{small_url}en/events/added-withdrawn/")
    assert seen(tab.locator("p.when").first).startswith("2–19 January 2022 · ")
