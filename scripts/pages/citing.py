"""How an entry or a source is cited: the forms on its page, what its head says to programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from scripts.cite.bibliography import source_citations
from scripts.cite.facts import Cited, Edition, Told, cited, swhid
from scripts.cite.formats import FORMATS
from scripts.cite.jsonld import entry_node, script_json, source_page_node
from scripts.cite.metadata import Front, Site, Tag, entry_head, source_head
from scripts.cite.styles import Citation, citations
from scripts.cite.works import Work, source_work
from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.pages.shapes import way
from scripts.records.model import Entry
from scripts.timeline.git import State, last_of
from scripts.timeline.model import Chronology, JoinedEntry, JoinedSource


@dataclass(frozen=True)
class Publication:
    """What citations need to know besides an entry: address, version, the state of each record."""

    address: str
    version: str
    repository: str
    languages: tuple[Language, ...]
    states: Mapping[str, State]
    """By the path of the record."""
    lists: Mapping[str, datetime.date | None] = field(default_factory=dict)
    """For names that stand for many records (see Page), the day on which one of them changed."""

    def changed(self, paths: Iterable[str]) -> datetime.date | None:
        """The day on which one of these records changed last; None where that is not known.

        A record that is not known, and an entry that was never committed, have no day.
        """
        states, lists = self.states, self.lists
        return last_of(states[path].last if path in states else lists.get(path) for path in paths)

    def others(self, language: Language) -> list[Language]:
        """The languages besides one."""
        return [each for each in self.languages if each.code != language.code]

    def in_repository(self, view: str, state: State) -> str:
        """The address of a record in the repository: its page ("blob") or its text ("raw").

        Nothing where the repository has no address, or does not have this state.
        """
        if not (self.repository and state.commit):
            return ""
        return f"{self.repository}/{view}/{state.commit}/{quote(state.path)}"


@dataclass(frozen=True)
class FormsView:
    """The forms of citation in one language; `in_text` is what comes before one within a text."""

    code: str
    direction: str
    name: str
    in_text: str
    forms: tuple[Citation, ...]

    @classmethod
    def of(cls, language: Language, forms: tuple[Citation, ...]) -> FormsView:
        """These forms, which are in `language`."""
        words = language.word("citing.in-text")
        return cls(language.code, language.direction, language.name, words, forms)


@dataclass(frozen=True)
class SourceCitingView:
    """The block on citing of a source: forms by language, the page's first; files."""

    languages: tuple[FormsView, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CitingView:
    """The block on citing: forms by language, the page's first; files; what names the state."""

    languages: tuple[FormsView, ...]
    files: tuple[tuple[str, str], ...]
    version: str
    revised: str
    first: str
    swhid: str
    record: str


def cited_entry(entry: JoinedEntry, language: Language, published: Publication) -> Cited:
    """The citation of an entry in `language`, in its present state."""
    state = published.states[entry.path]
    edition = edition_of(entry.id, state, published.version, published, language)
    return cited(told(entry.record, language), language, edition)


def edition_of(
    id_: str, state: State, version: str, published: Publication, language: Language
) -> Edition:
    """A state of an entry as it stands on the site in `language`, in a version of the whole."""
    address = f"{published.address}{language.code}/events/{id_}/"
    return Edition(
        id=id_,
        version=version,
        issued=state.last,
        created=state.first,
        address=address,
        pinned=f"{address}{state.revision}/" if state.revision else address,
        swhid=swhid(state.blob),
    )


def told(record: Entry, language: Language) -> Told:
    """What the record of an entry says in `language`."""
    code, withdrawn = language.code, record.withdrawn
    return Told(
        record.title[code],
        record.date.text,
        date_words(record.date, language),
        record.summary[code],
        withdrawn=day_words(withdrawn.on, language) if withdrawn else "",
        why=withdrawn.why[code] if withdrawn else "",
    )


def citing_view(entry: JoinedEntry, language: Language, published: Publication) -> CitingView:
    """The block on citing for the page of an entry."""
    state = published.states[entry.path]
    others = published.others(language)
    return CitingView(
        languages=tuple(
            FormsView.of(each, citations(cited_entry(entry, each, published), each))
            for each in [language, *others]
        ),
        files=named_files(language),
        version=published.version,
        revised=day_words(state.last, language) if state.last else "",
        first=day_words(state.first, language) if state.first else "",
        swhid=swhid(state.blob),
        record=published.in_repository("blob", state),
    )


def source_citing(
    source: JoinedSource, language: Language, published: Publication
) -> SourceCitingView:
    """The block on citing for the page of a source."""
    return SourceCitingView(
        languages=tuple(
            FormsView.of(each, source_citations(work_of(source, each), each))
            for each in [language, *published.others(language)]
        ),
        files=named_files(language),
    )


def named_files(language: Language) -> tuple[tuple[str, str], ...]:
    """The files of citations beside a page: the name of each format, and the file's name."""
    return tuple(
        (language.word(f"citing.formats.{name}"), f"cite{each.suffix}")
        for name, each in FORMATS.items()
    )


def head(
    entry: JoinedEntry, language: Language, chronology: Chronology, published: Publication
) -> tuple[list[Tag], str]:
    """The tags of the head of an entry's page, and its JSON-LD, inert in a script element."""
    citation = cited_entry(entry, language, published)
    site = site_of(language, published)
    files = {name: f"{citation.address}cite{each.suffix}" for name, each in FORMATS.items()}
    alternates = {
        each.code: f"{published.address}{each.code}/events/{entry.id}/"
        for each in published.languages
    }
    sources = source_works(entry, language, chronology)
    node = entry_node(citation, site, alternates, sources, f"{citation.address}#history")
    record = published.in_repository("raw", published.states[entry.path])
    return entry_head(citation, site, files, record), script_json(node)


def head_of_source(
    source: JoinedSource, title: str, description: str, language: Language, published: Publication
) -> tuple[list[Tag], str]:
    """The same for the page of a source, which has this title and description."""
    address = f"{published.address}{language.code}/sources/{source.id}/"
    work = work_of(source, language)
    # It becomes a link of the page, and is held to the same rule as the others.
    work = replace(work, address=way(work.address))
    front, site = Front(title, description, address), site_of(language, published)
    tags = source_head(work, front, site, language.word("citation.undated"))
    return tags, script_json(source_page_node(work, front, site))


def site_of(language: Language, published: Publication) -> Site:
    """What every page of a language says of the site."""
    return Site.of(language, f"{published.address}{language.code}/data/")


def source_works(entry: JoinedEntry, language: Language, chronology: Chronology) -> list[Work]:
    """The sources of an entry as works, by id."""
    return [
        work_of(chronology.sources[id_], language) for id_ in sorted(entry.record.named_sources)
    ]


def work_of(source: JoinedSource, language: Language) -> Work:
    """A source as a work, in `language` where it is not in its own."""
    record = source.record
    when = date_words(record.published, language) if record.published else ""
    return source_work(source.id, record, language, when)
