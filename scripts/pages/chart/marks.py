"""What a chart shows: the entries with the places of their marks, or their counts by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.chart.axis import Axis, Position, Segment, segments_of
from scripts.pages.facts import Fact
from scripts.records.dates import DatePart, Edtf, Precision
from scripts.records.model import Weight
from scripts.timeline.model import JoinedEntry

HARD, SOFT, OPEN = "h", "s", "o"
"""How a bar ends: on a known day, somewhere within what is known, or not at all."""


@dataclass(frozen=True)
class Mark:
    """An entry on the chart: its lane, its row there from the top, its position."""

    entry: JoinedEntry
    lane: int
    row: int
    at: Position

    @property
    def ends(self) -> str:
        return ends(self.entry.record.date)

    @property
    def landmark(self) -> bool:
        return self.entry.record.weight == Weight.LANDMARK

    @property
    def classes(self) -> str:
        """Its classes in the stylesheet, besides the colour of its topic."""
        date = self.entry.record.date
        kinds = {"rough": is_rough(date), "unsure": is_unsure(date), "landmark": self.landmark}
        return " ".join(kind for kind, holds in kinds.items() if holds)


def ends(date: Edtf) -> str:
    """How the bar of a date begins and ends; empty for a day, which is a point."""
    if not date.is_interval and date.precision == Precision.DAY:
        return ""
    return _end(date.start) + _end(date.end)


def _end(point: DatePart | None) -> str:
    if point is None:
        return OPEN
    known = point.precision == Precision.DAY and not (point.uncertain or point.approximate)
    return HARD if known else SOFT


def is_rough(date: Edtf) -> bool:
    """Whether its bar is no span of time, but all the days that it can mean."""
    return not date.is_interval and bool(ends(date))


def is_unsure(date: Edtf) -> bool:
    """Whether a mark must look uncertain; an end that is only about right is soft already."""
    return date.uncertain or (date.approximate and not date.is_interval)


def _positions(dates: Sequence[Edtf], axis: Axis) -> Iterator[Position]:
    """Where the dates of a lane stand: a day at a point, the others over all of their bounds.

    The points on one day share the room that the day has.
    """
    scale = axis.scale_of(dates)
    total = Counter(axis.bounds(date) for date in dates if not ends(date))
    before = Counter[tuple[int, int]]()
    for date in dates:
        first, last = day = axis.bounds(date)
        if ends(date):
            yield axis.span(first, last, scale)
        else:
            share = (before[day] + 0.5) / total[day]
            before[day] += 1
            yield Position(scale.place(first + share), axis.linear(first + 0.5))


@dataclass(frozen=True)
class Count:
    """The entries that begin in a segment of the axis: how many a topic has, and their page."""

    segment: Segment
    topics: Counter[str]
    date: str
    page: str

    @property
    def years(self) -> str:
        """Its first year and its last, by which the script knows its entries."""
        return f"{self.segment.first} {self.segment.last}"


@dataclass(frozen=True)
class Subject:
    """The entries of a chart in the order of time, and the names of their topics by id.

    `colours` are the classes of the topics in the stylesheet. `up` leads from the page to the root
    of the language's site. Very many entries are counted: then there are only their `facts`, which
    are there in any case. Years stand alone from `years_from`.
    """

    language: Language
    up: str
    entries: Sequence[JoinedEntry]
    facts: Sequence[Fact]
    topics: Mapping[str, str]
    colours: Mapping[str, str]
    years_from: int

    @property
    def counted(self) -> bool:
        """Whether the entries are counted by year, and have no marks."""
        return not self.entries

    @property
    def word(self) -> Callable[..., str]:
        return self.language.section("chart")

    @property
    def mirrored(self) -> bool:
        return self.language.direction == "rtl"

    @property
    def dates(self) -> list[Edtf]:
        return [entry.record.date for entry in self.entries]

    @cached_property
    def _segments(self) -> list[Segment]:
        return segments_of([fact.extent for fact in self.facts], self.years_from)

    def axis(self, width: float, least: float = 0.0) -> Axis:
        segments, years_from = self._segments, self.years_from
        return Axis(segments, width, years_from, least=least, mirrored=self.mirrored)

    def marks(self, axis: Axis, least: float) -> list[Mark]:
        """One mark for each entry, in the same order, in the lane of its first topic.

        Of the marks of a lane no two that share a row overlap, each taken to be `least` long.
        """
        found = dict[str, Mark]()
        for lane, topic in enumerate(self.topics):
            entries = [each for each in self.entries if each.record.topics[0] == topic]
            positions = _positions([each.record.date for each in entries], axis)
            # Landmarks come first into the top row: nothing of their lane stands above them.
            placed = sorted(
                zip(entries, positions, strict=True),
                key=lambda pair: (
                    pair[0].record.weight != Weight.LANDMARK,
                    pair[1].extent(least),
                ),
            )
            taken = defaultdict[int, list[tuple[float, float]]](list)
            for entry, at in placed:
                (left, right), row = at.extent(least), 0
                while any(left < b and a < right for a, b in taken[row]):
                    row += 1
                taken[row].append((left, right))
                found[entry.id] = Mark(entry, lane, row, at)
        return [found[entry.id] for entry in self.entries]

    def rows(self, marks: Sequence[Mark]) -> list[int]:
        """How many rows each lane needs."""
        return [
            1 + max((mark.row for mark in marks if mark.lane == lane), default=0)
            for lane in range(len(self.topics))
        ]

    @cached_property
    def counts(self) -> list[Count]:
        """The entries of each segment that has some, in the order of time, if they are counted."""
        if not self.counted:
            return []
        begun = Counter((fact.extent.begins, fact.year, fact.topics[0]) for fact in self.facts)
        found = []
        for segment in self._segments:
            topics, pages = Counter[str](), set[str]()
            for (year, page, topic), number in begun.items():
                if segment.first <= year <= segment.last:
                    topics[topic] += number
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

    def bar_height(self, number: int, height: float) -> float:
        """How high the bar of a count is, of `height` at most.

        As the root of its count, so that one entry shows beside a thousand.
        """
        return height * max(sqrt(number / self._highest), 0.05)

    @cached_property
    def _highest(self) -> int:
        return max(max(each.topics.values()) for each in self.counts)

    def address(self, entry: JoinedEntry) -> str:
        return f"{self.up}events/{entry.id}/"

    def date(self, entry: JoinedEntry) -> str:
        return date_words(entry.record.date, self.language)

    def title(self, entry: JoinedEntry) -> str:
        return " ".join(entry.record.title[self.language.code].split())
