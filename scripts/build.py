"""The way through: load → check → join → render → write → publish, one stage after the other."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scripts import publish, search_index
from scripts.archive import MOST_ENTRIES, PLACE
from scripts.benchmark import read_results
from scripts.checks import check
from scripts.checks.passages import PROOFS, read_proofs
from scripts.chronology import Chronology, join
from scripts.cite.metadata import Tag
from scripts.console import Reporter
from scripts.examples import read_examples
from scripts.exports import exports
from scripts.form import form_files
from scripts.hand_written import HandWritten, read_by_hand
from scripts.history import History, first_day, last_change, read_history
from scripts.languages import Language
from scripts.offline import KEPT, look_folder, offline_files
from scripts.pages.citation_files import citation_files
from scripts.pages.fronts import Fronts
from scripts.pages.kinds import pages
from scripts.pages.page import GENERATED, Page, Stage, Surroundings
from scripts.pages.render import Renderer
from scripts.pages.revisions import revision_pages
from scripts.pages.root import root_files
from scripts.pages.views import Views
from scripts.parity import find_lags
from scripts.problems import Problem, problem
from scripts.published import FILE as PUBLISHED
from scripts.published import Published, read_published
from scripts.records.load import Records, load
from scripts.renew import beside, renew
from scripts.revisions import find_revisions
from scripts.settings import Settings
from scripts.states import edition, publication
from scripts.turns import turn
from scripts.write import restore_folder, write

LATEST = 5
"""How many entries the home page shows as added last."""


@dataclass(frozen=True)
class Examined:
    """What loading and checking gave: the records, what is wrong, the whole if nothing is.

    `published` is the list of addresses of the latest release; `by_hand` are the pages that are
    written by hand, by language.
    """

    records: Records
    problems: list[Problem]
    chronology: Chronology | None
    published: Published
    by_hand: Mapping[str, Sequence[HandWritten]]


def examine(settings: Settings, reporter: Reporter) -> Examined:
    """Load and check the records, and join them where nothing is wrong."""
    with reporter.stage("load") as details:
        records, problems = load(settings.root, settings.codes)
        count = len(records.entries) + len(records.sources)
        details.append(reporter.word("records", n=count))
    with reporter.stage("check") as details:
        problems = sorted([*problems, *check(records, settings.languages)])
        try:
            kept = proofs(settings)
        except ValueError:
            problems = sorted([*problems, problem(PROOFS, 1, 1, "unreadable-proofs")])
        try:
            published = read_published(settings.root)
        except ValueError:
            name = PUBLISHED.as_posix()
            problems = sorted([*problems, problem(name, 1, 1, "unreadable-addresses")])
        by_hand = {}
        for code in settings.codes:
            by_hand[code], found = read_by_hand(settings.root, code)
            problems = sorted({*problems, *found})
        details.append(
            reporter.word("problems", n=len(problems))
            if problems
            else reporter.word("no-problems"),
        )
    if problems:
        return Examined(records, problems, None, Published(""), {})
    if settings.proposed:
        records = replace(records, entries=(*records.entries, *records.proposed))
    with reporter.stage("join"):
        return Examined(
            records, [], join(records, frozenset().union(*kept.values())), published, by_hand
        )


def proofs(settings: Settings) -> dict[str, frozenset[str]]:
    """What is kept of the passages that were proven, by source id. Raises ValueError."""
    file = settings.root / PROOFS
    return read_proofs(file.read_bytes()) if file.exists() else {}


def build(settings: Settings, reporter: Reporter) -> list[Problem]:
    """Make the site of the checkout; where a record is wrong, its problems, and nothing written.

    One build at a time: another one that runs in this checkout is waited for. Raises
    publish.PublishError, search_index.SearchIndexError and OSError; the old site stays.
    """
    with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
        # What a build that was broken off has left.
        restore_folder(settings.site)
        shutil.rmtree(beside(settings), ignore_errors=True)
        return _build(settings, reporter)


def _build(settings: Settings, reporter: Reporter) -> list[Problem]:
    examined = examine(settings, reporter)
    chronology = examined.chronology
    if chronology is None:
        return examined.problems
    history = read_history(settings.root)
    archived = settings.archive
    if archived is None:
        archived = len(chronology.entries) <= MOST_ENTRIES
    trails = find_revisions(chronology, settings.root, history)
    published = publication(settings, chronology, history, trails)
    surroundings = Surroundings(
        address=settings.address,
        repository=settings.repository,
        additions=latest(chronology, history),
        lags=find_lags(examined.records, settings.root, history, settings.codes),
        published=published,
        trails=trails,
        examples=read_examples(),
        kept=frozenset(examined.published.pages),
        archive=PLACE if archived else "",
        benchmark=read_results(settings.root),
    )
    made = {
        language.code: pages(chronology, language, surroundings) for language in settings.languages
    }
    with reporter.stage("render") as details:
        texts = {
            f"docs/{language.code}/{page.file}": text
            for language in settings.languages
            for page, text in _rendered(
                _with_revisions(made[language.code], chronology, language, surroundings),
                Renderer(language),
            )
        }
        texts |= {
            f"docs/{publish.FRAME}/{language.code}.html": _frame(
                settings,
                language,
                {
                    page.address: Fronts(published, language).by_hand(page.facts, page.address, day)
                    for page in examined.by_hand[language.code]
                    for day in [last_change(history, settings.root, page.path)]
                },
            )
            for language in settings.languages
        }
        details.append(reporter.word("pages", n=len(texts) - len(settings.languages)))
    with reporter.stage("write") as details:
        owned = [f"docs/{code}/{place}" for code in settings.codes for place in GENERATED]
        done = write(texts, settings.root, [*owned, f"docs/{publish.FRAME}"])
        details.append(reporter.word("written", n=done.written))
    addresses = {code: {page.address: page for page in made[code]} for code in settings.codes}
    files = root_files(
        settings.languages,
        settings.address,
        _last_changes(settings, addresses, examined.by_hand, history),
        look_folder(),
    )
    files |= search_index.search_files(settings.languages, chronology)
    files |= dict(form_files(examined.records, settings.languages, settings.repository))
    with reporter.stage("export") as details:
        made_files = exports(chronology, edition(chronology, published))
        made_files |= citation_files(chronology, published)
        details.append(reporter.word("files", n=len(made_files)))
        files |= made_files
    kept = [texts[f"docs/{code}/{page}index.md"] for code in settings.codes for page in KEPT]
    files |= offline_files(settings.languages, kept)
    renew(settings, reporter, chronology, files, archived=archived)
    return []


def latest(chronology: Chronology, history: History) -> dict[str, datetime.date]:
    """The entries that came into the repository last, newest first, by id with the day of it.

    Of entries that came on one day, the later ones in time go first.
    """
    days = [
        (day, place, entry.id)
        for place, entry in enumerate(chronology.entries.values())
        if entry.record.withdrawn is None and (day := first_day(history, entry.path))
    ]
    return {id_: day for day, _, id_ in sorted(days, reverse=True)[:LATEST]}


def _with_revisions(
    made: Iterable[Page], chronology: Chronology, language: Language, around: Surroundings
) -> Iterator[Page]:
    """The pages, then those of the revisions, which no list and no sitemap has."""
    yield from made
    stage = Stage(chronology, language, Views(chronology, language), around)
    yield from (plan.make() for plan in revision_pages(stage, around.trails))


def _rendered(made: Iterable[Page], renderer: Renderer) -> Iterable[tuple[Page, str]]:
    return ((page, renderer.render(page)) for page in made)


def _frame(settings: Settings, language: Language, heads: Mapping[str, list[Tag]]) -> str:
    frame = {**publish.frame(settings, language), "heads": heads}
    facts = json.dumps(frame, ensure_ascii=False, indent=1)
    # A JSON object is a literal of the template language too.
    return f"{{% set frame = {facts} %}}\n"


def _last_changes(
    settings: Settings,
    addresses: Mapping[str, Mapping[str, Page]],
    by_hand: Mapping[str, Sequence[HandWritten]],
    history: History,
) -> dict[str, dict[str, datetime.date | None]]:
    """For each page's address, generated or written by hand, its last change in each language."""
    known: dict[str, datetime.date | None] = {}

    def day_of(path: str) -> datetime.date | None:
        if path not in known:
            known[path] = last_change(history, settings.root, path)
        return known[path]

    found: dict[str, dict[str, datetime.date | None]] = {}
    for code, pages_ in addresses.items():
        for address, page in pages_.items():
            days = [day_of(path) for path in page.records]
            found.setdefault(address, {})[code] = (
                max(day for day in days if day) if days and all(days) else None
            )
        for each in by_hand[code]:
            found.setdefault(each.address, {})[code] = day_of(each.path)
    return found
