"""Make the Markdown of every page that is not made yet, the languages side by side."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import partial

from scripts.forks import side_by_side
from scripts.hand_written import HandWritten
from scripts.history import last_of
from scripts.memory import Memory, Name, Pieces
from scripts.pages.kinds import plans
from scripts.pages.page import GENERATED, Page, Plan, Stage
from scripts.pages.render import Renderer
from scripts.pages.revisions import revision_pages
from scripts.publish import page_path
from scripts.settings import Settings
from scripts.write import prune, remove_file, write_file

Days = Mapping[str, datetime.date | None]
"""The days of last changes by path; None where git does not know. Those of folders are in it."""

MANY = 200
"""So many pages are worth another process."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """The digest of a page's Markdown, and the day of the last change of any record in it.

    The day is None where it is not known of all of them.
    """

    digest: str
    day: datetime.date | None


@dataclass
class Rendered:
    """The pages of one language, by address; `past` are those of revisions, which no list has."""

    listed: dict[str, MadePage] = field(default_factory=dict)
    past: dict[str, MadePage] = field(default_factory=dict)

    @property
    def all(self) -> dict[str, MadePage]:
        """All of them."""
        return self.listed | self.past


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
        self._plans: dict[str, tuple[Stage, Plan]] = {}
        self._found: dict[str, MadePage] = {}

    def run(
        self, stages: Sequence[Stage], wants: Callable[[str, str], bool] = lambda *_: True
    ) -> dict[str, Rendered]:
        """Every page of every stage that is wanted, by language code; what is new is written.

        `wants` is asked with the code of a language and the address of a page below its root.
        """
        found = {stage.language.code: Rendered() for stage in stages}

        def chosen(stage: Stage, all_: Iterable[Plan]) -> list[Plan]:
            return [plan for plan in all_ if wants(stage.language.code, plan.address)]

        planned = [
            (
                stage,
                chosen(stage, plans(stage)),
                chosen(stage, revision_pages(stage, stage.around.trails)),
            )
            for stage in stages
        ]
        missing = [
            (stage, [plan for plan in (*listed, *past) if not self._knows(stage, plan)])
            for stage, listed, past in planned
        ]
        if sum(len(each) for _, each in missing) > MANY:
            jobs = [partial(self._make, stage, each) for stage, each in missing]
            for written, pieces in side_by_side(jobs):
                self.written += written
                self.memory.take(pieces)
        else:
            for stage, each in missing:
                self.written += self._make(stage, each)[0]
        for stage, listed, past in planned:
            code = stage.language.code
            for plans_, into in ((listed, found[code].listed), (past, found[code].past)):
                for plan in plans_:
                    made = self.memory.recall(_name(stage, plan), _nothing)
                    into[plan.address] = made
                    path = page_path(code, plan.address)
                    self._plans[path], self._found[path] = (stage, plan), made
        return found

    def ready(self, paths: Iterable[str]) -> None:
        """See to it that the Markdown of pages, by their paths in the site, is as it was made.

        Somebody may have changed or removed it: it is written anew where it is another.
        """
        for path in paths:
            if path not in self._plans:  # written by hand
                continue
            stage, plan = self._plans[path]
            code = stage.language.code
            file = self.settings.docs / code / f"{plan.address}index.md"
            if not file.is_file() or _digest(file.read_bytes()) != self._found[path].digest:
                self._page(self._renderer(stage), plan)

    def _knows(self, stage: Stage, plan: Plan) -> bool:
        return self.memory.knows(_name(stage, plan))

    def _make(self, stage: Stage, wanted: Iterable[Plan]) -> tuple[int, Pieces]:
        """Make pages of one language; how many have changed, and what is kept of them."""
        renderer = self._renderer(stage)
        before, known = self._changed, len(self.memory)
        for plan in wanted:
            self.memory.recall(_name(stage, plan), partial(self._page, renderer, plan))
        return self._changed - before, self.memory.since(known)

    def _renderer(self, stage: Stage) -> Renderer:
        code = stage.language.code
        if code not in self.renderers:
            self.renderers[code] = Renderer(stage.language)
        return self.renderers[code]

    def _page(self, renderer: Renderer, plan: Plan) -> MadePage:
        page = plan.make()
        text = renderer.render(page).encode()
        self._changed += write_file(self.settings.docs / renderer.code / page.file, text)
        return MadePage(_digest(text), self._day(page))

    def _day(self, page: Page) -> datetime.date | None:
        return last_of(self.days.get(path) for path in page.records)


def last_changes(
    pages: Mapping[str, Rendered], by_hand: Mapping[str, Iterable[HandWritten]], days: Days
) -> dict[str, dict[str, datetime.date | None]]:
    """For each page's address, generated or written by hand, its last change by language.

    `days` are those of the pages written by hand, by path.
    """
    found: dict[str, dict[str, datetime.date | None]] = {}
    for code, rendered in pages.items():
        for address, page in rendered.listed.items():
            found.setdefault(address, {})[code] = page.day
        for each in by_hand[code]:
            found.setdefault(each.address, {})[code] = days[each.path]
    return found


def prune_docs(
    settings: Settings, before: AbstractSet[str], pages: Mapping[str, Rendered]
) -> set[str]:
    """Remove the Markdown of pages that are no more; the files that are there now.

    `before` are those that were there, all as paths below the checkout.
    """
    now = {f"docs/{code}/{each}index.md" for code in pages for each in pages[code].all}
    for path in before - now:
        remove_file(settings.root / path, settings.docs)
    return now


def tidy_docs(settings: Settings, made: Iterable[str]) -> None:
    """Remove what lies in the places of the build and was not made by it."""
    prune(settings.root, places(settings), made)


def places(settings: Settings) -> list[str]:
    """The files and folders of docs/ that the build writes, as paths below the checkout."""
    return [f"docs/{code}/{place}" for code in settings.codes for place in GENERATED]


def _name(stage: Stage, plan: Plan) -> Name:
    return ("page", stage.language.code, plan.path)


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:32]


def _nothing() -> MadePage:
    raise AssertionError("every page has been made")
