"""What the exports have in common: the part that a file holds, words, JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scripts.cite.text import dated, line
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.citing import Publication
from scripts.pages.evidence_line import entry_evidence
from scripts.records.dates import Edtf
from scripts.timeline.model import Chronology, JoinedEntry

LICENCE = ("CC-BY-4.0", "Creative Commons Attribution 4.0 International")
"""The licence of the records and of all that is made from them: SPDX id and name."""

EPOCH = datetime.date(1970, 1, 1)
"""Where no day is known but a format requires one (RFC 4287, 4.2.15; RFC 5545, 3.6.1)."""

JOINT = " · "
"""Separates translations of a text in a format that has room for one text only."""


@dataclass(frozen=True)
class Words:
    """What lists show of an entry, in one language: each text as one line."""

    chronology: Chronology
    published: Publication
    language: Language

    def title(self, entry: JoinedEntry) -> str:
        title = entry.record.title[self.language.code]
        if entry.record.withdrawn:
            title = self.language.word("exports.withdrawn", title=title)
        return line(title)

    def dated_title(self, entry: JoinedEntry) -> str:
        return line(dated(self.title(entry), self.date(entry), self.language))

    def date(self, entry: JoinedEntry) -> str:
        return line(date_words(entry.record.date, self.language))

    def summary(self, entry: JoinedEntry) -> str:
        """The summary; of a withdrawn entry the reason for that."""
        withdrawn = entry.record.withdrawn
        return line((withdrawn.why if withdrawn else entry.record.summary)[self.language.code])

    def evidence(self, entry: JoinedEntry) -> str:
        return line(entry_evidence(entry.evidence, self.language).line)

    def topics(self, entry: JoinedEntry) -> list[str]:
        return [self.topic(id_) for id_ in entry.record.topics]

    def topic(self, id_: str) -> str:
        return line(self.chronology.topics[id_].label[self.language.code])

    def page(self, path: str = "") -> str:
        """The absolute address of a page by its path, which ends in a slash."""
        return self.published.page(self.language, path)

    def entry_page(self, entry: JoinedEntry) -> str:
        return self.page(f"events/{entry.id}/")


@dataclass(frozen=True)
class Part:
    """What one file holds: the chronology in some languages, and of one topic if it is given."""

    chronology: Chronology
    published: Publication
    path: str
    """Below the site's root."""
    languages: tuple[Language, ...]
    topic: str = ""
    made: Mapping[str, bytes] = field(default_factory=dict)
    """What was made before, by path."""

    @property
    def words(self) -> list[Words]:
        return [Words(self.chronology, self.published, each) for each in self.languages]

    @property
    def address(self) -> str:
        return self.published.address + self.path

    def text(self, key: str) -> str:
        """Words of the language files in every language of the part, as one text."""
        return joined(language.word(key) for language in self.languages)

    def days(self, entry: JoinedEntry) -> tuple[datetime.date | None, datetime.date | None]:
        """The days on which an entry was first published and last changed, where they are known."""
        state = self.published.states[entry.path]
        return state.first, state.last or state.first


def date_facts(date: Edtf) -> dict[str, object]:
    """What is read from a date, by the names that the fields of the data have."""
    return {
        "kind": "set" if date.is_set else "interval" if date.is_interval else "date",
        "lower": date.lower,
        "upper": date.upper,
        "precision": date.precision.name.lower(),
        "uncertain": date.uncertain,
        "approximate": date.approximate,
    }


def joined(texts: Iterable[str]) -> str:
    """The texts that are not empty as one text, equal ones once."""
    return JOINT.join(dict.fromkeys(text for text in texts if text))


def dump(value: object, indent: int | None = None) -> bytes:
    """`value` as JSON (RFC 8259): UTF-8, keys sorted, so that equal values are equal bytes."""
    text = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        indent=indent,
        separators=(",", ":") if indent is None else None,
    )
    return text.encode() + b"\n"
