"""Every evidence line of the site is read back and compared with the claims on the entry's page."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import html
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from scripts.i18n.language import Language, read_languages
from scripts.timeline.evidence import Label

from .test_site_search import asked, opened
from .tools import CODES, Page, Site, told

MOST = 40
"""No entry of the test site cites more sources."""


@dataclass(frozen=True)
class Line:
    """What an evidence line says, in numbers."""

    label: str
    sources: int
    independent: int
    whole_sources: int
    points: int

    @property
    def core(self) -> tuple[str, int, int]:
        """What it says of the claim."""
        return self.label, self.sources, self.independent


@cache
def languages() -> dict[str, Language]:
    """The languages of the site by code."""
    return {each.code: each for each in read_languages()}


@cache
def numbers(code: str) -> dict[str, tuple[int, ...]]:
    """The numbers that each part of a line stands for, in the words of a language."""
    word = languages()[code].word
    found: dict[str, tuple[int, ...]] = {}
    for n in range(1, MOST):
        sources = word("evidence.sources", n=n)
        found[sources] = (n, n)
        whole = word("evidence.whole", sources=sources)
        found[whole] = (n, 0)
        for m in range(1, MOST):
            independent = word("evidence.independent", n=m)
            found[word("evidence.counts", sources=sources, independent=independent)] = (n, m)
            # On a page the points stand apart, as a link.
            for between in (" ", " · "):
                found[f"{whole}{between}{word('evidence.differs', n=m)}"] = (n, m)
    return found


def read(text: str, code: str) -> Line:
    """An evidence line, read as a person would: parts that are left out say nothing further."""
    word = languages()[code].word
    opening = f" · {word('evidence.whole', sources='')}"
    claim, found, end = " ".join(text.split()).partition(opening)
    first, *counts = claim.split(" · ")
    (label,) = [each.value for each in Label if word(f"labels.{each}") == first]
    whole = [f"{found}{end}".removeprefix(" · ")] if found else []
    assert len(counts) < 2, text
    assert counts or label == "single-source", text
    sources, independent = numbers(code)[counts[0]] if counts else (1, 1)
    return Line(label, sources, independent, *(numbers(code)[whole[0]] if whole else (sources, 0)))


def line_in(element: html.HtmlElement, code: str) -> Line:
    """The evidence line that stands in an element of a page, from its label on."""
    (label,) = element.xpath("./a[contains(@href, 'method/#labels')]")
    parts = [label.text_content(), label.tail or ""]
    parts += [text for each in label.itersiblings("a") for text in (each.text_content(), each.tail)]
    line = read("".join(filter(None, parts)), code)
    assert label.get("title") == languages()[code].word(f"label-meanings.{line.label}")
    assert (label.get("class") == "contested") == (line.label == "contested")
    return line


def claims_of(page: Page) -> list[Line]:
    """The evidence lines of the claims on a page; none speaks of a whole entry."""
    elements = page.all("//p[@class='claim']/following-sibling::p[@class='evidence']")
    assert len(elements) == len(page.all("//p[@class='claim']"))
    lines = [line_in(each, page.code) for each in elements]
    assert all(line.whole_sources == line.sources and not line.points for line in lines)
    return lines


def head_of(page: Page) -> Line:
    """The evidence line at the head of the page of an entry or a revision."""
    (element,) = page.all("//p[@class='evidence'][not(ancestor::li)]")
    return line_in(element, page.code)


def expected(page: Page) -> Line:
    """The line that the page of an entry should have at its head, from what stands below it."""
    claims = claims_of(page)
    cited = page.all("//p[@class='claim']/following-sibling::ul/li/a[1]")
    points = len(page.all("//div[@class='admonition differs']/p[@class='admonition-title']"))
    points += sum(claim.label == "contested" for claim in claims)
    return Line(*claims[0].core, len({each.get("href") for each in cited}), points)


def entries(site: Site, code: str) -> dict[str, Line]:
    """The expected line of each entry, by id."""
    pages = (page for page in site.in_languages if page.code == code and page.kind == "entry")
    return {page.below.split("/")[1]: expected(page) for page in pages}


def test_the_head_of_an_entry_agrees_with_its_claims(site: Site) -> None:
    """Entries and their revisions: the first claim's label and numbers, then the whole entry's."""
    pages = [page for page in site.in_languages if page.kind in {"entry", "revision"}]
    heads = {page.path: head_of(page) for page in pages if claims_of(page)}
    wrong = {
        path: (head, claims)
        for path, head in heads.items()
        if head != (claims := expected(site.page(path)))
    }
    assert len(heads) > 2 * len(CODES)
    assert any(head.sources < head.whole_sources and head.points for head in heads.values())
    assert not wrong, told(wrong)


def test_lists_say_of_an_entry_what_its_page_says(site: Site) -> None:
    """Cards, lines of lists and marks of the chart, on every page of both languages."""
    wrong: dict[str, object] = {}
    places = set()
    for code in CODES:
        lines = entries(site, code)
        for page in site.in_languages:
            if page.code != code:
                continue
            for item in page.all("//li[*[@class='evidence']][*[contains(@class, 'when')]]"):
                (link,) = item.xpath("./p/strong/a/@href")
                id_ = link.split("/")[-2]
                (element,) = item.xpath("./p[@class='evidence']")
                places.add((code, "list", page.kind))
                if line_in(element, code) != lines[id_]:
                    wrong[f"{page.path}#{id_}"] = element.text_content()
            for mark in page.all("//*[@data-id][@data-evidence]"):
                places.add((code, "chart", page.kind))
                if read(mark.get("data-evidence", ""), code) != lines[mark.get("data-id", "")]:
                    wrong[f"{page.path}, chart"] = mark.get("data-evidence")
    lists = ("timeline", "year", "source")
    assert {(code, "list", kind) for code in CODES for kind in lists} <= places
    assert {(code, "chart", "timeline") for code in CODES} <= places
    assert not wrong, told(wrong)


@pytest.mark.parametrize("code", CODES)
def test_search_results_say_it_too(site: Site, tab: Tab, code: str) -> None:
    """What the search shows of an entry is the line of its page."""
    lines = entries(site, code)
    opened(tab, code)
    found = [id_ for id_ in asked(tab, {"ar": "إسرائيل", "en": "Israel"}[code]) if id_ in lines]
    shown = tab.locator("dialog.search ol .evidence").all_text_contents()
    assert len(shown) == len(found) > 3
    assert [read(text, code) for text in shown] == [lines[id_] for id_ in found]


def test_exports_say_it_too(site: Site) -> None:
    """The JSON and the CSV have the same numbers, under names of their own."""
    data = site.root / "data"
    whole = json.loads((data / "timeline.json").read_text("utf-8"))
    with (data / "timeline.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for code in CODES:
        for id_, line in entries(site, code).items():
            (entry,) = [each for each in whole["entries"] if each["id"] == id_]
            evidence, row = entry["evidence"], rows[id_]
            assert line == Line(
                evidence["label"],
                evidence["sources"],
                evidence["independent"],
                evidence["whole_entry"]["sources"],
                evidence["whole_entry"]["differences"],
            )
            assert line == Line(
                row["label"],
                int(row["label_source_count"]),
                int(row["label_independent_count"]),
                int(row["source_count"]),
                int(row["difference_count"]),
            )
            assert line == read(row[f"evidence_{code}"], code)


@pytest.mark.parametrize("code", CODES)
def test_scripts_explain_labels_too(browser: Browser, small_url: str, code: str) -> None:
    """In search results and on the chart's card a label is a link that says what it means."""
    meanings = {languages()[code].word(f"label-meanings.{each}") for each in Label}
    tab = browser.new_page()
    tab.goto(f"{small_url}{code}/timeline/")
    expect(tab.locator(".chart-tools")).to_be_visible()  # the script of the chart is there
    tab.locator(".plot .mark").first.focus()
    card = tab.locator("#chartEvidence")
    tab.keyboard.press("/")
    tab.locator("dialog.search input").fill({"ar": "الحدود", "en": "border"}[code])
    for line in (card, tab.locator("dialog.search .results .evidence").first):
        label = line.locator("a")
        expect(label).to_have_attribute("href", re.compile(r"/method/#labels$"))
        assert label.get_attribute("title") in meanings
        assert read(line.text_content() or "", code).label in {*Label}
    tab.close()
