"""The page of a topic, an actor or a place: what its record says of it, and its entries."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.cite.jsonld import ACTOR_TYPES, item_node, script_json
from scripts.cite.metadata import PageMeta
from scripts.i18n.dates import date_words
from scripts.pages.findable import page_tail
from scripts.pages.page import Page, PageContext
from scripts.pages.source_views import LinkView
from scripts.records.vocabulary import (
    Actor,
    Place,
    Topic,
    addresses,
    foreign_aliases,
    spellings,
)


def items(context: PageContext, family: str) -> Iterator[str]:
    """Every item of a vocabulary that an entry names, or named when it was published."""
    for id_ in getattr(context.chronology, family):
        if id_ in context.chronology.indexes[family] or f"{family}/{id_}/" in context.site.kept:
            yield id_


def item(context: PageContext, path: str, id_: str) -> Page:
    """The entries of one topic, actor or place, under what its record says of it."""
    family, code = path.partition("/")[0], context.code
    record: Topic | Actor | Place = getattr(context.chronology, family)[id_]
    label, names, about, offices = record.label[code], spellings(record, code), "", list[str]()
    if isinstance(record, Topic):
        about = record.about[code]
    elif isinstance(record, Actor):
        about = context.word(f"actor-types.{record.type}")
        offices = [office.title[code] for office in record.offices]
    description = context.word(f"{family}.item-description", name=label)
    own = record.aliases[code] if record.aliases else ()
    aliases = [{"text": name, "language": ""} for name in own]
    for language, foreign in foreign_aliases(record).items():
        aliases += [{"text": name, "language": language} for name in foreign]
    linked_data = ""
    if (published := context.site.published) and not isinstance(record, Topic):
        front = PageMeta(label, description, published.page(context.language, f"{family}/{id_}/"))
        type_ = ACTOR_TYPES[record.type] if isinstance(record, Actor) else "Place"
        same_as = addresses(record).values()
        linked_data = script_json(item_node(type_, names, same_as, front, context.language))
    return Page(
        path,
        "listing",
        label,
        description,
        {
            "family": family,
            "about": about,
            "offices": offices,
            "names": [] if isinstance(record, Topic) else _former(context, record),
            "aliases": aliases,
            "registers": [] if isinstance(record, Topic) else _registers(context, record),
            "entries": context.listed(context.chronology.indexes[family].get(id_, ())),
        },
        (f"{family}/{id_}",),
        parts={"tail": page_tail(about, names, context.language)},
        linked_data=linked_data,
    )


def _former(context: PageContext, record: Actor | Place) -> list[str]:
    """The names that an item had, each with its time."""
    code, language = context.code, context.language
    return [
        context.word("names.in-time", name=each.name[code], time=date_words(each.time, language))
        for each in record.names
    ]


def _registers(context: PageContext, record: Actor | Place) -> list[LinkView]:
    """Links to an item in registers of names."""
    known = addresses(record).items()
    return [
        LinkView(context.word(f"names.{name}", id=address.rpartition("/")[2]), address)
        for name, address in known
    ]
