"""The objects and fields of data/timeline.json, and the JSON Schema made from them.

The fields are a promise to readers of the file: tests validate the current file against every
published version of the schema, and compare the current schema with the published one of the same
version. Every field is always present; an unknown value is null. An object takes the fields of the
same names from a record or a mapping; `words_of` in the context are the languages. Parts of a
record without dates are written as the record has them.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationInfo, model_validator

from scripts.exports.part import date_facts
from scripts.i18n.dates import date_words
from scripts.records import bibliography, model, source, vocabulary
from scripts.records.dates import Edtf
from scripts.records.fields import Text
from scripts.timeline.evidence import Label

SCHEMA_VERSION = "1.0.0"

POLICY = (
    "Every entry of the timeline with its claims, sources and evidence, every text in every "
    "language. `schema_version` follows Semantic Versioning (https://semver.org/): a minor version "
    "only adds fields, languages, or values to lists of values; only a major version takes away or "
    "changes what there is; descriptions may be reworded at any time. So readers of the file "
    "should pass over fields and values that they do not know. Every field is always "
    "there; what is not known is null. Entries never vanish: one that is withdrawn says so, and an "
    "id that gave way to another stands in `redirects`. Days of publication and change are of the "
    "record in the repository, never of what happened; they are null where its history is not at "
    "hand."
)
"""The description of the schema, with the rules of its versions."""

LIMITS = frozenset({"minLength", "maxLength", "minItems", "default"})
"""The keywords of the records' own schemas that the file does not promise."""

Ids = Annotated[tuple[str, ...], Field(description="Ids, in the order of the record.")]


class Shape(BaseModel):
    """Every object in the file."""

    model_config = ConfigDict(from_attributes=True)


class Addresses(RootModel[dict[str, str]]):
    """The absolute addresses of a page by language code; empty where there is no page."""


class Aliases(RootModel[dict[str, tuple[str, ...]]]):
    """Other names and spellings by language code, in any languages."""


class When(Shape):
    """A date as precise as the sources allow, and no more."""

    edtf: str = Field(description="The date in EDTF (ISO 8601-2:2019); the rest is read from it.")
    kind: Literal["date", "interval", "set"] = Field(
        description="Whether it was once, from its first day to its last, or on one unknown day of "
        "those."
    )
    lower: datetime.date | None = Field(description="The first day it can mean; null: open.")
    upper: datetime.date | None = Field(description="The last day it can mean; null: open.")
    precision: str = Field(
        description="day, month, season, year, decade or century: its coarser end's."
    )
    uncertain: bool = Field(description="Whether the sources are not sure of it (EDTF: ? or %).")
    approximate: bool = Field(description="Whether it is meant roughly (EDTF: ~ or %).")
    words: Text = Field(description="The date in words.")

    @model_validator(mode="before")
    @classmethod
    def _of_date(cls, date: Edtf, info: ValidationInfo[dict[str, Any]]) -> dict[str, object]:
        return {
            "edtf": date.text,
            **date_facts(date),
            "words": Text.model_construct(
                {each.code: date_words(date, each) for each in info.context["words_of"]}
            ),
        }


class RecordFile(Shape):
    """The file that something was made from, and that file's state."""

    path: str = Field(description="Its path in the repository.")
    swhid: str | None = Field(
        description="The intrinsic id of its content (SWHID, ISO/IEC 18670:2025), which is the id "
        "of its git blob."
    )
    revision: str | None = Field(description="The first ten digits of that id: the revision.")


class ClaimEvidence(Shape):
    """What the evidence for a claim amounts to, computed from its cites."""

    label: Label = Field(
        description="corroborated: two or more independent sources state it; single-source: one "
        "does, or several of one origin; attributed: sources only say that somebody else says it; "
        "opinion: sources only argue it; contested: a source disputes it; unsupported: every "
        "source that it rests on was retracted.",
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


class Passage(model.Passage):
    """Where in a source a cite rests: a few anchor words, not a quotation."""

    paragraph: int = Field(description="The paragraph, counted from 1.")
    proven: bool = Field(description="Whether the words were found there and nowhere else.")


class SeenText(Shape):
    """The text that the passages of a source were checked against; it is not kept."""

    sha256: str
    paragraphs: int
    checked: datetime.date


class AnySource(Shape):
    """What is known of a source; which bibliographic facts there are depends on its genre."""

    authors: tuple[source.Author, ...]
    published: When | None = Field(description="When it was published.")
    container: str | None = Field(
        description="What it came out in: a book, a journal, an archive …"
    )
    event: Text | None = Field(description="Where a speech was given.")
    volume: str | None
    issue: str | None
    pages: str | None = Field(description="Its pages in what it came out in.")
    isbn: str | None
    issn: str | None
    doi: str | None
    shelfmark: str | None = Field(description="Where the archive keeps it.")
    inferred: tuple[source.Inferred, ...] = Field(
        description="Which facts it does not state itself."
    )
    language: str = Field(description="Its language, as a code.")
    archived_url: str | None
    locator: bibliography.Locator | None = Field(
        description="The part of what stands at the address that is the source."
    )
    derives_from: tuple[source.Derivation, ...]
    seen_on: datetime.date | None
    text: SeenText | None
    status: tuple[source.Status, ...] = Field(description="What became of it after it came out.")
    note: Text | None


class GivenSource(AnySource):
    """A source that has no record of its own yet; null: what its record will need besides."""

    key: str | None = Field(description="What the positions of `differences` name it by.")
    title: str = Field(description="The title as it stands on the work.")
    title_in: Text | None = Field(description="The title in the site's languages.")
    publisher: str = Field(description="Who published it.")
    publisher_in: Text | None
    genre: source.Genre | None
    point_of_view: Text | None = Field(description="What it is and its point of view.")
    url: str = Field(description="Its address.")
    seen: source.Seen | None = Field(description="How much of it the editors have read.")


class Cite(Shape):
    """One source, and what it does with a claim."""

    source: str | None = Field(description="The id of a source; null where `given` describes it.")
    given: GivenSource | None = Field(description="A source that has no record of its own yet.")
    says: model.Says = Field(
        description="states: tells it as a fact; attributes: says that somebody else tells it; "
        "argues: holds it as an opinion or a reading; disputes: contradicts it.",
    )
    to: Text | None = Field(description="The speaker, to whom the source attributes it.")
    through: tuple[Text, ...] = Field(description="Who relays it, in order from the speaker on.")
    party: bool = Field(description="Whether the source is itself a party to the claim.")
    note: Text | None = Field(description="What the reader should know of this cite.")
    locator: bibliography.Locator | None = Field(
        description="The page, section, time or other part of the source that it rests on."
    )
    passage: Passage | None = Field(description="Where in the source it stands.")
    address: str | None = Field(
        description="Where to read the source, opening at the passage: its address, or that of the "
        "archived copy if it is gone from there."
    )


class Claim(Shape):
    """One thing that is claimed, and who says so or disputes it."""

    id: str = Field(description="Its permanent name within the entry.")
    text: Text
    evidence: ClaimEvidence
    addresses: Addresses
    cites: tuple[Cite, ...]


class Entry(Shape):
    """A dated entry."""

    id: str = Field(description="Its permanent name.")
    title: Text
    summary: Text
    date: When = Field(description="When it happened.")
    kind: model.Kind
    weight: model.Weight = Field(description="How much it matters to the whole.")
    topics: Ids = Field(description="Ids of topics, the main one first.")
    actors: Ids
    places: Ids
    evidence: EntryEvidence
    claims: tuple[Claim, ...] = Field(description="The claims, the core first.")
    differences: tuple[model.Difference, ...]
    sought: tuple[model.Sought, ...] = Field(description="What was looked for and not found.")
    see_also: Ids = Field(description="Ids of related entries.")
    withdrawn: model.Withdrawal | None = Field(description="Null for an entry that stands.")
    published: datetime.date | None = Field(description="The day of its first publication (UTC).")
    changed: datetime.date | None = Field(description="The day of its last change (UTC).")
    record: RecordFile
    addresses: Addresses


class Source(AnySource):
    """A document that claims rest on."""

    id: str = Field(description="Its permanent name.")
    title: str | None = Field(description="The title as it stands on the work.")
    title_in: Text = Field(description="The title, or a description, in the site's languages.")
    publisher: Text | None
    genre: source.Genre
    point_of_view: Text = Field(description="What it is and its point of view.")
    url: str | None
    derived: Ids = Field(description="Ids of the sources that derive from it.")
    entries: Ids = Field(description="Ids of the entries that rest on it, in the order of time.")
    seen: source.Seen = Field(description="How much of it the editors have read.")
    record: RecordFile
    addresses: Addresses


class Item(Shape):
    """What every item of a vocabulary has."""

    id: str = Field(description="Its permanent name.")
    label: Text = Field(description="Its name, for an actor or a place today's.")
    aliases: Aliases
    addresses: Addresses


class Name(Shape):
    """A name that an actor or a place had for a time."""

    name: Text
    since: When | None = Field(serialization_alias="from", description="Since when.")
    until: When | None = Field(description="Until when; null for today's name.")


class Named(Item):
    """What an actor or a place has."""

    names: tuple[Name, ...] = Field(description="The names it had for a time, in their order.")
    same_as: tuple[str, ...] = Field(
        description="Its addresses in registers of names, Wikidata and VIAF (schema.org: sameAs)."
    )


class Topic(Item):
    """A topic."""

    about: Text = Field(description="What belongs to it.")


class Office(Shape):
    """An office that a person held."""

    title: Text
    held: When | None


class Actor(Named):
    """Who acts."""

    type: vocabulary.ActorType
    offices: tuple[Office, ...] = Field(description="For a person: the offices held.")


class Place(Named):
    """Where something happened."""


class Redirect(Shape):
    """An id that gave way to another; its address keeps a page that says so."""

    id: str
    to: str = Field(description="The id of the entry that stands for it now.")
    date: datetime.date
    because: model.Because
    addresses: Addresses


class LabelWords(Shape):
    """A label of the evidence in words."""

    id: Label
    label: Text
    meaning: Text


class SiteLanguage(Shape):
    """A language of the site."""

    code: str
    name: str = Field(description="Its name in itself.")
    direction: str = Field(description="ltr or rtl.")
    address: str = Field(description="The home page in this language.")


class Licence(Shape):
    """What one may do with the data."""

    id: str = Field(description="Its SPDX id.")
    address: str


class Timeline(Shape):
    """The whole."""

    schema_address: str = Field(
        serialization_alias="$schema", description="The address of this schema."
    )
    schema_version: str = Field(
        description="The version of this schema (Semantic Versioning).",
        pattern=rf"^{SCHEMA_VERSION.partition('.')[0]}\.[0-9]+\.[0-9]+$",
    )
    version: str = Field(description="The version of the whole.")
    title: Text
    description: Text
    licence: Licence
    address: str = Field(description="The site.")
    repository: str | None = Field(description="The web address of the repository.")
    languages: tuple[SiteLanguage, ...]
    entries: tuple[Entry, ...] = Field(description="In the order of time.")
    sources: tuple[Source, ...] = Field(description="In the order of their ids.")
    topics: tuple[Topic, ...]
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    labels: tuple[LabelWords, ...] = Field(description="The labels of the evidence.")
    redirects: tuple[Redirect, ...] = Field(description="Ids that gave way to others.")


def json_schema(address: str, codes: Sequence[str]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the file, to be published at `address`.

    Texts have every language of `codes`.  Fields and values that it does not know are allowed, so
    that the file of a later minor version is valid too.
    """
    schema: dict[str, Any] = json.loads(
        json.dumps(Timeline.model_json_schema(mode="serialization")),
        object_hook=lambda part: {name: part[name] for name in part if name not in LIMITS},
    )
    definitions = schema["$defs"]
    for definition in definitions.values():
        if "enum" in definition:
            definition["anyOf"] = [{"enum": definition.pop("enum")}, {"type": "string"}]
        elif "properties" in definition:
            definition["required"] = list(definition["properties"])
            definition.pop("additionalProperties", None)
    about = "One plain text in every language of the site, by language code (BCP 47)."
    definitions["Text"] |= {"required": list(codes), "description": about}
    return {
        **schema,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": f"The timeline, schema {SCHEMA_VERSION}",
        "description": POLICY,
    }
