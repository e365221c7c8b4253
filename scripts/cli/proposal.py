"""The command `take`: what a stranger's commit says, and nothing that it could do, is taken over.

The records of a proposal are checked with the code that is published, never with the proposal's
own.  So its commit is not checked out: git merges it in the object database alone, and of the
result only regular files of records and prose are written into the working folder.
"""

from __future__ import annotations

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from scripts.console import Reporter, github
from scripts.problems import Problem, problem
from scripts.publish.write import apply
from scripts.records.text import LARGEST, without_forbidden
from scripts.settings import Settings
from scripts.timeline.git import (
    REGULAR,
    TreeFile,
    blob_sizes,
    changed_files,
    commit_id,
    merged_tree,
    read_blobs,
    working_changes,
)

FOLDERS = ("timeline/events", "timeline/proposed", "timeline/vocabulary", "seeds")
OWNED = (*FOLDERS, "timeline/redirects.yml", "docs")

# The schemas and the list of proven passages are made, not written: a proposal's are not taken.
DATA = re.compile(
    rf"(?:{'|'.join(FOLDERS)})/.+|timeline/redirects\.yml|docs/[a-z]{{2,3}}/[^/]+\.md", re.DOTALL
)
PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


class UncommittedError(ValueError):
    """Files that would be written over are not committed; the text names them."""


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("commit", metavar="COMMIT", help="what is proposed")
    parser.add_argument(
        "--format",
        choices=("text", "github"),
        default="text",
        help="github: also write the problems to standard output, as annotations",
    )


def take_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Take the records of a commit into this checkout, as data."""
    data, others = read_proposal(settings.root, given.commit)
    problems = take(settings.root, data)
    status = reporter.problems(problems)
    if given.format == "github":
        reporter.write_stdout(github(problems, reporter.language))
    if not problems:
        reporter.say(reporter.language.word("review.taken", count=len(data), left=len(others)))
    return status


def read_proposal(root: Path, name: str) -> tuple[list[TreeFile], list[str]]:
    """What the commit `name` changes when it is merged into HEAD.

    The files that are records or prose, and the paths of the others.
    Raises NoCommitError and MergeConflictError.
    """
    ours, theirs = commit_id(root, "HEAD"), commit_id(root, name)
    changed = changed_files(root, ours, merged_tree(root, ours, theirs))
    data = [file for file in changed if DATA.fullmatch(file.path)]
    return data, [file.path for file in changed if not DATA.fullmatch(file.path)]


def take(root: Path, data: Sequence[TreeFile]) -> list[Problem]:
    """Write `data` into the working folder; the Problems, and then nothing written.

    Raises UncommittedError where something that is not committed would be lost.
    """
    if lost := working_changes(root, "HEAD", OWNED):
        raise UncommittedError("\n".join(lost))
    present = [file for file in data if not file.gone]
    sizes = blob_sizes(root, (file.blob for file in present if file.mode in REGULAR))
    problems = [found for file in present if (found := _wrong(file, sizes))]
    if problems:
        return sorted(problems)
    contents = read_blobs(root, (file.blob for file in present))
    files = {file.path: None if file.gone else contents[file.blob] for file in data}
    apply(files, root, OWNED)
    return []


def _wrong(file: TreeFile, sizes: dict[str, int]) -> Problem | None:
    """What keeps a file from being written: no regular file, no plain name, too large."""
    shown = " ".join(without_forbidden(file.path).split())
    if not all(PLAIN.fullmatch(part) for part in file.path.split("/")):
        return problem(shown, 1, 1, "bad-file-name", value=shown)
    if file.mode not in REGULAR:
        return problem(shown, 1, 1, "not-a-file")
    if sizes.get(file.blob, 0) > LARGEST:
        return problem(shown, 1, 1, "file-too-large", most=LARGEST // 1024)
    return None
