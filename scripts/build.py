"""Make the site: load → check → join → render → publish → export → index → swap.

Everything is made at every build, except finished pages and pictures that the store has
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
from scripts.publish.archive import offline_archive
from scripts.publish.mkdocs import PublishError, markdown
from scripts.publish.policy import without_policy
from scripts.publish.store import Store, content_digest
from scripts.publish.write import exchange_folders, link_file, new_file, prune, write_file
from scripts.settings import Settings
from scripts.share import card_digest, draw_all, share_cards
from scripts.site import MadePage, Site, partials, read_site
from scripts.site import files as site_files
from scripts.site.checked import load_and_check
from scripts.site.frame import FRAME, frame_files_digest, theme_digest
from scripts.site.lost_addresses import check_addresses
from scripts.site.prose_targets import check_prose_targets
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
            pages = render(site, reporter)
            store = Store(settings.store)
            with reporter.stage("publish") as details:
                keys, made = publish(site, pages, store, new, reporter)
                details.append(reporter.word("pages", n=made))
            with reporter.stage("draw") as details:
                more, made = draw(site, store, new)
                details.append(reporter.word("pictures", n=made))
            store.prune(keys | more)
            with reporter.stage("export") as details:
                count = 0
                for path, content in beside(site, pages):
                    new_file(new / path, content)
                    count += 1
                details.append(reporter.word("files", n=count))
            for path in without_policy(new):
                raise PublishError(reporter.word("no-policy", page=path))
            with reporter.stage("index"):
                for notice in search.make_index(new, settings.codes):
                    reporter.say(reporter.word(notice))
            if archive := site.shared.archive:
                with reporter.stage("archive"):
                    offline_archive(new, new / archive, settings.languages)
            with reporter.stage("replace"):
                exchange_folders(new, settings.site)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        reporter.say(reporter.word("done", folder=f"{settings.site.name}/"))
        return []


def write_pages(settings: Settings, reporter: Reporter) -> list[Problem]:
    """Write the Markdown and what the theme reads into docs/, for MkDocs to publish.

    Returns the problems of the records; if any, nothing is written.
    """
    with build_lock(settings.root, reporter), gc_paused():
        site, problems = join(settings, reporter)
        if site is not None:
            render(site, reporter)
        return problems


def join(settings: Settings, reporter: Reporter) -> tuple[Site | None, list[Problem]]:
    """The site of the checkout; None where its records have problems. Raises PublishError."""
    checked = load_and_check(settings, reporter)
    if checked.chronology is None:
        return None, checked.problems
    with reporter.stage("join"):
        history = read_history(settings.root) if settings.history else {}
        site = read_site(settings, checked, checked.chronology, history)
        for line in check_addresses(site, reporter.language):
            reporter.say(line)
        check_prose_targets(site, reporter.language)
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


def render(site: Site, reporter: Reporter) -> list[MadePage]:
    """Write every generated page and what the theme reads into docs/; all pages."""
    with reporter.stage("render") as details:
        pages = _render(site)
        details.append(reporter.word("pages", n=len(pages)))
    return pages


def _render(site: Site) -> list[MadePage]:
    """Render in one process for each language."""
    _rendered[:] = [site]
    # Elsewhere than on Linux the system's libraries start threads, with which a fork is unsafe.
    if sys.platform == "linux" and threading.active_count() == 1:
        with ProcessPoolExecutor(len(site.codes), get_context("fork")) as pool:
            made = [*pool.map(_render_language, site.codes)]
    else:
        made = [*map(_render_language, site.codes)]
    places = [f"docs/{code}/{place}" for code in site.codes for place in GENERATED]
    pages = [page for pages in made for page in pages]
    kept = [site.file(page.path) for page in pages]
    kept += [partials.parts_path(page.path) for page in pages if page.parts]
    for path, content in partials.frame_files(site):
        write_file(site.settings.root / path, content)
        kept.append(path)
    prune(site.settings.root, [*places, f"docs/{FRAME}"], kept)
    return pages


def _render_language(code: str) -> list[MadePage]:
    (site,), made = _rendered, []
    for path in site.paths(code):
        page, content = site.make_page(path)
        # The file of a page written by hand is never written.
        if site.file(path) == markdown(path):
            write_file(site.settings.root / markdown(path), content)
            write_file(site.settings.root / partials.parts_path(path), page.parts)
        made.append(page)
    return made


def publish(
    site: Site, pages: Iterable[MadePage], store: Store, new: Path, reporter: Reporter
) -> tuple[set[str], int]:
    """Put the HTML of every page into the folder `new`, from the store where it has it.

    Returns the keys of all pages, and how many the store lacked. Raises PublishError, also where a
    file changed meanwhile: what was published would not be what its key names.
    """
    settings = site.settings
    inputs = theme_digest(settings)
    frames = partials.frame_digests(site)
    written = frame_files_digest(settings)
    digests = {page.path: page.digest for page in pages}
    keys = {page.path: partials.page_key(site, page, frames) for page in pages}
    changed = PublishError(reporter.word("changed-meanwhile"))
    work = settings.cache / "publish"

    def read(path: str) -> bytes:
        content = (settings.root / site.file(path)).read_bytes()
        if content_digest(content) != digests[path]:
            raise changed
        return content

    def make(missing: list[str]) -> Iterator[bytes]:
        with reporter.progress(len(missing)) as report:
            mkdocs.publish(site.sources(read), missing, work, report)
        if (inputs, written) != (theme_digest(settings), frame_files_digest(settings)):
            raise changed
        return ((work / path).read_bytes() for path in missing)

    try:
        return fill(new, keys, store, make)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def draw(site: Site, store: Store, new: Path) -> tuple[set[str], int]:
    """The same for the pictures that go with shared links."""
    cards = share_cards(site.chronology, site.settings.languages)
    keys = {path: card_digest(card) for path, card in cards.items()}
    return fill(new, keys, store, lambda missing: draw_all([cards[path] for path in missing]))


def fill(
    new: Path,
    keys: Mapping[str, str],
    store: Store,
    make: Callable[[list[str]], Iterable[bytes]],
) -> tuple[set[str], int]:
    """Link files of the store to their paths below `new`; `make` those that it lacks.

    `keys` are those of the files by path. Returns them, and how many files were made.
    """
    files = {path: store.get(key) for path, key in keys.items()}
    missing = [path for path, file in files.items() if file is None]
    for path, content in zip(missing, make(missing), strict=True):
        files[path] = store.put(keys[path], content)
    for path, file in files.items():
        (new / path).parent.mkdir(parents=True, exist_ok=True)
        if file:
            link_file(file, new / path)
    return {*keys.values()}, len(missing)


def beside(site: Site, pages: Iterable[MadePage]) -> Iterator[tuple[str, bytes]]:
    """The files beside the pages: path and content."""
    listed = [*pages]
    digests = {page.path: page.digest for page in listed}
    for page in listed:
        content = (site.settings.root / site.file(page.path)).read_bytes()
        yield (
            site_files.markdown_path(page.path),
            site.published_markdown(page.path, content),
        )
    yield site_files.LIST, site_files.markdown_list(site, listed)
    yield from site_files.data_files(site).items()
    yield from site_files.cite_files(site).items()
    yield from site_files.contribute_files(site).items()
    yield from site_files.fixed_files(site).items()
    yield from site_files.root_pages(site, site_files.days_of(listed)).items()
    yield from site_files.app_files(site, digests.__getitem__).items()
