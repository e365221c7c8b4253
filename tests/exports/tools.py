"""Help for the tests of the exports: days, changed texts, a language that nobody speaks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from pydantic import BaseModel, RootModel

from scripts.exports import EXPORTS, parts
from scripts.i18n.language import Language, read_languages
from scripts.pages.citing import Publication
from scripts.records.fields import Text
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

LANGUAGES = read_languages()
ADDRESS = "https://example.org/a-timeline/"
NAMESPACE = UUID("6fa459ea-ee8a-3ca4-894e-db77e160355e")
DAY = datetime.timedelta(1)
FIRST = datetime.date(2031, 1, 1)
"""The first day on which an entry was published; nothing in the records happened after it."""


def uuid(name: str, namespace: UUID = NAMESPACE) -> str:
    """The id of what has this name."""
    return str(uuid5(namespace, name))


Days = Mapping[str, tuple[datetime.date | None, datetime.date | None]]
"""The days of an entry's publication and of its last change, by its id."""


def publication_of(
    chronology: Chronology,
    days: Days | None = None,
    repository: str = "https://forge.example.org/somebody/a-timeline",
    languages: tuple[Language, ...] = LANGUAGES,
) -> Publication:
    """The entries came on different days, and three in ten on none known; or on `days`."""
    if days is None:
        days = {
            id_: (FIRST + DAY * (number * 7 % 90), FIRST + DAY * (100 + number))
            for number, id_ in enumerate(chronology.entries)
            if number % 10 not in {3, 6, 9}
        }
    states = {}
    for number, each in enumerate([*chronology.entries.values(), *chronology.sources.values()]):
        first, last = days.get(each.id, (None, None))
        states[each.path] = State(f"{number:040x}", path=each.path, first=first, last=last)
    return Publication(ADDRESS, "2026.11", repository, languages, states, uuid=uuid)


def made(chronology: Chronology, path: str, days: Days | None = None) -> bytes:
    """One file by its path, and no other: the texts of a test may be none that others can hold."""
    published = publication_of(chronology, days)
    return next(
        make(part)
        for pattern, make in EXPORTS.items()
        for part in parts(pattern, chronology, published)
        if part.path == path
    )


def text(words: str) -> Text:
    """A text that no record could hold: nothing checks it."""
    return Text.model_construct({language.code: words for language in LANGUAGES})


def saying(chronology: Chronology, words: str, **fields: object) -> Chronology:
    """The chronology with these words as the title and the summary of every entry."""
    said = text(words)
    return rewritten(chronology, title=said, summary=said, **fields)


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
    names = ("entries", "sources", "topics", "actors", "places")
    tables: dict[str, Any] = {name: getattr(chronology, name).items() for name in names}
    made: dict[str, Any] = {
        name: {id_: _translated(each, code) for id_, each in items}
        for name, items in tables.items()
    }
    return replace(chronology, **made)


def _translated(value: Any, code: str) -> Any:  # noqa: ANN401  (a record, or any part of it)
    if isinstance(value, Text):
        words = dict(value.items())
        return Text.model_construct({**words, code: f"{code} {words[min(words)]}"})
    if isinstance(value, tuple):
        made = [_translated(each, code) for each in value]
        return type(value)(*made) if hasattr(value, "_fields") else tuple(made)
    is_model = isinstance(value, BaseModel) and not isinstance(value, RootModel)
    names = type(value).model_fields if is_model else ("record", "claims", "claim")
    fields = {name: getattr(value, name) for name in names if hasattr(value, name)}
    changed = {name: _translated(each, code) for name, each in fields.items()}
    if is_model:
        return value.model_copy(update=changed)
    return replace(value, **changed) if changed else value
