"""The shape of data/timeline.json as a whole, and the JSON Schema that is published of it.

What keeps the promise: a test holds every published version of the schema against today's file,
and today's schema against the published one of its version.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from pydantic import Field, RootModel

from scripts.exports.shapes import Addresses, Entry, Ids, RecordFile, Shape, Texts, When
from scripts.records.model import ActorType, Because, Genre, Inferred, Seen
from scripts.timeline.evidence import Label

SCHEMA_VERSION = "1.0.0"

POLICY = (
    "Every entry of the timeline with its claims, sources and evidence, every text in every "
    "language. `schema_version` follows Semantic Versioning (https://semver.org/): a minor version "
    "only adds fields, languages, or values to lists of values; only a major version takes away or "
    "changes what there is; the words of descriptions may be mended at any time. So whoever reads "
    "the file should pass over fields and values that they do not know. Every field is always "
    "there; what is not known is null. Entries never vanish: one that is withdrawn says so, and an "
    "id that gave way to another stands in `redirects`. Days of publication and change are of the "
    "record in the repository, never of what happened; they are null where its history is not at "
    "hand."
)
"""What the schema says of itself and of its versions."""


class Author(Shape):
    """Somebody who wrote a source."""

    name: Texts
    family: str | None = Field(description="The family name in the source's own language.")
    given: str | None = Field(description="The other names in the source's own language.")


class Derivation(Shape):
    """What a source takes from another one: by translation, relay, or copy."""

    source: str = Field(description="The id of the source that it derives from.")
    paragraphs: str | None = Field(description="The paragraphs that do; null: the whole.")


class SeenText(Shape):
    """The text that the passages of a source were checked against; it is not kept."""

    sha256: str
    paragraphs: int
    checked: datetime.date


class Source(Shape):
    """A document that claims rest on."""

    id: str = Field(description="Its permanent name.")
    title: str | None = Field(description="The title as it stands on the work.")
    title_in: Texts = Field(description="The title, or a description, in the site's languages.")
    authors: tuple[Author, ...]
    publisher: Texts | None
    published: When | None
    inferred: tuple[Inferred, ...] = Field(description="Which facts it does not state itself.")
    language: str = Field(description="Its language, as a code.")
    genre: Genre
    point_of_view: Texts = Field(description="From where it speaks.")
    url: str | None
    archived_url: str | None
    derives_from: tuple[Derivation, ...]
    derived: Ids = Field(description="Ids of the sources that derive from it.")
    entries: Ids = Field(description="Ids of the entries that rest on it, in the order of time.")
    seen: Seen = Field(description="How much of it the editors have read.")
    seen_on: datetime.date | None
    text: SeenText | None
    note: Texts | None
    record: RecordFile
    addresses: Addresses


class Aliases(RootModel[dict[str, tuple[str, ...]]]):
    """Other names and spellings by language code."""


class Item(Shape):
    """What every item of a vocabulary has."""

    id: str = Field(description="Its permanent name.")
    label: Texts
    aliases: Aliases
    addresses: Addresses


class Topic(Item):
    """A topic."""

    about: Texts = Field(description="What belongs to it.")


class Office(Shape):
    """An office that a person held."""

    title: Texts
    held: When | None


class Actor(Item):
    """Who acts."""

    type: ActorType
    offices: tuple[Office, ...] = Field(description="For a person: the offices held.")


class Place(Item):
    """Where something happened."""


class Redirect(Shape):
    """An id that gave way to another; its address keeps a page that says so."""

    id: str
    to: str = Field(description="The id of the entry that stands for it now.")
    on: datetime.date
    because: Because
    addresses: Addresses


class LabelWords(Shape):
    """A label of the evidence in words."""

    id: Label
    label: Texts
    meaning: Texts


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
    title: Texts
    description: Texts
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
    schema = Timeline.model_json_schema(mode="serialization")
    for definition in (schema, *schema["$defs"].values()):
        if "properties" in definition:
            del definition["additionalProperties"]
        if "enum" in definition:
            definition["anyOf"] = [{"enum": definition.pop("enum")}, {"type": "string"}]
    schema["$defs"]["Texts"]["required"] = list(codes)
    return {
        **schema,
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": f"The timeline, schema {SCHEMA_VERSION}",
        "description": POLICY,
    }
