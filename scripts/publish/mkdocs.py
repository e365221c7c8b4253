"""Turn the Markdown pages into HTML with MkDocs, or with another publisher of PUBLISHERS.

The publisher is `publisher` in pyproject.toml; no earlier stage depends on it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from scripts.pages.page import GENERATED
from scripts.publish.worker import start
from scripts.publish.write import write_file
from scripts.records.prose import pages_by_hand, prose_links
from scripts.settings import Settings


class Publisher(NamedTuple):
    """A publisher: the package of its theme, the folder there of the stylesheets that pages load.

    `packages` decide what HTML a Markdown page becomes.
    """

    theme: str
    styles: str
    packages: tuple[str, ...]


PUBLISHERS = {
    "mkdocs": Publisher(
        "material",
        "assets/stylesheets",
        ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2"),
    ),
    "zensical": Publisher(
        "zensical",
        "assets/stylesheets/classic",
        ("zensical", "Markdown", "pymdown-extensions"),
    ),
}
"""The publishers by the name of their module."""

INDEX = "index.html"
"""The file in the folder of a page."""

BATCH = 1500
"""The most pages that one process gets: its memory grows with them."""

LINK = re.compile(rb"\]\((?P<path>[^)#:?\s]+\.md)(?P<anchor>#[^)\s]*)?\)")
"""A link of a page written by hand to another page, as it is usually written."""

Run = Callable[[list[str]], tuple[int, str]]
"""Runs a command; its exit status and what it printed."""


class PublishError(Exception):
    """The publisher failed; the text is what it printed."""


@dataclass(frozen=True)
class Sources:
    """Where a publisher gets its Markdown from.

    `read` returns the Markdown of a page by its path below the site's root, `file` the path of its
    Markdown file below the checkout. `beside` are the files that every batch of a language needs
    besides its own pages, by name: those of the menu, and those that pages written by hand link to.
    `look` is the folder of stylesheets and scripts below the site's root.
    """

    settings: Settings
    read: Callable[[str], bytes]
    file: Callable[[str], str]
    beside: Mapping[str, Mapping[str, bytes]]
    look: str


def command(publisher: str, config: Path) -> list[str]:
    """The command that publishes what a configuration names."""
    # Not with --quiet, which silences the warnings that --strict counts.
    return [sys.executable, "-m", publisher, "build", "--strict", "--config-file", str(config)]


def publish(
    sources: Sources,
    paths: Iterable[str],
    out: Path,
    report: Callable[[int], None] = lambda _done: None,
    run: Run | None = None,
) -> None:
    """Publish the pages at `paths` below the site's root into the folder `out`, side by side.

    `report` is called with the number of pages that are done, `run` (default: a process each) with
    commands. Raises PublishError, and whatever reading the pages raises.
    """
    shutil.rmtree(out, ignore_errors=True)
    wanted: dict[str, list[str]] = {}
    for path in paths:
        wanted.setdefault(split_path(path)[0], []).append(path)
    processes: list[subprocess.Popen[str]] = []
    stopped = threading.Event()

    def run_process(words: list[str]) -> tuple[int, str]:
        process = start(words, sources.settings.root)
        processes.append(process)
        if stopped.is_set():
            process.kill()
        said, _ = process.communicate()
        return process.returncode, said

    done = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = {}
        for code, each in wanted.items():
            for first in range(0, len(each), BATCH):
                batch, work = each[first : first + BATCH], out / f"{code}-{first}"
                task = pool.submit(_publish, sources, batch, work, run or run_process)
                running[task] = len(batch)
        try:
            for task in as_completed(running):
                task.result()
                done += running[task]
                report(done)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            stopped.set()
            for process in processes:
                process.kill()


def _publish(sources: Sources, paths: Sequence[str], work: Path, run: Run) -> None:
    """Publish pages of one language in the folder `work`, and move them to beside it."""
    settings, code = sources.settings, split_path(paths[0])[0]
    docs, site, config = work / "docs", work / "site", work / "mkdocs.yml"
    for name, content in sources.beside[code].items():
        write_file(docs / name, content)
    for path in paths:
        write_file(docs / sources.file(path).split("/", 2)[2], sources.read(path))
    facts = {
        # Relative to the file: Zensical fails with absolute ones.
        "INHERIT": os.path.relpath(settings.config(settings.language(code)), work),
        "docs_dir": docs.name,
        "site_dir": site.name,
        "site_url": f"{settings.address}{code}/",
        # The variant is a setting of Zensical.
        "theme": {
            "custom_dir": os.path.relpath(settings.docs / "theme", work),
            "variant": "classic",
        },
        "extra": {"look": f"../{sources.look}"},
    }
    write_file(config, json.dumps(facts).encode())
    status, said = run(command(settings.publisher, config))
    if status:
        raise PublishError(said)
    for path in paths:
        page = site / path.partition("/")[2]
        if not page.is_file():
            raise PublishError(f"{path.removesuffix(INDEX)}: no page was made of it")
        place = work.parent / path
        place.parent.mkdir(parents=True, exist_ok=True)
        page.replace(place)
    shutil.rmtree(work)


def theme_files(publisher: Publisher) -> dict[str, bytes]:
    """The files of the theme that pages load, by path below a language's root.

    Its own search, icons and source maps are left out.
    """
    theme = find_spec(publisher.theme)
    if theme is None or theme.origin is None:
        raise PublishError(f"{publisher.theme}: the package of the theme is missing")
    templates = Path(theme.origin).with_name("templates")
    return {
        file.relative_to(templates).as_posix(): file.read_bytes()
        for pattern in (f"{publisher.styles}/*.min.css", "assets/javascripts/bundle.*.min.js")
        for file in sorted(templates.glob(pattern))
    }


def page_path(code: str, address: str) -> str:
    """Where a page is below the site's root."""
    return f"{code}/{address}{INDEX}"


def split_path(path: str) -> tuple[str, str]:
    """The language of the page at a path, and its address below the root of that language."""
    code, _, rest = path.partition("/")
    return code, rest.removesuffix(INDEX)


def markdown(path: str) -> str:
    """The Markdown of the page at `path` below the site's root, as a path below the checkout."""
    return f"docs/{path.removesuffix('.html')}.md"


def linked_pages(docs: Path) -> dict[str, bool]:
    """The generated pages that every page of a language's folder depends on.

    They stand in the menu, or pages written by hand link to them; the value says whether any link
    names an anchor.
    """
    found = {f"{name}/index.md": False for name in GENERATED if "." not in name}
    found["index.md"] = False
    for file in pages_by_hand(docs).values():
        for link in prose_links(file.read_text("utf-8")):
            if link.path.endswith(".md"):
                found[link.path] = found.get(link.path, False) or bool(link.fragment)
    return found
