"""What git knows: the history of each file on the main line, and the trees of commits.

The main line is what HEAD reaches by first parents. A merged branch counts as one revision, dated
by its merge, as with a squash merge: readers could see it from then on, and never saw the states on
the branch.

Nothing is checked out, and nothing that a tree holds is run or followed.
"""

from __future__ import annotations

import datetime
import errno
import io
import os
import subprocess
from collections import UserDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from scripts.records.files import blob_id

NO_BLOB = "0" * 40
FOLDERS = ("timeline/", "seeds/", "docs/")
RECORDS = ("timeline/events/", "seeds/")
# Modes of regular files; a symbolic link or a submodule is no state of a record.
REGULAR = ("100644", "100755")

LOG = (
    # The user's settings must not change what is printed.
    *("-c", "log.showRoot=true", "log", "--first-parent", "--diff-merges=first-parent"),
    *("--no-show-signature", "--raw", "--no-abbrev", "--no-renames", "--no-color"),
    *("-z", "--format=%H %ct"),
)
"""The paths are filtered afterwards: git takes three times as long when it has to do that."""

LAST_SECOND = 253402300799  # of the year 9999: a commit can have any time


class NoCommitError(ValueError):
    """The name is no commit of this repository; the text is the name."""


class MergeConflictError(ValueError):
    """Two commits change the same lines; the text lists the files, one a line."""


class Gap(StrEnum):
    """Why a checkout has no history that can be read."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    OTHER_OWNER = "other-owner"
    SHALLOW = "shallow"
    NO_COMMIT = "no-commit"
    UNREADABLE = "unreadable"


REASONS = {
    "dubious ownership": Gap.OTHER_OWNER,
    "unsafe repository": Gap.OTHER_OWNER,  # before git 2.36
    "not a git repository": Gap.NO_REPOSITORY,
    "ambiguous argument 'HEAD'": Gap.NO_COMMIT,
}
"""The gaps by what git says, in the locale C, when it fails."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a file: its blob, the day (UTC) and id of its commit, its path in that."""

    blob: str
    day: datetime.date
    commit: str = field(default="", compare=False)
    path: str = field(default="", compare=False)


History = Mapping[str, tuple[Revision, ...]]
"""Revisions by path, newest first; empty where no history can be read."""


@dataclass(frozen=True)
class State:
    """The state of a record, and the days of its first and last change; without history no days.

    `revision` names the page of this state; `path` is the record's path in the commit.
    """

    blob: str
    revision: str = ""
    commit: str = ""
    path: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None


class TreeFile(NamedTuple):
    """A file of a tree; `mode` as in git."""

    path: str
    mode: str
    blob: str

    @property
    def gone(self) -> bool:
        """Whether the file is missing in the later of two trees."""
        return self.blob == NO_BLOB


class _Followed(UserDict[str, tuple[Revision, ...]]):
    """A history in which every path that a record had, or could have, leads to its revisions."""

    def __getitem__(self, path: str) -> tuple[Revision, ...]:
        return self.data[followed(path)]

    def __contains__(self, path: object) -> bool:
        return followed(str(path)) in self.data


def followed(path: str) -> str:
    """The key of a file's history. A record's is its stem: it may move between subfolders."""
    folder = next(filter(path.startswith, RECORDS), "")
    return folder + path.rpartition("/")[2] if folder else path


def run(root: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """The result of git in the locale C, with `given` as its input. Raises OSError without git."""
    return subprocess.run(
        ["git", *words],
        cwd=root,
        env={**os.environ, "LC_ALL": "C"},
        input=given.encode(),
        capture_output=True,
        check=False,
    )


def ask(root: Path, *words: str) -> tuple[str, str]:
    """What git prints, and what it says when it fails. Raises OSError where there is no git."""
    done = run(root, *words)
    if done.returncode:
        return "", done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}"
    return done.stdout.decode("utf-8", "replace"), ""


def _listed(root: Path, *words: str) -> list[str]:
    """The parts of what git prints with -z."""
    return [*filter(None, ask(root, *words)[0].split("\0"))]


def _look(root: Path) -> tuple[str, Gap | None, str]:
    """The commit of a checkout that has its whole history; else the gap and what git says.

    A shallow clone shows every file as new on one day, which would be wrong. The history of a
    repository around the checkout (an archive unpacked there) is that of something else.
    """
    try:
        answer, said = ask(root, "rev-parse", "--show-prefix", "--is-shallow-repository", "HEAD")
    except OSError as error:
        return "", Gap.NO_GIT, str(error)
    if said:
        reasons = (gap for words, gap in REASONS.items() if words in said)
        return "", next(reasons, Gap.UNREADABLE), said
    *prefix, shallow, commit = answer.rstrip("\n").split("\n")
    if any(prefix):
        return "", Gap.NO_REPOSITORY, ""
    return (commit, None, "") if shallow == "false" else ("", Gap.SHALLOW, "")


def head(root: Path) -> str:
    """The commit whose history `read_history` reads; empty where there is a gap."""
    return _look(root)[0]


def find_gap(root: Path) -> tuple[Gap | None, str]:
    """Why `read_history` finds nothing in the checkout at `root`, and what git says about it.

    There is no gap where git reads a history, even one without any of our files.
    """
    commit, gap, said = _look(root)
    if commit:
        # A partial clone reads the commit and may lack the rest.
        _, said = ask(root, *LOG, "HEAD", "--")
        gap = Gap.UNREADABLE if said else None
    return gap, said


def read_history(root: Path, until: str = "HEAD") -> History:
    """The history of the checkout at `root` up to `until`; empty where there is a gap."""
    if not head(root):
        return {}
    found: dict[str, list[Revision]] = {}
    for commit, day, changes in _commits(ask(root, *LOG, until, "--")[0]):
        gone = {(followed(path), old) for _, old, new, path in changes if new == NO_BLOB}
        for mode, old, new, path in changes:
            key = followed(path)
            # A file that only moved, or only got another mode, has no new state.
            if mode in REGULAR and old != new and (key, new) not in gone:
                found.setdefault(key, []).append(Revision(new, day, commit, path))
    return _Followed({key: tuple(revisions) for key, revisions in found.items()})


# The new mode, the old and the new blob, and the path of a file.
_Change = tuple[str, str, str, str]


def _commits(log: str) -> list[tuple[str, datetime.date, list[_Change]]]:
    """Each commit of a log, newest first, with its changes in our folders."""
    commits: list[tuple[str, datetime.date, list[_Change]]] = []
    fields = iter(log.split("\0"))
    for each in fields:
        # Git separates commits and changes with line breaks; a path follows its change.
        text = each.strip("\n")
        if text.startswith(":"):
            change = _raw(text, next(fields, ""))
            if change[-1].startswith(FOLDERS):
                commits[-1][-1].append(change)
        elif text:
            commit, stamp = text.split(" ")
            moment = min(int(stamp), LAST_SECOND)
            day = datetime.datetime.fromtimestamp(moment, tz=datetime.UTC).date()
            commits.append((commit, day, []))
    return commits


def _raw(facts: str, path: str) -> _Change:
    _, mode, old, new, _ = facts.split(" ")
    return mode, old, new, path


def read_blobs(root: Path, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of blobs by id, in one call of git; those that it does not have are left out.

    Raises OSError where git fails: the repository is damaged, or a partial clone cannot fetch them.
    """
    if not (wanted := sorted(set(blobs))):
        return {}
    done = run(root, "cat-file", "--batch", given="\n".join(wanted))
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise OSError(errno.EIO, reason, "git cat-file")
    found: dict[str, bytes] = {}
    answer = io.BytesIO(done.stdout)
    # "<id> blob <size>", the content, a line break; or "<id> missing".
    while line := answer.readline().decode().split():
        id_, kind, *size = line
        if size:
            content = answer.read(int(size[0]) + 1)[:-1]
            if kind == "blob":
                found[id_] = content
    return found


def revision_name(blob: str) -> str:
    """The name of a revision in an address: the first digits of its blob's id."""
    return blob[:10]


def last_change(history: History, root: Path, path: str) -> datetime.date | None:
    """The day on which a file got its present content; None where git does not know."""
    file = root / path
    return change_of(history, path, blob_id(file.read_bytes())) if file.is_file() else None


def change_of(history: History, path: str, blob: str) -> datetime.date | None:
    """The day on which a file got its present content `blob`; None where git does not know."""
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


def commit_id(root: Path, name: str) -> str:
    """The id of the commit with this name. Raises NoCommitError."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    if said := ask(root, *words, f"{name}^{{commit}}")[0]:
        return said.strip()
    raise NoCommitError(name)


def read_tree(root: Path, tree: str, folders: Sequence[str] = ()) -> list[TreeFile]:
    """The files of `tree` (the id of a commit or tree), or only those of its `folders`."""
    files = []
    for line in _listed(root, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *folders):
        facts, _, path = line.partition("\t")
        mode, _, blob = facts.split(" ")
        files.append(TreeFile(path, mode, blob))
    return files


def changed_files(root: Path, old: str, new: str) -> list[TreeFile]:
    """The files that differ between two trees, as in the new one, sorted by path."""
    words = ("diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index")
    fields = iter(_listed(root, *words, old, new))
    changes = [_raw(facts, path) for facts, path in zip(fields, fields, strict=True)]
    return sorted(TreeFile(path, mode, blob) for mode, _, blob, path in changes)


def merged_tree(root: Path, ours: str, theirs: str) -> str:
    """The tree that results from merging two commits; only the object database is written to.

    Raises MergeConflictError.
    """
    words = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z")
    done = run(root, *words, ours, theirs)
    tree, *conflicts = done.stdout.decode("utf-8", "replace").split("\0")
    if done.returncode:
        raise MergeConflictError("\n".join(sorted({*filter(None, conflicts)})))
    return tree


def fork_point(root: Path, first: str, second: str) -> str:
    """The commit at which two commits branched off; the first where they have none in common."""
    return (ask(root, "merge-base", first, second)[0].split() or [first])[0]


def working_changes(root: Path, commit: str, folders: Sequence[str] = ()) -> list[str]:
    """The paths at which the working folder differs from `commit`, including new files."""
    changed = _listed(root, "diff", "--name-only", "--no-renames", "-z", commit, "--", *folders)
    new = _listed(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
    return sorted({*changed, *new})


def blob_sizes(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """The sizes of blobs in bytes by id; those that git does not have are left out."""
    words = ("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
    answer = run(root, *words, given="".join(f"{blob}\n" for blob in sorted(set(blobs))))
    facts = [line.split(" ") for line in answer.stdout.decode().splitlines()]
    return {each[0]: int(each[2]) for each in facts if each[1] == "blob"}
