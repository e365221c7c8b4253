"""A process that waits: it does what it would have done at once, and never outlives its master."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.standby import Standby

PATIENCE = 20.0
"""Seconds after which something that should happen is given up."""

ROOT = Path(__file__).parent.parent

TOLD = """
import json, os, sys
print(json.dumps([__name__, sys.argv[1:], os.getcwd(), os.environ["TOLD"], sys.path[0]]))
print("colorsys" in sys.modules, flush=True)
sys.exit(int(sys.argv[1]))
"""

MASTER = """
import os, sys, time
from pathlib import Path
from scripts.standby import Standby
standby = Standby("sleeping", [], dict(os.environ))
if sys.argv[1] == "told":
    assert standby.run([], Path.cwd(), {})
    while not Path("begun").exists():
        time.sleep(0.01)
print(standby.process.pid, flush=True)
time.sleep(60)
"""


@contextmanager
def waiting(module: str, text: str, folder: Path, ahead: tuple[str, ...] = ()) -> Iterator[Standby]:
    """A process that waits to run a module with this text."""
    (folder / f"{module}.py").write_text(text, "utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{folder}"}
    standby = Standby(module, ahead, environment)
    try:
        yield standby
    finally:
        standby.end()


@pytest.mark.parametrize("status", [0, 3])
def test_it_runs_a_module(tmp_path: Path, status: int) -> None:
    """With arguments, folder and environment as if it had begun now; what it says is there."""
    with waiting("told_to", TOLD, tmp_path, ("colorsys",)) as standby:
        folder = tmp_path / "folder"
        folder.mkdir()
        assert standby.run([str(status), "a b", "ج"], folder, {"TOLD": "yes"})
        failed = standby.failed()
        standby.said.seek(0)
        first, second = standby.said.read().splitlines()
        assert json.loads(first) == [
            *("__main__", [str(status), "a b", "ج"], str(folder), "yes", str(folder))
        ]
        assert second == "True"
        assert standby.process.returncode == status
        assert (failed is None) == (status == 0)


def test_one_that_has_ended_is_no_use(tmp_path: Path) -> None:
    """It says so, rather than being waited for."""
    with waiting("told_to", TOLD, tmp_path, ("no.such.module",)) as standby:
        standby.process.wait(PATIENCE)
        assert not standby.run(["0"], tmp_path, {})


@pytest.mark.parametrize("told", ["told", "waiting"])
def test_it_ends_with_its_master(tmp_path: Path, told: str) -> None:
    """Also with one that is killed, at once and whatever it does."""
    (tmp_path / "sleeping.py").write_text(
        "import pathlib, time; pathlib.Path('begun').touch(); time.sleep(60)", "utf-8"
    )
    master = subprocess.Popen(
        [sys.executable, "-c", MASTER, told],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{tmp_path}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with master:
        assert master.stdout
        pid = int(master.stdout.readline())
        assert is_alive(pid)
        master.send_signal(signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.01)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    """Whether a process runs: one that has ended, and that nobody asked for, does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in "ZX"
