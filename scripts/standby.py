"""A Python process that has begun ahead of what it is to do: it waits with its modules imported.

Whoever prepares it starts `python -m scripts.standby MODULE AHEAD …`.  Told the arguments, it goes
on as `python -m MODULE ARGUMENTS` would; told nothing, it ends with the one who might have.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

CODE = Path(__file__).parent.parent


class Running:
    """A process that has begun, and what it says.

    That goes into a file: a pipe that nobody empties would stop it.
    """

    leads = False
    """Whether what it starts ends with it."""

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        *,
        inherits: bool = True,
        asks: bool = False,
    ) -> None:
        """Begin `words` in `folder`.

        It `inherits` what this process has open for its children; `asks` whether it is to be told
        something on its standard input.
        """
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  (until `end`)
        self.process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE if asks else subprocess.DEVNULL,
            stdout=self.said,
            stderr=subprocess.STDOUT,
            close_fds=not inherits,
            process_group=0 if self.leads else None,
            text=True,
        )

    def tell(self, value: object) -> None:
        """Tell it something, as a line of JSON. Raises OSError where it has ended."""
        # Not closed before the end: then a process that waits ends too.
        print(json.dumps(value), file=self.process.stdin, flush=True)

    def failed(self) -> str | None:
        """Wait for its end; what it said where it failed."""
        if not self.process.wait():
            return None
        self.said.seek(0)
        return self.said.read()

    def kill(self) -> None:
        """Let it end, whatever it does; whoever waits for it goes on."""
        if self.leads and self.process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def end(self) -> None:
        """End it, and forget what it said."""
        self.kill()
        self.process.wait()
        if self.process.stdin:
            with suppress(OSError):
                self.process.stdin.close()
        self.said.close()


class Leader(Running):
    """A process that starts others."""

    leads = True


class Standby(Running):
    """A process that waits for what it is to do."""

    def __init__(self, module: str, ahead: Sequence[str], environment: Mapping[str, str]) -> None:
        """Begin it: it will run `module`, and imports the modules `ahead` now."""
        words = [sys.executable, "-m", "scripts.standby", module, *ahead]
        # Nothing of this moment is to be held for as long as it waits.
        super().__init__(words, CODE, environment, inherits=False, asks=True)

    def run(self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> bool:
        """Let it run with these arguments; False where it has ended by itself."""
        order = {
            "arguments": [*arguments],
            "folder": str(folder),
            "environment": dict(environment),
        }
        try:
            self.tell(order)
        except OSError:
            return False
        return True


def main(module: str, ahead: Sequence[str]) -> None:
    """Wait for an order, and run the module."""
    for name in ahead:
        import_module(name)
    order = json.loads(sys.stdin.readline() or "null")
    if order is None:
        return
    threading.Thread(target=_end_with_whom_it_serves, daemon=True).start()
    os.chdir(order["folder"])
    os.environ.update(order["environment"])
    # `python -m` has the folder that it was called in first in its path.
    sys.path[0] = order["folder"]
    sys.argv = [module, *order["arguments"]]
    # What has been imported stays: not to be looked through for what could go.
    gc.freeze()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with_whom_it_serves() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
