"""What bibliographies know of a source besides its title: identifiers, the part cited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from scripts.records.fields import Line, Record

PATTERNS = {
    "isbn": r"^([0-9]-?){9}[0-9X]$|^97[89]-?([0-9]-?){9}[0-9]$",
    "issn": r"^[0-9]{4}-[0-9]{3}[0-9X]$",
    "doi": r"^10\.[0-9]{4,9}/[!-;=?-~]+$",
}
"""What identifiers look like, in syntax that ECMAScript has too; check digits aside."""


ISBN_CHECKS: Mapping[int, tuple[Sequence[int], int]] = {
    10: (range(10, 0, -1), 11),
    13: ((1, 3) * 7, 10),
}
"""For each length of an ISBN, the weights of its digits and what divides their weighted sum."""


def _isbn(value: str) -> str:
    """An ISBN of 10 or 13 digits, hyphens as printed, with the right check digit (ISO 2108)."""
    digits = value.replace("-", "")
    weights, divisor = ISBN_CHECKS.get(len(digits), ((), 1))
    if not re.fullmatch(PATTERNS["isbn"], value) or _weighted(digits, weights) % divisor:
        raise PydanticCustomError("bad-isbn", "bad-isbn", {"value": value})
    return value


def _issn(value: str) -> str:
    """An ISSN, NNNN-NNNC, with the right check digit (ISO 3297)."""
    if not re.fullmatch(PATTERNS["issn"], value) or (
        _weighted(value.replace("-", ""), range(8, 0, -1)) % 11
    ):
        raise PydanticCustomError("bad-issn", "bad-issn", {"value": value})
    return value


def _weighted(digits: str, weights: Iterable[int]) -> int:
    """The weighted sum of the digits, of which X is ten."""
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weight for value, weight in zip(values, weights, strict=False))


def _doi(value: str) -> str:
    """A DOI without a resolver before it (ISO 26324); it has no check digit."""
    if not re.fullmatch(PATTERNS["doi"], value):
        raise PydanticCustomError("bad-doi", "bad-doi", {"value": value})
    return value


def _string(pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern})


Isbn = Annotated[Line, AfterValidator(_isbn), _string(PATTERNS["isbn"])]
Issn = Annotated[Line, AfterValidator(_issn), _string(PATTERNS["issn"])]
Doi = Annotated[Line, AfterValidator(_doi), _string(PATTERNS["doi"])]

IDENTIFIERS: Mapping[str, Any] = {"isbn": Isbn, "issn": Issn, "doi": Doi}
"""The identifiers, by the name that editors and the form have for them."""


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
