"""Where the marks of the chart stand: a place on the axis, a row in the lane.

Places are counted from the earlier end, as in `axis`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.pages.chart.axis import Axis, Course
from scripts.records.dates import Edtf, Point, Precision
from scripts.records.model import Weight
from scripts.timeline.model import JoinedEntry

HARD, SOFT, OPEN = "h", "s", "o"
"""How a bar ends: on a known day, somewhere within what is known, or not at all."""


@dataclass(frozen=True)
class At:
    """A middle and a length, on elastic years and at true scale."""

    elastic: float
    true: float
    length: float = 0.0
    true_length: float = 0.0

    def extent(self, least: float) -> tuple[float, float]:
        """What it takes up of a row on elastic years, `least` if it is shorter."""
        half = max(least, self.length + least / 6) / 2
        return self.elastic - half, self.elastic + half


@dataclass(frozen=True)
class Mark:
    """An entry on the chart: its lane, its row there from the top, its place."""

    entry: JoinedEntry
    lane: int
    row: int
    at: At

    @property
    def ends(self) -> str:
        """How its bar begins and ends; empty for a point."""
        return ends(self.entry.record.date)

    @property
    def landmark(self) -> bool:
        """Whether it is one of the few that are labelled."""
        return self.entry.record.weight == Weight.LANDMARK

    @property
    def classes(self) -> str:
        """What the style sheet goes by."""
        date = self.entry.record.date
        kinds = {
            f"topic-{self.entry.record.topics[0]}": True,
            "rough": is_rough(date),
            "unsure": is_unsure(date),
            "landmark": self.landmark,
        }
        return " ".join(kind for kind, holds in kinds.items() if holds)


def ends(date: Edtf) -> str:
    """How the bar of a date begins and ends; empty for a day, which is a point."""
    if not date.is_interval and date.precision == Precision.DAY:
        return ""
    return _end(date.start) + _end(date.end)


def _end(point: Point | None) -> str:
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


def marks(
    entries: Sequence[JoinedEntry],
    lanes: Sequence[int],
    axis: Axis,
    least: float,
) -> list[Mark]:
    """One mark for each entry, in the same order; `lanes` tells the lane of each.

    Of the marks of a lane no two that share a row overlap, each taken to be `least` long.
    """
    places = _places([entry.record.date for entry in entries], lanes, axis)
    rows = dict[int, int]()
    taken = defaultdict[tuple[int, int], list[tuple[float, float]]](list)
    # Landmarks come first into the top row: nothing of their lane stands above them.
    order = sorted(
        range(len(entries)),
        key=lambda n: (entries[n].record.weight != Weight.LANDMARK, places[n].extent(least)),
    )
    for number in order:
        left, right = places[number].extent(least)
        row = 0
        while any(left < b and a < right for a, b in taken[lanes[number], row]):
            row += 1
        taken[lanes[number], row].append((left, right))
        rows[number] = row
    return [
        Mark(entry, lanes[number], rows[number], places[number])
        for number, entry in enumerate(entries)
    ]


def rows(placed: Sequence[Mark], lanes: int) -> list[int]:
    """How many rows each lane needs."""
    return [
        1 + max((mark.row for mark in placed if mark.lane == n), default=0) for n in range(lanes)
    ]


def _places(dates: Sequence[Edtf], lanes: Sequence[int], axis: Axis) -> list[At]:
    """Where dates stand: a day at a point, the others over the whole of their bounds.

    The points that a lane has on one day share the room that the day has there.
    """
    held = defaultdict[int, list[Edtf]](list)
    for date, lane in zip(dates, lanes, strict=True):
        held[lane].append(date)
    courses = {lane: axis.course(each) for lane, each in held.items()}
    days = [(lane, axis.bounds(date)[0]) for lane, date in zip(lanes, dates, strict=True)]
    count = Counter(day for day, date in zip(days, dates, strict=True) if not ends(date))
    before = Counter[tuple[int, int]]()
    places = []
    for (lane, day), date in zip(days, dates, strict=True):
        if ends(date):
            places.append(span(axis, axis.bounds(date), courses[lane]))
        else:
            share = (before[lane, day] + 0.5) / count[lane, day]
            places.append(At(courses[lane].place(day + share), axis.true(day + 0.5)))
            before[lane, day] += 1
    return places


def span(axis: Axis, days: tuple[int, int], course: Course | None = None) -> At:
    """Where the time from one day to another lies, in a lane with a course or on the axis."""
    elastic = course.place if course else axis.elastic
    left, right = map(elastic, days)
    true_left, true_right = map(axis.true, days)
    return At(
        (left + right) / 2, (true_left + true_right) / 2, right - left, true_right - true_left
    )
