"""Read a YAML file of strangers: its values, where each stands, and all that is wrong with it.

Three gates, one after the other: the file (here), its characters (`records.characters`), the part
of YAML that it uses (`records.document`).
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import PurePath
from typing import TYPE_CHECKING

from scripts.problems import Problem, problem
from scripts.records.document import Builder
from scripts.records.shape import Shape
from scripts.records.text import LARGEST, character_problems, decode, without_forbidden
from scripts.records.values import Document, Mark, Value

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Document", "Mark", "Value", "parse", "read", "read_bytes"]

SUFFIX = ".yml"

FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read(
    file: Path, name: str, shape: Shape | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document in `file`, as `parse` has it, if it is a regular file named `*.yml`.

    `name` is the file's path in the repository, for Problems. Codes besides those of `parse` are
    those of `read_bytes`. Raises nothing.
    """
    data, problems = read_bytes(file, name)
    return parse(data, name, shape) if data is not None else (None, problems)


def read_bytes(
    file: Path | str, name: str, suffix: str = SUFFIX
) -> tuple[bytes | None, list[Problem]]:
    """What is in `file`, of a large one no more than shows that it is too large.

    Codes: `wrong-suffix` (suffix, wanted), `not-a-file`, `file-vanished`, `file-unreadable`
    (reason). Raises nothing.
    """
    # Not a Path of each: the files are many.
    if not str(file).endswith(suffix) or str(file).endswith(f"/{suffix}"):
        found = PurePath(file).suffix
        return None, [problem(name, 1, 1, "wrong-suffix", suffix=found, wanted=suffix)]
    try:
        # A symbolic link from a pull request can point to anything on the machine that builds.
        if not stat.S_ISREG(os.lstat(file).st_mode):
            return None, [problem(name, 1, 1, "not-a-file")]
        return _beginning(file), []
    except OSError as error:
        return None, [not_read(name, error)]


def not_read(name: str, error: OSError) -> Problem:
    """The Problem that the file or folder `name` is there and cannot be read, or is gone again."""
    if isinstance(error, FileNotFoundError):
        return problem(name, 1, 1, "file-vanished")
    if error.errno == errno.ELOOP:  # a link that was no link when it was looked at
        return problem(name, 1, 1, "not-a-file")
    return problem(name, 1, 1, "file-unreadable", reason=error.strerror or error)


def _beginning(file: Path | str) -> bytes:
    """What a regular file, and no link, has: not by `open`, which takes longer than the reading."""
    here, data = os.open(file, FLAGS), b""
    try:
        while len(data) <= LARGEST and (more := os.read(here, LARGEST + 1 - len(data))):
            data += more
    finally:
        os.close(here)
    return data


def parse(
    data: bytes, name: str, shape: Shape | None = None
) -> tuple[Document | None, list[Problem]]:
    """The document that `data` spells and all Problems, sorted; raises nothing.

    `shape` says what the file holds, and so which of its values are text. Without it nothing is
    known of text that is lost in comments.

    No document where reading had to end: `file-too-large` (most: kilobytes), `not-utf-8` (byte),
    `empty-file`, `yaml-syntax` (reason), those of `document.SYNTAX`, `yaml-alias` (name),
    `second-document`, `key-not-text`, `too-deep` (most), `too-many` (max_length),
    `too-many-values` (most).

    Read on, so that one run tells all: `byte-order-mark`, `carriage-return`, `not-nfc`,
    `forbidden-character` (codepoint, name), `stacked-marks`, `mixed-scripts` (word, scripts),
    `yaml-anchor` (name), `yaml-tag` (tag), `yaml-directive`, `yaml-comment` (it takes text away),
    `duplicate-key` (key, first: a line; the last value stands). Whatever it is, no text in a
    document holds a forbidden character: REPLACEMENT stands for it.
    """
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    builder = Builder(name, shape)
    document = builder.build(without_forbidden(text))
    problems += builder.problems
    problems += character_problems(text, builder.scalars, name)
    return document, sorted(problems)
