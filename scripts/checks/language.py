"""The rule on the letters of a text, whose table is in the language files."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import Records
from scripts.records.location import KeyPath, SourceLocation, Value
from scripts.records.text import REPLACEMENT, mixed_words


def letters_belong_to_their_language(
    records: Records,
    languages: tuple[Language, ...],
) -> Iterator[Problem]:
    """A text has only letters of its language: look-alikes of another break the search."""
    by_code = {language.code: language for language in languages}
    for spot in _documents(records):
        for where, code, text in _texts(spot.document.value, tuple(by_code)):
            if found := by_code[code].foreign.search(_untold(text)):
                wrong = found[0]
                yield spot.problem(
                    where,
                    "foreign-letter",
                    letter=wrong,
                    codepoint=f"U+{ord(wrong):04X}",
                    name=unicodedata.name(wrong, ""),
                    language=code,
                )


def languages_have_names(
    records: Records,
    languages: tuple[Language, ...],
) -> Iterator[Problem]:
    """The language of a source has a name in every language of the site."""
    for source in records.sources:
        code = source.record.language
        if any(code not in each.facts["language-names"] for each in languages):
            yield source.location.problem(("language",), "unnamed-language", value=code)


def _untold(text: str) -> str:
    """`text` without what the reader tells of: one mistake is one Problem."""
    text = unicodedata.normalize("NFC", " ".join(text.replace(REPLACEMENT, "").split()))
    for word, _ in mixed_words(text):
        text = text.replace(word, "")
    return text


def _documents(records: Records) -> Iterator[SourceLocation]:
    """One spot for each file that holds valid records."""
    tables = (records.topics, records.actors, records.places)
    located = [*records.entries, *records.sources, *(each for t in tables for each in t.values())]
    seen: set[str] = set()
    for each in located:
        if each.path not in seen:
            seen.add(each.path)
            yield SourceLocation(each.id, each.path, each.location.document)


def _texts(
    value: Value,
    codes: tuple[str, ...],
    where: KeyPath = (),
    code: str = "",
) -> Iterator[tuple[KeyPath, str, str]]:
    """Every text below a language code: where it stands, the code, the text."""
    if isinstance(value, str):
        if code:
            yield where, code, value
        return
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield from _texts(part, codes, (*where, key), key if key in codes else code)
