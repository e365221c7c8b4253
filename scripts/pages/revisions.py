"""The pages of revisions: an entry as it was, and the changes since then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from scripts.cite.metadata import Tag, entry_head
from scripts.cite.text import swhid
from scripts.cite.works import entry_work
from scripts.pages.changes import ChangesView, ChangeWords, address, day
from scripts.pages.page import Page, PageContext, Plan
from scripts.pages.views import LinkView
from scripts.records.model import Because, Entry
from scripts.timeline.evidence import of_entry
from scripts.timeline.git import State, revision_name
from scripts.timeline.model import JoinedClaim, JoinedEntry, year_of
from scripts.timeline.revisions import EntryRevision, RevisionHistory, record_of


def revision_pages(
    context: PageContext, histories: Mapping[str, RevisionHistory]
) -> Iterator[Plan]:
    """A page for every state that the record of an entry ever had, by the name of its blob."""
    words = ChangeWords(context.views)
    for trail in histories.values():
        for name, place, blob in trail.pages:
            page = _RevisionPage(context, words, histories, trail, place, blob)
            yield Plan(f"events/{trail.id}/{name}/", page.make)


@dataclass(frozen=True)
class _RevisionPage:
    """The page for the state `blob` of the revision at `place`."""

    context: PageContext
    words: ChangeWords
    histories: Mapping[str, RevisionHistory]
    trail: RevisionHistory
    place: int
    blob: str

    @property
    def revision(self) -> EntryRevision:
        return self.trail.revisions[self.place]

    @property
    def is_current(self) -> bool:
        return self.revision is self.trail.current

    @property
    def present(self) -> JoinedEntry:
        """The entry today, or the one that replaced it."""
        return self.context.chronology.entries[self.trail.to or self.trail.id]

    def _record(self) -> Entry | None:
        """The record of the revision, if it fits the current model."""
        if self.is_current:
            return self.present.record
        # The languages of the site; a proposed entry may lack one.
        codes = [*{self.context.language.code, *self.present.record.title.root}]
        return record_of(self.revision.value, codes) if self.revision.value else None

    def make(self) -> Page:
        context, revision, now, record = self.context, self.revision, self.present, self._record()
        trail, code = self.trail, context.language.code
        name, title = revision_name(self.blob), self._title(record)
        when = day(trail, revision, context.language) if revision.day else ""
        # Another form of the record is in another commit.
        commit = revision.commit if self.blob == revision.blob else ""
        repository = context.site.repository
        at = f"{repository}/blob/{commit}/{quote(revision.path)}" if repository and commit else ""
        other = self.blob != revision.blob
        shows = {
            "heading": title,
            "notice": self._notice(),
            "now": LinkView(now.record.title[code], f"events/{now.id}/"),
            "since": self._since(),
            "changed": self._changed(),
            "then": context.word("revision.today" if self.is_current else "revision.then"),
            "entry": context.views.entry(self._then(record)) if record else None,
            "fields": [*self.words.fields(revision.value)] if revision.value and not record else [],
            "others": [*self._others()],
            "named": {
                "name": name,
                "swhid": swhid(self.blob),
                "record": at,
                "day": when,
                "note": context.word("revision.other-form") if other else "",
            },
        }
        end = "" if when else "-undated"
        facts: dict[str, Any] = {"title": title, "day": when, "name": name}
        return Page(
            f"events/{trail.id}/{name}.md",
            "revision",
            context.word(f"revision.title{end}", **facts),
            context.word(f"revision.description{end}", **facts),
            shows,
            (now.path,),
            parts={"robots": "noindex", "canonical": f"events/{now.id}/"},
            head=tuple(self._head(record, commit)),
        )

    def _title(self, record: Entry | None) -> str:
        """The title that the entry had; the present one where that cannot be read."""
        code = self.context.language.code
        if record:
            return record.title[code]
        said = (self.revision.value or {}).get("title")
        found = said.get(code) if isinstance(said, dict) else said
        return found if isinstance(found, str) else self.present.record.title[code]

    def _head(self, record: Entry | None, commit: str) -> list[Tag]:
        """What the head says: the entry as it was, at the address that the entry has."""
        published, language = self.context.site.published, self.context.language
        if published is None or record is None:
            return []
        name, path, last = revision_name(self.blob), self.revision.path, self.revision.day
        state = State(self.blob, name, commit, path, last=last)
        # The version of the timeline that contained an earlier revision is not known.
        version = published.version if self.is_current else ""
        id_ = self.present.id
        page = published.page(language, f"events/{id_}/")
        work = entry_work(id_, record, state, language, version=version, page=page)
        raw = published.in_repository("raw", state)
        return entry_head(work, language, published.page(language, "data/"), {}, raw)

    def _then(self, record: Entry) -> JoinedEntry:
        """The entry as it was; its evidence is computed today."""
        found = of_entry(record, self.context.chronology.source_records)
        return replace(
            self.present,
            record=record,
            claims=tuple(map(JoinedClaim, record.all_claims, found.claims)),
            evidence=found,
            year=year_of(record),
            before=None,
            after=None,
        )

    def _notice(self) -> str:
        """The notice that says which kind of revision this is."""
        trail, revision = self.trail, self.revision
        if redirect := self.context.chronology.redirects.get(trail.id):
            key = str(redirect.because)
        elif not self.is_current:
            key = "past"
        elif revision.day:
            key = "current"
        else:
            key = "uncommitted" if trail.at_hand else "no-history"
        return self.context.word(f"revision.{key}", day=day(trail, revision, self.context.language))

    def _since(self) -> ChangesView | None:
        """What changed up to now; None for what is current, or was merged into another entry."""
        redirect = self.context.chronology.redirects.get(self.trail.id)
        if self.is_current or (redirect and redirect.because == Because.MERGED):
            return None
        latest = self.histories[self.present.id].revisions[0]
        return self.words.changes(self.revision, latest)

    def _changed(self) -> ChangesView | None:
        """What the revision changed in the one before it; None where that is not known."""
        if not self.trail.at_hand:
            return None
        if self.place + 1 == len(self.trail.revisions):
            return ChangesView(note=self.context.word("revision.first"))
        return self.words.changes(self.trail.revisions[self.place + 1], self.revision)

    def _others(self) -> Iterator[LinkView]:
        """Links to the revisions before and after, where they exist."""
        for side, place in (("earlier", self.place + 1), ("later", self.place - 1)):
            if not 0 <= place < len(self.trail.revisions):
                continue
            revision = self.trail.revisions[place]
            when = day(self.trail, revision, self.context.language)
            key = f"revision.{side}" if revision.day else f"revision.{side}-undated"
            yield LinkView(self.context.word(key, day=when), address(self.trail, revision))
