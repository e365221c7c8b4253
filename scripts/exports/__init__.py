"""Files for reuse, made from the chronology: data, calendars, feeds.

Each is made by one function of the part of the chronology that it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from scripts.exports.calendars import calendar
from scripts.exports.datapackage import data_package
from scripts.exports.feeds import atom, json_feed
from scripts.exports.part import Part
from scripts.exports.table import timeline_csv
from scripts.exports.timeline_json import timeline_json, timeline_schema
from scripts.exports.timelinejs import timelinejs
from scripts.pages.citing import Publication
from scripts.timeline.model import Chronology

EXPORTS: Mapping[str, Callable[[Part], bytes]] = {
    "data/timeline.json": timeline_json,
    "data/schema/timeline.schema.json": timeline_schema,
    "data/timeline.csv": timeline_csv,
    "data/timeline.ics": calendar,
    "data/timeline.{language}.ics": calendar,
    "data/timelinejs.{language}.json": timelinejs,
    "{language}/feed.xml": atom,
    "{language}/feed.json": json_feed,
    "{language}/topics/{topic}/feed.xml": atom,
    "{language}/topics/{topic}/feed.json": json_feed,
    "data/datapackage.json": data_package,  # it has the digests of those before it
}
"""The files by their paths below the site's root; to add an export, add a line and a function.

A path with `{language}` is one file for each language, one with `{topic}` one for each topic that
has entries, a path without them one file in all languages.
"""


def exports(
    chronology: Chronology, published: Publication, books: Mapping[str, bytes] | None = None
) -> dict[str, bytes]:
    """Every file for reuse, by its path below the site's root; `books` are among them."""
    made = dict(books or {})
    for path, make in EXPORTS.items():
        for part in parts(path, chronology, published):
            made[part.path] = make(replace(part, made=made))
    return made


def parts(path: str, chronology: Chronology, published: Publication) -> Iterator[Part]:
    if "{language}" not in path:
        yield Part(chronology, published, path, published.languages)
        return
    topics = tuple(chronology.indexes["topics"]) if "{topic}" in path else ("",)
    for language in published.languages:
        for topic in topics:
            name = path.format(language=language.code, topic=topic)
            yield Part(chronology, published, name, (language,), topic)
