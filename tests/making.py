"""Records made in a line, for tests that need many small ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.records.fields import Record
from scripts.records.load import Located, Records
from scripts.records.location import Document, Mark, SourceLocation, Value
from scripts.records.model import Cite, Claim, Entry, Redirect
from scripts.records.source import Source
from scripts.records.vocabulary import Actor, Place, Topic

FACTS = {"languages": ("ar", "en"), "complete": True}


def text(words: str = "words") -> dict[str, str]:
    """The same words in every language."""
    return {"en": words, "ar": words}


def scalars_of(value: Value) -> Iterator[str]:
    """Every scalar within a value of a document, keys too."""
    if isinstance(value, str):
        yield value
    for inner in value if isinstance(value, list) else ():
        yield from scalars_of(inner)
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield key
        yield from scalars_of(inner)


def source(*derives_from: str | tuple[str, str], **fields: object) -> Source:
    """A source that derives from others: ids, or ids with the paragraphs that are derived."""
    value: dict[str, object] = {
        "title_in": text(),
        "language": "en",
        "genre": "news",
        "point_of_view": text(),
        "seen": "excerpt",
        "derives_from": [
            each if isinstance(each, str) else {"source": each[0], "paragraphs": each[1]}
            for each in derives_from
        ],
    }
    return Source.model_validate({**value, **fields}, context=FACTS)


def inline(url: str) -> dict[str, str]:
    """An inline source."""
    return {"title": "title", "publisher": "publisher", "language": "en", "url": url}


def cite(of: str | dict[str, Any], says: str = "states", paragraph: int | None = None) -> Cite:
    """A cite of a source, perhaps of one paragraph of it."""
    value: dict[str, Any] = {"source": of, "says": says}
    if paragraph:
        value["passage"] = {"start": "words", "paragraph": str(paragraph)}
    return Cite.model_validate(value, context=FACTS)


def claim(*cites: Cite) -> Claim:
    """A claim with these cites."""
    value = {"id": "one-claim", "text": text(), "cites": cites}
    return Claim.model_validate(value, context=FACTS)


def with_ids(claims: Sequence[Claim]) -> list[Claim]:
    """Claims with ids by position."""
    return [each.model_copy(update={"id": f"claim-{n}"}) for n, each in enumerate(claims, start=1)]


def entry(date: str = "2001", *claims: Claim, **fields: object) -> Entry:
    """An entry with these claims, or else with one cite of the source `a`, in the short form."""
    value: dict[str, object] = {
        "title": text(),
        "date": date,
        "topics": ["topic"],
        "summary": text(),
        **({"claims": with_ids(claims)} if claims else {"cites": [cite("a")]}),
    }
    return Entry.model_validate({**value, **fields}, context=FACTS)


def located(record: Record, id_: str, path: str) -> Located[Any]:
    """A record as if it had been read from the beginning of a file."""
    return Located(SourceLocation(id_, path, Document({}, {(): Mark(1, 1, 1, 1)})), record)


def records(
    entries: Mapping[str, Entry],
    sources: Mapping[str, Source] | None = None,
    redirects: Mapping[str, Redirect] | None = None,
) -> Records:
    """All of these, with one topic, one actor and one place."""
    sources = {"a": source()} if sources is None else sources
    label = {"label": text()}
    topic = Topic.model_validate({**label, "about": text()}, context=FACTS)
    actor = Actor.model_validate({**label, "type": "state"}, context=FACTS)
    place = Place.model_validate(label, context=FACTS)
    return Records(
        entries=tuple(located(each, id_, f"events/{id_}.yml") for id_, each in entries.items()),
        sources=tuple(located(each, id_, f"seeds/{id_}.yml") for id_, each in sources.items()),
        topics={"topic": located(topic, "topic", "topics.yml")},
        actors={"actor": located(actor, "actor", "actors.yml")},
        places={"place": located(place, "place", "places.yml")},
        redirects={
            id_: located(each, id_, "redirects.yml") for id_, each in (redirects or {}).items()
        },
    )
