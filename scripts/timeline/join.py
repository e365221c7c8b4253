"""Join the records: each with what it points to, sorted, and what of it is as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeVar

from pydantic import BaseModel

from scripts.records.load import Located, Records
from scripts.records.model import Entry, Source
from scripts.timeline import evidence
from scripts.timeline.model import (
    Chronology,
    JoinedClaim,
    JoinedEntry,
    JoinedSource,
    SourceRecords,
    year_of,
)

R = TypeVar("R", bound=BaseModel)


def join(records: Records, proven: Container[str] = frozenset()) -> Chronology:
    """The whole of `records`, which must be free of problems; `proven` as `Chronology` has it."""
    ordered = sorted(records.entries, key=lambda each: (each.record.date.sort_key, each.id))
    known = sorted(records.sources, key=lambda each: each.id)
    entries = MappingProxyType(_entries(ordered, {each.id: each for each in known}))
    tables = {
        name: _records(getattr(records, name))
        for name in ("topics", "actors", "places", "redirects")
    }
    shown = [entry for entry in entries.values() if entry.record.withdrawn is None]
    return Chronology(
        entries=entries,
        sources=MappingProxyType(
            {each.id: JoinedSource(each.id, each.path, each.record) for each in known}
        ),
        **tables,
        years=_index((entry.year, entry.id) for entry in shown),
        by_topic=_index((id_, entry.id) for entry in shown for id_ in entry.record.topics),
        by_actor=_index((id_, entry.id) for entry in shown for id_ in entry.record.actors),
        by_place=_index((id_, entry.id) for entry in shown for id_ in entry.record.places),
        by_source=_index(
            (id_, entry.id) for entry in shown for id_ in sorted(entry.record.named_sources)
        ),
        derived=_index((each.source, one.id) for one in known for each in one.record.derives_from),
        by_address=MappingProxyType(
            {each.record.url: each.id for each in known if each.record.url}
        ),
        by_weight=_index((entry.record.weight.value, entry.id) for entry in shown),
        year_pages=MappingProxyType({id_: each.year for id_, each in entries.items()}),
        differing=_index((entry.year, entry.id) for entry in shown if entry.evidence.differences),
        proven=proven,
    )


def _entries(
    ordered: Sequence[Located[Entry]], sources: Mapping[str, Located[Source]]
) -> dict[str, JoinedEntry]:
    """The entries with their evidence, each with the ids of those before and after it."""
    standing = [each.id for each in ordered if each.record.withdrawn is None]
    after = dict(pairwise(standing))
    before = {later: earlier for earlier, later in after.items()}
    found: dict[str, JoinedEntry] = {}
    for each in ordered:
        weighed = evidence.of_entry(each.record, SourceRecords(sources))
        found[each.id] = JoinedEntry(
            each.id,
            each.path,
            each.record,
            tuple(map(JoinedClaim, each.record.all_claims, weighed.claims)),
            weighed,
            year_of(each.record),
            before.get(each.id),
            after.get(each.id),
        )
    return found


def _records(table: Mapping[str, Located[R]]) -> Mapping[str, R]:
    return MappingProxyType({id_: located.record for id_, located in table.items()})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Second members by first, in the order in which they come, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return MappingProxyType({key: tuple(values) for key, values in found.items()})
