"""How long commands take, how much memory their largest process takes, what pages they made."""

from __future__ import annotations

import datetime
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

PAUSE = 0.01
"""Seconds between two looks at whether something has ended."""


def side_by_side(
    commands: Sequence[Sequence[str]], cwd: Path, limit: float
) -> tuple[float | None, float]:
    """Run commands at once until the last has ended, or for `limit` seconds.

    The seconds, None where it was cut off, and the MB of the largest process.  Raises RuntimeError
    where one fails.
    """
    start = time.perf_counter()
    with ExitStack() as stack:
        running = []
        for words in commands:
            said = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
            process = subprocess.Popen(
                words,
                cwd=cwd,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                # So that it ends with all that it has started.
                start_new_session=True,
            )
            stack.callback(end, process)
            running.append((process, said, words))
        peak = 0.0
        for process, said, words in running:
            found = wait(process, start + limit)
            if found is None:
                return None, peak
            peak = max(peak, found)
            if process.returncode:
                said.seek(0)
                raise RuntimeError(f"{words[:4]} ended with {process.returncode}: {said.read()}")
        return time.perf_counter() - start, peak


def wait(process: subprocess.Popen[str], until: float | None = None) -> float | None:
    """Wait for the end of a process: the peak memory in MB of the largest that it was made of.

    None where it has not ended at `until`, by the clock of `time.perf_counter`.
    """
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage.ru_maxrss / 1024
        if until is not None and time.perf_counter() > until:
            return None
        time.sleep(PAUSE)


def end(process: subprocess.Popen[str], how: signal.Signals = signal.SIGKILL) -> float:
    """End a process that leads a session, with all that it has started; its peak, as for `wait`."""
    if process.returncode is not None:
        return 0.0
    os.killpg(process.pid, how)
    return wait(process) or 0.0


def pages(tree: Path, site: Path) -> tuple[int, int]:
    """How many of the Markdown pages of `tree` are pages of `site`, and how many they are.

    `site` is a folder with one folder a language in it.
    """
    docs = tree / "docs"
    found = [page.relative_to(docs) for page in docs.glob("*/**/*.md")]
    return sum((site / _address(page) / "index.html").is_file() for page in found), len(found)


def _address(page: Path) -> Path:
    return page.parent if page.name == "index.md" else page.with_suffix("")


def today() -> str:
    """The day on which this is measured."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
