"""Make the Markdown of every page that is not made yet, the languages side by side."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

from scripts.forks import side_by_side
from scripts.memory import Memory, Name, Pieces
from scripts.pages.fronts import fronted
from scripts.pages.kinds import plans
from scripts.pages.page import GENERATED, Plan, Stage
from scripts.pages.render import Renderer
from scripts.pages.revisions import revision_pages
from scripts.publish.mkdocs import INDEX, markdown, page_path
from scripts.publish.write import prune, remove_file, write_file
from scripts.records.hand_written import HandWritten
from scripts.settings import Settings
from scripts.timeline.git import last_of

Days = Mapping[str, datetime.date | None]
"""The days of last changes by path, those of lists (see Page) too; None where git does not know."""

LastChanges = dict[str, dict[str, datetime.date | None]]
"""For the address of a page below a language's root, the day of its last change by language."""

Wants = Callable[[str, str], bool]
"""Whether a page is wanted, by the code of its language and its address below the root of that."""

MANY = 200
"""So many pages are worth another process."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """Where a page is below the site's root, the digest of its Markdown, when it changed last.

    That is the day on which a record in it did; None where it is not known of all of them.
    """

    path: str
    digest: str
    day: datetime.date | None


@dataclass
class Rendered:
    """The pages by their paths below the site's root; `past` are those of revisions.

    Of the others each language has its own, by code: no list has a page of a revision.
    """

    listed: dict[str, dict[str, MadePage]] = field(default_factory=dict)
    past: dict[str, MadePage] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, MadePage]:
        """All of them."""
        found: dict[str, MadePage] = {}
        for pages in self.listed.values():
            found |= pages
        return found | self.past


@dataclass(frozen=True, slots=True)
class _Planned:
    """The pages of a language that are wanted, each with the name under which it is remembered."""

    stage: Stage
    listed: Sequence[tuple[Name, Plan]]
    past: Sequence[tuple[Name, Plan]]

    @property
    def all(self) -> Iterator[tuple[Name, Plan]]:
        """All of them."""
        return chain(self.listed, self.past)


class Rendering:
    """Makes pages and writes their Markdown into docs/."""

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        renderers: dict[str, Renderer],
        days: Days,
    ) -> None:
        """What is made is kept in `memory`, templates that were read in `renderers`, by language.

        `days` are those of the last changes, by path.
        """
        self.settings = settings
        self.memory = memory
        self.renderers = renderers
        self.days = days
        self.written = self._changed = 0
        self._planned: list[_Planned] = []
        self._found = Rendered()

    def run(self, stages: Sequence[Stage]) -> Rendered:
        """Every page of every stage; what is new is written."""
        self._planned = [_planned(stage) for stage in stages]
        recalled = self.memory.recalled
        missing = [
            (each.stage, [(name, plan) for name, plan in each.all if recalled(name) is None])
            for each in self._planned
        ]
        if sum(len(plans) for _, plans in missing) > MANY:
            jobs = [partial(self._make, *each) for each in missing]
            for written, pieces in side_by_side(jobs):
                self.written += written
                self.memory.take(pieces)
        else:
            for each in missing:
                self.written += self._make(*each)[0]
        self._found = Rendered()
        for planned in self._planned:
            self._found.listed[planned.stage.language.code] = self._made(planned.listed)
            self._found.past |= self._made(planned.past)
        return self._found

    def read_templates(self, stages: Iterable[Stage]) -> None:
        """Have all templates at hand, so that who makes a page next need not wait for them."""
        for stage in stages:
            self._renderer(stage).read_templates()

    def ready(self, paths: Iterable[str]) -> None:
        """See to it that the Markdown of pages, by their paths in the site, is as it was made.

        Somebody may have changed or removed it: it is written anew where it is another.
        """
        made = self._found.all
        # The others are written by hand.
        wanted = [made[path] for path in paths if path in made]
        spoiled = {each.path for each in wanted if not self._is_there(each)}
        for planned in self._planned if spoiled else ():
            for name, plan in planned.all:
                if self.memory.recalled(name).path in spoiled:
                    self._page(self._renderer(planned.stage), planned.stage, plan)

    def _is_there(self, made: MadePage) -> bool:
        """Whether the Markdown of a page is as it was made."""
        file = self.settings.root / markdown(made.path)
        return file.is_file() and _digest(file.read_bytes()) == made.digest

    def _made(self, plans: Iterable[tuple[Name, Plan]]) -> dict[str, MadePage]:
        """Pages by their paths below the site's root."""
        recalled = self.memory.recalled
        return {made.path: made for name, _ in plans for made in [recalled(name)]}

    def _make(self, stage: Stage, wanted: Iterable[tuple[Name, Plan]]) -> tuple[int, Pieces]:
        """Make pages of one language; how many have changed, and what is kept of them."""
        renderer = self._renderer(stage)
        before, known = self._changed, self.memory.count
        for name, plan in wanted:
            self.memory.recall(name, partial(self._page, renderer, stage, plan))
        return self._changed - before, self.memory.since(known)

    def _renderer(self, stage: Stage) -> Renderer:
        code = stage.language.code
        if code not in self.renderers:
            self.renderers[code] = Renderer(stage.language, self.memory.recall)
        return self.renderers[code]

    def _page(self, renderer: Renderer, stage: Stage, plan: Plan) -> MadePage:
        page = fronted(plan.make(), stage)
        text = renderer.render(page).encode()
        path = page_path(renderer.code, page.address)
        self._changed += write_file(self.settings.root / markdown(path), text)
        day = last_of(self.days.get(path) for path in page.records)
        return MadePage(path, _digest(text), day)


def last_changes(
    pages: Rendered, by_hand: Mapping[str, Iterable[HandWritten]], days: Days
) -> LastChanges:
    """For each page's address, generated or written by hand, its last change by language.

    `days` are those of the pages written by hand, by path.
    """
    found: LastChanges = {}
    for code, listed in pages.listed.items():
        before, after = len(page_path(code, "").removesuffix(INDEX)), -len(INDEX)
        for path, page in listed.items():
            found.setdefault(path[before:after], {})[code] = page.day
        for each in by_hand[code]:
            found.setdefault(each.address, {})[code] = days[each.path]
    return found


def prune_docs(settings: Settings, before: AbstractSet[str], pages: Rendered) -> set[str]:
    """Remove the Markdown of pages that are no more; the pages that there are now.

    `before` are those that there were, all as paths below the site's root.
    """
    now = {*pages.all}
    for path in before - now:
        remove_file(settings.root / markdown(path), settings.docs)
    return now


def tidy_docs(settings: Settings, made: Iterable[str]) -> None:
    """Remove what lies in the places of the build and belongs to none of the pages it has made."""
    prune(settings.root, places(settings), map(markdown, made))


def places(settings: Settings) -> list[str]:
    """The files and folders of docs/ that the build writes, as paths below the checkout."""
    return [f"docs/{code}/{place}" for code in settings.codes for place in GENERATED]


def _planned(stage: Stage) -> _Planned:
    def named(plans: Iterable[Plan]) -> list[tuple[Name, Plan]]:
        return [(("page", stage.language.code, plan.path), plan) for plan in plans]

    return _Planned(stage, named(plans(stage)), named(revision_pages(stage, stage.around.trails)))


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]
