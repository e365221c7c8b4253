"""data/timeline.json, the whole with every text in every language, and its JSON Schema."""

from __future__ import annotations

from scripts.chronology import Chronology
from scripts.evidence import Label
from scripts.exports import whole
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS, Edition, Part
from scripts.exports.entries import entry
from scripts.exports.shaper import Shaper
from scripts.exports.shapes import Addresses
from scripts.exports.sources import source
from scripts.exports.texts import dump
from scripts.records import model

SCHEMA_PATH = "data/schema/timeline.schema.json"


def timeline_json(chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/timeline.json: entries, sources, vocabularies, redirects; `whole` says what is what."""
    shaper = Shaper(chronology, edition)
    timeline = whole.Timeline(
        schema_address=edition.address + SCHEMA_PATH,
        schema_version=whole.SCHEMA_VERSION,
        version=edition.version,
        title=shaper.words("home.title"),
        description=shaper.words("home.description"),
        licence=whole.Licence(id=LICENCE[0], address=LICENCE_ADDRESS),
        address=edition.address,
        repository=edition.repository or None,
        languages=tuple(
            whole.SiteLanguage(
                code=each.code, name=each.name, direction=each.direction, address=edition.page(each)
            )
            for each in edition.languages
        ),
        # Made one by one while they are written: 10,000 at once keep the garbage collector busy.
        entries=(entry(shaper, each) for each in chronology.entries.values()),
        sources=(source(shaper, each) for each in chronology.sources.values()),
        topics=tuple(topic(shaper, *each) for each in chronology.topics.items()),
        actors=tuple(actor(shaper, *each) for each in chronology.actors.items()),
        places=tuple(place(shaper, *each) for each in chronology.places.items()),
        labels=tuple(
            whole.LabelWords(
                id=label,
                label=shaper.words(f"labels.{label}"),
                meaning=shaper.words(f"label-meanings.{label}"),
            )
            for label in Label
        ),
        redirects=tuple(
            whole.Redirect(
                id=id_,
                to=each.to,
                on=each.on,
                because=each.because,
                addresses=shaper.addresses(f"events/{id_}/"),
            )
            for id_, each in sorted(chronology.redirects.items())
        ),
    )
    return timeline.model_dump_json(by_alias=True).encode() + b"\n"


def timeline_schema(_chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/schema/timeline.schema.json: what data/timeline.json holds, and how that may change."""
    codes = [language.code for language in edition.languages]
    return dump(whole.json_schema(edition.address + SCHEMA_PATH, codes), indent=1)


def topic(shaper: Shaper, id_: str, record: model.Topic) -> whole.Topic:
    """A topic."""
    return whole.Topic(
        id=id_,
        label=shaper.texts(record.label),
        about=shaper.texts(record.about),
        aliases=shaper.aliases(record.aliases),
        addresses=_listing(shaper, "topics", id_),
    )


def actor(shaper: Shaper, id_: str, record: model.Actor) -> whole.Actor:
    """An actor."""
    return whole.Actor(
        id=id_,
        label=shaper.texts(record.label),
        type=record.type,
        offices=tuple(
            whole.Office(title=shaper.texts(each.title), held=shaper.perhaps_when(each.held))
            for each in record.offices
        ),
        aliases=shaper.aliases(record.aliases),
        addresses=_listing(shaper, "actors", id_),
    )


def place(shaper: Shaper, id_: str, record: model.Place) -> whole.Place:
    """A place."""
    return whole.Place(
        id=id_,
        label=shaper.texts(record.label),
        aliases=shaper.aliases(record.aliases),
        addresses=_listing(shaper, "places", id_),
    )


def _listing(shaper: Shaper, family: str, id_: str) -> Addresses:
    """The pages of an item; one that no standing entry names has none."""
    has_page = id_ in shaper.chronology.indexes[family]
    return shaper.addresses(f"{family}/{id_}/") if has_page else Addresses({})
