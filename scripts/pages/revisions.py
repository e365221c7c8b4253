"""The pages of revisions: an entry as it was, and the changes since then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from scripts.cite.text import swhid
from scripts.cite.works import Work, entry_work
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.changes import ChangesView, ChangeWords, day
from scripts.pages.citing import RECORD, Citing, Publication, cite_revision
from scripts.pages.current import CurrentPage
from scripts.pages.page import Page, PageContext
from scripts.pages.source_views import LinkView
from scripts.records.model import Because, Entry
from scripts.timeline.content import record_of
from scripts.timeline.evidence import of_entry
from scripts.timeline.git import State, revision_name
from scripts.timeline.model import JoinedClaim, JoinedEntry, year_of
from scripts.timeline.revisions import EntryRevision, RevisionHistory


def revision_pages(context: PageContext) -> Iterator[RevisionPage]:
    """A page for every state that the record of an entry ever had, by the name of its blob."""
    words = ChangeWords(context)
    for history in context.site.histories.values():
        for _, place, blob in history.pages:
            yield RevisionPage(context, words, history, place, blob)


@dataclass(frozen=True)
class RevisionPage:
    """The page for the state `blob` of the revision at `place`."""

    context: PageContext
    words: ChangeWords
    history: RevisionHistory
    place: int
    blob: str

    @property
    def revision(self) -> EntryRevision:
        return self.history.revisions[self.place]

    @property
    def address(self) -> str:
        return f"events/{self.history.id}/{revision_name(self.blob)}/"

    @property
    def is_current(self) -> bool:
        return self.revision is self.history.current

    @property
    def is_shown_by_entry(self) -> bool:
        """Whether the page of the entry shows this very state, so that its page is made of that."""
        return self.is_current and self.blob == self.revision.blob

    @property
    def present(self) -> JoinedEntry:
        """The entry today, or the one that replaced it."""
        return self.context.chronology.entries[self.history.to or self.history.id]

    @cached_property
    def record(self) -> Entry | None:
        """The record of the revision, if it fits the current model."""
        if self.is_current:
            return self.present.record
        # The languages of the site; a proposed entry may lack one.
        codes = [*{self.context.language.code, *self.present.record.title.root}]
        return record_of(self.revision.value, codes) if self.revision.value else None

    @property
    def state(self) -> State:
        revision, first = self.revision, self.history.revisions[-1].day
        # Another form of the record is in another commit.
        commit = revision.commit if self.blob == revision.blob else ""
        name = revision_name(self.blob)
        return State(self.blob, name, commit, revision.path, first, revision.day)

    def current(self) -> CurrentPage:
        """What the page has besides that of the entry, which shows the same state."""
        title = self.present.record.title[self.context.code]
        return CurrentPage(
            entry=f"events/{self.history.id}/",
            name=revision_name(self.blob),
            title=self._headed("title", title),
            notice=self._notice(),
            lead=self.context.word("revision.now"),
            entry_title=title,
        )

    def make(self) -> Page:
        context, word, now = self.context, self.context.word, self.present
        history, revision, record, state = self.history, self.revision, self.record, self.state
        title, citing = self._title(), self._citing()
        when = day(history, revision, context.language) if revision.day else ""
        repository = context.site.repository
        place = f"{repository}/blob/{state.commit}/{quote(state.path)}"
        shows = {
            "heading": title,
            "notice": self._notice(),
            "now": LinkView(now.record.title[context.language.code], f"events/{now.id}/"),
            "since": self._since(),
            "feed": f"events/{history.id}/changes.xml",
            "changed": self._changed(),
            "then": word("revision.today" if self.is_current else "revision.then"),
            "entry": context.entry(self._then(record)) if record else None,
            "fields": [*self.words.fields(revision.value)] if revision.value and not record else [],
            "others": [*self._others()],
            "citing": citing.view,
            "named": {
                "name": state.revision,
                "swhid": swhid(self.blob),
                "record": f"{self.address}{RECORD}",
                "repository": place if repository and state.commit else "",
                "day": when,
                "note": word("revision.other-form") if self.blob != revision.blob else "",
            },
        }
        return Page(
            f"{self.address.removesuffix('/')}.md",
            "revision",
            self._headed("title", title),
            self._headed("description", title),
            shows,
            (now.path,),
            parts={
                "robots": "noindex",
                "canonical": f"events/{now.id}/",
                "feed": {"to": shows["feed"], "title": now.record.title[context.language.code]},
            },
            head=citing.head,
            linked_data=citing.linked_data,
        )

    def _headed(self, key: str, title: str) -> str:
        """The title or the description of the page, with the day of the revision or its name."""
        end = "" if self.revision.day else "-undated"
        when = day(self.history, self.revision, self.context.language)
        name = revision_name(self.blob)
        return self.context.word(f"revision.{key}{end}", title=title, day=when, name=name)

    def _title(self) -> str:
        """The title that the entry had; the present one where that cannot be read."""
        code = self.context.language.code
        if self.record:
            return self.record.title[code]
        said = (self.revision.value or {}).get("title")
        found = said.get(code) if isinstance(said, dict) else said
        return found if isinstance(found, str) else self.present.record.title[code]

    def work(self, language: Language, published: Publication) -> Work | None:
        """The entry as it was, for citations in `language`; None where it cannot be read."""
        if self.record is None:
            return None
        id_ = self.history.id
        # The version of the timeline that contained an earlier revision is not known.
        version = published.version if self.is_current else ""
        page = published.page(language, f"events/{id_}/")
        work = entry_work(id_, self.record, self.state, language, version=version, page=page)
        # People share the entry of today.
        return replace(work, page=published.page(language, f"events/{self.present.id}/"))

    def _citing(self) -> Citing:
        published = self.context.site.published
        if published is None or self.record is None:
            return Citing()
        languages = published.all_from(self.context.language)
        works = [(each, work) for each in languages if (work := self.work(each, published))]
        return cite_revision(works, self.state, self.record, self.context.chronology, published)

    def _then(self, record: Entry) -> JoinedEntry:
        """The entry as it was; its evidence is computed today."""
        found = of_entry(record, self.context.chronology.cited)
        claims = tuple(map(JoinedClaim, record.all_claims, found.claims))
        return replace(
            self.present, record=record, claims=claims, evidence=found, year=year_of(record)
        )

    def _notice(self) -> str:
        """The notice that says which kind of revision this is."""
        history, revision = self.history, self.revision
        if redirect := self.context.chronology.redirects.get(history.id):
            key = str(redirect.because)
        elif not self.is_current:
            key = "past"
        elif revision.day:
            key = "current"
        else:
            key = "uncommitted" if history.at_hand else "no-history"
        return self.context.word(
            f"revision.{key}", day=day(history, revision, self.context.language)
        )

    def _since(self) -> ChangesView | None:
        """What changed up to now; None for what is current."""
        if self.is_current:
            return None
        redirect, language = (
            self.context.chronology.redirects.get(self.history.id),
            self.words.language,
        )
        if redirect and redirect.because == Because.MERGED:
            when = day_words(redirect.date, language)
            return ChangesView(note=self.context.word("revision.merged-since", day=when))
        latest = self.context.site.histories[self.present.id].revisions[0]
        return self.words.changes(self.revision, latest)

    def _changed(self) -> ChangesView | None:
        """What the revision changed in the one before it; None where that is not known."""
        if not self.history.at_hand:
            return None
        if self.place + 1 == len(self.history.revisions):
            return ChangesView(note=self.context.word("revision.first"))
        return self.words.changes(self.history.revisions[self.place + 1], self.revision)

    def _others(self) -> Iterator[LinkView]:
        """Links to the revisions before and after, where they exist."""
        for side, place in (("earlier", self.place + 1), ("later", self.place - 1)):
            if 0 <= place < len(self.history.revisions):
                revision = self.history.revisions[place]
                key = f"revision.{side}" if revision.day else f"revision.{side}-undated"
                when = day(self.history, revision, self.context.language)
                to = f"events/{self.history.id}/{revision.name}/"
                yield LinkView(self.context.word(key, day=when), to)
