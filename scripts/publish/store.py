"""Digests, and the store of pages and pictures: the only thing that is kept between two builds.

A key is a digest of everything that a file depends on, so nothing in the store is out of date.
Beside each file stands the SHA-256 of its content: a damaged file counts as missing. The folder can
be deleted at any time, and copied to another machine.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from scripts.publish.write import write_file

DIGEST = ".sha256"


class Store:
    """The files in one folder, by key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> Path | None:
        """The file with this key; None where it is missing or damaged."""
        return None if self.read(key) is None else self._file(key)

    def read(self, key: str) -> bytes | None:
        """The content of the file with this key; None where it is missing or damaged."""
        file = self._file(key)
        try:
            content, digest = file.read_bytes(), file.with_suffix(DIGEST).read_bytes()
        except OSError:
            return None
        return content if content_digest(content).encode() == digest else None

    def put(self, key: str, content: bytes) -> Path:
        """Store a content; its file, which may be linked to but not changed."""
        file = self._file(key)
        # A damaged file may be linked into the site in place: replaced, never overwritten.
        write_file(file, content)
        write_file(file.with_suffix(DIGEST), content_digest(content).encode())
        return file

    def prune(self, keys: Iterable[str]) -> None:
        """Delete all files but those with these keys."""
        wanted = frozenset(keys)
        for file in self.folder.glob("*/*"):
            if file.stem not in wanted:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        # A flat folder would be slow to list.
        return self.folder / key[:2] / key


def content_digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, sorted, without those that are being written."""
    return sorted(
        Path(home) / name
        for home, _, names in os.walk(folder)
        for name in names
        if not name.endswith(".partial")
    )


def digest_of(parts: Iterable[object]) -> str:
    """One digest of values that JSON can represent."""
    return content_digest(json.dumps([*parts], sort_keys=True).encode())


def files_digest(files: Iterable[Path], root: Path) -> str:
    """One digest of the paths below `root` and the contents of files."""
    return digest_of(
        [file.relative_to(root).as_posix(), content_digest(file.read_bytes())] for file in files
    )
