"""Digests of files and values: equal content has an equal digest."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path


def content_digest(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def files_below(folder: Path) -> Sequence[Path]:
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
