"""The feeds of what was added last: Atom (RFC 4287) and JSON Feed 1.1, of all and by topic.

The date of an item is the day on which its entry was first published.  The day of the event is in
the title: feed readers discard old items.  An entry whose day of publication is unknown is left
out, because any date would be invented; so without the history of the repository the feeds are
empty.  A withdrawn entry stays, and its title says that it is withdrawn.
"""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from scripts.cite.metadata import LICENSE
from scripts.cite.text import line
from scripts.exports.part import EPOCH, LICENCE, Part, dump
from scripts.timeline.git import State
from scripts.timeline.model import Chronology, JoinedEntry

ATOM = "http://www.w3.org/2005/Atom"

MOST_ITEMS = 50
"""How many items a feed has at most."""


def newest(
    chronology: Chronology, states: Mapping[str, State], topic: str = ""
) -> dict[str, datetime.date]:
    """The entries with the days on which they were first published, the newest first, by id.

    `states` are those of the records by path. Of entries that were published on one day, the later
    ones in time go first.
    """
    days = {
        id_: day
        for id_, entry in reversed([*chronology.entries.items()])
        if (not topic or topic in entry.record.topics) and (day := states[entry.path].first)
    }
    return dict(sorted(days.items(), key=itemgetter(1), reverse=True))


def json_feed(part: Part) -> bytes:
    """JSON Feed 1.1."""
    return dump(_feed(part), indent=1)


def atom(part: Part) -> bytes:
    """The same as Atom (RFC 4287)."""
    feed = _feed(part)
    changed = max((item["date_modified"] for item in feed["items"]), default=_stamp(EPOCH))
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed["language"]})
    _put(root, "id", part.published.id(part.path).urn)
    _put(root, "title", feed["title"])
    _put(root, "subtitle", feed["description"])
    _put(root, "updated", changed)
    _put(root, "link", rel="self", type="application/atom+xml", href=feed["feed_url"])
    _put(root, "link", rel="alternate", type="text/html", href=feed["home_page_url"])
    _put(root, "link", rel="license", href=LICENSE)
    _put(root, "rights", LICENCE[1])
    made_by = ET.SubElement(root, "author")
    _put(made_by, "name", feed["authors"][0]["name"])
    _put(made_by, "uri", feed["authors"][0]["url"])
    for source, item in zip(_entries(part), feed["items"], strict=True):
        entry = ET.SubElement(root, "entry")
        _put(entry, "id", item["id"])
        _put(entry, "title", item["title"])
        _put(entry, "link", rel="alternate", type="text/html", href=item["url"])
        _put(entry, "published", item["date_published"])
        _put(entry, "updated", item["date_modified"])
        for topic, name in zip(source.record.topics, item["tags"], strict=True):
            _put(entry, "category", term=topic, label=name)
        _put(entry, "summary", item["content_text"])
    ET.indent(root)
    return b"%s\n" % ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entries(part: Part) -> list[JoinedEntry]:
    ids = [*newest(part.chronology, part.published.states, part.topic)]
    return [part.chronology.entries[id_] for id_ in ids[:MOST_ITEMS]]


def _feed(part: Part) -> dict[str, Any]:
    (words,) = part.words
    site = title = line(words.language.word("home.title"))
    if part.topic:
        title = line(words.language.word("exports.topic", site=site, topic=words.topic(part.topic)))
    items = []
    for entry in _entries(part):
        address, (first, last) = words.entry_page(entry), part.days(entry)
        items.append(
            {
                "id": part.published.id(f"{words.language.code}/events/{entry.id}").urn,
                "url": address,
                "title": words.dated_title(entry),
                "content_text": words.summary(entry),
                "date_published": _stamp(first),
                "date_modified": _stamp(last),
                "tags": words.topics(entry),
            }
        )
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": line(words.language.word("exports.feed")),
        "home_page_url": words.page(f"topics/{part.topic}/" if part.topic else ""),
        "feed_url": part.address,
        "language": words.language.code,
        "authors": [{"name": site, "url": words.page()}],
        "items": items,
    }


def _stamp(day: datetime.date | None) -> str:
    return f"{day}T00:00:00Z"


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
