"""Lists of very many entries: a line for each, by year."""

from __future__ import annotations

from making import entry, records

from scripts.i18n.language import Language
from scripts.pages.lists import Notes, by_year
from scripts.pages.views import Views
from scripts.timeline.join import join

DATES = {"until": "1990/199X", "decade": "199X", "year": "1990"}
"""In the order of time, in which one of another year page stands between two of one."""


def test_each_year_stands_once(language: Language) -> None:
    """With all its entries, also where others come between them in time."""
    whole = join(records({id_: entry(date) for id_, date in DATES.items()}))
    assert list(whole.entries) == list(DATES)
    found = by_year(Views(whole, language), whole.entries)
    assert [(each.year, [line.name for line in each.lines]) for each in found] == [
        ("1990", [("until",), ("year",)]),
        ("199x", [("decade",)]),
    ]


def test_a_line_is_the_same_where_it_says_the_same(language: Language) -> None:
    """One with notes, or with facts to filter by, is another."""
    whole = join(records({"year": entry("1990")}))
    views, ids = Views(whole, language), ["year"]
    noted = by_year(views, ids, Notes("list", lambda each: [each.id]))
    lists = [by_year(views, ids), by_year(views, ids, counted=True), noted]
    names = [found[0].lines[0].name for found in lists]
    assert len(set(names)) == len(names)
    made = [found[0].lines[0].make() for found in lists]
    assert len({repr(each) for each in made}) == len(made)
    assert by_year(views, ids)[0].lines[0].name == names[0]
