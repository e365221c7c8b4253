"""What a chart shows: the entries with the places of their marks, or their counts by year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from math import sqrt
from typing import NamedTuple

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.chart.axis import Axis, Position, segments_of
from scripts.pages.chart.svg import HARD, OPEN, SOFT
from scripts.pages.facts import Fact, Facts
from scripts.records.dates import DatePart, Edtf, Precision
from scripts.records.model import Weight
from scripts.timeline.model import Chronology, JoinedEntry

MOST_MARKS = 400
"""With more entries the chart counts them by year and topic: so many marks would be a blob."""


def ends(date: Edtf) -> str:
    """How the bar of a date begins and ends; empty for a day, which is a point."""
    if date.start is date.end and date.precision == Precision.DAY:
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
    return date.uncertain or (date.approximate and date.start is date.end)


class Mark(NamedTuple):
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


class Count(NamedTuple):
    """The entries that begin in a segment of the axis: how many a topic has, and their page."""

    days: tuple[int, int]  # the first, and the one after the last
    years: str  # the first and the last, by which the script knows the entries
    topics: Counter[str]
    date: str
    page: str


class Subject:
    """What a chart shows, in the words of a language."""

    def __init__(
        self, chronology: Chronology, language: Language, up: str, facts: Facts, years_from: int
    ) -> None:
        """`facts` are those of all entries, at least one; years stand alone from `years_from`.

        `up` leads from the page to the root of the language's site.
        """
        self.language, self.up, self.years_from = language, up, years_from
        self.word, self.colour = language.section("chart"), chronology.colour
        self.rtl = language.direction == "rtl"
        known = [*chain(*facts.values())]
        self.counted = len(known) > MOST_MARKS
        ids = set() if self.counted else {fact.id for fact in known}
        self.entries = [each for each in chronology.entries.values() if each.id in ids]
        used, topics = {fact.topics[0] for fact in known}, chronology.topics.items()
        self.topics = {id_: topic.label[language.code] for id_, topic in topics if id_ in used}
        self.segments = segments_of([fact.extent for fact in known], years_from)
        self.counts = [*self._count(known)] if self.counted else []
        self._highest = max((max(each.topics.values()) for each in self.counts), default=0)

    def _count(self, facts: Sequence[Fact]) -> Iterator[Count]:
        """The entries of each segment that has some, in the order of time."""
        begun = Counter((fact.extent.begins, fact.year, fact.topics[0]) for fact in facts)
        for segment in self.segments:
            first, last = segment.first, segment.last
            topics, pages = Counter[str](), set[str]()
            for (year, page, topic), number in begun.items():
                if first <= year <= last:
                    topics[topic] += number
                    pages.add(page)
            if topics:
                date = Edtf.parse(f"{first}/{last}" if first < last else str(first))
                words = date_words(date, self.language)
                # Several years have no page of their own: there is the list of years.
                own = f"{first}/" if first == last and str(first) in pages else ""
                days, page = (segment.start, segment.end), f"{self.up}years/{own}"
                yield Count(days, f"{first} {last}", topics, words, page)

    def bar_height(self, number: int, height: float) -> float:
        """How high the bar of a count is: as the root, so that one shows beside a thousand."""
        return height * max(sqrt(number / self._highest), 0.05)

    def axis(self, width: float, least: float = 0.0) -> Axis:
        return Axis(self.segments, width, self.years_from, least, rtl=self.rtl)

    def marks(self, axis: Axis, least: float) -> list[Mark]:
        """The marks of the entries; no two of a row overlap, each taken to be `least` long."""
        found = dict[str, Mark]()
        for lane, topic in enumerate(self.topics):
            entries = [each for each in self.entries if each.record.topics[0] == topic]
            positions = _positions([each.record.date for each in entries], axis)
            # Landmarks come first into the top row: nothing of their lane stands above them.
            placed = sorted(
                (entry.record.weight != Weight.LANDMARK, at.extent(least), number, at)
                for number, (entry, at) in enumerate(zip(entries, positions, strict=True))
            )
            taken = defaultdict[int, list[tuple[float, float]]](list)
            for _, (left, right), number, at in placed:
                row = 0
                while any(left < b and a < right for a, b in taken[row]):
                    row += 1
                taken[row].append((left, right))
                found[entries[number].id] = Mark(entries[number], lane, row, at)
        return [found[entry.id] for entry in self.entries]

    def rows(self, marks: Sequence[Mark]) -> list[int]:
        """How many rows each lane needs."""
        return [
            1 + max((mark.row for mark in marks if mark.lane == lane), default=0)
            for lane in range(len(self.topics))
        ]

    def address(self, entry: JoinedEntry) -> str:
        return f"{self.up}events/{entry.id}/"

    def date(self, entry: JoinedEntry) -> str:
        return date_words(entry.record.date, self.language)

    def title(self, entry: JoinedEntry) -> str:
        return " ".join(entry.record.title[self.language.code].split())


def _positions(dates: Sequence[Edtf], axis: Axis) -> Iterator[Position]:
    """Where the dates of a lane are: days are points and share the room of the day; or a span."""
    place = axis.scale_of(dates)
    total = Counter(axis.bounds(date) for date in dates if not ends(date))
    before = Counter[tuple[int, int]]()
    for date in dates:
        first, last = day = axis.bounds(date)
        if ends(date):
            yield axis.span(first, last, place)
        else:
            share = (before[day] + 0.5) / total[day]
            before[day] += 1
            yield Position(place(first + share), axis.linear(first + 0.5))
