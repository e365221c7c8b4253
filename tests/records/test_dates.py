"""The EDTF subset: what is read, what is refused, in which order dates stand."""

from __future__ import annotations

import calendar
import itertools
import math
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest
from edtf.parser import parser_classes
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.records.dates import DateError, DatePart, Edtf, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from time import struct_time

CENTURY, DECADE, YEAR, SEASON, MONTH, DAY = Precision


@pytest.mark.parametrize(
    ("text", "parts", "precision", "qualifier", "bounds"),
    [
        # level 0
        ("1992", (1992, None, None), YEAR, "", ("1992-01-01", "1992-12-31")),
        ("1992-04", (1992, 4, None), MONTH, "", ("1992-04-01", "1992-04-30")),
        ("1992-04-10", (1992, 4, 10), DAY, "", ("1992-04-10", "1992-04-10")),
        # the calendar's edges
        ("2016-02", (2016, 2, None), MONTH, "", ("2016-02-01", "2016-02-29")),
        ("1900-02", (1900, 2, None), MONTH, "", ("1900-02-01", "1900-02-28")),
        ("2000-02-29", (2000, 2, 29), DAY, "", ("2000-02-29", "2000-02-29")),
        ("1000", (1000, None, None), YEAR, "", ("1000-01-01", "1000-12-31")),
        ("9999-12-31", (9999, 12, 31), DAY, "", ("9999-12-31", "9999-12-31")),
        # qualified: the bounds stay
        ("1991-12?", (1991, 12, None), MONTH, "?", ("1991-12-01", "1991-12-31")),
        ("1930~", (1930, None, None), YEAR, "~", ("1930-01-01", "1930-12-31")),
        ("2014-01-20%", (2014, 1, 20), DAY, "%", ("2014-01-20", "2014-01-20")),
        # unspecified digits
        ("199X", (1990, None, None), DECADE, "", ("1990-01-01", "1999-12-31")),
        ("100X~", (1000, None, None), DECADE, "~", ("1000-01-01", "1009-12-31")),
        ("19XX", (1900, None, None), CENTURY, "", ("1900-01-01", "1999-12-31")),
        ("99XX%", (9900, None, None), CENTURY, "%", ("9900-01-01", "9999-12-31")),
    ],
)
def test_single_date(
    text: str,
    parts: tuple[int, int | None, int | None],
    precision: Precision,
    qualifier: str,
    bounds: tuple[str, str],
) -> None:
    """A date without a slash is one point, both beginning and end, with inclusive bounds."""
    uncertain, approximate = qualifier in ("?", "%"), qualifier in ("~", "%")
    edtf = Edtf.parse(text)
    assert edtf.text == str(edtf) == text
    assert edtf.start == DatePart(*parts, precision, uncertain, approximate)
    assert edtf.start is edtf.end
    assert (str(edtf.lower), str(edtf.upper)) == bounds
    assert not edtf.is_interval
    assert edtf.precision == precision
    assert (edtf.uncertain, edtf.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "precision", "qualified"),
    [
        ("2022-01-02/2022-01-19", "2022-01-02", "2022-01-19", DAY, (False, False)),
        ("2013/2014-05", "2013-01-01", "2014-05-31", YEAR, (False, False)),
        ("1930~/1940?", "1930-01-01", "1940-12-31", YEAR, (True, True)),
        ("2014-03%/2015-01-02", "2014-03-01", "2015-01-02", MONTH, (True, True)),
        ("199X/2004-05-06", "1990-01-01", "2004-05-06", DECADE, (False, False)),
        ("18XX~/19XX", "1800-01-01", "1999-12-31", CENTURY, (False, True)),
        # open
        ("2013/..", "2013-01-01", None, YEAR, (False, False)),
        ("../1995-06?", None, "1995-06-30", MONTH, (True, False)),
        # an end within the other: some reading is in order
        ("2014-03/2014", "2014-03-01", "2014-12-31", YEAR, (False, False)),
        ("2014/2014-03", "2014-01-01", "2014-03-31", YEAR, (False, False)),
        ("1990/199X", "1990-01-01", "1999-12-31", DECADE, (False, False)),
        ("2014/2014?", "2014-01-01", "2014-12-31", YEAR, (True, False)),
    ],
)
def test_interval(
    text: str,
    lower: str | None,
    upper: str | None,
    precision: Precision,
    qualified: tuple[bool, bool],
) -> None:
    """An interval runs from its beginning's lower to its end's upper bound; `..` has none."""
    edtf = Edtf.parse(text)
    assert edtf.text == text
    assert edtf.is_interval
    assert (edtf.start is None, edtf.end is None) == (lower is None, upper is None)
    assert (str(edtf.lower), str(edtf.upper)) == (str(lower), str(upper))
    assert edtf.precision == precision
    assert (edtf.uncertain, edtf.approximate) == qualified


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1995-21", ("1995-03-01", "1995-05-31")),
        ("1995-22", ("1995-06-01", "1995-08-31")),
        ("1995-23", ("1995-09-01", "1995-11-30")),
        ("1995-21/1995-23", ("1995-03-01", "1995-11-30")),
        ("1995-12-15/1996-21", ("1995-12-15", "1996-05-31")),
    ],
)
def test_season(text: str, bounds: tuple[str, str]) -> None:
    """A season is three whole months; it has no month of its own."""
    edtf = Edtf.parse(text)
    assert (str(edtf.lower), str(edtf.upper)) == bounds
    assert edtf.precision == SEASON
    assert edtf.end
    assert (edtf.end.month, edtf.end.day) == (None, None)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "precision"),
    [
        ("[1991..1993]", "1991-01-01", "1993-12-31", YEAR),
        ("[1992-03..1992-05]", "1992-03-01", "1992-05-31", MONTH),
        ("[1992-12-01..1992-12-14]", "1992-12-01", "1992-12-14", DAY),
        ("[..1992]", None, "1992-12-31", YEAR),
        ("[..1992-04-10]", None, "1992-04-10", DAY),
        ("[1993..]", "1993-01-01", None, YEAR),
    ],
)
def test_set(text: str, lower: str | None, upper: str | None, precision: Precision) -> None:
    """One unknown day within a span: the bounds of an interval, and no interval."""
    edtf = Edtf.parse(text)
    assert edtf.is_set
    assert not edtf.is_interval
    assert (str(edtf.lower), str(edtf.upper)) == (str(lower), str(upper))
    assert edtf.precision == precision
    assert edtf.start is not edtf.end


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "/", "..", "../..", "now", "May 2014", "20140120", "199", "19922", "-0500"),
        *("20.1.2014", "01/02/2014"),  # the first of two numbers can be a day or a month
        *("2014-01-20T10:00:00Z", "2014-W04", "2014-020", "2014--01", "2014-01-20-01"),
        *("２０１４", "१९९२"),  # fullwidth, Devanagari digits
        # EDTF that this subset leaves out
        *("Y17000", "1XXX", "2016-1X", "2016-XX-12", "201X-12", "1XX4", "?2016", "2016?-12"),
        *("2014??", "2014?~", "[2014,2015]", "{2014..2016}", "1950S2"),
        *("[2014,2016..]", "[2014]", "[..]", "[]", "[2014..2016", "[2014/2016]", "[2014..2016]?"),
        *("[..1930~]", "[1991?..1993]", "[2014..2015..2016]", "[[2014..2016]]", "[..2014]/2016"),
        # unknown beginning or end, which people confuse with an open one
        *("2014/", "/2014", "2014/unknown", "2014/...", "2014/..?"),
        *("2014/../2015", "2014//2015", "2013/2014/2015"),
        "2013–2014",  # a dash is no slash
    ],
)
def test_no_date(text: str) -> None:
    """What fits no form, and is near none, is refused with the text as it stands."""
    with pytest.raises(DateError) as caught:
        Edtf.parse(text)
    assert (caught.value.code, caught.value.args_) == ("bad-date", {"value": text})


@pytest.mark.parametrize(
    ("text", "code", "args"),
    [
        # no such date: one code, the coarsest that is wrong
        ("2016-13", "no-such-month", {"month": "13"}),
        ("2016-00", "no-such-month", {"month": "00"}),
        ("2014-13-45", "no-such-month", {"month": "13"}),
        ("2014-25", "no-such-month", {"month": "25"}),  # EDTF's spring of the north
        ("2014-21-05", "no-such-month", {"month": "21"}),
        ("2014-13-XX", "no-such-month", {"value": "2014-13", "month": "13"}),
        ("2015-02-30", "no-such-day", {"day": "30", "month": "2015-02", "last": "28"}),
        ("1900-02-29", "no-such-day", {"day": "29", "month": "1900-02", "last": "28"}),
        ("2014-01-00", "no-such-day", {"day": "00", "month": "2014-01", "last": "31"}),
        (
            "2014-04-30/2014-04-31",
            "no-such-day",
            {"value": "2014-04-31", "day": "31", "month": "2014-04", "last": "30"},
        ),
        ("0999", "year-out-of-range", {}),
        ("0000-13", "year-out-of-range", {}),
        ("099X", "year-out-of-range", {}),
        ("09XX?", "year-out-of-range", {}),
        # seasons: no qualifier, and a winter is one of two
        ("1995-21?", "qualified-season", {"remedy": "1995-21"}),
        (
            "1995-22~/1996",
            "qualified-season",
            {"value": "1995-22~", "remedy": "1995-22"},
        ),
        ("1995-24", "ambiguous-date", {"first": "1994-12/1995-02", "second": "1995-12/1996-02"}),
        # another spelling exists
        ("[1993..1991]", "reversed-interval", {"remedy": "[1991..1993]"}),
        ("[1992..1992]", "needless-interval", {"remedy": "1992"}),
        ("[ 1991 .. 1993 ]", "misspelt-date", {"remedy": "[1991..1993]"}),
        ("[1991-12..1992]", "misspelt-date", {"remedy": "[1991-12..1992-12]"}),
        ("[..199X]", "misspelt-date", {"remedy": "[..1999]"}),
        ("[1995-21..1995-23]", "misspelt-date", {"remedy": "[1995-03..1995-11]"}),
        ("2016-12-XX", "needless-x", {"remedy": "2016-12"}),
        ("2016-XX-XX?", "needless-x", {"remedy": "2016?"}),
        ("2016-XX", "needless-x", {"remedy": "2016"}),
        ("201X-XX", "needless-x", {"remedy": "201X"}),
        ("2016-xx", "needless-x", {"remedy": "2016"}),
        ("2014-XX/2015-01-XX", "needless-x", {"remedy": "2014/2015-01"}),
        ("2014/2014", "needless-interval", {"remedy": "2014"}),
        ("199X~/199X~", "needless-interval", {"remedy": "199X~"}),
        ("2015/2014", "reversed-interval", {"remedy": "2014/2015"}),
        ("199X/198X?", "reversed-interval", {"remedy": "198X?/199X"}),
        ("2014-01-20/2014-01-19", "reversed-interval", {"remedy": "2014-01-19/2014-01-20"}),
        # as people write it
        ("٢٠١٤-٠١-٢٠", "misspelt-date", {"remedy": "2014-01-20"}),
        ("۲۰۱۴", "misspelt-date", {"remedy": "2014"}),
        ("1991-12؟", "misspelt-date", {"remedy": "1991-12?"}),
        ("199x", "misspelt-date", {"remedy": "199X"}),
        ("2014-1-5", "misspelt-date", {"remedy": "2014-01-05"}),
        ("2014–01–20", "misspelt-date", {"remedy": "2014-01-20"}),
        ("2014/01/20", "misspelt-date", {"remedy": "2014-01-20"}),
        ("2014.1", "misspelt-date", {"remedy": "2014-01"}),
        (" 2014", "misspelt-date", {"remedy": "2014"}),
        ("2014\n", "misspelt-date", {"remedy": "2014"}),
        ("2013 / ..", "misspelt-date", {"remedy": "2013/.."}),
    ],
)
def test_refused_with_reason(text: str, code: str, args: dict[str, str]) -> None:
    """What is nearly a date is refused with the reason, and with the remedy where there is one."""
    with pytest.raises(DateError) as caught:
        Edtf.parse(text)
    assert (caught.value.code, caught.value.args_) == (code, {"value": text, **args})


def _points() -> Iterator[str]:
    """Some thousands of points, every form, all months and their last days."""
    for year in (1000, 1582, 1900, 1991, 2000, 2014, 2022, 2024, 9999):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            for day, qualifier in itertools.product((1, 9, 10, last), ("", "?", "~", "%")):
                yield f"{year}-{month:02}-{day:02}{qualifier}"
            yield from (f"{year}-{month:02}{qualifier}" for qualifier in ("", "?", "~", "%"))
    yield from (str(year) for year in range(1000, 10000, 20))
    yield from (f"{decade}X{'?~%'[decade % 3]}" for decade in range(100, 1000, 3))
    yield from (f"{century}XX" for century in range(10, 100))


def _oracle(text: str) -> parser_classes.EDTFObject:
    """What the `edtf` package makes of `text`, by its class for the form: the whole is too slow."""
    form: Any = parser_classes.Date
    if text.startswith("["):
        form = parser_classes.OneOfASet
    elif "/" in text:
        form = parser_classes.Level1Interval
    elif text[5:] in {"21", "22", "23", "24"}:
        form = parser_classes.Season
    elif "X" in text:
        form = parser_classes.Unspecified
    elif text[-1] in "?~%":
        form = parser_classes.UncertainOrApproximate
    return cast("parser_classes.EDTFObject", form.parse(text))


def _day(moment: struct_time | float) -> date | None:
    """A bound as the `edtf` package gives it: a `struct_time`, or an infinite float."""
    return None if isinstance(moment, float) else date(*moment[:3])


def _intervals() -> Iterator[str]:
    """Intervals without an `X`, which `edtf` does not read in them."""
    ends = ("1991", "1991-12?", "1992-04~", "1992-04-10", "2013%", "2014-02", "2016-02-29")
    yield from (f"{start}/{end}" for start, end in itertools.combinations(ends, 2))
    yield from (f"{end}/.." for end in ends)
    yield from (f"../{end}" for end in ends)
    yield from (f"{year}-{season}" for year in (1000, 1991, 2024) for season in (21, 22, 23))
    yield from ("1991-21/1991-23", "1991-22/..", "../1992-21", "1991-21/1992-04~")
    yield from ("[1991..1993]", "[1992-02..1992-04]", "[1992-12-01..1992-12-14]")
    yield from ("[..1992]", "[..1992-02]", "[1993..]", "[1993-01-02..]")


def test_dates_agree_with_edtf() -> None:
    """Bounds and qualifiers of some 3,000 dates are those of the independent package `edtf`."""
    texts = [*_points(), *_intervals()]
    assert len(texts) >= 3000
    for text in texts:
        ours, theirs = Edtf.parse(text), _oracle(text)
        assert ours.text == text
        bounds = _day(theirs.lower_strict()), _day(theirs.upper_strict())
        assert (ours.lower, ours.upper) == bounds, text
        if not ours.is_interval:
            both = theirs.is_uncertain_and_approximate
            assert ours.uncertain == (theirs.is_uncertain or both), text
            assert ours.approximate == (theirs.is_approximate or both), text


def test_where_edtf_differs() -> None:
    """What the package makes of seasons and open bounds that is not so, or not ours: known."""
    winter = _oracle("1995-24")
    # It ends the winter with the year; by the standard that is a matter of the reader.
    assert _day(winter.upper_strict()) == date(1995, 12, 31)
    # An open bound is an infinite number, not a date.
    for text in ("[..1992]", "../1992"):
        assert _oracle(text).lower_strict() == -math.inf  # type: ignore[comparison-overlap]
    for text in ("[1993..]", "1993/.."):
        assert _oracle(text).upper_strict() == math.inf  # type: ignore[comparison-overlap]
    # It reads intervals that end before they begin, and sets too.
    assert _oracle("1993/1991")
    assert _oracle("[1993..1991]")


def test_order() -> None:
    """Lower bound first, then the coarser, then the earlier end, then the text."""
    ordered = [
        "19XX",
        "198X/2004",
        "199X",
        "199X?",
        "199X/2004",
        "1990",
        "1990-01",
        "1990-01-01",
        "1991-12?",
        "../1991",  # an open beginning: by its upper bound
        "[..1991]",
        "1991-12-31",
        "1992",
        "1992/1993",
        "1992/1993?",
        "[1992..1993]",
        "1992/..",  # an open end: after all that are known
        "[1992..]",
        "1992-01",
        "1992-01/1992-02",
        "1992-01-01",
        "1992-01-01/1992-01-02",
        "1992-01-02",
    ]
    dates = [Edtf.parse(text) for text in reversed(ordered)]
    assert [each.text for each in sorted(dates, key=lambda each: each.sort_key)] == ordered
    assert len({each.sort_key for each in dates}) == len(dates)


def test_value() -> None:
    """A date is a value: equal and hashed by its text, and not to be changed."""
    assert Edtf.parse("1992-04") == Edtf.parse("1992-04")
    assert Edtf.parse("1992-04") != Edtf.parse("1992-04?")
    assert len({Edtf.parse("199X"), Edtf.parse("199X"), Edtf.parse("19XX")}) == 2
    with pytest.raises(AttributeError):
        Edtf.parse("1992").text = "1993"  # type: ignore[misc]


@fixed(300)
@given(st.one_of(st.text(), st.text("0123456789-/.X?~%x ٢؟[]", max_size=24)))
@example("2014-02-3O" * 7000)
def test_any_text(text: str) -> None:
    """Any text is a date or a DateError, and the remedy of an error is a date."""
    try:
        assert Edtf.parse(text).text == text
    except DateError as error:
        if remedy := error.args_.get("remedy"):
            assert Edtf.parse(remedy).text == remedy
