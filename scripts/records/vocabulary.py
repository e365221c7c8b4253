"""The vocabularies: the topics, actors and places that entries name, in timeline/vocabulary/."""

from __future__ import annotations

import datetime
import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from scripts.records.dates import OPEN, Edtf
from scripts.records.fields import Aliases, Date, Record, Text

IDENTIFIERS = {
    "wikidata": ("Q[1-9][0-9]*", "https://www.wikidata.org/entity/"),
    "viaf": ("[1-9][0-9]*", "https://viaf.org/viaf/"),
}
"""The registers of names: what an identifier looks like, and where it leads when appended."""


def _identifier(register: str) -> tuple[AfterValidator, WithJsonSchema]:
    pattern = IDENTIFIERS[register][0]

    def valid(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise PydanticCustomError("bad-identifier", "bad-identifier", {"value": value})
        return value

    # In YAML a bare number is a number to every editor; the reader keeps it as text.
    rule = {"type": ["string", "integer"], "pattern": f"^{pattern}$"}
    return AfterValidator(valid), WithJsonSchema(rule)


ALIASES = "Other spellings by language, in the site's languages or others (he, ru …)."


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
    aliases: Aliases | None = Field(None, description=ALIASES)


class Office(Record):
    """An office that a person held."""

    title: Text = Field(description="The office.")
    held: Date | None = Field(None, description="When (EDTF), where a source says so.")


class Name(Record):
    """A name that an actor or a place had for a time, or has since a time."""

    # `from` is a keyword of Python.
    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["from"]}, {"required": ["until"]}]}
    )

    name: Text = Field(description="The name.")
    since: Date | None = Field(None, alias="from", description="Since when (EDTF, one date).")
    until: Date | None = Field(
        None, description="Until when (EDTF, one date); left out for today's name."
    )

    @property
    def time(self) -> Edtf:
        """The time as a date or an interval. Raises DateError if it ends before it begins."""
        first, last = (date.text if date else OPEN for date in (self.since, self.until))
        return Edtf.parse(first if first == last else f"{first}/{last}")

    @property
    def is_reversed(self) -> bool:
        """Whether it ends before it begins."""
        first = self.since.lower if self.since else None
        last = self.until.upper if self.until else None
        return bool(first and last and first > last)

    def holds(self, date: Edtf) -> bool:
        """Whether `date`, as far as it is known, is within the time for certain."""
        first = self.since.upper if self.since else datetime.date.min
        last = self.until.lower if self.until else datetime.date.max
        if not (first and last and date.lower and date.upper):
            return False
        return first <= date.lower and date.upper <= last


Names = tuple[Name, ...]
NAMES = "The names that it had for a time, in the order of time; today's is the label."


class SameAs(Record):
    """Where registers of names have an actor or a place."""

    wikidata: Annotated[str, *_identifier("wikidata")] | None = Field(
        None, description="Its identifier in Wikidata, such as Q42."
    )
    viaf: Annotated[str, *_identifier("viaf")] | None = Field(
        None, description="Its identifier in VIAF, the file of names of libraries: digits."
    )


SAME_AS = "Its identifiers in registers of names: only those that were looked up there."


class Actor(Record):
    """Who acts: a state, a person, an organisation, a company, a group."""

    label: Text = Field(description="The name in the spelling that the site uses.")
    type: ActorType = Field(description="What sort of actor.")
    offices: tuple[Office, ...] = Field((), description="For a person: the offices held.")
    names: Names = Field((), description=NAMES)
    aliases: Aliases | None = Field(None, description=ALIASES)
    same_as: SameAs | None = Field(None, description=SAME_AS)


class Place(Record):
    """Where something happened."""

    label: Text = Field(description="The name in the spelling that the site uses.")
    names: Names = Field((), description=NAMES)
    aliases: Aliases | None = Field(None, description=ALIASES)
    same_as: SameAs | None = Field(None, description=SAME_AS)


Item = Topic | Actor | Place

VOCABULARIES: dict[str, type[Item]] = {
    "topics": Topic,
    "actors": Actor,
    "places": Place,
}
"""The closed lists, by file name in timeline/vocabulary/."""


def names_of(item: Item) -> Names:
    """The names that an item had for a time; a topic has none."""
    return () if isinstance(item, Topic) else item.names


def name_at(item: Item, date: Edtf) -> Text:
    """The name that an item had at a date: the last one that was in use then, or its label."""
    in_use = (each.name for each in reversed(names_of(item)) if each.holds(date))
    return next(in_use, item.label)


def addresses(item: Actor | Place) -> dict[str, str]:
    """The addresses of an item in registers of names, by register."""
    known = dict(item.same_as) if item.same_as else {}
    return {name: f"{IDENTIFIERS[name][1]}{id_}" for name, id_ in known.items() if id_}


def foreign_aliases(item: Item) -> dict[str, tuple[str, ...]]:
    """The aliases in languages that the site does not have, by language."""
    known = item.label.root  # a label is in every language of the site
    aliases = item.aliases.root if item.aliases else {}
    return {code: names for code, names in aliases.items() if code not in known}


def spellings(item: Item, code: str) -> list[str]:
    """The label in the language `code`, then every other name by which the item is found."""
    former = [each.name[code] for each in names_of(item)]
    own = item.aliases[code] if item.aliases else ()
    foreign = [name for names in foreign_aliases(item).values() for name in names]
    return [*dict.fromkeys([item.label[code], *former, *own, *foreign])]
