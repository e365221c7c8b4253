"""Rules on sources: those that are cited, and those that others derive from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.checks.claims import all_cites
from scripts.problems import Problem
from scripts.records.load import Records
from scripts.records.model import Seen, paragraph_ranges

PARAGRAPHS = re.compile(
    r"[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?(, ?[1-9][0-9]{0,3}(-[1-9][0-9]{0,3})?)*"
)
SHA256 = re.compile(r"[0-9a-f]{64}")


def cited_sources_were_seen(records: Records) -> Iterator[Problem]:
    """A cite rests on a source that somebody has read; others can only be derived from."""
    for entry, path, _, source in all_cites(records):
        if source and source.record.seen == Seen.NOTHING:
            yield entry.location.problem((*path, "source"), "unseen-source", id=source.id)


def passages_lie_in_the_text(records: Records) -> Iterator[Problem]:
    """A passage points into a source whose text was read in full, at a paragraph that it has."""
    for entry, path, cite, source in all_cites(records):
        if cite.passage is None or (isinstance(cite.source, str) and source is None):
            continue
        if source is None or source.record.text is None:
            yield entry.location.problem((*path, "passage"), "passage-without-text", key=True)
        elif cite.passage.paragraph > source.record.text.paragraphs:
            number, last = cite.passage.paragraph, source.record.text.paragraphs
            place = (*path, "passage", "paragraph")
            yield entry.location.problem(place, "no-such-paragraph", paragraph=number, last=last)


def derivations_name_paragraphs(records: Records) -> Iterator[Problem]:
    """The paragraphs that derive are given as numbers and ranges."""
    for source in records.sources:
        for index, derivation in enumerate(source.record.derives_from):
            text = derivation.paragraphs
            if text is not None and (
                not PARAGRAPHS.fullmatch(text) or not all(paragraph_ranges(text))
            ):
                place = ("derives_from", index, "paragraphs")
                yield source.location.problem(place, "bad-paragraphs", value=text)


def derivations_have_an_end(records: Records) -> Iterator[Problem]:
    """No source derives from itself, directly or through others."""
    sources = {source.id: source for source in records.sources}
    for source in records.sources:
        seen: set[str] = set()
        ahead = [derivation.source for derivation in source.record.derives_from]
        while ahead:
            id_ = ahead.pop()
            if id_ == source.id:
                yield source.location.problem(("derives_from",), "derives-from-itself", id=id_)
                break
            if id_ in sources and id_ not in seen:
                seen.add(id_)
                ahead += [each.source for each in sources[id_].record.derives_from]


def texts_go_with_full_texts(records: Records) -> Iterator[Problem]:
    """A source read in full has the fingerprint of its text; one not read has no day of reading."""
    for source in records.sources:
        record = source.record
        if (record.seen == Seen.FULL_TEXT) != (record.text is not None):
            yield source.location.problem(("seen",), "text-and-seen", seen=record.seen)
        if (record.seen == Seen.NOTHING) != (record.seen_on is None):
            yield source.location.problem(("seen",), "seen-on", seen=record.seen)
        if record.text and not SHA256.fullmatch(record.text.sha256):
            yield source.location.problem(("text", "sha256"), "bad-sha256")
