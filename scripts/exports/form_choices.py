"""What the form offers to choose from, and what it compares a new entry with."""

from __future__ import annotations

from typing import Any

from scripts.records.load import EVENTS, Located, Records
from scripts.records.model import Actor, Entry, Place, Seen, Source, Topic


def choices(records: Records) -> dict[str, Any]:
    """Topics, actors and places with their names; the ids that are gone."""
    return {
        "topics": [_named(each) for each in records.topics.values()],
        "actors": [_named(each) for each in records.actors.values()],
        "places": [_named(each) for each in records.places.values()],
        "redirects": sorted(records.redirects),
    }


def _named(each: Located[Topic] | Located[Actor] | Located[Place]) -> dict[str, Any]:
    record = each.record
    aliases = record.aliases.root if record.aliases else {}
    other = [name for names in aliases.values() for name in names]
    return {"id": each.id, "label": dict(record.label.items()), "also": other}


def source(each: Located[Source]) -> dict[str, Any]:
    """A source: its names, and what of it the rules ask for."""
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


def entry(each: Located[Entry]) -> dict[str, Any]:
    """An entry: its names, and what a new one is compared with; its file where that is odd."""
    record = each.record
    made: dict[str, Any] = {
        "id": each.id,
        "label": dict(record.title.items()),
        "date": str(record.date),
        "actors": record.actors,
    }
    if each.path != f"{EVENTS.as_posix()}/{each.id}.yml":
        made["path"] = each.path
    if record.see_also:
        made["see_also"] = record.see_also
    if record.withdrawn:
        made["withdrawn"] = True
    return made
