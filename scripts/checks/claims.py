"""Rules on claims, their cites, and the sources that these name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.location import KeyPath
from scripts.records.model import Cite, Claim, Entry, Says
from scripts.records.source import InlineSource, Seen, Source, paragraph_ranges

_RANGE = "[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?"
PARAGRAPHS = re.compile(f"{_RANGE}(, ?{_RANGE})*")
SHA256 = re.compile(r"[0-9a-f]{64}")

MOST_ANCHOR_WORDS = 8  # more of them would be a quotation


def claims_of(entry: Located[Entry]) -> Iterator[tuple[KeyPath, Claim]]:
    """The claims of an entry and their paths; in the short form, the entry itself."""
    for index, claim in enumerate(entry.record.all_claims):
        yield ("claims", index) if entry.record.claims else (), claim


def cites_of(entry: Located[Entry]) -> Iterator[tuple[KeyPath, Cite]]:
    """The cites of an entry and their paths."""
    for path, claim in claims_of(entry):
        for index, cite in enumerate(claim.cites):
            yield (*path, "cites", index), cite


def inline_sources(loaded: Records) -> Iterator[tuple[Located[Entry], Located[InlineSource]]]:
    """Every inline source and its entry, where it stands; its id is its key."""
    for entry in loaded.entries:
        for number, claim in enumerate(entry.record.written_claims):
            where: KeyPath = ("claims", number) if entry.record.claims else ()
            for index, cite in enumerate(claim.cites):
                if isinstance(source := cite.source, InlineSource):
                    base = (*entry.location.base, *where, "cites", index, "source")
                    place = replace(entry.location, id=source.key or "", base=base)
                    yield entry, Located(place, source)


def all_sources(loaded: Records) -> Iterator[Located[Source] | Located[InlineSource]]:
    """Every source, recorded or inline."""
    yield from loaded.sources
    yield from (source for _, source in inline_sources(loaded))


def all_cites(
    loaded: Records,
) -> Iterator[tuple[Located[Entry], KeyPath, Cite, Located[Source] | None]]:
    """Every cite of an entry: entry, path, cite, source; None for an inline or unknown source."""
    sources = {source.id: source for source in loaded.sources}
    for entry in loaded.entries:
        for path, cite in cites_of(entry):
            source = sources.get(cite.source) if isinstance(cite.source, str) else None
            yield entry, path, cite, source


def source_name(cite: Cite) -> str:
    """How a message names a cited source: by its id or key, else by its address."""
    given = cite.source
    return given if isinstance(given, str) else given.key or given.url


def entries_have_claims(records: Records) -> Iterator[Problem]:
    """An entry has claims, or, in the short form, cites beside its summary; never both."""
    for entry in records.entries:
        if not entry.record.claims and not entry.record.cites:
            yield entry.location.problem((), "no-claims")
        elif entry.record.claims and entry.record.cites:
            yield entry.location.problem(("cites",), "claims-and-cites", key=True)


def claims_have_ids_of_their_own(records: Records) -> Iterator[Problem]:
    """The ids of the claims of an entry differ."""
    for entry in records.entries:
        seen: set[str] = set()
        for index, claim in enumerate(entry.record.claims):
            if claim.id in seen:
                yield entry.location.problem(
                    ("claims", index, "id"), "duplicate-claim-id", id=claim.id
                )
            seen.add(claim.id)


def claims_are_supported(records: Records) -> Iterator[Problem]:
    """A claim has a cite that does not dispute it: what nobody says needs no denial."""
    for entry in records.entries:
        for path, claim in claims_of(entry):
            if {cite.says for cite in claim.cites} == {Says.DISPUTES}:
                yield entry.location.problem((*path, "cites"), "only-disputed", key=True)


def attributions_name_somebody(records: Records) -> Iterator[Problem]:
    """`attributes` says to whom, in `to`; no other cite has a `to`, or a `through`."""
    for entry, path, cite, _ in all_cites(records):
        if cite.says == Says.ATTRIBUTES and cite.to is None:
            yield entry.location.problem((*path, "says"), "attributes-to-nobody")
        for name in ("to", "through"):
            if cite.says != Says.ATTRIBUTES and getattr(cite, name):
                facts = {"field": name, "says": cite.says}
                yield entry.location.problem((*path, name), "needless-to", key=True, **facts)


def anchors_are_short(records: Records) -> Iterator[Problem]:
    """Anchor words are few: they point into a source, they do not quote it."""
    for entry, path, cite, _ in all_cites(records):
        for part in ("start", "end", "prefix", "suffix"):
            count = len((getattr(cite.passage, part, None) or "").split())
            if count > MOST_ANCHOR_WORDS:
                facts = {"words": count, "most": MOST_ANCHOR_WORDS}
                where = (*path, "passage", part)
                yield entry.location.problem(where, "long-anchor", key=False, **facts)


def cited_sources_were_seen(records: Records) -> Iterator[Problem]:
    """A cite rests on a source that somebody has read; others can only be derived from."""
    for entry, path, _, source in all_cites(records):
        if source and source.record.seen == Seen.NOTHING:
            yield entry.location.problem((*path, "source"), "unseen-source", id=source.id)
    for _, given in inline_sources(records):
        if given.record.seen == Seen.NOTHING:
            yield given.location.problem(("seen",), "unseen-source", id=given.record.title)


def passages_lie_in_the_text(records: Records) -> Iterator[Problem]:
    """A passage points into a source whose text was read in full, at a paragraph that it has."""
    for entry, path, cite, source in all_cites(records):
        if cite.passage is None or (isinstance(cite.source, str) and source is None):
            continue
        text = source.record.text if source else getattr(cite.source, "text", None)
        if text is None:
            yield entry.location.problem((*path, "passage"), "passage-without-text", key=True)
        elif cite.passage.paragraph > text.paragraphs:
            number, last = cite.passage.paragraph, text.paragraphs
            place = (*path, "passage", "paragraph")
            yield entry.location.problem(place, "no-such-paragraph", paragraph=number, last=last)


def derivations_name_paragraphs(records: Records) -> Iterator[Problem]:
    """The paragraphs that derive are given as numbers and ranges."""
    for source in all_sources(records):
        for index, derivation in enumerate(source.record.derives_from):
            text = derivation.paragraphs
            if text and not (PARAGRAPHS.fullmatch(text) and all(paragraph_ranges(text))):
                place = ("derives_from", index, "paragraphs")
                yield source.location.problem(place, "bad-paragraphs", value=text)


def derivations_have_an_end(records: Records) -> Iterator[Problem]:
    """No source derives from itself, directly or through others."""
    sources = records.source_records
    for source in records.sources:
        if _goes_back_to(source.id, source.record, sources, {}):
            yield source.location.problem(("derives_from",), "derives-from-itself", id=source.id)
    for entry, given in inline_sources(records):
        if given.id and _goes_back_to(given.id, given.record, sources, entry.record.keyed):
            yield given.location.problem(("derives_from",), "derives-from-itself", id=given.id)


def _goes_back_to(
    name: str,
    source: Source | InlineSource,
    sources: Mapping[str, Source],
    keyed: Mapping[str, InlineSource],
) -> bool:
    """Whether `source` derives from what has this id or key."""
    seen: set[str] = set()
    ahead = [derivation.source for derivation in source.derives_from]
    while ahead:
        id_ = ahead.pop()
        if id_ == name:
            return True
        found = keyed.get(id_) or sources.get(id_)
        if found and id_ not in seen:
            seen.add(id_)
            ahead += [each.source for each in found.derives_from]
    return False


def texts_go_with_full_texts(records: Records) -> Iterator[Problem]:
    """A source read in full has the fingerprint of its text; one not read has no day of reading."""
    for source in all_sources(records):
        record = source.record
        if isinstance(record, InlineSource) and record.seen is None:
            continue
        if (record.seen == Seen.FULL_TEXT) != (record.text is not None):
            yield source.location.problem(("seen",), "text-and-seen", seen=record.seen)
        if (record.seen == Seen.NOTHING) != (record.seen_on is None):
            yield source.location.problem(("seen",), "seen-on", seen=record.seen)
        if record.text and not SHA256.fullmatch(record.text.sha256):
            yield source.location.problem(("text", "sha256"), "bad-sha256")
