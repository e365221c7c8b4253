"""The way through: load → check → join → render → write → publish, one stage after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial

from scripts.circles import none_sought
from scripts.console import Reporter
from scripts.contents import Content, Group
from scripts.examine import Examined, examine
from scripts.exports import exports
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
from scripts.kept import Kept, foundation_of, inputs_of, read_kept, write_kept
from scripts.lost_addresses import find_lost, tell_lost
from scripts.offline import KEPT, look_folder, offline_files
from scripts.pages.citation_files import citation_files
from scripts.pages.citing import Publication
from scripts.pages.facts import FACTS, facts_file
from scripts.pages.fronts import Fronts
from scripts.pages.page import Stage
from scripts.pages.root import root_files
from scripts.pages.views import Views
from scripts.problems import Problem
from scripts.publish.archive import MOST_ENTRIES, PLACE
from scripts.publish.digests import digest_of
from scripts.publish.mkdocs import page_path
from scripts.publish.search.folding_files import folding_files
from scripts.publish.write import restore_folder, write
from scripts.published import read_published
from scripts.records.load import EVENTS
from scripts.rendering import (
    Days,
    LastChanges,
    Rendered,
    Rendering,
    last_changes,
    places,
    prune_docs,
    tidy_docs,
)
from scripts.renew import Callbacks, Shown, is_followed, renew
from scripts.settings import Settings
from scripts.share.pictures import SharePictures
from scripts.sites import Made, Site, beside, is_whole
from scripts.surroundings import surroundings, watched_edition
from scripts.timeline.gaps import look
from scripts.timeline.git import History, find_gap, last_change
from scripts.timeline.model import Chronology
from scripts.turns import turn


def build(
    settings: Settings,
    reporter: Reporter,
    kept: Kept | None = None,
    shown: Shown | None = None,
) -> list[Problem]:
    """Make the site of the checkout; where a record is wrong, its problems, and nothing written.

    `kept` is what the last build of this process has left: then what follows the pages is left to
    `renew.follow`, and `shown` hears of pages as `renew.Callbacks` has it. Without it, what the
    last build has left in the checkout counts. One build at a time: another one that runs in this
    checkout is waited for. Raises publish.PublishError (also where published addresses would be
    lost), pagefind.SearchIndexError and OSError; the old site stays.
    """
    with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
        # What a build that was broken off has left.
        restore_folder(settings.site)
        shutil.rmtree(beside(settings), ignore_errors=True)
        if kept is not None:
            return Build(settings, reporter, kept, shown=shown).run()
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
        self,
        settings: Settings,
        reporter: Reporter,
        kept: Kept,
        whole: Job[bool] | None = None,
        *,
        shown: Shown | None = None,
    ) -> None:
        """A build on what `kept` has.

        With `whole`, which says whether the site is as it was made, the process ends with the
        build, and leaves a file.
        """
        self.settings = settings
        self.reporter = reporter
        self.kept = kept
        self.whole = whole
        self.shown = shown
        self.history: History = {}

    def run(self) -> list[Problem]:
        """Make the site; the problems of the records, if there are any."""
        settings, reporter, kept = self.settings, self.reporter, self.kept
        archived = settings.archive
        if archived is None:
            archived = sum(1 for _ in (settings.root / EVENTS).rglob("*.yml")) <= MOST_ENTRIES
        foundation = foundation_of(settings, archived)
        inputs = inputs_of(settings, foundation) if self.whole else ""
        same = inputs == kept.inputs != "" and is_followed(kept.made)
        if same and self.whole and self.whole.result():
            trails = {id_: trail for id_, (_, trail) in kept.trails.items()}
            lost = find_lost(read_published(settings.root), trails)
            tell_lost(settings, reporter, kept, lost, look(settings.root)[1:])
            reporter.say(reporter.word("same"))
            return []
        kept.stand_on(foundation)
        if self.whole:
            # They get ready while the records are read.
            kept.publishers.prepare()
        with none_sought(first=kept.records is None):
            examined = examine(settings, reporter, kept)
        if examined.chronology is None:
            return examined.problems
        before = by_hand_digest(settings)
        rendering, site = self._site(examined, examined.chronology, archived=archived)
        self._put(rendering, site, lambda: by_hand_digest(settings) == before)
        if self.whole and inputs == inputs_of(settings, foundation) != kept.inputs:
            kept.inputs = inputs
            self._keep()
        return []

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
            shown=self.shown,
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
        self.history = self.kept.history_of(settings)
        place = PLACE if archived else ""
        around, days = surroundings(settings, self.kept, examined, chronology, place)
        published = around.published
        if published is None:
            raise ValueError("it is known what is published")
        stages = [
            Stage(chronology, language, Views(chronology, language), around, memory.recall)
            for language in settings.languages
        ]
        gap = (None, "") if self.history else find_gap(settings.root)
        lost = find_lost(examined.published, around.trails, stages, examined.by_hand)
        tell_lost(settings, reporter, self.kept, lost, gap)
        files: dict[str, Content] = {}
        groups: list[Group] = []
        if around.paged:
            counted = partial(facts_file, chronology, stages[0].facts)
            files[FACTS] = memory.recall((FACTS,), counted)
        rendering = Rendering(settings, memory, self.kept.renderers, days)
        with reporter.stage("render") as details:
            pages = rendering.run(stages)
            if not self.whole:
                # Another build will follow, and is waited for.
                rendering.read_templates(stages)
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
        shared = chronology, settings.languages, settings.cache, memory.recall
        # They are drawn while the files for reuse are made.
        with SharePictures(*shared) as pictures:
            with reporter.stage("export") as details:
                states = watched_edition(chronology, published, memory.watch)
                files |= exports(chronology, states, memory.recall)
                groups += citation_files(chronology, published, memory.recall)
                details.append(reporter.word("files", n=len(files) + sum(map(len, groups))))
            last = self._last_changes(pages, examined, days_by_hand)
            files |= self._root_files(last)
            files |= folding_files(settings.languages, chronology)
            form = examined.records, settings.languages, settings.repository
            groups += form_files(*form, states.blobs, memory.recall)
            kept = [made[page_path(code, address)] for code in settings.codes for address in KEPT]
            files |= offline_files(settings.languages, kept)
            files |= look_files(settings) | files_by_hand(settings)
            with reporter.stage("draw"):
                files |= pictures.finish()
        return rendering, Site(frames, made, files, groups, archived)

    def _root_files(self, last: LastChanges) -> dict[str, bytes]:
        """The files of the root: those of the last time where no page has another day."""
        settings, kept, told = self.settings, self.kept, (look_folder(), last)
        if kept.root[0] != told:
            kept.root = told, root_files(settings.languages, settings.address, last, told[0])
        return kept.root[1]

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

    def _last_changes(self, pages: Rendered, examined: Examined, days: Days) -> LastChanges:
        """The days of the pages that the sitemap lists."""
        return last_changes(pages, examined.by_hand, days)
