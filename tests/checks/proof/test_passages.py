"""The proof of passages: each part of a passage, when wrong, gives one precise problem."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from scripts.checks.passages import PROOFS, SourceText, proofs_text, prove, read_proofs, unrecorded
from scripts.console import Reporter
from scripts.i18n.folding import fold, table, words
from scripts.i18n.language import Language, read_languages
from scripts.problems import Problem, problem
from scripts.records.load import Records, load
from scripts.records.model import Passage
from scripts.settings import Settings
from scripts.site.checked import load_and_check

LANGUAGES = read_languages()
LETTERS = table(LANGUAGES)
CODES = tuple(language.code for language in LANGUAGES)

TEXT = (
    "عنوان المقال\n"
    "\n"
    "وقّع الوزيران الاتفاق في تل أبيب، ثم عادا إلى العاصمة.\n"
    "وقع الوزيران الأول والثاني على البيان عام ٢٠١٤ في أستانا.\n"
    "The co-operation began in 2014, and the co-operation goes on.\n"
)

SOURCE = """\
title_in: {{en: A text, ar: نص}}
language: ar
genre: report
point_of_view: {{en: Neutral., ar: محايد.}}
seen: full-text
seen_on: 2026-11-21
text:
  sha256: {sha256}
  paragraphs: {paragraphs}
  checked: 2026-11-21
"""

ENTRY = """\
title: {{en: Title, ar: عنوان}}
date: "2014"
topics: [defence]
summary: {{en: Summary., ar: ملخص.}}
cites:
  - source: the-text
    says: states
    passage:
      start: {start}
      paragraph: {paragraph}
{rest}"""


def records(root: Path, source: dict[str, object], entry: dict[str, object]) -> Records:
    """The records of a checkout with one source and one entry that cites it."""
    (root / "seeds").mkdir()
    (root / "timeline/events").mkdir(parents=True)
    (root / "timeline/vocabulary").mkdir()
    topics = "defence: {label: {en: D, ar: د}, about: {en: A., ar: أ.}}\n"
    (root / "timeline/vocabulary/topics.yml").write_text(topics, "utf-8")
    given = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "paragraphs": 4, **source}
    (root / "seeds/the-text.yml").write_text(SOURCE.format(**given), "utf-8")
    given = {"start": "وقّع الوزيران الاتفاق", "paragraph": 2, "rest": "", **entry}
    (root / "timeline/events/signing.yml").write_text(ENTRY.format(**given), "utf-8")
    found, problems = load(root, CODES)
    assert problems == []
    return found


def proof(found: Records) -> tuple[list[Problem], dict[str, frozenset[str]]]:
    texts = {hashlib.sha256(TEXT.encode()).hexdigest(): TEXT.encode()}
    return prove(found, texts, LETTERS)


def test_a_right_passage_is_proven(tmp_path: Path) -> None:
    """Nothing is wrong, and its digest is among what is proven, until the passage changes."""
    found = records(tmp_path, {}, {})
    problems, proven = proof(found)
    assert problems == []
    assert list(proven) == ["the-text"]
    assert read_proofs(proofs_text(proven)) == proven
    assert list(unrecorded(found, proven)) == []
    assert [each.code for each in unrecorded(found, {})] == ["passage-unrecorded"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"start": "وقّع الوزراء الاتفاق"}, (9, 14, "anchor-not-found")),
        # Part of a word: a browser takes whole words only.
        ({"start": "الوزيران الاتفا"}, (9, 14, "anchor-not-found")),
        ({"paragraph": 3}, (10, 18, "anchor-elsewhere")),
        # Once as written, twice as a browser sees it: shadda does not count.
        ({"start": "وقّع الوزيران"}, (9, 14, "anchor-ambiguous")),
        # Case does not count either: "The co-operation" is the same to a browser.
        ({"start": "the co-operation", "paragraph": 4}, (9, 14, "anchor-ambiguous")),
        ({"start": "and the co-operation", "paragraph": 4}, None),
        ({"start": "co-operation", "paragraph": 4}, (9, 14, "anchor-ambiguous")),
        ({"rest": "      end: إلى المدينة.\n"}, (11, 12, "anchor-not-found")),
        ({"rest": "      end: إلى العاصمة.\n"}, None),
        ({"rest": "      suffix: في تل\n"}, None),
        ({"rest": "      suffix: إلى العاصمة.\n"}, (9, 14, "anchor-ambiguous")),
        ({"start": "co-operation", "paragraph": 4, "rest": "      prefix: and the\n"}, None),
        # What comes after an end, not after its start.
        ({"start": "عنوان", "paragraph": 1, "rest": "      end: المقال\n"}, None),
        ({"start": "وقّع الوزيران", "rest": "      end: في تل\n      suffix: أبيب، ثم\n"}, None),
        (
            {"start": "وقّع الوزيران", "rest": "      end: في تل\n      suffix: الاتفاق في\n"},
            (9, 14, "anchor-ambiguous"),
        ),
        # What comes before at the very beginning of the text.
        ({"start": "المقال", "paragraph": 1, "rest": "      prefix: عنوان\n"}, None),
    ],
)
def test_each_part_of_a_passage(
    tmp_path: Path, entry: dict[str, object], expected: tuple[int, int, str] | None
) -> None:
    """One wrong part, one problem, at that part's line and column."""
    problems, proven = proof(records(tmp_path, {}, entry))
    assert [(each.line, each.column, each.code) for each in problems] == (
        [expected] if expected else []
    )
    assert bool(proven) == (expected is None)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ({"start": "وقّع الوزراء الاتفاق"}, {"anchor": "وقّع الوزراء الاتفاق"}),
        ({"start": "الوزيران", "paragraph": 4}, {"paragraph": "4", "found": "2, 3"}),
        ({"start": "co-operation", "paragraph": 4}, {"count": "2"}),
    ],
)
def test_what_is_told_of_a_wrong_passage(
    tmp_path: Path, entry: dict[str, object], told: dict[str, str]
) -> None:
    """The words that are not there, where they are instead, how often."""
    problems, _ = proof(records(tmp_path, {}, entry))
    assert [dict(each.args) for each in problems] == [told]


def test_a_text_that_is_missing_hides_no_other(tmp_path: Path) -> None:
    """What cannot be looked up is told, and everything else is looked up all the same."""
    folder = tmp_path / "seeds"
    found = records(tmp_path, {}, {})
    lost = (folder / "the-text.yml").read_text("utf-8").replace("sha256: ", "sha256: 0")
    (folder / "a-lost-text.yml").write_text(re.sub("(sha256: .{64}).", r"\1", lost), "utf-8")
    entry = (tmp_path / "timeline/events/signing.yml").read_text("utf-8")
    cites_lost = entry.replace("the-text", "a-lost-text")
    (tmp_path / "timeline/events/an-earlier.yml").write_text(cites_lost, "utf-8")
    found, problems = load(tmp_path, CODES)
    assert problems == []
    problems, proven = proof(found)
    assert [(each.path, each.code) for each in problems] == [
        ("seeds/a-lost-text.yml", "text-not-found")
    ]
    assert list(proven) == ["the-text"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"sha256": "0" * 64}, (8, 11, "text-not-found")),
        ({"paragraphs": 5}, (9, 15, "paragraph-count")),
    ],
)
def test_the_fingerprint_and_the_count(
    tmp_path: Path, source: dict[str, object], expected: tuple[int, int, str]
) -> None:
    """A digit of the hash or of the count that is wrong is told once, at its place."""
    problems, _ = proof(records(tmp_path, source, {}))
    assert [(each.line, each.column, each.code) for each in problems] == [expected]
    counts = {"count": "4"} if expected[2] == "paragraph-count" else {}
    assert dict(problems[0].args) == counts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبراهام", "ابراهام"),
        ("مستشفى", "مستشفي"),
        ("وقّعَ", "وقع"),
        ("١٢٣", "123"),
        ("كـتاب", "كتاب"),
        ("دولة", "دوله"),
        ("Étude", "etude"),
        ("ﻻ", "لا"),
        ("“a” – b’s", '"a" - b\'s'),
    ],
)
def test_folding_sees_as_a_browser_does(one: str, other: str) -> None:
    """Pairs that Chromium's text fragments find equal fold to one."""
    assert fold(one, LETTERS) == fold(other, LETTERS)


@pytest.mark.parametrize(("one", "other"), [("ک", "ك"), ("كازاخستان", "كازخستان")])
def test_folding_keeps_letters_apart(one: str, other: str) -> None:
    """Pairs that Chromium's text fragments find different stay so."""
    assert fold(one, LETTERS) != fold(other, LETTERS)


def test_ascii_folds_as_all_text_does() -> None:
    text = "".join(map(chr, range(128)))
    assert fold(f"{text}é", LETTERS) == f"{fold(text, LETTERS)}e"


def test_an_end_far_away_is_still_one_place() -> None:
    """A range runs to the first end behind its start, over the borders of paragraphs."""
    text = SourceText(TEXT.encode(), LETTERS)
    assert text.places(Passage(start="ثم عادا", end="في أستانا", paragraph=2)) == 1
    assert words("عام ٢٠١٤، في", LETTERS) == ["عام", "2014", "في"]


@pytest.mark.parametrize("data", [b"", b"\xff", b"{", b"[" * 60000, b"[]", b'{"a": 1}', b"null"])
def test_what_is_kept_can_be_read(
    data: bytes, checkout: Path, languages: tuple[Language, ...]
) -> None:
    """A file of proofs that is broken is told like a broken record."""
    (checkout / PROOFS).write_bytes(data)
    found = Settings(checkout, "", "", "", languages)
    checked = load_and_check(found, Reporter(languages[0]))
    assert checked.chronology is None
    assert checked.problems == [problem(PROOFS, 1, 1, "unreadable-proofs")]
