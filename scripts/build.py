"""Make the site: load → check → join → render → publish → export → index → swap.

Everything is made at every build, except finished pages, pictures and books that the store has
(`publish.store`). The new site is made beside the old one and takes its place in one step.
"""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from scripts.console import Reporter
from scripts.pages.page import GENERATED
from scripts.problems import Problem
from scripts.publish import mkdocs, search
from scripts.publish.mkdocs import PublishError, markdown
from scripts.publish.policy import without_policy
from scripts.publish.store import Store, content_digest
from scripts.publish.typesetting import document_digest
from scripts.publish.write import exchange_folders, link_file, new_file, prune, write_file
from scripts.settings import Settings
from scripts.share import card_digest, draw_all, share_cards
from scripts.site import MadePage, Site, frame, read_site
from scripts.site.checked import load_and_check
from scripts.site.files import GROUPS, markdown_path
from scripts.site.missing import check_site
from scripts.timeline.git import read_history


def build(settings: Settings, reporter: Reporter) -> list[Problem]:
    """Make the site of the checkout. Return the problems of its records; if any, write nothing.

    Waits while another build runs in this checkout. Raises PublishError (also where published
    addresses would be lost), SearchIndexError and OSError; the old site stays.
    """
    new = settings.site.with_name(f".{settings.site.name}.new")
    with build_lock(settings.root, reporter), gc_paused():
        shutil.rmtree(new, ignore_errors=True)  # left by a build that was killed
        site, problems = join(settings, reporter)
        if site is None:
            return problems
        try:
            render(site, reporter)
            publish(site, new, reporter)
            export(site, new, reporter)
            index(site, new, reporter)
            with reporter.stage("replace"):
                exchange_folders(new, settings.site)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        reporter.say(reporter.word("done", folder=f"{settings.site.name}/"))
        return []


def write_pages(settings: Settings, reporter: Reporter) -> list[Problem]:
    """Only write into docs/, for MkDocs to publish. Return problems as `build` does."""
    with build_lock(settings.root, reporter), gc_paused():
        site, problems = join(settings, reporter)
        if site is not None:
            render(site, reporter)
        return problems


def join(settings: Settings, reporter: Reporter) -> tuple[Site | None, list[Problem]]:
    """Load, check and join the records: the site, or their problems. Raises PublishError."""
    checked = load_and_check(settings, reporter)
    if checked.chronology is None:
        return None, checked.problems
    with reporter.stage("join"):
        history = read_history(settings.root) if settings.history else {}
        site = read_site(settings, checked, checked.chronology, history)
        for line in check_site(site, reporter.language):
            reporter.say(line)
    return site, []


@contextmanager
def build_lock(folder: Path, reporter: Reporter) -> Iterator[None]:
    """Hold the lock of `folder`. Where another build has it, say so and wait.

    The lock (flock(2) on the folder itself) ends with the process that holds it and with those that
    inherit the descriptor: nobody builds while a publisher of a killed build still runs.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.set_inheritable(descriptor, True)  # noqa: FBT003  (the function takes no keyword)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            reporter.say(reporter.word("waiting"))
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector: nearly all that a build allocates stays until its end."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


_rendered: list[Site] = []
"""The site that is being rendered: forked processes inherit it, since it cannot be pickled."""


def render(site: Site, reporter: Reporter) -> None:
    """Write every generated page and what the theme reads into docs/, in a process a language."""
    with reporter.stage("render") as details:
        _rendered[:] = [site]
        # Elsewhere than on Linux the system's libraries start threads, which make a fork unsafe.
        if sys.platform == "linux" and threading.active_count() == 1:
            with ProcessPoolExecutor(len(site.codes), get_context("fork")) as pool:
                made = [*pool.map(_render_language, site.codes)]
        else:
            made = [*map(_render_language, site.codes)]
        site.made.update((page.path, page) for pages in made for page in pages)
        kept = [site.file(path) for path in site.made]
        kept += [frame.parts_path(path) for path, page in site.made.items() if page.parts]
        for path, content in frame.frame_files(site):
            write_file(site.settings.root / path, content)
            kept.append(path)
        places = [f"docs/{code}/{place}" for code in site.codes for place in GENERATED]
        prune(site.settings.root, [*places, f"docs/{frame.FRAME}"], kept)
        details.append(reporter.word("pages", n=len(site.made)))


def _render_language(code: str) -> list[MadePage]:
    (site,), made = _rendered, []
    for path in site.paths(code):
        page, content = site.make_page(path)
        # The file of a page written by hand is never written.
        if site.file(path) == markdown(path):
            write_file(site.settings.root / markdown(path), content)
            write_file(site.settings.root / frame.parts_path(path), page.parts)
        made.append(page)
    return made


def publish(site: Site, new: Path, reporter: Reporter) -> None:
    """Put the HTML of every page and the pictures for shared links into the folder `new`.

    Makes those that the store lacks. Raises PublishError, also where a file changed meanwhile: what
    was published would not be what its key names.
    """
    settings, store = site.settings, Store(site.settings.store)
    changed = PublishError(reporter.word("changed-meanwhile"))
    work = settings.cache / "publish"

    def inputs() -> tuple[str, str]:
        return frame.theme_digest(settings), frame.frame_files_digest(settings)

    def read(path: str) -> bytes:
        content = (settings.root / site.file(path)).read_bytes()
        if content_digest(content) != site.made[path].digest:
            raise changed
        return content

    def make(missing: list[str]) -> Iterator[bytes]:
        with reporter.progress(len(missing)) as report:
            mkdocs.publish(site.sources(read), missing, work, report)
        if inputs() != before:
            raise changed
        return ((work / path).read_bytes() for path in missing)

    with reporter.stage("publish") as details:
        before = inputs()
        frames = frame.frame_digests(site)
        keys = {path: frame.page_key(site, page, frames) for path, page in site.made.items()}
        try:
            count = fill(new, keys, store, make)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        for path, (entry, page) in site.current.items():
            new_file(new / path, page.html((new / entry).read_text("utf-8")).encode())
        details.append(reporter.word("pages", n=count))
    with reporter.stage("draw") as details:
        cards = share_cards(site.chronology, settings.languages)
        drawn = {path: card_digest(card) for path, card in cards.items()}
        count = fill(new, drawn, store, lambda missing: draw_all([cards[path] for path in missing]))
        details.append(reporter.word("pictures", n=count))
    store.prune({*keys.values(), *drawn.values(), *map(document_digest, site.books.values())})


def fill(
    new: Path,
    keys: Mapping[str, str],
    store: Store,
    make: Callable[[list[str]], Iterable[bytes]],
) -> int:
    """Link files of the store to their paths below `new`; `make` the missing, and count them."""
    files = {path: store.get(key) for path, key in keys.items()}
    missing = [path for path, file in files.items() if file is None]
    for path, content in zip(missing, make(missing), strict=True):
        files[path] = store.put(keys[path], content)
    for path, file in files.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if file:
            link_file(file, new / path)
    return len(missing)


def export(site: Site, new: Path, reporter: Reporter) -> None:
    """Write the files beside the pages. Raises PublishError where a page lacks the policy."""
    with reporter.stage("export") as details:
        count = 0
        for path, content in beside(site):
            new_file(new / path, content)
            count += 1
        details.append(reporter.word("files", n=count))
    for path in without_policy(new):
        raise PublishError(reporter.word("no-policy", page=path))


def beside(site: Site) -> Iterator[tuple[str, bytes]]:
    """The files beside the pages: path and content."""
    for path in site.made:
        content = (site.settings.root / site.file(path)).read_bytes()
        yield markdown_path(path), site.published_markdown(path, content)
    for path, (entry, page) in site.current.items():
        text = (site.settings.root / site.file(entry)).read_text("utf-8")
        yield markdown_path(path), page.markdown(text).encode()
    for _, make in GROUPS:
        yield from make(site).items()


def index(site: Site, new: Path, reporter: Reporter) -> None:
    """Add the search index."""
    with reporter.stage("index"):
        for notice in search.make_index(new, site.codes):
            reporter.say(reporter.word(notice))
