"""data/timeline.json, the whole with every text in every language, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scripts.contents import Chain
from scripts.exports import whole
from scripts.exports.assembly import Assembly
from scripts.exports.edition import LICENCE, LICENCE_ADDRESS, Edition, Part
from scripts.exports.entries import entry
from scripts.exports.shaper import Shaper
from scripts.exports.shapes import Addresses
from scripts.exports.sources import source
from scripts.exports.texts import dump, filled
from scripts.records import model
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology, JoinedEntry, JoinedSource

SCHEMA_PATH = "data/schema/timeline.schema.json"


class TimelineJson(Assembly):
    """data/timeline.json: entries, sources, vocabularies, redirects; `whole` says what is what."""

    def __init__(self, chronology: Chronology, edition: Edition, _part: Part) -> None:
        """The file of `chronology` in `edition`."""
        self._shaper = Shaper(chronology, edition)

    def of_entry(self, each: JoinedEntry) -> bytes:
        """An entry with all that hangs on it."""
        return entry(self._shaper, each).model_dump_json(by_alias=True).encode()

    def of_source(self, each: JoinedSource) -> bytes:
        """A source with what rests on it."""
        return source(self._shaper, each).model_dump_json(by_alias=True).encode()

    def file(self, entries: Sequence[bytes], sources: Sequence[bytes]) -> Chain:
        """The whole with these entries and sources."""
        frame = timeline(self._shaper).model_dump_json(by_alias=True).encode() + b"\n"
        return filled(frame, {b'"entries":[]': entries, b'"sources":[]': sources})


def timeline(shaper: Shaper) -> whole.Timeline:
    """All but the entries and the sources."""
    chronology, edition = shaper.chronology, shaper.edition
    return whole.Timeline(
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
        entries=(),
        sources=(),
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


def timeline_schema(_chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/schema/timeline.schema.json: what data/timeline.json holds, and how that may change."""
    codes = tuple(language.code for language in edition.languages)
    return _schema(edition.address + SCHEMA_PATH, codes)


@cache
def _schema(address: str, codes: tuple[str, ...]) -> bytes:
    return dump(whole.json_schema(address, codes), indent=1)


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
