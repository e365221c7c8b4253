"""What the exports have in common: the edition, the part that a file holds, words, JSON."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from scripts.cite.text import dated, line
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.citing import Publication
from scripts.pages.evidence_line import entry_evidence
from scripts.records.fields import Text
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.model import Chronology, JoinedEntry

LICENCE = ("CC-BY-4.0", "Creative Commons Attribution 4.0 International")
"""The licence of the records and of all that is made from them: SPDX id and name."""

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

JOINT = " · "
"""Separates translations of a text in a format that has room for one text only."""


@dataclass(frozen=True)
class Edition(Publication):
    """What is known of the chronology besides its records, for the files for reuse too.

    `newest` are the entries that were added last, by topic (`feeds.newest`).
    """

    newest: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    def pages(self, path: str) -> dict[str, str]:
        return {language.code: self.page(language, path) for language in self.languages}

    def words(self, key: str) -> Text:
        return Text.model_construct({each.code: each.word(key) for each in self.languages})

    def blob(self, path: str) -> str | None:
        """The id of the git blob of the record at `path`."""
        return self.states[path].blob if path in self.states else None

    def first_published(self, path: str) -> datetime.date | None:
        return self.states[path].first if path in self.states else None

    def last_changed(self, path: str) -> datetime.date | None:
        """The day on which an entry last changed; at least that of its publication, if known."""
        return (path in self.states and self.states[path].last) or self.first_published(path)


@dataclass(frozen=True)
class Part:
    """What one file holds: its path, its languages, and its topic if it has only one.

    `path` is relative to the site's root.  A file in a single language has that one alone.
    """

    path: str
    languages: tuple[Language, ...]
    topic: str = ""

    @property
    def language(self) -> Language:
        (language,) = self.languages
        return language

    def words(self, key: str) -> str:
        """Words of the language files in every language of the part, as one text."""
        return joined(language.word(key) for language in self.languages)


def joined(texts: Iterable[str]) -> str:
    """The texts that are not empty as one text, equal ones once."""
    return JOINT.join(dict.fromkeys(text for text in texts if text))


def dump(value: object, indent: int | None = None) -> bytes:
    """`value` as JSON (RFC 8259): UTF-8, keys sorted, so that equal values are equal bytes."""
    compact = (",", ":") if indent is None else None
    given: dict[str, Any] = {
        "ensure_ascii": False,
        "allow_nan": False,
        "sort_keys": True,
        "indent": indent,
    }
    return json.dumps(value, **given, separators=compact).encode() + b"\n"


@dataclass(frozen=True)
class Words:
    """What lists show of an entry, in one language: each text as one line."""

    chronology: Chronology
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

    def evidence(self, evidence: EntryEvidence) -> str:
        return line(entry_evidence(evidence, self.language).line)

    def topic(self, id_: str) -> str:
        return line(self.chronology.topics[id_].label[self.language.code])
