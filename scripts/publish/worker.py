"""A MkDocs process that starts before there is anything to publish.

`python -m scripts.publish.worker` imports what MkDocs imports, which takes most of the time that a
single page needs, and waits for the arguments of one `mkdocs` command as a line of JSON on standard
input. It ends when its standard input closes.
"""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

MODULE = "mkdocs"

MODULES = (
    *("mkdocs.commands.build", "mkdocs.config.defaults", "material.templates", "click"),
    *("markdown.extensions.attr_list", "markdown.extensions.toc"),
    *("markdown.extensions.tables", "markdown.extensions.fenced_code"),
)
"""What MkDocs imports in any case."""

WORKERS = 2
"""How many processes wait: two pages are often requested at once."""


class Workers:
    """Processes that wait for a command of MkDocs."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder, self.environment = folder, environment
        self._waiting: list[subprocess.Popen[str]] = []

    def prepare(self) -> None:
        """Start processes until enough wait."""
        while len(self._waiting) < WORKERS:
            words = [sys.executable, "-m", __name__]
            self._waiting.append(start(words, self.folder, self.environment))

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """Run a command of MkDocs, `python -m mkdocs …`; its exit status and what it printed."""
        self.prepare()
        process = self._waiting.pop(0)
        self.prepare()
        said, _ = process.communicate(json.dumps([*words[3:]]) + "\n")
        return process.returncode, said

    def end(self) -> None:
        """End the processes that wait."""
        for process in self._waiting:
            process.kill()
            process.communicate()
        self._waiting.clear()


def start(
    words: Sequence[str], folder: Path, environment: dict[str, str], *, close_fds: bool = True
) -> subprocess.Popen[str]:
    """Start a process in `folder` that says all it says on one channel."""
    return subprocess.Popen(
        words,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        close_fds=close_fds,
        encoding="utf-8",
        errors="replace",
    )


def main() -> None:
    """Import the modules, wait for the arguments, run MkDocs."""
    for name in MODULES:
        import_module(name)
    words = json.loads(sys.stdin.readline() or "null")
    if words is not None:
        sys.argv = [MODULE, *words]
        runpy.run_module(MODULE, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
