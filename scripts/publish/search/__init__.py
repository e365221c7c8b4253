"""The search: its index, made of the finished pages, and what its script in the browser needs.

`index` begins a process a language, `indexing` is that process, `shelves` what it keeps from one
time to the next, `pagefind` the program that reads the pages and the form of its files.
"""

from collections.abc import Sequence
from pathlib import Path

from scripts.publish.digests import tree_digests
from scripts.publish.search.index import make_index as _make
from scripts.publish.search.pagefind import SearchIndexError  # noqa: F401


def make_index(site: Path, codes: Sequence[str]) -> list[str]:
    del codes
    files = {p: d for p, d in tree_digests(site).items() if p.endswith(".html")}
    _make(site, files, site / "pagefind", site.parent / ".cache")
    return []
