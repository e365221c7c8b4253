"""The whole parted by time, in years: for files for reuse, and for builds of a part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from scripts.chronology import Chronology

MANY = 10_000
"""Beyond so many entries, nobody wants all of them in one file only (it has more than 50 MB)."""

FILES = ("data/timeline/{period}.json", "data/timeline/{period}.csv")
"""The files of a period, below the site's root."""

INDEX = "data/periods.json"
"""What lists them."""

PUBLISHED = re.compile(r"data/timeline/(?P<period>[0-9x]{4})\.json")

Periods = Mapping[str, tuple[str, ...]]
"""The ids of the entries of each period, both in the order of time."""


def periods(chronology: Chronology, published: Iterable[str] = (), many: int = MANY) -> Periods:
    """The entries, withdrawn ones too, by year, where they are more than `many`; else nothing.

    `published` are the files of the latest release: a period that had one keeps it, and once there
    were any, there always are.
    """
    kept = [found["period"] for found in map(PUBLISHED.fullmatch, published) if found]
    if not kept and len(chronology.entries) <= many:
        return {}
    found = by_year(chronology)
    return {year: tuple(found.get(year, ())) for year in sorted({*found, *kept}, key=_in_time)}


def by_year(chronology: Chronology) -> dict[str, list[str]]:
    """The ids of all entries by year, both in the order of time."""
    found = defaultdict(list)
    for id_, entry in chronology.entries.items():
        found[entry.year].append(id_)
    return {year: found[year] for year in sorted(found, key=_in_time)}


def _in_time(year: str) -> tuple[str, int]:
    """A century before its decades, a decade before its years."""
    return year.replace("x", "0"), -year.count("x")
