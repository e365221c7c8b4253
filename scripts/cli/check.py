"""The command `check`: what can be asked of it, and what it finds.

With the texts of the sources at hand it also gives proofs, and the coverage of a list of facts.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit

from scripts.checks import notice
from scripts.checks.passages import PROOFS, digest, passages_of, proofs_text, prove, unrecorded
from scripts.checks.permanence import read_before, removed_ids
from scripts.console import Reporter, as_json, explained, github
from scripts.i18n.folding import table
from scripts.i18n.language import Language
from scripts.problems import Level, Problem, problem
from scripts.publish.store import content_digest
from scripts.publish.write import write_file
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY, Records
from scripts.settings import Settings
from scripts.site.checked import CheckedRecords, load_and_check, proofs
from scripts.timeline.evidence import Label
from scripts.timeline.git import NoCommitError, read_history
from scripts.timeline.model import Chronology
from scripts.timeline.translations import find_lags, notices

RECORDS = (EVENTS, PROPOSED, SEEDS, VOCABULARY, REDIRECTS)
"""Where the files are that can be checked one by one."""

Fact: TypeAlias = "tuple[str, tuple[tuple[str, int], ...]]"
"""A fact of a list: its id, and the passages that it stands in, as (file name, paragraph)."""


class WantedError(ValueError):
    """An option that cannot be followed; the text says why, in the user's language."""


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="*",
        metavar="file",
        help="show the problems of these files or folders alone (the rest is read all the same)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "github", "json"),
        default="text",
        help="also write the problems to standard output: as annotations for GitHub, or as JSON",
    )
    parser.add_argument(
        "--against",
        metavar="COMMIT",
        default="",
        help="also find what was published where this commit and HEAD part, and is gone",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        metavar="FOLDER",
        help="prove the passages with the texts of the sources that lie in FOLDER",
    )
    parser.add_argument(
        "--record", action="store_true", help=f"with --texts: keep what is proven in {PROOFS}"
    )
    parser.add_argument("--summary", action="store_true", help="print figures of the whole")
    parser.add_argument(
        "--facts",
        type=Path,
        metavar="FILE",
        help="with --texts: say which facts of a JSON list no claim covers",
    )


def check_records(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Check the records, write nothing.

    Output for people goes to standard error in every format, output for programs to standard
    output.
    """
    try:
        files = named(given.files, Path.cwd(), settings, reporter)
        found = find(settings, reporter, given)
    except WantedError as error:
        reporter.say(str(error))
        return 1
    problems = shown(found, files)
    # Nobody can look at example.org (RFC 2606).
    is_placed = urlsplit(settings.address).hostname != "example.org"
    address = settings.address if is_placed else ""
    reporter.problems(problems)
    if elsewhere := len(found) - len(problems):
        reporter.say(reporter.word("elsewhere", n=elsewhere))
    if problems and address:
        reporter.say(reporter.word("explained", address=explained(address, reporter.language)))
    if given.format == "github":
        reporter.write_stdout(github(problems, reporter.language))
    elif given.format == "json":
        reporter.write_stdout(as_json(problems, reporter.language, address))
    return 1 if any(each.level == Level.ERROR for each in problems) else 0


def named(
    words: Iterable[str], here: Path, settings: Settings, reporter: Reporter
) -> list[PurePosixPath]:
    """The files and folders that `words` name, seen from the folder `here`.

    Raises WantedError for one that does not exist, or in which no record can be.
    """
    word = reporter.language.section("checking")
    root = settings.root.resolve()
    found = []
    for each in words:
        # Not resolved to its end: a record that is a link is told of as such.
        path = (here / each).parent.resolve() / (here / each).name
        if not path.exists() and not path.is_symlink():
            raise WantedError(word("no-file", file=each))
        place = path.resolve() if path.is_dir() else path
        below = place.relative_to(root) if place.is_relative_to(root) else None
        if below is None or not any(
            below.is_relative_to(home) or home.is_relative_to(below) for home in RECORDS
        ):
            folders = reporter.language.listed([home.as_posix() for home in RECORDS])
            raise WantedError(word("no-record", file=each, folders=folders))
        found.append(PurePosixPath(below.as_posix()))
    return found


def find(settings: Settings, reporter: Reporter, given: Namespace) -> list[Problem]:
    """All that is wrong and all that should be known, sorted. Raises WantedError."""
    checked = load_and_check(settings, reporter)
    found = [*checked.problems]
    history = read_history(settings.root)
    if given.against:
        try:
            before = read_before(settings.root, given.against)
        except NoCommitError as error:
            raise WantedError(reporter.language.word("review.no-commit", name=error)) from None
        found += removed_ids(checked.records, before, history)
    if not found:
        found += prove_and_sum_up(settings, reporter, checked, given)
    lags = find_lags(checked.records, settings.root, history, settings.codes)
    found += notices(checked.records, lags)
    found += notice(checked.records, settings.languages)
    return sorted(found)


def shown(problems: Sequence[Problem], files: Sequence[PurePosixPath]) -> list[Problem]:
    """Those of `problems` that are in `files` or below them; all where no file is named."""
    return [
        each
        for each in problems
        if not files or any(PurePosixPath(each.path).is_relative_to(file) for file in files)
    ]


def prove_and_sum_up(
    settings: Settings, reporter: Reporter, checked: CheckedRecords, wanted: Namespace
) -> list[Problem]:
    """Do what the options say with records that passed; the Problems. Raises WantedError."""
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
    return problems


def _prove(
    settings: Settings, word: Callable[..., str], records: Records, wanted: Namespace
) -> tuple[list[Problem], list[str]]:
    """The Problems of passages and of facts that no claim covers, and lines about the others."""
    if not wanted.texts.is_dir():
        raise WantedError(word("no-folder", folder=wanted.texts))
    files = {file.name: file.read_bytes() for file in wanted.texts.iterdir() if file.is_file()}
    digests = {name: content_digest(data) for name, data in files.items()}
    texts = {digests[name]: data for name, data in files.items()}
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
