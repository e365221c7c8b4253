"""A process that builds a checkout each time it is told to: `python -m bench.ours TREE`.

For every line on standard input it builds once.  On standard output it tells, a line of JSON each,
every stage as it ends, and then that the build has ended.
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
        """One stage of the build."""
        start = time.perf_counter()
        yield []
        tell(stage=name, seconds=time.perf_counter() - start, peak=peak())

    def say(self, text: str) -> None:
        """Say nothing."""


def peak() -> float:
    """The most memory that this process or one of those that it started has used so far, in MB."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(each).ru_maxrss for each in who) / 1024


def tell(**facts: object) -> None:
    """Say something to the process that measures."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main(tree: Path) -> None:
    """Build in `tree` for every line that comes."""
    settings = read_settings(tree, {})
    stopwatch = Stopwatch(settings.languages[-1])
    for _ in sys.stdin:
        problems = build(settings, stopwatch)
        if problems:
            sys.exit(f"{len(problems)} problems, first {problems[0]}")
        tell(done=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
