"""Faults while building: the last good site stays whole, and the next run repairs what is left.

Each fault is injected into a real build of the toy chronology (see `driver.py`); one of a real
file-size limit and one of two builds at once go through the command itself.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import Quiet, settings_of
from conftest import Sweep
from website.tools import REPOSITORY, copy_small_tree, environment, files

from scripts.build import build
from scripts.problems import Problem
from scripts.records import load
from scripts.records.files import read_bytes
from scripts.settings import Settings

RECORD = Path("timeline/events/river-talks.yml")


@dataclass
class Workshop:
    """A tree with a good site, to which a record was changed, and the builds that go wrong in it.

    `before` and `after` are the files of the site without the change and with it; `steps` is how
    many changes to the disk the build takes between them.
    """

    tree: Path
    kept: Path
    driver: subprocess.Popen[str]
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    steps: int = 0

    def build(self, fault: str = "none", at: int = 0, **more: object) -> dict[str, Any]:
        """Build in the tree, with the fault before change `at`: status, changes, what was said."""
        assert self.driver.stdin
        assert self.driver.stdout
        self.driver.stdin.write(json.dumps({"fault": fault, "at": at, **more}) + "\n")
        self.driver.stdin.flush()
        answer: dict[str, Any] = json.loads(self.driver.stdout.readline())
        return answer

    @property
    def settings(self) -> Settings:
        return settings_of(self.tree)

    @property
    def site(self) -> dict[str, bytes]:
        """The files of the site as they are now."""
        return files(self.tree / "site")

    def reset(self) -> None:
        """The tree as it was before any fault."""
        shutil.rmtree(self.tree)
        shutil.copytree(self.kept, self.tree, symlinks=True)

    def repairs(self) -> None:
        """Build again without a fault, and look whether all is well."""
        again = self.build()
        assert again["status"] == 0, again
        assert self.site == self.after
        left = [path.name for path in self.tree.glob(".site*")]
        left += [path.name for path in self.tree.rglob(".*.partial")]
        assert left == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """The workshop, made once."""
    home = tmp_path_factory.mktemp("faults")
    tree = copy_small_tree(home / "tree")
    words = [sys.executable, "-m", "faults.driver", str(tree)]
    with subprocess.Popen(
        words,
        cwd=REPOSITORY / "tests",
        env=environment(tree, PYTHONPATH=str(REPOSITORY)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as driver:
        shop = Workshop(tree, home / "kept", driver)
        assert shop.build()["status"] == 0
        shop.before = shop.site
        file = tree / RECORD
        file.write_text(file.read_text("utf-8").replace("  en: ", "  en: Changed ", 1), "utf-8")
        shutil.copytree(tree, shop.kept, symlinks=True)
        whole = shop.build()
        shop.after, shop.steps = shop.site, whole["changes"]
        assert whole["status"] == 0
        assert shop.before != shop.after
        assert shop.steps > 100
        yield shop
        assert driver.stdin
        driver.stdin.close()


@pytest.fixture
def workshop(made: Workshop) -> Workshop:
    """The workshop as it was when it was made."""
    made.reset()
    return made


def spread(steps: int, count: int) -> list[int]:
    """Moments over the whole build, first and last among them."""
    return [round(number * (steps - 1) / (count - 1)) for number in range(count)]


def test_killed_at_any_moment(workshop: Workshop, sweep: Sweep) -> None:
    """Whenever it ends, the site is the old one or the new one, and the next build needs no help.

    The old one up to the swap: a whole new site that nobody sees is none.
    """
    for at in spread(workshop.steps, 4 if sweep.whole else 2):
        workshop.reset()
        assert workshop.build("kill", at)["status"] == -signal.SIGKILL
        assert workshop.site in (workshop.before, workshop.after)
        workshop.repairs()


@pytest.mark.parametrize(
    ("moment", "left", "exchange"),
    [
        # The next thing is that the folders change names.
        (("ctypes.dlsym", ""), "before", True),
        # They just have, and the old site is about to be deleted.
        (("shutil.rmtree", ".site.new"), "after", True),
        # Between two renames, where the system cannot swap folders, there is none for a moment.
        (("os.rename", ".site.new"), "none", False),
    ],
)
def test_killed_at_the_swap(
    workshop: Workshop, moment: tuple[str, str], left: str, *, exchange: bool
) -> None:
    """The site is the old one or the new one, search index and book included."""
    at = workshop.steps // 2 if exchange else 0
    killed = workshop.build("kill", at, before=moment, exchange=exchange)
    assert killed["status"] == -signal.SIGKILL
    assert workshop.site == {"before": workshop.before, "after": workshop.after, "none": {}}[left]
    workshop.repairs()


def test_a_damaged_store(workshop: Workshop) -> None:
    """A page of the store with a flipped bit, or none at all, is published again."""
    store = workshop.tree / ".cache" / "store"
    flipped, gone, *_, other = [file for file in sorted(store.glob("*/*")) if not file.suffix]
    content = bytearray(flipped.read_bytes())
    content[len(content) // 2] ^= 1
    # Not in place: the file may be the same as one of the site.
    flipped.unlink()
    flipped.write_bytes(content)
    gone.unlink()
    other.with_suffix(".sha256").write_text("0", "utf-8")
    workshop.repairs()


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_a_disk_that_refuses(workshop: Workshop, fault: str) -> None:
    """The site is the old one, what happened is said with the file's name: status 1, no traceback.

    Once the new site is in place nothing is written that could fail.
    """
    said = {
        "full": "No space left on device",
        "read-only": "Read-only file system. Nothing is lost",
    }
    for at in spread(workshop.steps - 5, 2) if fault == "full" else [0]:
        workshop.reset()
        done = workshop.build(fault, at)
        assert (done["status"], workshop.site) == (1, workshop.before)
        assert said[fault] in done["said"]
        assert str(workshop.tree) in done["said"]
        assert "Traceback" not in done["said"]
        assert not list(workshop.tree.glob(".site*"))
        workshop.repairs()


def build_by_command(tree: Path, **more: Any) -> subprocess.Popen[str]:  # noqa: ANN401
    """The build as a person starts it, with the real publisher."""
    return subprocess.Popen(
        [sys.executable, "-m", "scripts", "build", "--lang", "en"],
        cwd=tree,
        env=environment(tree),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **more,
    )


def test_limit_of_the_system(workshop: Workshop) -> None:
    """A real refusal, also to the publisher's processes: files may grow to 16 KB only."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))

    with build_by_command(workshop.tree, preexec_fn=limit) as process:
        said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert "File too large" in said
    assert "Traceback" not in said
    assert workshop.site == workshop.before


def test_two_at_once(workshop: Workshop) -> None:
    """The second waits for the first."""
    running = [build_by_command(workshop.tree) for _ in range(2)]
    said = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert sum("another build is running here" in each for each in said) == 1
    assert all("the site is in site/" in each for each in said)
    assert not list(workshop.tree.glob(".site*"))


def test_a_publisher_that_outlives_its_build(workshop: Workshop) -> None:
    """Killed while a publisher runs: the next build waits until that writes no more."""
    assert workshop.build("orphan")["status"] == -signal.SIGKILL
    again = workshop.build()
    assert "another build is running here" in again["said"]
    assert (again["status"], workshop.site) == (0, workshop.after)
    assert not list(workshop.tree.glob(".site*"))


def test_records_that_cannot_be_read(workshop: Workshop) -> None:
    """Gone since it was listed, or in a folder that is refused: problems, and no entry less."""
    scan = os.scandir

    def lose(file: str, name: str) -> object:
        if name == RECORD.as_posix():
            Path(file).unlink()
        return read_bytes(file, name)

    def refuse(path: str) -> object:
        if Path(path).name == "seeds":
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    with patch.object(load, "read_bytes", lose), patch.object(os, "scandir", refuse):
        found = build(workshop.settings, Quiet(workshop.settings.language("en")))
    refused = Problem("seeds", 1, 1, "file-unreadable", (("reason", "Permission denied"),))
    assert {refused, Problem(RECORD.as_posix(), 1, 1, "file-vanished")} <= {*found}
    assert workshop.site == workshop.before
