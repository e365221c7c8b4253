"""Marks and labels have places of their own."""

from __future__ import annotations

import random
from itertools import combinations, pairwise

import pytest

from scripts.pages.chart.axis import MARGIN
from scripts.pages.chart.labels import Label, place_labels, text_width, wrapped
from scripts.pages.chart.marks import Mark, ends, is_rough, is_unsure
from scripts.records.dates import Edtf
from scripts.timeline.model import Chronology

from .making import dated, drawn, many


@pytest.mark.parametrize("least", [24.0, 34.5])
def test_no_two_marks_of_a_row_overlap(whole: Chronology, least: float) -> None:
    """Not where they are seen nor where they are hit."""
    for chronology in (whole, many(300)):
        _, marks = drawn(chronology, least=least)
        pairs = [
            (a, b)
            for a, b in combinations(marks, 2)
            if (a.lane, a.row) == (b.lane, b.row)
            and a.at.extent(least)[0] < b.at.extent(least)[1] - 1e-9
            and b.at.extent(least)[0] < a.at.extent(least)[1] - 1e-9
        ]
        assert not pairs


def test_rows_are_filled_from_the_top(whole: Chronology) -> None:
    """No lane is higher than it must be, and a landmark has nothing of its lane above it."""
    _, marks = drawn(whole)
    for lane in {mark.lane for mark in marks}:
        used = {mark.row for mark in marks if mark.lane == lane}
        assert used == set(range(len(used)))
    assert {mark.row for mark in marks if mark.landmark} == {0}


def test_marks_of_a_lane_follow_time(whole: Chronology) -> None:
    """Points of a lane stand in the order of their days."""
    _, marks = drawn(whole)
    for lane in {mark.lane for mark in marks}:
        points = [mark.at.weighted for mark in marks if mark.lane == lane and not mark.ends]
        assert points == sorted(points)
        assert len(points) == len(set(points))


def test_bars_cover_what_a_date_can_mean(whole: Chronology) -> None:
    """From the first day to the last, on both scales; an open end to the end of the axis."""
    axis, marks = drawn(whole)
    for mark in marks:
        date = mark.entry.record.date
        if not mark.ends:
            continue
        lower, upper = axis.bounds(date)
        lane = [each.entry.record.date for each in marks if each.lane == mark.lane]
        for place, middle, length in (
            (axis.scale_of(lane), mark.at.weighted, mark.at.length),
            (axis.linear, mark.at.linear, mark.at.linear_length),
        ):
            assert middle - length / 2 <= place(lower) + 1e-6
            assert middle + length / 2 >= place(upper) - 1e-6
        if date.end is None:
            assert mark.at.weighted + mark.at.length / 2 == pytest.approx(axis.width - MARGIN)


@pytest.mark.parametrize(
    ("date", "bar", "rough", "unsure"),
    [
        ("2014-01-20", "", False, False),
        ("2014-01-20?", "", False, True),
        ("2014-01-20~", "", False, True),
        ("2014-01", "ss", True, False),
        ("2014", "ss", True, False),
        ("199X", "ss", True, False),
        ("14XX", "ss", True, False),
        ("2014?", "ss", True, True),
        ("2022-01-02/2022-01-19", "hh", False, False),
        ("2022-01-02/2022-01-19~", "hs", False, False),
        ("2022-01-02/2022-02", "hs", False, False),
        ("2022-01?/2022-02-01", "sh", False, True),
        ("2013/..", "so", False, False),
        ("2013-01-01/..", "ho", False, False),
        ("../2006-03-01", "oh", False, False),
        ("1995-21", "ss", True, False),
        # a set: all the days that it can mean, not a span of time
        ("[1991..1993]", "ss", True, False),
        ("[1992-12-01..1992-12-14]", "hh", True, False),
        ("[..1992]", "os", True, False),
    ],
)
def test_what_a_date_looks_like(date: str, bar: str, *, rough: bool, unsure: bool) -> None:
    """Days are points; ends are hard, soft or open; a doubt shows."""
    edtf = Edtf.parse(date)
    assert (ends(edtf), is_rough(edtf), is_unsure(edtf)) == (bar, rough, unsure)


def labelled(years: list[str], width: float) -> tuple[list[Mark], dict[str, Label]]:
    """The marks of these dates, and their labels as of landmarks."""
    axis, marks = drawn(dated(years), width)
    words = {each.entry.id: (each.at, (each.entry.year, "some words of a title")) for each in marks}
    return marks, place_labels(words, 12.5, axis.width)


@pytest.mark.parametrize("seed", range(25))
def test_labels_do_not_collide(seed: int) -> None:
    """Not with one another nor with a line, on both scales, and not when both are enlarged."""
    chance = random.Random(seed)  # noqa: S311  (a repeatable draw, no secret)
    dates = [f"{chance.randint(1990, 2026)}-{chance.randint(1, 12):02}-15" for _ in range(7)]
    marks, labels = labelled(dates, 950.0)
    assert len(labels) >= 4
    shown = [(mark, labels[mark.entry.id]) for mark in marks if mark.entry.id in labels]
    for scale in ("weighted", "linear"):
        for zoom in (1, 1.7, 30):
            placed = [(getattr(mark.at, scale) * zoom, label) for mark, label in shown]
            assert all(label.span(x)[0] >= 0 for x, label in placed)
            assert all(label.span(x)[1] <= 950 * zoom for x, label in placed)
            for (x, one), (y, other) in combinations(placed, 2):
                (left, right), (first, last) = one.span(x), other.span(y)
                if one.tier == other.tier:
                    assert right <= first or last <= left
                else:
                    low, line = ((left, right), y) if one.tier < other.tier else ((first, last), x)
                    assert not low[0] < line < low[1]


def test_four_landmarks_far_apart_stand_in_one_row() -> None:
    """No more tiers than it takes."""
    _, labels = labelled(["1992-04-10", "2003-05-05", "2013-05-05", "2024-05-05"], 1200.0)
    assert {label.tier for label in labels.values()} == {0}
    assert len(labels) == 4


def test_too_many_landmarks_of_a_day() -> None:
    """What finds no room has no label; nothing fails, and nothing takes long."""
    _, labels = labelled(["2014-01-20"] * 30, 950.0)
    assert 0 < len(labels) < 30


def test_text_is_measured() -> None:
    """Marks above letters have no width; the lines of a label are no wider than they may be."""
    assert text_width("كتَّاب", 10) == text_width("كتاب", 10)
    assert text_width("m", 10) > text_width("i", 10)
    lines = wrapped("Kazakhstan and Israel sign a defence agreement in Jerusalem", 12, 150, 3)
    assert all(text_width(line, 12) <= 150 for line in lines)
    assert len(wrapped("word " * 40, 12, 150, 3)) == 3
    assert wrapped("word " * 40, 12, 150, 3)[-1].endswith("…")
    assert wrapped("Donaudampfschifffahrtsgesellschaft", 12, 20, 2) == (
        "Donaudampfschifffahrtsgesellschaft",
    )
    assert all(a <= b for a, b in pairwise(text_width("long"[:n], 1) for n in range(5)))
