"""Commands that run in the process of the tests: most take less time than Python's start."""

from __future__ import annotations

import io
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from scripts import __main__ as commands

OUTSIDE = ("SITE_ADDRESS", "SITE_REPOSITORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
"""Variables of the environment that must not reach a command."""


def run(root: Path, *words: str, given: str = "", **more: str) -> CompletedProcess[str]:
    """Run the command that `words` name as `python -m scripts` does in the checkout at `root`.

    It reads `given` from its standard input; `more` is added to the environment.
    """
    out, err = io.StringIO(), io.StringIO()
    at_termination = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in OUTSIDE:
            patch.delenv(name, raising=False)
        for name, value in {"COLUMNS": "80", **more}.items():
            patch.setenv(name, value)
        patch.setattr(commands, "ROOT", root)
        patch.setattr(sys, "stdin", io.StringIO(given))
        patch.chdir(root)
        try:
            status = commands.main([*words])
        finally:
            signal.signal(signal.SIGTERM, at_termination)
    return CompletedProcess(words, status, out.getvalue(), err.getvalue())
