"""Show the site on a local address, rebuild it at every change, and reload the pages that are open.

The site is served as it was built; only here, on the way out, each page gets the script that waits
for the next build.  While a record is wrong, the last good site stays, with the problems on top.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from jinja2 import TemplateError
from watchfiles import Change, watch
from yaml import YAMLError

from scripts.build import build
from scripts.console import Reporter, line
from scripts.frame import FRAME
from scripts.i18n.language import Language, MissingWordError, read_languages
from scripts.kept import Kept, read_kept, write_kept
from scripts.open_pages import State
from scripts.pages.page import GENERATED
from scripts.publish.digests import tree_digest
from scripts.publish.mkdocs import PublishError
from scripts.publish.search.pagefind import SearchIndexError
from scripts.renew import BACKGROUND, settle
from scripts.settings import Settings
from scripts.sites import Made, is_whole
from scripts.standby import Running
from scripts.turns import turn

QUIET = 1.0
"""Seconds after a change in which nothing is done in the background."""

HOST = "127.0.0.1"
SCRIPT = "/__reload.js"
STATE = "/__state"
STEP = 20
"""Milliseconds without a change after which the ones before are taken for all that there are."""

WATCHED = (
    "timeline",
    "seeds",
    "docs",
    "scripts/i18n",
    "scripts/pages/templates",
    "mkdocs.yml",
)


LANGUAGES = Path(__file__).parent / "languages"


class Handler(SimpleHTTPRequestHandler):
    """Serves the site; adds the reload script to pages."""

    def __init__(self, *args: object, state: State, site: Path, **kwargs: object) -> None:
        """A handler for one request."""
        self.state = state
        self.site = site
        super().__init__(*args, directory=str(site), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer the two addresses of ours, then pages, then plain files."""
        address = urlsplit(self.path)
        if address.path == STATE:
            asked = parse_qs(address.query)
            numbers = (asked.get(name, ["0"])[0] for name in ("after", "since"))
            known = [int(each) if each.isascii() and each.isdigit() else 0 for each in numbers]
            self._answer(self.state.after(*known), "application/json")
        elif address.path == SCRIPT:
            script = files("scripts").joinpath("reload.js").read_bytes()
            self._answer(script, "text/javascript; charset=utf-8")
        elif page := self._page():
            self._answer(*page)
        else:
            super().do_GET()

    def _page(self) -> tuple[bytes, str, HTTPStatus] | None:
        """The HTML page that the address names, or the site's 404 page where there is nothing."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                return None  # http.server redirects to the address with a slash
            path /= "index.html"
        status = HTTPStatus.OK
        if not path.is_file():
            path, status = self.site / "404.html", HTTPStatus.NOT_FOUND
        if path.suffix != ".html" or not path.is_file():
            return None
        tag = f'<script src="{SCRIPT}" data-number="{self.state.number}"></script>'
        page = path.read_bytes().replace(b"</body>", f"{tag}</body>".encode())
        return page, "text/html; charset=utf-8", status

    def _answer(self, body: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Requests are not told: the terminal is for the problems."""


class Follower:
    """Brings what follows the pages up to date while nothing else is to be done.

    And gets ready what the next change would have to wait for.
    """

    def __init__(self, settings: Settings, reporter: Reporter, kept: Kept) -> None:
        """For the site that `kept` tells of."""
        self.settings = settings
        self.reporter = reporter
        self.kept = kept
        self.thread: threading.Thread | None = None
        self.processes: list[Running] = []
        self.stopped = threading.Event()

    def start(self) -> None:
        """Begin, where there is a site."""
        if not self.kept.made.tree:
            return
        self.stopped.clear()
        self.processes.clear()
        self.thread = threading.Thread(target=self._follow, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Break it off, since the pages are about to change."""
        self.stopped.set()
        for process in self.processes:
            process.kill()
        if self.thread:
            self.thread.join()
            self.thread = None

    def _follow(self) -> None:
        # First the pages that are open are to have what is new.
        if self.stopped.wait(QUIET):
            return
        try:
            with turn(self.settings.root, lambda: None):
                made, publishers = self.kept.made, self.kept.publishers
                settle(self.settings, self.reporter, made, publishers, self._started)
        except (SearchIndexError, OSError) as error:
            if not self.stopped.is_set():
                self.reporter.say(f"{type(error).__name__}: {error}")

    def _started(self, process: Running) -> None:
        self.processes.append(process)
        os.setpriority(os.PRIO_PROCESS, process.process.pid, BACKGROUND)
        if self.stopped.is_set():
            process.kill()


def serve(settings: Settings, reporter: Reporter, port: int) -> None:
    """Build, serve on `port` of this machine, and rebuild at every change, until interrupted."""
    state = State()
    handler = partial(Handler, state=state, site=settings.site)
    with ThreadingHTTPServer((HOST, port), handler) as server:
        server.daemon_threads = True
        address = f"http://{HOST}:{server.server_address[1]}/"
        here = replace(settings, address=address, archive=False, proposed=True)
        kept = read_kept(here.root)
        if not is_whole(here, kept.made.tree):
            kept.made = Made()
        rebuild(here, reporter, state, kept)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        reporter.say(reporter.word("serving", address=address))
        follower = Follower(here, reporter, kept)
        follower.start()
        for _ in changes(here):
            follower.stop()
            rebuild(here, reporter, state, kept)
            follower.start()
        follower.stop()
        kept.publishers.end()
        write_kept(here.root, kept)


def changes(settings: Settings) -> Iterator[object]:
    """Every change of what the site is made of; ends with the interrupt key."""
    paths = [settings.root / name for name in WATCHED]
    paths += [settings.config(language) for language in settings.languages]

    def is_ours(_: Change, path: str) -> bool:
        return not is_written(settings, Path(path))

    yield from watch(*paths, watch_filter=is_ours, raise_interrupt=False, step=STEP)


def is_written(settings: Settings, path: Path) -> bool:
    """Whether the build writes this file itself, or an editor keeps it for a moment."""
    if path.name.startswith(".") or path.name.endswith("~"):
        return True
    places = [settings.docs / code / name for code in settings.codes for name in GENERATED]
    return any(path.is_relative_to(place) for place in [*places, settings.docs / FRAME])


def refreshed(settings: Settings) -> Settings:
    """The settings with the language files as they are now.

    Raises YAMLError, and MissingWordError where a file has lost a section that it had.
    """
    languages = _languages(tree_digest(LANGUAGES))
    for before, now in zip(settings.languages, languages, strict=False):
        if lost := before.facts.keys() - now.facts.keys():
            raise MissingWordError(f"{now.code}: {', '.join(sorted(lost))}")
    return replace(settings, languages=languages)


@lru_cache(maxsize=1)
def _languages(_state: str) -> tuple[Language, ...]:
    """The languages, read again only where their files are others."""
    return read_languages()


def rebuild(settings: Settings, reporter: Reporter, state: State, kept: Kept) -> None:
    """Build once more; a mistake, in a record or in the publisher's eyes, leaves the old site."""
    number = state.number
    try:
        problems = build(refreshed(settings), reporter, kept, partial(state.set, []))
    except (
        PublishError,
        SearchIndexError,
        TemplateError,
        YAMLError,
        MissingWordError,
        OSError,
    ) as error:
        # A template or a language file in the middle of being edited: the next change mends it.
        reporter.say(f"{type(error).__name__}: {error}")
        state.set(str(error).splitlines())
        return
    reporter.problems(problems)
    if problems or state.number == number:
        state.set([line(problem, reporter.language) for problem in problems])
