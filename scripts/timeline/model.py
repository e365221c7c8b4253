"""The whole: every record joined with what it points to, sorted, frozen."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from scripts.records.dates import Precision
from scripts.records.load import PROPOSED, Located
from scripts.records.model import (
    Actor,
    Claim,
    Entry,
    Place,
    Redirect,
    Source,
    Topic,
    Weight,
)
from scripts.timeline.evidence import EntryEvidence, Evidence

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True)
class JoinedClaim:
    """A claim and what its evidence amounts to."""

    claim: Claim
    evidence: Evidence


@dataclass(frozen=True)
class JoinedEntry:
    """An entry with all that other records know of it.

    `year` names the year page it belongs to: a year, or a decade or century in EDTF's own form in
    lower case (`199x`).  `path` is its file, relative to the repository.
    """

    id: str
    path: str
    record: Entry
    claims: tuple[JoinedClaim, ...]
    evidence: EntryEvidence
    year: str
    before: str | None
    after: str | None

    @property
    def proposed(self) -> bool:
        """Whether it only waits to be taken, and is shown in a preview alone."""
        return self.path.startswith(f"{PROPOSED.as_posix()}/")


@dataclass(frozen=True)
class JoinedSource:
    """A source, and where its record stands."""

    id: str
    path: str
    record: Source


class SourceRecords(Mapping[str, Source]):
    """The records of sources, each looked up when it is asked for."""

    def __init__(self, sources: Mapping[str, JoinedSource | Located[Source]]) -> None:
        """The records of `sources`."""
        self._sources = sources

    def __getitem__(self, key: str) -> Source:
        return self._sources[key].record

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


@dataclass(frozen=True)
class Chronology:
    """All of it.  Mappings keep the order of time (entries, years) or of their file or id.

    `by_source` are the entries that rest on a source, `derived` the sources that derive from one,
    `by_address` the ids of the sources by their addresses on the web.  `differing` are, by year,
    the entries on which sources differ; `year_pages` gives for an entry the year page it is on.
    """

    entries: Mapping[str, JoinedEntry]
    sources: Mapping[str, JoinedSource]
    topics: Mapping[str, Topic]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    redirects: Mapping[str, Redirect]
    years: Mapping[str, tuple[str, ...]]
    by_topic: Mapping[str, tuple[str, ...]]
    by_actor: Mapping[str, tuple[str, ...]]
    by_place: Mapping[str, tuple[str, ...]]
    by_source: Mapping[str, tuple[str, ...]]
    derived: Mapping[str, tuple[str, ...]]
    by_address: Mapping[str, str]
    by_weight: Mapping[str, tuple[str, ...]]
    differing: Mapping[str, tuple[str, ...]]
    year_pages: Mapping[str, str]
    proven: Container[str] = frozenset()
    """Digests of the passages that were found in the texts (`checks.passages`)."""

    @property
    def indexes(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The entries by topic, by actor, by place, under the names of the vocabularies."""
        return {"topics": self.by_topic, "actors": self.by_actor, "places": self.by_place}

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the entries that stand, in the order of time."""
        return tuple(id_ for ids in self.years.values() for id_ in ids)

    @property
    def landmarks(self) -> tuple[JoinedEntry, ...]:
        """The entries that matter most, in the order of time."""
        return tuple(self.entries[id_] for id_ in self.by_weight.get(Weight.LANDMARK, ()))


def year_of(entry: Entry) -> str:
    """The year page of an entry: that of its date's beginning, or of its end where it has none."""
    point = entry.date.start or entry.date.end
    if point is None:
        raise ValueError("a date has a beginning or an end")
    digits = f"{point.year:04d}"
    if point.precision == Precision.CENTURY:
        return f"{digits[:2]}xx"
    return f"{digits[:3]}x" if point.precision == Precision.DECADE else digits
