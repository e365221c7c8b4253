"""What a citation of an entry says, as plain values, from which every form and format is made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from scripts.i18n.language import Language

KEY = "kit"
"""What the keys of all citations begin with; keys are ASCII, which old programs need."""

BRACKETS = str.maketrans("()", "[]")


@dataclass(frozen=True)
class Told:
    """What an entry says in one language: title, date (EDTF), the date in words, summary.

    Of one that was withdrawn also on which day, in words, and why.
    """

    title: str
    date: str
    when: str
    summary: str
    withdrawn: str = ""
    why: str = ""


@dataclass(frozen=True)
class Edition:
    """Which state of which entry is cited, and where it stands.

    `id` is the entry's; `version` is that of the whole ("2026.11"); `issued` is the day of this
    revision and `created` that of the first, None where there is no history; `address` is the
    entry's page, `pinned` the page of this revision (the same where it has none of its own);
    `swhid` names the bytes of the record.
    """

    id: str
    version: str
    issued: datetime.date | None
    created: datetime.date | None
    address: str
    pinned: str
    swhid: str


@dataclass(frozen=True)
class Cited:
    """An entry as it is cited in one language.

    `title` has the date of the event in parentheses, `name` is the title without it, `event` that
    date in EDTF. The date of the citation is `issued`, that of the revision: readers check what
    stood there on that day. `note` says that the entry was withdrawn, and the title then does too.
    The rest is as in `Edition`; the author is a body, never a person.
    """

    key: str
    name: str
    title: str
    author: str
    container: str
    version: str
    issued: datetime.date | None
    created: datetime.date | None
    address: str
    pinned: str
    swhid: str
    language: str
    abstract: str
    event: str
    note: str = ""


def cited(told: Told, language: Language, edition: Edition) -> Cited:
    """The citation of what is told in `language`, in the state that `edition` names."""
    site = language.word("home.title")
    title, note = dated(told.title, told.when, language), ""
    if told.withdrawn:
        title = language.word("citation.withdrawn-title", title=title)
        note = language.word("citation.withdrawn", day=told.withdrawn, why=told.why)
    return Cited(
        key=f"{KEY}-{edition.id}",
        name=told.title,
        title=title,
        author=site,
        container=site,
        version=edition.version,
        issued=edition.issued,
        created=edition.created,
        address=edition.address,
        pinned=edition.pinned,
        swhid=edition.swhid,
        language=language.code,
        abstract=told.summary,
        event=told.date,
        note=note,
    )


def dated(title: str, when: str, language: Language) -> str:
    """The title with the date of the event, in words, in parentheses.

    Not before a colon: Zotero makes a short title of what stands before one. Parentheses within
    the parentheses become brackets (Chicago Manual of Style, on brackets within parentheses).
    """
    return language.word("citation.title", title=title, date=when.translate(BRACKETS))


def swhid(blob: str) -> str:
    """The SWHID (ISO/IEC 18670:2025) of a file's content, from the id that git gives to it."""
    return f"swh:1:cnt:{blob}"
