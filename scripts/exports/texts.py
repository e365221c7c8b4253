"""JSON as bytes, and the words for an entry that several files have in common."""

from __future__ import annotations

import json

from scripts.cite.facts import dated
from scripts.cite.lines import line
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.model import Chronology, JoinedEntry


def dump(value: object, indent: int | None = None) -> bytes:
    """`value` as JSON (RFC 8259): UTF-8, keys sorted, so that equal values are equal bytes."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        indent=indent,
        separators=separators,
    )
    return text.encode() + b"\n"


class Words:
    """What lists show of an entry, in one language: each text as one line."""

    def __init__(self, chronology: Chronology, language: Language) -> None:
        """The words for the entries of `chronology` in `language`."""
        self.chronology = chronology
        self.language = language

    def title(self, entry: JoinedEntry) -> str:
        """The title; a withdrawn entry says so."""
        title = entry.record.title[self.language.code]
        if entry.record.withdrawn:
            title = self.language.word("exports.withdrawn", title=title)
        return line(title)

    def dated_title(self, entry: JoinedEntry) -> str:
        """The title with the date in words behind it, as in citations."""
        return line(dated(self.title(entry), self.date(entry), self.language))

    def date(self, entry: JoinedEntry) -> str:
        """When it happened, in words."""
        return line(date_words(entry.record.date, self.language))

    def summary(self, entry: JoinedEntry) -> str:
        """The summary; of a withdrawn entry the reason for that."""
        withdrawn = entry.record.withdrawn
        return line((withdrawn.why if withdrawn else entry.record.summary)[self.language.code])

    def evidence(self, evidence: EntryEvidence) -> str:
        """The evidence line of an entry."""
        return line(entry_evidence(evidence, self.language).line)

    def topic(self, id_: str) -> str:
        """The name of a topic."""
        return line(self.chronology.topics[id_].label[self.language.code])
