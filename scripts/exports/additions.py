"""What was added last: the items of the feeds, whatever their format.

The date of an item is the day on which its entry was first published, never the day of what
happened, which stands in the title: readers of feeds drop what is old.  An entry whose day of
publication is not known is left out, since any date would be made up; so without the history of
the repository the feeds are empty.  A withdrawn entry stays and says so.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from operator import itemgetter

from scripts.cite.lines import line
from scripts.exports.edition import Days, Edition, Part
from scripts.exports.texts import Words
from scripts.memory import Recall, fresh
from scripts.timeline.model import Chronology, JoinedEntry

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

    @property
    def updated(self) -> datetime.date:
        """The last change of any of its items."""
        return max((item.updated for item in self.items), default=EMPTY)


class Additions:
    """What was added last to a chronology, and the feeds of it; made once for all of them."""

    def __init__(self, chronology: Chronology, edition: Edition, recall: Recall = fresh) -> None:
        """The additions to `chronology`, as `edition` dates them; `recall` is asked for each."""
        self.chronology, self.edition, self.recall = chronology, edition, recall

    def feed(self, part: Part) -> Feed:
        """What was added last, in the language and of the topic of `part`."""
        language = part.language
        words = Words(self.chronology, language)
        site = title = line(language.word("home.title"))
        if part.topic:
            title = line(language.word("exports.topic", site=site, topic=words.topic(part.topic)))
        return Feed(
            title=title,
            site=site,
            about=line(language.word("exports.feed")),
            language=language.code,
            home=self.edition.page(language, f"topics/{part.topic}/" if part.topic else ""),
            author=self.edition.page(language),
            address=self.edition.address + part.path,
            items=tuple(self._item(id_, words) for id_ in self.edition.newest.get(part.topic, ())),
        )

    def _item(self, id_: str, words: Words) -> Item:
        def made() -> Item:
            return item(self.chronology.entries[id_], words, self.edition)

        return self.recall(("addition", words.language.code, id_), made)


def newest(chronology: Chronology, days: Days) -> dict[str, list[str]]:
    """The ids of the entries that were added last, newest first, by topic; of all under "".

    `days` are those of the entries, as an edition has them. Of entries that came on one day, the
    later ones in time go first.
    """
    # Of two with the same day a stable sort leaves that first which is later in time.
    came = [
        (first, id_)
        for id_ in reversed([*chronology.entries])
        if (first := days.get(id_, (None, None))[0])
    ]
    came.sort(key=itemgetter(0), reverse=True)
    found: dict[str, list[str]] = {topic: [] for topic in ("", *chronology.by_topic)}
    waiting = set(found)
    for _, id_ in came:
        for topic in waiting.intersection(("", *chronology.entries[id_].record.topics)):
            found[topic].append(id_)
            if len(found[topic]) == LONGEST:
                waiting.remove(topic)
        if not waiting:
            break
    return found


def item(entry: JoinedEntry, words: Words, edition: Edition) -> Item:
    """An entry whose day of publication is known."""
    first, last = edition.first_published(entry.id), edition.last_changed(entry.id)
    if first is None or last is None:
        raise ValueError(entry.id)
    return Item(
        address=edition.page(words.language, f"events/{entry.id}/"),
        title=words.dated_title(entry),
        summary=words.summary(entry),
        published=first,
        updated=last,
        topics=tuple((id_, words.topic(id_)) for id_ in entry.record.topics),
    )
