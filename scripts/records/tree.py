"""What may lie in the folders of a checkout that end up on the site: files and folders, no others.

The publisher follows a symbolic link in its folder and publishes what it points to, anything on the
machine that builds; it waits for ever for a named pipe.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from scripts.problems import Problem, problem

FOLDERS = ("docs", "seeds", "timeline")
"""Folders of which no link leads out."""

WAYS = ("seeds", "timeline", "timeline/events", "timeline/proposed", "timeline/vocabulary")
"""Where records are looked for: nothing is, where one of these is a link itself."""


def odd_files(root: Path) -> Iterator[Problem]:
    """Every link, pipe or device of the checkout at `root`: `not-a-file`."""
    places = [root / name for name in FOLDERS]
    for name in FOLDERS:
        if (root / name).is_symlink():
            continue  # told, and not followed
        for home, folders, files in os.walk(root / name):
            places += [Path(home) / each for each in (*folders, *files)]
    for place in places:
        if not _is_plain(place):
            yield problem(place.relative_to(root).as_posix(), 1, 1, "not-a-file")


def _is_plain(place: Path) -> bool:
    try:
        mode = place.lstat().st_mode
    except OSError:
        return True  # not there, or gone again
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
