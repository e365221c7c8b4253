"""The pages of revisions: an entry as it was, and the changes since then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import quote

from scripts.cite.metadata import Tag, entry_head
from scripts.cite.works import entry_work
from scripts.pages.changes import About, ChangeView, ChangeWords
from scripts.pages.history import address, day
from scripts.pages.page import Page, PageContext, Plan
from scripts.pages.past import PastViews
from scripts.pages.shapes import LinkView
from scripts.records.model import Because, Entry
from scripts.timeline.git import State, revision_name
from scripts.timeline.model import JoinedEntry
from scripts.timeline.revisions import EntryRevision, RevisionHistory, record_of


@dataclass(frozen=True)
class ChangesView:
    """Changes, or the reason why none are shown."""

    changes: tuple[ChangeView, ...]
    note: str = ""

    @property
    def groups(self) -> list[tuple[About, list[ChangeView]]]:
        """The changes by what contains them."""
        grouped = groupby(self.changes, key=lambda change: change.about)
        return [(about, list(changes)) for about, changes in grouped]


@dataclass(frozen=True)
class NameView:
    """What identifies a revision: its name, its SWHID, the address of its record in the repository.

    `note` says so where another form of the record stands for this one.
    """

    name: str
    swhid: str
    record: str
    day: str
    note: str


def revision_pages(
    context: PageContext, histories: Mapping[str, RevisionHistory]
) -> Iterator[Plan]:
    """A page for every state that the record of an entry ever had, by the name of its blob."""
    maker = _Maker(context, histories)
    for id_, trail in histories.items():
        for name, place, blob in trail.pages:
            path = f"events/{id_}/{name}.md"
            yield Plan(path, partial(maker.page, id_, place, blob, path))


class _Maker:
    """Makes the pages of one language."""

    def __init__(self, context: PageContext, histories: Mapping[str, RevisionHistory]) -> None:
        self.context = context
        self.histories = histories
        self.language = context.language
        self.words = ChangeWords(context.views)

    def page(self, id_: str, place: int, blob: str, path: str) -> Page:
        """The page at `path` for one state of the revision at `place`."""
        trail = self.histories[id_]
        revision, name = trail.revisions[place], revision_name(blob)
        now = self.context.chronology.entries[trail.to or trail.id]
        record = self._record(trail, revision, now)
        title = self._title(record, revision, now)
        when = day(trail, revision, self.language) if revision.day else ""
        # Another form of the record is in another commit.
        commit = revision.commit if blob == revision.blob else ""
        state = State(blob, name, commit, revision.path, last=revision.day)
        tags = self._head(record, now, state, is_current=revision is trail.current)
        end = "" if when else "-undated"
        facts: dict[str, Any] = {"title": title, "day": when, "name": name}
        return Page(
            path,
            "revision",
            self.context.word(f"revision.title{end}", **facts),
            self.context.word(f"revision.description{end}", **facts),
            {
                **self._shows(trail, place, record, now),
                "heading": title,
                "named": self._named(revision, blob, when),
            },
            (now.path,),
            record.topics[0] if record else now.record.topics[0],
            head=tuple(tags),
        )

    def _head(
        self, record: Entry | None, now: JoinedEntry, state: State, *, is_current: bool
    ) -> list[Tag]:
        """What the head says: the entry as it was, at the address that the entry has."""
        published, language = self.context.site.published, self.language
        if published is None or record is None:
            return []
        # The version of the timeline that contained an earlier revision is not known.
        version = published.version if is_current else ""
        page = published.page(language, f"events/{now.id}/")
        work = entry_work(now.id, record, state, language, version=version, page=page)
        raw = published.in_repository("raw", state)
        return entry_head(work, published.site(language), {}, raw)

    def _record(
        self, trail: RevisionHistory, revision: EntryRevision, now: JoinedEntry
    ) -> Entry | None:
        """The record of a revision, if it fits the current model."""
        if revision is trail.current:
            return now.record
        # The languages of the site; a proposed entry may lack one.
        codes = [*{self.language.code, *now.record.title.root}]
        return record_of(revision.value, codes) if revision.value else None

    def _title(self, record: Entry | None, revision: EntryRevision, now: JoinedEntry) -> str:
        """The title that the entry had; the present one where that cannot be read."""
        code = self.language.code
        if record:
            return record.title[code]
        said = (revision.value or {}).get("title")
        found = said.get(code) if isinstance(said, dict) else said
        return found if isinstance(found, str) else now.record.title[code]

    def _shows(
        self, trail: RevisionHistory, place: int, record: Entry | None, now: JoinedEntry
    ) -> dict[str, Any]:
        revision, code = trail.revisions[place], self.language.code
        is_current = revision is trail.current
        entry = PastViews(self.context.views, record).past(record, now) if record else None
        return {
            "notice": self._notice(trail, revision),
            "now": LinkView(now.record.title[code], f"events/{now.id}/"),
            "since": self._since(trail, revision),
            "changed": self._changed(trail, place),
            "then": self.context.word("revision.today" if is_current else "revision.then"),
            "entry": entry,
            "fields": [*self.words.fields(revision.value)] if revision.value and not entry else [],
            "earlier": self._other(trail, place + 1, "earlier"),
            "later": self._other(trail, place - 1, "later"),
            "front_matter": {"robots": "noindex", "canonical": f"events/{now.id}/"},
        }

    def _notice(self, trail: RevisionHistory, revision: EntryRevision) -> str:
        """The notice that says which kind of revision this is."""
        if redirect := self.context.chronology.redirects.get(trail.id):
            key = str(redirect.because)
        elif revision is not trail.current:
            key = "past"
        elif revision.day:
            key = "current"
        else:
            key = "uncommitted" if trail.at_hand else "no-history"
        return self.context.word(f"revision.{key}", day=day(trail, revision, self.language))

    def _since(self, trail: RevisionHistory, revision: EntryRevision) -> ChangesView | None:
        """What changed up to now; None for what is current, or was merged into another entry."""
        redirect = self.context.chronology.redirects.get(trail.id)
        if revision is trail.current or (redirect and redirect.because == Because.MERGED):
            return None
        return self._between(revision, self.histories[trail.to or trail.id].revisions[0])

    def _changed(self, trail: RevisionHistory, place: int) -> ChangesView | None:
        """What the revision changed in the one before it; None where that is not known."""
        if not trail.at_hand:
            return None
        if place + 1 == len(trail.revisions):
            return ChangesView((), self.context.word("revision.first"))
        return self._between(trail.revisions[place + 1], trail.revisions[place])

    def _between(self, old: EntryRevision, new: EntryRevision) -> ChangesView:
        changes = self.words.changes(old, new)
        if changes is None:
            return ChangesView((), self.context.word("revision.incomparable"))
        return ChangesView(changes, "" if changes else self.context.word("revision.unchanged"))

    def _other(self, trail: RevisionHistory, place: int, side: str) -> LinkView | None:
        """A link to the revision at `place`, if it exists."""
        if not 0 <= place < len(trail.revisions):
            return None
        revision = trail.revisions[place]
        when = day(trail, revision, self.language)
        key = f"revision.{side}" if revision.day else f"revision.{side}-undated"
        return LinkView(self.context.word(key, day=when), address(trail, revision))

    def _named(self, revision: EntryRevision, blob: str, when: str) -> NameView:
        repository = self.context.site.repository
        known = repository and revision.commit and blob == revision.blob
        return NameView(
            revision_name(blob),
            f"swh:1:cnt:{blob}",
            f"{repository}/blob/{revision.commit}/{quote(revision.path)}" if known else "",
            when,
            "" if blob == revision.blob else self.context.word("revision.other-form"),
        )
