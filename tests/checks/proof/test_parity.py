"""Translation parity: which language of a text is behind, from the history of its record."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from scripts.i18n.language import read_languages
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


def commit(root: Path, day: int) -> None:
    stamp = f"2026-01-{day:02d}T12:00:00+0000"
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "N"), ("EMAIL", "n@example.org"), ("DATE", stamp))
    }
    for words in (["add", "."], ["commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=root, env={**os.environ, **names}, check=True)


@pytest.mark.usefixtures("nobodys_git")
def test_the_history_of_a_repository(tmp_path: Path) -> None:
    """Found in real commits and in what is not committed yet; listed at its line."""
    languages = read_languages()
    codes = tuple(language.code for language in languages)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    file = tmp_path / "seeds/one.yml"
    file.parent.mkdir()
    file.write_text(SOURCE.format(en="A", ar="أ"), "utf-8")
    commit(tmp_path, 1)
    file.write_text(SOURCE.format(en="B", ar="أ"), "utf-8")

    records, _ = load(tmp_path, codes)
    found = find_lags(records, tmp_path, read_history(tmp_path), codes)
    assert found == {"seeds/one.yml": [Lag(("title_in",), "ar", ("en",), None)]}

    commit(tmp_path, 2)
    found = find_lags(records, tmp_path, read_history(tmp_path), codes)
    assert found == {"seeds/one.yml": [Lag(("title_in",), "ar", ("en",), DAYS[1])]}
    [notice] = notices(records, found)
    assert (notice.path, notice.line, notice.column) == ("seeds/one.yml", 3, 3)
    assert (notice.code, notice.level) == ("lagging-translation", "warning")
    assert "en" in languages[1].message(notice)
