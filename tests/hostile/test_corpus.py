"""The hostile corpus: each input gives precise problems or is inert; none breaks anything."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from .corpus import FAMILIES, cases

HERE = Path(__file__).parent
TOLD = HERE / "told.txt"

MEGABYTES = 300
"""Of memory at the most, for the whole corpus in one process."""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, list[str]]:
    """What came of every case in a process of its own, and under "" the memory that it took."""
    done = subprocess.run(
        [sys.executable, "-m", "hostile.worker"],
        env={**os.environ, "PYTHONPATH": f"{HERE.parents[1]}:{HERE.parent}", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        timeout=1200,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")[-2000:]
    return dict(map(json.loads, done.stdout.splitlines()))


def test_the_corpus_is_what_was_looked_at(outcomes: dict[str, list[str]]) -> None:
    """Every name is there once, in every family."""
    names = [case.name for case in cases()]
    assert Counter(names).most_common(1)[0][1] == 1
    assert {name.partition("/")[0] for name in names} == set(FAMILIES)
    assert len(names) >= 350
    assert [*outcomes] == [*names, ""]


def test_what_is_told(outcomes: dict[str, list[str]]) -> None:
    """The golden list, line for line: places and codes, no exception, nothing that hangs.

    After a change that is meant, look at what the test prints and copy it.
    """
    lines = [f"{name}: {'; '.join(told)}\n" for name, told in outcomes.items() if name]
    assert "".join(lines) == TOLD.read_text("utf-8")


def test_what_is_told_is_precise() -> None:
    """Each case of the golden list is inert, or has a problem with a place and a code."""
    for row in TOLD.read_text("utf-8").splitlines():
        name, _, told = row.partition(": ")
        assert told, name
        assert "Error" not in told, name
        assert "not printable" not in told, name


def test_it_stays_within_bounds(outcomes: dict[str, list[str]]) -> None:
    """300 MB for all of them; a case that takes too long is told as an error above."""
    (megabytes,) = outcomes[""]
    assert int(megabytes) < MEGABYTES
