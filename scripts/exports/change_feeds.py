"""The feeds of changes: of all and of each topic in both formats, of each entry as Atom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from scripts.cite.text import line
from scripts.exports.feeds import MOST_ITEMS, Feed, Item, place, topics
from scripts.exports.part import Words
from scripts.pages.change_pages import ChangeRows
from scripts.pages.citing import Publication
from scripts.pages.views import Views
from scripts.timeline.changes import ChangeKind, RecordChange
from scripts.timeline.model import Chronology


def change_feeds(
    chronology: Chronology, published: Publication, changes: Sequence[RecordChange]
) -> dict[str, bytes]:
    """Every feed of changes by path; `changes` are all, the newest first.

    Those of sources are in the feed of all alone. The feed of an entry has what was merged into it
    too; that of an id that was replaced ends with the replacement.
    """
    files: dict[str, bytes] = {}
    for language in published.languages:
        feeds = _Feeds(Words(chronology, published, language), changes)
        files |= {feed.path: feed.atom() for feed in feeds.of_entries()}
        for feed in feeds.of_lists():
            files[f"{feed.path}.xml"] = replace(feed, path=f"{feed.path}.xml").atom()
            files[f"{feed.path}.json"] = replace(feed, path=f"{feed.path}.json").json()
    return files


class _Feeds:
    """The feeds of one language; those that have both formats are without a suffix."""

    def __init__(self, words: Words, changes: Sequence[RecordChange]) -> None:
        self.words, self.changes = words, changes
        self.rows = ChangeRows(Views(words.chronology, words.language))
        self.events = [(each, self.item(each)) for each in changes if each.family == "events"]

    def item(self, change: RecordChange) -> Item:
        row, words = self.rows.row(change), self.words
        told = list(row.told)
        if row.to:
            told = [f"{words.language.word('changes.to')} {row.to.text}"]
        elif change.kind == ChangeKind.ADDED:
            told = [self.rows.about(change)]
        return Item(
            f"{words.language.code}/{change.name}",
            words.page(row.comparison or row.record.to),
            line(f"{words.language.word('fact', name=row.kind)} {row.record.text}"),
            line(" · ".join(told)),
            change.day,
            change.day,
            topics(words, change.to or change.id) if change.family == "events" else {},
        )

    def feed(self, path: str, subject: str, page: str, items: Sequence[Item]) -> Feed:
        language = self.words.language
        title = language.word("exports.topic", site=subject, topic=language.word("changes.title"))
        about = line(language.word("exports.changes"))
        path = f"{language.code}/{path}"
        return Feed(self.words.published, language, path, line(title), about, page, items)

    def of_lists(self) -> Iterator[Feed]:
        newest = [*map(self.item, self.changes[:MOST_ITEMS])]
        title, _ = place(self.words)
        yield self.feed("changes", title, "changes/", newest)
        for topic in self.words.chronology.indexes["topics"]:
            title, page = place(self.words, topic)
            chosen = (each for _, each in self.events if topic in each.topics)
            yield self.feed(f"{page}changes", title, page, [*islice(chosen, MOST_ITEMS)])

    def of_entries(self) -> Iterator[Feed]:
        chronology = self.words.chronology
        found: dict[str, list[Item]] = {
            id_: [] for id_ in (*chronology.entries, *chronology.redirects)
        }
        titles: dict[str, str] = {}
        for change, item in self.events:
            titles.setdefault(
                change.id, self.rows.title(change.family, change.id, change.new.value)
            )
            for id_ in {change.id, change.to} & found.keys():
                found[id_].append(item)
        for id_, items in found.items():
            page = f"events/{id_}/"
            title = titles.get(id_) or self.rows.title("events", id_)
            yield self.feed(f"{page}changes.xml", title, page, items[:MOST_ITEMS])
