"""Build in a tree, and let something go wrong at a given moment: `driver.py TREE`, orders on stdin.

An order is a line of JSON: `fault` (`none`, `kill`, `full`, `read-only`, or `orphan`: killed while
the first publisher runs, which is slow), `at` (before which of the build's changes to the disk,
counted from 0; from there on the disk stays full), `before` (before which audit event, with the
ending of its path, from there on), `exchange` (whether folders can change names in one step).

The answer is a line of JSON: `status` (that of the command, or the negative number of the signal
that ended it), `changes` (how many there were), `said`.

Each order is carried out in a process of its own that is forked off, so that nothing has to be
imported again. The publisher is a small one that writes each page's Markdown, and the search index
a file: both are quick.
"""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from building import PUBLISHER, command, make_index

from scripts import __main__ as commands
from scripts.console import Reporter
from scripts.i18n.language import Language
from scripts.publish import mkdocs, search, write

CHANGES = frozenset(
    {
        *("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link"),
        *("os.symlink", "shutil.rmtree", "subprocess.Popen", "ctypes.dlsym"),
    }
)
"""Audit events of changes to the disk; opening for writing is one more."""

GROWING = frozenset({"open", "os.mkdir"})
"""Those that a full disk refuses."""


def main(tree: Path) -> None:
    """Carry out the orders that stand on standard input."""
    mkdocs.command = command
    search.make_index = make_index
    commands.ROOT = tree
    for line in sys.stdin:
        order = json.loads(line)
        told, telling = os.pipe()
        child = os.fork()
        if not child:
            os.close(told)
            carry_out(order, tree, telling)
        os.close(telling)
        with os.fdopen(told) as stream:
            answer = json.loads(stream.read() or "{}")
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps({**answer, "status": status}) + "\n")
        sys.stdout.flush()


class Fault:
    """What goes wrong: an audit hook that sees each change to the disk coming."""

    def __init__(self, order: dict[str, Any], tree: Path) -> None:
        self.order = order
        self.tree = tree
        self.count = self.publishers = 0

    def __call__(self, event: str, details: tuple[object, ...]) -> None:
        """Let it go wrong where its time has come."""
        if not changes(event, details, self.tree):
            return
        due = self.due(event, details)
        self.count += 1
        match self.order["fault"]:
            case "kill" | "orphan" if due:
                os.kill(os.getpid(), signal.SIGKILL)
            case "full" if due and event in GROWING:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(details[0]))
            case "read-only" if event != "subprocess.Popen":
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(details[0]))

    def due(self, event: str, details: tuple[object, ...]) -> bool:
        """Whether the ordered moment has come, or is over."""
        if self.order["fault"] == "orphan":
            words = details[1] if event == "subprocess.Popen" else ()
            self.publishers += isinstance(words, list) and PUBLISHER in words
            return self.publishers > 1
        kind, ending = self.order.get("before", (event, ""))
        reached: bool = self.count >= self.order["at"]
        return reached and event == kind and str(details[0]).endswith(ending)


def carry_out(order: dict[str, Any], tree: Path, telling: int) -> NoReturn:
    """Build, with the fault that is ordered; ends the process."""
    if not order.get("exchange", True):
        write._exchange = lambda *_: False
    if order["fault"] == "orphan":
        os.environ["SLOW"] = "1"
    said = io.StringIO()
    made = Reporter.__init__

    def quiet(self: Reporter, language: Language) -> None:
        made(self, language)
        self.console.file = said

    Reporter.__init__ = quiet  # type: ignore[method-assign]
    fault = Fault(order, tree)
    sys.addaudithook(fault)
    status = commands.main(["build", "--lang", "en"])
    order["fault"] = "none"
    with os.fdopen(telling, "w") as stream:
        json.dump({"changes": fault.count, "said": said.getvalue()}, stream)
    os._exit(status)


def changes(event: str, details: tuple[object, ...], tree: Path) -> bool:
    """Whether what Python is about to do changes the disk, below the tree."""
    if event in {"subprocess.Popen", "ctypes.dlsym"}:
        return event == "subprocess.Popen" or details[-1] == "renameat2"
    if event == "open":
        path, _, flags = details
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return bool(writes and isinstance(path, str) and path.startswith(f"{tree}/"))
    return event in CHANGES and str(details[0]).startswith(f"{tree}/")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
