"""Translation parity: which language of a text is behind, from the history of its record."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from timeline.revisions.tools import LANGUAGES, Repository, day

from scripts.records.load import load
from scripts.records.location import Value
from scripts.timeline.git import read_history
from scripts.timeline.translations import Lag, Version, find_lags, lags, notices

CODES = ("ar", "en")
DAYS = [datetime.date(2026, 1, day) for day in range(1, 10)]


def text(en: str, ar: str) -> Value:
    return {"en": en, "ar": ar}


def of(*values: Value) -> list[Version]:
    return [*zip(DAYS, values, strict=False)]


def test_a_change_in_one_language_leaves_the_other_behind() -> None:
    """From the day of the change, until the other follows."""
    versions = of({"title": text("A", "أ")}, {"title": text("B", "أ")})
    assert lags(versions, CODES) == [Lag(("title",), "ar", ("en",), DAYS[1])]
    followed = of(*[value for _, value in versions], {"title": text("B", "ب")})
    assert lags(followed, CODES) == []


def test_catching_up_does_not_turn_the_lag_round() -> None:
    """Who was behind and follows leaves nobody behind; who goes on alone does."""
    versions = of(
        {"title": text("A", "أ")},
        {"title": text("B", "أ")},
        {"title": text("B", "ب")},
        {"title": text("B", "ج")},
    )
    assert lags(versions, CODES) == [Lag(("title",), "en", ("ar",), DAYS[3])]


def test_inserting_a_claim_moves_nothing() -> None:
    """Texts are followed by their words, not by their place."""
    first: Value = {"claims": [{"text": text("One", "واحد")}]}
    second: Value = {"claims": [{"text": text("New", "جديد")}, {"text": text("Uno", "واحد")}]}
    where = ("claims", 1, "text")
    assert lags(of(first, second), CODES) == [Lag(where, "ar", ("en",), DAYS[1])]


@pytest.mark.parametrize(
    "second",
    [
        {"title": text("A  \n A", "أ")},  # folded otherwise
        {"title": text("B", "ب")},  # both changed
        {"title": text("B", "أ"), "compared": "2026-01-02"},  # somebody compared them
    ],
)
def test_what_leaves_nobody_behind(second: Value) -> None:
    """A change of form, of both languages, or one that needs none in the other."""
    assert lags(of({"title": text("A A", "أ")}, second), CODES) == []


def test_three_languages() -> None:
    """Each language that did not follow is behind on its own."""
    old: Value = {"title": {"ar": "أ", "en": "A", "qtz": "q"}}
    new: Value = {"title": {"ar": "أ", "en": "B", "qtz": "q"}}
    found = lags(of(old, new), ("ar", "en", "qtz"))
    assert [lag.language for lag in found] == ["ar", "qtz"]
    later: Value = {"title": {"ar": "ب", "en": "B", "qtz": "q"}}
    assert [lag.language for lag in lags(of(old, new, later), ("ar", "en", "qtz"))] == ["qtz"]


SOURCE = """\
title_in:
  en: {en}
  ar: {ar}
language: ar
genre: report
point_of_view:
  en: Neutral.
  ar: محايد.
seen: nothing
"""


@pytest.mark.usefixtures("nobodys_git")
def test_the_history_of_a_repository(tmp_path: Path) -> None:
    """Found in real commits and in what is not committed yet; listed at its line."""
    repository, name = Repository(tmp_path), "seeds/one.yml"
    repository.commit(1, SOURCE.format(en="A", ar="أ"), name)
    repository.write(SOURCE.format(en="B", ar="أ"), name)
    records, _ = load(tmp_path, CODES)
    found = find_lags(records, tmp_path, read_history(tmp_path), CODES)
    assert found == {name: [Lag(("title_in",), "ar", ("en",), None)]}

    repository.commit(2)
    found = find_lags(records, tmp_path, read_history(tmp_path), CODES)
    assert found == {name: [Lag(("title_in",), "ar", ("en",), day(2))]}
    [notice] = notices(records, found)
    assert (notice.path, notice.line, notice.column) == (name, 3, 3)
    assert (notice.code, notice.level) == ("lagging-translation", "warning")
    assert "en" in LANGUAGES["en"].message(notice)
