"""What a bibliography needs to know of a work, ours or a source: the ground of every format."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from scripts.cite.facts import KEY, Cited
from scripts.i18n.language import Language
from scripts.records.dates import Edtf, Precision
from scripts.records.model import Author, Genre, Source


class Kind(StrEnum):
    """What sort of work it is; each format has its own names for them."""

    ENTRY = "entry"
    NEWS = "news"
    REPORT = "report"
    PAGE = "page"
    DATA = "data"
    POST = "post"


KINDS = {
    Genre.NEWS: Kind.NEWS,
    Genre.OPINION: Kind.NEWS,
    Genre.REPORT: Kind.REPORT,
    Genre.REFERENCE: Kind.ENTRY,
    Genre.DATA: Kind.DATA,
    Genre.POST: Kind.POST,
    # Published on sites of many sorts, and all of them are pages there.
    Genre.ANALYSIS: Kind.PAGE,
    Genre.TRANSLATION: Kind.PAGE,
    Genre.OFFICIAL: Kind.PAGE,
}


@dataclass(frozen=True)
class Name:
    """Who wrote a work: family and other names of a person, or a `literal` of whoever it is."""

    literal: str = ""
    family: str = ""
    given: str = ""


@dataclass(frozen=True)
class Work:
    """A work that can be cited; what is not known is empty or None.

    `container` is what it came out in or who published it, `issued` when, `when` the same in
    words, for programs that cannot read all of EDTF; `archived` is the address of a copy in an
    archive, `genre` that of a source, None for an entry of ours. `description` stands for the title
    of a source that has none; `title` is then the same in brackets.
    """

    key: str
    kind: Kind
    title: str
    language: str
    authors: tuple[Name, ...] = ()
    container: str = ""
    issued: Edtf | None = None
    when: str = ""
    address: str = ""
    archived: str = ""
    accessed: datetime.date | None = None
    version: str = ""
    swhid: str = ""
    abstract: str = ""
    notes: tuple[str, ...] = ()
    genre: Genre | None = None
    description: str = ""


def entry_work(cited: Cited) -> Work:
    """An entry of ours as a work. It is never given the date of its event, only that of issue."""
    issued = cited.issued.isoformat() if cited.issued else ""
    return Work(
        key=cited.key,
        kind=Kind.ENTRY,
        title=cited.title,
        language=cited.language,
        authors=(Name(literal=cited.author),),
        container=cited.container,
        issued=Edtf.parse(issued) if issued else None,
        when=issued,
        address=cited.pinned,
        version=cited.version,
        swhid=cited.swhid,
        abstract=cited.abstract,
        notes=(cited.note,) if cited.note else (),
    )


def source_work(id_: str, source: Source, language: Language, when: str) -> Work:
    """A source as a work, what is not in its own language in `language`; `when` is its date there.

    A source without a title has a description in brackets (APA 7, section 9.22).
    """
    code = language.code
    address = source.url or source.archived_url or ""
    title = source.title or language.word("citation.untitled", title=source.title_in[code])
    return Work(
        key=f"{KEY}-source-{id_}",
        kind=KINDS[source.genre],
        title=title,
        language=source.language,
        authors=tuple(_name(author, code) for author in source.authors),
        container=source.publisher[code] if source.publisher else "",
        issued=source.published,
        when=when,
        address=address,
        archived=source.archived_url or "",
        # A day of access belongs to an address.
        accessed=source.seen_on if address else None,
        notes=tuple(_notes(source, language)),
        genre=source.genre,
        description="" if source.title else source.title_in[code],
    )


def plain_date(date: Edtf | None) -> tuple[str, str, str]:
    """Year, month and day of a date without any doubt, as far as it has them; else nothing."""
    if (
        date is None
        or date.is_interval
        or date.uncertain
        or date.approximate
        or date.precision < Precision.YEAR
    ):
        return "", "", ""
    year, month, day, *_ = [*date.text.split("-"), "", ""]
    return year, month, day


def _name(author: Author, code: str) -> Name:
    if author.family:
        return Name(family=author.family, given=author.given or "")
    return Name(literal=author.name[code])


def _notes(source: Source, language: Language) -> Iterator[str]:
    """Where a copy is kept, and what of the above the source does not state itself."""
    if source.archived_url:
        yield language.word("citation.archived", address=source.archived_url)
    if source.inferred:
        facts = [language.word(f"citation.facts.{fact}") for fact in source.inferred]
        listed, site = language.listed(facts), language.word("home.title")
        yield language.word("citation.inferred", facts=listed, site=site)
