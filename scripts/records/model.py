"""What a record is: entries and redirects; sources and vocabularies have modules of their own.

The descriptions of the fields are the only place where a field is explained: the JSON Schemas
(`timeline/schema/`), the contributors' table and the form are all made from them.  A model knows
nothing of other records, files, the clock or the network; what holds between records is in
`checks`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import ConfigDict, Discriminator, Field, Tag

from scripts.records.bibliography import Locator
from scripts.records.fields import ClaimId, Date, Day, Flag, Id, Line, Number, Record, Text
from scripts.records.ids import MAIN_CLAIM
from scripts.records.source import COMPARED, InlineSource


class Kind(StrEnum):
    """What sort of thing an entry tells of."""

    EVENT = "event"
    STATEMENT = "statement"
    PUBLICATION = "publication"
    BACKGROUND = "background"


class Weight(StrEnum):
    """How much an entry matters to the whole."""

    LANDMARK = "landmark"
    MAJOR = "major"
    MINOR = "minor"


class Says(StrEnum):
    """What a source does with a claim."""

    STATES = "states"
    ATTRIBUTES = "attributes"
    ARGUES = "argues"
    DISPUTES = "disputes"


class Found(StrEnum):
    """What a search brought."""

    NOTHING = "nothing"
    PARTLY = "partly"


class Passage(Record):
    """The place in a source that a cite rests on."""

    start: Line = Field(description="The first words of the passage (3 to 8, whole words).")
    end: Line | None = Field(None, description="The last words of the passage, where it is long.")
    prefix: Line | None = Field(None, description="Words right before, if start occurs twice.")
    suffix: Line | None = Field(None, description="Words right after, if the passage occurs twice.")
    paragraph: Number = Field(
        description="The paragraph that holds it: non-empty lines of the text, counted from 1."
    )


def _source_tag(value: object) -> str:
    return "inline" if isinstance(value, dict | InlineSource) else "id"


class Cite(Record):
    """One source, and what it does with a claim."""

    source: Annotated[
        Annotated[Id, Tag("id")] | Annotated[InlineSource, Tag("inline")],
        Discriminator(_source_tag),
    ] = Field(
        description="The id of a source (its file in seeds/), an inline source, or the "
        "key of one that the entry gives elsewhere."
    )
    says: Says = Field(
        description="states: tells it as a fact; attributes: says that somebody else tells it; "
        "argues: holds it as an opinion or a reading; disputes: contradicts it."
    )
    to: Text | None = Field(None, description="For attributes: the speaker, who tells it.")
    through: tuple[Text, ...] = Field(
        (), description="For attributes: those who relay it, in order from the speaker on."
    )
    party: Flag | None = Field(None, description="true: the source is itself a party to the claim.")
    note: Text | None = Field(None, description="What the reader should know of this cite.")
    locator: Locator | None = Field(
        None, description="The page, section, time or other part of the source that it rests on."
    )
    passage: Passage | None = Field(None, description="Where in the source it stands.")


class Claim(Record):
    """One thing that is claimed, with the sources that say so or dispute it."""

    id: ClaimId = Field(
        description="Its permanent name within the entry: two to four words that say what it says."
    )
    text: Text = Field(description="The claim in plain, neutral words.")
    cites: tuple[Cite, ...] = Field(description="The sources.", min_length=1, max_length=40)


class Position(Record):
    """One side of a difference."""

    text: Text = Field(description="What these sources say.")
    sources: tuple[Id, ...] = Field(
        description="The sources that say so: ids, or keys of inline sources.",
        min_length=1,
    )


class Difference(Record):
    """A point on which sources part."""

    about: Text = Field(description="The question on which the sources part.")
    positions: tuple[Position, ...] = Field(description="The answers.", min_length=2)
    decision: Text = Field(description="What this entry does about it, and why.")


class Sought(Record):
    """What was looked for."""

    what: Text = Field(description="What was looked for.")
    date: Day = Field(description="The day of the search.")
    found: Found = Field(description="What the search brought: nothing, or partly.")


class Withdrawal(Record):
    """Why an entry no longer stands; its page stays as a notice."""

    date: Day = Field(description="The day of the withdrawal.")
    why: Text = Field(description="The reason.")


class Entry(Record):
    """A dated entry of the timeline: one file in timeline/events/, named by its id."""

    model_config = ConfigDict(
        # Either the long form or the short form, never both; `checks` says it in words.
        json_schema_extra={"oneOf": [{"required": ["claims"]}, {"required": ["cites"]}]}
    )

    title: Text = Field(description="What happened, in a few neutral words.")
    date: Date = Field(description="When it happened (EDTF), as precise as the sources allow.")
    kind: Kind = Field(Kind.EVENT, description="What sort of entry it is.")
    weight: Weight = Field(Weight.MINOR, description="How much it matters to the whole.")
    topics: tuple[Id, ...] = Field(
        description="What it is about, the main topic first (ids from topics.yml).", min_length=1
    )
    actors: tuple[Id, ...] = Field((), description="Who acted (ids from actors.yml).")
    places: tuple[Id, ...] = Field((), description="Where it happened (ids from places.yml).")
    summary: Text = Field(description="The entry in two or three sentences.")
    claims: tuple[Claim, ...] = Field((), description="The claims one by one, the core first.")
    cites: tuple[Cite, ...] = Field(
        (),
        description="The short form: the sources of the summary, which is then the one claim.",
        max_length=40,
    )
    differences: tuple[Difference, ...] = Field((), description="Where the sources differ.")
    sought: tuple[Sought, ...] = Field((), description="What was looked for and not found.")
    see_also: tuple[Id, ...] = Field(
        (), description="Entries that a reader of this one should know (their ids)."
    )
    withdrawn: Withdrawal | None = Field(None, description="Only for an entry that is withdrawn.")
    compared: Day | None = Field(None, description=COMPARED)

    @property
    def written_claims(self) -> tuple[Claim, ...]:
        """The claims as written; in the short form the summary is the one claim."""
        main = Claim.model_construct(id=MAIN_CLAIM, text=self.summary, cites=self.cites)
        return self.claims or (main,)

    @cached_property
    def given_sources(self) -> tuple[InlineSource, ...]:
        """The inline sources, each once."""
        named = (cite.source for claim in self.written_claims for cite in claim.cites)
        return tuple(each for each in named if isinstance(each, InlineSource))

    @cached_property
    def keyed(self) -> Mapping[str, InlineSource]:
        """The inline sources that have a key, by it."""
        return {each.key: each for each in self.given_sources if each.key}

    @cached_property
    def all_claims(self) -> tuple[Claim, ...]:
        """The claims; a cite that names the key of a source has the source itself."""
        if not self.keyed:
            return self.written_claims
        return tuple(
            claim.model_copy(update={"cites": tuple(map(self._resolved, claim.cites))})
            for claim in self.written_claims
        )

    def _resolved(self, cite: Cite) -> Cite:
        source = self.source_of(cite.source)
        return cite if source is cite.source else cite.model_copy(update={"source": source})

    def source_of(self, name: str | InlineSource) -> str | InlineSource:
        """The source that has the key `name` in this entry, else `name`."""
        return self.keyed.get(name, name) if isinstance(name, str) else name

    @cached_property
    def named_sources(self) -> frozenset[str]:
        """The ids of all recorded sources that it names, in cites and in differences."""
        cites = (cite.source for claim in self.all_claims for cite in claim.cites)
        positions = (position for each in self.differences for position in each.positions)
        held = (self.source_of(id_) for position in positions for id_ in position.sources)
        return frozenset(each for each in (*cites, *held) if isinstance(each, str))


class Because(StrEnum):
    """Why an id gave way to another."""

    RENAMED = "renamed"
    MERGED = "merged"


class Redirect(Record):
    """An id that gave way to another; its address keeps a page that says so."""

    to: Id = Field(description="The id of the entry that stands for it now.")
    date: Day = Field(description="The day of the change.")
    because: Because = Field(description="renamed, or merged.")


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema without null, by which a model knows a missing field: no record has it."""
    null = {"type": "null"}
    if null not in part.get("anyOf", ()):
        return part
    (way,) = (each for each in part.pop("anyOf") if each != null)
    return {**way, **{key: each for key, each in part.items() if each is not None}}


def json_schema(
    model: type[Record], languages: tuple[str, ...], *, complete: bool = True
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `model`: a text is in all of `languages`, or in one at least."""
    schema = json.loads(json.dumps(model.model_json_schema()), object_hook=_without_null)
    text = schema.get("$defs", {}).get("Text")
    if text is not None:
        line = text.pop("additionalProperties")
        text.pop("type", None)
        schema["$defs"]["Text"] = {
            "type": "object",
            "properties": dict.fromkeys(languages, line),
            **({"required": list(languages)} if complete else {"minProperties": 1}),
            "additionalProperties": False,
            **text,
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
