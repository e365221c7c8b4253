"""What is measured of our build, one scenario after the other in one checkout."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import PIPE, Popen

from bench.measure import pages, today, wait
from bench.reader import measure
from bench.results import READERS, Measured, Stage, Waits
from bench.served import until_shown
from bench.trees import edit_entry, edit_source

ROOT = Path(__file__).parent.parent

IN_PLACE = "replace"
"""The stage with which the site is in place."""


def build(tree: Path) -> Measured:
    """Build a checkout in a process of its own, measured from its start.

    Raises RuntimeError, with what the process said, where it fails.
    """
    start = time.perf_counter()
    ends: dict[str, float] = {}
    stages: dict[str, Stage] = {}
    command = [sys.executable, "-m", "bench.ours", str(tree.resolve())]
    # The code of the tree is that of this checkout, so its own is not imported.
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        Popen(command, cwd=ROOT, stdout=PIPE, stderr=said, text=True) as process,
    ):
        for line in process.stdout or ():
            told = json.loads(line)
            name = told.pop("stage")
            ends[name] = time.perf_counter() - start
            if told:
                stages[name] = Stage(**told)
        peak = wait(process) or 0.0
        if process.returncode:
            said.seek(0)
            raise RuntimeError(said.read())
    made = pages(tree, tree / "site")
    return Measured(ends[IN_PLACE], ends["done"], peak, *made, today(), stages=stages)


def after(change: Callable[[Path], object]) -> Callable[[Path], Measured]:
    """The scenario of a change, then a build."""

    def scenario(tree: Path) -> Measured:
        change(tree)
        return build(tree)

    return scenario


def readers(tree: Path) -> Waits | None:
    """What readers of the site wait for."""
    return measure(tree / "site")


SCENARIOS: Mapping[str, Callable[[Path], Measured | Waits | None]] = {
    "cold": build,
    READERS: readers,
    "same": build,
    "entry": after(edit_entry),
    "source": after(edit_source),
    "serve": until_shown,
}
"""By name, in the order in which they follow each other; None where it cannot be measured here."""
