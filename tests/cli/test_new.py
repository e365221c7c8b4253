"""`python -m scripts new`: from a few answers to a file that passes, or says what it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Command
from website.tools import files

ALL = [
    *("new", "--no-questions", "--lang", "en"),
    *("--title-en", "The mill burns down", "--title-ar", "احتراق الطاحونة"),
    *("--date", "14 May 1962", "--topic", "water"),
    *("--summary-en", "The mill burnt down: all of it.", "--summary-ar", "احترقت الطاحونة."),
    *("--source", "northern-gazette"),
]
PATH = "timeline/events/mill-burns-down.yml"


def answer(command: Command, *lines: str) -> tuple[int, str]:
    """Answer the questions with these lines; the status, and what was said."""
    done = command("new", "--lang", "en", given="".join(f"{each}\n" for each in lines))
    return done.returncode, done.stderr


def test_enough_is_given(checkout: Path, command: Command) -> None:
    """With all that matters the entry passes at once, and is in the canonical layout."""
    done = command(*ALL)
    assert done.returncode == 0, done.stderr
    assert "1962-05-14 stands for: " in done.stderr
    assert "14 May 1962" in done.stderr
    assert "Still to be filled in" not in done.stderr
    text = (checkout / PATH).read_text("utf-8")
    assert 'date: "1962-05-14"' in text
    assert "# 14 May 1962; no more precise than the sources" in text
    assert command("check").returncode == 0
    assert command("format", "--check", PATH).returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (ALL, f"the id 'mill-burns-down' is taken, in {PATH}: choose another"),
        ([*ALL, "--id", "bridge-fair"], "is taken, in timeline/events/bridge/bridge-fair.yml"),
        ([*ALL, "--id", "bridge-inaugurated"], "is taken, in timeline/redirects.yml"),
        ([*ALL, "--id", "Mill"], "'Mill' is not an id"),
        ([*ALL, "--id", "new"], "is reserved by the site"),
        (
            [*ALL[:8], "--date", "3/4/1962"],
            "can be read in two ways: write 1962-04-03 or 1962-03-04",
        ),
        ([*ALL[:8], "--date", "30 February 1962"], "1962-02 has 28 days"),
        (ALL[:8], "--date is needed"),
        ([*ALL[:4], "--date", "1962"], "an entry has a title"),
        ([*ALL, "--id", "a", "--topic", "wader"], "unknown topic 'wader'; did you mean 'water'?"),
        ([*ALL, "--id", "a", "--source", "nothern-gazette"], "did you mean 'northern-gazette'?"),
        ([*ALL, "--id", "a", "--summary-en", "a <b>"], "“<” does not belong"),
        ([*ALL, "--id", "a", "--title-en", "نص"], "does not belong in a text in this language"),
    ],
)
def test_refused(words: list[str], told: str, checkout: Path, command: Command) -> None:
    """A wrong answer is refused with the remedy, and nothing is written."""
    if words == ALL:
        assert command(*ALL).returncode == 0
    before = files(checkout)
    done = command(*words)
    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert files(checkout) == before


def test_questions(checkout: Path, command: Command) -> None:
    """Questions are asked again until the answer is right; what is left is told with its place."""
    status, said = answer(
        command,
        *("The mill burns down", "", "3/4/1962", "early 1960s", "", "wader", "Water"),
        *("", "", "", "", "https://example.org/mill"),
    )
    assert status == 0, said
    path = "timeline/proposed/mill-burns-down.yml"
    text = (checkout / path).read_text("utf-8")
    assert "(mill-burns-down):" in said
    assert "did you mean 'water'?" in said
    assert "# The source says “early 1960s”; EDTF has no sign for that but the 1960s" in text
    assert 'date: "196X"' in text
    assert "url: https://example.org/mill" in text
    assert said.count(f"{path}:") == 4, "summary; title, publisher and language of the source"
    assert command("format", "--check", path).returncode == 0


def test_end_of_input(checkout: Path, command: Command) -> None:
    """Where the answers end before the questions do, nothing is written."""
    before = files(checkout)
    status, said = answer(command, "The mill burns down", "", "1962")
    assert status == 1
    assert said.endswith("stopped: nothing was written\n")
    assert files(checkout) == before


def test_interrupt(with_code: Path) -> None:
    """The interrupt key ends it without a trace, on the disk and on the screen."""
    before = files(with_code)
    with subprocess.Popen(
        [sys.executable, "-m", "scripts", "new", "--lang", "en"],
        cwd=with_code,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr
        assert process.stderr.read(5) == b"Title"
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read().decode()
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert files(with_code) == before


def test_in_arabic(checkout: Path, command: Command) -> None:
    """Questions, comments and names are understood in Arabic too."""
    done = command(
        *("new", "--no-questions", "--lang", "ar", "--id", "mill", "--title-ar", "احتراق الطاحونة"),
        *("--date", "١٤ أيار ١٩٦٢"),
    )
    assert done.returncode == 0, done.stderr
    assert "ما بقي أن يُكتب:" in done.stderr
    text = (checkout / "timeline/proposed/mill.yml").read_text("utf-8")
    assert 'date: "1962-05-14"' in text
    assert "# جملتان أو ثلاث بكلمات محايدة" in text
    assert "  en:" not in text
