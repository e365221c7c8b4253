"""Build a part of the site, to be joined with the others by `merge` (see `scripts.shards`).

All records are read, checked and joined, which costs little; only the pages and files of the part
are made.  What belongs to the whole site alone is left to the joining: the sitemap, the archive,
and the search index, unless each part is to have its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from fnmatch import fnmatch

from scripts import publish
from scripts.build import Build
from scripts.chronology import Chronology
from scripts.console import Reporter
from scripts.contents import together
from scripts.digests import tree_digests
from scripts.examine import Examined
from scripts.kept import Kept, foundation_of, inputs_of
from scripts.offline import KEPT
from scripts.pages.page import address_of
from scripts.parts import MANIFEST, Part, contents, part_text
from scripts.problems import Problem
from scripts.publish import PublishError, page_path
from scripts.rendering import Days, LastChanges, Rendered, Rendering
from scripts.search import index
from scripts.search.folding_files import folding_files
from scripts.settings import Settings
from scripts.shards import Shard, Shares
from scripts.sites import Site, put_file
from scripts.turns import turn
from scripts.write import exchange_folders, write_file

FOLDER = "parts"
"""Where parts are made, below the checkout."""

SITEMAPS = "sitemap*.xml"
"""What the joining makes of the days that every part tells."""


def build_part(settings: Settings, reporter: Reporter, shard: Shard) -> list[Problem]:
    """Make one part of the site of the checkout; where a record is wrong, its problems.

    Raises as `build.build`; the part that was there stays.
    """
    with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
        kept = Kept()
        try:
            return PartBuild(settings, reporter, kept, shard).run()
        finally:
            kept.publishers.end()


class PartBuild(Build):
    """A build of one part."""

    def __init__(self, settings: Settings, reporter: Reporter, kept: Kept, shard: Shard) -> None:
        """A build of the part `shard`; `kept` is empty, and nothing is kept for the next one."""
        super().__init__(settings, reporter, kept)
        self.shard = shard
        self.days: dict[str, dict[str, str | None]] = {}
        self.wants, self.has = self._wants, self._has

    def _site(
        self, examined: Examined, chronology: Chronology, *, archived: bool
    ) -> tuple[Rendering, Site]:
        """What is in this part of the site to be."""
        settings, shard = self.settings, self.shard
        self._shares = Shares(chronology, settings.codes, shard.of)
        self._beside = {code: set(self._needed(code)) for code in settings.codes}
        rendering, whole = super()._site(examined, chronology, archived=archived)
        files = {
            path: content
            for path, content in together([*whole.groups, whole.files]).items()
            if self._has(path) and not fnmatch(path, SITEMAPS)
        }
        if shard.indexed and shard.number == 1:
            files |= folding_files(settings.languages, chronology, shard.others)
        pages = {path: digest for path, digest in whole.pages.items() if self._has(path)}
        return rendering, replace(whole, pages=pages, files=files, groups=[])

    def _wants(self, code: str, address: str) -> bool:
        """Whether a page is in this part, or is needed to publish those that are."""
        return address in self._beside[code] or self._has(page_path(code, address))

    def _last_changes(self, pages: Rendered, examined: Examined, days: Days) -> LastChanges:
        """The last changes of the pages of this part."""
        found = super()._last_changes(pages, examined, days)
        own = {
            address: days
            for address, days in found.items()
            if self._has(page_path(self.settings.codes[0], address))
        }
        self.days = {
            address: {code: day.isoformat() if day else None for code, day in days.items()}
            for address, days in own.items()
        }
        return own

    def _put(self, rendering: Rendering, site: Site, unchanged: Callable[[], bool]) -> None:
        """Publish the part into its folder, with what it says of itself."""
        settings, reporter, shard = self.settings, self.reporter, self.shard
        place = settings.root / FOLDER / shard.name
        new = place.with_name(f".{place.name}.new")
        shutil.rmtree(new, ignore_errors=True)
        with reporter.stage("publish") as details, reporter.progress(len(site.pages)) as report:
            rendering.ready(site.pages)
            publish.publish(settings, site.pages, new, report, self.kept.publishers)
            details.append(reporter.word("pages", n=len(site.pages)))
        with reporter.stage("finish"):
            for path, content in site.files.items():
                put_file(new / path, content, settings.cache)
        if shard.indexed:
            with reporter.stage("index"):
                to = new / shard.index
                index.make_index(new, tree_digests(new), to, settings.cache)
        with reporter.stage("replace"):
            if not unchanged():
                raise PublishError(reporter.word("changed-meanwhile"))
            inputs = inputs_of(settings, foundation_of(settings, site.archived))
            part = Part(shard, inputs, settings.address, site.archived, contents(new), self.days)
            write_file(new / MANIFEST, part_text(part))
            exchange_folders(new, place)
            shutil.rmtree(new, ignore_errors=True)
        reporter.say(reporter.word("part-done", folder=f"{FOLDER}/{shard.name}/"))

    def _has(self, path: str) -> bool:
        return self._shares.number(path) == self.shard.number

    def _needed(self, code: str) -> Iterator[str]:
        """The addresses of pages that are rendered in every part."""
        if self.shard.number == 1:
            yield from KEPT
        for names in publish.pages_beside(self.settings.docs / code):
            yield from map(address_of, names)
