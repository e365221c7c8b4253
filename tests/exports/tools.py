"""Help for the tests of the exports: editions, changed texts, a language that nobody speaks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, RootModel

from scripts.exports import EXPORTS, Edition, parts
from scripts.exports.feeds import newest
from scripts.i18n.language import Language
from scripts.records.fields import Text
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

ADDRESS = "https://example.org/a-timeline/"
FIRST = datetime.date(2031, 1, 1)
"""The first day on which an entry was published; nothing in the records happened after it."""


def edition_of(
    chronology: Chronology,
    languages: tuple[Language, ...],
    days: Mapping[str, tuple[datetime.date | None, datetime.date | None]] | None = None,
) -> Edition:
    """An edition in which the entries came on different days, and three in ten on none known."""
    states = {}
    for number, each in enumerate(all_records(chronology)):
        first, last = (days or {}).get(each.id, (None, None))
        if days is None and each.id in chronology.entries and number % 10 not in {3, 6, 9}:
            first = FIRST + datetime.timedelta(number * 7 % 90)
            last = FIRST + datetime.timedelta(100 + number)
        states[each.path] = State(f"{number:040x}", path=each.path, first=first, last=last)
    return Edition(
        address=ADDRESS,
        repository="https://forge.example.org/somebody/a-timeline",
        version="2026.11",
        languages=languages,
        states=states,
        newest=newest(chronology, states),
    )


def all_records(chronology: Chronology) -> list[Any]:
    """Every record that is a file."""
    return [*chronology.entries.values(), *chronology.sources.values()]


def made(chronology: Chronology, edition: Edition, path: str) -> bytes:
    """One file by its path, and no other: the texts of a test may be none that others can hold."""
    return next(
        make(chronology, edition, part)
        for pattern, make in EXPORTS.items()
        for part in parts(pattern, chronology, edition)
        if part.path == path
    )


def text(words: str, languages: tuple[Language, ...]) -> Text:
    """A text that no record could hold: nothing checks it."""
    return Text.model_construct({language.code: words for language in languages})


def rewritten(chronology: Chronology, **fields: object) -> Chronology:
    """The chronology with these fields in the record of every entry; nothing checks them."""
    entries = {
        id_: replace(entry, record=entry.record.model_copy(update=fields))
        for id_, entry in chronology.entries.items()
    }
    return replace(chronology, entries=entries)


def third(language: Language, code: str = "qaa") -> Language:
    """A language of its own, with the words of `language` and a mark on its name."""
    home = {**language.facts["home"], "title": f"{code} {language.word('home.title')}"}
    return Language(code, {**language.facts, "name": f"{code} {language.name}", "home": home})


def translated(chronology: Chronology, code: str = "qaa") -> Chronology:
    """The chronology with a text in another language beside those that every text has."""

    def joined(each: Any) -> Any:  # noqa: ANN401  (what a record of an entry or source is joined in)
        changed = {"record": _translated(each.record, code)}
        if hasattr(each, "claims"):
            changed["claims"] = tuple(
                replace(claim, claim=_translated(claim.claim, code)) for claim in each.claims
            )
        return replace(each, **changed)

    return replace(
        chronology,
        entries={id_: joined(each) for id_, each in chronology.entries.items()},
        sources={id_: joined(each) for id_, each in chronology.sources.items()},
        topics={id_: _translated(each, code) for id_, each in chronology.topics.items()},
        actors={id_: _translated(each, code) for id_, each in chronology.actors.items()},
        places={id_: _translated(each, code) for id_, each in chronology.places.items()},
    )


def _translated(value: Any, code: str) -> Any:  # noqa: ANN401  (a record, or any part of it)
    if isinstance(value, Text):
        words = dict(value.items())
        return Text.model_construct({**words, code: f"{code} {words[min(words)]}"})
    if isinstance(value, BaseModel) and not isinstance(value, RootModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: _translated(each, code) for name, each in fields.items()}
        return value.model_copy(update=changed)
    if isinstance(value, tuple):
        return tuple(_translated(each, code) for each in value)
    return value
