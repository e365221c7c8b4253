"""The name that git gives to the content of a file."""

from __future__ import annotations

import hashlib


def blob_id(data: bytes) -> str:
    """The id that git gives to a file with these bytes (SHA-1 of header and content)."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
