"""One build of ours, stage by stage: `python -m bench.ours TREE`, JSON on standard output."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.build import build
from scripts.console import Reporter
from scripts.settings import read_settings


class Stopwatch(Reporter):
    """Keeps how long each stage took, and says nothing."""

    stages: dict[str, float]

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        """One stage of the build."""
        start = time.perf_counter()
        yield []
        self.stages[name] = time.perf_counter() - start

    def say(self, text: str) -> None:
        """Say nothing."""


def main(tree: Path) -> None:
    """Build in `tree` and print what was measured."""
    settings = read_settings(tree, {})
    stopwatch = Stopwatch(settings.languages[-1])
    stopwatch.stages = {}
    start = time.perf_counter()
    problems = build(settings, stopwatch)
    seconds = time.perf_counter() - start
    if problems:
        sys.exit(f"{len(problems)} problems, first {problems[0]}")
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(each).ru_maxrss for each in who) / 1024
    found = {"seconds": seconds, "peak": peak, "stages": stopwatch.stages}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
