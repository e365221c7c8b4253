"""What bibliographies know of a source besides its title: the part that is cited."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from scripts.records.fields import Line, Record


class LocatorLabel(StrEnum):
    """What sort of part a locator names: the locators of CSL 1.0.2."""

    ACT = "act"
    APPENDIX = "appendix"
    ARTICLE = "article-locator"
    BOOK = "book"
    CANON = "canon"
    CHAPTER = "chapter"
    COLUMN = "column"
    ELOCATION = "elocation"
    EQUATION = "equation"
    FIGURE = "figure"
    FOLIO = "folio"
    ISSUE = "issue"
    LINE = "line"
    NOTE = "note"
    OPUS = "opus"
    PAGE = "page"
    PARAGRAPH = "paragraph"
    PART = "part"
    RULE = "rule"
    SCENE = "scene"
    SECTION = "section"
    SUB_VERBO = "sub-verbo"
    SUPPLEMENT = "supplement"
    TABLE = "table"
    TIMESTAMP = "timestamp"
    TITLE = "title-locator"
    VERSE = "verse"
    VOLUME = "volume"


class Locator(Record):
    """A part of a source, as a printed page or the time in a recording."""

    label: LocatorLabel = Field(description="What sort of part: page, chapter, timestamp …")
    value: Line = Field(description="Which one, such as 12, 12–14, IV or 0:14:30.")
