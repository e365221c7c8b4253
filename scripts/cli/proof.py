"""`check` with the texts of the sources at hand: proofs, figures, coverage of a list of facts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.checks.passages import PROOFS, proofs_text, prove, unrecorded
from scripts.cli.summary import FactsError, figures, proven_count, read_facts, uncovered
from scripts.console import Reporter
from scripts.examine import Examined, proofs
from scripts.i18n.folding import table
from scripts.problems import Problem, problem
from scripts.publish.write import write_file
from scripts.records.load import Records
from scripts.settings import Settings


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
    settings: Settings, reporter: Reporter, examined: Examined, wanted: Wanted
) -> list[Problem]:
    """Do what `wanted` says with records that passed the checks; the Problems that it brings.

    Raises WantedError.
    """
    word = reporter.language.section("summary")
    if wanted.facts and not wanted.texts:
        raise WantedError(word("facts-need-texts"))
    problems: list[Problem] = []
    lines: list[str] = []
    if wanted.texts:
        files = _texts(wanted.texts, word("no-folder", folder=wanted.texts))
        texts = {_sha256(data): data for data in files.values()}
        problems, proven = prove(examined.records, texts, table(settings.languages))
        if wanted.record:
            write_file(settings.root / PROOFS, proofs_text(proven))
            lines.append(word("recorded", file=PROOFS))
        elif not problems:
            problems += unrecorded(examined.records, proofs(settings))
        count, all_ = proven_count(examined.records, proven)
        lines.append(word("proven", count=count, all=all_))
        if wanted.facts:
            covered, found = _coverage(wanted.facts, files, examined.records, word)
            lines.append(covered)
            problems += found
    if wanted.summary and examined.chronology:
        lines += figures(examined.chronology, reporter.language)
    for line in lines:
        reporter.say(line)
    return sorted(problems)


def _coverage(
    file: Path, files: Mapping[str, bytes], records: Records, word: Callable[..., str]
) -> tuple[str, list[Problem]]:
    """How many facts of the list in `file` are covered, and a Problem for each passage that is not.

    Raises WantedError.
    """
    try:
        facts = read_facts(file.read_bytes())
    except (OSError, FactsError) as error:
        raise WantedError(word("bad-facts", file=file, reason=error)) from None
    missing = uncovered(facts, records, {name: _sha256(data) for name, data in files.items()})
    without = len({id_ for id_, *_ in missing})
    problems = [
        problem(file.name, 1, 1, "uncovered-fact", id=id_, file=name, paragraph=paragraph)
        for id_, name, paragraph in missing
    ]
    return word("covered", count=len(facts) - without, all=len(facts)), problems


def _texts(folder: Path, otherwise: str) -> dict[str, bytes]:
    if not folder.is_dir():
        raise WantedError(otherwise)
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
