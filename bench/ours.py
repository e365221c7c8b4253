"""A process that builds a checkout once: `python -m bench.ours TREE`.

On standard output it tells every stage as it ends, a line of JSON each, and `done` at the end.
"""

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
    """Tells how long each stage took, and nothing else."""

    @contextmanager
    def stage(self, name: str) -> Iterator[list[str]]:
        start = time.perf_counter()
        yield []
        tell(stage=name, seconds=time.perf_counter() - start, peak=peak())

    def say(self, text: str) -> None:
        pass


def peak() -> float:
    """The most memory that this process or one of those that it started has used so far, in MB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in who) / 1024


def tell(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main(tree: Path) -> None:
    settings = read_settings(tree, {})
    problems = build(settings, Stopwatch(settings.languages[-1]))
    if problems:
        sys.exit(f"{len(problems)} problems, first {problems[0]}")
    tell(stage="done")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
