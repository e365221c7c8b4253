"""The feeds of what was added last: Atom (RFC 4287) and JSON Feed 1.1, of all and by topic.

The date of an item is the day on which its entry was first published, never the day of what
happened, which stands in the title: readers of feeds drop what is old.  An entry whose day of
publication is not known is left out, since any date would be made up; so without the history of
the repository the feeds are empty.  A withdrawn entry stays and says so.
"""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from operator import itemgetter

from scripts.cite.lines import line
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS, Days, Edition, Part
from scripts.exports.texts import Words, dump
from scripts.timeline.model import Chronology

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"

MOST_ITEMS = 50
"""How many items a feed has at most."""

EMPTY = datetime.date(1970, 1, 1)
"""When a feed without items changed: RFC 4287, 4.2.15 demands a date, and none is known."""


@dataclass(frozen=True)
class Item:
    """An entry in a feed: its permanent address is its id; topics by id and name."""

    address: str
    title: str
    summary: str
    published: datetime.date
    updated: datetime.date
    topics: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Feed:
    """A feed in one language, newest items first.

    `site` is the site's name, and its author's; `home` and `author` are the pages of what it is
    about and of the site.
    """

    title: str
    site: str
    about: str
    language: str
    home: str
    author: str
    address: str
    items: tuple[Item, ...]


def newest(chronology: Chronology, days: Days) -> dict[str, list[str]]:
    """The ids of the entries that were added last, newest first, by topic; of all under "".

    `days` are those of the entries, as an edition has them.  Of entries that were published on one
    day, the later ones in time go first.
    """
    # Of two with the same day a stable sort leaves that first which is later in time.
    published = [
        (first, id_)
        for id_ in reversed([*chronology.entries])
        if (first := days.get(id_, (None, None))[0])
    ]
    published.sort(key=itemgetter(0), reverse=True)
    found: dict[str, list[str]] = {topic: [] for topic in ("", *chronology.by_topic)}
    for _, id_ in published:
        for topic in {"", *chronology.entries[id_].record.topics} & found.keys():
            if len(found[topic]) < MOST_ITEMS:
                found[topic].append(id_)
    return found


def atom(chronology: Chronology, edition: Edition, part: Part) -> bytes:
    """<language>/feed.xml and <language>/topics/<topic>/feed.xml: Atom (RFC 4287)."""
    shown = feed(chronology, edition, part)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": shown.language})
    _put(root, "id", shown.address)
    _put(root, "title", shown.title)
    _put(root, "subtitle", shown.about)
    _put(root, "updated", stamp(max((item.updated for item in shown.items), default=EMPTY)))
    _put(root, "link", rel="self", type="application/atom+xml", href=shown.address)
    _put(root, "link", rel="alternate", type="text/html", href=shown.home)
    _put(root, "link", rel="license", href=LICENCE_ADDRESS)
    _put(root, "rights", LICENCE[1])
    author = ET.SubElement(root, "author")
    _put(author, "name", shown.site)
    _put(author, "uri", shown.author)
    for item in shown.items:
        entry = ET.SubElement(root, "entry")
        _put(entry, "id", item.address)
        _put(entry, "title", item.title)
        _put(entry, "link", rel="alternate", type="text/html", href=item.address)
        _put(entry, "published", stamp(item.published))
        _put(entry, "updated", stamp(item.updated))
        for id_, name in item.topics:
            _put(entry, "category", term=id_, label=name)
        _put(entry, "summary", item.summary)
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def json_feed(chronology: Chronology, edition: Edition, part: Part) -> bytes:
    """<language>/feed.json and <language>/topics/<topic>/feed.json: JSON Feed 1.1."""
    shown = feed(chronology, edition, part)
    items = [
        {
            "id": item.address,
            "url": item.address,
            "title": item.title,
            "content_text": item.summary,
            "date_published": stamp(item.published),
            "date_modified": stamp(item.updated),
            "tags": [name for _, name in item.topics],
        }
        for item in shown.items
    ]
    return dump(
        {
            "version": JSON_FEED,
            "title": shown.title,
            "description": shown.about,
            "home_page_url": shown.home,
            "feed_url": shown.address,
            "language": shown.language,
            "authors": [{"name": shown.site, "url": shown.author}],
            "items": items,
        },
        indent=1,
    )


def feed(chronology: Chronology, edition: Edition, part: Part) -> Feed:
    """What was added last, in the language and of the topic of `part`."""
    language = part.language
    words = Words(chronology, language)
    site = title = line(language.word("home.title"))
    if part.topic:
        title = line(language.word("exports.topic", site=site, topic=words.topic(part.topic)))
    return Feed(
        title=title,
        site=site,
        about=line(language.word("exports.feed")),
        language=language.code,
        home=edition.page(language, f"topics/{part.topic}/" if part.topic else ""),
        author=edition.page(language),
        address=edition.address + part.path,
        items=tuple(_item(id_, words, edition) for id_ in edition.newest.get(part.topic, ())),
    )


def _item(id_: str, words: Words, edition: Edition) -> Item:
    entry = words.chronology.entries[id_]
    first, last = edition.first_published(id_), edition.last_changed(id_)
    if first is None or last is None:
        raise ValueError(f"{id_} has no day of publication")
    return Item(
        address=edition.page(words.language, f"events/{id_}/"),
        title=words.dated_title(entry),
        summary=words.summary(entry),
        published=first,
        updated=last,
        topics=tuple((topic, words.topic(topic)) for topic in entry.record.topics),
    )


def stamp(day: datetime.date) -> str:
    """A day as RFC 3339 wants a time: its beginning, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
