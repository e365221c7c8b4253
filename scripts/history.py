"""What git knows of each file: its revisions, in one pass over the history."""

from __future__ import annotations

import datetime
import hashlib
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

NO_BLOB = "0" * 40
FOLDERS = ("timeline", "seeds", "docs")


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a file: the id of its blob, and the day (UTC) on which it was committed."""

    blob: str
    day: datetime.date


History = Mapping[str, tuple[Revision, ...]]
"""Revisions by path, newest first; empty where there is no history to read."""


def read_history(root: Path) -> History:
    """The history of the checkout at `root`; empty outside git and in a shallow clone.

    A shallow clone shows every file as new on one day, which would be a wrong answer.
    """
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(
        root,
        "-c",
        "core.quotepath=off",
        "log",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-z",
        "--format=%x01%ct",
        "--",
        *FOLDERS,
    )
    found: dict[str, list[Revision]] = {}
    for commit in log.split("\x01")[1:]:
        # With -z: "<time>", then for each file ":<modes> <blobs> <status>" and its path; git puts
        # a line break before the first of them.
        stamp, *fields = [field.strip("\n") for field in commit.split("\0") if field.strip("\n")]
        day = datetime.datetime.fromtimestamp(int(stamp), tz=datetime.UTC).date()
        for change, path in zip(fields[::2], fields[1::2], strict=True):
            blob = change.split()[3]
            if blob != NO_BLOB:
                found.setdefault(path, []).append(Revision(blob, day))
    return {path: tuple(revisions) for path, revisions in found.items()}


def read_blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs by id, in one call of git; those that it does not have are left out."""
    wanted = sorted(blobs)
    if not wanted:
        return {}
    done = subprocess.run(
        ["git", "cat-file", "--batch"],
        cwd=root,
        input="\n".join(wanted).encode(),
        capture_output=True,
        check=True,
    )
    found: dict[str, bytes] = {}
    rest = done.stdout
    while rest:
        # "<id> blob <size>", the content, a line break; or "<id> missing".
        head, _, rest = rest.partition(b"\n")
        id_, kind, *size = head.decode().split()
        if kind == "blob":
            end = int(size[0])
            found[id_], rest = rest[:end], rest[end + 1 :]
    return found


def blob_id(data: bytes) -> str:
    """The id that git gives to a file with these bytes (SHA-1 of header and content)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def last_change(history: History, root: Path, path: str) -> datetime.date | None:
    """The day on which the file got the content that it has now; None where git does not know."""
    revisions = history.get(path, ())
    file = root / path
    if not revisions or not file.is_file() or revisions[0].blob != blob_id(file.read_bytes()):
        return None
    return revisions[0].day


def first_day(history: History, path: str) -> datetime.date | None:
    """The day on which the file came into the repository; None where git does not know."""
    revisions = history.get(path, ())
    return revisions[-1].day if revisions else None


def _git(root: Path, *words: str) -> str:
    """What git prints, or nothing where git, a repository or a commit is not there."""
    try:
        done = subprocess.run(
            ["git", *words],
            cwd=root,
            capture_output=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
