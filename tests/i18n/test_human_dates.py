"""Dates as people write them, in both languages: read exactly, or refused with a remedy."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from scripts.i18n.dates import date_words
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import read_languages
from scripts.problems import problem
from scripts.records.dates import DateError, Edtf
from scripts.records.fields import Date

CASES = Path(__file__).parents[1] / "human_dates.yml"
LANGUAGES = read_languages()
READER = DateReader(LANGUAGES)


def cases(section: str) -> dict[str, Any]:
    """A section of the table of dates in words, every value as text."""
    table = yaml.load(CASES.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    found: dict[str, Any] = table[section]
    return found


def refused(text: str) -> tuple[str, dict[str, str]]:
    """What a record with this date is told."""
    context = {"refusal": READER.refusal}
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Date).validate_python(text, context=context)
    (error,) = caught.value.errors()
    facts = {key: value for key, value in error.get("ctx", {}).items() if key != "last"}
    for language in LANGUAGES:
        assert language.message(problem("x", 1, 1, error["type"], **error.get("ctx", {})))
    return error["type"], facts


def is_edtf(text: str) -> bool:
    with suppress(DateError):
        return bool(Edtf.parse(text))
    return False


@pytest.mark.parametrize(("text", "edtf"), cases("read").items())
def test_read(text: str, edtf: str) -> None:
    """A date in words is the one that it names; a record may not have it, and is told which."""
    assert READER.read(text).date.text == edtf
    if not is_edtf(text):
        code, facts = refused(text)
        assert code in {"misspelt-date", "needless-x"}
        assert facts == {"value": text, "remedy": edtf}


@pytest.mark.parametrize(("text", "both"), cases("ambiguous").items())
def test_ambiguous(text: str, both: list[str]) -> None:
    """What can be read in two ways is refused with both."""
    wanted = {"value": text, "first": both[0], "second": both[1]}
    with pytest.raises(DateError) as caught:
        READER.read(text)
    assert (caught.value.code, caught.value.args_) == ("ambiguous-date", wanted)
    assert refused(text) == ("ambiguous-date", wanted)


@pytest.mark.parametrize(("text", "code"), cases("refused").items())
def test_refused(text: str, code: str) -> None:
    """What is no date, or none of any calendar, is refused; every refusal has its words."""
    with pytest.raises(DateError) as caught:
        READER.read(text)
    assert caught.value.code == code
    assert refused(text)[0] == code


@pytest.mark.parametrize(
    ("text", "is_part"),
    [("early 1990s", True), ("مطلع القرن العشرين", True), ("1990s", False), ("2016", False)],
)
def test_part(text: str, *, is_part: bool) -> None:
    """A part of a decade or century is the whole of it, and that is said."""
    assert READER.read(text).part == is_part


def test_after_all_years() -> None:
    """No day comes after the last."""
    with pytest.raises(DateError):
        READER.read("after 9999")


DAYS = st.dates(date(1000, 1, 1), date(2098, 1, 1))
SEASONS = st.tuples(DAYS, st.integers(21, 23)).map(lambda each: f"{each[0].year}-{each[1]}")
POINTS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    # The words of the first decade of a century are those of an interval.
    DAYS.filter(lambda day: day.year % 100 > 9).map(lambda day: f"{day.year // 10}X"),
    DAYS.map(lambda day: f"{day.year // 100}XX"),
)
SINGLE = st.tuples(POINTS, st.sampled_from(["", "~", "?", "%"])).map("".join)
SPANS = st.tuples(DAYS, st.integers(1, 800), st.sampled_from([10, 7, 4])).map(
    lambda each: (
        each[0].isoformat()[: each[2]],
        (each[0] + timedelta(days=each[1])).isoformat()[: each[2]],
    )
)
INTERVALS = SPANS.filter(lambda each: each[0] != each[1]).map("/".join)
SETS = SPANS.filter(lambda each: each[0] != each[1]).map(lambda each: f"[{'..'.join(each)}]")
OPEN = st.tuples(SPANS, st.sampled_from(["[..{}]", "[{}..]", "{}/..", "../{}"])).map(
    lambda each: each[1].format(each[0][0])
)


@given(st.one_of(SINGLE, SEASONS, INTERVALS, SETS, OPEN))
def test_what_the_pages_write(edtf: str) -> None:
    """The words in which the pages give a date are read as that date, in every language."""
    wanted = Edtf.parse(edtf)
    for language in LANGUAGES:
        assert READER.read(date_words(wanted, language)).date == wanted


@given(st.text(st.sampled_from("0123456789 -–/.~?X,abcmayنحوعام[]"), max_size=20))
def test_any_text(text: str) -> None:
    """Whatever is typed is read as a date or refused."""
    with suppress(DateError):
        date_read = READER.read(text).date
        assert Edtf.parse(date_read.text) == date_read
