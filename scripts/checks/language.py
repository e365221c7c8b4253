"""The rules that depend on the languages: their names, and the letters of their texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from scripts.checks.claims import all_sources
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.location import KeyPath, SourceLocation, Value
from scripts.records.text import REPLACEMENT, forbidden, mixed_words
from scripts.records.vocabulary import Actor, Place, Topic, foreign_aliases


def letters_belong_to_their_language(
    records: Records, languages: tuple[Language, ...]
) -> Iterator[Problem]:
    """A text has only letters of its language: look-alikes of another break the search."""
    by_code = {language.code: language for language in languages}
    tables = (records.topics, records.actors, records.places)
    located = [*records.entries, *records.sources, *(each for t in tables for each in t.values())]
    for file, document in {each.path: each.location.document for each in located}.items():
        location = SourceLocation("", file, document)
        for path, code, text in _texts(document.value, tuple(by_code)):
            if found := by_code[code].foreign.search(_unreported(text)):
                facts = {"letter": found[0], **forbidden(found[0]), "language": code}
                yield location.problem(path, "foreign-letter", key=False, **facts)


def languages_have_names(records: Records, languages: tuple[Language, ...]) -> Iterator[Problem]:
    """The language of a source or an alias has a name in every language, in its file or in CLDR."""
    used: list[tuple[SourceLocation, KeyPath, str]] = [
        (each.location, ("language",), each.record.language) for each in all_sources(records)
    ]
    rows: list[Located[Topic] | Located[Actor] | Located[Place]]
    rows = [*records.topics.values(), *records.actors.values(), *records.places.values()]
    for row in rows:
        used += [(row.location, ("aliases", code), code) for code in foreign_aliases(row.record)]
    for location, path, code in used:
        if any(code not in each.language_names for each in languages):
            yield location.problem(path, "unnamed-language", value=code)


def _unreported(text: str) -> str:
    """`text` without what the reader reports: one mistake is one Problem."""
    text = unicodedata.normalize("NFC", " ".join(text.replace(REPLACEMENT, "").split()))
    for word, _ in mixed_words(text):
        text = text.replace(word, "")
    return text


def _texts(
    value: Value, codes: tuple[str, ...], path: KeyPath = (), code: str = ""
) -> Iterator[tuple[KeyPath, str, str]]:
    """Every text below a language code: its path, the code, the text."""
    if isinstance(value, str):
        if code:
            yield path, code, value
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield from _texts(part, codes, (*path, key), key if key in codes else code)
