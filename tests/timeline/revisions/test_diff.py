"""The changes between two states of a record: each field, matched by words and not by position."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import source

from scripts.records.location import Value
from scripts.records.model import Entry
from scripts.records.works import Works
from scripts.timeline.content import normalize
from scripts.timeline.diff import Change, compare, match

from .tools import CODES

Record = dict[str, Any]


def text(words: str) -> Value:
    return {"en": words, "ar": f"ب {words}"}


def record() -> Record:
    """A record with every field."""
    return {
        "title": text("A title"),
        "date": "2010-03",
        "kind": "statement",
        "weight": "major",
        "topics": ["water", "trade"],
        "actors": ["northland"],
        "places": ["harbour"],
        "summary": text("What happened in a few words"),
        "claims": [
            {
                "id": "ferry-stopped",
                "text": text("The ferry stopped in the night"),
                "cites": [
                    {"source": "a", "says": "states", "note": text("note")},
                    {"source": "b", "says": "attributes", "to": text("a sailor")},
                ],
            },
            {
                "id": "nobody-told",
                "text": text("Nobody was told about that"),
                "cites": [
                    {"source": "a", "says": "states", "passage": {"start": "x", "paragraph": "3"}}
                ],
            },
        ],
        "differences": [
            {
                "about": text("When did it stop?"),
                "positions": [
                    {"text": text("In the night."), "sources": ["a"]},
                    {"text": text("Long before."), "sources": ["b"]},
                ],
                "decision": text("The entry follows the first."),
            }
        ],
        "sought": [{"what": text("A timetable."), "date": "2020-01-01", "found": "nothing"}],
        "see_also": ["river-talks"],
    }


def told(changes: list[Change]) -> list[str]:
    """The path to each changed field and what happened to it."""
    return [f"{'.'.join(step.field for step in each.where)} {each.kind}" for each in changes]


def changed(change: Callable[[Record], object]) -> list[Change]:
    """The changes that are found when `change` is done to the record."""
    new = record()
    change(new)
    return compare(normalize(record()), normalize(new), Entry, WORKS)


WORKS = Works({"a": source(url="http://www.example.org/a/")})

INLINE = {"title": "t", "publisher": "p", "language": "en", "url": "https://example.org/a"}

NEW_CLAIM = {"text": text("New"), "cites": [{"source": "a", "says": "states"}]}

CHANGES: dict[str, tuple[Callable[[Record], object], list[str]]] = {
    "nothing": (lambda r: r, []),
    "title": (lambda r: r.update(title=text("Another")), ["title changed"]),
    "kind": (lambda r: r.pop("kind"), ["kind changed"]),
    "kind said in vain": (lambda r: r.update(kind="event"), ["kind changed"]),
    "topic added": (lambda r: r["topics"].append("x"), ["topics changed"]),
    "topics turned": (lambda r: r["topics"].reverse(), ["topics changed"]),
    "actor removed": (lambda r: r.pop("actors"), ["actors removed"]),
    "claim added": (
        lambda r: r["claims"].insert(0, NEW_CLAIM),
        ["claims.text added", "claims.cites.source added", "claims.cites.says added"],
    ),
    "claim removed": (
        lambda r: r["claims"].pop(1),
        [
            "claims.text removed",
            "claims.cites.source removed",
            "claims.cites.says removed",
            "claims.cites.passage.start removed",
            "claims.cites.passage.paragraph removed",
        ],
    ),
    "claim reworded": (
        lambda r: r["claims"][0].update(text=text("The ferry stopped in the morning")),
        ["claims.text changed"],
    ),
    "claim in quite other words": (
        lambda r: r["claims"][1].update(text=text("Everything else"), cites=[]),
        [
            "claims.text changed",
            "claims.cites.source removed",
            "claims.cites.says removed",
            "claims.cites.passage.start removed",
            "claims.cites.passage.paragraph removed",
        ],
    ),
    "claims turned": (lambda r: r["claims"].reverse(), ["claims order"]),
    "sources turned": (lambda r: r["claims"][0]["cites"].reverse(), ["claims.cites order"]),
    "says": (
        lambda r: r["claims"][0]["cites"][0].update(says="disputes"),
        ["claims.cites.says changed"],
    ),
    "note and to whom": (
        lambda r: [each.update(note=text("x"), to=text("y")) for each in r["claims"][0]["cites"]],
        [
            *("claims.cites.to added", "claims.cites.note changed"),
            *("claims.cites.to changed", "claims.cites.note added"),
        ],
    ),
    "passage changed": (
        lambda r: r["claims"][1]["cites"][0]["passage"].update(paragraph="4"),
        ["claims.cites.passage.paragraph changed"],
    ),
    "source put inline": (
        lambda r: r["claims"][1]["cites"][0].update(source=INLINE),
        ["claims.cites.source changed"],
    ),
    "difference added": (
        lambda r: r["differences"].append({"about": text("Why?"), "decision": text("None.")}),
        ["differences.about added", "differences.decision added"],
    ),
    "difference removed": (
        lambda r: r.pop("differences"),
        [
            "differences.about removed",
            *("differences.positions.text removed", "differences.positions.sources removed") * 2,
            "differences.decision removed",
        ],
    ),
    "who holds a position, and the decision": (
        lambda r: r["differences"][0].update(
            positions=[{**r["differences"][0]["positions"][0], "sources": ["c"]}],
            decision=text("It follows none."),
        ),
        [
            "differences.positions.sources changed",
            *("differences.positions.text removed", "differences.positions.sources removed"),
            "differences.decision changed",
        ],
    ),
    "search reworded": (
        lambda r: r["sought"][0].update(what=text("A timetable of it.")),
        ["sought.what changed"],
    ),
    "withdrawn": (
        lambda r: r.update(withdrawn={"date": "2021-03-03", "why": text("wrong")}),
        ["withdrawn.date added", "withdrawn.why added"],
    ),
    "an unknown field": (lambda r: r.update(certainty="high"), ["certainty added"]),
    "an unknown field of a claim": (
        lambda r: r["claims"][0].update(certainty="high"),
        ["claims.certainty added"],
    ),
    "another shape": (lambda r: r.update(topics="x"), ["topics changed"]),
    "a shape that nobody knows": (lambda r: r["claims"].append("x"), ["claims changed"]),
    "several parts, in the order of the page": (
        lambda r: r.update(date="2010", title=text("Another"), summary=text("Other")),
        ["title changed", "date changed", "summary changed"],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_changes(change: Callable[[Record], object], expected: list[str]) -> None:
    """Each change of a record is found, and nothing else."""
    assert told(changed(change)) == expected


def test_the_record_has_every_field() -> None:
    """The record that these tests change is a valid one, in which every field occurs."""
    fields = {*record(), "cites", "withdrawn", "compared"}
    assert fields == set(Entry.model_fields)
    Entry.model_validate(record(), context={"languages": CODES, "complete": True})


def test_texts_of_changes() -> None:
    """A change has the values before and after, and the present text of the claim it is in."""
    new = text("The ferry stopped in the morning")

    def change(value: Record) -> None:
        value["claims"][0]["text"] = new
        value["claims"][0]["cites"][0]["note"] = text("other")

    first, second = changed(change)
    assert (first.before, first.after) == (record()["claims"][0]["text"], new)
    assert (second.before, second.after) == (text("note"), text("other"))
    assert [step.item for step in second.where] == [new, "a", None]


@pytest.mark.parametrize(
    ("new", "languages"),
    [
        ({"en": "a", "ar": "ج"}, ("ar",)),
        ({"en": "c", "ar": "ب"}, ("en",)),
        ({"en": "c", "ar": "ج"}, ()),
        ({"en": "a", "ar": "ب", "kk": "d"}, ("kk",)),
        ({"en": "a"}, ("ar",)),
        ({}, ()),
        ("c", ()),
    ],
)
def test_languages(new: Value, languages: tuple[str, ...]) -> None:
    """A change in some of the languages only is known as such."""
    old = normalize({"title": {"en": "a", "ar": "ب"}})
    (change,) = compare(old, normalize({"title": new}), Entry)
    assert change.languages == languages


def test_a_source_that_gets_a_record() -> None:
    """An inline source that gets a record stays the same source."""
    inline, new = record(), normalize(record())
    inline["claims"][0]["cites"][0]["source"] = INLINE
    (change,) = compare(normalize(inline), new, Entry, WORKS)
    assert told([change]) == ["claims.cites.source changed"]
    assert (change.before, change.after) == (INLINE, "a")
    unknown = told(compare(normalize(inline), new, Entry))
    assert unknown[0] == "claims.cites.source added"
    assert "claims.cites.source.url removed" in unknown


def short(summary: str, *cites: Value) -> Record:
    return {"summary": text(summary), "cites": [*cites]}


def test_the_short_form() -> None:
    """In the short form the one claim stays the same, whatever the summary says."""
    one: Value = {"source": "a", "says": "states"}
    other: Value = {"source": "b", "says": "states"}
    old = normalize(short("First words", one))
    changes = compare(old, normalize(short("Quite another text", one, other)), Entry)
    added = ["claims.cites.source added", "claims.cites.says added"]
    assert told(changes) == ["summary changed", *added]
    assert changes[-1].where[0].item is None
    claims: list[Value] = [
        {"id": "main", "text": text("First words of all"), "cites": [one]},
        {"id": "claim-b", "text": text("B"), "cites": [other]},
    ]
    long = normalize({"summary": text("First words"), "claims": claims})
    assert told(compare(old, long, Entry)) == ["claims.text changed", "claims.text added", *added]


def test_a_record_that_is_missing() -> None:
    """Every field of a new record is added, also those with the default value."""
    short_form = normalize(short("Words", {"source": "a", "says": "states"}))
    assert told(compare(None, short_form, Entry)) == [
        "kind added",
        "weight added",
        "summary added",
        "claims.cites.source added",
        "claims.cites.says added",
    ]
    removed = told(compare(normalize(record()), None, Entry))
    assert {each.split()[1] for each in removed} == {"removed"}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], {}),
        (["a", "b"], ["b", "a"], {0: 1, 1: 0}),
        (["a", "a"], ["a"], {0: 0}),
        (["a b c d"], ["x y z", "a b c e"], {1: 0}),
        (["a b c d", "a b x y"], ["a b x z", "a b c d e"], {0: 1, 1: 0}),
        (["a b"], ["c d"], {}),
    ],
)
def test_matching(old: list[str], new: list[str], pairs: dict[int, int]) -> None:
    """Equal texts go together first, then the most similar in some language, wherever they are."""
    assert match([{"en": each} for each in old], [{"en": each} for each in new]) == pairs
    was = [{"en": each, "ar": "one"} for each in old]
    assert match(was, [{"en": each, "ar": "other"} for each in new]) == pairs


def test_long_lists() -> None:
    """Thousands of claims, as only a hostile record has them, are not compared pair by pair."""
    old, new = ([{"en": f"{name} {n}"} for n in range(3000)] for name in ("claim", "other"))
    assert match(old, new) == {}
    assert match(old, old[::-1]) == {place: 2999 - place for place in range(3000)}


ANY = st.recursive(
    st.text("ab ", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [*Entry.model_fields, "text", "source", "says", "about", "what", "en", "ar", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
RECORDS = st.dictionaries(st.sampled_from([*Entry.model_fields, "x"]), ANY, max_size=6)


@settings(max_examples=400, deadline=None)
@given(RECORDS, RECORDS)
def test_any_values(first: Record, second: Record) -> None:
    """Whatever the shape of two records: there are changes exactly where they differ."""
    old, new = normalize(copy.deepcopy(first)), normalize(copy.deepcopy(second))
    for was, now in ((old, new), (new, old), (old, old)):
        assert bool(compare(was, now, Entry, WORKS)) == (was != now)
