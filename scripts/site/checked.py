"""Load the records, check them, join them: the first half of a build, and all of `check`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scripts.checks import check
from scripts.checks.passages import PROOFS, read_proofs
from scripts.checks.prose import check_prose
from scripts.console import Reporter
from scripts.problems import Problem, problem
from scripts.records.load import Known, Records, load
from scripts.records.prose import HandWritten, read_by_hand
from scripts.settings import Settings
from scripts.site.published import EMPTY, Published, read_published
from scripts.site.published import FILE as PUBLISHED
from scripts.timeline.model import Chronology, join


@dataclass(frozen=True)
class CheckedRecords:
    """What loading and checking gave: the records, what is wrong, the whole if nothing is.

    `published` are the addresses of the latest release; `by_hand` the prose pages by language and
    address.
    """

    records: Records
    problems: list[Problem]
    chronology: Chronology | None
    published: Published
    by_hand: Mapping[str, Mapping[str, HandWritten]]


def load_and_check(
    settings: Settings, reporter: Reporter, known: Known | None = None
) -> CheckedRecords:
    """Load and check the records, and join them where nothing is wrong.

    `known` are the records that were read before: files that are unchanged are not read again.
    """
    with reporter.stage("load") as details:
        records, problems = load(settings.root, settings.codes, known, settings.refusal)
        count = len(records.entries) + len(records.sources)
        details.append(reporter.word("records", n=count))
    with reporter.stage("check") as details:
        problems += check(records, settings.languages)
        proven, published = frozenset[str](), EMPTY
        try:
            proven = frozenset().union(*proofs(settings).values())
        except ValueError:
            problems.append(problem(PROOFS, 1, 1, "unreadable-proofs"))
        try:
            published = read_published(settings.root)
        except ValueError:
            problems.append(problem(PUBLISHED.as_posix(), 1, 1, "unreadable-addresses"))
        by_hand = {}
        for code in settings.codes:
            pages, found = read_by_hand(settings.root, code)
            by_hand[code] = {page.address: page for page in pages}
            problems += [*found, *check_prose(pages, records)]
        problems = sorted(set(problems))
        word = "problems" if problems else "no-problems"
        details.append(reporter.word(word, n=len(problems) or None))
    if problems:
        return CheckedRecords(records, problems, None, EMPTY, {})
    if settings.proposed:
        records = replace(records, entries=(*records.entries, *records.proposed))
    return CheckedRecords(records, [], join(records, proven), published, by_hand)


def proofs(settings: Settings) -> dict[str, frozenset[str]]:
    """What is kept of the passages that were proven, by source id. Raises ValueError."""
    file = settings.root / PROOFS
    return read_proofs(file.read_bytes()) if file.exists() else {}
