"""The proof of passages: the anchor words of a cite are where it says, and only there.

The texts of the sources are not in the repository, since they belong to others; whoever has them
can repeat the proof.  Proven passages are kept as digests, so that pages can say so without them.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from scripts.checks.claims import all_cites
from scripts.i18n.folding import Table, words
from scripts.problems import Problem
from scripts.records.load import Located, Records
from scripts.records.location import KeyPath
from scripts.records.model import Entry, Passage
from scripts.records.source import Source

PROOFS = "timeline/passages.json"  # the digests of proven passages


class SourceText:
    """The text of a source: paragraphs are its non-empty lines, counted from 1."""

    def __init__(self, data: bytes, letters: Table) -> None:
        self.paragraphs = [*filter(str.strip, data.decode("utf-8", "replace").splitlines())]
        self.letters = letters
        self.tokens = [_tokens(each) for each in self.paragraphs]
        # The words of the whole text as a browser compares them.
        self.folded = [word for each in self.paragraphs for word in words(each, letters)]

    def paragraphs_with(self, anchor: str) -> list[int]:
        """The paragraphs, from 1, that contain `anchor` verbatim, as whole words."""
        sought = _tokens(anchor)
        return [number for number, each in enumerate(self.tokens, 1) if _places(each, sought)]

    def places(self, passage: Passage) -> int:
        """The number of places in the text that a browser may take for the passage."""
        prefix, start, end, suffix = (
            words(part or "", self.letters)
            for part in (passage.prefix, passage.start, passage.end, passage.suffix)
        )
        found = 0
        for place in _places(self.folded, start):
            after = place + len(start)
            if prefix != self.folded[max(0, place - len(prefix)) : place]:
                continue
            if end:
                ends = _places(self.folded[after:], end)
                if not ends:
                    continue
                after += ends[0] + len(end)
            found += suffix == self.folded[after : after + len(suffix)]
        return found


def _tokens(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).split()


def _places(tokens: list[str], sought: list[str]) -> list[int]:
    size = len(sought)
    starts = range(len(tokens) - size + 1 if size else 0)
    return [at for at in starts if tokens[at : at + size] == sought]


def digest(passage: Passage, source: Source) -> str:
    """The key of a proof: a digest of the text's fingerprint and the passage."""
    sha256 = source.text.sha256 if source.text else ""
    parts = [sha256, passage.paragraph, passage.start, passage.end, passage.prefix, passage.suffix]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:16]


def read_proofs(data: bytes) -> dict[str, frozenset[str]]:
    """The digests in PROOFS, by source id. Raises ValueError where the file is damaged."""
    return TypeAdapter(dict[str, frozenset[str]]).validate_json(data)


def proofs_text(proven: Mapping[str, frozenset[str]]) -> bytes:
    """The content of PROOFS."""
    kept = {id_: sorted(digests) for id_, digests in sorted(proven.items())}
    return json.dumps(kept, indent=1).encode() + b"\n"


def passages_of(
    records: Records,
) -> Iterator[tuple[Located[Entry], KeyPath, Passage, Located[Source]]]:
    """Every passage of a cite: entry, path, passage, and the source that it points into."""
    for entry, path, cite, source in all_cites(records):
        if cite.passage and source and source.record.text:
            yield entry, (*path, "passage"), cite.passage, source


def unrecorded(records: Records, kept: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """Every passage is among the kept proofs, so that the pages can say that it is proven."""
    for entry, where, passage, source in passages_of(records):
        if digest(passage, source.record) not in kept.get(source.id, ()):
            yield entry.location.problem(where, "passage-unrecorded", key=True, file=PROOFS)


def prove(
    records: Records, texts: Mapping[str, bytes], letters: Table
) -> tuple[list[Problem], dict[str, frozenset[str]]]:
    """Look up passages in `texts` (bytes by SHA-256): the Problems, and digests by source id."""
    problems: list[Problem] = []
    known: dict[str, SourceText] = {}
    for source in records.sources:
        if (seen := source.record.text) is None:
            continue
        if seen.sha256 not in texts:
            problems.append(source.location.problem(("text", "sha256"), "text-not-found"))
            continue
        known[source.id] = text = SourceText(texts[seen.sha256], letters)
        if (count := len(text.paragraphs)) != seen.paragraphs:
            place = ("text", "paragraphs")
            problems.append(source.location.problem(place, "paragraph-count", count=count))
    proven: dict[str, set[str]] = {}
    for entry, where, passage, source in passages_of(records):
        if source.id not in known:
            continue
        if found := _wrong(entry, where, passage, known[source.id]):
            problems.append(found)
        else:
            proven.setdefault(source.id, set()).add(digest(passage, source.record))
    return problems, {id_: frozenset(digests) for id_, digests in proven.items()}


def _wrong(
    entry: Located[Entry], path: KeyPath, passage: Passage, text: SourceText
) -> Problem | None:
    """Anchor words are whole words of the text, in the stated paragraph, in one place."""
    for part in ("prefix", "start", "end", "suffix"):
        if (anchor := getattr(passage, part)) is None:
            continue
        found = text.paragraphs_with(anchor)
        if not found:
            return entry.location.problem((*path, part), "anchor-not-found", anchor=anchor)
        if (number := passage.paragraph) not in found:
            facts: dict[str, Any] = {"paragraph": number, "found": ", ".join(map(str, found))}
            return entry.location.problem((*path, "paragraph"), "anchor-elsewhere", **facts)
    if (count := text.places(passage)) == 1:
        return None
    return entry.location.problem((*path, "start"), "anchor-ambiguous", count=count)
