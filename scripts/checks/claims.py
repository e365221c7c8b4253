"""Rules on claims and their cites within one entry."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.location import KeyPath
from scripts.records.model import Cite, Claim, Entry, Says, Source

MOST_ANCHOR_WORDS = 8
"""Anchor words point into a source; more of them would be a quotation."""


def claims_of(entry: Located[Entry]) -> Iterator[tuple[KeyPath, Claim]]:
    """The claims of an entry and their paths; in the short form, the entry itself."""
    if entry.record.claims:
        for index, claim in enumerate(entry.record.claims):
            yield ("claims", index), claim
    elif entry.record.cites:
        yield (), entry.record.all_claims[0]


def all_cites(
    loaded: Records,
) -> Iterator[tuple[Located[Entry], KeyPath, Cite, Located[Source] | None]]:
    """Every cite of an entry: entry, path, cite, source; None for an inline or unknown source."""
    sources = {source.id: source for source in loaded.sources}
    for entry in loaded.entries:
        for path, claim in claims_of(entry):
            for index, cite in enumerate(claim.cites):
                source = sources.get(cite.source) if isinstance(cite.source, str) else None
                yield entry, (*path, "cites", index), cite, source


def entries_have_claims(records: Records) -> Iterator[Problem]:
    """An entry has claims, or, in the short form, cites beside its summary; never both."""
    for entry in records.entries:
        if not entry.record.claims and not entry.record.cites:
            yield entry.location.problem((), "no-claims")
        elif entry.record.claims and entry.record.cites:
            yield entry.location.problem(("cites",), "claims-and-cites", key=True)


def claims_are_supported(records: Records) -> Iterator[Problem]:
    """A claim has a cite that does not dispute it: what nobody says needs no denial."""
    for entry in records.entries:
        for path, claim in claims_of(entry):
            if all(cite.says == Says.DISPUTES for cite in claim.cites):
                yield entry.location.problem((*path, "cites"), "only-disputed", key=True)


def attributions_name_somebody(records: Records) -> Iterator[Problem]:
    """`attributes` says to whom, in `to`; no other cite has a `to`."""
    for entry, path, cite, _ in all_cites(records):
        if cite.says == Says.ATTRIBUTES and cite.to is None:
            yield entry.location.problem((*path, "says"), "attributes-to-nobody")
        elif cite.says != Says.ATTRIBUTES and cite.to is not None:
            yield entry.location.problem((*path, "to"), "needless-to", key=True, says=cite.says)


def anchors_are_short(records: Records) -> Iterator[Problem]:
    """Anchor words are few: they point into a source, they do not quote it."""
    for entry, path, cite, _ in all_cites(records):
        for part in ("start", "end", "prefix", "suffix"):
            count = len((getattr(cite.passage, part, None) or "").split())
            if count > MOST_ANCHOR_WORDS:
                place = (*path, "passage", part)
                yield entry.location.problem(
                    place, "long-anchor", words=count, most=MOST_ANCHOR_WORDS
                )
