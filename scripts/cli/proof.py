"""`check` with the texts of the sources at hand: proofs, figures, coverage of a list of facts."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from scripts.checked import CheckedRecords, proofs
from scripts.checks.passages import PROOFS, digest, passages_of, proofs_text, prove, unrecorded
from scripts.console import Reporter
from scripts.i18n.folding import table
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.publish.write import write_file
from scripts.records.load import Records
from scripts.settings import Settings
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology

Fact: TypeAlias = "tuple[str, tuple[tuple[str, int], ...]]"
"""A fact of a list: its id, and the passages that it stands in, as (file name, paragraph)."""


@dataclass(frozen=True)
class Wanted:
    """What the options of `check` ask for."""

    texts: Path | None = None
    facts: Path | None = None
    record: bool = False
    summary: bool = False


class WantedError(ValueError):
    """An option of `check` that cannot be followed; the text says why, in the user's language."""


def prove_and_sum_up(
    settings: Settings, reporter: Reporter, checked: CheckedRecords, wanted: Wanted
) -> list[Problem]:
    """Do what `wanted` says with records that passed the checks; the Problems that it brings.

    Raises WantedError.
    """
    word = reporter.language.section("summary")
    records = checked.records
    if wanted.facts and not wanted.texts:
        raise WantedError(word("facts-need-texts"))
    problems: list[Problem] = []
    lines: list[str] = []
    if wanted.texts:
        if not wanted.texts.is_dir():
            raise WantedError(word("no-folder", folder=wanted.texts))
        files = [file for file in sorted(wanted.texts.iterdir()) if file.is_file()]
        contents = {file.name: file.read_bytes() for file in files}
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in contents.items()}
        texts = {digests[name]: data for name, data in contents.items()}
        problems, proven = prove(records, texts, table(settings.languages))
        if wanted.record:
            write_file(settings.root / PROOFS, proofs_text(proven))
            lines.append(word("recorded", file=PROOFS))
        elif not problems:
            problems += unrecorded(records, proofs(settings))
        count, all_ = proven_count(records, proven)
        lines.append(word("proven", count=count, all=all_))
        if wanted.facts:
            problems += coverage(wanted.facts, digests, records, word, lines)
    if wanted.summary and checked.chronology:
        lines += figures(checked.chronology, reporter.language)
    for line in lines:
        reporter.say(line)
    return sorted(problems)


def coverage(
    file: Path,
    digests: Mapping[str, str],
    records: Records,
    word: Callable[..., str],
    lines: list[str],
) -> list[Problem]:
    """A Problem for each passage of a fact in `file` that no claim cites.

    How many facts are covered is added to `lines`. Raises WantedError.
    """
    try:
        facts = read_facts(file.read_bytes())
    except (OSError, ValueError) as error:
        raise WantedError(word("bad-facts", file=file, reason=error)) from None
    missing = uncovered(facts, records, digests)
    count = len(facts) - len({id_ for id_, *_ in missing})
    lines.append(word("covered", count=count, all=len(facts)))
    return [
        problem(file.name, 1, 1, "uncovered-fact", id=id_, file=name, paragraph=paragraph)
        for id_, name, paragraph in missing
    ]


def read_facts(data: bytes) -> list[Fact]:
    """The facts of a JSON list of `{"id": …, "src": [{"file": …, "par": …}, …]}`.

    Raises ValueError where it is not that.
    """
    try:
        rows: Any = json.loads(data)
        return [
            (str(row["id"]), tuple((str(each["file"]), int(each["par"])) for each in row["src"]))
            for row in rows
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def uncovered(
    facts: Sequence[Fact], records: Records, digests: Mapping[str, str]
) -> list[tuple[str, str, int]]:
    """The passages of `facts` that no claim cites, as (fact id, file name, paragraph).

    `digests` gives the SHA-256 of each text file by name: it tells which source a file is.
    """
    cited = {
        (source.record.text.sha256, passage.paragraph)
        for _, _, passage, source in passages_of(records)
        if source.record.text
    }
    return [
        (id_, file, paragraph)
        for id_, passages in facts
        for file, paragraph in passages
        if (digests.get(file, ""), paragraph) not in cited
    ]


def proven_count(records: Records, proven: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """How many passages are proven, and how many there are."""
    all_ = [
        (source.id, digest(passage, source.record)) for *_, passage, source in passages_of(records)
    ]
    return sum(each in proven.get(id_, ()) for id_, each in all_), len(all_)


def figures(chronology: Chronology, language: Language) -> Iterator[str]:
    """Lines of figures in words: sources and addresses, labels, sources per entry."""
    word = language.section("summary")
    entries = [entry for entry in chronology.entries.values() if entry.record.withdrawn is None]
    sources = [source.record for source in chronology.sources.values()]
    addressed = sum(bool(source.url or source.archived_url) for source in sources)
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
        alone = sum(entry.evidence.core.independent == 1 for entry in entries)
        yield word("one-source", count=alone, share=f"{100 * alone / len(entries):.0f}")
