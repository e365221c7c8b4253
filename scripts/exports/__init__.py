"""Files for reuse, made from the whole: data, calendars, feeds.

Each is made by one function or class that takes the whole, the edition and the part that the file
holds; the same arguments give the same bytes.  None knows the clock, git or the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType

from scripts.contents import Chain
from scripts.exports.additions import Additions, Feed
from scripts.exports.assembly import Assembly
from scripts.exports.calendars import CalendarFile
from scripts.exports.datapackage import DataPackage
from scripts.exports.edition import Edition, Part
from scripts.exports.feeds import atom, json_feed
from scripts.exports.table import TimelineCsv
from scripts.exports.timeline import TimelineJson, timeline_schema
from scripts.exports.timelinejs import TimelineJs
from scripts.memory import Recall, fresh
from scripts.timeline.model import Chronology

__all__ = ["EXPORTS", "FEEDS", "Edition", "Export", "Part", "exports", "parts"]

Export = Callable[[Chronology, Edition, Part], Assembly | bytes]

EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        "data/timeline.json": TimelineJson,
        "data/schema/timeline.schema.json": timeline_schema,
        "data/timeline.csv": TimelineCsv,
        "data/timeline.ics": CalendarFile,
        "data/timeline.{language}.ics": CalendarFile,
        "data/timelinejs.{language}.json": TimelineJs,
        "data/datapackage.json": DataPackage,
    }
)
"""The files of data/ by their paths below the site's root; a new one is a line and a maker here.

A path with `{language}` stands for one file in each language, one with `{topic}` for one for each
topic that has entries; a path without them is one file in all languages.
"""

FEEDS: Mapping[str, Callable[[Feed], bytes]] = MappingProxyType(
    {
        "{language}/feed.xml": atom,
        "{language}/feed.json": json_feed,
        "{language}/topics/{topic}/feed.xml": atom,
        "{language}/topics/{topic}/feed.json": json_feed,
    }
)
"""The same for the feeds."""


def exports(
    chronology: Chronology, edition: Edition, recall: Recall = fresh
) -> dict[str, bytes | Chain]:
    """Every file for reuse, by its path below the site's root.

    `recall` is asked for what these files hold of each entry and of each source, and for feeds.
    """
    made = {
        part.path: make(chronology, edition, part)
        for path, make in EXPORTS.items()
        for part in parts(path, chronology, edition)
    }
    assemblies = {path: each for path, each in made.items() if isinstance(each, Assembly)}
    of_entry = {
        id_: recall(("exports", "entry", id_), partial(_of_entry, chronology, assemblies, id_))
        for id_ in chronology.entries
    }
    of_source = {
        id_: recall(("exports", "source", id_), partial(_of_source, chronology, assemblies, id_))
        for id_ in chronology.sources
    }

    def join(path: str, entries: Iterable[str], sources: Iterable[str]) -> Chain:
        """A file with these entries and sources alone."""
        place = list(assemblies).index(path)
        of_entries = [of_entry[id_][place] for id_ in entries]
        of_sources = [of_source[id_][place] for id_ in sources]
        # Without what the file leaves out.
        return assemblies[path].file([*filter(None, of_entries)], [*filter(None, of_sources)])

    additions = Additions(chronology, edition, recall)

    def feed(write: Callable[[Feed], bytes], part: Part) -> bytes:
        return recall(("exports", "feed", part.path), lambda: write(additions.feed(part)))

    return {
        path: join(path, of_entry, of_source) if isinstance(each, Assembly) else each
        for path, each in made.items()
    } | {
        part.path: feed(write, part)
        for path, write in FEEDS.items()
        for part in parts(path, chronology, edition)
    }


def _of_entry(
    chronology: Chronology, assemblies: Mapping[str, Assembly], id_: str
) -> tuple[bytes, ...]:
    entry = chronology.entries[id_]
    return tuple(each.of_entry(entry) for each in assemblies.values())


def _of_source(
    chronology: Chronology, assemblies: Mapping[str, Assembly], id_: str
) -> tuple[bytes, ...]:
    source = chronology.sources[id_]
    return tuple(each.of_source(source) for each in assemblies.values())


def parts(path: str, chronology: Chronology, edition: Edition) -> Iterator[Part]:
    """The files that a path of the tables stands for."""
    if "{language}" not in path:
        yield Part(path, edition.languages)
        return
    topics = tuple(chronology.by_topic) if "{topic}" in path else ("",)
    for language in edition.languages:
        for topic in topics:
            name = path.format(language=language.code, topic=topic)
            yield Part(name, (language,), topic)
