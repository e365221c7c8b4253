"""Trees of git as values: which files a commit has, what differs between two, what a merge gives.

Nothing is checked out, and nothing that a tree holds is run or followed: a symbolic link is a mode.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.timeline.git import NO_BLOB


class NoCommitError(ValueError):
    """What was named is no commit of this repository; the text is what was named."""


class MergeConflictError(ValueError):
    """Two commits change the same lines; the text names the files, one a line."""


@dataclass(frozen=True, slots=True)
class TreeFile:
    """A file of a tree: its path, its mode as git has it, its blob; no blob where it is gone."""

    path: str
    mode: str
    blob: str

    @property
    def gone(self) -> bool:
        """Whether the later of two trees has it no more."""
        return self.blob == NO_BLOB


def commit_id(root: Path, name: str) -> str:
    """The id of the commit that `name` means. Raises NoCommitError."""
    done = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if done.returncode:
        raise NoCommitError(name)
    return done.stdout.decode().strip()


def read_tree(root: Path, tree: str, folders: Sequence[str] = ()) -> list[TreeFile]:
    """The files of `tree` (the id of a commit or tree), or those of its `folders` alone."""
    said = _git(root, "ls-tree", "-r", "-z", "--full-tree", tree, "--", *folders).stdout
    files = []
    for line in filter(None, said.decode("utf-8", "replace").split("\0")):
        facts, _, path = line.partition("\t")
        mode, _, blob = facts.split(" ")
        files.append(TreeFile(path, mode, blob))
    return files


def changed_files(root: Path, old: str, new: str) -> list[TreeFile]:
    """The files that differ between two trees, as the new one has them, by path."""
    said = _git(root, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", old, new)
    fields = iter(said.stdout.decode("utf-8", "replace").split("\0"))
    files = []
    for facts in fields:
        if facts.startswith(":"):
            _, mode, _, blob, _ = facts.split(" ")
            files.append(TreeFile(next(fields), mode, blob))
    return sorted(files, key=lambda file: file.path)


def merged_tree(root: Path, ours: str, theirs: str) -> str:
    """The tree that merging two commits gives; only the object database is written to.

    Raises MergeConflictError.
    """
    words = ("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", ours, theirs)
    done = _git(root, *words)
    tree, *conflicts = done.stdout.decode("utf-8", "replace").split("\0")
    if done.returncode:
        raise MergeConflictError("\n".join(sorted({*filter(None, conflicts)})))
    return tree


def fork_point(root: Path, first: str, second: str) -> str:
    """The commit at which two commits parted; the first where they have none in common."""
    said = _git(root, "merge-base", first, second).stdout.decode().split()
    return said[0] if said else first


def working_changes(root: Path, commit: str, folders: Sequence[str] = ()) -> list[str]:
    """The paths at which the working folder differs from `commit`, new files included."""
    changed = _git(root, "diff", "--name-only", "--no-renames", "-z", commit, "--", *folders)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *folders)
    said = (changed.stdout + new.stdout).decode("utf-8", "replace")
    return sorted({*filter(None, said.split("\0"))})


def blob_sizes(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """The sizes of blobs in bytes by id; those that git does not have are left out."""
    wanted = "".join(f"{blob}\n" for blob in sorted(set(blobs)))
    words = ("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)")
    said = _git(root, *words, given=wanted).stdout.decode()
    facts = [line.split(" ") for line in said.splitlines() if " missing" not in line]
    return {id_: int(size) for id_, kind, size in facts if kind == "blob"}


def _git(root: Path, *words: str, given: str = "") -> subprocess.CompletedProcess[bytes]:
    """What git answers; an exception only where there is no git."""
    return subprocess.run(
        ["git", "-c", "core.quotepath=off", *words],
        cwd=root,
        input=given.encode(),
        capture_output=True,
        check=False,
    )
