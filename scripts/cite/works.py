"""A work that can be cited, an entry or a source: the input of every citation style and format."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from scripts.cite.genres import AS_CONTAINER, GENRES, Kind, Row
from scripts.cite.text import dated, part_words, status_words, swhid
from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.records.dates import DatePart, Edtf, Precision
from scripts.records.load import Located
from scripts.records.model import Entry
from scripts.records.source import (
    Became,
    Genre,
    InlineSource,
    Source,
    first_address,
    publisher_name,
)
from scripts.timeline.git import State

KEY = "kit"
"""What the keys of all citations begin with; keys are ASCII, which old programs need."""


def key_of(id_: str, language: Language) -> str:
    """The key of an entry in a language, whose files can be used beside those of another."""
    return f"{KEY}-{id_}-{language.code}"


NUMERIC = frozenset({Precision.YEAR, Precision.MONTH, Precision.DAY})
"""What year, month and day can say."""

# The Internet Archive's addresses: the moment of the copy, perhaps a letter pair, the original.
_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/(?P<day>[0-9]{8})[0-9]{0,6}[a-z_]*/(?P<original>.+)"
)


class Name(NamedTuple):
    """An author: family and given names of a person, or a `literal` name of anybody."""

    literal: str = ""
    family: str = ""
    given: str = ""

    @property
    def whole(self) -> str:
        return self.literal or " ".join(filter(None, (self.given, self.family)))


@dataclass(frozen=True)
class Work:
    """A work that can be cited; what is not known is empty or None.

    `container` is what the work came out in, `publisher` who published it; a publisher alone may be
    what it came out in (AS_CONTAINER). `when` is the day of publication in words, `archived` the
    address of a copy. Of a source that is gone, `address` is that of the copy and `original` its
    own; `retracted` is the year in which it was. `genre` is None for our own works. `description`
    replaces the title of a source that has none; `title` is then the same in brackets. A foreign
    title has a `translation`. `part` names the part of a work that a source is, `occasion` where a
    speech was given.

    Of an entry, `issued` and `address` are those of the cited revision, because readers check what
    stood there on that day. `page` is the address of the entry, whatever its revision, `name` its
    title without the date of the event, `created` the day of its first revision, `former_keys`
    those of the ids that gave way to its own.
    """

    key: str
    title: str
    language: str
    authors: tuple[Name, ...] = ()
    container: str = ""
    publisher: str = ""
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
    original: str = ""
    retracted: str = ""
    description: str = ""
    translation: str = ""
    part: str = ""
    occasion: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    isbn: str = ""
    issn: str = ""
    doi: str = ""
    shelfmark: str = ""
    page: str = ""
    name: str = ""
    event: Edtf | None = None
    created: datetime.date | None = None
    former_keys: tuple[str, ...] = ()

    @property
    def length_of_name(self) -> int:
        """How much of the title is a name: in that of an entry, what is before the event's date."""
        return len(self.name if self.title.startswith(self.name or " ") else self.title)

    @property
    def row(self) -> Row:
        """What it is in each format; an entry of ours is one of an encyclopedia."""
        return GENRES[self.genre or Genre.REFERENCE]

    @property
    def kind(self) -> Kind:
        return self.row.kind

    @property
    def is_our_entry(self) -> bool:
        """Whether it is an entry of this site, not one of another encyclopedia."""
        return self.genre is None


def entry_work(  # noqa: PLR0913  (what names a revision on the site)
    id_: str, record: Entry, state: State, language: Language, *, version: str, page: str
) -> Work:
    """A revision of an entry, in `language`.

    `version` is that of the whole timeline, `page` the address of the entry's page. The title says
    whether the entry was withdrawn, and a note why; an entry has no other note.
    """
    code, site = language.code, language.word("home.title")
    title = dated(record.title[code], date_words(record.date, language), language)
    notes: tuple[str, ...] = ()
    if withdrawn := record.withdrawn:
        day, why = day_words(withdrawn.date, language), withdrawn.why[code]
        title = language.word("citation.withdrawn-title", title=title)
        notes = (language.word("citation.withdrawn", day=day, why=why),)
    return Work(
        key=key_of(id_, language),
        title=title,
        language=code,
        authors=(Name(site),),
        container=site,
        issued=Edtf.parse(state.last.isoformat()) if state.last else None,
        when=day_words(state.last, language) if state.last else "",
        address=f"{page}{state.revision}/" if state.revision else page,
        version=version,
        swhid=swhid(state.blob),
        abstract=record.summary[code],
        notes=notes,
        page=page,
        name=record.title[code],
        event=record.date,
        created=state.first,
    )


def source_work(found: Located[Source] | InlineSource, language: Language) -> Work:
    """A source, with what is not in its own language in `language`.

    A source without a title has a description in brackets (APA 7, section 9.22). One that is given
    inline without a genre counts as a web page.
    """
    code = language.code
    source, id_ = (found.record, found.id) if isinstance(found, Located) else (found, found.key)
    genre, name = source.genre or Genre.WEB_PAGE, source.title_in[code] if source.title_in else ""
    address = first_address(source) or source.archived_url or ""
    original = source.url if source.url and source.url != address else ""
    publisher = publisher_name(source, code)
    is_container = GENRES[genre].kind in AS_CONTAINER
    part = part_words(source.locator, language) if source.locator else ""
    notes = [part] if part else []
    notes += [status_words(each, language) for each in source.status]
    if original:
        notes.append(language.word("citation.formerly", address=original))
    elif source.archived_url:
        notes.append(language.word("citation.archived", address=source.archived_url))
    if source.inferred:
        facts = [language.word(f"citation.facts.{fact}") for fact in source.inferred]
        listed, site = language.listed(facts), language.word("home.title")
        notes.append(language.word("citation.inferred", facts=listed, site=site))
    return Work(
        key=key_of(f"source-{id_}", language),
        title=source.title or language.word("citation.untitled", title=name),
        language=source.language,
        authors=tuple(
            Name("", each.family, each.given or "") if each.family else Name(each.name[code])
            for each in source.authors
        ),
        container=source.container or (publisher if is_container else ""),
        publisher="" if is_container and not source.container else publisher,
        issued=source.published,
        when=date_words(source.published, language) if source.published else "",
        address=address,
        archived=source.archived_url or "",
        # A day of access belongs to an address.
        accessed=source.seen_on if address else None,
        notes=tuple(notes),
        genre=genre,
        original=original,
        retracted=next(
            (f"{each.date.year}" for each in source.status if each.what == Became.RETRACTED), ""
        ),
        description="" if source.title else name,
        translation=name if source.title not in {None, name} and source.language != code else "",
        part=part,
        occasion=source.event[code] if source.event else "",
        volume=source.volume or "",
        issue=source.issue or "",
        pages=source.pages or "",
        isbn=source.isbn or "",
        issn=source.issn or "",
        doi=source.doi or "",
        shelfmark=source.shelfmark or "",
    )


def plain_date(date: Edtf | None) -> tuple[str, str, str]:
    """Year, month and day of a single date without any doubt, as far as known; else nothing."""
    return plain_point(date.start if date and date.start is date.end else None)


def plain_point(point: DatePart | None) -> tuple[str, str, str]:
    if point is None or point.uncertain or point.approximate or point.precision not in NUMERIC:
        return "", "", ""
    month, day = (f"{part:02}" if part else "" for part in (point.month, point.day))
    return f"{point.year:04}", month, day


def is_numeric(date: Edtf) -> bool:
    """Whether year, month and day say what is known of the date, or of both its ends."""
    ends = (date.start, date.end)
    return not date.is_set and all(end is not None and end.precision in NUMERIC for end in ends)


def robust_link(address: str | None, archived: str | None) -> dict[str, str]:
    """The attributes of a link to a source, in order; none where no archived copy is known.

    They say where a copy is kept, and of which day where the archive's address tells it (Robust
    Links, https://robustlinks.mementoweb.org/spec/).
    """
    if not archived:
        return {}
    attributes = {"data-originalurl": address or ""}
    if match := _WAYBACK.fullmatch(archived):
        attributes["data-originalurl"] = address or match["original"]
        with suppress(ValueError):  # an address may name a day that there is not
            day = datetime.date.fromisoformat(match["day"])
            attributes["data-versiondate"] = day.isoformat()
    attributes["data-versionurl"] = archived
    return {name: value for name, value in attributes.items() if value}
