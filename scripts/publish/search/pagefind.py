"""Pagefind: how it is run, and how its files are written.

They are CBOR (RFC 8949) behind a magic word, gzipped.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import zlib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cbor2
from pagefind_bin import get_executable

VERSION = version("pagefind")

MAGIC = b"pagefind_dcd"

HEADINGS = "main h2"
"""What every page of a kind has in common is no word to find one of them by."""

BODY = b" data-pagefind-body"
"""What a page that can be found has; where no page has it, Pagefind would take all of them."""

ENTRY = "pagefind-entry.json"
"""What the search reads first: which languages there are, and where their files begin."""

GZIP = 16 + zlib.MAX_WBITS
"""What tells zlib to make a gzip file (zlib manual, deflateInit2)."""

EFFORT = 7
"""Of gzip; the most makes a file a two hundredth smaller and takes twice as long."""

ARRAY, NUMBER = 4, 0
"""Major types of CBOR (RFC 8949, 3.1)."""


class SearchIndexError(Exception):
    """Pagefind failed; the text is what it printed."""


def run(code: str, site: Path, to: Path) -> None:
    """Index the pages below `site`, all in the language `code`, into `to`, where nothing is yet.

    Raises SearchIndexError.
    """
    words = [str(get_executable()), "--site", str(site), "--output-path", str(to)]
    done = subprocess.run(
        [*words, "--quiet", "--exclude-selectors", HEADINGS, "--force-language", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        # As the publisher, it holds the turn to build.
        close_fds=False,
    )
    if done.returncode:
        raise SearchIndexError(done.stdout)


def entry(index: Path) -> dict[str, Any]:
    """What the search reads first of an index."""
    found: dict[str, Any] = json.loads((index / ENTRY).read_text("utf-8"))
    return found


def read(path: Path) -> Any:  # noqa: ANN401  (CBOR of any shape)
    """What is in a file."""
    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(MAGIC))


def path_of(fragment: bytes) -> str:
    """The path in the site of the page that a fragment, which the search shows, is of."""
    facts = json.loads(gzip.decompress(fragment).removeprefix(MAGIC))
    return f"{facts['url'].removeprefix('/')}index.html"


def write(folder: Path, name: str, ending: str, content: bytes) -> str:
    """Write CBOR into a file that is named by it; the name without the ending."""
    stem = f"{name}_{hashlib.sha256(content).hexdigest()[:10]}"
    folder.mkdir(exist_ok=True)
    (folder / f"{stem}{ending}").write_bytes(packed(MAGIC + content))
    return stem


def packed(content: bytes) -> bytes:
    """Gzipped, with no time in the header.

    Names and numbers by chance repeat little: where they do by accident, zlib is not to take it up.
    """
    made = zlib.compressobj(EFFORT, zlib.DEFLATED, GZIP, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED)
    return made.compress(content) + made.flush()


def head(kind: int, value: int) -> bytes:
    """The beginning of a value: its major type, and the number or the length that it has."""
    first = kind << 5
    if value < 24:  # noqa: PLR2004  (RFC 8949, 3)
        return bytes([first | value])
    size = next(size for size in range(4) if value < 1 << (8 << size))
    return bytes([first | 24 + size]) + value.to_bytes(1 << size, "big")
