"""What the form offers to choose from, and what it compares a new entry with."""

from __future__ import annotations

from typing import Any

from scripts.records.load import Located, Records
from scripts.records.model import Actor, Entry, Place, Seen, Source, Topic


def choices(records: Records) -> dict[str, Any]:
    """Topics, actors, places and sources with their names; the entries; the ids that are gone."""
    return {
        "topics": [_named(each) for each in records.topics.values()],
        "actors": [_named(each) for each in records.actors.values()],
        "places": [_named(each) for each in records.places.values()],
        "sources": [_source(each) for each in records.sources],
        "entries": [_entry(each) for each in records.entries],
        # A preview shows what is proposed among the entries.
        "proposed": [_entry(each) for each in records.proposed if each not in records.entries],
        "redirects": sorted(records.redirects),
    }


def _named(each: Located[Topic] | Located[Actor] | Located[Place]) -> dict[str, Any]:
    record = each.record
    aliases = record.aliases.root if record.aliases else {}
    other = [name for names in aliases.values() for name in names]
    return {"id": each.id, "label": dict(record.label.items()), "also": other}


def _source(each: Located[Source]) -> dict[str, Any]:
    record = each.record
    made: dict[str, Any] = {"id": each.id, "label": dict(record.title_in.items())}
    made["also"] = [record.title] if record.title else []
    if record.publisher:
        made["publisher"] = dict(record.publisher.items())
    if record.published:
        made["published"] = str(record.published)
    if record.url:
        made["url"] = record.url
    if record.text:
        made["paragraphs"] = record.text.paragraphs
    if record.seen == Seen.NOTHING:
        made["unseen"] = True
    return made


def _entry(each: Located[Entry]) -> dict[str, Any]:
    record = each.record
    made: dict[str, Any] = {
        "id": each.id,
        "path": each.path,
        "label": dict(record.title.items()),
        "date": str(record.date),
        "actors": record.actors,
    }
    if record.see_also:
        made["see_also"] = record.see_also
    if record.withdrawn:
        made["withdrawn"] = True
    return made
