"""`python -m scripts format`: which files it takes, what it writes, what it says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from conftest import Command

RECORD = "timeline/events/river-talks.yml"
UNREADABLE = "no such: [thing\n"


def spoil(checkout: Path, path: str = RECORD) -> tuple[Path, str]:
    """Indent a record more deeply; the file, and the text that it should have."""
    file = checkout / path
    clean = file.read_text("utf-8")
    file.write_text(re.sub("(?m)^  (?=[a-z]+: )", "      ", clean), "utf-8")
    assert file.read_text("utf-8") != clean
    return file, clean


@pytest.fixture
def clean(command: Command, checkout: Path) -> Path:
    """The checkout with all its records in the layout."""
    assert command("format", "--lang", "en").returncode == 0
    return checkout


def test_writes(clean: Path, command: Command) -> None:
    """What is not in the layout is rewritten and named; a second run changes nothing."""
    file, text = spoil(clean)
    done = command("format", "--lang", "en")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [RECORD, "1 record was reformatted"]
    assert file.read_text("utf-8") == text
    before = file.stat().st_mtime_ns
    done = command("format", "--lang", "en")
    assert done.stderr.endswith("records are in the canonical layout\n")
    assert file.stat().st_mtime_ns == before


@pytest.mark.usefixtures("nobodys_git")
def test_check(clean: Path, command: Command) -> None:
    """With --check and --diff nothing is written; the status says whether something would be."""
    assert command("format", "--check").returncode == 0
    file, text = spoil(clean)
    spoilt = file.read_text("utf-8")
    done = command("format", "--check", "--lang", "en")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[:2] == [RECORD, "1 record is not in the canonical layout"]
    done = command("format", "--diff", "--lang", "en")
    assert done.returncode == 1
    assert file.read_text("utf-8") == spoilt
    # What it shows is what `patch` and git take.
    subprocess.run(["git", "apply"], cwd=clean, input=done.stdout, text=True, check=True)
    assert file.read_text("utf-8") == text


def test_named_files(clean: Path, command: Command) -> None:
    """Only what is named is looked at; what is no record is refused."""
    file, text = spoil(clean)
    other, _ = spoil(clean, "timeline/events/border-opens.yml")
    spoilt = other.read_text("utf-8")
    assert command("format", RECORD).returncode == 0
    assert file.read_text("utf-8") == text
    assert other.read_text("utf-8") == spoilt
    for name in ("pyproject.toml", "timeline/events/none.yml", "/etc/hostname"):
        done = command("format", name, "--lang", "en")
        assert done.returncode == 1
        assert f"{name} is not a record" in done.stderr
        assert "Traceback" not in done.stderr
    assert other.read_text("utf-8") == spoilt


def test_unreadable(clean: Path, command: Command) -> None:
    """What cannot be read is left as it is, its problem is told, and the others are formatted."""
    bad = clean / "timeline/events/bad.yml"
    bad.write_text(UNREADABLE, "utf-8")
    link = clean / "timeline/events/link.yml"
    link.symlink_to(clean / "pyproject.toml")
    file, text = spoil(clean)
    done = command("format", "--lang", "en")
    assert done.returncode == 1
    assert "timeline/events/bad.yml:" in done.stderr
    assert "timeline/events/link.yml:1:1: this is not a regular file" in done.stderr
    assert bad.read_text("utf-8") == UNREADABLE
    assert link.is_symlink()
    assert file.read_text("utf-8") == text


def test_key_order(clean: Path, command: Command) -> None:
    """Keys that are not in order are named and stay; nothing is lost of a file that is refused."""
    file = clean / RECORD
    text = file.read_text("utf-8")
    (date,) = re.findall("(?m)^date:.*\n", text)
    moved = text.replace(date, "").replace("title:", f"{date}title:", 1)
    file.write_text(moved, "utf-8")
    refused = clean / "timeline/events/refused.yml"
    refused.write_text("---\ntitle: a\n", "utf-8")
    done = command("format", "--lang", "en")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    line = moved[: moved.index("title:")].count("\n") + 1
    wanted = "'title' stands too low: move it, with its lines and its comments, above 'date'"
    assert f"{RECORD}:{line}:1: notice: {wanted} (key-order)" in lines
    assert any(each.endswith("(no-layout)") for each in lines)
    assert file.read_text("utf-8") == moved
    assert refused.read_text("utf-8") == "---\ntitle: a\n"
