"""How an entry or a source is cited: the forms on its page, and the metadata in its head."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import quote

from scripts.cite.formats import FORMATS
from scripts.cite.jsonld import entry_node, script_json, source_page_node
from scripts.cite.metadata import PageMeta, Tag, entry_head, source_head
from scripts.cite.styles import citations
from scripts.cite.text import swhid
from scripts.cite.works import Work, entry_work, source_work
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.citation_tabs import Forms, citation_tabs
from scripts.pages.views import way
from scripts.records.load import Located
from scripts.records.model import Source
from scripts.timeline.git import State, last_of
from scripts.timeline.model import Chronology, JoinedEntry


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

    def page(self, language: Language, path: str = "") -> str:
        """The address of a page in `language`; `path` is relative to the language's root."""
        return f"{self.address}{language.code}/{path}"

    def all_from(self, language: Language) -> list[Language]:
        """The languages, this one first."""
        return sorted(self.languages, key=lambda each: each.code != language.code)

    def in_repository(self, view: str, state: State) -> str:
        """The address of a record in the repository: its page ("blob") or its text ("raw").

        Nothing where the repository has no address, or does not have this state.
        """
        if not (self.repository and state.commit):
            return ""
        return f"{self.repository}/{view}/{state.commit}/{quote(state.path)}"


def cited_entry(entry: JoinedEntry, language: Language, published: Publication) -> Work:
    page = published.page(language, f"events/{entry.id}/")
    state, version = published.states[entry.path], published.version
    return entry_work(entry.id, entry.record, state, language, version=version, page=page)


class Citing(NamedTuple):
    """The block on citing of a page, the tags of its head, its JSON-LD for a script element."""

    view: dict[str, Any] | None = None
    head: tuple[Tag, ...] = ()
    linked_data: str = ""


def cite_entry(
    entry: JoinedEntry, language: Language, chronology: Chronology, published: Publication
) -> Citing:
    """What the page of an entry says on citing: forms by language, files, which revision it is."""
    state, data = published.states[entry.path], published.page(language, "data/")
    works = [(each, cited_entry(entry, each, published)) for each in published.all_from(language)]
    work = works[0][1]
    forms = [Forms(each, citations(other, each)) for each, other in works]
    view = {
        "forms": citation_tabs(forms, count(1)),
        "files": named_files(language),
        "version": published.version,
        "revised": day_words(state.last, language) if state.last else "",
        "first": day_words(state.first, language) if state.first else "",
        "swhid": swhid(state.blob),
        "record": published.in_repository("blob", state),
    }
    files = {name: f"{work.page}cite{each.suffix}" for name, each in FORMATS.items()}
    translations = {each.code: other.page for each, other in works[1:]}
    named = [chronology.sources[id_] for id_ in sorted(entry.record.named_sources)]
    sources = [source_work(source, language) for source in named]
    tags = entry_head(work, language, data, files, published.in_repository("raw", state))
    node = entry_node(work, language, data, translations, sources)
    return Citing(view, tuple(tags), script_json(node))


def cite_source(source: Located[Source], language: Language, published: Publication) -> Citing:
    """The same for the page of a source."""
    works = [(each, source_work(source, each)) for each in published.all_from(language)]
    forms = [Forms(each, citations(work, each)) for each, work in works]
    view = {"forms": citation_tabs(forms, count(1)), "files": named_files(language)}
    # It becomes a link of the page, and is held to the same rule as the others.
    work = replace(works[0][1], address=way(works[0][1].address))
    record, page = source.record, published.page(language, f"sources/{source.id}/")
    front = PageMeta(record.title_in[language.code], record.point_of_view[language.code], page)
    node = source_page_node(work, front, language, published.page(language, "data/"))
    return Citing(view, tuple(source_head(work, front, language)), script_json(node))


def named_files(language: Language) -> list[tuple[str, str]]:
    """The citation files beside a page: the name of each format, and the file's name."""
    return [
        (language.word(f"citing.formats.{name}"), f"cite{each.suffix}")
        for name, each in FORMATS.items()
    ]
