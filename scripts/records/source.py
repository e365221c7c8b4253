"""What a source is: a document that claims rest on, in a file of its own or inline."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from scripts.records.bibliography import Doi, Isbn, Issn, Locator
from scripts.records.fields import Address, Date, Day, Id, LanguageCode, Line, Number, Record, Text

COMPARED = (
    "The day on which somebody last compared the languages and found that they say the same; "
    "a new day clears the notice that one of them is behind."
)

CONTAINER = (
    "What it came out in, as it stands there: the book of a chapter, the journal, the series of a "
    "treaty, the programme; of an archive document, the archive that keeps it."
)
PART = "The part of what stands at the address that is the source, such as one chapter of a file."


class Genre(StrEnum):
    """What sort of document a source is."""

    NEWS = "news"
    REPORT = "report"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    TRANSLATION = "translation"
    OFFICIAL = "official"
    REFERENCE = "reference"
    DATA = "data"
    POST = "post"
    BOOK = "book"
    CHAPTER = "chapter"
    JOURNAL_ARTICLE = "journal-article"
    THESIS = "thesis"
    TREATY = "treaty"
    LAW = "law"
    ARCHIVE_DOCUMENT = "archive-document"
    VIDEO = "video"
    AUDIO = "audio"
    INTERVIEW = "interview"
    SPEECH = "speech"
    WEB_PAGE = "web-page"


APPLIES: Mapping[str, frozenset[Genre]] = {
    "container": frozenset(
        {
            *(Genre.CHAPTER, Genre.JOURNAL_ARTICLE, Genre.TREATY, Genre.LAW, Genre.REFERENCE),
            *(Genre.ARCHIVE_DOCUMENT, Genre.VIDEO, Genre.AUDIO, Genre.INTERVIEW),
        }
    ),
    "event": frozenset({Genre.SPEECH}),
    "volume": frozenset(
        {Genre.BOOK, Genre.CHAPTER, Genre.JOURNAL_ARTICLE, Genre.TREATY, Genre.LAW, Genre.REFERENCE}
    ),
    "issue": frozenset({Genre.JOURNAL_ARTICLE, Genre.LAW, Genre.NEWS, Genre.OPINION}),
    "pages": frozenset(
        {
            *(Genre.CHAPTER, Genre.JOURNAL_ARTICLE, Genre.TREATY, Genre.LAW, Genre.REFERENCE),
            *(Genre.NEWS, Genre.OPINION),
        }
    ),
    "isbn": frozenset({Genre.BOOK, Genre.CHAPTER, Genre.REPORT, Genre.REFERENCE, Genre.THESIS}),
    "issn": frozenset({Genre.JOURNAL_ARTICLE, Genre.NEWS, Genre.OPINION}),
    "shelfmark": frozenset({Genre.ARCHIVE_DOCUMENT}),
}
"""The genres that a field applies to; a field that is not here applies to all."""


class Seen(StrEnum):
    """How much of a source the editors have read."""

    FULL_TEXT = "full-text"
    EXCERPT = "excerpt"
    NOTHING = "nothing"


class Became(StrEnum):
    """What can become of a source after it came out."""

    CORRECTED = "corrected"
    RETRACTED = "retracted"
    GONE = "gone"
    PAYWALL = "paywall"


class Inferred(StrEnum):
    """A fact about a source that it does not state itself."""

    TITLE = "title"
    AUTHORS = "authors"
    PUBLISHER = "publisher"
    PUBLISHED = "published"


class Author(Record):
    """Somebody who wrote a source."""

    name: Text = Field(description="The name as the pages print it.")
    family: Line | None = Field(None, description="The family name in the source's own language.")
    given: Line | None = Field(None, description="The other names in the source's own language.")


class Derivation(Record):
    """What a source takes from another one: by translation, relay, or copy."""

    source: Id = Field(description="The id of the source that it derives from.")
    paragraphs: Line | None = Field(
        None, description="The paragraphs that do, such as 5-10, 19; left out: the whole."
    )

    def covers(self, paragraph: int | None) -> bool:
        """Whether `paragraph` derives; a cite without a paragraph counts as derived."""
        if self.paragraphs is None or paragraph is None:
            return True
        return any(paragraph in spread for spread in paragraph_ranges(self.paragraphs))


def paragraph_ranges(text: str) -> tuple[range, ...]:
    """The ranges of "5-10, 19" as Python ranges. Raises ValueError where the text is not that."""
    ranges = []
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        ranges.append(range(int(first), int(last or first) + 1))
    return tuple(ranges)


def _derivation(value: object) -> object:
    return {"source": value} if isinstance(value, str) else value


DERIVES = (
    "The sources that it translates, relays or copies: ids, or a mapping that also names the "
    "paragraphs."
)
Derivations = tuple[
    Annotated[Derivation, BeforeValidator(_derivation, json_schema_input_type=Id | Derivation)], ...
]


class SeenText(Record):
    """The text that the passages of a source were checked against; the text itself is not kept."""

    sha256: Line = Field(description="SHA-256 of the text file's bytes, in hexadecimal.")
    paragraphs: Number = Field(description="How many non-empty lines the text has.")
    checked: Day = Field(description="The day of the check.")


class Status(Record):
    """What became of a source after it came out."""

    what: Became = Field(
        description="corrected: its publisher changed it; retracted: its publisher took it back; "
        "gone: it is at its address no more; paywall: only subscribers can read it."
    )
    date: Day = Field(description="The day on which that happened, or on which it was noticed.")
    note: Text | None = Field(None, description="What the reader should know of it.")


STATUS = "What became of it after it came out; left out for a source that is as it was."


class InlineSource(Record):
    """A source given inline, in an entry; a maintainer completes it and gives it a record.

    What is left out below `url` is needed only then: the fields are those of Source.
    """

    key: Id | None = Field(
        None, description="A short name by which other places of the entry cite it."
    )
    title: Line = Field(description="The title as it stands on the work.")
    publisher: Line = Field(description="Who published it.")
    published: Date | None = Field(None, description="When it was published (EDTF).")
    language: LanguageCode = Field(description="Its language, as a code: en, ar, ru …")
    url: Address = Field(description="Its address.")
    title_in: Text | None = Field(None, description="The title in the languages of the site.")
    authors: tuple[Author, ...] = Field((), description="Who wrote it.")
    publisher_in: Text | None = Field(
        None, description="The publisher in the languages of the site."
    )
    inferred: tuple[Inferred, ...] = Field(
        (), description="Which of these facts the source does not state itself."
    )
    genre: Genre | None = Field(None, description="What sort of document it is.")
    container: Line | None = Field(None, description=CONTAINER)
    event: Text | None = Field(None, description="For a speech: where it was given.")
    volume: Line | None = Field(None, description="The volume, as it is numbered.")
    issue: Line | None = Field(None, description="The issue, as it is numbered.")
    pages: Line | None = Field(None, description="Its pages in what it came out in, such as 12–34.")
    isbn: Isbn | None = Field(None, description="The ISBN of the book, of 10 or 13 digits.")
    issn: Issn | None = Field(None, description="The ISSN of what it came out in: 1234-5679.")
    doi: Doi | None = Field(None, description="The DOI, from 10. on, without an address before it.")
    shelfmark: Line | None = Field(None, description="Where the archive keeps it: fond, file …")
    point_of_view: Text | None = Field(
        None, description="What it is and its point of view, in one neutral sentence."
    )
    archived_url: Address | None = Field(None, description="The address of an archived copy.")
    locator: Locator | None = Field(None, description=PART)
    derives_from: Derivations = Field((), description=DERIVES)
    seen: Seen | None = Field(None, description="How much of it the editors have read.")
    seen_on: Day | None = Field(None, description="The day on which they read it.")
    text: SeenText | None = Field(None, description="For full-text: what passages are checked on.")
    status: tuple[Status, ...] = Field((), description=STATUS)
    note: Text | None = Field(None, description="What the reader should know of this source.")
    compared: Day | None = Field(None, description=COMPARED)


class Source(Record):
    """A document that claims rest on: one file in seeds/, named by its id."""

    title: Line | None = Field(
        None, description="The title as it stands on the work; left out where it is not known."
    )
    title_in: Text = Field(
        description="The title in the languages of the site; a description where it has no title."
    )
    authors: tuple[Author, ...] = Field((), description="Who wrote it.")
    publisher: Text | None = Field(None, description="Who published it; left out if not known.")
    published: Date | None = Field(None, description="When it was published (EDTF), if known.")
    inferred: tuple[Inferred, ...] = Field(
        (), description="Which of these facts the source does not state itself."
    )
    language: LanguageCode = Field(description="Its language, as a code: en, ar, ru …")
    genre: Genre = Field(description="What sort of document it is.")
    container: Line | None = Field(None, description=CONTAINER)
    event: Text | None = Field(None, description="For a speech: where it was given.")
    volume: Line | None = Field(None, description="The volume, as it is numbered.")
    issue: Line | None = Field(None, description="The issue, as it is numbered.")
    pages: Line | None = Field(None, description="Its pages in what it came out in, such as 12–34.")
    isbn: Isbn | None = Field(None, description="The ISBN of the book, of 10 or 13 digits.")
    issn: Issn | None = Field(None, description="The ISSN of what it came out in: 1234-5679.")
    doi: Doi | None = Field(None, description="The DOI, from 10. on, without an address before it.")
    shelfmark: Line | None = Field(None, description="Where the archive keeps it: fond, file …")
    point_of_view: Text = Field(
        description="What it is and its point of view, in one neutral sentence."
    )
    url: Address | None = Field(None, description="Its address, as written; left out if not known.")
    archived_url: Address | None = Field(None, description="The address of an archived copy.")
    locator: Locator | None = Field(None, description=PART)
    derives_from: Derivations = Field((), description=DERIVES)
    seen: Seen = Field(description="How much of it the editors have read.")
    seen_on: Day | None = Field(None, description="The day on which they read it.")
    text: SeenText | None = Field(None, description="For full-text: what passages are checked on.")
    status: tuple[Status, ...] = Field((), description=STATUS)
    note: Text | None = Field(None, description="What the reader should know of this source.")
    compared: Day | None = Field(None, description=COMPARED)


def became(source: Source | InlineSource, what: Became) -> bool:
    """Whether the record says that this became of the source."""
    return any(each.what == what for each in source.status)


def publisher_name(source: Source | InlineSource, code: str) -> str:
    """Who published it, in a language if there is a name in it; empty where it is not known."""
    if isinstance(source, InlineSource):
        return source.publisher_in[code] if source.publisher_in else source.publisher
    return source.publisher[code] if source.publisher else ""


def first_address(source: Source | InlineSource) -> str | None:
    """Where to read a source: at its address, or in the archived copy if it is gone from there."""
    return (source.archived_url if became(source, Became.GONE) else None) or source.url
