"""Parts of the site that are built apart from each other, on several machines, and joined then.

A part is a run of years with about as many entries as any other; what belongs to no year is spread
evenly by its name, and what belongs to the whole is in the first part.  Which path is in which part
follows from the records alone, so every machine knows it of every part.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.chronology import Chronology
from scripts.periods import by_year

FORM = re.compile(r"([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")
"""How a part is named on the command line: `2/5`."""

PERIOD = re.compile(r"data/timeline/([0-9x]{4})\.[a-z]+")
"""A file for reuse of one year."""

BELOW = re.compile(r"(?P<code>[^/]+)/(?P<family>[^/]+)/(?P<name>[^/]+)/.+")
"""What belongs to one page of a family: `en/events/<id>/index.html`, and what is beside it."""


@dataclass(frozen=True)
class Shard:
    """One part, `number` of `of`, counted from 1; `indexed`: it makes a search index of its own."""

    number: int
    of: int
    indexed: bool = False

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.number}-of-{self.of}"

    @property
    def index(self) -> str:
        """The folder of its search index below the site's root; that of the first is the site's."""
        return "pagefind" if self.number == 1 else f"pagefind-{self.number}"

    @property
    def others(self) -> tuple[str, ...]:
        """The folders of the search indexes that the site has besides that of the first part."""
        return tuple(Shard(number, self.of).index for number in range(2, self.of + 1))


def parse(text: str) -> Shard:
    """The part that `text` names, such as `2/5`. Raises ValueError for anything else."""
    found = FORM.fullmatch(text)
    if not found:
        raise ValueError(text)
    number, of = map(int, found.groups())
    if number > of:
        raise ValueError(text)
    return Shard(number, of)


class Shares:
    """Which part has which path."""

    def __init__(self, chronology: Chronology, codes: Sequence[str], of: int) -> None:
        """The shares of `of` parts of a site in these languages."""
        self._codes = codes
        self._of = of
        self._years = years(chronology, of)
        self._events = {id_: each.year for id_, each in chronology.entries.items()}
        for id_, redirect in chronology.redirects.items():
            self._events[id_] = self._events[redirect.to]

    def number(self, path: str) -> int:
        """The number of the part that has `path` (below the site's root)."""
        if period := PERIOD.fullmatch(path):
            return self._years.get(period[1], 1)
        below = BELOW.fullmatch(path)
        if not below or below["code"] not in self._codes:
            return 1
        family, name = below["family"], below["name"]
        year = self._events.get(name, "") if family == "events" else name
        if family in {"events", "years"} and year in self._years:
            return self._years[year]
        digest = hashlib.sha256(f"{family}/{name}".encode()).digest()
        return 1 + int.from_bytes(digest[:8], "big") % self._of


def years(chronology: Chronology, of: int) -> Mapping[str, int]:
    """The part of each year: runs of years, one after the other."""
    total, before, found = len(chronology.entries), 0, {}
    for year, ids in by_year(chronology).items():
        found[year] = 1 + before * of // total
        before += len(ids)
    return found
