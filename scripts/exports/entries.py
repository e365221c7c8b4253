"""The entries of data/timeline.json."""

from __future__ import annotations

from scripts.checks.passages import digest
from scripts.exports import shapes
from scripts.exports.shaper import Shaper
from scripts.pages.views import passage_address
from scripts.records import model
from scripts.timeline.model import JoinedEntry


def entry(shaper: Shaper, joined: JoinedEntry) -> shapes.Entry:
    """An entry, withdrawn ones too, with all that hangs on it."""
    record, edition = joined.record, shaper.edition
    evidence = joined.evidence
    return shapes.Entry(
        id=joined.id,
        title=shaper.texts(record.title),
        summary=shaper.texts(record.summary),
        date=shaper.when(record.date),
        kind=record.kind,
        weight=record.weight,
        topics=record.topics,
        actors=record.actors,
        places=record.places,
        evidence=shapes.EntryEvidence(
            label=evidence.label,
            sources=evidence.core.sources,
            independent=evidence.core.independent,
            whole_entry=shapes.WholeEntry(
                sources=evidence.sources, differences=evidence.differences
            ),
        ),
        claims=tuple(
            shapes.Claim(
                text=shaper.texts(each.claim.text),
                evidence=shaper.evidence(each.evidence),
                cites=tuple(cite(shaper, one) for one in each.claim.cites),
            )
            for each in joined.claims
        ),
        differences=tuple(difference(shaper, each) for each in record.differences),
        sought=tuple(
            shapes.Sought(what=shaper.texts(each.what), on=each.on, found=each.found)
            for each in record.sought
        ),
        see_also=record.see_also,
        withdrawn=withdrawn(shaper, record.withdrawn),
        published=edition.first_published(joined.id),
        changed=edition.last_changed(joined.id),
        record=shaper.record(joined.path),
        addresses=shaper.addresses(f"events/{joined.id}/"),
    )


def cite(shaper: Shaper, cited: model.Cite) -> shapes.Cite:
    """One source, and what it does with a claim."""
    given = cited.source if isinstance(cited.source, model.InlineSource) else None
    source = None if isinstance(cited.source, model.InlineSource) else cited.source
    address = given.url if given else shaper.chronology.sources[str(source)].record.url
    return shapes.Cite(
        source=source,
        given=given_source(shaper, given) if given else None,
        says=cited.says,
        to=shaper.perhaps(cited.to),
        note=shaper.perhaps(cited.note),
        passage=passage(shaper, cited.passage, source) if cited.passage else None,
        address=passage_address(address, cited.passage) if address else None,
    )


def given_source(shaper: Shaper, source: model.InlineSource) -> shapes.GivenSource:
    """A source that has no record of its own yet."""
    return shapes.GivenSource(
        title=source.title,
        publisher=source.publisher,
        published=shaper.perhaps_when(source.published),
        language=source.language,
        url=source.url,
    )


def passage(shaper: Shaper, place: model.Passage, source: str | None) -> shapes.Passage:
    """The place in a source that a cite rests on, and whether it was found there."""
    chronology = shaper.chronology
    proven = source and digest(place, chronology.sources[source].record) in chronology.proven
    return shapes.Passage(
        start=place.start,
        end=place.end,
        prefix=place.prefix,
        suffix=place.suffix,
        paragraph=place.paragraph,
        proven=bool(proven),
    )


def difference(shaper: Shaper, point: model.Difference) -> shapes.Difference:
    """A point on which the sources part."""
    return shapes.Difference(
        about=shaper.texts(point.about),
        positions=tuple(
            shapes.Position(text=shaper.texts(each.text), sources=each.sources)
            for each in point.positions
        ),
        decision=shaper.texts(point.decision),
    )


def withdrawn(shaper: Shaper, withdrawal: model.Withdrawal | None) -> shapes.Withdrawn | None:
    """When and why an entry was withdrawn."""
    if withdrawal is None:
        return None
    return shapes.Withdrawn(on=withdrawal.on, why=shaper.texts(withdrawal.why))
