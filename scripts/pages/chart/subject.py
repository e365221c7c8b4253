"""What a chart shows, and in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.chart.axis import Stretch, stretches_of
from scripts.pages.evidence_line import entry_evidence
from scripts.pages.facts import Fact
from scripts.pages.views import Views
from scripts.records.dates import Edtf
from scripts.timeline.model import JoinedEntry


@dataclass(frozen=True)
class Subject:
    """The entries of a chart in the order of time, and the names of their topics by id.

    `up` leads from the page to the root of the language's site. Of very many entries there are
    only the `facts`, which are there in any case.
    """

    language: Language
    up: str
    entries: Sequence[JoinedEntry]
    facts: Sequence[Fact]
    topics: Mapping[str, str]
    views: Views

    def word(self, key: str, *, n: int | None = None, **args: object) -> str:
        """The chart's words for `key`."""
        return self.language.word(f"chart.{key}", n=n, **args)

    @property
    def mirrored(self) -> bool:
        """Whether time runs from right to left, as the writing does."""
        return self.language.direction == "rtl"

    @cached_property
    def dates(self) -> list[Edtf]:
        """The dates of the entries."""
        return [entry.record.date for entry in self.entries]

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The pieces of the axis that holds the entries."""
        return stretches_of([fact.extent for fact in self.facts])

    @cached_property
    def lanes(self) -> list[int]:
        """The lane of each entry: that of its main topic, counted from the top."""
        lanes = {topic: lane for lane, topic in enumerate(self.topics)}
        return [lanes[entry.record.topics[0]] for entry in self.entries]

    def address(self, entry: JoinedEntry) -> str:
        """Where an entry's page is."""
        return f"{self.up}events/{entry.id}/"

    def date(self, entry: JoinedEntry) -> str:
        """An entry's date in words."""
        return date_words(entry.record.date, self.language)

    def title(self, entry: JoinedEntry) -> str:
        """An entry's title."""
        return " ".join(entry.record.title[self.language.code].split())

    def evidence(self, entry: JoinedEntry) -> str:
        """An entry's evidence line."""
        return entry_evidence(entry.evidence, self.language).line
