"""Digests of files: what is the same has the same one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path


def tree_digest(folder: Path) -> str:
    """One digest of every path and content below `folder`."""
    digest = hashlib.sha256()
    for path, content in tree_digests(folder).items():
        digest.update(path.encode() + b"\0" + content)
    return digest.hexdigest()


def tree_digests(folder: Path) -> dict[str, bytes]:
    """The digest of every file below `folder`, by path, in order."""
    return {path.relative_to(folder).as_posix(): file_digest(path) for path in files_below(folder)}


def file_digest(path: Path) -> bytes:
    """The digest of what is in a file."""
    return hashlib.sha256(path.read_bytes()).digest()


def files_below(folder: Path) -> Sequence[Path]:
    """Every file below a folder, in order, without those that are just being written."""
    return sorted(
        Path(home) / name
        for home, _, names in os.walk(folder)
        for name in names
        if not name.endswith(".partial")
    )


def digest_of(parts: Iterable[object]) -> str:
    """A name for what these values, which JSON can write, say together."""
    return hashlib.sha256(json.dumps([*parts], sort_keys=True).encode()).hexdigest()


def files_digest(files: Iterable[Path], root: Path) -> str:
    """One digest of the paths below `root` and the contents of files."""
    found = hashlib.sha256()
    for path in files:
        found.update(path.relative_to(root).as_posix().encode() + b"\0")
        found.update(file_digest(path))
    return found.hexdigest()
