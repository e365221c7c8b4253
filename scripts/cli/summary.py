"""Figures of the whole: what is proven, what it rests on, which facts of a list it covers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scripts.checks.passages import digest, passages_of
from scripts.i18n.language import Language
from scripts.records.load import Records
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology


class FactsError(ValueError):
    """A list of facts that is not of the shape that `uncovered` reads."""


@dataclass(frozen=True)
class Fact:
    """A fact of a list: its id, and the passages that it stands in, as (file name, paragraph)."""

    id: str
    passages: tuple[tuple[str, int], ...]


def read_facts(data: bytes) -> tuple[Fact, ...]:
    """The facts of a JSON list of `{"id": …, "src": [{"file": …, "par": …}, …]}`.

    Raises FactsError where it is not that.
    """
    try:
        rows: Any = json.loads(data)
        return tuple(
            Fact(str(row["id"]), tuple((str(s["file"]), int(s["par"])) for s in row["src"]))
            for row in rows
        )
    except (ValueError, KeyError, TypeError) as error:
        raise FactsError(f"{type(error).__name__}: {error}") from None


def uncovered(
    facts: tuple[Fact, ...],
    records: Records,
    fingerprints: Mapping[str, str],
) -> list[tuple[str, str, int]]:
    """The passages of `facts` that no claim cites, as (fact id, file name, paragraph).

    `fingerprints` gives the SHA-256 of each text file by name: it tells which source a file is.
    """
    cited = {
        (source.record.text.sha256, passage.paragraph)
        for _, _, passage, source in passages_of(records)
        if source.record.text
    }
    return [
        (fact.id, file, paragraph)
        for fact in facts
        for file, paragraph in fact.passages
        if (fingerprints.get(file, ""), paragraph) not in cited
    ]


def proven_count(records: Records, proven: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """How many passages are proven, and how many there are."""
    all_ = [
        (source.id, digest(passage, source.record)) for *_, passage, source in passages_of(records)
    ]
    return sum(1 for id_, each in all_ if each in proven.get(id_, ())), len(all_)


def figures(chronology: Chronology, language: Language) -> Iterator[str]:
    """Lines of figures in words: sources and addresses, labels, sources per entry."""
    word = language.section("summary")
    entries = [entry for entry in chronology.entries.values() if entry.record.withdrawn is None]
    sources = [source.record for source in chronology.sources.values()]
    addressed = sum(1 for source in sources if source.url or source.archived_url)
    yield word("entries", count=len(entries))
    yield word("sources", count=len(sources), addressed=addressed, rest=len(sources) - addressed)
    labels = {
        "entry-labels": Counter(entry.evidence.label for entry in entries),
        "claim-labels": Counter(
            claim.evidence.label for entry in entries for claim in entry.claims
        ),
    }
    for name, counted in labels.items():
        each = [f"{language.word(f'labels.{label}')} {counted[label]}" for label in Label]
        yield word(name, figures=language.word("list.between").join(each))
    if entries:
        cited = sum(entry.evidence.sources for entry in entries)
        yield word("sources-per-entry", average=f"{cited / len(entries):.1f}")
        alone = sum(1 for entry in entries if entry.evidence.core.independent == 1)
        yield word("one-source", count=alone, share=f"{100 * alone / len(entries):.0f}")
