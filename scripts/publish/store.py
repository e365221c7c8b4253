"""The cache of finished pages, the only one between two builds: HTML by what it is made of.

A key is a digest of everything that a page depends on, so an entry is never out of date. Beside
each page stands the SHA-256 of its content: a damaged page counts as missing. The folder can be
deleted at any time, and copied to another machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path

from scripts.publish.write import write_file

SHARD = 2
"""Letters of a key that name the folder of its page: a flat folder would be slow to list."""

DIGEST = ".sha256"


class Store:
    """The pages in one folder."""

    def __init__(self, folder: Path) -> None:
        """The store in `folder`, which need not exist."""
        self.folder = folder

    def get(self, key: str) -> Path | None:
        """The file of the page with this key; None where it is missing or damaged."""
        return None if self.read(key) is None else self._file(key)

    def read(self, key: str) -> bytes | None:
        """The page with this key; None where it is missing or damaged."""
        file = self._file(key)
        try:
            content, digest = file.read_bytes(), file.with_suffix(DIGEST).read_bytes()
        except OSError:
            return None
        return content if _digest(content) == digest else None

    def put(self, key: str, content: bytes) -> Path:
        """Store a page; its file, which may be linked to but not changed."""
        file = self._file(key)
        # A damaged page may be linked into the site in place: replaced, never overwritten.
        write_file(file, content)
        write_file(file.with_suffix(DIGEST), _digest(content))
        return file

    def prune(self, keys: Collection[str]) -> None:
        """Delete all pages but those with these keys."""
        wanted = {file.relative_to(self.folder) for key in keys for file in [self._file(key)]}
        for file in self.folder.glob("*/*"):
            if file.relative_to(self.folder).with_suffix(".html") not in wanted:
                file.unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self.folder / key[:SHARD] / f"{key}.html"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
