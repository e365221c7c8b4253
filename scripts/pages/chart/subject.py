"""What a chart shows, and in which words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.chart.axis import Axis, Segment, segments_of
from scripts.pages.chart.marks import Mark, place_marks
from scripts.pages.facts import Fact
from scripts.records.dates import Edtf
from scripts.timeline.model import JoinedEntry


@dataclass(frozen=True)
class Count:
    """The entries that begin in a segment of the axis: how many a topic has, and their page."""

    segment: Segment
    topics: Counter[str]
    date: str
    page: str

    @property
    def years(self) -> str:
        """Its first year and its last, for the script to know its entries by."""
        return f"{self.segment.first} {self.segment.last}"


@dataclass(frozen=True)
class Subject:
    """The entries of a chart in the order of time, and the names of their topics by id.

    `up` leads from the page to the root of the language's site. Very many entries are counted: then
    there are only their `facts`, which are there in any case. Years stand alone from `years_from`.
    """

    language: Language
    up: str
    entries: Sequence[JoinedEntry]
    facts: Sequence[Fact]
    topics: Mapping[str, str]
    years_from: int

    @property
    def counted(self) -> bool:
        """Whether the entries are counted by year, and have no marks."""
        return not self.entries

    def word(self, key: str, *, n: int | None = None, **args: object) -> str:
        """The chart's words for `key`."""
        return self.language.word(f"chart.{key}", n=n, **args)

    @property
    def mirrored(self) -> bool:
        """Whether time runs from right to left, as the writing does."""
        return self.language.direction == "rtl"

    @property
    def dates(self) -> list[Edtf]:
        """The dates of the entries."""
        return [entry.record.date for entry in self.entries]

    def axis(self, width: float, least: float = 0.0) -> Axis:
        """An axis that holds the entries."""
        segments, years_from = self._segments, self.years_from
        return Axis(segments, width, years_from, least=least, mirrored=self.mirrored)

    @cached_property
    def _segments(self) -> list[Segment]:
        return segments_of([fact.extent for fact in self.facts], self.years_from)

    def marks(self, axis: Axis, least: float) -> list[Mark]:
        """A mark for each entry, in the lane of its main topic."""
        lanes = {topic: lane for lane, topic in enumerate(self.topics)}
        of_entries = [lanes[entry.record.topics[0]] for entry in self.entries]
        return place_marks(self.entries, of_entries, axis, least)

    @cached_property
    def counts(self) -> list[Count]:
        """The entries of each segment that has some, in the order of time."""
        begun = Counter((fact.extent.begins, fact.year, fact.topics[0]) for fact in self.facts)
        found = []
        for segment in self._segments:
            topics, pages = Counter[str](), set[str]()
            for (year, page, topic), count in begun.items():
                if segment.first <= year <= segment.last:
                    topics[topic] += count
                    pages.add(page)
            if not topics:
                continue
            first, alone = str(segment.first), segment.first == segment.last
            date = Edtf.parse(first if alone else f"{first}/{segment.last}")
            # Several years have no page of their own: there is the list of years.
            page = f"{first}/" if alone and first in pages else ""
            words = date_words(date, self.language)
            found.append(Count(segment, topics, words, f"{self.up}years/{page}"))
        return found

    def bar_height(self, count: int, height: float) -> float:
        """How high the bar of a count is, of `height` at most.

        As the root of its count, so that one entry shows beside a thousand.
        """
        return height * max(sqrt(count / self._highest), 0.05)

    @cached_property
    def _highest(self) -> int:
        return max(max(each.topics.values()) for each in self.counts)

    def address(self, entry: JoinedEntry) -> str:
        """Where an entry's page is."""
        return f"{self.up}events/{entry.id}/"

    def date(self, entry: JoinedEntry) -> str:
        """An entry's date in words."""
        return date_words(entry.record.date, self.language)

    def title(self, entry: JoinedEntry) -> str:
        """An entry's title."""
        return " ".join(entry.record.title[self.language.code].split())
