"""The chart's axis: from days to places, on elastic years and at true scale.

The years are as wide in every lane; within a full year each lane goes by what it holds itself.

Places are counted from the earlier end, whatever the direction of writing; the drawing mirrors
them.  A day is its proleptic ordinal (`date.toordinal`), and its middle half a day later.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from scripts.pages.facts import Extent, extent_of
from scripts.records.dates import Edtf

YEARS_FROM = 1990
"""What came before is background and stands by decades: Kazakhstan became independent in 1991."""

EMPTY, FULL, GROWTH = 0.8, 1.5, 0.62
"""A stretch with n entries is as wide as EMPTY + FULL × n ** GROWTH."""

BY_DATE = 0.35
"""How far the date decides on the place within a stretch; for the rest its rank does."""

MARGIN = 14.0
"""Room at both ends, so that a mark there is not cut."""

DECADE = 10


def first_day(year: int) -> int:
    """The ordinal of a year's first day, the year after the last included."""
    if year > datetime.MAXYEAR:
        return datetime.date.max.toordinal() + 1
    return datetime.date(year, 1, 1).toordinal()


@dataclass(frozen=True)
class Stretch:
    """A piece of the axis: a year, a decade, or years in which nothing begins; both inclusive."""

    first: int
    last: int
    count: int

    @property
    def start(self) -> int:
        """Its first day."""
        return first_day(self.first)

    @property
    def end(self) -> int:
        """The day after its last."""
        return first_day(self.last + 1)


class Axis:
    """Where days are, on an axis made of `stretches` (at least one).

    No stretch in which something begins is narrower than `least`; the axis may become wider than
    `width` for that.
    """

    @classmethod
    def of(cls, dates: Iterable[Edtf], width: float, least: float = 0.0) -> Axis:
        """An axis that holds `dates` (at least one)."""
        return cls(stretches_of([extent_of(date) for date in dates]), width, least)

    def __init__(self, stretches: list[Stretch], width: float, least: float = 0.0) -> None:
        """An axis of the width `width`, its margins included."""
        self.stretches = stretches
        kept = least * sum(1 for each in self.stretches if each.count)
        rooms = [EMPTY + FULL * each.count**GROWTH for each in self.stretches]
        spare = max(width - 2 * MARGIN - kept, len(rooms) * EMPTY)
        self.width = kept + spare + 2 * MARGIN
        self.edges = [MARGIN]
        for room, each in zip(rooms, self.stretches, strict=True):
            more = spare * room / sum(rooms) + (least if each.count else 0.0)
            self.edges.append(self.edges[-1] + more)

    @property
    def start(self) -> int:
        """The first day on it."""
        return self.stretches[0].start

    @property
    def end(self) -> int:
        """The day after the last on it."""
        return self.stretches[-1].end

    def bounds(self, date: Edtf) -> tuple[int, int]:
        """The first day that a date can mean, and the day after the last.

        An open end reaches as far as the axis does.
        """
        lower, upper = date.lower, date.upper
        return (
            lower.toordinal() if lower else self.start,
            upper.toordinal() + 1 if upper else self.end,
        )

    def stretch(self, date: Edtf) -> Stretch:
        """The stretch in which a date begins; where it has no beginning, in which it ends."""
        point = date.start or date.end
        if point is None:
            raise ValueError("a date has a beginning or an end")
        return self.stretch_of(point.year)

    def stretch_of(self, year: int) -> Stretch:
        """The stretch that a year is in."""
        return self.stretches[bisect_right(self._firsts, year) - 1]

    @cached_property
    def _firsts(self) -> list[int]:
        return [each.first for each in self.stretches]

    def true(self, day: float) -> float:
        """The place of a day where every year is as wide as every other.

        The background before the years keeps its own: centuries of it would leave no room.
        """
        since = first_day(YEARS_FROM)
        if not self.start < since < self.end:
            since = self.start
        if day < since:
            return self.elastic(day)
        left = self.elastic(since)
        return left + (day - since) / (self.end - since) * (self.edges[-1] - left)

    def elastic(self, day: float) -> float:
        """The place of a day on elastic years, where nothing is known of what a year holds."""
        return self._even.place(day)

    def ticks(self, room: float) -> list[tuple[Stretch, bool]]:
        """Every stretch, and whether its label has room beside those before it.

        The more entries the sooner, round years before others; none too near to the axis's end.
        """
        ranked = sorted(self.stretches, key=lambda each: (-each.count, each.first % 5, each.first))
        shown: list[float] = []
        found = []
        for each in ranked:
            place = self.elastic(each.start)
            free = place + room < self.width and all(abs(place - x) >= room for x in shown)
            if free:
                shown.append(place)
            found.append((each, free))
        return found

    @cached_property
    def _even(self) -> Course:
        return self.course(())

    def course(self, dates: Sequence[Edtf]) -> Course:
        """How time runs along a lane that holds `dates`: within a year as full as the lane is."""
        turns = set[int]()
        filled = Counter[int]()
        for date in dates:
            lower, upper = self.bounds(date)
            if upper - lower == 1:
                filled[lower] += 1
            else:
                turns.update((lower, upper))
        known = sorted({*turns, *filled, *(day + 1 for day in filled)})
        days, places = [self.start], [MARGIN]
        for number, each in enumerate(self.stretches):
            inside = known[bisect_right(known, each.start) : bisect_left(known, each.end)]
            cuts = [each.start, *inside, each.end]
            left, right = self.edges[number : number + 2]
            shares = _shares(cuts, turns, filled)
            days += cuts[1:]
            places += (left + share * (right - left) for share in accumulate(shares))
        return Course(days, places)


@dataclass(frozen=True)
class Course:
    """Days with their places, both in order; between two of them time runs evenly."""

    days: list[int]
    places: list[float]

    def place(self, day: float) -> float:
        """The place of a day; a later day is never before an earlier one."""
        after = min(max(bisect_right(self.days, day), 1), len(self.days) - 1)
        first, last = self.days[after - 1 : after + 1]
        left, right = self.places[after - 1 : after + 1]
        return left + (day - first) / (last - first) * (right - left)


def _shares(cuts: Sequence[int], turns: set[int], filled: Counter[int]) -> list[float]:
    """How much of a stretch's room the time from each cut to the next has.

    By its length, and by what begins, ends or happens there: a day with ten entries is wider than
    a day with one.  What begins or ends with the stretch itself needs no room within it.
    """
    first, last = cuts[0], cuts[-1]
    turning = [0.5 if cut in turns and first < cut < last else 0.0 for cut in cuts]
    weights = [
        filled[cut] + before + after
        for cut, (before, after) in zip(cuts, pairwise(turning), strict=False)
    ]
    by_rank = (1 - BY_DATE) / sum(weights) if any(weights) else 0.0
    by_date = (BY_DATE if by_rank else 1.0) / (last - first)
    lengths = (after - before for before, after in pairwise(cuts))
    return [
        by_date * length + by_rank * weight for length, weight in zip(lengths, weights, strict=True)
    ]


def stretches_of(extents: Sequence[Extent]) -> list[Stretch]:
    """The axis from its first year to its last: by decades, then by years, then what is left.

    Years stand alone up to the last one that a date names; a decade that reaches beyond makes no
    row of empty years.
    """
    first = min(each.first for each in extents)
    last = max(each.last for each in extents)
    named = max((each.named for each in extents if each.named is not None), default=first - 1)
    by_decade = Counter(each.begins // DECADE * DECADE for each in extents)
    by_year = Counter(each.begins for each in extents if each.exact)
    decades = [
        Stretch(decade, decade + DECADE - 1, by_decade[decade])
        for decade in range(first // DECADE * DECADE, min(YEARS_FROM, last + 1), DECADE)
    ]
    years = range(max(first, YEARS_FROM), named + 1)
    rest = max(named + 1, first, YEARS_FROM)
    tail = [Stretch(rest, last, 0)] if rest <= last else []
    return [*_merged(decades), *(Stretch(year, year, by_year[year]) for year in years), *tail]


def _merged(pieces: Sequence[Stretch]) -> Iterator[Stretch]:
    """Decades, those without an entry joined to one where they follow one another."""
    held: Stretch | None = None
    for each in pieces:
        if held and not held.count and not each.count:
            held = Stretch(held.first, each.last, 0)
            continue
        if held:
            yield held
        held = each
    if held:
        yield held
