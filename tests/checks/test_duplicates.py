"""Entries that may be one event told twice: what counts as alike, and what does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from making import entry, records

from scripts.checks.duplicates import ALIKE, likeness, possible_duplicates, triples
from scripts.i18n.language import Language
from scripts.records.fields import Text
from scripts.records.load import Located, load

ROOT = Path(__file__).parents[2]
TITLE = "Kazakhstan and Israel sign a defence agreement"
BOTH = ["kazakhstan", "israel"]


TALKS = ("2014-01-20", TITLE)


def pairs(
    languages: tuple[Language, ...], *entries: tuple[str, str], **fields: object
) -> set[tuple[str, ...]]:
    """The pairs that are found among entries with these dates and titles, named by letter."""
    made = {
        name: entry(date, title={"en": title, "ar": "عنوان"}, **{"actors": BOTH, **fields})
        for name, (date, title) in zip("abcdef", entries, strict=False)
    }
    told = list(possible_duplicates(records(made), languages))
    assert {each.code for each in told} <= {"possible-duplicate"}
    found = {(Path(each.path).stem, dict(each.args)["id"]) for each in told}
    assert found == {(other, one) for one, other in found}, "each of the two names the other"
    return {tuple(sorted(pair)) for pair in found}


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "Israel and Kazakhstan sign defence agreement",
        "Israel, Kazakhstan sign defense deal",
        "Defence pact signed between Israel and Kazakhstan",
    ],
)
def test_reworded(title: str, languages: tuple[Language, ...]) -> None:
    """The same day, the same actors, a title in other words or another spelling."""
    # The other language's titles are the same, so they must not decide here.
    language = next(each for each in languages if each.code == "en")
    assert likeness(triples(TITLE, language), triples(title, language)) >= ALIKE
    assert pairs((language,), TALKS, ("2014-01-20", title)) == {("a", "b")}


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2014-01-20", "2014-01-23", True),
        ("2014-01-20", "2014-01-24", False),
        ("2014-01-20", "2014-01", True),
        ("2014-01-20", "2014", True),
        ("2014-01-20", "2014-01?", True),
        ("2014-01-20/2014-01-22", "2014-01-25", True),
        ("2014-01-20", "2015", False),
        # What leaves more than a year open says too little, except of its like.
        ("2014-01-20", "201X", False),
        ("2014-01-20", "2013/..", False),
        ("2014-01-20", "../2014", False),
        ("201X", "201X~", True),
        ("2013/..", "2013-01-02/..", True),
        ("2013/..", "2014/..", False),
        ("../2014", "../2014", True),
    ],
)
def test_time(one: str, other: str, found: bool, languages: tuple[Language, ...]) -> None:  # noqa: FBT001
    """The dates must be able to mean the same days, give or take three."""
    assert bool(pairs(languages, (one, TITLE), (other, TITLE))) is found
    assert bool(pairs(languages, (other, TITLE), (one, TITLE))) is found


def test_an_actor_in_common(languages: tuple[Language, ...]) -> None:
    """Who acts must be the same; where nobody is named, that says nothing."""
    made = {
        "a": entry(TALKS[0], title={"en": TITLE, "ar": "أ"}, actors=["kazakhstan"]),
        "b": entry(TALKS[0], title={"en": TITLE, "ar": "ب"}, actors=["israel"]),
    }
    assert list(possible_duplicates(records(made), languages)) == []
    assert pairs(languages, TALKS, TALKS, actors=[]) == {("a", "b")}


@pytest.mark.parametrize("named", ["a", "b"])
def test_two_after_all(named: str, languages: tuple[Language, ...]) -> None:
    """One that names the other among the related entries says that they are two."""
    assert pairs(languages, TALKS, TALKS, see_also=[named]) == set()


def test_withdrawn(languages: tuple[Language, ...]) -> None:
    """What is withdrawn is no duplicate of what took its place."""
    gone = {"date": "2020-01-01", "why": {"en": "It was told twice.", "ar": "تكرّر."}}
    assert pairs(languages, TALKS, TALKS, withdrawn=gone) == set()


def test_triples(languages: tuple[Language, ...]) -> None:
    """Three letters in a row, each word with a blank on both sides, folded, without prefixes."""
    by_code = {each.code: each for each in languages}
    assert triples("Sign it!", by_code["en"]) == {" si", "sig", "ign", "gn ", " it", "it "}
    assert triples("الاتّفاقُ", by_code["ar"]) == triples("وإتفاق", by_code["ar"])
    assert triples("", by_code["en"]) == frozenset()
    assert likeness(frozenset(), frozenset()) == 0


def test_either_language(languages: tuple[Language, ...]) -> None:
    """Titles that are alike in one language are enough."""
    made = {
        "a": entry("2014", title={"en": "One thing", "ar": "توقيع اتفاق دفاعي بين البلدين"}),
        "b": entry("2014", title={"en": "Another", "ar": "توقيع الاتفاق الدفاعي بين البلدين"}),
    }
    assert len(list(possible_duplicates(records(made), languages))) == 2


def test_no_false_alarm(languages: tuple[Language, ...]) -> None:
    """None of the timeline's own entries is taken for another."""
    found, problems = load(ROOT, tuple(each.code for each in languages))
    assert problems == []
    assert list(possible_duplicates(found, languages)) == []


def test_proposed(languages: tuple[Language, ...]) -> None:
    """A proposed entry in one language is compared too, in that language."""
    made = entry("2014", title={"en": TITLE, "ar": "عنوان"}, actors=BOTH)
    whole, other = records({"a": made}), records({"b": made}).entries[0]
    draft = made.model_copy(update={"title": Text.model_construct({"en": TITLE})})
    proposed = Located(other.location, draft)
    told = list(possible_duplicates(replace(whole, proposed=(proposed,)), languages))
    assert [dict(each.args)["id"] for each in told] in (["a", "b"], ["b", "a"])
