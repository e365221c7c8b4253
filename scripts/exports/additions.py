"""What was added last: the items of the feeds, whatever their format.

The date of an item is the day on which its entry was first published, never the day of what
happened, which stands in the title: readers of feeds drop what is old.  An entry whose day of
publication is not known is left out, since any date would be made up; so without the history of
the repository the feeds are empty.  A withdrawn entry stays and says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from scripts.chronology import Chronology, JoinedEntry
from scripts.cite.lines import line
from scripts.exports.edition import Edition, Part
from scripts.exports.texts import Words

LONGEST = 50
"""How many items a feed has."""

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
    """A feed in one language, newest items first; `site` is the site's name, and its author."""

    title: str
    site: str
    about: str
    language: str
    home: str
    address: str
    items: tuple[Item, ...]

    @property
    def updated(self) -> datetime.date:
        """The last change of any of its items."""
        return max((item.updated for item in self.items), default=EMPTY)


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
        address=edition.address + part.path,
        items=tuple(
            item(entry, day, words, edition)
            for entry, day in additions(chronology, edition, part.topic)
        ),
    )


def additions(
    chronology: Chronology, edition: Edition, topic: str = ""
) -> list[tuple[JoinedEntry, datetime.date]]:
    """The entries that were added last, with the day of that, newest first.

    Of entries that came on one day, the later ones in time go first.
    """

    def known() -> Iterator[tuple[datetime.date, int, JoinedEntry]]:
        for place, entry in enumerate(chronology.entries.values()):
            day = edition.first_published(entry.id)
            if day and (not topic or topic in entry.record.topics):
                yield day, place, entry

    newest = sorted(known(), key=lambda each: each[:2], reverse=True)
    return [(entry, day) for day, _, entry in newest[:LONGEST]]


def item(entry: JoinedEntry, day: datetime.date, words: Words, edition: Edition) -> Item:
    """An entry that was added on `day`."""
    return Item(
        address=edition.page(words.language, f"events/{entry.id}/"),
        title=words.dated_title(entry),
        summary=words.summary(entry),
        published=day,
        updated=edition.last_changed(entry.id) or day,
        topics=tuple((id_, words.topic(id_)) for id_ in entry.record.topics),
    )
