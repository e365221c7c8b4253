"""Read the files of a checkout that strangers can change: regular files, of limited size, no links.

The publisher follows a symbolic link in its folder and publishes what it points to, anything on the
machine that builds; it waits for ever for a named pipe.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from scripts.problems import Problem, problem
from scripts.records.text import LARGEST

SUFFIX = ".yml"

# Folders that hold nothing but regular files and folders.
FOLDERS = ("docs", "seeds", "timeline")
# If one of these is a link itself, no record is read.
RECORD_DIRS = ("seeds", "timeline", "timeline/events", "timeline/proposed", "timeline/vocabulary")
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(
    file: Path | str, name: str, suffix: str = SUFFIX
) -> tuple[bytes | None, list[Problem]]:
    """The content of `file`, and its problems; `name` is its path in these. Raises nothing.

    Of a large file, only enough is read to show that it is too large.
    """
    path = PurePath(file)
    if path.suffix != suffix:
        return None, [problem(name, 1, 1, "wrong-suffix", suffix=path.suffix, wanted=suffix)]
    try:
        # A symbolic link from a pull request can point to anything on the machine that builds.
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return None, [problem(name, 1, 1, "not-a-file")]
        with os.fdopen(os.open(file, FLAGS), "rb") as opened:
            return opened.read(LARGEST + 1), []
    except OSError as error:
        return None, [unreadable(name, error)]


def unreadable(name: str, error: OSError) -> Problem:
    """The Problem that the file or folder `name` cannot be read, or has just been removed."""
    if isinstance(error, FileNotFoundError):
        return problem(name, 1, 1, "file-vanished")
    if error.errno == errno.ELOOP:  # it became a link after it was checked
        return problem(name, 1, 1, "not-a-file")
    return problem(name, 1, 1, "file-unreadable", reason=error.strerror or error)


def blob_id(data: bytes) -> str:
    """The id that git gives to a file with this content (SHA-1 of header and content)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def files_below(folder: Path, on_error: Callable[[OSError], None]) -> Iterator[str]:
    """Every file below a folder, if it exists, and every link, which is not followed.

    Unlike `rglob` it reports a folder that it cannot read: its entries would be lost silently.
    """
    if not folder.exists():
        return
    for home, folders, names in os.walk(folder, onerror=on_error):
        links = [name for name in folders if Path(home, name).is_symlink()]
        yield from (f"{home}/{name}" for name in [*names, *links])


def unsafe_files(root: Path) -> Iterator[Problem]:
    """A `not-a-file` for every link, pipe or device in FOLDERS of the checkout at `root`."""
    ahead = [*FOLDERS]
    while ahead:
        name = ahead.pop()
        try:
            mode = os.lstat(f"{root}/{name}").st_mode
            if stat.S_ISDIR(mode):
                ahead += [f"{name}/{each.name}" for each in os.scandir(f"{root}/{name}")]
            elif not stat.S_ISREG(mode):
                yield problem(name, 1, 1, "not-a-file")
        except OSError:
            continue  # removed meanwhile, or reported by the code that reads it
