"""A MkDocs process that starts before there is anything to publish.

`python -m scripts.publish.worker` imports what MkDocs imports, which takes most of the time that a
single page needs, and waits for the arguments of one `mkdocs` command as a line of JSON on standard
input. It ends when its standard input closes.
"""

from __future__ import annotations

import json
import os
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

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: list[subprocess.Popen[str]] = []

    def prepare(self) -> None:
        """Start processes until enough wait."""
        while len(self._waiting) < WORKERS:
            self._waiting.append(start([sys.executable, "-m", __name__], self.folder))

    def run(self, words: Sequence[str]) -> tuple[int, str]:
        """Run a command of MkDocs, `python -m mkdocs …`; its exit status and what it printed."""
        self.prepare()
        process = self._waiting.pop(0)
        self.prepare()
        said, _ = process.communicate(json.dumps([*words[3:]]) + "\n")
        return process.returncode, said

    def end(self) -> None:
        for process in self._waiting:
            process.kill()
            process.communicate()
        self._waiting.clear()


def start(words: Sequence[str], folder: Path) -> subprocess.Popen[str]:
    """Start a publisher in `folder` that says all it says on one channel."""
    code = str(Path(__file__).parents[2])
    environment = {
        # Material's banner on its end of life.
        "NO_MKDOCS_2_WARNING": "1",
        # An old stamp makes the dates reproducible.
        "SOURCE_DATE_EPOCH": "0",
        # What it prints can be decoded, whatever the locale.
        "PYTHONIOENCODING": "utf-8",
        # The records need not lie beside the code.
        "PYTHONPATH": os.pathsep.join(filter(None, (code, os.environ.get("PYTHONPATH")))),
    }
    return subprocess.Popen(
        words,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        # It holds the build lock too, since a publisher can outlive a build that is killed.
        close_fds=False,
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
