"""What the benchmark measures: rows by the number of entries, and what readers wait for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

OURS = ("cold", "same", "entry", "source", "serve")
"""What is measured of this build: from nothing, nothing changed, one entry edited, one source that
50 entries cite, an entry again in a process that goes on, and until a browser shows it."""

PEERS = ("stock", "stock-plain", "zensical", "hugo")
"""The other publishers, on the same Markdown; the first is what the others are compared with."""

ROWS = (*OURS, *PEERS)

READERS = "readers"
"""The name under which it is measured what readers wait for."""


@dataclass(frozen=True)
class Stage:
    """How long a stage took, in seconds, and the most memory that was in use by its end, in MB."""

    seconds: float
    peak: float


@dataclass(frozen=True)
class Measured:
    """One row: seconds until the site is in place, until its search has followed, and the rest.

    `seconds` is None where it was cut off after `limit` seconds. `peak` is the memory of the
    largest process in MB; `pages` of the `of` pages were made; `day` is the day it was measured on.
    """

    seconds: float | None
    indexed: float | None
    peak: float
    pages: int
    of: int
    day: str
    limit: float | None = None
    stages: Mapping[str, Stage] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether it ended, and made every page: what did not is no comparison."""
        return self.seconds is not None and self.pages == self.of


Rows = dict[str, Measured]
"""The rows of one size by name, in the order in which they were measured."""


@dataclass(frozen=True)
class Waits:
    """What readers of a site wait for; of languages, windows and pages the worst.

    Milliseconds: `task`, the longest task while the home page or the timeline loads, 0 where none
    is longer than 50; `first`, the first change of a filter; `filter`, the longest one after it.
    Bytes, as hosts compress them, until a search shows its first results: `word`, for a common
    word, and `words`, for two of them. `day` is the day it was measured on.
    """

    task: float
    first: float
    filter: float
    word: int
    words: int
    day: str


@dataclass(frozen=True)
class Results:
    """The machine that everything was measured on, and the rows by how many entries there were.

    `machine` has its `cores`, its `memory` in GB, `system`, and the versions of what ran. `readers`
    has what readers wait for, by the same numbers.
    """

    machine: Mapping[str, str | int]
    sizes: dict[int, Rows]
    readers: dict[int, Waits] = field(default_factory=dict)

    def days(self) -> tuple[str, str]:
        """The first and the last day on which something was measured."""
        found = [row.day for rows in self.sizes.values() for row in rows.values()]
        found += [each.day for each in self.readers.values()]
        return min(found), max(found)

    def times_stock(self, count: int, name: str) -> float | None:
        """How many times as long as the first peer a row took, search included."""
        row, stock = self.sizes[count].get(name), self.sizes[count].get(PEERS[0])
        if not row or not stock or not row.whole or not stock.whole:
            return None
        return (row.indexed or 0) / (stock.indexed or 1)
