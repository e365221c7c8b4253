"""Renew the site: publish what has changed, put it in place, then what follows the pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from scripts.circles import sought
from scripts.console import Reporter
from scripts.contents import Content
from scripts.publish import archive, mkdocs, search
from scripts.publish.archive import PLACE, add_archive
from scripts.publish.digests import file_digest, files_digest, tree_digests
from scripts.publish.mkdocs import markdown
from scripts.publish.policy import without_policy
from scripts.publish.search import index
from scripts.settings import Settings
from scripts.sites import Change, Made, Renewal, Site, compare
from scripts.standby import CODE

BACKGROUND = 10
"""How nice (getpriority(2)) is what nobody waits for."""

LARGE = 2**15
"""Bytes of Markdown: a page with more takes a publisher as long as a dozen others."""


Shown = Callable[[Collection[str] | None], None]
"""Hears of the pages that are new in the site in place by their paths; of None: any may be."""


@dataclass(frozen=True)
class Callbacks:
    """What the build does between the steps of a renewal.

    `ready` sees to it that the Markdown of pages, by their paths, is what it is said to be;
    `unchanged` says whether what is written by hand is still what it was; `keep` keeps what is
    known of the site. `waits`: whether there is time to wait for what follows the pages.
    With `shown` large pages are left for a second step, so that it hears of the others soon.
    `publishers` are those that wait, if any do.
    """

    ready: Callable[[Iterable[str]], None]
    unchanged: Callable[[], bool]
    keep: Callable[[], None]
    waits: bool = True
    shown: Shown | None = None
    publishers: mkdocs.Publishers | None = None


def renew(
    settings: Settings,
    reporter: Reporter,
    made: Made,
    site: Site,
    callbacks: Callbacks,
) -> None:
    """Let `site` be the site in place, which `made` tells of and is brought up to date with.

    A whole new site has its search index and its archive before it takes the place of
    the old one; where a part has changed, they follow. Raises mkdocs.PublishError, also where what
    is published has changed meanwhile or a page lacks the policy, and pagefind.SearchIndexError;
    the old site stays.
    """
    change = compare(site, made)
    if not change:
        made.take_note(site, change)
    if not change and is_followed(made):
        reporter.say(reporter.word("same"))
        return
    first, later = change, None
    if callbacks.shown:
        first, later = steps(settings, change)
    if first:
        left = {path: made.pages.get(path, "") for path in later.pages} if later else {}
        renewal = Renewal(settings, made, callbacks.publishers)
        _replace(renewal, reporter, first, callbacks, archived=site.archived)
        made.pages = {**site.pages, **left}
        made.take_note(site, change)
        made.followed_by = followers() if change.whole else ""
    if later:
        renewal = Renewal(settings, made, mkdocs.Publishers(BACKGROUND))
        _replace(renewal, reporter, later, callbacks, archived=site.archived)
        made.pages = dict(site.pages)
    if change:
        made.frames = dict(site.frames)
        callbacks.keep()
    if callbacks.waits and not is_followed(made):
        follow(settings, reporter, made, archived=site.archived)
        if made.behind:
            Renewal(settings, made).prepare()
        callbacks.keep()
    reporter.say(reporter.word("done", folder=f"{settings.site.name}/"))


def is_followed(made: Made) -> bool:
    """Whether what follows the pages is of the pages in place, and as it would be made now."""
    return made.followed_by == followers()


@cache
def followers() -> str:
    """A name for the code that makes what follows the pages."""
    files = [*Path(search.__path__[0]).glob("*.py"), Path(archive.__file__)]
    return files_digest(sorted(files), CODE)


def steps(settings: Settings, change: Change) -> tuple[Change, Change | None]:
    """What is done first, and the large pages that can wait, if there are any beside others.

    Whoever looks at one of the first is to have it before.
    """
    large = {path for path in change.pages if _size(settings.root / markdown(path)) > LARGE}
    if change.whole or len(large) in {0, len(change.pages)}:
        return change, None
    first = [path for path in change.pages if path not in large]
    return replace(change, pages=first), Change(sorted(large), {}, [], whole=False)


def _size(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _replace(
    renewal: Renewal,
    reporter: Reporter,
    change: Change,
    callbacks: Callbacks,
    *,
    archived: bool,
) -> None:
    with reporter.stage("publish") as details, reporter.progress(len(change.pages)) as report:
        callbacks.ready(change.pages)
        new, tree = renewal.publish(change, report)
        require_policy(renewal.settings, reporter, new, change.pages, change.files)
        details.append(reporter.word("pages", n=len(change.pages)))
    if change.whole:
        with ThreadPoolExecutor(1) as pool:
            with reporter.stage("finish"):
                # First what the index could be made of, so that it is made beside the rest.
                first = [path for path in change.files if path.endswith(".html")]
                tree |= renewal.fill(change, first, new)
                # Not `tree` itself, which the other files come into meanwhile.
                pages = {path: each for path, each in tree.items() if path.endswith(".html")}
                place, cache_ = new / index.FOLDER, renewal.settings.cache
                indexing = pool.submit(index.make_index, new, pages, place, cache_)
                tree |= renewal.fill(change, change.files.keys() - {*first}, new)
            with reporter.stage("index"):
                indexing.result()
            tree |= {
                f"{index.FOLDER}/{path}": each
                for path, each in tree_digests(new / index.FOLDER).items()
            }
        if archived:
            with reporter.stage("archive") as details:
                size = add_archive(new, renewal.settings.languages)
                tree[PLACE] = file_digest(new / PLACE)
                details.append(reporter.word("size", size=f"{size / 1e6:.1f}"))
    with reporter.stage("replace"):
        if not callbacks.unchanged():
            # One language could be of before, the other of after.
            raise mkdocs.PublishError(reporter.word("changed-meanwhile"))
        if change.whole:
            renewal.take(new, tree)
        else:
            renewal.put(change, new, tree)
    if callbacks.shown:
        callbacks.shown(None if change.whole else change.pages)


def require_policy(
    settings: Settings,
    reporter: Reporter,
    new: Path,
    pages: Iterable[str],
    files: Mapping[str, Content],
) -> None:
    """Raise PublishError where a page lacks the policy, naming it.

    `pages` were published into `new`; `files` are to be put beside them.
    """
    for path in without_policy(new, pages, files, settings.cache):
        raise mkdocs.PublishError(reporter.word("no-policy", page=path))


def settle(
    settings: Settings,
    reporter: Reporter,
    made: Made,
    publishers: mkdocs.Publishers,
    started: index.Started | None = None,
) -> None:
    """Do while nobody waits what the next change would have to wait for, and what follows this one.

    There is no archive then. `started` and what is raised are those of `follow`.
    """
    publishers.prepare()
    # What the build has left, which was not stopped for it.
    sought()
    if not is_followed(made):
        follow(settings, reporter, made, archived=False, started=started)
    Renewal(settings, made).prepare()


def follow(
    settings: Settings,
    reporter: Reporter,
    made: Made,
    *,
    archived: bool,
    started: index.Started | None = None,
) -> None:
    """Bring what follows the pages up to date: the search index, the archive.

    `started` hears of the processes that make the index, as `make_index` has it. Raises
    pagefind.SearchIndexError.
    """
    renewal = Renewal(settings, made)
    with reporter.stage("index"):
        new = settings.cache / "index"
        index.make_index(settings.site, made.tree, new, settings.cache, started)
        renewal.put_folder(new, index.FOLDER)
    if archived:
        with reporter.stage("archive") as details:
            size = add_archive(settings.site, settings.languages)
            renewal.note(PLACE)
            details.append(reporter.word("size", size=f"{size / 1e6:.1f}"))
    made.followed_by = followers()
