"""The page on balance: its numbers are those of the records."""

from __future__ import annotations

from collections import Counter

from lxml import html
from making import cite, claim, entry, records
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology, join

SITE = SiteContext(years_from=1990)


def balance(chronology: Chronology, language: Language) -> tuple[html.HtmlElement, str]:
    """The page as HTML, and its chart."""
    page = next(each for each in pages(chronology, language, SITE) if each.address == "balance/")
    text = Renderer(language).render(page).partition("---\n")[2].partition("---\n")[2]
    return converted(text), str(page.parts["places"]["chart"])


def tables(page: html.HtmlElement) -> list[list[list[str]]]:
    return [
        [[cell.text_content().strip() for cell in row] for row in table.xpath("tbody/tr")]
        for table in page.xpath("//table")
    ]


def test_what_is_counted(toy: Chronology, language: Language) -> None:
    """Entries that stand by year and label, by topic; sources by language."""
    years, labels, topics, languages = tables(balance(toy, language)[0])
    standing = [toy.entries[id_] for id_ in toy.shown]
    found = {row[0]: int(row[1]) for row in years if int(row[1])}
    assert [*found.values()] == [len(ids) for ids in toy.years.values()]
    assert all(int(row[1]) == sum(map(int, row[2:])) for row in years)
    counts = Counter(language.word(f"labels.{each.evidence.label}") for each in standing)
    assert {row[0]: int(row[1]) for row in labels} == counts
    named = Counter(
        toy.topics[id_].label[language.code] for each in standing for id_ in each.record.topics
    )
    assert {row[0]: int(row[1]) for row in topics} == named
    assert sum(int(row[1]) for row in languages) == len(toy.sources)


def test_years_without_entries_are_shown(language: Language) -> None:
    """From the first year of the subject on, so that gaps are seen; a share is in percent."""
    dates = {"far": "1850", "rough": "199X", "one": "1990", "two": "1993"}
    made = {id_: entry(date, claim(cite("a"))) for id_, date in dates.items()}
    years, labels, *_ = tables(balance(join(records(made)), language)[0])
    assert [row[1] for row in years] == ["1", "1", "1", "0", "0", "1"]
    assert [row[0] for row in years[2:]] == ["1990", "1991", "1992", "1993"]
    assert [row[1:] for row in labels] == [["4", language.word("balance.percent", share=100)]]


def test_the_chart_has_a_bar_for_each_part(toy: Chronology, language: Language) -> None:
    """One for each label of a year, as long as its number, beside the samples of the key."""
    svg = html.fragment_fromstring(balance(toy, language)[1])[0]
    bars = svg.xpath(".//rect")
    parts = [
        count
        for ids in toy.years.values()
        for count in Counter(toy.entries[id_].evidence.label for id_ in ids).values()
    ]
    used = {toy.entries[id_].evidence.label for id_ in toy.shown}
    assert len(bars) == len(parts) + len(used & set(Label))
    lengths = sorted(float(bar.get("width").rstrip("%")) for bar in bars[len(used) :])
    assert lengths == [round(size * lengths[0], 2) for size in sorted(parts)]
    assert svg.get("role") == "img"
    assert svg.get("aria-label")
