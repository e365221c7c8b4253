"""The sources of data/timeline.json."""

from __future__ import annotations

from scripts.exports import whole
from scripts.exports.shaper import Shaper
from scripts.timeline.model import JoinedSource


def source(shaper: Shaper, joined: JoinedSource) -> whole.Source:
    """A source with what rests on it and what derives from it."""
    record = joined.record
    text = record.text
    return whole.Source(
        id=joined.id,
        title=record.title,
        title_in=shaper.texts(record.title_in),
        authors=tuple(
            whole.Author(name=shaper.texts(each.name), family=each.family, given=each.given)
            for each in record.authors
        ),
        publisher=shaper.perhaps(record.publisher),
        published=shaper.perhaps_when(record.published),
        inferred=record.inferred,
        language=record.language,
        genre=record.genre,
        point_of_view=shaper.texts(record.point_of_view),
        url=record.url,
        archived_url=record.archived_url,
        derives_from=tuple(
            whole.Derivation(source=each.source, paragraphs=each.paragraphs)
            for each in record.derives_from
        ),
        derived=shaper.chronology.derived.get(joined.id, ()),
        entries=shaper.chronology.by_source.get(joined.id, ()),
        seen=record.seen,
        seen_on=record.seen_on,
        text=whole.SeenText(sha256=text.sha256, paragraphs=text.paragraphs, checked=text.checked)
        if text
        else None,
        note=shaper.perhaps(record.note),
        record=shaper.record(joined.path),
        addresses=shaper.addresses(f"sources/{joined.id}/"),
    )
