"""The chart's axis: from days to positions, on two scales.

On the weighted scale a year is the wider the more entries begin in it, the same in every lane;
within a year each lane goes by what it holds itself. On the linear scale all years are as wide.

Positions are counted from the earlier end; `Axis.x` mirrors them where writing runs from right to
left. A day is its proleptic ordinal (`date.toordinal`), and its middle half a day later.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import leapdays
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from scripts.pages.facts import Extent
from scripts.records.dates import Edtf

EMPTY, FULL, GROWTH = 0.8, 1.5, 0.62
"""A segment with n entries is as wide as EMPTY + FULL × n ** GROWTH."""

BY_DATE = 0.35
"""The share of the date in the place within a segment; the rest is by rank."""

MARGIN = 14.0
"""Room at both ends, so that a mark there is not cut."""

DECADE = 10
Scale = Callable[[float], float]
"""The place of a day; a later day is never before an earlier one."""


def first_day(year: int) -> int:
    """The ordinal of a year's first day; `datetime` has none for the year 10000."""
    return 365 * (year - 1) + leapdays(1, year) + 1


@dataclass(frozen=True)
class Segment:
    """A piece of the axis: a year, a decade, or years in which nothing begins; both inclusive."""

    first: int
    last: int
    count: int

    @property
    def start(self) -> int:
        return first_day(self.first)

    @property
    def end(self) -> int:
        return first_day(self.last + 1)


class Position(NamedTuple):
    """A middle and a length, on the weighted and on the linear scale."""

    weighted: float
    linear: float
    length: float = 0.0
    linear_length: float = 0.0

    def extent(self, least: float) -> tuple[float, float]:
        """What it takes up of a row on the weighted scale, `least` if it is shorter."""
        half = max(least, self.length + least / 6) / 2
        return self.weighted - half, self.weighted + half


class Axis:
    """Where days are, on an axis made of `segments` (at least one).

    No segment in which something begins is narrower than `least`; the axis may become wider than
    `width` for that. What came before `years_from` is background, by decades.
    """

    def __init__(
        self, segments: list[Segment], width: float, years_from: int, least: float, *, rtl: bool
    ) -> None:
        self.segments, self.rtl = segments, rtl
        self.start, self.end = segments[0].start, segments[-1].end
        kept = [least if each.count else 0.0 for each in segments]
        rooms: list[float] = [EMPTY + FULL * each.count**GROWTH for each in segments]
        spare = max(width - 2 * MARGIN - sum(kept), len(rooms) * EMPTY)
        self.width = sum(kept) + spare + 2 * MARGIN
        total = sum(rooms)
        widths = (spare * room / total + more for room, more in zip(rooms, kept, strict=True))
        self.edges = [*accumulate(widths, initial=MARGIN)]
        self.weighted = self.scale_of(())
        years = first_day(years_from)
        # Centuries of background would leave no room: it keeps its width on the linear scale.
        self._linear_from = years if self.start < years < self.end else self.start
        until = min(years, self.end)
        self.background = self.span(self.start, until) if self.start < years else None

    def x(self, place: float) -> float:
        """How far a place is from the left."""
        return self.width - place if self.rtl else place

    def percent(self, place: float) -> str:
        """The same as a share of the width."""
        return f"{100 * self.x(place) / self.width:.2f}%"

    def bounds(self, date: Edtf) -> tuple[int, int]:
        """The first day that a date can mean and the day after the last; the axis's if open."""
        first = date.lower.toordinal() if date.lower else self.start
        return first, date.upper.toordinal() + 1 if date.upper else self.end

    def linear(self, day: float) -> float:
        if day < self._linear_from:
            return self.weighted(day)
        left, days = self.weighted(self._linear_from), self.end - self._linear_from
        return left + (day - self._linear_from) / days * (self.edges[-1] - left)

    def span(self, first: int, last: int, lane: Scale | None = None) -> Position:
        """Where the time from one day to another lies, in a lane or on the axis."""
        left, right = map(lane or self.weighted, (first, last))
        start, end = self.linear(first), self.linear(last)
        return Position((left + right) / 2, (start + end) / 2, right - left, end - start)

    def ticks(self, room: float) -> list[tuple[Segment, bool]]:
        """Every segment, by entries, then round years; and whether its label has room there."""
        shown: list[float] = []
        found = []
        for each in sorted(self.segments, key=lambda one: (-one.count, one.first % 5, one.first)):
            place = self.weighted(each.start)
            free = place + room < self.width and all(abs(place - x) >= room for x in shown)
            shown += [place] if free else []
            found.append((each, free))
        return found

    def scale_of(self, dates: Iterable[Edtf]) -> Scale:
        """How time runs along a lane that holds `dates`: within a year as full as the lane is."""
        turns = set[int]()
        filled = Counter[int]()
        for lower, upper in map(self.bounds, dates):
            if upper - lower == 1:
                filled[lower] += 1
            else:
                turns |= {lower, upper}
        known = sorted({*turns, *filled, *(day + 1 for day in filled)})
        days, places = [self.start], [MARGIN]
        for each, (left, right) in zip(self.segments, pairwise(self.edges), strict=True):
            inside = known[bisect_right(known, each.start) : bisect_left(known, each.end)]
            cuts = [each.start, *inside, each.end]
            days += cuts[1:]
            shares = accumulate(_shares(cuts, turns, filled))
            places += (left + share * (right - left) for share in shares)
        return partial(_place, days, places)


def _place(days: Sequence[int], places: Sequence[float], day: float) -> float:
    """Where `day` is, if time runs evenly between `days`, which have these places."""
    after = min(max(bisect_right(days, day), 1), len(days) - 1)
    first, last = days[after - 1 : after + 1]
    left, right = places[after - 1 : after + 1]
    return left + (day - first) / (last - first) * (right - left)


def _shares(cuts: Sequence[int], turns: set[int], filled: Counter[int]) -> list[float]:
    """How much of a segment's room the time from each cut to the next has.

    By its length, and by what begins, ends or happens there: a day with ten entries is wider than
    a day with one. What begins or ends with the segment itself needs no room within it.
    """
    first, last = cuts[0], cuts[-1]
    turning = {cut: 0.5 for cut in cuts[1:-1] if cut in turns}
    steps = [*pairwise(cuts)]
    weights = [filled[a] + turning.get(a, 0.0) + turning.get(b, 0.0) for a, b in steps]
    by_rank = (1 - BY_DATE) / sum(weights) if any(weights) else 0.0
    by_date = (BY_DATE if by_rank else 1.0) / (last - first)
    return [
        by_date * (b - a) + by_rank * weight for (a, b), weight in zip(steps, weights, strict=True)
    ]


def segments_of(extents: Sequence[Extent], years_from: int) -> list[Segment]:
    """The axis from its first year to its last: by decades, by years from `years_from`, the rest.

    Decades without an entry are one segment where they follow one another. Years stand alone up to
    the last one that a date names; a decade that reaches beyond makes no row of empty years.
    """
    first = min(each.first for each in extents)
    last = max(each.last for each in extents)
    named = max((each.named for each in extents if each.named is not None), default=first - 1)
    by_decade = Counter(each.begins // DECADE * DECADE for each in extents)
    by_year = Counter(each.begins for each in extents if each.exact)
    found: list[Segment] = []
    decades = range(first // DECADE * DECADE, min(years_from, last + 1), DECADE)
    for has_entries, group in groupby(decades, key=by_decade.__contains__):
        starts = [*group]
        runs = [[each] for each in starts] if has_entries else [starts]
        found += (Segment(run[0], run[-1] + DECADE - 1, by_decade[run[0]]) for run in runs)
    years = range(max(first, years_from), named + 1)
    found += (Segment(year, year, by_year[year]) for year in years)
    rest = max(named + 1, first, years_from)
    return [*found, Segment(rest, last, 0)] if rest <= last else found
