"""Show the site on a local address: each page and file is made when it is requested.

Where a record, a page, a template or a word has changed, the next request shows it, and open pages
reload. While something is wrong the last good state is served, with the problems on top.
"""

from __future__ import annotations

import sys
import threading
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as resources
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import Change, watch

from scripts.console import Reporter
from scripts.pages.page import GENERATED
from scripts.publish.mkdocs import INDEX
from scripts.settings import Settings
from scripts.site.frame import FRAME
from scripts.site.preview import Answer, Preview

HOST = "127.0.0.1"
SCRIPT = "/__reload.js"
STATE = "/__state"

WATCHED = ("timeline", "seeds", "docs", "scripts/i18n", "scripts/pages/templates", "mkdocs.yml")


class Handler(BaseHTTPRequestHandler):
    """Answers requests; adds the reload script to pages."""

    protocol_version = "HTTP/1.1"
    timeout = 60.0
    """Seconds after which a connection without a request is closed."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:  # noqa: ANN401
        self.preview = preview
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer the addresses of the reload script, then pages and files."""
        base = urlsplit(self.preview.settings.address).path
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        if path == STATE:
            after = parse_qs(asked.query).get("after", ["0"])[0]
            number = int(after) if after.isascii() and after.isdigit() else 0
            self._send(Answer(self.preview.state(number), "application/json"))
        elif path == SCRIPT:
            script = resources("scripts").joinpath("reload.js").read_bytes()
            self._send(Answer(script, "text/javascript"))
        elif path.startswith(base):
            self._send_place(path.removeprefix(base), asked.query)
        elif base.startswith(path):
            self._redirect(base)
        else:
            self._send(self.preview.get(path))

    do_HEAD = do_GET  # noqa: N815  (`_send` leaves the content out)

    def _send_place(self, place: str, query: str) -> None:
        """Answer with the page or file at a path below the site's root."""
        if place == "" or place.endswith("/"):
            place += INDEX
        if self.preview.has_page(f"{place}/{INDEX}"):
            self._redirect(f"{PurePosixPath(place).name}/" + (f"?{query}" if query else ""))
        else:
            self._send(self.preview.get(place))

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, answer: Answer) -> None:
        body, kind = answer.body, answer.kind
        if kind == "text/html":
            tag = f'<script src="{SCRIPT}" data-number="{self.preview.number}"></script>'
            body = body.replace(b"</body>", f"{tag}</body>".encode())
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        self.send_response(answer.status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing: the terminal is for problems."""


class Server(ThreadingHTTPServer):
    """A server whose connections may break off at any time."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """Print the traceback of a bug of ours; a lost connection is none."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


def serve(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Show the site and follow every change."""
    preview = Preview(replace(settings, proposed=True), reporter)
    try:
        server = Server((HOST, given.port), partial(Handler, preview=preview))
    except OSError as error:
        reporter.say(reporter.word("no-port", port=given.port, reason=error.strerror))
        return 1
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            preview.workers.prepare()
            preview.load()
            base = urlsplit(settings.address).path
            address = f"http://{HOST}:{server.server_address[1]}{base}"
            reporter.say(reporter.word("serving", address=address))
            for _ in changes(preview.settings):
                preview.load()
        finally:
            preview.workers.end()
    return 0


def changes(settings: Settings) -> Iterator[object]:
    """Every change of what the site is made of; ends with the interrupt key."""
    written = [settings.docs / code / name for code in settings.codes for name in GENERATED]
    written.append(settings.docs / FRAME)

    def is_ours(_: Change, name: str) -> bool:
        path = Path(name)
        # An editor keeps hidden files and those with a tilde for a moment.
        is_kept = path.name.startswith(".") or path.name.endswith("~")
        return not is_kept and not any(path.is_relative_to(place) for place in written)

    configs = [settings.config(language) for language in settings.languages]
    # What happened between two watches is followed as soon as the second one is on.
    has_restarted = False
    while True:
        places = [settings.root / name for name in WATCHED] + configs
        there = [place for place in places if place.exists()]
        try:
            for change in watch(
                *there,
                watch_filter=is_ours,
                raise_interrupt=True,
                step=20,  # milliseconds without a change: a series of changes is complete
                rust_timeout=1000,
                yield_on_timeout=True,
            ):
                # Looked up before the change is followed, which takes time.
                is_other = [place for place in places if place.exists()] != there
                if change or has_restarted:
                    yield change
                has_restarted = is_other
                if is_other:
                    break
        except FileNotFoundError:
            continue  # a folder was moved away at this moment
        except KeyboardInterrupt:
            return
