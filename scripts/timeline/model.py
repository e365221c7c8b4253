"""The whole: every record joined with what it points to, sorted, frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from scripts.records.dates import Precision
from scripts.records.load import PROPOSED, Located, Records
from scripts.records.model import Claim, Entry, Redirect, Weight
from scripts.records.source import Source
from scripts.records.vocabulary import VOCABULARIES, Actor, Place, Topic
from scripts.timeline.evidence import EntryEvidence, Evidence, Sources, of_entry, sources_of


class JoinedClaim(NamedTuple):
    """A claim and what its evidence amounts to."""

    claim: Claim
    evidence: Evidence


@dataclass(frozen=True)
class JoinedEntry(Located[Entry]):
    """An entry with all that other records know of it.

    `year` names the year page it belongs to: a year, or a decade or century in EDTF's own form in
    lower case (`199x`).
    """

    claims: tuple[JoinedClaim, ...]
    evidence: EntryEvidence
    year: str
    before: str | None
    after: str | None

    @property
    def proposed(self) -> bool:
        """Whether it only waits to be taken, and is shown in a preview alone."""
        return self.path.startswith(f"{PROPOSED.as_posix()}/")


MOST_COLOURS = 12  # of topics in docs/theme/look/timeline.css


@dataclass(frozen=True)
class Chronology:
    """All of it.  Mappings keep the order of time (entries, years) or of their file or id.

    `by_source` are the entries that rest on a source, `derived` the sources that derive from one,
    `cited` what an entry can cite, for its evidence.
    """

    entries: Mapping[str, JoinedEntry]
    sources: Mapping[str, Located[Source]]
    topics: Mapping[str, Topic]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    redirects: Mapping[str, Redirect]
    years: Mapping[str, tuple[str, ...]]
    indexes: Mapping[str, Mapping[str, tuple[str, ...]]]
    by_source: Mapping[str, tuple[str, ...]]
    derived: Mapping[str, tuple[str, ...]]
    cited: Sources
    proven: Container[str] = frozenset()
    """Digests of the passages that were found in the texts (`checks.passages`)."""

    @cached_property
    def source_records(self) -> Mapping[str, Source]:
        """The records of the sources by id."""
        return {id_: each.record for id_, each in self.sources.items()}

    def colour(self, topic: str) -> str:
        """The class by which stylesheets colour a topic; 0 for one that is gone."""
        known = [*self.topics]
        return f"topic-{known.index(topic) % MOST_COLOURS + 1 if topic in known else 0}"

    @property
    def shown(self) -> tuple[str, ...]:
        """The ids of the entries that stand, in the order of time."""
        return tuple(id_ for ids in self.years.values() for id_ in ids)

    @property
    def differing(self) -> tuple[str, ...]:
        """The ids of those on which sources differ."""
        return tuple(id_ for id_ in self.shown if self.entries[id_].evidence.differences)

    @property
    def landmarks(self) -> tuple[JoinedEntry, ...]:
        """The entries that matter most, in the order of time."""
        shown = (self.entries[id_] for id_ in self.shown)
        return tuple(each for each in shown if each.record.weight == Weight.LANDMARK)


def year_of(entry: Entry) -> str:
    """The year page of an entry: that of its date's beginning, or of its end where it has none."""
    point = entry.date.start or entry.date.end
    if point is None:
        raise ValueError("a date has a beginning or an end")
    unspecified = {Precision.CENTURY: 2, Precision.DECADE: 1}.get(point.precision, 0)
    return f"{point.year:04d}"[: 4 - unspecified] + "x" * unspecified


def join(records: Records, proven: Container[str] = frozenset()) -> Chronology:
    """The whole of `records`, which must be free of problems; `proven` as `Chronology` has it."""
    ordered = sorted(records.entries, key=lambda each: (each.record.date.sort_key, each.id))
    known = sorted(records.sources, key=lambda each: each.id)
    cited = sources_of(records)
    entries = _entries(ordered, cited)
    tables: dict[str, Any] = {
        name: {id_: located.record for id_, located in getattr(records, name).items()}
        for name in ("topics", "actors", "places", "redirects")
    }
    shown = [entry for entry in entries.values() if entry.record.withdrawn is None]
    return Chronology(
        entries=entries,
        sources={each.id: each for each in known},
        **tables,
        years=_index((entry.year, entry.id) for entry in shown),
        indexes={
            name: _index((id_, each.id) for each in shown for id_ in getattr(each.record, name))
            for name in VOCABULARIES
        },
        by_source=_index(
            (id_, entry.id) for entry in shown for id_ in sorted(entry.record.named_sources)
        ),
        derived=_index((each.source, one.id) for one in known for each in one.record.derives_from),
        cited=cited,
        proven=proven,
    )


def _entries(ordered: Sequence[Located[Entry]], sources: Sources) -> dict[str, JoinedEntry]:
    """The entries with their evidence, each with the ids of those before and after it."""
    standing = [each.id for each in ordered if each.record.withdrawn is None]
    after = dict(pairwise(standing))
    before = {later: earlier for earlier, later in after.items()}
    found: dict[str, JoinedEntry] = {}
    for each in ordered:
        weighed = of_entry(each.record, sources)
        claims = tuple(map(JoinedClaim, each.record.all_claims, weighed.claims))
        around = before.get(each.id), after.get(each.id)
        year = year_of(each.record)
        found[each.id] = JoinedEntry(each.location, each.record, claims, weighed, year, *around)
    return found


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Second members by first, in the order in which they come, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return {key: tuple(values) for key, values in found.items()}
