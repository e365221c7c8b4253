"""Dates as people write them, in both languages: read exactly, or refused with a remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.cli.human_dates import DateReader, HumanDateError
from scripts.i18n.dates import date_words
from scripts.i18n.language import read_languages
from scripts.records.dates import DateError, Edtf

LANGUAGES = read_languages()
READER = DateReader(LANGUAGES)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("14 December 2016", "2016-12-14"),
        ("December 14, 2016", "2016-12-14"),
        ("the 14th of Dec. 2016", "2016-12-14"),
        ("December 2016", "2016-12"),
        ("May 2016", "2016-05"),
        ("كانون الأول 2016", "2016-12"),
        ("ديسمبر 2016", "2016-12"),
        ("في 14 كانون الأول/ديسمبر 2016 م", "2016-12-14"),
        ("١٤ ديسمبر ٢٠١٦", "2016-12-14"),
        ("۱۴ كانون الاول ۲۰۱۶", "2016-12-14"),
        ("about 1991", "1991~"),
        ("c. 1991", "1991~"),
        ("نحو 1991", "1991~"),
        ("حوالي عام 1991", "1991~"),
        ("probably about 1930", "1930%"),
        ("ربما 1992", "1992?"),
        ("1990s", "199X"),
        ("the 1990s", "199X"),
        ("تسعينيات القرن العشرين", "199X"),
        ("19th century", "18XX"),
        ("القرن التاسع عشر", "18XX"),
        ("2–19 January 2022", "2022-01-02/2022-01-19"),
        ("January 2–19, 2022", "2022-01-02/2022-01-19"),
        ("من 2 إلى 19 كانون الثاني/يناير 2022", "2022-01-02/2022-01-19"),
        ("30 January – 2 February 2022", "2022-01-30/2022-02-02"),
        ("28 December 2021 to 3 January 2022", "2021-12-28/2022-01-03"),
        ("January–March 2022", "2022-01/2022-03"),
        ("between 1995 and 1997", "1995/1997"),
        ("1991–92", "1991/1992"),
        ("since 2013", "2013/.."),
        ("منذ 2013", "2013/.."),
        ("until May 1995", "../1995-05"),
        ("حتى عام 1995", "../1995"),
        ("14/12/2016", "2016-12-14"),
        ("3.3.2016", "2016-03-03"),
        ("2016/3/4", "2016-03-04"),
        ("2016-12-14", "2016-12-14"),
        ("2013/..", "2013/.."),
        # A part of a decade or century is the whole of it, and that is said.
        ("early 1990s", "part of 199X"),
        ("late in the 1990s", "part of 199X"),
        ("أوائل تسعينيات القرن العشرين", "part of 199X"),
        ("مطلع القرن العشرين", "part of 19XX"),
    ],
)
def test_read(text: str, edtf: str) -> None:
    """A date in words, in either language, in any order of its parts, is the one that it names."""
    reading = READER.read(text)
    assert ("part of " if reading.part else "") + reading.date.text == edtf


@pytest.mark.parametrize(
    ("text", "code", "args"),
    [
        ("3/4/2016", "ambiguous", {"first": "2016-04-03", "second": "2016-03-04"}),
        ("٣/٤/٢٠١٦", "ambiguous", {"first": "2016-04-03", "second": "2016-03-04"}),
        ("2001–02", "ambiguous", {"first": "2001/2002", "second": "2001-02"}),
        ("3/4/16", "short-year", {}),
        ("late 2016", "unread", {}),
        ("5 May", "unread", {}),
        ("yesterday", "unread", {}),
        ("16 ربيع الأول 1437", "unread", {}),
        ("31/31/2016", "unread", {}),
        ("1990s or 1980s", "unread", {}),
        ("14 December 2016 at noon", "unread", {}),
        ("", "unread", {}),
    ],
)
def test_refused(text: str, code: str, args: dict[str, str]) -> None:
    """What can be read in two ways, or not at all, is refused; every refusal has its words."""
    with pytest.raises(HumanDateError) as caught:
        READER.read(text)
    assert caught.value.code == code
    assert caught.value.args_ == {"value": text, **args}
    for language in LANGUAGES:
        said = language.word(f"new.dates.{code}", n=None, **caught.value.args_)
        assert text in said


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31 February 2016", "no-such-day"),
        ("2016-13", "no-such-month"),
        ("2016/2014", "reversed-interval"),
        ("1992–91", "reversed-interval"),
    ],
)
def test_calendar(text: str, code: str) -> None:
    """What no calendar has is refused in the words of the checks."""
    with pytest.raises(DateError) as caught:
        READER.read(text)
    assert caught.value.code == code


DAYS = st.dates(date(1000, 1, 1), date(2098, 1, 1))
POINTS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: f"{day.year // 10}X"),
    DAYS.map(lambda day: f"{day.year // 100}XX"),
)
SINGLE = st.tuples(POINTS, st.sampled_from(["", "~", "?", "%"])).map("".join)
INTERVALS = st.tuples(DAYS, st.integers(1, 800)).map(
    lambda each: f"{each[0]}/{each[0] + timedelta(days=each[1])}"
)


@given(st.one_of(SINGLE, INTERVALS))
def test_what_the_pages_write(edtf: str) -> None:
    """The words in which the pages give a date are read as that date, in every language."""
    wanted = Edtf.parse(edtf)
    for language in LANGUAGES:
        assert READER.read(date_words(wanted, language)).date == wanted


@given(st.text(st.sampled_from("0123456789 -–/.~?X,abcmayنحوعام"), max_size=20))
def test_any_text(text: str) -> None:
    """Whatever is typed is read as a date or refused."""
    with suppress(DateError):
        date_read = READER.read(text).date
        assert Edtf.parse(date_read.text) == date_read
