"""Join the records: each with what it points to, sorted, and what of it is as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from scripts.memory import Memory, alike
from scripts.records.dates import Edtf
from scripts.records.load import Located, Records
from scripts.records.model import Entry, Source
from scripts.timeline import evidence
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.model import (
    Chronology,
    JoinedClaim,
    JoinedEntry,
    JoinedSource,
    SourceRecords,
    year_of,
)

R = TypeVar("R", bound=BaseModel)


def join(
    records: Records,
    proven: Container[str] = frozenset(),
    memory: Memory | None = None,
    last: Chronology | None = None,
) -> Chronology:
    """The whole of `records`, which must be free of problems; `proven` as `Chronology` has it.

    Evidence that `memory` has, and that rests on the same records, is not weighed again. `last` is
    what the same memory has helped to join the last time: what is as it was is the very same.
    """
    kept = Memory() if memory is None else memory
    ordered = sorted(records.entries, key=lambda each: (_in_time(each.record.date), each.id))
    known = sorted(records.sources, key=lambda each: each.id)
    located = kept.watch("records", {each.id: each for each in ordered}, _blob)
    sources = kept.watch("source-records", {each.id: each for each in known}, _blob)
    entries = MappingProxyType(_entries(ordered, located, sources, kept, last))
    joined = MappingProxyType(_sources(known, last))
    tables = {
        name: _records(getattr(records, name))
        for name in ("topics", "actors", "places", "redirects")
    }
    if last and _placed_alike(entries, last.entries) and alike(joined, last.sources):
        return replace(last, entries=entries, sources=joined, **tables, proven=proven)
    shown = [entry for entry in entries.values() if entry.record.withdrawn is None]
    return Chronology(
        entries=entries,
        sources=joined,
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
    ordered: Sequence[Located[Entry]],
    located: Mapping[str, Located[Entry]],
    sources: Mapping[str, Located[Source]],
    kept: Memory,
    last: Chronology | None,
) -> dict[str, JoinedEntry]:
    """The entries with what is known of them: those of the `last` time that are as they were."""
    standing = [each.id for each in ordered if each.record.withdrawn is None]
    after = dict(pairwise(standing))
    before = {later: earlier for earlier, later in after.items()}
    was = last.entries if last else {}
    found: dict[str, JoinedEntry] = {}
    for each in ordered:
        id_, record = each.id, each.record
        name = ("evidence", id_)
        old, beside = was.get(id_), (before.get(id_), after.get(id_))
        if old and old.record is record and (old.before, old.after) == beside and kept.knows(name):
            found[id_] = old
            continue
        weighed = kept.recall(name, partial(_evidence, id_, located, sources))
        claims = tuple(map(JoinedClaim, record.all_claims, weighed.claims))
        found[id_] = JoinedEntry(id_, each.path, record, claims, weighed, year_of(record), *beside)
    return found


def _sources(known: Sequence[Located[Source]], last: Chronology | None) -> dict[str, JoinedSource]:
    was = last.sources if last else {}
    return {
        each.id: old
        if (old := was.get(each.id)) and old.record is each.record
        else JoinedSource(each.id, each.path, each.record)
        for each in known
    }


def _placed_alike(now: Mapping[str, JoinedEntry], before: Mapping[str, JoinedEntry]) -> bool:
    """Whether all indexes of these entries are the same."""
    return [*now] == [*before] and all(
        one is other or _placed(one) == _placed(other)
        for one, other in zip(now.values(), before.values(), strict=True)
    )


def _placed(entry: JoinedEntry) -> tuple[object, ...]:
    """All that decides where an entry stands in the indexes of the whole."""
    record = entry.record
    lists = record.topics, record.actors, record.places, record.named_sources
    shown = record.withdrawn is None, bool(entry.evidence.differences)
    return entry.year, record.weight, *lists, *shown


def watched(
    chronology: Chronology, records: Records, proven: Iterable[str], memory: Memory
) -> Chronology:
    """The chronology of `records` with mappings that note in `memory` what is read of them."""
    blobs = {each.path: each.blob for each in (*records.entries, *records.sources)}

    def entry(each: JoinedEntry) -> object:
        return blobs[each.path], each.path, each.before, each.after, each.evidence

    return replace(
        chronology,
        entries=memory.watch("entries", chronology.entries, entry),
        sources=memory.watch(
            "sources", chronology.sources, lambda each: (blobs[each.path], each.path)
        ),
        proven=memory.watch("proven", dict.fromkeys(sorted(proven))),
        **{
            name: memory.watch(name, getattr(chronology, name), repr)
            for name in ("topics", "actors", "places", "redirects")
        },
        **{
            name: memory.watch(name, getattr(chronology, name))
            for name in (
                *("years", "by_topic", "by_actor", "by_place"),
                *("by_source", "derived", "by_address", "by_weight", "differing", "year_pages"),
            )
        },
    )


@cache
def _in_time(date: Edtf) -> tuple[object, ...]:
    """What a date is sorted by, reckoned once: most entries are joined again and again."""
    return date.sort_key


def _blob(located: Located[Any]) -> str:
    return located.blob or located.path


def _evidence(
    id_: str, entries: Mapping[str, Located[Entry]], sources: Mapping[str, Located[Source]]
) -> EntryEvidence:
    return evidence.of_entry(entries[id_].record, SourceRecords(sources))


def _records(table: Mapping[str, Located[R]]) -> Mapping[str, R]:
    return MappingProxyType({id_: located.record for id_, located in table.items()})


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Second members by first, in the order in which they come, each once."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return MappingProxyType({key: tuple(values) for key, values in found.items()})
