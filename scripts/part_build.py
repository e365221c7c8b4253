"""Build a part of the site, to be joined with the others by `merge` (see `scripts.shards`).

All records are read, checked and joined, which costs little; only the pages and files of the part
are made.  What belongs to the whole site alone is left to the joining: the sitemap, the archive,
and the search index, unless each part is to have its own.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from scripts import publish, search_index
from scripts.build import Build
from scripts.chronology import Chronology
from scripts.console import Reporter
from scripts.digests import digest_of, files_below, files_digest
from scripts.examine import Examined
from scripts.frame import FRAME
from scripts.kept import Kept
from scripts.offline import KEPT
from scripts.pages.page import GENERATED, Surroundings, address_of
from scripts.parts import MANIFEST, Part, contents, part_text
from scripts.problems import Problem
from scripts.publish import PublishError, page_path
from scripts.rendering import Rendered, Rendering
from scripts.settings import Settings
from scripts.shards import Shard, Shares
from scripts.sites import Site, put_file
from scripts.turns import turn
from scripts.write import exchange_folders, write_file

FOLDER = "parts"
"""Where parts are made, below the checkout."""

SITEMAPS = "sitemap*.xml"
"""What the joining makes of the days that every part tells."""

INPUTS = ("scripts", "timeline", "seeds", "docs", "bench/results.json", "requirements/site.txt")
"""What a site is made of, besides what git knows of it and the publisher's configurations."""


def build_part(settings: Settings, reporter: Reporter, shard: Shard) -> list[Problem]:
    """Make one part of the site of the checkout; where a record is wrong, its problems.

    Raises as `build.build`; the part that was there stays.
    """
    with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
        return PartBuild(settings, reporter, shard).run()


class PartBuild(Build):
    """A build of one part."""

    def __init__(self, settings: Settings, reporter: Reporter, shard: Shard) -> None:
        """A build of the part `shard`, which keeps nothing for the next one."""
        super().__init__(settings, reporter, Kept())
        self.shard = shard
        self.days: dict[str, dict[str, str | None]] = {}
        self.facts: list[object] = []

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
            for path, content in whole.files.items()
            if self._has(path) and not fnmatch(path, SITEMAPS)
        }
        if shard.indexed and shard.number == 1:
            files |= search_index.search_files(settings.languages, chronology, shard.others)
        pages = {path: digest for path, digest in whole.pages.items() if self._has(path)}
        return rendering, replace(whole, pages=pages, files=files)

    def _wants(self, code: str, address: str) -> bool:
        """Whether a page is in this part, or is needed to publish those that are."""
        return address in self._beside[code] or self._has(page_path(code, address))

    def _surroundings(
        self, examined: Examined, chronology: Chronology, *, archived: bool
    ) -> tuple[Surroundings, Mapping[str, datetime.date | None]]:
        """What pages show besides the chronology; what git knows is part of the inputs."""
        found = super()._surroundings(examined, chronology, archived=archived)
        if published := found[0].published:
            self.facts += [*published.states.items(), published.address, published.repository]
        for id_, trail in found[0].trails.items():
            self.facts += [id_, *((each.blob, each.day, each.commit) for each in trail.revisions)]
        return found

    def _last_changes(
        self, pages: Mapping[str, Rendered], examined: Examined
    ) -> dict[str, dict[str, datetime.date | None]]:
        """The last changes of the pages of this part."""
        found = super()._last_changes(pages, examined)
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
        wanted: dict[str, list[str]] = {code: [] for code in settings.codes}
        for path in site.pages:
            code, _, rest = path.partition("/")
            wanted[code].append(rest.removesuffix("index.html"))
        with reporter.stage("publish") as details, reporter.progress(len(site.pages)) as report:
            rendering.ready(site.pages)
            publish.publish(settings, wanted, new, report)
            details.append(reporter.word("pages", n=len(site.pages)))
        with reporter.stage("finish"):
            for path, content in site.files.items():
                put_file(new / path, content)
        if shard.indexed:
            with reporter.stage("index"):
                search_index.make_index(new, new / shard.index)
        with reporter.stage("replace"):
            if not unchanged():
                raise PublishError(reporter.word("changed-meanwhile"))
            inputs = inputs_digest(settings, [*self.facts, site.archived])
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


def inputs_digest(settings: Settings, facts: list[object]) -> str:
    """One digest of all that the whole site is made of; `facts` are those that are in no file.

    Parts with equal digests belong together, whichever machine and folder they were made in.
    """
    configs = {settings.root / "mkdocs.yml", *map(settings.config, settings.languages)}
    files = files_digest(sorted({*configs, *_inputs(settings)}), settings.root)
    told = settings.address, settings.version, settings.repository, settings.proposed
    return digest_of([files, repr([told, facts])])


def _inputs(settings: Settings) -> Iterator[Path]:
    written = [settings.docs / code / name for code in settings.codes for name in GENERATED]
    written.append(settings.docs / FRAME)
    for name in INPUTS:
        place = settings.root / name
        for file in files_below(place) if place.is_dir() else [place]:
            own = not any(file.is_relative_to(each) for each in written)
            if own and file.is_file() and file.suffix != ".pyc":
                yield file
