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
from typing import Any

from scripts.cite.text import line
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS, Edition, Part, Words, dump
from scripts.timeline.git import State
from scripts.timeline.model import Chronology, JoinedEntry

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"

MOST_ITEMS = 50
"""How many items a feed has at most."""

EMPTY = datetime.date(1970, 1, 1)
"""The last change of a feed without items: RFC 4287, 4.2.15 requires a date."""


def newest(chronology: Chronology, states: Mapping[str, State]) -> dict[str, list[str]]:
    """The ids of the entries that were added last, newest first, by topic; of all under "".

    `states` are those of the records by path.  Of entries that were published on one day, the later
    ones in time go first.
    """
    published = {
        entry.id: first
        for entry in reversed([*chronology.entries.values()])
        if entry.path in states and (first := states[entry.path].first)
    }
    found: dict[str, list[str]] = {topic: [] for topic in ("", *chronology.indexes["topics"])}
    # A stable sort: of two with the same day that goes first which is later in time.
    for id_ in sorted(published, key=published.__getitem__, reverse=True):
        for topic in {"", *chronology.entries[id_].record.topics} & found.keys():
            if len(found[topic]) < MOST_ITEMS:
                found[topic].append(id_)
    return found


def json_feed(chronology: Chronology, edition: Edition, part: Part) -> bytes:
    """<language>/feed.json and <language>/topics/<topic>/feed.json: JSON Feed 1.1."""
    return dump(_feed(chronology, edition, part), indent=1)


def atom(chronology: Chronology, edition: Edition, part: Part) -> bytes:
    """<language>/feed.xml and <language>/topics/<topic>/feed.xml: the same as Atom (RFC 4287)."""
    feed = _feed(chronology, edition, part)
    changed = max((item["date_modified"] for item in feed["items"]), default=_stamp(EMPTY))
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed["language"]})
    _put(root, "id", feed["feed_url"])
    _put(root, "title", feed["title"])
    _put(root, "subtitle", feed["description"])
    _put(root, "updated", changed)
    _put(root, "link", rel="self", type="application/atom+xml", href=feed["feed_url"])
    _put(root, "link", rel="alternate", type="text/html", href=feed["home_page_url"])
    _put(root, "link", rel="license", href=LICENCE_ADDRESS)
    _put(root, "rights", LICENCE[1])
    made_by = ET.SubElement(root, "author")
    _put(made_by, "name", feed["authors"][0]["name"])
    _put(made_by, "uri", feed["authors"][0]["url"])
    for id_, item in zip(edition.newest.get(part.topic, ()), feed["items"], strict=True):
        entry = ET.SubElement(root, "entry")
        _put(entry, "id", item["id"])
        _put(entry, "title", item["title"])
        _put(entry, "link", rel="alternate", type="text/html", href=item["url"])
        _put(entry, "published", item["date_published"])
        _put(entry, "updated", item["date_modified"])
        for topic, name in zip(chronology.entries[id_].record.topics, item["tags"], strict=True):
            _put(entry, "category", term=topic, label=name)
        _put(entry, "summary", item["content_text"])
    ET.indent(root)
    return b"%s\n" % ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _feed(chronology: Chronology, edition: Edition, part: Part) -> dict[str, Any]:
    """What was added last, newest first, in the language and of the topic of `part`."""
    language, words = part.language, Words(chronology, part.language)
    site = title = line(language.word("home.title"))
    if part.topic:
        title = line(language.word("exports.topic", site=site, topic=words.topic(part.topic)))
    return {
        "version": JSON_FEED,
        "title": title,
        "description": line(language.word("exports.feed")),
        "home_page_url": edition.page(language, f"topics/{part.topic}/" if part.topic else ""),
        "feed_url": edition.address + part.path,
        "language": language.code,
        "authors": [{"name": site, "url": edition.page(language)}],
        "items": [
            _item(chronology.entries[id_], words, edition)
            for id_ in edition.newest.get(part.topic, ())
        ],
    }


def _item(entry: JoinedEntry, words: Words, edition: Edition) -> dict[str, Any]:
    """An entry whose day of publication is known; its permanent address is its id."""
    first, last = edition.first_published(entry.path), edition.last_changed(entry.path)
    if first is None or last is None:
        raise ValueError(f"{entry.id} has no day of publication")
    address = edition.page(words.language, f"events/{entry.id}/")
    return {
        "id": address,
        "url": address,
        "title": words.dated_title(entry),
        "content_text": words.summary(entry),
        "date_published": _stamp(first),
        "date_modified": _stamp(last),
        "tags": [words.topic(topic) for topic in entry.record.topics],
    }


def _stamp(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
