"""What the page of an entry shows of its record, and of what its sources say."""

from __future__ import annotations

from typing import Any, NamedTuple

from scripts.checks.passages import digest
from scripts.i18n.dates import day_words
from scripts.pages.evidence_line import EvidenceView, claim_evidence
from scripts.pages.views import LinkView, Views, passage_address, way
from scripts.records.model import Cite, InlineSource
from scripts.timeline.model import JoinedEntry


class CiteView(NamedTuple):
    """What a source does with a claim, and where in it.

    `act` is one of `Says`, `words` says it. `address` is where the source is on the web, `passage`
    where the passage is that `locator` names; each may be empty.
    """

    act: str
    words: str
    source: LinkView
    address: str
    passage: str
    locator: str
    follows: tuple[LinkView, ...]
    note: str


class ClaimView(NamedTuple):
    """A claim, its evidence line, its sources."""

    text: str
    evidence: EvidenceView
    cites: tuple[CiteView, ...]


class DifferenceView(NamedTuple):
    """A point on which sources differ: each position with who holds it, what the entry does."""

    about: str
    positions: tuple[tuple[str, tuple[LinkView, ...]], ...]
    decision: str


def entry_view(views: Views, entry: JoinedEntry) -> dict[str, Any]:
    """All that an entry's page shows of its record.

    The entry may be one as it was, see `Views`.
    """
    record, language, code, word = entry.record, views.language, views.code, views.language.word
    withdrawn = record.withdrawn
    proposed = "entry.proposed" if code in record.title.root else "entry.proposed-lacks"
    return {
        "card": views.card(entry),
        "edtf": record.date.text,
        "places": views.named("places", record.places),
        "actors": views.named("actors", record.actors),
        "claims": [
            ClaimView(
                joined.claim.text[code],
                claim_evidence(joined.evidence, language),
                tuple(_cite(views, cite) for cite in joined.claim.cites),
            )
            for joined in entry.claims
        ],
        "differences": [
            DifferenceView(
                each.about[code],
                tuple((one.text[code], views.source_links(one.sources)) for one in each.positions),
                each.decision[code],
            )
            for each in record.differences
        ],
        "sought": [
            (each.what[code], word(f"sought.{each.found}", day=day_words(each.on, language)))
            for each in record.sought
        ],
        "related": views.cards(record.see_also),
        "withdrawn": withdrawn.why[code] if withdrawn else "",
        "withdrawn_on": day_words(withdrawn.on, language) if withdrawn else "",
        "proposed": word(proposed) if entry.proposed else "",
    }


def _cite(views: Views, cite: Cite) -> CiteView:
    passage, given, code = cite.passage, cite.source, views.code
    address, place, locator, follows = "", "", "", list[str]()
    if isinstance(given, InlineSource):
        link = views.inline_link(given)
    else:
        link, joined = views.source_link(given), views.chronology.sources.get(given)
        if joined:
            address = way(joined.record.url or "")
            paragraph = passage.paragraph if passage else None
            derived = joined.record.derives_from
            follows = [each.source for each in derived if each.covers(paragraph)]
        if passage:
            proof = digest(passage, joined.record) if joined else ""
            name = "proven" if proof in views.chronology.proven else "unproven"
            locator = views.language.word(f"cite.{name}", n=passage.paragraph)
            place = passage_address(address, passage)
    return CiteView(
        act=str(cite.says),
        words=views.language.word(f"says.{cite.says}", to=cite.to[code] if cite.to else ""),
        source=link,
        address=address,
        passage=place,
        locator=locator,
        follows=views.source_links(follows),
        note=cite.note[code] if cite.note else "",
    )
