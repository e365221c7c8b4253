"""Rules on sources: what is at one address is one source and is given once; fields fit the genre.

The same page has many addresses, so they are compared in normalized form (`records.works`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from scripts.checks.claims import all_sources, inline_sources
from scripts.problems import Problem
from scripts.records.ids import proposed_id
from scripts.records.load import Located, Records
from scripts.records.model import Entry
from scripts.records.source import APPLIES, InlineSource, Source
from scripts.records.works import addresses, are_one


def works_are_recorded_once(records: Records) -> Iterator[Problem]:
    """A work has one record: two at one address each name a part of what is there."""
    for source in records.sources:
        if source.id in records.works.first:
            field = "url" if source.record.url else "archived_url"
            other = records.works.first[source.id]
            yield source.location.problem((field,), "same-address", id=other)


def recorded_sources_are_named(records: Records) -> Iterator[Problem]:
    """A source that has a record is named by its id, not given inline."""
    for _, given in inline_sources(records):
        if id_ := records.works.recorded(given.record):
            yield given.location.problem(("url",), "source-recorded", id=id_)


def sources_are_given_once(records: Records) -> Iterator[Problem]:
    """An entry gives a source without a record once; its other cites name its key."""
    for _, sources in _by_entry(records):
        for number, source in enumerate(sources):
            same = (each for each in sources[:number] if are_one(each.record, source.record))
            if not records.works.recorded(source.record) and (first := next(same, None)):
                key = first.id or proposed_key(first.record)
                yield source.location.problem(("url",), "source-given-twice", id=key)


def keys_are_unique(records: Records) -> Iterator[Problem]:
    """The key of a source is that of no other one in its entry, and no record's id."""
    for _, sources in _by_entry(records):
        seen: set[str] = set()
        for source in sources:
            ids = records.ids.get("sources", frozenset()) - {records.works.recorded(source.record)}
            if source.id in {*seen, *ids}:
                yield source.location.problem(("key",), "key-taken", id=source.id)
            seen.add(source.id)
            seen.discard("")


def fields_go_with_genres(records: Records) -> Iterator[Problem]:
    """A source has no field that its genre does not have: a citation would leave it out."""
    for source in all_sources(records):
        genre = source.record.genre
        for field, genres in APPLIES.items():
            if genre and genre not in genres and getattr(source.record, field) is not None:
                facts = {"field": field, "genre": genre.value, "genres": ", ".join(sorted(genres))}
                yield source.location.problem((field,), "field-of-other-genre", key=True, **facts)


def alike_sources(loaded: Records) -> Iterator[Problem]:
    """Two sources of one title, author and day are perhaps one: a notice at each.

    The day may be missing where both are at one address, as two archived states. Nothing is told of
    sources that are known to be one, or of which one derives from the other.
    """
    loaded = replace(loaded, entries=(*loaded.entries, *loaded.proposed))
    alike: defaultdict[object, list[Located[Source] | Located[InlineSource]]] = defaultdict(list)
    for source in all_sources(loaded):
        record = source.record
        date = record.published
        if record.title and (date is None or date.lower == date.upper):
            names = frozenset(name for each in record.authors for name in each.name.root.values())
            alike[" ".join(record.title.casefold().split()), names, date].append(source)
    for each in alike.values():
        for source in each:
            for other in each:
                if _are_perhaps_one(source, other):
                    name = other.id or other.record.url
                    yield source.location.problem(("title",), "possible-same-source", id=name)
                    break


def _are_perhaps_one(
    one: Located[Source] | Located[InlineSource], other: Located[Source] | Located[InlineSource]
) -> bool:
    apart = addresses(one.record).isdisjoint(addresses(other.record))
    if one is other or are_one(one.record, other.record) or (apart and not one.record.published):
        return False
    ids = ({each.source for each in source.record.derives_from} for source in (one, other))
    return not any(id_ in each for each, id_ in zip(ids, (other.id, one.id), strict=True))


def _by_entry(records: Records) -> Iterator[tuple[Located[Entry], list[Located[InlineSource]]]]:
    found: dict[str, tuple[Located[Entry], list[Located[InlineSource]]]] = {}
    for entry, source in inline_sources(records):
        found.setdefault(entry.path, (entry, []))[1].append(source)
    yield from found.values()


def proposed_key(source: InlineSource) -> str:
    """A key for a source that has none, out of publisher and title, else out of the host."""
    publisher = source.publisher_in.root.get("en") if source.publisher_in else None
    title = source.title_in.root.get("en") if source.title_in else None
    host = source.url.split("/")[2].replace(".", "-")
    return proposed_id(publisher or source.publisher, title or source.title) or proposed_id(host)
