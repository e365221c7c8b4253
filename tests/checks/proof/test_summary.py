"""`check --texts … --summary --facts …`: the figures are those of the records."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from running import run

from scripts.cli.check import read_facts, uncovered
from scripts.records.load import load

ROOT = Path(__file__).parents[3]
TEXT = "First paragraph of a text.\nSecond paragraph with seven words in all.\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with two records of its own, and the text beside it."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/text.txt").write_text(TEXT, "utf-8")
    (tmp_path / "timeline/events").mkdir(parents=True)
    (tmp_path / "timeline/vocabulary").mkdir()
    (tmp_path / "seeds").mkdir()
    topics = "trade: {label: {en: T, ar: ت}, about: {en: A., ar: أ.}}\n"
    (tmp_path / "timeline/vocabulary/topics.yml").write_text(topics, "utf-8")
    (tmp_path / "seeds/a-text.yml").write_text(
        "title_in: {en: A text, ar: نص}\nlanguage: en\ngenre: report\n"
        "point_of_view: {en: Neutral., ar: محايد.}\nseen: full-text\nseen_on: 2026-11-21\n"
        f"text: {{sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}, paragraphs: 2, "
        "checked: 2026-11-21}\n",
        "utf-8",
    )
    (tmp_path / "timeline/events/one.yml").write_text(
        "title: {en: One, ar: واحد}\ndate: '2014'\ntopics: [trade]\n"
        "summary: {en: S., ar: م.}\ncites:\n"
        "  - source: a-text\n    says: states\n"
        "    passage: {start: Second paragraph with, paragraph: 2}\n",
        "utf-8",
    )
    facts = [{"id": "one", "src": [{"file": "text.txt", "par": 2}]}]
    (tmp_path / "facts.json").write_text(json.dumps(facts), "utf-8")
    return tmp_path


def check(checkout: Path, *options: str) -> tuple[int, str]:
    """The status of the command `check` and what it says."""
    done = run(checkout, "check", "--lang", "en", *options)
    return done.returncode, done.stderr


def test_the_whole_command(checkout: Path) -> None:
    """Not recorded: a problem; recorded: proven, covered, and the figures of one entry."""
    everything = ("--texts", "texts", "--facts", "facts.json", "--summary")
    status, said = check(checkout, *everything)
    assert status == 1
    assert "timeline/events/one.yml:8:5: " in said
    assert "(passage-unrecorded)" in said

    status, said = check(checkout, "--texts", "texts", "--record")
    assert status == 0
    status, said = check(checkout, *everything)
    assert status == 0
    for line in (
        "passages proven: 1 of 1",
        "facts covered: 1 of 1",
        "entries: 1",
        "sources: 1, 0 with an address, 1 without",
        (
            "labels of entries: corroborated 0, single source 1, attributed 0, opinion 0, "
            "contested 0, unsupported 0"
        ),
        "sources per entry: 1.0 on average",
        "entries whose first claim rests on one independent source: 1 (100 %)",
    ):
        assert line in said.splitlines()

    # A fact that nobody cites.
    facts = [{"id": "two", "src": [{"file": "text.txt", "par": 1}]}]
    (checkout / "facts.json").write_text(json.dumps(facts), "utf-8")
    status, said = check(checkout, "--texts", "texts", "--facts", "facts.json")
    assert status == 1
    assert "facts covered: 0 of 1" in said
    assert "no claim cites the fact 'two' (text.txt, paragraph 1) (uncovered-fact)" in said


@pytest.mark.parametrize(
    "options",
    [
        ("--facts", "facts.json"),
        ("--texts", "nowhere"),
        ("--texts", "texts", "--facts", "nowhere.json"),
        ("--texts", "texts", "--facts", "texts/text.txt"),
    ],
)
def test_options_that_cannot_be_followed(checkout: Path, options: tuple[str, ...]) -> None:
    """A sentence and status 1, no traceback."""
    status, said = check(checkout, *options)
    assert status == 1
    assert "Traceback" not in said


@pytest.mark.parametrize("data", [b"", b"{", b"3", b'[{"id": 1}]', b'[{"id": 1, "src": [3]}]'])
def test_lists_of_facts_of_another_shape(data: bytes) -> None:
    """They are refused, whatever they are."""
    with pytest.raises(ValueError, match="Error: "):
        read_facts(data)


def test_a_file_that_is_no_source_covers_nothing(checkout: Path) -> None:
    """A fact in a text that no source record fingerprints is uncovered."""
    records, _ = load(checkout, ("ar", "en"))
    fact = ("x", (("other.txt", 2),))
    assert uncovered((fact,), records, {"other.txt": "0" * 64}) == [("x", "other.txt", 2)]
