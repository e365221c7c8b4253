"""Where the marks of the chart stand: a position on the axis, a row in the lane."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.pages.chart.axis import Axis, Position
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
        """How its bar begins and ends; empty for a point."""
        return ends(self.entry.record.date)

    @property
    def landmark(self) -> bool:
        """Whether it is one of the few that are labelled."""
        return self.entry.record.weight == Weight.LANDMARK

    @property
    def classes(self) -> str:
        """Its classes in the style sheet."""
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


def place_marks(
    entries: Sequence[JoinedEntry], lanes: Sequence[int], axis: Axis, least: float
) -> list[Mark]:
    """One mark for each entry, in the same order; `lanes` are the lanes of the entries.

    Of the marks of a lane no two that share a row overlap, each taken to be `least` long.
    """
    positions = _positions([entry.record.date for entry in entries], lanes, axis)
    found = dict[int, Mark]()
    taken = defaultdict[tuple[int, int], list[tuple[float, float]]](list)
    # Landmarks come first into the top row: nothing of their lane stands above them.
    order = sorted(
        range(len(entries)),
        key=lambda n: (entries[n].record.weight != Weight.LANDMARK, positions[n].extent(least)),
    )
    for number in order:
        left, right = positions[number].extent(least)
        lane, row = lanes[number], 0
        while any(left < b and a < right for a, b in taken[lane, row]):
            row += 1
        taken[lane, row].append((left, right))
        found[number] = Mark(entries[number], lane, row, positions[number])
    return [found[number] for number in range(len(entries))]


def rows(placed: Sequence[Mark], lanes: int) -> list[int]:
    """How many rows each lane needs."""
    return [
        1 + max((mark.row for mark in placed if mark.lane == n), default=0) for n in range(lanes)
    ]


def _positions(dates: Sequence[Edtf], lanes: Sequence[int], axis: Axis) -> list[Position]:
    """Where dates stand: a day at a point, the others over the whole of their bounds.

    The points that a lane has on one day share the room that the day has there.
    """
    held = defaultdict[int, list[Edtf]](list)
    for date, lane in zip(dates, lanes, strict=True):
        held[lane].append(date)
    scales = {lane: axis.scale_of(each) for lane, each in held.items()}
    days = [(lane, *axis.bounds(date)) for lane, date in zip(lanes, dates, strict=True)]
    count = Counter(day for day, date in zip(days, dates, strict=True) if not ends(date))
    before = Counter[tuple[int, int, int]]()
    found = []
    for day, date in zip(days, dates, strict=True):
        lane, first, last = day
        if ends(date):
            found.append(axis.span(first, last, scales[lane]))
        else:
            share = (before[day] + 0.5) / count[day]
            found.append(Position(scales[lane].place(first + share), axis.linear(first + 0.5)))
            before[day] += 1
    return found
