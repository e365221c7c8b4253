"""The feeds of what was added last: Atom (RFC 4287) and JSON Feed 1.1, whole and by topic."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET

from scripts.exports.additions import Feed
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS
from scripts.exports.texts import dump

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def atom(shown: Feed) -> bytes:
    """<language>/feed.xml and <language>/topics/<topic>/feed.xml: Atom (RFC 4287)."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": shown.language})
    _put(root, "id", shown.address)
    _put(root, "title", shown.title)
    _put(root, "subtitle", shown.about)
    _put(root, "updated", stamp(shown.updated))
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


def json_feed(shown: Feed) -> bytes:
    """<language>/feed.json and <language>/topics/<topic>/feed.json: JSON Feed 1.1."""
    author = [{"name": shown.site, "url": shown.author}]
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
            "authors": author,
            "items": items,
        },
        indent=1,
    )


def stamp(day: datetime.date) -> str:
    """A day as RFC 3339 wants a time: its beginning, in UTC."""
    return f"{day.isoformat()}T00:00:00Z"


def _put(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text
