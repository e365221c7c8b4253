"""`check` with the texts of the sources at hand: proofs, figures, coverage of a list of facts."""

from __future__ import annotations

import hashlib
import json
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from scripts.checks.passages import PROOFS, digest, passages_of, proofs_text, prove, unrecorded
from scripts.console import Reporter
from scripts.i18n.folding import table
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.publish.write import write_file
from scripts.records.load import Records
from scripts.settings import Settings
from scripts.site.checked import CheckedRecords, proofs
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology

Fact: TypeAlias = "tuple[str, tuple[tuple[str, int], ...]]"
"""A fact of a list: its id, and the passages that it stands in, as (file name, paragraph)."""


class WantedError(ValueError):
    """An option of `check` that cannot be followed; the text says why, in the user's language."""


def prove_and_sum_up(
    settings: Settings, reporter: Reporter, checked: CheckedRecords, wanted: Namespace
) -> list[Problem]:
    """Do what the options of `check` say with records that passed; the Problems that it brings.

    Raises WantedError.
    """
    word = reporter.language.section("summary")
    if wanted.facts and not wanted.texts:
        raise WantedError(word("facts-need-texts"))
    problems: list[Problem] = []
    lines: list[str] = []
    if wanted.texts:
        problems, lines = _prove(settings, word, checked.records, wanted)
    if wanted.summary and checked.chronology:
        lines += figures(checked.chronology, reporter.language)
    for line in lines:
        reporter.say(line)
    return sorted(problems)


def _prove(
    settings: Settings, word: Callable[..., str], records: Records, wanted: Namespace
) -> tuple[list[Problem], list[str]]:
    """The Problems of passages and of facts that no claim covers, and lines about the others."""
    if not wanted.texts.is_dir():
        raise WantedError(word("no-folder", folder=wanted.texts))
    files = [file for file in sorted(wanted.texts.iterdir()) if file.is_file()]
    digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    texts = {digests[file.name]: file.read_bytes() for file in files}
    problems, proven = prove(records, texts, table(settings.languages))
    lines = []
    if wanted.record:
        write_file(settings.root / PROOFS, proofs_text(proven))
        lines = [word("recorded", file=PROOFS)]
    elif not problems:
        problems += unrecorded(records, proofs(settings))
    passages = [(s.id, digest(passage, s.record)) for *_, passage, s in passages_of(records)]
    count = sum(each in proven.get(id_, ()) for id_, each in passages)
    lines.append(word("proven", count=count, all=len(passages)))
    if wanted.facts:
        try:
            facts = read_facts(wanted.facts.read_bytes())
        except (OSError, ValueError) as error:
            raise WantedError(word("bad-facts", file=wanted.facts, reason=error)) from None
        missing = uncovered(facts, records, digests)
        count = len(facts) - len({id_ for id_, *_ in missing})
        lines.append(word("covered", count=count, all=len(facts)))
        problems += [
            problem(wanted.facts.name, 1, 1, "uncovered-fact", id=id_, file=name, paragraph=number)
            for id_, name, number in missing
        ]
    return problems, lines


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


def figures(chronology: Chronology, language: Language) -> Iterator[str]:
    """Lines of figures in words: sources and addresses, labels, sources per entry."""
    word = language.section("summary")
    entries = [entry for entry in chronology.entries.values() if entry.record.withdrawn is None]
    sources = [source.record for source in chronology.sources.values()]
    addressed = sum(bool(source.url or source.archived_url) for source in sources)
    yield word("entries", count=len(entries))
    yield word("sources", count=len(sources), addressed=addressed, rest=len(sources) - addressed)
    labels = {
        "entry-labels": [entry.evidence.label for entry in entries],
        "claim-labels": [claim.evidence.label for entry in entries for claim in entry.claims],
    }
    for name, found in labels.items():
        each = [f"{language.word(f'labels.{label}')} {found.count(label)}" for label in Label]
        yield word(name, figures=language.word("list.between").join(each))
    if entries:
        cited = sum(entry.evidence.sources for entry in entries)
        yield word("sources-per-entry", average=f"{cited / len(entries):.1f}")
        alone = sum(entry.evidence.core.independent == 1 for entry in entries)
        yield word("one-source", count=alone, share=f"{100 * alone / len(entries):.0f}")
