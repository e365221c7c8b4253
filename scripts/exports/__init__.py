"""Files for reuse, made from the whole: data, calendars, feeds.

Each is one function that takes the whole, the edition and the part that the file holds, and gives
the file's bytes; the same arguments give the same bytes.  None knows the clock, git or the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from scripts.chronology import Chronology
from scripts.exports.calendars import calendar
from scripts.exports.datapackage import datapackage
from scripts.exports.edition import Edition, Part
from scripts.exports.feeds import atom, json_feed
from scripts.exports.identifiers import ids
from scripts.exports.table import timeline_csv
from scripts.exports.timeline import timeline_json, timeline_schema
from scripts.exports.timelinejs import timelinejs

__all__ = ["EXPORTS", "Edition", "Export", "Part", "exports", "parts"]

Export = Callable[[Chronology, Edition, Part], bytes]

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "data/timeline.json": timeline_json,
        "data/schema/timeline.schema.json": timeline_schema,
        "data/timeline.csv": timeline_csv,
        "data/timeline.ics": calendar,
        "data/timeline.{language}.ics": calendar,
        "data/timelinejs.{language}.json": timelinejs,
        "data/datapackage.json": datapackage,
        "data/ids.json": ids,
        "{language}/feed.xml": atom,
        "{language}/feed.json": json_feed,
        "{language}/topics/{topic}/feed.xml": atom,
        "{language}/topics/{topic}/feed.json": json_feed,
    }
)
"""Every file by its path below the site's root; a new file is a line here and a function.

A path with `{language}` stands for one file in each language, one with `{topic}` for one for each
topic that has entries; a path without them is one file in all languages.
"""


def exports(chronology: Chronology, edition: Edition) -> dict[str, bytes]:
    """Every file for reuse, by its path below the site's root."""
    return {
        part.path: make(chronology, edition, part)
        for path, make in EXPORTS.items()
        for part in parts(path, chronology, edition)
    }


def parts(path: str, chronology: Chronology, edition: Edition) -> Iterator[Part]:
    """The files that a path of the table stands for."""
    if "{language}" not in path:
        yield Part(path, edition.languages)
        return
    topics = tuple(chronology.by_topic) if "{topic}" in path else ("",)
    for language in edition.languages:
        for topic in topics:
            name = path.format(language=language.code, topic=topic)
            yield Part(name, (language,), topic)
