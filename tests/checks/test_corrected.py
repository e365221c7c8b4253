"""Mistakes that were found once by reading: what holds since they are corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import check
from scripts.console import line
from scripts.i18n.language import Language
from scripts.records.load import load

EVENT = "timeline/events/found.yml"
RECORD = """\
title: {en: A record, ar: سجل}
date: "2001"
topics: [trade]
summary: {en: Something happened., ar: حدث شيء.}
cites: [{source: northern-gazette, says: states}]
"""


def told(root: Path, languages: tuple[Language, ...], name: str, record: str) -> list[str]:
    """Everything that is wrong with a checkout to which a record is added, in English."""
    (root / name).write_text(record, "utf-8")
    english = next(each for each in languages if each.code == "en")
    records, problems = load(root, tuple(each.code for each in languages))
    return [line(each, english) for each in sorted([*problems, *check(records, languages)])]


def test_two_mistakes_in_one_text(checkout: Path, languages: tuple[Language, ...]) -> None:
    """A text that is empty in one language and missing in the other is wrong twice."""
    record = RECORD.replace("{en: A record, ar: سجل}", '{en: ""}')
    codes = {each.rpartition(" ")[2] for each in told(checkout, languages, EVENT, record)}
    assert codes == {"(empty-text)", "(missing-language)"}


def test_language_of_a_source_on_the_spot(checkout: Path, languages: tuple[Language, ...]) -> None:
    """It is a code, as that of a source in seeds/."""
    on_the_spot = "{title: A, publisher: B, language: English please, url: https://example.org/}"
    record = RECORD.replace("source: northern-gazette", f"source: {on_the_spot}")
    problems = told(checkout, languages, EVENT, record)
    assert [each.rpartition(" ")[2] for each in problems] == ["(bad-language-code)"]


@pytest.mark.parametrize("name", ["index", "a" * 65])
def test_reason_of_a_bad_file_name(
    name: str, checkout: Path, languages: tuple[Language, ...]
) -> None:
    """The message says what is wrong with a file's name that is lower-case words."""
    [problem] = told(checkout, languages, f"timeline/events/{name}.yml", RECORD)
    assert "write lower-case ASCII words" not in problem
