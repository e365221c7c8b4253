"""How an entry or a source is cited: the forms on its page, and the metadata in its head."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count, groupby
from typing import Any, NamedTuple
from unicodedata import bidirectional
from urllib.parse import quote

from markupsafe import Markup

from scripts.cite.formats import FORMATS
from scripts.cite.jsonld import entry_node, script_json, source_page_node
from scripts.cite.metadata import PageMeta, Tag, entry_head, source_head
from scripts.cite.patterns import ACCESSED, ADDRESS, APART, ITALIC, Segment
from scripts.cite.styles import WIKIPEDIA, Citation, citations
from scripts.cite.works import Work, entry_work, source_work
from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.pages.escape import escape, keep_spaces, link_address, safe
from scripts.pages.source_views import way
from scripts.records.load import Located
from scripts.records.model import Entry
from scripts.records.source import Source
from scripts.timeline.git import State, last_of
from scripts.timeline.model import Chronology, JoinedEntry

OTHERS = {"ltr": {"R", "AL"}, "rtl": {"L"}}
"""The letters of the other direction, as classes of the bidirectional algorithm (UAX 9)."""

RECORD = "record.yml"
"""The file beside the page of a revision that holds the record as it was, byte for byte."""

LINK = "link"
"""The role of an address that is a link."""


class Commit(NamedTuple):
    """The id of a commit, and its day (UTC)."""

    id: str
    day: datetime.date


@dataclass(frozen=True)
class Publication:
    """What citations need to know besides an entry: address, version, the state of each record."""

    address: str
    version: str
    repository: str
    languages: tuple[Language, ...]
    states: Mapping[str, State]
    """By the path of the record."""
    uuid: Callable[[str], str]
    """Makes the UUID of what has a name here, the same at every address."""
    lists: Mapping[str, datetime.date | None] = field(default_factory=dict)
    """For names that stand for many records (see Page), the day on which one of them changed."""
    commit: Commit | None = None
    """The commit that has all records as they are published; None where there is none."""
    volumes: tuple[str, ...] = ()
    """The keys of the volumes of the book (see `pages.book`); none where no book is made."""

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

    def below(self, address: str, language: Language) -> str:
        """The path of a page below the root of `language`, from its address."""
        return address.removeprefix(self.page(language))

    def in_repository(self, state: State) -> str:
        """The address of the page of a record in the repository.

        Nothing where the repository has no address, or does not have this state.
        """
        place = f"{self.repository}/blob/{state.commit}/{quote(state.path)}"
        return place if self.repository and state.commit else ""


class Citing(NamedTuple):
    """The block on citing of a page, the tags of its head, its JSON-LD for a script element."""

    view: dict[str, Any] | None = None
    head: tuple[Tag, ...] = ()
    linked_data: str = ""


def cited_entry(entry: JoinedEntry, language: Language, published: Publication) -> Work:
    page = published.page(language, f"events/{entry.id}/")
    state, version = published.states[entry.path], published.version
    return entry_work(entry.id, entry.record, state, language, version=version, page=page)


def cite_entry(
    entry: JoinedEntry, language: Language, chronology: Chronology, published: Publication | None
) -> Citing:
    """What the page of an entry says on citing: forms by language, files, which revision it is."""
    if published is None:
        return Citing()
    works = [(each, cited_entry(entry, each, published)) for each in published.all_from(language)]
    state = published.states[entry.path]
    return cite_revision(works, state, entry.record, chronology, published)


def cite_revision(
    works: Sequence[tuple[Language, Work]],
    state: State,
    record: Entry,
    chronology: Chronology,
    published: Publication,
) -> Citing:
    """The same for any revision of an entry: the `works` by language, that of the page first."""
    (language, work), *others = works
    root, file = published.page(language), f"{work.address}{RECORD}"
    view = {
        **_forms_and_files(works),
        "version": work.version,
        "revised": day_words(state.last, language) if state.last else "",
        "first": day_words(state.first, language) if state.first else "",
        "revision": state.revision,
        "swhid": work.swhid,
        "record": published.below(file, language),
        "repository": published.in_repository(state),
    }
    files = _files(work.address)
    translations = {each.code: other.address for each, other in others}
    # What an old record names may be gone.
    named = [chronology.sources.get(id_) for id_ in sorted(record.named_sources)]
    sources = [source_work(source, language) for source in named if source]
    sources += [source_work(source, language) for source in record.given_sources]
    tags = entry_head(work, language, root, files, file)
    node = entry_node(work, language, f"{root}data/", translations, sources)
    return Citing(view, tuple(tags), script_json(node))


def cite_source(
    source: Located[Source], language: Language, published: Publication | None
) -> Citing:
    """The same for the page of a source."""
    if published is None:
        return Citing()
    works = [(each, source_work(source, each)) for each in published.all_from(language)]
    # It becomes a link of the page, and is held to the same rule as the others.
    work = replace(works[0][1], address=way(works[0][1].address))
    record, page = source.record, published.page(language, f"sources/{source.id}/")
    front = PageMeta(record.title_in[language.code], record.point_of_view[language.code], page)
    node = source_page_node(work, front, language, published.page(language, "data/"))
    head = tuple(source_head(work, front, language, _files(page)))
    return Citing(_forms_and_files(works), head, script_json(node))


def _files(address: str) -> dict[str, str]:
    """The media types of the citation files beside the page at `address`, by address."""
    return {f"{address}cite{each.suffix}": each.media_type for each in FORMATS.values()}


def _forms_and_files(works: Sequence[tuple[Language, Work]]) -> dict[str, Any]:
    forms = [Forms(language, citations(work, language)) for language, work in works]
    return {"forms": citation_tabs(forms, count(1)), "files": named_files(works[0][0])}


def named_files(language: Language, place: str = "cite") -> list[tuple[str, str]]:
    """The name of each format of citations, and the file beside a page, or at `place`."""
    return [
        (language.word(f"citing.formats.{name}"), f"{place}{each.suffix}")
        for name, each in FORMATS.items()
    ]


class Forms(NamedTuple):
    """Forms of citation of a work in one language."""

    language: Language
    forms: Sequence[Citation]


def citation_tabs(given: Sequence[Forms], numbers: Iterator[int]) -> Markup:
    """The forms in Markdown, a tab for each style: first the page's language, then the others.

    What a button copies has the id `cite_<number>`, which no claim can have; `numbers` are those of
    the whole page.
    """
    return safe("\n\n".join(block for forms in given for block in _tabs(forms, given, numbers)))


def in_text(form: Citation, language: Language) -> Markup:
    """What stands in a text, without the parentheses around it."""
    return safe(_line(form.brief, form, language.direction).strip("()"))


def _tabs(own: Forms, given: Sequence[Forms], numbers: Iterator[int]) -> Iterator[str]:
    language, forms = own
    direction, other = language.direction, ""
    if own is not given[0]:
        other = f" lang={language.code} dir={direction}"
        yield f"{escape(language.name)}\n{{ .muted{other} }}"
    for form in forms:
        name = escape(form.name)
        # The name of a form is in its language too.
        yield f'=== "**{name}**{{ lang={language.code} }}"' if other else f'=== "{name}"'
        full = _line(form.segments, form, direction)
        yield f"    {full}\n    {{ #cite_{next(numbers)}{other} }}"
        for label, short in (("in-text", form.brief), ("several", form.several)):
            if short:
                shown = (
                    f"{escape(language.word(f'citing.{label}'))} {_line(short, form, direction)}"
                )
                yield f"    {shown}\n    {{ .muted{other} }}"


def _line(segments: Sequence[Segment], form: Citation, direction: str) -> str:
    """The segments in Markdown, isolated where they would be seen in another order."""
    shown = ""
    for role, group in groupby(segments, partial(_role, form=form, direction=direction)):
        texts = [segment.text for segment in group]
        # After Arabic letters a day would be seen from its end: it stands alone.
        joined = texts if role == ACCESSED and direction == "rtl" else ["".join(texts)]
        shown += "".join(_printed(text, role, form, direction) for text in joined)
    return shown


def _role(segment: Segment, form: Citation, direction: str) -> str:
    """The role of a segment; "" for one that can be part of the text around it."""
    text, role = segment
    if role == ADDRESS and form.id != WIKIPEDIA:
        return LINK if text.startswith(("http://", "https://")) else ""
    if role == ADDRESS:
        # Signs such as hyphens would go with the Arabic letters before them.
        return ADDRESS if direction == "rtl" and not text.isalnum() else ""
    return "" if role == APART and not _is_foreign(text, direction) else role


def _is_foreign(text: str, direction: str) -> bool:
    return any(bidirectional(sign) in OTHERS[direction] for sign in text)


def _printed(text: str, role: str, form: Citation, direction: str) -> str:
    shown = keep_spaces(text)
    if role == ACCESSED:
        # look/site.js fills and shows it.
        short = " short" if form.has_short_months else ""
        return f'<bdi class="accessed{short}" hidden>{shown}</bdi>'
    if role == ITALIC:
        shown = escape(text)
        return f"*<bdi>{shown}</bdi>*" if _is_foreign(text, direction) else f"*{shown}*"
    if role == LINK:
        return f"<{link_address(text)}>"
    if role == ADDRESS:
        return f'<bdi dir="ltr">{shown}</bdi>'
    return f"<bdi>{shown}</bdi>" if role == APART else str(shown)
