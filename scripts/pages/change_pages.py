"""The pages that list every change of the timeline by day: the newest, and those of each month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from scripts.i18n.dates import date_words, day_words
from scripts.pages.changes import ChangesView, ChangeWords, day
from scripts.pages.page import ENTRIES, SOURCES, Page, PageContext
from scripts.pages.source_views import LinkView
from scripts.records.dates import Edtf
from scripts.records.fields import Record
from scripts.records.model import Entry
from scripts.records.source import Source
from scripts.timeline.changes import DATING, MOST_CHANGES, ChangeKind, RecordChange
from scripts.timeline.content import NormalizedRecord
from scripts.timeline.diff import Change, texts
from scripts.timeline.revisions import EntryRevision

MODELS: Mapping[str, type[Record]] = {"events": Entry, "sources": Source}

DATED = [[name] for name in DATING]

ADDRESS = re.compile(r"changes/(?P<key>[0-9]{4}-(?:0[1-9]|1[0-2])(?:/[1-9][0-9]*)?)/")


class ChangeRow(NamedTuple):
    """A change in a list: what kind it is, the record, what changed, where it is compared."""

    kind: str
    record: LinkView
    told: tuple[str, ...] = ()
    to: LinkView | None = None
    comparison: str = ""


class ChangeRows(ChangeWords):
    """Puts the changes of a list into words."""

    def row(self, change: RecordChange) -> ChangeRow:
        """A change of a record, with the title that it had then."""
        family, id_, old, new = change.family, change.id, change.old, change.new
        kind = self.word(f"changes.kinds.{family}.{change.kind}")
        record = LinkView(self.title(family, id_, new.value), f"{family}/{id_}/")
        if change.to:
            to = LinkView(self.title(family, change.to), f"{family}/{change.to}/")
            return ChangeRow(kind, record, to=to)
        if old is None:
            return ChangeRow(kind, record)
        told = self._withdrawn(new) if change.kind == ChangeKind.WITHDRAWN else ()
        told = told or tuple(self._told(self._compare(old, new, MODELS[family]), MODELS[family]))
        to_page = "#history" if family == "sources" else f"{new.name}/#changed"
        return ChangeRow(kind, record, told, comparison=record.to + to_page)

    def about(self, change: RecordChange) -> str:
        """What a record says of itself: the summary of an entry as it was, the name of a source."""
        if change.family == "sources":
            return self.views.source(change.id).text
        then, now = (change.new.value or {}).get("summary"), self.chronology.entries.get(change.id)
        return texts(then).get(self.code) or (now.record.summary[self.code] if now else "")

    def title(self, family: str, id_: str, value: NormalizedRecord | None = None) -> str:
        """The title of a record as `value` has it, else as it is today."""
        name = "title" if family == "events" else "title_in"
        if found := texts((value or {}).get(name)).get(self.code):
            return found
        known = self.chronology.entries if family == "events" else self.chronology.sources
        return str(getattr(known[id_].record, name)[self.code]) if id_ in known else id_

    def _withdrawn(self, revision: EntryRevision) -> tuple[str, ...]:
        """The reason why an entry was withdrawn."""
        withdrawn = (revision.value or {}).get("withdrawn")
        why = withdrawn.get("why") if isinstance(withdrawn, dict) else None
        return (shown.text,) if why and (shown := self._in_words(why, self.code)) else ()

    def _told(self, changes: Sequence[Change] | None, model: type[Record]) -> Iterator[str]:
        """Changes in sentences: a date before and after, the names of the other fields."""
        dated = [each for each in changes or () if [step.field for step in each.where] in DATED]
        for each in dated:
            found = (
                self.text(each.where[0], value, self.code) for value in (each.before, each.after)
            )
            before, after = (each.text if each else self.word("undated") for each in found)
            yield self.word("changes.dated", before=before, after=after)
        rest = [each for each in changes or () if each not in dated]
        if rest or not dated:
            yield self._summary(rest, model)


def source_history(context: PageContext, id_: str) -> list[tuple[str, ChangesView]]:
    """What each revision of a source changed, by day, the newest first; empty for a single one."""
    history = context.site.source_histories.get(id_)
    words, revisions = ChangeWords(context), history.revisions if history else ()
    if history is None or len(revisions) == 1:
        return []
    views = [words.changes(old, new, Source) for new, old in pairwise(revisions)]
    views.append(ChangesView(note=context.word("revision.first")))
    days = [day(history, each, context.language) for each in revisions]
    return [*zip(days, views, strict=True)]


def changes(context: PageContext, path: str) -> Page:
    """The newest changes, and links to those of each month."""
    site = context.site
    months = [
        (f"changes/{key}/", _month(key, context), context.word("count.changes", n=n))
        for key, n in site.months.items()
    ]
    shows = {**_listed(context, site.changes[:MOST_CHANGES]), "months": months, "is_newest": True}
    return context.page(path, "changes", shows, (ENTRIES, SOURCES))


def months(context: PageContext) -> Iterator[str]:
    """Every month with changes, and every part of one; and those that were published."""
    known = context.site.changes_by_page
    yield from known
    for address in sorted(context.site.kept):
        found = ADDRESS.fullmatch(address)
        if found and found["key"] not in known:
            yield found["key"]


def month(context: PageContext, path: str, key: str) -> Page:
    """The changes of a month, or of a part of it."""
    known, title = context.site.changes_by_page, _month(key, context)
    keys = [None, *sorted(known, key=_age), None]
    parts = {}
    if key in known:
        place = keys.index(key)
        for side, each in (("before", keys[place - 1]), ("after", keys[place + 1])):
            if each:
                to = f"changes/{each}/"
                parts[side] = context.neighbour(side, to, _month(each, context))
    return Page(
        path,
        "changes",
        context.word("changes.month", month=title),
        context.word("changes.month-description", month=title),
        {**_listed(context, known.get(key, ())), "months": (), "is_newest": False},
        (f"changes/{key}",),
        parts=parts,
    )


def _age(key: str) -> tuple[str, float]:
    """By this the pages are sorted, the oldest first; the newest part of a month has no number."""
    month, _, number = key.partition("/")
    return month, float(number or "inf")


def _month(key: str, context: PageContext) -> str:
    month, _, number = key.partition("/")
    words = date_words(Edtf.parse(month), context.language)
    return context.word("changes.part", month=words, n=number) if number else words


def _listed(context: PageContext, listed: Sequence[RecordChange]) -> dict[str, Any]:
    """The changes by day; or why there are none."""
    rows = ChangeRows(context)
    days = [
        (date.isoformat(), day_words(date, context.language), [*map(rows.row, some)])
        for date, some in groupby(listed, key=lambda each: each.day)
    ]
    at_hand = any(history.at_hand for history in context.site.histories.values())
    note = context.word("changes.none" if at_hand else "changes.missing")
    return {"days": days, "note": note}
