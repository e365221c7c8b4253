"""What changed between two states of a record: every part of it, told by words and not by place."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.records.model import Entry
from scripts.records.reader import Value
from scripts.timeline.comparison import Change, compare
from scripts.timeline.comparison.matching import match
from scripts.timeline.revisions import said

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
                "text": text("The ferry stopped in the night"),
                "cites": [
                    {"source": "a", "says": "states", "note": text("note")},
                    {"source": "b", "says": "attributes", "to": text("a sailor")},
                ],
            },
            {
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
        "sought": [{"what": text("A timetable."), "on": "2020-01-01", "found": "nothing"}],
        "see_also": ["river-talks"],
    }


def told(changes: list[Change]) -> list[tuple[str, str]]:
    return [(change.part, change.key) for change in changes]


def changed(change: Callable[[Record], object]) -> list[Change]:
    """What is told when `change` is done to the record."""
    new = record()
    change(new)
    return compare(said(record()), said(new), {"https://example.org/a": "a"})


INLINE = {
    "title": "t",
    "publisher": "p",
    "language": "en",
    "url": "https://example.org/a",
}

CHANGES: dict[str, tuple[Callable[[Record], object], list[tuple[str, str]]]] = {
    "nothing": (lambda r: r, []),
    "title": (lambda r: r.update(title=text("Another")), [("title", "title")]),
    "date": (lambda r: r.update(date="2010"), [("date", "date")]),
    "kind": (lambda r: r.pop("kind"), [("kind", "kind")]),
    "kind said in vain": (lambda r: r.update(kind="event"), [("kind", "kind")]),
    "weight": (lambda r: r.update(weight="landmark"), [("weight", "weight")]),
    "topic added": (lambda r: r["topics"].append("x"), [("topics", "topics-added")]),
    "topic changed": (
        lambda r: r.update(topics=["x", "trade"]),
        [("topics", "topics-added"), ("topics", "topics-removed")],
    ),
    "topics turned": (lambda r: r["topics"].reverse(), [("topics", "order")]),
    "actor removed": (lambda r: r.pop("actors"), [("actors", "actors-removed")]),
    "place added": (lambda r: r["places"].append("x"), [("places", "places-added")]),
    "summary": (lambda r: r.update(summary=text("Other")), [("summary", "summary")]),
    "claim added": (
        lambda r: r["claims"].insert(
            0, {"text": text("New"), "cites": [{"source": "a", "says": "states"}]}
        ),
        [("claims", "claim-added")],
    ),
    "claim added with a source": (
        lambda r: r["claims"].append(
            {"text": text("New"), "cites": [{"source": "c", "says": "states"}]}
        ),
        [("claims", "claim-added"), ("sources", "source-added")],
    ),
    "claim removed": (
        lambda r: r["claims"].pop(0),
        [("claims", "claim-removed"), ("sources", "source-removed")],
    ),
    "claim reworded": (
        lambda r: r["claims"][0].update(text=text("The ferry stopped in the morning")),
        [("claims", "claim-changed")],
    ),
    "claim translated": (
        lambda r: r["claims"][0]["text"].update(ar="شيء"),
        [("claims", "claim-changed")],
    ),
    "claim in quite other words": (
        lambda r: r["claims"][1].update(text=text("Everything else")),
        [("claims", "claim-added"), ("claims", "claim-removed")],
    ),
    "claims turned": (lambda r: r["claims"].reverse(), [("claims", "order")]),
    "source added": (
        lambda r: r["claims"][0]["cites"].append({"source": "c", "says": "states"}),
        [("sources", "cite-added")],
    ),
    "source removed": (
        lambda r: r["claims"][0]["cites"].pop(),
        [("sources", "cite-removed")],
    ),
    "sources turned": (
        lambda r: r["claims"][0]["cites"].reverse(),
        [("sources", "order")],
    ),
    "says": (
        lambda r: r["claims"][0]["cites"][0].update(says="disputes"),
        [("sources", "cite-says")],
    ),
    "says, and to whom": (
        lambda r: r["claims"][0]["cites"][0].update(says="attributes", to=text("him")),
        [("sources", "cite-says")],
    ),
    "to whom": (
        lambda r: r["claims"][0]["cites"][1].update(to=text("a captain")),
        [("sources", "cite-to-changed")],
    ),
    "note changed": (
        lambda r: r["claims"][0]["cites"][0].update(note=text("other")),
        [("sources", "cite-note-changed")],
    ),
    "note removed": (
        lambda r: r["claims"][0]["cites"][0].pop("note"),
        [("sources", "cite-note-removed")],
    ),
    "note added": (
        lambda r: r["claims"][0]["cites"][1].update(note=text("new")),
        [("sources", "cite-note-added")],
    ),
    "passage changed": (
        lambda r: r["claims"][1]["cites"][0]["passage"].update(paragraph="4"),
        [("sources", "cite-passage-changed")],
    ),
    "passage removed": (
        lambda r: r["claims"][1]["cites"][0].pop("passage"),
        [("sources", "cite-passage-removed")],
    ),
    "passage added": (
        lambda r: r["claims"][0]["cites"][0].update(passage={"start": "y", "paragraph": "1"}),
        [("sources", "cite-passage-added")],
    ),
    "source put inline": (
        lambda r: r["claims"][1]["cites"][0].update(source=INLINE),
        [("sources", "cite-inline")],
    ),
    "difference added": (
        lambda r: r["differences"].append({"about": text("Why?"), "decision": text("None.")}),
        [("differences", "difference-added")],
    ),
    "difference removed": (
        lambda r: r.pop("differences"),
        [("differences", "difference-removed")],
    ),
    "question reworded": (
        lambda r: r["differences"][0].update(about=text("When did it really stop?")),
        [("differences", "difference-changed")],
    ),
    "position added": (
        lambda r: r["differences"][0]["positions"].append({"text": text("Never"), "sources": "a"}),
        [("differences", "position-added")],
    ),
    "position removed": (
        lambda r: r["differences"][0]["positions"].pop(),
        [("differences", "position-removed")],
    ),
    "position reworded": (
        lambda r: r["differences"][0]["positions"][1].update(text=text("Long before that.")),
        [("differences", "position-changed")],
    ),
    "position, who holds it": (
        lambda r: r["differences"][0]["positions"][1].update(sources=["c"]),
        [("differences", "position-sources-added"), ("differences", "position-sources-removed")],
    ),
    "positions turned": (
        lambda r: r["differences"][0]["positions"].reverse(),
        [("differences", "order")],
    ),
    "decision": (
        lambda r: r["differences"][0].update(decision=text("It follows none.")),
        [("differences", "decision")],
    ),
    "search added": (
        lambda r: r["sought"].append({"what": text("A ticket."), "on": "x", "found": "nothing"}),
        [("sought", "sought-added")],
    ),
    "search removed": (lambda r: r.pop("sought"), [("sought", "sought-removed")]),
    "search reworded": (
        lambda r: r["sought"][0].update(what=text("A timetable of it.")),
        [("sought", "sought-changed")],
    ),
    "search repeated": (
        lambda r: r["sought"][0].update(on="2021-01-01"),
        [("sought", "sought-result")],
    ),
    "related added": (lambda r: r["see_also"].append("x"), [("related", "related-added")]),
    "withdrawn": (
        lambda r: r.update(withdrawn={"on": "2021-03-03", "why": text("wrong")}),
        [("withdrawn", "withdrawn")],
    ),
    "compared": (lambda r: r.update(compared="2021-03-03"), [("compared", "compared")]),
    "an unknown field": (lambda r: r.update(certainty="high"), [("other", "field")]),
    "an unknown field of a claim": (
        lambda r: r["claims"][0].update(certainty="high"),
        [("claims", "field")],
    ),
    "an unknown field of a cite": (
        lambda r: r["claims"][0]["cites"][0].update(certainty="high"),
        [("sources", "field")],
    ),
    "another shape": (lambda r: r.update(topics="x"), [("topics", "topics-removed")]),
    "a shape that nobody knows": (lambda r: r["claims"].append("x"), [("other", "other")]),
    "several parts, in the order of the page": (
        lambda r: r.update(date="2010", title=text("Another"), summary=text("Other")),
        [("title", "title"), ("date", "date"), ("summary", "summary")],
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_changes(change: Callable[[Record], object], expected: list[tuple[str, str]]) -> None:
    """Each change of a record is told, and nothing else."""
    assert told(changed(change)) == expected


def test_the_record_has_every_field() -> None:
    """The record that these tests change is a valid one, in which every field occurs."""
    fields = {*record(), "cites", "withdrawn", "compared"}
    assert fields == set(Entry.model_fields)
    Entry.model_validate(record(), context={"languages": CODES, "complete": True})


def test_withdrawal() -> None:
    """A withdrawal can be explained otherwise, dated otherwise, and taken back."""
    states = [
        said({**record(), "withdrawn": {"on": on, "why": text(why)}})
        for on, why in [("2021-01-01", "a"), ("2021-01-01", "b"), ("2021-01-02", "b")]
    ]
    states.append(said(record()))
    changes = [compare(old, new, {}) for old, new in pairwise(states)]
    keys = [key for each in changes for _, key in told(each)]
    assert keys == ["withdrawn-why", "withdrawn-on", "reinstated"]


def test_texts_of_changes() -> None:
    """A change has the texts before and after, and what it happened in by its present words."""
    new = text("The ferry stopped in the morning")

    def change(value: Record) -> None:
        value["claims"][0]["text"] = new
        value["claims"][0]["cites"][0]["note"] = text("other")

    first, second = changed(change)
    assert (first.before, first.after) == (record()["claims"][0]["text"], new)
    assert (second.before, second.after) == (text("note"), text("other"))
    assert [(each.of, each.about) for each in (first, second)] == [("claim", new)] * 2


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
    old = said({"title": {"en": "a", "ar": "ب"}})
    (change,) = compare(old, said({"title": new}), {})
    assert change.languages == languages


def test_a_source_that_gets_a_record() -> None:
    """A source given on the spot that gets a record of its own stays the same source."""
    old, new = record(), record()
    old["claims"][0]["cites"][0]["source"] = INLINE
    recorded = {INLINE["url"]: "a"}
    assert told(compare(said(old), said(new), recorded)) == [("sources", "cite-recorded")]
    keys = [key for _, key in told(compare(said(old), said(new), {}))]
    assert keys == ["cite-added", "cite-removed"]


def short(summary: str, *cites: Value) -> Record:
    return {"summary": text(summary), "cites": [*cites]}


def test_the_short_form() -> None:
    """In the short form a source is one of the entry, and other words are told once."""
    one: Value = {"source": "a", "says": "states"}
    other: Value = {"source": "b", "says": "states"}
    old = said(short("First words", one))
    changes = compare(old, said(short("Quite another text", one, other)), {})
    assert told(changes) == [("summary", "summary"), ("sources", "cite-added")]
    assert [change.of for change in changes] == ["", ""]
    claims: list[Value] = [
        {"text": text("A claim"), "cites": [one]},
        {"text": text("B"), "cites": [other]},
    ]
    long = said({"summary": text("First words"), "claims": claims})
    assert told(compare(old, long, {})) == [
        ("claims", "claim-added"),
        ("claims", "claim-added"),
        ("sources", "source-added"),
    ]
    assert told(compare(long, old, {})) == [
        ("claims", "claim-removed"),
        ("claims", "claim-removed"),
        ("sources", "source-removed"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "pairs", "added", "removed"),
    [
        ([], [], [], [], []),
        (["a", "b"], ["b", "a"], [(1, 0), (0, 1)], [], []),
        (["a", "a"], ["a"], [(0, 0)], [], [1]),
        (["a b c d"], ["x y z", "a b c e"], [(0, 1)], [0], []),
        (["a b c d", "a b x y"], ["a b x z", "a b c d e"], [(1, 0), (0, 1)], [], []),
        (["a b"], ["c d"], [], [0], [0]),
    ],
)
def test_matching(
    old: list[str],
    new: list[str],
    pairs: list[tuple[int, int]],
    added: list[int],
    removed: list[int],
) -> None:
    """The same words first, then the most alike; never the place."""
    found = match([{"en": each} for each in old], [{"en": each} for each in new])
    assert (found.pairs, found.added, found.removed) == (
        tuple(pairs),
        tuple(added),
        tuple(removed),
    )


def test_matching_by_one_language() -> None:
    """A text of which one language stayed is the same text."""
    found = match([{"en": "a", "ar": "ب"}], [{"en": "x", "ar": "y"}, {"en": "z", "ar": "ب"}])
    assert found.pairs == ((0, 1),)


def test_long_lists() -> None:
    """Thousands of claims, as only a hostile record has them, take no time."""
    old, new = (
        said({"claims": [{"text": text(f"{name} {n}"), "cites": []} for n in range(3000)]})
        for name in ("claim", "other")
    )
    start = time.perf_counter()
    compare(old, new, {})
    assert time.perf_counter() - start < 2


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
    """Of whatever shape two records are: they say the same, or there is something to tell."""
    old, new = said(copy.deepcopy(first)), said(copy.deepcopy(second))
    for was, now in ((old, new), (new, old), (old, old)):
        assert bool(compare(was, now, {"a": "b"})) == (was != now)
