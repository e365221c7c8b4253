"""The site of a checkout as `make serve` shows it: each page and file is made when requested."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import TemplateError
from yaml import YAMLError

from scripts import site as parts
from scripts import site_files
from scripts.build import STORE
from scripts.checked import load_and_check
from scripts.console import Reporter, line
from scripts.i18n.language import MissingWordError, read_languages
from scripts.lost_addresses import check_addresses
from scripts.publish.mkdocs import INDEX, PublishError, environment, publish
from scripts.publish.store import Store
from scripts.publish.worker import Workers
from scripts.records.load import Known
from scripts.settings import Settings
from scripts.share.picture import draw
from scripts.share.pictures import NAME, card_digest, share_cards
from scripts.site import MadePage, Site
from scripts.site_files import Files
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
        """Nothing is read yet."""
        self.settings, self.reporter = settings, reporter
        self.number = 0
        self.problems: list[str] = []
        self.changed = threading.Condition()
        self.workers = Workers(settings.root, environment())
        self._lock = threading.RLock()
        self._known = Known()
        self._history: tuple[str, History] = ("", {})
        self._site: Site | None = None
        self._frames: dict[str, str] = {}
        self._made: dict[str, bytes] = {}
        self._groups: dict[Callable[[Site], Files], Files] = {}
        self._last: dict[str, bytes] = {}
        self._told: list[str] = []

    def load(self) -> None:
        """Read what has changed; where something is wrong, the last good state stays."""
        with self._lock:
            try:
                problems = self._load()
            except MISTAKES as error:
                problems = self._mistake(error)
        with self.changed:
            self.number += 1
            self.problems = problems
            self.changed.notify_all()

    def _load(self) -> list[str]:
        settings = refreshed(self.settings)
        checked = load_and_check(settings, self.reporter, self._known)
        self.reporter.problems(checked.problems)
        if checked.chronology is None:
            return [line(each, self.reporter.language) for each in checked.problems]
        site = parts.read_site(settings, checked, checked.chronology, self._read_history())
        told = check_addresses(site, self.reporter.language)
        for each in told if told != self._told else ():
            self.reporter.say(each)
        self._told = told
        frames = dict(parts.write_frames(site))
        self._site, self._frames = site, frames
        self._last |= self._made
        self._made, self._groups = {}, {}
        return []

    def _read_history(self) -> History:
        """The history of the checkout, read again where HEAD has moved."""
        now = head(self.settings.root)
        if not now or now != self._history[0]:
            self._history = now, read_history(self.settings.root)
        return self._history[1]

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
        """Whether a page stands at a path below the site's root."""
        code, _, rest = path.partition("/")
        address, site = rest.removesuffix(INDEX), self._site
        known = site is not None and code in site.codes
        return bool(
            known and site and (address in site.plans[code] or address in site.by_hand(code))
        )

    def get(self, path: str) -> Answer:
        """What stands at a path below the site's root."""
        with self._lock:
            try:
                content = self._content(path)
            except MISTAKES as error:
                problems = self._mistake(error)
                with self.changed:
                    self.problems = problems
                    self.number += 1
                    self.changed.notify_all()
                content = self._last.get(path)
            status = HTTPStatus.OK
            if content is None:
                path, status = "404.html", HTTPStatus.NOT_FOUND
                content = self._content(path) if self._site else b"<!doctype html><body></body>"
        return Answer(content or b"", guess_type(path)[0] or "application/octet-stream", status)

    def _content(self, path: str) -> bytes | None:
        site = self._site
        if site is None:
            return None
        if ".." in path.split("/"):
            return None
        if path not in self._made:
            content = self._page(site, path) or self._picture(site, path)
            if content is None:
                content = self._file(site, path)
            if content is None:
                return None
            self._made[path] = content
        return self._made[path]

    def _page(self, site: Site, path: str) -> bytes | None:
        """The finished HTML of a page; None where the path is not that of a page."""
        code, _, rest = path.partition("/")
        address = rest.removesuffix(INDEX)
        if code not in site.codes or not path.endswith(INDEX):
            return None
        text = b""
        if plan := site.plans[code].get(address):
            page, text = parts.make_page(site, code, plan)
        elif by_hand := site.by_hand(code).get(address):
            page = parts.page_by_hand(site, code, by_hand)
        else:
            return None
        store, key = Store(site.settings.cache / STORE), parts.page_key(site, page, self._frames)
        content = store.read(key)
        if content is None:
            with TemporaryDirectory() as folder:
                out = Path(folder, "out")
                publish(site.sources(lambda _: text), [path], out, run=self.workers.run)
                content = (out / path).read_bytes()
            store.put(key, content)
        return content

    def _picture(self, site: Site, path: str) -> bytes | None:
        """A picture for shared links; None where the path is not that of one."""
        if not path.endswith(f"/{NAME}"):
            return None
        card = share_cards(site.chronology, site.settings.languages).get(path)
        if card is None:
            return None
        store, key = Store(site.settings.cache / STORE), card_digest(card)
        content = store.read(key)
        if content is None:
            content = draw(card)
            store.put(key, content)
        return content

    def _file(self, site: Site, path: str) -> bytes | None:
        """A file beside the pages; those that follow from the whole site, as last built."""
        for pattern, make in GROUPS:
            if re.fullmatch(pattern, path):
                if make not in self._groups:
                    self._groups[make] = make(site)
                if path in self._groups[make]:
                    return self._groups[make][path]
        built = site.settings.site / path
        whole = path.startswith("pagefind/") or path == site.archive
        return built.read_bytes() if whole and built.is_file() else None


def _root_pages(site: Site) -> Files:
    return site_files.root_pages(site, {})


def _sitemap(site: Site) -> Files:
    pages: list[MadePage] = []
    for code in site.codes:
        pages += [parts.make_page(site, code, plan)[0] for plan in site.plans[code].values()]
        pages += [parts.page_by_hand(site, code, page) for page in site.by_hand(code).values()]
    return site_files.root_pages(site, site_files.days_of(pages))


def _app_files(site: Site) -> Files:
    def digest(path: str) -> str:
        code, _, rest = path.partition("/")
        return parts.make_page(site, code, site.plans[code][rest.removesuffix(INDEX)])[0].digest

    return site_files.app_files(site, digest)


GROUPS: tuple[tuple[str, Callable[[Site], Files]], ...] = (
    (r"sitemap.*", _sitemap),
    (r"service-worker\.js", _app_files),
    (r"[^/]+\.html|robots\.txt", _root_pages),
    (r".*icon-.*|.*manifest.*", lambda site: site_files.app_files(site, lambda _: "")),
    (r"data/cite\..*|.*/(cite|sources)\.[\w.]+", site_files.cite_files),
    (r"(.*/)?contribute/.*", site_files.contribute_files),
    (r"data/.*|facts\.json|.*feed\.\w+|.*timeline\..*", site_files.data_files),
    (r".*", site_files.fixed_files),
)
"""The paths of a group of files as a pattern, and what makes the group."""


def refreshed(settings: Settings) -> Settings:
    """The settings with the language files as they are now.

    Raises YAMLError, and MissingWordError where a file has lost a section that it had.
    """
    languages = read_languages()
    for before, now in zip(settings.languages, languages, strict=False):
        if lost := before.facts.keys() - now.facts.keys():
            raise MissingWordError(f"{now.code}: {', '.join(sorted(lost))}")
    return replace(settings, languages=languages)
