"""What may lie in the folders of a checkout that end up on the site: files and folders, no others.

The publisher follows a symbolic link in its folder and publishes what it points to, anything on the
machine that builds; it waits for ever for a named pipe.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Container, Iterator
from pathlib import Path

from scripts.problems import Problem, problem

FOLDERS = ("docs", "seeds", "timeline")
"""Folders of which no link leads out."""

WAYS = ("seeds", "timeline", "timeline/events", "timeline/proposed", "timeline/vocabulary")
"""Where records are looked for: nothing is, where one of these is a link itself."""


def odd_files(root: Path, made: Container[str] = ()) -> Iterator[Problem]:
    """Every link, pipe or device of the checkout at `root`: `not-a-file`.

    Folders that a build of this process has `made` are not looked through again: they are many.
    """
    for name in FOLDERS:
        if not _is_plain(root / name):
            yield problem(name, 1, 1, "not-a-file")
        else:
            yield from _odd_below(root, name, made)


def _odd_below(root: Path, folder: str, made: Container[str]) -> Iterator[Problem]:
    ahead = [folder]
    while ahead:
        here = ahead.pop()
        try:
            entries = [*os.scandir(root / here)]
        except OSError:
            continue  # gone again, or told by who reads it
        for each in entries:
            name = f"{here}/{each.name}"
            if each.is_symlink() or not (each.is_file() or each.is_dir()):
                yield problem(name, 1, 1, "not-a-file")
            elif each.is_dir() and name not in made:
                ahead.append(name)


def _is_plain(place: Path) -> bool:
    try:
        mode = place.lstat().st_mode
    except OSError:
        return True  # not there, or gone again
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
