"""The rules that depend on the languages: their names, and the letters of their texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import Records
from scripts.records.location import KeyPath, SourceLocation, Value
from scripts.records.text import REPLACEMENT, forbidden, mixed_words


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
    """The language of a source has a name in every language of the site, in its file or in CLDR."""
    for source in records.sources:
        code = source.record.language
        if any(code not in each.language_names for each in languages):
            yield source.location.problem(("language",), "unnamed-language", value=code)


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
