"""Calls of git, and why a checkout has no history that can be read."""

from __future__ import annotations

import os
import subprocess
from enum import StrEnum
from pathlib import Path


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


def look(root: Path) -> tuple[str, Gap | None, str]:
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


def ask(root: Path, *words: str) -> tuple[str, str]:
    """What git prints, and what it says when it fails. Raises OSError where there is no git."""
    done = run(root, *words)
    if done.returncode:
        return "", done.stderr.decode("utf-8", "replace").strip() or f"status {done.returncode}"
    return done.stdout.decode("utf-8", "replace"), ""


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
