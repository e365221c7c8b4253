"""Every change has its words in every language."""

from __future__ import annotations

import re

import pytest

from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords, TextView
from scripts.pages.views import Views
from scripts.records.location import Value
from scripts.records.model import Entry
from scripts.timeline.content import normalize
from scripts.timeline.diff import Change, Step, compare
from scripts.timeline.model import Chronology

from .test_diff import CHANGES, WORKS, Record, record, text


def states() -> list[Record]:
    """The record, changed in one way or another, or without one of its fields."""
    found = [record() for _ in CHANGES]
    for state, (change, _) in zip(found, CHANGES.values(), strict=True):
        change(state)
    for why, on in [("a", "2021-01-01"), ("b", "2021-01-01"), ("b", "2021-01-02")]:
        found.append({**record(), "withdrawn": {"date": on, "why": text(why)}})
    searches = [
        {"what": text(what), "date": "2020", "found": "partly"} for what in ("One.", "Two.")
    ]
    other = {"about": text("Why at all?"), "positions": [], "decision": text("Nobody knows.")}
    differences = [*record()["differences"], other]
    found += [
        {**record(), "sought": searches[::way], "differences": differences[::way]}
        for way in (1, -1)
    ]
    found.append({**record(), "actors": ["x"], "places": ["y"], "see_also": ["z"]})
    found += [{key: each for key, each in record().items() if key != left} for left in record()]
    found.append({**record(), "compared": "2021-03-03"})
    return [normalize(each) for each in found]


@pytest.fixture(scope="module")
def changes() -> list[Change]:
    """All changes from any of these states to any other, one for each field and kind."""
    found = {
        (change.where[-1].field, len(change.where), change.kind): change
        for old in states()
        for new in states()
        for change in compare(old, new, Entry, WORKS)
    }
    return list(found.values())


def test_every_kind_of_change_has_its_words(changes: list[Change], language: Language) -> None:
    """The language files have words for exactly the kinds of change and the parts that occur."""
    words = language.facts["revision"]
    assert {change.kind for change in changes} == set(words["changes"])
    assert set(words["parts"]) == {*Entry.model_fields, "other"}


def test_every_change_has_its_words(
    changes: list[Change], language: Language, toy: Chronology
) -> None:
    """Each change is named by a field with a name, and its values are in words."""
    words = ChangeWords(Views(toy, language))
    names = language.facts["fields"]
    for change in changes:
        view, step = words.view(change), change.where[-1]
        assert not re.search(r"[{}]|“”|«»|\(\)|: $", view.phrase), view.phrase
        if step.field != "certainty":
            assert names[step.model][step.field] in view.phrase
        assert bool(view.before) == (change.before is not None)
        assert bool(view.after) == (change.after is not None)
        assert all(name for name, _ in view.about)


@pytest.mark.parametrize(
    ("step", "value", "shown"),
    [
        (Step("Entry", "date"), "2010-03", {"en": "March 2010", "ar": "آذار/مارس 2010"}),
        (Step("Entry", "date"), "long ago", {"en": "long ago", "ar": "long ago"}),
        (Step("Entry", "kind"), "statement", {"en": "Statement", "ar": "تصريح"}),
        (Step("Entry", "kind"), "rumour", {"en": "rumour", "ar": "rumour"}),
        (Step("Entry", "weight"), "major", {"en": "Major", "ar": "كبيرة"}),
        (Step("Entry", "topics"), ["water", "x"], {"en": "Water and x", "ar": "المياه وx"}),
        (
            Step("Cite", "source"),
            "northern-gazette",
            {
                "en": "The Northern Gazette, 18 May 2004",
                "ar": "\u2067صحيفة Northern Gazette\u2069، 18 أيار/مايو 2004",
            },
        ),
        (Step("Position", "sources"), ["a", "b"], {"en": "a and b", "ar": "a وb"}),
        (Step("Cite", "party"), "true", {"en": "yes", "ar": "نعم"}),
        (
            Step("Cite", "through"),
            [{"en": "an agency", "ar": "وكالة"}, {"en": "a paper", "ar": "صحيفة"}],
            {"en": "an agency and a paper", "ar": "وكالة وصحيفة"},
        ),
        (Step("Status", "what"), "retracted", {"en": "retracted", "ar": "سحبه ناشره"}),
        (
            Step("Entry", "unknown"),
            {"a": ["b"], "c": "d"},
            {"en": "a: b, c: d", "ar": "a: b، c: d"},
        ),
    ],
)
def test_values(
    step: Step, value: Value, shown: dict[str, str], language: Language, toy: Chronology
) -> None:
    """A value is shown in words: dates, names, values of closed lists; else as in the record."""
    view = ChangeWords(Views(toy, language)).text(step, value, language.code)
    assert view == TextView(shown[language.code])
