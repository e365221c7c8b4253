"""The site of a checkout as `make serve` shows it: each page and file is made when requested."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import TemplateError
from yaml import YAMLError

from scripts.console import Reporter, line
from scripts.i18n.language import MissingWordError, read_languages
from scripts.publish.mkdocs import PublishError, publish
from scripts.publish.store import Store
from scripts.publish.worker import MODULE, Workers
from scripts.publish.write import write_file
from scripts.records.load import Known
from scripts.settings import Settings
from scripts.share import NAME, card_digest, share_cards
from scripts.share.picture import draw
from scripts.site import Site, frame, read_site
from scripts.site.checked import load_and_check
from scripts.site.files import GROUPS, Files
from scripts.site.missing import check_site
from scripts.timeline.git import History, head, read_history

LONGEST_WAIT = 25.0
"""Seconds after which a page that waits for a change gets an answer; it asks again."""

MISTAKES = (PublishError, TemplateError, YAMLError, MissingWordError, OSError)
"""What a file raises that is being edited: the next change corrects it."""


@dataclass(frozen=True)
class Answer:
    """What a request gets."""

    body: bytes
    kind: str
    status: HTTPStatus = HTTPStatus.OK


class Preview:
    """The site of a checkout as it is now, page by page; requests and changes take turns."""

    def __init__(self, settings: Settings, reporter: Reporter) -> None:
        self.settings, self.reporter = settings, reporter
        self.number = 0
        self.problems: list[str] = []
        self.changed = threading.Condition()
        self.workers = Workers(settings.root)
        self._lock = threading.RLock()
        self._known = Known()
        self._site: Site | None = None
        self._frames: Mapping[str, str] = {}
        self._inputs = ""
        self._made: dict[str, bytes] = {}
        self._groups: dict[str, Files] = {}
        self._last: dict[str, bytes] = {}
        self._told: list[str] = []

    def load(self) -> None:
        """Read what has changed; where something is wrong, the last good state stays."""
        with self._lock:
            try:
                problems = self._load()
            except MISTAKES as error:
                problems = self._mistake(error)
        self._tell(problems)

    def _tell(self, problems: list[str]) -> None:
        """Give waiting pages another number, and these problems."""
        with self.changed:
            self.number, self.problems = self.number + 1, problems
            self.changed.notify_all()

    def _load(self) -> list[str]:
        settings = refreshed(self.settings)
        checked = load_and_check(settings, self.reporter, self._known)
        self.reporter.problems(checked.problems)
        if checked.chronology is None:
            return [line(each, self.reporter.language) for each in checked.problems]
        history = history_at(settings.root, head(settings.root))
        site = read_site(settings, checked, checked.chronology, history)
        told = check_site(site, self.reporter.language)
        for each in told if told != self._told else ():
            self.reporter.say(each)
        self._told = told
        self._inputs = frame.theme_digest(settings)
        for path, content in frame.frame_files(site):
            write_file(settings.root / path, content)
        self._site, self._frames = site, frame.frame_digests(site)
        self._last |= self._made
        self._made, self._groups = {}, {}
        return []

    def _mistake(self, error: Exception) -> list[str]:
        text = f"{type(error).__name__}: {error}"
        self.reporter.say(text)
        return text.splitlines()

    def state(self, after: int) -> bytes:
        """The number of changes and the problems as JSON, once the number is not `after`."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != after, LONGEST_WAIT)
            return json.dumps({"number": self.number, "problems": self.problems}).encode()

    def has_page(self, path: str) -> bool:
        site = self._site
        return site is not None and (site.has_page(path) or path in site.current)

    def get(self, path: str) -> Answer:
        """What stands at a path below the site's root."""
        with self._lock:
            status, content = HTTPStatus.OK, self._content(path)
            if content is None:
                path, status = "404.html", HTTPStatus.NOT_FOUND
                content = self._content(path) or b"<!doctype html><body></body>"
        return Answer(content, guess_type(path)[0] or "application/octet-stream", status)

    def _content(self, path: str) -> bytes | None:
        """The content at a path; where making it fails, the last good one, if there is any."""
        site = self._site
        if site is None or ".." in path.split("/"):
            return None
        if path not in self._made:
            try:
                content = self._make(site, path)
            except MISTAKES as error:
                self._tell(self._mistake(error))
                return self._last.get(path)
            if content is None:
                return None
            self._made[path] = content
        return self._made[path]

    def _make(self, site: Site, path: str) -> bytes | None:
        if path in site.current:
            entry, current = site.current[path]
            made = self._content(entry)
            return current.html(made.decode()).encode() if made else None
        if site.has_page(path):
            page, text = site.make_page(path)
            key = frame.page_key(site, page, self._frames)
            if page.parts:
                write_file(self.settings.root / frame.parts_path(path), page.parts)
            return self._stored(key, lambda: self._publish(site, path, text))
        if not path.endswith(f"/{NAME}"):
            return self._file(site, path)
        card = share_cards(site.chronology, site.settings.languages).get(path)
        return self._stored(card_digest(card), lambda: draw(card)) if card else None

    def _stored(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What the store has under a key; made and stored where it lacks it."""
        store = Store(self.settings.store)
        content = store.read(key)
        if content is None:
            content = make()
            # Where the theme has just changed, the key is that of the one before.
            if frame.theme_digest(self.settings) == self._inputs:
                store.put(key, content)
        return content

    def _publish(self, site: Site, path: str, text: bytes) -> bytes:
        """The finished HTML of a page."""
        with TemporaryDirectory() as folder:
            out = Path(folder, "out")
            run = self.workers.run if self.settings.publisher == MODULE else None
            publish(site.sources(lambda _: text), [path], out, run=run)
            return (out / path).read_bytes()

    def _file(self, site: Site, path: str) -> bytes | None:
        """A file beside the pages; those that follow from the whole site, as last built."""
        page = f"{path.removesuffix('md')}html"
        if path.endswith(".md") and site.has_page(page):
            return site.published_markdown(page, site.make_page(page)[1])
        if path.endswith(".md") and page in site.current:
            entry, current = site.current[page]
            return current.markdown(site.make_page(entry)[1].decode()).encode()
        for pattern, make in GROUPS:
            if re.fullmatch(pattern, path):
                if pattern not in self._groups:
                    self._groups[pattern] = make(site)
                if path in self._groups[pattern]:
                    return self._groups[pattern][path]
        built = site.settings.site / path
        return built.read_bytes() if path.startswith("pagefind/") and built.is_file() else None


@lru_cache(maxsize=1)
def history_at(root: Path, _head: str) -> History:
    """The history of the checkout at `root`, read again where HEAD has moved."""
    return read_history(root)


def refreshed(settings: Settings) -> Settings:
    """The settings with the language files as they are now.

    Raises YAMLError, and MissingWordError where a file has lost a section that it had.
    """
    languages = read_languages()
    for before, now in zip(settings.languages, languages, strict=False):
        if lost := before.facts.keys() - now.facts.keys():
            raise MissingWordError(f"{now.code}: {', '.join(sorted(lost))}")
    return replace(settings, languages=languages)
