"""How long a command takes and how much memory its largest process takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """Seconds by the clock, peak memory of the largest process in MB, seconds of each stage."""

    seconds: float
    peak: float
    stages: Mapping[str, float]


def ours(tree: Path) -> Measured:
    """Our build in the checkout `tree`, in a process of its own (see `bench.ours`)."""
    words = [sys.executable, "-m", "bench.ours", str(tree)]
    # The code of the tree is that of this checkout, so its own is not imported.
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found = json.loads(done.stdout)
    return Measured(found["seconds"], found["peak"], found["stages"])


def side_by_side(commands: Sequence[Sequence[str]], cwd: Path) -> Measured:
    """Commands that run at once, until the last has ended. Raises RuntimeError where one fails."""
    start = time.perf_counter()
    running = [
        subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for words in commands
    ]
    peak = 0.0
    for process, words in zip(running, commands, strict=True):
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = max(peak, usage.ru_maxrss / 1024)
        if process.returncode:
            raise RuntimeError(f"{words[:4]} ended with {process.returncode}")
    return Measured(time.perf_counter() - start, peak, {})
