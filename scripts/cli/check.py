"""The command `check`: what is wrong with the records, and what should be known of them.

With the texts of the sources it also proves passages, and says which facts of a list are covered.
"""

from __future__ import annotations

import datetime
import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

from scripts.checks import notice
from scripts.checks.passages import PROOFS, digest, passages_of, proofs_text, prove, unrecorded
from scripts.checks.permanence import read_before, removed_ids
from scripts.console import CommandError, Reporter, as_json, explained, github
from scripts.i18n.folding import table
from scripts.i18n.language import Language
from scripts.problems import Problem, problem
from scripts.publish.store import content_digest
from scripts.publish.write import write_file
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY, Records
from scripts.settings import Settings
from scripts.site.checked import load_and_check, proofs
from scripts.timeline.evidence import Label
from scripts.timeline.git import History, read_history
from scripts.timeline.model import Chronology
from scripts.timeline.translations import find_lags, notices

RECORDS = (EVENTS, PROPOSED, SEEDS, VOCABULARY, REDIRECTS)
"""Where the files are that can be checked one by one."""

Fact: TypeAlias = "tuple[str, tuple[tuple[str, int], ...]]"
"""A fact of a list: its id, and the passages that it stands in, as (file name, paragraph)."""


def add_options(parser: ArgumentParser) -> None:
    files = "show the problems of these files or folders alone (the rest is read all the same)"
    parser.add_argument("files", nargs="*", metavar="file", help=files)
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="also write the problems to standard output: as annotations for GitHub, or as JSON",
    )
    against = "also find what was published where this commit and HEAD part, and is gone"
    parser.add_argument("--against", metavar="COMMIT", default="", help=against)
    texts = "prove the passages with the texts of the sources that lie in FOLDER"
    parser.add_argument("--texts", type=Path, metavar="FOLDER", help=texts)
    parser.add_argument(
        "--record", action="store_true", help=f"with --texts: keep what is proven in {PROOFS}"
    )
    parser.add_argument("--summary", action="store_true", help="print figures of the whole")
    facts = "with --texts: say which facts of a JSON list no claim covers"
    parser.add_argument("--facts", type=Path, metavar="FILE", help=facts)


def check_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Check the records, write nothing.

    Output for people goes to standard error in every format, output for programs to standard
    output.
    """
    language = reporter.language
    files = [named(each, settings.root.resolve(), language) for each in given.files]
    found = find(settings, reporter, given)
    problems = [
        each
        for each in found
        if not files or any(Path(each.path).is_relative_to(file) for file in files)
    ]
    # Nobody can look at example.org (RFC 2606).
    is_placed = urlsplit(settings.address).hostname != "example.org"
    address = settings.address if is_placed else ""
    status = reporter.problems(problems)
    if elsewhere := len(found) - len(problems):
        reporter.say(reporter.word("elsewhere", n=elsewhere))
    if problems and address:
        reporter.say(reporter.word("explained", address=explained(address, language)))
    if given.format == "github":
        reporter.write_stdout(github(problems, language))
    elif given.format == "json":
        reporter.write_stdout(as_json(problems, language, address))
    return status


def named(word: str, root: Path, language: Language) -> Path:
    """The path below `root` of the file or folder that `word` names.

    Raises CommandError for one that does not exist, or in which no record can be.
    """
    # Not resolved to its end: a record that is a link is told of as such.
    path = Path(word).parent.resolve() / Path(word).name
    if not os.path.lexists(path):
        raise CommandError(language.word("checking.no-file", file=word))
    place = path.resolve() if path.is_dir() else path
    below = place.relative_to(root) if place.is_relative_to(root) else None
    if below is None or not any(
        below.is_relative_to(home) or home.is_relative_to(below) for home in RECORDS
    ):
        folders = language.listed([home.as_posix() for home in RECORDS])
        raise CommandError(language.word("checking.no-record", file=word, folders=folders))
    return below


def find(settings: Settings, reporter: Reporter, given: Namespace) -> list[Problem]:
    """All that is wrong and all that should be known, sorted.

    Raises NoCommitError, and CommandError for an option that cannot be followed.
    """
    checked = load_and_check(settings, reporter)
    found = [*checked.problems]
    history = read_history(settings.root)
    if given.against:
        before = read_before(settings.root, given.against)
        found += removed_ids(checked.records, before, history)
    if not found:
        if given.facts and not given.texts:
            raise CommandError(reporter.language.word("summary.facts-need-texts"))
        if given.texts:
            found += look_up(settings, reporter, checked.records, given)
        if given.summary and checked.chronology:
            for line in figures(checked.chronology, reporter.language):
                reporter.say(line)
    lags = find_lags(checked.records, settings.root, history, settings.codes)
    found += notices(checked.records, lags)
    found += notice(checked.records, settings.languages, today(history))
    return sorted(found)


def today(history: History) -> datetime.date:
    """The day by the clock, or that of the last change in `history` where the clock is behind."""
    clock = datetime.datetime.now().astimezone().date()
    return max([clock, *(revisions[0].day for revisions in history.values())])


def look_up(
    settings: Settings, reporter: Reporter, records: Records, given: Namespace
) -> list[Problem]:
    """Look up the passages in the texts: the wrong ones, and the facts that no claim covers.

    Raises CommandError.
    """
    word = reporter.language.section("summary")
    if not given.texts.is_dir():
        raise CommandError(word("no-folder", folder=given.texts))
    files = {file.name: file.read_bytes() for file in given.texts.iterdir() if file.is_file()}
    digests = {name: content_digest(data) for name, data in files.items()}
    texts = {digests[name]: data for name, data in files.items()}
    problems, proven = prove(records, texts, table(settings.languages))
    if given.record:
        write_file(settings.root / PROOFS, proofs_text(proven))
        reporter.say(word("recorded", file=PROOFS))
    elif not problems:
        problems += unrecorded(records, proofs(settings))
    passages = [(s.id, digest(passage, s.record)) for *_, passage, s in passages_of(records)]
    count = sum(each in proven.get(id_, ()) for id_, each in passages)
    reporter.say(word("proven", count=count, all=len(passages)))
    if given.facts:
        try:
            facts = read_facts(given.facts.read_bytes())
        except (OSError, ValueError) as error:
            raise CommandError(word("bad-facts", file=given.facts, reason=error)) from None
        missing = uncovered(facts, records, digests)
        count = len(facts) - len({id_ for id_, *_ in missing})
        reporter.say(word("covered", count=count, all=len(facts)))
        problems += [
            problem(given.facts.name, 1, 1, "uncovered-fact", id=id_, file=name, paragraph=number)
            for id_, name, number in missing
        ]
    return problems


def read_facts(data: bytes) -> list[Fact]:
    """The facts of a JSON list of `{"id": …, "src": [{"file": …, "par": …}, …]}`.

    Raises ValueError where it is not that.
    """
    try:
        return [
            (str(row["id"]), tuple((str(each["file"]), int(each["par"])) for each in row["src"]))
            for row in json.loads(data)
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
    for name, found in {
        "entry-labels": [entry.evidence.label for entry in entries],
        "claim-labels": [claim.evidence.label for entry in entries for claim in entry.claims],
    }.items():
        each = [f"{language.word(f'labels.{label}')} {found.count(label)}" for label in Label]
        yield word(name, figures=language.word("list.between").join(each))
    if entries:
        cited = sum(entry.evidence.sources for entry in entries)
        yield word("sources-per-entry", average=f"{cited / len(entries):.1f}")
        alone = sum(entry.evidence.core.independent == 1 for entry in entries)
        yield word("one-source", count=alone, share=f"{100 * alone / len(entries):.0f}")
