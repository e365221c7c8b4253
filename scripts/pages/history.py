"""The history of an entry, as its page lists it."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords
from scripts.timeline.revisions import EntryRevision, RevisionHistory


@dataclass(frozen=True)
class RevisionRow:
    """One revision: its day, its name, its address, what it changed in the one before it.

    `day` is in words, or says that the revision is not committed; it is empty without a history.
    `to` is relative to the root of the language.
    """

    day: str
    name: str
    to: str
    summary: str
    current: bool


@dataclass(frozen=True)
class HistoryView:
    """The revisions of an entry, newest first; `note` is empty, or says that there may be more."""

    rows: tuple[RevisionRow, ...]
    note: str


def history(trail: RevisionHistory, words: ChangeWords) -> HistoryView:
    """The history of an entry in the language of `words`."""
    word = words.language.word
    missing = "" if trail.at_hand else word("revision.history-missing")
    first = "" if missing else word("revision.history-first")
    rows = tuple(
        RevisionRow(
            day=day(trail, revision, words.language),
            name=revision.name,
            to=address(trail, revision),
            summary=words.summary(older, revision) if older else first,
            current=revision is trail.current,
        )
        for revision, older in zip(trail.revisions, [*trail.revisions[1:], None], strict=True)
    )
    return HistoryView(rows, missing)


def day(trail: RevisionHistory, revision: EntryRevision, language: Language) -> str:
    """The day of a revision in words, or that it is not committed; empty without a history."""
    if revision.day:
        return day_words(revision.day, language)
    return language.word("revision.history-uncommitted") if trail.at_hand else ""


def address(trail: RevisionHistory, revision: EntryRevision) -> str:
    """The address of a revision's page, relative to the root of the language."""
    return f"events/{trail.id}/{revision.name}/"
