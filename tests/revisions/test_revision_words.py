"""Every change has its words in every language, and every word its change."""

from __future__ import annotations

import re

import pytest

from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords, TextView
from scripts.pages.views import Views
from scripts.timeline.comparison import Change, compare
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import EntryRevision, said

from .test_revision_comparison import CHANGES, INLINE, Record, record, text


def states() -> list[Record]:
    """The record, changed in one way or another."""
    found = []
    for change, _ in CHANGES.values():
        found.append(record())
        change(found[-1])
    for why, on in [("a", "2021-01-01"), ("b", "2021-01-01"), ("b", "2021-01-02")]:
        found.append({**record(), "withdrawn": {"on": on, "why": text(why)}})
    found.append(record())
    found[-1]["claims"][0]["cites"][1].pop("to")
    found.append(record())
    found[-1]["claims"][0]["cites"][0]["source"] = INLINE
    searches = [{"what": text(what), "on": "2020", "found": "partly"} for what in ("One.", "Two.")]
    for way in (1, -1):
        found.append({**record(), "sought": searches[::way]})
        found[-1]["differences"][0]["positions"][0]["sources"] = ["a", "b"][::way]
    found.append({**record(), "differences": [*record()["differences"], other_difference()]})
    found.append({**record(), "differences": [other_difference(), *record()["differences"]]})
    for name, more in [("actors", "x"), ("places", "y"), ("see_also", "z")]:
        found.append({**record(), name: [*record()[name], more]})
        found.append({**record(), name: [more, *record()[name]]})
    return [said(each) for each in found]


def other_difference() -> Record:
    return {"about": text("Why at all?"), "positions": [], "decision": text("Nobody knows.")}


@pytest.fixture(scope="module")
def changes() -> list[Change]:
    """All changes from any of these states to any other, one of each sort."""
    found = {
        (change.key, change.part, change.of, str(change.args.get("what"))): change
        for old in states()
        for new in states()
        for change in compare(old, new, {INLINE["url"]: "a"})
    }
    return list(found.values())


def test_every_word_has_its_change(changes: list[Change], language: Language) -> None:
    """The language files have words for just the changes, the parts and the orders that occur."""
    words = language.facts["revision"]
    assert {change.key for change in changes} - {"order"} == set(words["changes"])
    assert {change.part for change in changes} == set(words["parts"])
    orders = {str(change.args["what"]) for change in changes if change.key == "order"}
    assert orders == set(words["order"])
    assert {change.of for change in changes} - {""} == set(words["in"])


def test_every_change_has_its_words(
    changes: list[Change], language: Language, toy: Chronology
) -> None:
    """Each change is told in a sentence, of which nothing is left open, and texts are there."""
    words = ChangeWords(Views(toy, language))
    for change in changes:
        view = words.view(change)
        assert view.sentence
        assert not re.search(r"[{}]|“”|«»|\(\)|: $", view.sentence), (change.key, view.sentence)
        assert bool(view.about) == bool(view.name) == bool(change.of)
        if not change.key.startswith("cite-passage"):
            assert bool(view.before) == bool(change.before)
            assert bool(view.after) == bool(change.after)


@pytest.mark.parametrize(
    ("names", "english", "arabic"),
    [
        (["water"], "A topic was added: Water", "أُضيف موضوع: المياه"),
        (
            ["water", "trade"],
            "2 topics were added: Water and Trade & fairs",
            "أُضيف موضوعان: المياه والتجارة والأسواق",
        ),
        (
            ["water", "borders", "x"],
            "3 topics were added: Water, Borders and x",
            "أُضيفت 3 موضوعات: المياه، الحدود وx",
        ),
        (
            [f"t{n}" for n in range(11)],
            "11 topics were added: t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 and t10",
            "أُضيف 11 موضوعًا: t0، t1، t2، t3، t4، t5، t6، t7، t8، t9 وt10",
        ),
    ],
)
def test_numbers(
    names: list[str], english: str, arabic: str, language: Language, toy: Chronology
) -> None:
    """Several of a sort are told with their number in the form that the language has for it."""
    change = Change("topics", "topics-added", args={"ids": [*names]})
    sentence = ChangeWords(Views(toy, language)).view(change).sentence
    assert sentence == {"en": english, "ar": arabic}[language.code]


def test_summaries(language: Language, toy: Chronology) -> None:
    """The parts that changed are named once each; those in one language only as such."""
    words = ChangeWords(Views(toy, language))

    def summary(new: Record) -> str:
        old, now = (EntryRevision(("0" * 40,), value=said(each)) for each in (record(), new))
        return words.summary(old, now)

    title = {"en": "A title", "ar": "عنوان"}
    assert (
        summary({**record(), "title": title})
        == {
            "en": "Changed only in Arabic: the title",
            "ar": "ما تغيّر في العربية فقط: العنوان",
        }[language.code]
    )
    several = {**record(), "title": title, "date": "1999", "topics": ["a"], "see_also": []}
    assert (
        summary(several)
        == {
            "en": "Changed: the title, the date, the topics and the related entries",
            "ar": "ما تغيّر: العنوان، التاريخ، الموضوعات والمداخل ذات الصلة",
        }[language.code]
    )


def test_passages(language: Language, toy: Chronology) -> None:
    """A passage is told by its anchor words, in the language of its source, and its paragraph."""
    old: Record = {
        "source": "northern-gazette",
        "passage": {"start": "x", "end": "y", "paragraph": "3"},
    }
    new: Record = {"source": "northern-gazette", "passage": {"start": "z", "paragraph": "4"}}
    change = Change("sources", "cite-passage-changed", args={"cite": {**new}, "was": {**old}})
    view = ChangeWords(Views(toy, language)).view(change)
    other = "" if language.code == "en" else "en"
    paragraph = {"en": "paragraph", "ar": "الفقرة"}[language.code]
    assert view.before == TextView(f"x … y ({paragraph} 3)", other)
    assert view.after == TextView(f"z ({paragraph} 4)", other)
