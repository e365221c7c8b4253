"""The table of genres: what each sort of document is in every format of citations.

CSL 1.0.2, appendix III; RIS (2001) with the types of EndNote; BibLaTeX 3.20, section 2.1; the item
types of Zotero; schema.org (August 2026); the templates of the English Wikipedia (Citation Style
1). Where a format has no type of its own, the one that its readers take for the nearest.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from scripts.records.source import Genre


class Kind(StrEnum):
    """The kind of a work: its pattern in the citation styles of a language."""

    ENTRY = "entry"
    NEWS = "news"
    REPORT = "report"
    PAGE = "page"
    DATA = "data"
    POST = "post"
    BOOK = "book"
    CHAPTER = "chapter"
    ARTICLE = "article"
    THESIS = "thesis"
    TREATY = "treaty"
    LAW = "law"
    MANUSCRIPT = "manuscript"
    VIDEO = "video"
    AUDIO = "audio"
    INTERVIEW = "interview"
    SPEECH = "speech"


class Row(NamedTuple):
    """A genre in each format.

    `biblatex_container` and `biblatex_publisher` are the fields for what it came out in and for who
    published it; `biblatex_genre` says what its type there does not. `schema_container` is the type
    of what it is part of; without it, what it came out in is its publisher. `zotero` is what Zotero
    makes of the CSL type.
    """

    kind: Kind
    csl: str
    ris: str
    biblatex: str
    biblatex_container: str
    biblatex_publisher: str
    zotero: str
    schema: str
    schema_container: str
    wikipedia: str
    biblatex_genre: str = ""


_NEWS = Row(
    *(Kind.NEWS, "article-newspaper", "NEWS", "article", "journaltitle", "publisher"),
    *("newspaperArticle", "NewsArticle", "", "Cite news"),
)
_PAGE = Row(
    *(Kind.PAGE, "webpage", "ELEC", "online", "organization", "publisher", "webpage"),
    *("WebPage", "", "Cite web"),
)

GENRES = {
    Genre.NEWS: _NEWS,
    Genre.OPINION: _NEWS._replace(schema="OpinionNewsArticle"),
    Genre.REPORT: Row(
        *(Kind.REPORT, "report", "RPRT", "report", "series", "institution", "report"),
        *("Report", "CreativeWorkSeries", "Cite report"),
    ),
    # Published on sites of many sorts, and all of them are pages there.
    Genre.ANALYSIS: _PAGE._replace(schema="AnalysisNewsArticle"),
    Genre.TRANSLATION: _PAGE._replace(schema="Article"),
    Genre.OFFICIAL: _PAGE._replace(schema="Article"),
    Genre.REFERENCE: Row(
        *(Kind.ENTRY, "entry-encyclopedia", "ENCYC", "inreference", "booktitle", "publisher"),
        *("encyclopediaArticle", "Article", "", "Cite encyclopedia"),
    ),
    Genre.DATA: Row(
        # Zotero reads no `@dataset`, for which BibLaTeX's styles have what they have for `@misc`.
        *(Kind.DATA, "dataset", "DATA", "misc", "series", "publisher", "dataset"),
        *("Dataset", "CreativeWork", "Cite web", "Dataset"),
    ),
    Genre.POST: Row(
        *(Kind.POST, "post", "ELEC", "online", "organization", "publisher", "forumPost"),
        *("SocialMediaPosting", "", "Cite web"),
    ),
    Genre.BOOK: Row(
        *(Kind.BOOK, "book", "BOOK", "book", "series", "publisher", "book"),
        *("Book", "CreativeWorkSeries", "Cite book"),
    ),
    Genre.CHAPTER: Row(
        *(Kind.CHAPTER, "chapter", "CHAP", "incollection", "booktitle", "publisher"),
        *("bookSection", "Chapter", "Book", "Cite book"),
    ),
    Genre.JOURNAL_ARTICLE: Row(
        *(Kind.ARTICLE, "article-journal", "JOUR", "article", "journaltitle", "publisher"),
        *("journalArticle", "ScholarlyArticle", "Periodical", "Cite journal"),
    ),
    Genre.THESIS: Row(
        *(Kind.THESIS, "thesis", "THES", "thesis", "series", "institution", "thesis"),
        *("Thesis", "CreativeWorkSeries", "Cite thesis"),
    ),
    Genre.TREATY: Row(
        # Zotero reads no `@legal`.
        *(Kind.TREATY, "treaty", "STAT", "legislation", "journaltitle", "publisher", "document"),
        *("Legislation", "CreativeWork", "Cite web"),
    ),
    Genre.LAW: Row(
        *(Kind.LAW, "legislation", "STAT", "legislation", "journaltitle", "publisher", "statute"),
        *("Legislation", "CreativeWork", "Cite web"),
    ),
    Genre.ARCHIVE_DOCUMENT: Row(
        *(Kind.MANUSCRIPT, "manuscript", "MANSCPT", "unpublished", "howpublished", "publisher"),
        *("manuscript", "Manuscript", "ArchiveComponent", "Cite book"),
    ),
    Genre.VIDEO: Row(
        *(Kind.VIDEO, "motion_picture", "VIDEO", "video", "booktitle", "publisher", "film"),
        *("VideoObject", "CreativeWork", "Cite AV media"),
    ),
    Genre.AUDIO: Row(
        *(Kind.AUDIO, "song", "SOUND", "audio", "booktitle", "publisher", "audioRecording"),
        *("AudioObject", "CreativeWork", "Cite AV media"),
    ),
    Genre.INTERVIEW: Row(
        *(Kind.INTERVIEW, "interview", "NEWS", "misc", "journaltitle", "publisher", "interview"),
        *("Article", "", "Cite interview"),
    ),
    Genre.SPEECH: Row(
        *(Kind.SPEECH, "speech", "SLIDE", "unpublished", "booktitle", "publisher"),
        *("presentation", "CreativeWork", "CreativeWork", "Cite speech"),
    ),
    Genre.WEB_PAGE: _PAGE,
}

AS_CONTAINER = frozenset(
    {
        *(Kind.ENTRY, Kind.NEWS, Kind.PAGE, Kind.POST, Kind.ARTICLE, Kind.TREATY, Kind.LAW),
        *(Kind.MANUSCRIPT, Kind.INTERVIEW),
    }
)
"""The kinds of which a publisher alone is what they came out in."""
