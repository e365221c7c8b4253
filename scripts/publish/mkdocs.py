"""Turn the Markdown pages into the finished site with the publisher, MkDocs.

Another publisher is another `command`: nothing else here or in the stages before knows MkDocs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from pathlib import Path

from scripts.i18n.language import Language
from scripts.pages.page import GENERATED
from scripts.publish import raw_html
from scripts.publish.digests import file_digest
from scripts.publish.write import link_file, write_file
from scripts.records.hand_written import pages_by_hand
from scripts.settings import Settings
from scripts.standby import CODE, Running, Standby

MODULE = "mkdocs"
"""What the publisher is run by."""

AHEAD = (
    *("mkdocs.commands.build", "mkdocs.config.defaults", "material.templates", "click"),
    *("markdown.extensions.attr_list", "markdown.extensions.toc"),
    *("markdown.extensions.tables", "markdown.extensions.fenced_code", raw_html.__name__),
)
"""What the publisher imports in any case: a process that waits has it already."""

INDEX = "index.html"
"""The file in the folder of a page."""

BATCH = 1500
"""How many pages a publisher is given at once: what it needs of memory grows with them."""

LINK = re.compile(r"\]\((?P<path>[^)#:?\s]+\.md)(?P<anchor>#[^)\s]*)?\)")
"""A link of a page written by hand to another page."""


class PublishError(Exception):
    """The publisher failed; the text is what it printed."""


def command(config: Path, docs: Path, out: Path) -> list[str]:
    """The publisher's command that turns the pages in `docs` into HTML in `out`."""
    del docs  # `config` says it
    return [
        sys.executable,
        "-m",
        MODULE,
        "build",
        # Not with --quiet, which silences the warnings that --strict counts.
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(out),
    ]


class Publishers:
    """Publishers that wait for pages, so that these need not wait for them to begin."""

    def __init__(self, nice: int = 0) -> None:
        """None yet; they are as `nice` (getpriority(2)) to whatever else runs."""
        self._waiting: list[Standby] = []
        self._nice = nice

    def prepare(self) -> None:
        """Have as many as there are processors."""
        for _ in range(len(self._waiting), os.cpu_count() or 1):
            self._waiting.append(Standby(MODULE, AHEAD, environment()))

    def start(self, words: Sequence[str], settings: Settings, code: str) -> Running:
        """The publisher that `command` says, begun: one that waits, if there is any."""
        found = self._start(words, settings, code)
        if self._nice:
            os.setpriority(os.PRIO_PROCESS, found.process.pid, self._nice)
        return found

    def _start(self, words: Sequence[str], settings: Settings, code: str) -> Running:
        own = environment() | {"SITE_URL": f"{settings.address}{code}/"}
        while words[:3] == [sys.executable, "-m", MODULE]:
            try:
                standby = self._waiting.pop()
            except IndexError:
                break
            if standby.run(words[3:], settings.root, own):
                return standby
            standby.end()
        # It holds the turn to build too: it may outlive a build that is killed.
        return Running(words, settings.root, own)

    def end(self) -> None:
        """End those that wait."""
        while self._waiting:
            self._waiting.pop().end()


def environment() -> dict[str, str]:
    """What every publisher finds in its environment."""
    return {
        **os.environ,
        # Material's banner on its end of life.
        "NO_MKDOCS_2_WARNING": "1",
        # An old stamp makes the dates reproducible.
        "SOURCE_DATE_EPOCH": "0",
        # Where the extension is: the records need not lie beside the code.
        "PYTHONPATH": os.pathsep.join(filter(None, (str(CODE), os.environ.get("PYTHONPATH")))),
    }


def publish(
    settings: Settings,
    paths: Iterable[str],
    new: Path,
    report: Callable[[int], None],
    publishers: Publishers | None = None,
) -> dict[str, bytes]:
    """Publish pages into `new`, as many at once as there are processors; their digests by path.

    `paths` are where they are below the site's root; `report` hears how many are done; `publishers`
    may have some that wait. A publisher is given no more than a batch of pages, which bounds its
    memory, with the pages beside them that belong into its menu or that a page written by hand
    links to. Raises PublishError.
    """
    work = settings.cache / "publish"
    shutil.rmtree(work, ignore_errors=True)
    wanted: dict[str, list[str]] = {}
    for path in paths:
        code, _, rest = path.partition("/")
        wanted.setdefault(code, []).append(rest.removesuffix(INDEX))
    own = publishers or Publishers()
    batches = [
        _Batch(settings, language, addresses[start : start + BATCH], work / f"{code}-{start}", own)
        for code, addresses in wanted.items()
        for language in [settings.language(code)]
        for start in range(0, len(addresses), BATCH)
    ]
    done: dict[str, bytes] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running = [pool.submit(batch.publish, new) for batch in batches]
        try:
            for each in as_completed(running):
                done |= each.result()
                report(len(done))
        finally:
            for each in running:
                each.cancel()
            for batch in batches:
                batch.stop()
    shutil.rmtree(work, ignore_errors=True)
    return done


class _Batch:
    """Pages of one language that one publisher makes."""

    def __init__(
        self,
        settings: Settings,
        language: Language,
        addresses: Sequence[str],
        work: Path,
        publishers: Publishers,
    ) -> None:
        self.publishers = publishers
        self.settings = settings
        self.language = language
        self.addresses = addresses
        self.docs, self.site, self.config = work / "docs", work / "site", work / "mkdocs.yml"
        self.running: Running | None = None

    def publish(self, new: Path) -> dict[str, bytes]:
        """Make the pages and put them into `new`; the digest of each by its path there."""
        self._gather()
        words = command(self.config, self.docs, self.site)
        self.running = self.publishers.start(words, self.settings, self.language.code)
        failed = self.running.failed()
        if failed is not None:
            raise PublishError(failed)
        made: dict[str, bytes] = {}
        for address in self.addresses:
            path = page_path(self.language.code, address)
            page = self.site / address / INDEX
            if not page.is_file():
                raise PublishError(f"{self.docs / address}: no page was made of it")
            made[path] = file_digest(page)
            to = new / path
            to.parent.mkdir(parents=True, exist_ok=True)
            page.replace(to)
        return made

    def stop(self) -> None:
        """End the publisher if it still runs."""
        if self.running:
            self.running.end()

    def _gather(self) -> None:
        """The folder that the publisher reads, and its configuration."""
        docs = self.settings.docs / self.language.code
        by_hand = pages_by_hand(docs)
        whole, stubs = pages_beside(docs)
        whole |= {f"{address}index.md" for address in self.addresses if address not in by_hand}
        for name in sorted(whole | stubs):
            if (docs / name).is_file():
                (self.docs / name).parent.mkdir(parents=True, exist_ok=True)
                if name in whole:
                    link_file(docs / name, self.docs / name)
                else:
                    write_file(self.docs / name, _stub(docs / name))
        config = {
            "INHERIT": str(self.settings.config(self.language)),
            "docs_dir": str(self.docs),
            "theme": {"custom_dir": str(self.settings.docs / "theme")},
            # Beside those of the configuration: it saves time, and changes no page.
            "markdown_extensions": {raw_html.__name__: {}},
        }
        write_file(self.config, json.dumps(config).encode())


def page_path(code: str, address: str) -> str:
    """Where a page is below the site's root."""
    return f"{code}/{address}{INDEX}"


def markdown(path: str) -> str:
    """The Markdown of the page at `path` below the site's root, as a path below the checkout."""
    return f"docs/{path.removesuffix('.html')}.md"


def pages_beside(docs: Path) -> tuple[set[str], set[str]]:
    """The files that every publisher is given besides the pages that it makes.

    The first are needed whole: pages written by hand, and those to parts of which they link. Of the
    others the title is, which stands in the menu.
    """
    by_hand = pages_by_hand(docs)
    whole = {file.name for file in by_hand.values()}
    stubs = {f"{name}/index.md" for name in GENERATED if "." not in name} | {"index.md"}
    for file in by_hand.values():
        for link in LINK.finditer(file.read_text("utf-8")):
            (whole if link["anchor"] else stubs).add(link["path"])
    return whole, stubs


def _stub(page: Path) -> bytes:
    """A page that has nothing but the title of another."""
    with page.open(encoding="utf-8") as lines:
        titles = [line for line in islice(lines, 20) if line.startswith("title: ")]
    return f"---\n{''.join(titles[:1])}---\n".encode()
