"""Lists of very many entries: a line for each, by year."""

from __future__ import annotations

from making import entry, records

from scripts.i18n.language import Language
from scripts.pages.views import Views
from scripts.timeline.model import join

DATES = {"until": "1990/199X", "decade": "199X", "year": "1990"}
"""In the order of time, in which one of another year page stands between two of one."""


def test_each_year_stands_once(language: Language) -> None:
    """With all its entries, also where others come between them in time."""
    whole = join(records({id_: entry(date) for id_, date in DATES.items()}))
    assert list(whole.entries) == list(DATES)
    found = Views(whole, language).by_year(whole.entries)
    assert [(year, [line.id for line in lines]) for year, _, lines in found] == [
        ("1990", ["until", "year"]),
        ("199x", ["decade"]),
    ]


def test_what_a_line_says(language: Language) -> None:
    """Notes or facts to filter by only where the list asks for them."""
    views = Views(join(records({"year": entry("1990")})), language)
    lists = (
        views.by_year(["year"]),
        views.by_year(["year"], counted=True),
        views.by_year(["year"], lambda each: [each.id]),
    )
    lines = [line for ((_, _, (line,)),) in lists]
    assert [line.facts is not None for line in lines] == [False, True, False]
    assert [line.notes for line in lines] == [(), (), ("year",)]
