"""The joined whole: in the order of time, with neighbours and indexes."""

from __future__ import annotations

import pytest
from making import cite, claim, entry, records, source, text

from scripts.timeline.evidence import Evidence, Label
from scripts.timeline.model import Chronology, join, year_of

WITHDRAWN = {"date": "2020-01-01", "why": text()}


def test_order() -> None:
    """In the order of their dates; entries of one day by their ids, however the files come."""
    dates = {"b": "2001-02-03", "c": "2001-02-03", "a": "2001-02-03", "d": "2001"}
    whole = join(records({id_: entry(date) for id_, date in dates.items()}))
    near = [(id_, each.before, each.after) for id_, each in whole.entries.items()]
    assert near == [("d", None, "a"), ("a", "d", "b"), ("b", "a", "c"), ("c", "b", None)]


def test_withdrawn() -> None:
    """A withdrawn entry stays, but nothing leads to it: no neighbour, year, index or source."""
    fields = {"actors": ["actor"], "places": ["place"], "weight": "landmark"}
    gone = entry("2002", claim(cite("b")), withdrawn=WITHDRAWN, **fields)
    sources = {"a": source(), "b": source()}
    given = {"a": entry("2001"), "gone": gone, "c": entry("2003")}
    whole = join(records(given, sources))
    assert list(whole.entries) == ["a", "gone", "c"]
    near = {id_: (each.before, each.after) for id_, each in whole.entries.items()}
    assert near == {"a": (None, "c"), "gone": (None, None), "c": ("a", None)}
    assert whole.years == {"2001": ("a",), "2003": ("c",)}
    assert whole.indexes == {"topics": {"topic": ("a", "c")}, "actors": {}, "places": {}}
    assert whole.by_source == {"a": ("a", "c")}
    assert whole.landmarks == ()


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2014", "2014"),
        ("2014-01", "2014"),
        ("2014-01-20", "2014"),
        ("1991-12?", "1991"),
        ("1930~", "1930"),
        ("199X", "199x"),
        ("199X%", "199x"),
        ("19XX", "19xx"),
        ("2021-12-30/2022-01-19", "2021"),
        ("199X/2004", "199x"),
        ("18XX/19XX", "18xx"),
        ("2013/..", "2013"),
        ("../1995-06", "1995"),
        ("../199X", "199x"),
    ],
)
def test_year_page(date: str, year: str) -> None:
    """An entry belongs to the year, decade or century of its beginning, else of its end."""
    assert year_of(entry(date)) == year


def test_years() -> None:
    """Years keep the order of time, and so do their entries."""
    dates = {"d": "2001-05", "c": "200X", "b": "2001", "a": "1999"}
    whole = join(records({id_: entry(date) for id_, date in dates.items()}))
    assert list(whole.years.items()) == [("1999", ("a",)), ("200x", ("c",)), ("2001", ("b", "d"))]


def test_sources() -> None:
    """A source knows the entries that cite it or name it in a difference, and what derives."""
    side = {"text": text(), "sources": ["a", "c"]}
    difference = {"about": text(), "positions": [side, side], "decision": text()}
    given = {
        "late": entry("2002", claim(cite("a"), cite("b")), claim(cite("a", "argues"))),
        "early": entry("2001", claim(cite("b")), differences=[difference]),
    }
    derived = {"e": source("b"), "b": source(), "c": source("d", ("b", "1")), "d": source()}
    whole = join(records(given, {"a": source(), **derived}))
    assert list(whole.sources) == ["a", "b", "c", "d", "e"]
    assert whole.by_source == {"a": ("early", "late"), "b": ("early", "late"), "c": ("early",)}
    assert whole.derived == {"b": ("c", "e"), "d": ("c",)}
    assert given["early"].named_sources == {"a", "b", "c"}


def test_joined_claims() -> None:
    """Each claim comes with its evidence; in the short form there is one, the summary."""
    long = entry("2001", claim(cite("a"), cite("b")), claim(cite("a", "argues")))
    whole = join(records({"long": long, "short": entry()}, {"a": source(), "b": source()}))
    evidence = [each.evidence for each in whole.entries["long"].claims]
    assert evidence == [Evidence(Label.CORROBORATED, 2, 2), Evidence(Label.OPINION, 1, 1)]
    [alone] = whole.entries["short"].claims
    assert alone.claim.text == whole.entries["short"].record.summary


def test_no_entry_stands() -> None:
    """A chronology without entries, or with withdrawn ones alone, can be joined."""
    assert join(records({})).entries == {}
    whole = join(records({"gone": entry(withdrawn=WITHDRAWN)}))
    assert list(whole.entries) == ["gone"]
    assert whole.years == whole.indexes["topics"] == {}


def test_toy(toy: Chronology) -> None:
    """The toy, joined: indexes in the order of time, the tables in that of their files."""
    assert list(toy.entries) == [
        *("harvest-years", "border-opens", "ford-closed", "telegram-lost", "ferry-spring"),
        *(
            "bridge-planned",
            "tower-built",
            "bridge-fair",
            "bridge-opens",
            "river-talks",
            "bell-hung",
            "river-patrol",
        ),
    ]
    assert toy.entries["bridge-fair"].path == "timeline/events/bridge/bridge-fair.yml"
    assert list(toy.topics) == ["borders", "trade", "water", "music"]
    assert toy.indexes["topics"] == {
        "trade": (
            *("harvest-years", "border-opens", "ferry-spring", "bridge-fair", "bridge-opens"),
            "bell-hung",
        ),
        "borders": ("border-opens", "ford-closed", "bridge-opens", "river-patrol"),
        "water": ("bridge-planned", "tower-built", "bridge-opens", "river-talks"),
    }
    assert toy.indexes["places"] == {
        "two-rivers": ("border-opens", "ford-closed", "bridge-opens"),
        "harbour": ("bridge-opens", "river-talks"),
    }
    assert list(toy.indexes["actors"]) == [
        *("northland", "southland", "river-commission", "ferry-company"),
        *("friends-of-the-bridge", "ada-northman"),
    ]
    assert list(toy.years) == ["199x", "1991", "1992", "1995", "1996", "2004", "2010", "2013"]
    assert list(toy.redirects) == ["bridge-inaugurated", "market-on-the-bridge"]
    assert [each.id for each in toy.landmarks] == ["border-opens", "river-patrol"]
