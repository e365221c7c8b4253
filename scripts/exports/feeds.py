"""Feeds as Atom (RFC 4287) and JSON Feed 1.1: of what was added last, and of every change.

The date of an item is the day on which its entry was first published, or changed.  The day of the
event is in the title: feed readers discard old items.  What has no known day is left out, because
any date would be invented; so without the history of the repository the feeds are empty.  A
withdrawn entry stays, and its title says that it is withdrawn.

Ids are UUIDs, which stay when the address changes.
"""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from scripts.cite.metadata import LICENSE
from scripts.cite.text import line
from scripts.exports.part import EPOCH, LICENCE, Part, Words, dump
from scripts.i18n.language import Language
from scripts.pages.citing import Publication
from scripts.timeline.git import State
from scripts.timeline.model import Chronology

ATOM = "http://www.w3.org/2005/Atom"

MOST_ITEMS = 50
"""How many items a feed has at most."""


@dataclass(frozen=True)
class Item:
    """An item of a feed; its id is made from `name`, `topics` are names by id."""

    name: str
    address: str
    title: str
    text: str
    published: datetime.date
    updated: datetime.date
    topics: Mapping[str, str]


@dataclass(frozen=True)
class Feed:
    """A feed at `path` below the site's root; `page` is the path below the language's root."""

    published: Publication
    language: Language
    path: str
    title: str
    about: str
    page: str
    items: Sequence[Item]

    def urn(self, name: str) -> str:
        return f"urn:uuid:{self.published.uuid(name)}"

    def json(self) -> bytes:
        site, home = line(self.language.word("home.title")), self.published.page(self.language)
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.about,
            "home_page_url": home + self.page,
            "feed_url": self.published.address + self.path,
            "language": self.language.code,
            "authors": [{"name": site, "url": home}],
            "items": [
                {
                    "id": self.urn(each.name),
                    "url": each.address,
                    "title": each.title,
                    "content_text": each.text,
                    "date_published": _stamp(each.published),
                    "date_modified": _stamp(each.updated),
                    "tags": [*each.topics.values()],
                }
                for each in self.items
            ],
        }
        return dump(feed, indent=1)

    def atom(self) -> bytes:
        language = self.language
        address, home = self.published.address + self.path, self.published.page(language)
        root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": language.code})
        _put(root, "id", self.urn(self.path))
        _put(root, "title", self.title)
        _put(root, "subtitle", self.about)
        _put(root, "updated", _stamp(max((each.updated for each in self.items), default=EPOCH)))
        _put(root, "link", rel="self", type="application/atom+xml", href=address)
        _put(root, "link", rel="alternate", type="text/html", href=home + self.page)
        _put(root, "link", rel="license", href=LICENSE)
        _put(root, "rights", LICENCE[1])
        made_by = ET.SubElement(root, "author")
        _put(made_by, "name", line(language.word("home.title")))
        _put(made_by, "uri", home)
        for each in self.items:
            entry = ET.SubElement(root, "entry")
            _put(entry, "id", self.urn(each.name))
            _put(entry, "title", each.title)
            _put(entry, "link", rel="alternate", type="text/html", href=each.address)
            _put(entry, "published", _stamp(each.published))
            _put(entry, "updated", _stamp(each.updated))
            for topic, name in each.topics.items():
                _put(entry, "category", term=topic, label=name)
            _put(entry, "summary", each.text)
        ET.indent(root)
        return b"%s\n" % ET.tostring(root, encoding="utf-8", xml_declaration=True)


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
    """What was added last, as JSON Feed 1.1."""
    return _additions(part).json()


def atom(part: Part) -> bytes:
    """The same as Atom."""
    return _additions(part).atom()


def _additions(part: Part) -> Feed:
    (words,) = part.words
    language, items = words.language, []
    for id_, first in islice(
        newest(part.chronology, part.published.states, part.topic).items(), MOST_ITEMS
    ):
        entry = part.chronology.entries[id_]
        items.append(
            Item(
                f"{language.code}/events/{id_}",
                words.entry_page(entry),
                words.dated_title(entry),
                words.summary(entry),
                first,
                part.days(entry)[1] or first,
                topics(words, id_),
            )
        )
    title, page = place(words, part.topic)
    about = line(language.word("exports.feed"))
    return Feed(part.published, language, part.path, title, about, page, items)


def place(words: Words, topic: str = "") -> tuple[str, str]:
    """The title of what a feed is about: the site or a topic of it; its page."""
    site = line(words.language.word("home.title"))
    if not topic:
        return site, ""
    title = words.language.word("exports.topic", site=site, topic=words.topic(topic))
    return line(title), f"topics/{topic}/"


def topics(words: Words, id_: str) -> dict[str, str]:
    entry = words.chronology.entries.get(id_)
    return {each: words.topic(each) for each in entry.record.topics} if entry else {}


def _stamp(day: datetime.date) -> str:
    return f"{day}T00:00:00Z"


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
