"""The way through: load → check → join → render → write → publish, one stage after the other."""

from __future__ import annotations

import datetime
import gc
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from scripts import search_index
from scripts.archive import MOST_ENTRIES, PLACE
from scripts.benchmark import read_results
from scripts.chronology import Chronology
from scripts.console import Reporter
from scripts.digests import digest_of
from scripts.examine import Examined, examine
from scripts.examples import read_examples
from scripts.exports import Edition, exports
from scripts.exports.additions import newest
from scripts.forks import Job
from scripts.form import form_files
from scripts.frame import (
    FRAME,
    by_hand_digest,
    files_by_hand,
    frame,
    frame_digest,
    frame_text,
    look_files,
)
from scripts.history import History, last_change
from scripts.kept import Kept, foundation_of, inputs_of, read_kept, write_kept
from scripts.offline import KEPT, look_folder, offline_files
from scripts.pages.citation_files import citation_files
from scripts.pages.citing import Publication
from scripts.pages.facts import FACTS, facts_by_year, facts_file, is_paged
from scripts.pages.fronts import Fronts
from scripts.pages.page import Stage, Surroundings
from scripts.pages.root import root_files
from scripts.pages.views import Views
from scripts.parity import find_lags
from scripts.periods import Periods, periods
from scripts.problems import Problem
from scripts.publish import page_path
from scripts.records.load import EVENTS
from scripts.rendering import Days, Rendered, Rendering, last_changes, places, prune_docs, tidy_docs
from scripts.renew import Callbacks, renew
from scripts.revisions import find_revisions
from scripts.settings import Settings
from scripts.share.pictures import share_pictures
from scripts.sites import CACHE, Content, Made, Site, beside, is_whole
from scripts.states import edition, last_days, latest, publication
from scripts.turns import turn
from scripts.write import restore_folder, write


def build(settings: Settings, reporter: Reporter, kept: Kept | None = None) -> list[Problem]:
    """Make the site of the checkout; where a record is wrong, its problems, and nothing written.

    `kept` is what the last build of this process has left: then what follows the pages is left to
    `renew.follow`. Without it, what the last build has left in the checkout counts. One build at a
    time: another one that runs in this checkout is waited for. Raises publish.PublishError,
    search_index.SearchIndexError and OSError; the old site stays.
    """
    with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
        # What a build that was broken off has left.
        restore_folder(settings.site)
        shutil.rmtree(beside(settings), ignore_errors=True)
        if kept is not None:
            return Build(settings, reporter, kept).run()
        kept = read_kept(settings.root)
        whole = Job(partial(is_whole, settings, kept.made.tree))
        try:
            return Build(settings, reporter, kept, whole).run()
        finally:
            whole.end()
            kept.publishers.end()


class Build:
    """One way through all stages."""

    def __init__(
        self, settings: Settings, reporter: Reporter, kept: Kept, whole: Job[bool] | None = None
    ) -> None:
        """A build on what `kept` has.

        With `whole`, which says whether the site is as it was made, the process ends with the
        build, and leaves a file.
        """
        self.settings = settings
        self.reporter = reporter
        self.kept = kept
        self.whole = whole
        self.history: History = {}
        self.wants: Callable[[str, str], bool] | None = None
        """Whether a page of a language, by its address, is to be made; where not all are."""

    def run(self) -> list[Problem]:
        """Make the site; the problems of the records, if there are any."""
        settings, reporter, kept = self.settings, self.reporter, self.kept
        archived = settings.archive
        if archived is None:
            archived = sum(1 for _ in (settings.root / EVENTS).rglob("*.yml")) <= MOST_ENTRIES
        foundation = foundation_of(settings, archived)
        inputs = inputs_of(settings, foundation) if self.whole else ""
        same = inputs == kept.inputs != "" and kept.made.followed
        if same and self.whole and self.whole.result():
            reporter.say(reporter.word("same"))
            return []
        kept.stand_on(foundation)
        if self.whole:
            # They get ready while the records are read.
            kept.publishers.prepare()
        examined = examine(settings, reporter, kept)
        if examined.chronology is None:
            return examined.problems
        # What is there now stays: not to be looked through for what could go, again and again.
        gc.freeze()
        before = by_hand_digest(settings)
        rendering, site = self._site(examined, examined.chronology, archived=archived)
        self._put(rendering, site, lambda: by_hand_digest(settings) == before)
        if self.whole and inputs == inputs_of(settings, foundation) != kept.inputs:
            kept.inputs = inputs
            self._keep()
        return []

    def _has(self, _path: str) -> bool:
        """Whether a file of the site, by its path below the root, is to be made."""
        return True

    def _put(self, rendering: Rendering, site: Site, unchanged: Callable[[], bool]) -> None:
        """Let `site` be the site in place."""
        kept = self.kept
        if self.whole and not self.whole.result():
            kept.made = Made()
        callbacks = Callbacks(
            ready=rendering.ready,
            unchanged=unchanged,
            keep=self._keep,
            waits=self.whole is not None,
            publishers=kept.publishers,
        )
        renew(self.settings, self.reporter, kept.made, site, callbacks)
        if self.whole:
            tidy_docs(self.settings, kept.docs)

    def _keep(self) -> None:
        if self.whole:
            write_kept(self.settings.root, self.kept)

    def _site(
        self, examined: Examined, chronology: Chronology, *, archived: bool
    ) -> tuple[Rendering, Site]:
        """The site to be, its pages in docs/, and what has made these."""
        settings, reporter, memory = self.settings, self.reporter, self.kept.memory
        self.history = self.kept.history_of(settings.root)
        around, days = self._surroundings(examined, chronology, archived=archived)
        published = around.published
        if published is None:
            raise ValueError("it is known what is published")
        stages = [
            Stage(chronology, language, Views(chronology, language), around, memory.recall)
            for language in settings.languages
        ]
        files: dict[str, Content] = {}
        if around.paged:
            counted = partial(facts_file, chronology, stages[0].facts)
            files[FACTS] = memory.recall((FACTS,), counted)
        rendering = Rendering(settings, memory, self.kept.renderers, days)
        with reporter.stage("render") as details:
            pages = rendering.run(stages, self.wants)
            self.kept.docs = prune_docs(settings, self.kept.docs, pages)
            self.kept.known.made = frozenset(places(settings))
            details.append(reporter.word("pages", n=len(self.kept.docs)))
            details.append(reporter.word("written", n=rendering.written))
        days_by_hand = {
            page.path: last_change(self.history, settings.root, page.path)
            for by_hand in examined.by_hand.values()
            for page in by_hand
        }
        frames, made = self._by_hand(examined, published, days_by_hand)
        made |= {path: page.digest for path, page in pages.all.items()}
        with reporter.stage("export") as details:
            parted = periods(chronology, examined.published.files)
            states = self._edition(chronology, published, parted)
            files |= exports(chronology, states, memory.recall)
            files |= citation_files(chronology, published, memory.recall)
            details.append(reporter.word("files", n=len(files)))
        last = self._last_changes(pages, examined, days_by_hand)
        files |= root_files(settings.languages, settings.address, last, look_folder())
        files |= search_index.search_files(settings.languages, chronology)
        form = examined.records, settings.languages, settings.repository
        files |= dict(form_files(*form, states.blobs, memory.recall))
        kept = [made[page_path(code, address)] for code in settings.codes for address in KEPT]
        files |= offline_files(settings.languages, kept)
        files |= look_files(settings) | files_by_hand(settings)
        with reporter.stage("draw"):
            cache = settings.root / CACHE
            files |= share_pictures(chronology, settings.languages, cache, memory.recall, self._has)
        return rendering, Site(frames, made, files, self.kept.digests.of(files), archived)

    def _surroundings(
        self, examined: Examined, chronology: Chronology, *, archived: bool
    ) -> tuple[Surroundings, Days]:
        """What pages show besides the chronology; the day of the last change of each record."""
        settings, kept, watch = self.settings, self.kept, self.kept.memory.watch
        history, records = self.history, examined.records
        blobs = {each.path: each.blob for each in (*records.entries, *records.sources)}
        trails = find_revisions(chronology, settings.root, history, blobs, kept.trails)
        lags = find_lags(records, settings.root, history, settings.codes, kept.lags)
        published = publication(settings, chronology, history, trails, blobs)
        parted = bool(periods(chronology, examined.published.files))
        around = Surroundings(
            address=settings.address,
            repository=settings.repository,
            additions=watch("additions", latest(chronology, history)),
            lags=watch("lags", lags),
            published=replace(
                published,
                states=watch("states", published.states),
                lists=watch("lists", published.lists),
            ),
            trails=watch("trails", trails),
            examples=kept.memory.recall(("examples",), read_examples),
            kept=frozenset(examined.published.pages),
            archive=PLACE if archived else "",
            scale=watch("scale", {"paged": is_paged(chronology), "periods": parted}),
            benchmark=read_results(settings.root),
            facts=watch("facts", facts_by_year(chronology, kept.memory.recall)),
        )
        return around, watch("days", last_days(chronology, history, blobs))

    def _edition(self, chronology: Chronology, published: Publication, parted: Periods) -> Edition:
        """The states of the records as the files for reuse take them."""
        made, watch = edition(chronology, published, parted), self.kept.memory.watch
        return replace(
            made,
            days=watch("edition.days", made.days),
            blobs=watch("edition.blobs", made.blobs),
            newest=watch("edition.newest", newest(chronology, made)),
        )

    def _by_hand(
        self, examined: Examined, published: Publication, days: Days
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What the frames of all pages depend on, by language; the pages written by hand.

        The latter by path below the site's root, each with the digest of what it is made of;
        `days` are those of their last changes.
        """
        settings = self.settings
        frames, pages, texts = {}, {}, {}
        for language in settings.languages:
            code, fronts = language.code, Fronts(published, language)
            facts, by_hand = frame(settings, language), examined.by_hand[language.code]
            heads = {
                page.address: fronts.by_hand(page.facts, page.address, days[page.path])
                for page in by_hand
            }
            titles = [page.facts["title"] for page in by_hand]
            frames[code] = frame_digest(settings, facts, titles)
            texts[f"docs/{FRAME}/{code}.html"] = frame_text(facts, heads)
            for page in by_hand:
                text = (settings.root / page.path).read_text("utf-8")
                pages[page_path(code, page.address)] = digest_of([text, heads[page.address]])
        write(texts, settings.root, [f"docs/{FRAME}"])
        return frames, pages

    def _last_changes(
        self, pages: Rendered, examined: Examined, days: Days
    ) -> dict[str, dict[str, datetime.date | None]]:
        """The days of the pages that the sitemap lists."""
        return last_changes(pages, examined.by_hand, days)
