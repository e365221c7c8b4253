"""The shape of an entry in data/timeline.json; that of the rest is in `whole`.

The shapes are a promise to whoever reads the file, apart from the records on purpose: a field of a
record may get another name tomorrow, a field here may not (`whole` says how the promise is kept).
Every field is always there; what is not known is null.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel

from scripts.records.model import (
    Found,
    Kind,
    Says,
    Weight,
)
from scripts.timeline.evidence import Label

Ids = Annotated[tuple[str, ...], Field(description="Ids, in the order of the record.")]


class Shape(BaseModel):
    """Every object in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Texts(RootModel[dict[str, str]]):
    """One plain text in every language of the site, by language code (BCP 47)."""


class Addresses(RootModel[dict[str, str]]):
    """The absolute addresses of a page by language code; empty where there is no page."""


class When(Shape):
    """A date as precise as the sources allow, and no more."""

    edtf: str = Field(description="The date in EDTF (ISO 8601-2:2019); the rest is read from it.")
    lower: datetime.date | None = Field(description="The first day it can mean; null: open.")
    upper: datetime.date | None = Field(description="The last day it can mean; null: open.")
    precision: str = Field(description="day, month, year, decade or century: its coarser end's.")
    uncertain: bool = Field(description="Whether the sources are not sure of it (EDTF: ? or %).")
    approximate: bool = Field(description="Whether it is meant roughly (EDTF: ~ or %).")
    words: Texts = Field(description="The date in words.")


class RecordFile(Shape):
    """The file that something was made from, and that file's state."""

    path: str = Field(description="Its path in the repository.")
    swhid: str | None = Field(
        description="The intrinsic id of its content (SWHID, ISO/IEC 18670:2025), which is the id "
        "of its git blob.",
    )
    revision: str | None = Field(description="The first ten digits of that id: the revision.")


class ClaimEvidence(Shape):
    """What the evidence for a claim amounts to, computed from its cites."""

    label: Label = Field(
        description="corroborated: two or more independent sources state it; single-source: one "
        "does, or several of one origin; attributed: sources only say that somebody else says it; "
        "opinion: sources only argue it; contested: a source disputes it.",
    )
    sources: int = Field(description="How many sources the label rests on.")
    independent: int = Field(description="How many of them are independent of one another.")


class WholeEntry(Shape):
    """The numbers of a whole entry, beside the evidence for its first claim."""

    sources: int = Field(description="How many sources all its claims cite.")
    differences: int = Field(description="On how many points these sources differ.")


class EntryEvidence(ClaimEvidence):
    """The evidence for an entry's first claim, and the numbers of the whole entry."""

    whole_entry: WholeEntry


class Passage(Shape):
    """Where in a source a cite rests: a few anchor words, not a quotation."""

    start: str = Field(description="The first words of the passage.")
    end: str | None = Field(description="The last words of the passage, where it is long.")
    prefix: str | None = Field(description="The words right before it.")
    suffix: str | None = Field(description="The words right after it.")
    paragraph: int = Field(description="The paragraph, counted from 1.")
    proven: bool = Field(description="Whether the words were found there and nowhere else.")


class GivenSource(Shape):
    """A source that has no record of its own yet."""

    title: str = Field(description="The title as it stands on the work.")
    publisher: str = Field(description="Who published it.")
    published: When | None = Field(description="When it was published.")
    language: str = Field(description="Its language, as a code.")
    url: str = Field(description="Its address.")


class Cite(Shape):
    """One source, and what it does with a claim."""

    source: str | None = Field(description="The id of a source; null where `given` describes it.")
    given: GivenSource | None = Field(description="A source that has no record of its own yet.")
    says: Says = Field(
        description="states: tells it as a fact; attributes: says that somebody else tells it; "
        "argues: holds it as an opinion or a reading; disputes: contradicts it.",
    )
    to: Texts | None = Field(description="To whom the source attributes it.")
    note: Texts | None = Field(description="What the reader should know of this cite.")
    passage: Passage | None = Field(description="Where in the source it stands.")
    address: str | None = Field(description="The source's address, opening at the passage.")


class Claim(Shape):
    """One thing that is claimed, and who says so or disputes it."""

    text: Texts
    evidence: ClaimEvidence
    cites: tuple[Cite, ...]


class Position(Shape):
    """One side of a difference."""

    text: Texts
    sources: Ids


class Difference(Shape):
    """A point on which the sources part."""

    about: Texts
    positions: tuple[Position, ...]
    decision: Texts = Field(description="What the entry does about it, and why.")


class Sought(Shape):
    """What was looked for, and what that brought."""

    what: Texts
    on: datetime.date
    found: Found


class Withdrawn(Shape):
    """When and why an entry was withdrawn; it no longer stands."""

    on: datetime.date
    why: Texts


class Entry(Shape):
    """A dated entry."""

    id: str = Field(description="Its permanent name.")
    title: Texts
    summary: Texts
    date: When = Field(description="When it happened.")
    kind: Kind
    weight: Weight = Field(description="How much it matters to the whole.")
    topics: Ids = Field(description="Ids of topics, the main one first.")
    actors: Ids
    places: Ids
    evidence: EntryEvidence
    claims: tuple[Claim, ...] = Field(description="The claims, the core first.")
    differences: tuple[Difference, ...]
    sought: tuple[Sought, ...] = Field(description="What was looked for and not found.")
    see_also: Ids = Field(description="Ids of related entries.")
    withdrawn: Withdrawn | None = Field(description="Null for an entry that stands.")
    published: datetime.date | None = Field(description="The day of its first publication (UTC).")
    changed: datetime.date | None = Field(description="The day of its last change (UTC).")
    record: RecordFile
    addresses: Addresses
