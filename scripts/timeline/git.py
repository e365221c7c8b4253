"""What git knows of each file: the states that it had on the main line, in one pass.

The main line is what HEAD reaches by first parents: what a branch brought counts once, on the day
on which it was merged, as with a squash merge.  That is when readers could first see it; the states
that it had on its branch were never published.

A record is followed by its id, which is its file's stem: the history of a path is that of every
file with this stem below its folder, so that moving a file loses nothing.
"""

from __future__ import annotations

import datetime
import errno
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.records.blobs import blob_id
from scripts.timeline.gaps import Gap, ask, look

NO_BLOB = "0" * 40
FOLDERS = ("timeline/", "seeds/", "docs/")
RECORDS = ("timeline/events/", "seeds/")
REGULAR = ("100644", "100755")
"""Modes of files; a symbolic link or a submodule is no state of a record."""

NAME_LENGTH = 10
"""Digits of a blob's id that name a revision."""

LOG = (
    # Whoever runs this may have settings that would change what is printed.
    *("-c", "log.showRoot=true", "-c", "core.quotepath=off"),
    *("log", "--first-parent", "--diff-merges=first-parent", "--no-show-signature"),
    *("--raw", "--no-abbrev", "--no-renames", "--no-color", "-z", "--format=%H %ct"),
)
"""Paths are chosen afterwards: git takes thrice the time when it has to choose them."""

LAST_SECOND = 253402300799
"""The end of the year 9999: a commit can be given any time."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a file: the id of its blob, and the day (UTC) on which it was committed.

    `commit` is the commit that made it, and `path` the file's place in that commit.
    """

    blob: str
    day: datetime.date
    commit: str = field(default="", compare=False)
    path: str = field(default="", compare=False)


History = Mapping[str, tuple[Revision, ...]]
"""Revisions by path, newest first; empty where there is no history to read."""


@dataclass(frozen=True)
class State:
    """The state of a record: the ids of its blob and commit, the days of first and last change.

    `revision` names the page of this state, below the entry's; `path` is the record's place in the
    commit. Without history there is no commit and no day.
    """

    blob: str
    revision: str = ""
    commit: str = ""
    path: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


class _Followed(Mapping[str, tuple[Revision, ...]]):
    """A history in which every path that a record had, or could have, leads to its revisions."""

    def __init__(self, revisions: Mapping[str, tuple[Revision, ...]]) -> None:
        self._revisions = revisions
        self._asked: dict[str, tuple[Revision, ...]] = {}

    def __getitem__(self, path: str) -> tuple[Revision, ...]:
        found = self._asked.get(path)
        if found is None:
            found = self._asked[path] = self._revisions[followed(path)]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._revisions)

    def __len__(self) -> int:
        return len(self._revisions)


def followed(path: str) -> str:
    """The path under which the history of a file is kept: subfolders do not matter to a record."""
    for folder in RECORDS:
        if path.startswith(folder):
            return folder + path.rpartition("/")[2]
    return path


def read_history(root: Path, until: str = "HEAD") -> History:
    """The history of the checkout at `root` up to `until`; empty outside git, in a shallow clone.

    A shallow clone shows every file as new on one day, which would be a wrong answer.
    """
    if not head(root):
        return {}
    found: dict[str, list[Revision]] = {}
    for commit, day, changes in _commits(ask(root, *LOG, until, "--")[0]):
        gone = {(followed(path), old) for _, old, new, path in changes if new == NO_BLOB}
        for mode, old, new, path in changes:
            key = followed(path)
            # A file that only moved, or only got another mode, is what it was.
            if mode in REGULAR and old != new and (key, new) not in gone:
                found.setdefault(key, []).append(Revision(new, day, commit, path))
    return _Followed({key: tuple(revisions) for key, revisions in found.items()})


def head(root: Path) -> str:
    """The commit whose history `read_history` reads; empty where there is a gap."""
    return look(root)[0]


def find_gap(root: Path) -> tuple[Gap | None, str]:
    """Why `read_history` finds nothing in the checkout at `root`, and what git says about it.

    No gap where git reads a history, though it may have no file of ours.
    """
    commit, gap, said = look(root)
    if commit:
        # A partial clone reads the commit and may lack the rest.
        _, said = ask(root, *LOG, "HEAD", "--")
        gap = Gap.UNREADABLE if said else None
    return gap, said


_Change = tuple[str, str, str, str]


def _commits(log: str) -> Iterator[tuple[str, datetime.date, list[_Change]]]:
    """Each commit of a log, newest first, with mode, old blob, new blob and path of each change."""
    commit, day, changes = "", datetime.date.min, list[_Change]()
    fields = iter(log.split("\0"))
    for each in fields:
        # Commits and changes alternate with line breaks that are git's; a path follows its change.
        text = each.strip("\n")
        if text.startswith(":"):
            _, mode, old, new, _ = text.split(" ")
            path = next(fields, "")
            if path.startswith(FOLDERS):
                changes.append((mode, old, new, path))
        elif text:
            if changes:
                yield commit, day, changes
            commit, stamp = text.split(" ")
            moment = min(int(stamp), LAST_SECOND)
            day = datetime.datetime.fromtimestamp(moment, tz=datetime.UTC).date()
            changes = []
    if changes:
        yield commit, day, changes


def read_blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs by id, in one call of git; those that it does not have are left out.

    Raises OSError where git fails: the repository is damaged, or a partial clone cannot fetch them.
    """
    wanted = sorted(set(blobs))
    if not wanted:
        return {}
    done = subprocess.run(
        ["git", "cat-file", "--batch"],
        cwd=root,
        input="\n".join(wanted).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise OSError(errno.EIO, reason, "git cat-file")
    said = done.stdout
    found: dict[str, bytes] = {}
    at = 0
    while at < len(said):
        # "<id> blob <size>", the content, a line break; or "<id> missing".
        end = said.index(b"\n", at)
        id_, kind, *size = said[at:end].decode().split()
        at = end + 1
        if size:
            end = at + int(size[0])
            if kind == "blob":
                found[id_] = said[at:end]
            at = end + 1
    return found


def revision_name(blob: str) -> str:
    """What names a revision in an address: the first digits of its blob's id."""
    return blob[:NAME_LENGTH]


def last_change(history: History, root: Path, path: str) -> datetime.date | None:
    """The day on which the file got the content that it has now; None where git does not know."""
    file = root / path
    if path not in history or not file.is_file():
        return None
    return change_of(history, path, blob_id(file.read_bytes()))


def change_of(history: History, path: str, blob: str) -> datetime.date | None:
    """The day on which the file became what it is, `blob`; None where git does not know."""
    revisions = history.get(path, ())
    return revisions[0].day if revisions and revisions[0].blob == blob else None


def last_of(days: Iterable[datetime.date | None]) -> datetime.date | None:
    """The last of these days; None where one of them is not known, or there are none."""
    found = {*days}
    return None if None in found else max(filter(None, found), default=None)


def first_day(history: History, path: str) -> datetime.date | None:
    """The day on which the file came into the repository; None where git does not know."""
    revisions = history.get(path, ())
    return revisions[-1].day if revisions else None
