"""What is to be in the files of the site, and the digests of that."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

Content = bytes | str
"""What is to be in a file, or the path below the cache of a file in which it is.

The name of such a file says what is in it: the same name is the same content.
"""

SMALL = 2**16
"""Bytes of a content that is kept, so that its digest need not be reckoned again."""

Tree = Mapping[str, bytes]
"""The digests of files by path."""


class Digests:
    """The digests of contents, reckoned once for what is the very same as the last time."""

    def __init__(self) -> None:
        """Nothing reckoned yet."""
        self._known: dict[str, tuple[bytes, bytes]] = {}

    def of(self, files: Mapping[str, Content]) -> dict[str, bytes]:
        """The digest of each; a file in the cache goes by its name."""
        before, self._known = self._known, {}
        found = {}
        for path, content in files.items():
            if isinstance(content, str):
                found[path] = content.encode()
                continue
            known = before.get(path)
            if known is None or known[0] is not content:
                known = content, hashlib.sha256(content).digest()
            if len(content) < SMALL:
                self._known[path] = known
            found[path] = known[1]
        return found
