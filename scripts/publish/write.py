"""Write and delete files safely: whole or not at all, and only in places that the build owns."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path


class OutsideError(ValueError):
    """A path outside the places that the build owns: a bug of ours."""


def apply(files: Mapping[str, bytes | None], root: Path, owned: Sequence[str]) -> None:
    """Write these files below `root`, all in the `owned` places; those without content go.

    Raises OutsideError, before anything is written, for a path that is not in an owned place, also
    by way of a symbolic link.
    """
    contents = {_inside(path, root, owned): content for path, content in files.items()}
    for path in [path for path, content in contents.items() if content is None]:
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    for path, content in contents.items():
        if content is not None:
            write_file(path, content)


def _inside(path: str, root: Path, owned: Iterable[str]) -> Path:
    """The path below `root`. Raises OutsideError."""
    target = root / path
    if (
        target.resolve() != root.resolve() / path
        or ".." in Path(path).parts
        or not any(Path(path).is_relative_to(place) for place in owned)
    ):
        raise OutsideError(path)
    return target


def prune(root: Path, owned: Iterable[str], keep: Iterable[str]) -> None:
    """Remove what lies in the `owned` places below `root` and is not kept, then empty folders."""
    kept = {root / path for path in keep}
    for place in [root / each for each in owned]:
        if place.is_symlink() or (place.is_file() and place not in kept):
            place.unlink()
        for name, folders, names in os.walk(place, topdown=False):
            folder = Path(name)
            links = [each for each in folders if (folder / each).is_symlink()]
            for path in map(folder.joinpath, [*names, *links]):
                if path not in kept:
                    path.unlink()
            if not any(folder.iterdir()):
                folder.rmdir()


def write_file(path: Path, content: bytes) -> bool:
    """Write one file whole or not at all; False where it has this content already.

    The file that was there is replaced, never written to: it may be linked elsewhere.
    """
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    # Left by an interrupted run, or a link that somebody put there, which is not followed.
    partial.unlink(missing_ok=True)
    with partial.open("xb") as file:
        file.write(content)
    partial.replace(path)
    return True


def link_file(old: Path, new: Path) -> None:
    """Make `new` a hard link to `old`, or a copy where the system has no hard links.

    Raises FileExistsError where `new` exists.
    """
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(old, new)


def write_all(files: Mapping[Path, bytes], gone: Iterable[Path] = ()) -> None:
    """Write all of `files` and remove what is `gone`, or, where that fails, leave all as it was."""
    leaving = tuple(gone)
    places = (*files, *leaving)
    before = {place: place.read_bytes() if place.is_file() else None for place in places}
    try:
        for place, content in files.items():
            write_file(place, content)
        for place in leaving:
            place.unlink()
    except BaseException:  # an interruption too
        for place, old in before.items():
            if old is None:
                place.unlink(missing_ok=True)
            else:
                write_file(place, old)
        raise


def new_file(path: Path, content: bytes) -> None:
    """Write a file that is not there yet. Raises FileExistsError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def exchange_folders(new: Path, old: Path) -> None:
    """Put the folder `new` in the place of `old`, and `old` where `new` was.

    Where the system cannot do it in one step, `old` is put aside first, and back if that fails.
    """
    aside = old.with_name(f".{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)  # left by a build that was killed
    if not old.exists():
        new.rename(old)
        return
    if _exchange(new, old):
        return
    old.rename(aside)
    try:
        new.rename(old)
    except OSError:
        aside.rename(old)
        raise
    aside.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step; False where the system cannot.

    Linux has renameat2(2) for this, which Python does not offer.
    """
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    below_here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(below_here, names[0], below_here, names[1], exchange) == 0)
