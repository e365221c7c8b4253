"""Days have places: later ones later, full years wider, whatever the dates."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from fixed import fixed
from hypothesis import given
from hypothesis import strategies as st

from scripts.pages.chart.axis import MARGIN, Axis, segments_of
from scripts.pages.facts import extent_of
from scripts.records.dates import Edtf

from .making import KINDS_OF_DATES, YEARS_FROM

FIXED = fixed(60)

DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2050, 12, 31)).map(str)
DATES = st.lists(
    st.one_of(st.sampled_from(KINDS_OF_DATES), DAYS, DAYS.map(lambda day: day[:7])),
    min_size=1,
    max_size=40,
)


def axis(*dates: str, width: float = 900.0, least: float = 0.0) -> Axis:
    """An axis that holds these dates, with years from YEARS_FROM on."""
    segments = segments_of([extent_of(date) for date in parsed(*dates)], YEARS_FROM)
    return Axis(segments, width, YEARS_FROM, least, rtl=False)


def parsed(*dates: str) -> list[Edtf]:
    return [Edtf.parse(date) for date in dates]


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@FIXED
@given(DATES)
def test_time_never_turns_back(dates: list[str]) -> None:
    """On the weighted and the linear scale and in a lane, a later day has no earlier place."""
    made = axis(*dates)
    lane = made.scale_of(parsed(*dates[::2]))
    bounds = {day for date in parsed(*dates) for day in made.bounds(date)}
    days = sorted({made.start, made.end, *range(made.start, made.end, 97), *bounds})
    for place in (made.weighted, made.linear, lane):
        places = [place(each) for each in days]
        assert all(a <= b + 1e-9 for a, b in pairwise(places))
        assert places[0] == pytest.approx(MARGIN)
        assert places[-1] == pytest.approx(made.width - MARGIN)


@FIXED
@given(DATES)
def test_segments_follow_one_another(dates: list[str]) -> None:
    """No year is left out or comes twice, and every bound of every date is on the axis."""
    made = axis(*dates)
    assert all(a.last + 1 == b.first for a, b in pairwise(made.segments))
    for date in parsed(*dates):
        lower, upper = made.bounds(date)
        assert made.start <= lower < upper <= made.end


def test_full_years_are_wide() -> None:
    """0.8 + 1.5 × n ** 0.62 for n entries."""
    made = axis("2000", *["2001-05-01"] * 7, "2003-06", width=1000.0)
    widths = [b - a for a, b in pairwise(made.edges)]
    formula = [0.8 + 1.5 * n**0.62 for n in (1, 7, 0, 1)]
    assert [each / sum(widths) for each in widths] == pytest.approx(
        [each / sum(formula) for each in formula]
    )


def test_within_a_year_rank_has_more_say_than_date() -> None:
    """One entry on 2 July stands in the middle; one in December is drawn towards it."""
    made = axis("2001-12-31")
    left, right = made.edges
    place = made.scale_of(parsed("2001-12-31"))
    share = (place(day("2001-12-31") + 0.5) - left) / (right - left)
    assert share == pytest.approx(0.35 * 364.5 / 365 + 0.65 * 0.5)


def test_a_day_is_as_wide_as_it_is_full() -> None:
    """Ten entries of a day have more room than one of another."""
    dates = [*["2001-03-01"] * 10, "2001-06-01"]
    place = axis(*dates).scale_of(parsed(*dates))
    full, other = (place(day(each) + 1) - place(day(each)) for each in dates[-2:])
    assert full > 5 * other


def test_the_background_stands_by_decades() -> None:
    """Before 1990 decades, the empty ones joined; then years, to the last that a date names."""
    made = axis("1400", "1935", "1992", "2001", "202X")
    assert [(each.first, each.last) for each in made.segments] == [
        (1400, 1409),
        (1410, 1929),
        (1930, 1939),
        (1940, 1989),
        *((year, year) for year in range(1990, 2002)),
        (2002, 2029),
    ]


@pytest.mark.parametrize(
    "dates", [["14XX"], ["199X"], ["20XX"], ["../1850"], ["9999"], ["2014/.."]]
)
def test_odd_axes(dates: list[str]) -> None:
    """One date alone makes an axis, whatever it is."""
    made = axis(*dates)
    assert made.weighted(made.end) == pytest.approx(made.width - MARGIN)


def test_on_the_linear_scale_years_are_equal() -> None:
    """From 1990 on; the background before keeps its room."""
    made = axis("1935", *["1995-05-05"] * 9, "2010")
    firsts = [day(f"{year}-01-01") for year in range(1991, 2011)]
    steps = [(made.linear(b) - made.linear(a)) / (b - a) for a, b in pairwise(firsts)]
    assert max(steps) == pytest.approx(min(steps))
    assert made.linear(made.start + 100) == made.weighted(made.start + 100)


def test_no_year_is_narrower_than_a_target() -> None:
    """Where a year itself is to be hit, the axis grows rather than be too narrow."""
    made = axis(*(f"{year}-05-05" for year in range(1990, 2020)), width=300.0, least=24.0)
    assert made.width > 30 * 24
    assert min(b - a for a, b in pairwise(made.edges)) >= 24


@FIXED
@given(DATES)
def test_labels_of_years_have_room(dates: list[str]) -> None:
    """Those that are shown are not nearer to one another than they need, and the first is free."""
    made = axis(*dates)
    ticks = made.ticks(36)
    places = sorted(made.weighted(each.start) for each, free in ticks if free)
    assert len(ticks) == len(made.segments)
    assert places
    assert all(b - a >= 36 for a, b in pairwise(places))
