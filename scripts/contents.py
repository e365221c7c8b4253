"""What is to be in the files of the site, and the digests of that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

Chain = tuple[bytes, ...]
"""What is to be in a large file, in pieces, in their order.

Other files have many of them in common, and the next build has them again: so that all are joined
nowhere but in the file.
"""

Content = bytes | Chain | str
"""What is to be in a file, or the path below the cache of a file in which it is.

The name of such a file says what is in it: the same name is the same content.
"""

Group = Mapping[str, Content]
"""Files by path that are made together, and never changed: the very same group has the same ones.

So of the files of many records only those of the records that have changed are looked at.
"""

LARGE = 2**20
"""Bytes of a content of which reckoning the digest takes longer than asking another thread."""

LINKS = 256
"""So many pieces of a chain are joined at once: each by itself costs more than its bytes."""

Tree = Mapping[str, bytes]
"""The digests of files by path."""


def together(groups: Iterable[Group]) -> dict[str, Content]:
    """The files of all groups, none of which has a path that another one has. Raises ValueError."""
    found: dict[str, Content] = {}
    count = 0
    for group in groups:
        found.update(group)
        count += len(group)
    if count != len(found):
        raise ValueError("two groups have a file in common")
    return found


def digests(files: Group) -> dict[str, bytes]:
    """The digest of each file; those of large ones are reckoned side by side."""
    large = [path for path, content in files.items() if size(content) > LARGE]
    with ThreadPoolExecutor() as pool:
        reckoned = pool.map(content_digest, [files[path] for path in large])
        found = dict(zip(large, reckoned, strict=True))
    return {path: found.get(path) or content_digest(each) for path, each in files.items()}


def content_digest(content: Content) -> bytes:
    """What tells a content from others; of a file in the cache that is its name."""
    if isinstance(content, str):
        return content.encode()
    found = hashlib.sha256()
    for part in stretches(content):
        found.update(part)
    return found.digest()


def size(content: Content) -> int:
    """How many bytes it has; a file in the cache has none here."""
    match content:
        case str():
            return 0
        case tuple():
            return sum(map(len, content))
        case _:
            return len(content)


def stretches(content: bytes | Chain) -> Iterator[bytes]:
    """All of it, of a chain so many pieces at once."""
    if isinstance(content, bytes):
        yield content
        return
    for start in range(0, len(content), LINKS):
        yield b"".join(content[start : start + LINKS])
