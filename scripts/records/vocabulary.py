"""The vocabularies: the topics, actors and places that entries name, in timeline/vocabulary/."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from scripts.records.fields import Aliases, Date, Record, Text


class ActorType(StrEnum):
    """What sort of actor."""

    STATE = "state"
    PERSON = "person"
    ORGANISATION = "organisation"
    COMPANY = "company"
    GROUP = "group"


class Topic(Record):
    """A topic of the timeline."""

    label: Text = Field(description="The topic's name.")
    about: Text = Field(description="What belongs to it, in one sentence.")
    aliases: Aliases | None = Field(None, description="Other names and spellings, by language.")


class Office(Record):
    """An office that a person held."""

    title: Text = Field(description="The office.")
    held: Date | None = Field(None, description="When (EDTF), where a source says so.")


class Actor(Record):
    """Who acts: a state, a person, an organisation, a company, a group."""

    label: Text = Field(description="The name in the spelling that the site uses.")
    type: ActorType = Field(description="What sort of actor.")
    offices: tuple[Office, ...] = Field((), description="For a person: the offices held.")
    aliases: Aliases | None = Field(None, description="Other spellings, by language.")


class Place(Record):
    """Where something happened."""

    label: Text = Field(description="The name in the spelling that the site uses.")
    aliases: Aliases | None = Field(None, description="Other spellings, by language.")


VOCABULARIES: dict[str, type[Topic | Actor | Place]] = {
    "topics": Topic,
    "actors": Actor,
    "places": Place,
}
"""The closed lists, by file name in timeline/vocabulary/."""
