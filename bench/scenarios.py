"""What is measured of our build, one scenario after the other in one checkout."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from bench.measure import pages, today, wait
from bench.reader import measure
from bench.results import READERS, Measured, Stage, Waits
from bench.served import until_shown
from bench.trees import edit_entry, edit_source

ROOT = Path(__file__).parent.parent

IN_PLACE = "replace"
"""The stage with which the site is in place; what comes after it follows in the background."""


Built = tuple[float, float, dict[str, Stage]]
"""Seconds until the site is in place, seconds until all is done, and the stages."""


class Builder:
    """A process that builds a checkout (see `bench.ours`), seen from the one that measures."""

    def __init__(self, tree: Path) -> None:
        """For the checkout `tree`; with `with` it starts, and it ends with it."""
        self.words = [str(tree.resolve())]
        self.peak = 0.0

    def __enter__(self) -> Self:
        """Start it; from here the first build is counted."""
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.start()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.ours", *self.words],
            # The code of the tree is that of this checkout, so its own is not imported.
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
        )
        # Both are there, as they were opened.
        self.orders = cast("IO[str]", self.process.stdin)
        self.told = cast("IO[str]", self.process.stdout)
        return self

    def start(self) -> None:
        """Count the next build from now."""
        self.clock = time.perf_counter()

    def build(self) -> Built:
        """Build once."""
        self.orders.write("build\n")
        self.orders.flush()
        in_place: float | None = None
        stages: dict[str, Stage] = {}
        for line in self.told:
            now, facts = time.perf_counter() - self.clock, json.loads(line)
            if "done" in facts:
                return in_place or now, now, stages
            name = facts["stage"]
            before = stages[name].seconds if name in stages else 0
            stages[name] = Stage(before + facts["seconds"], facts["peak"])
            if name == IN_PLACE and in_place is None:
                in_place = now
        raise RuntimeError("the build has ended early")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        """Let it end. Raises RuntimeError, with what it said, where it had failed."""
        with self.said, self.told:
            with contextlib.suppress(BrokenPipeError):
                self.orders.close()
            self.peak = wait(self.process) or 0.0
            if self.process.returncode:
                self.said.seek(0)
                raise RuntimeError(self.said.read()) from error


def built(change: Callable[[Path], object]) -> Callable[[Path], Measured]:
    """The scenario of a change, then a build in a process of its own, from its start."""

    def scenario(tree: Path) -> Measured:
        change(tree)
        with Builder(tree) as builder:
            found = builder.build()
        return _row(tree, builder, found)

    return scenario


def _row(tree: Path, builder: Builder, found: Built) -> Measured:
    seconds, indexed, stages = found
    site = pages(tree, tree / "site")
    return Measured(seconds, indexed, builder.peak, *site, today(), stages=stages)


def readers(tree: Path) -> Waits | None:
    """What readers of the site wait for."""
    return measure(tree / "site")


SCENARIOS: Mapping[str, Callable[[Path], Measured | Waits | None]] = {
    "cold": built(lambda _: None),
    READERS: readers,
    "same": built(lambda _: None),
    "entry": built(edit_entry),
    "source": built(edit_source),
    "serve": until_shown,
}
"""By name, in the order in which they follow each other; None where it cannot be measured here."""
