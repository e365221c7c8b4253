"""`python -m scripts serve`: each page as it would be built, made when it is requested."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import urlopen

import pytest
from building import Quiet
from playwright.sync_api import Browser, expect

from scripts.settings import read_settings
from scripts.site.app import look_folder
from scripts.site.preview import Preview

from .tools import ADDRESS, CODES, copy_small_tree, environment, files, reading, run

PATIENCE = 120.0
"""Seconds after which something that should happen is given up, on a loaded machine too."""

RECORD = "timeline/events/added-day.yml"
PAGE = "en/events/added-day/"
TITLE = "An entry made for the tests of the site"

RELOADS = r'<script src="/__reload.js" data-number="\d+"></script></body>'


class Served:
    """A server for `tree`: started, ended, asked, and listened to."""

    def __init__(self, tree: Path) -> None:
        """Start it, and wait until it says that it serves."""
        self.tree = tree
        self.said: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "scripts", "serve", "--port", "0", "--lang", "en"],
            cwd=tree,
            env=environment(tree),
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()
        wait(lambda: "follows every change" in self.told or self.process.poll() is not None)
        (self.address,) = re.findall(r"the site is at (http://[\d.:]+/base/),", self.told)
        self.port = urlsplit(self.address).port or 0

    def _listen(self) -> None:
        assert self.process.stderr
        with self.process.stderr as stderr:
            self.said.extend(iter(stderr.readline, ""))

    @property
    def told(self) -> str:
        """What it has said on the terminal until now."""
        return "".join(self.said)

    def end(self) -> int:
        """End it as a person does, with the interrupt key; its exit status."""
        self.process.send_signal(signal.SIGINT)
        self.listener.join(PATIENCE)
        return self.process.wait(PATIENCE)

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text with which it answers."""
        try:
            with urlopen(urljoin(self.address, path), timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def ask(self, request: bytes, *, reset: bool = False) -> bytes:
        """The answer to a request; with `reset` the connection is closed before the answer."""
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as connection:
            if reset:
                # Closed with a reset, not with the end of the data.
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(request)
            return b"" if reset else connection.recv(2000)

    def state(self) -> tuple[int, list[str]]:
        """The number of the last build, and what is wrong."""
        known = json.loads(self.get("/__state?after=0")[1])
        return known["number"], known["problems"]

    def text(self, path: str) -> str:
        """A file of its tree."""
        return (self.tree / path).read_text("utf-8")

    def change(self, path: str, old: str, new: str) -> list[str]:
        """Replace a text in a file and wait for the build that follows: its problems."""
        text = self.text(path)
        assert old in text
        return self.put(path, text.replace(old, new, 1))

    def put(self, path: str, text: str) -> list[str]:
        """Write a file and wait for the build that follows: its problems."""
        return self.follow(lambda: (self.tree / path).write_text(text, encoding="utf-8"))

    def follow(self, act: Callable[[], object]) -> list[str]:
        """Do something and wait for the build that follows: its problems."""
        number, _ = self.state()
        act()
        wait(lambda: self.state()[0] > number)
        return self.state()[1]


def wait(until: Callable[[], bool]) -> None:
    """Wait until something holds, but not forever."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for a small tree; the interrupt key ends it quietly, with status 0."""
    server = Served(copy_small_tree(tmp_path_factory.mktemp("serve") / "tree"))
    yield server
    said = len(server.said)
    assert server.end() == 0
    assert "Traceback" not in "".join(server.said[said:])


@pytest.mark.parametrize(
    ("path", "found"),
    [
        *(("", RELOADS), (PAGE, RELOADS)),
        *((f"{code}/", rf'(?s)<html lang="{code}".*{RELOADS}') for code in CODES),
        ("/__reload.js", "location.reload"),
        (f"{look_folder()}/timeline.css", r"\{"),
    ],
)
def test_what_is_there(served: Served, path: str, found: str) -> None:
    """The chooser, an entry, both homes with the script that reloads; other files as they are."""
    status, text = served.get(path)
    assert status == HTTPStatus.OK
    assert re.search(found, text)


@pytest.mark.parametrize(
    "path",
    [
        *("en/events/nothing-here/", "/en/", "../pyproject.toml", "%2e%2e/pyproject.toml"),
        "..%2fpyproject.toml",
    ],
)
def test_what_is_not_there(served: Served, path: str) -> None:
    """The site's own page with links below this address, which reloads, too; nothing outside."""
    status, text = served.get(path)
    assert status == HTTPStatus.NOT_FOUND
    assert "dependency-groups" not in text
    if path.startswith("en/"):
        assert all(f'<section lang="{code}"' in text for code in CODES)
        assert all(f'href="/base/{code}/"' in text for code in CODES)
        assert "/__reload.js" in text


def test_outside_git_nobody_knows_the_last_changes(served: Served) -> None:
    """No day in the sitemap is better than a wrong one: that of the build, or of the files."""
    sitemap = served.get("sitemap.xml")[1]
    assert sitemap.count("<loc>") > 50
    assert "<lastmod>" not in sitemap


def test_what_is_edited_is_rebuilt(served: Served) -> None:
    """A record, a page that no record is behind; the number of the build is on the page."""
    assert served.change(RECORD, "It has a day and a source", "It has a moon") == []
    text = served.get(PAGE)[1]
    assert "It has a moon" in text
    assert f'data-number="{served.state()[0]}"' in text
    assert served.change("docs/en/about.md", "# About", "# About this") == []
    assert re.search("<h1[^>]*>About this<", served.get("en/about/")[1])


def test_a_wrong_record_keeps_the_last_good_site(served: Served) -> None:
    """The page stays; state and terminal tell the problem with its place; corrected, it goes."""
    (problem,) = served.change(RECORD, "2014-01-20", "2014-13-45")
    status, text = served.get(PAGE)
    assert served.change(RECORD, "2014-13-45", "2014-01-20") == []
    assert re.fullmatch(rf"{RECORD}:4:7: .+ \(no-such-month\)", problem)
    assert problem in served.told
    assert status == HTTPStatus.OK
    assert TITLE in text


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("scripts/pages/templates/entry.md.j2", "{% endfor %}", "{% endfro %}"),
        ("docs/theme/page.html", "{% endblock %}", "{% endblokc %}"),
        ("scripts/i18n/en.yml", "name: English", "name: [English"),
        ("scripts/i18n/en.yml", "direction: ltr", "direction"),
        ("scripts/i18n/en.yml", "", ""),
    ],
    ids=["template", "theme", "language-broken", "language-half", "language-empty"],
)
def test_what_is_half_written_does_not_end_the_server(
    served: Served, path: str, old: str, new: str
) -> None:
    """A mistake in a template, the theme, a language file is told, survived, and corrected."""
    good = served.text(path)
    before = served.get(PAGE)
    served.put(path, good.replace(old, new, 1) if old else "")
    page = served.get(PAGE)
    _, problems = served.state()
    assert served.put(path, good) == []
    assert problems
    number = r'data-number="\d+"'
    assert (page[0], re.sub(number, "", page[1])) == (HTTPStatus.OK, re.sub(number, "", before[1]))


def test_an_open_page_follows(served: Served, browser: Browser) -> None:
    """It reloads by itself when the site is rebuilt, and shows what is wrong while it is wrong."""
    with reading(browser) as tab:
        heading, alert = tab.locator("h1"), tab.locator("[role=alert]")
        tab.goto(served.address + PAGE)
        served.change(RECORD, TITLE, "An entry, watched")
        expect(heading).to_contain_text("An entry, watched", timeout=PATIENCE * 1000)
        served.change(RECORD, "2014-01-20", "2014-13-45")
        expect(alert).to_contain_text("no-such-month")
        expect(heading).to_contain_text("An entry, watched")
        served.change(RECORD, "2014-13-45", "2014-01-20")
        expect(alert).to_have_count(0)
        served.change(RECORD, "An entry, watched", TITLE)
        expect(heading).to_contain_text(TITLE)


def test_a_page_that_was_opened_during_a_build_follows(served: Served, browser: Browser) -> None:
    """A page whose build was replaced before its script first asked notices that, too."""
    # As if it had been served just before the build that is the last by now.
    number = served.state()[0] - 1
    old = f'<h1>Old</h1><script src="/__reload.js" data-number="{number}"></script>'
    with reading(browser) as tab:
        tab.route(
            f"**/{PAGE}",
            lambda route: route.fulfill(body=old, content_type="text/html; charset=utf-8"),
            times=1,
        )
        tab.goto(served.address + PAGE)
        expect(tab.locator("h1")).to_contain_text(TITLE)


def test_a_busy_port(served: Served) -> None:
    """It says so, and what to do: status 1, no traceback."""
    done = run(served.tree, "serve", "--port", str(served.port), "--lang", "en")
    assert done.status == 1
    assert f"the port {served.port} cannot be used" in done.said
    assert "--port" in done.said
    assert "Traceback" not in done.said


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nno header\r\n\r\n",
        b"GET /" + b"a" * 100_000,
        b"\x00\xff\xfe\r\n\r\n",
        b"GET /%ff%00%2e%2e/ HTTP/1.0\r\n\r\n",
        b"GET /base/pagefind/../../pyproject.toml HTTP/1.0\r\n\r\n",
        b"POST / HTTP/1.0\r\n\r\n",
        b"GET /__state?after=%F0 HTTP/1.0\r\n\r\n",
    ],
)
def test_odd_requests(served: Served, request_: bytes) -> None:
    """Each gets an answer, and the server goes on; so it does where the connection breaks off."""
    said = len(served.said)
    assert b"dependency-groups" not in served.ask(request_)
    served.ask(b"GET /base/en/timeline/ HTTP/1.1\r\nHost: localhost\r\n\r\n", reset=True)
    assert served.get(PAGE)[0] == HTTPStatus.OK
    assert "Traceback" not in "".join(served.said[said:])


def test_a_folder_that_goes_and_comes_back(served: Served) -> None:
    """As when git changes branches: problems while it is away, none afterwards."""
    seeds, elsewhere = served.tree / "seeds", served.tree / "elsewhere"
    assert served.follow(lambda: seeds.rename(elsewhere))
    assert served.get(PAGE)[0] == HTTPStatus.OK
    elsewhere.rename(seeds)
    wait(lambda: served.state()[1] == [])
    assert served.change(RECORD, "It has a", "It has a badger, a") == []
    assert "It has a badger" in served.get(PAGE)[1]


def test_a_file_that_is_replaced(served: Served) -> None:
    """Editors write another file and rename it."""
    beside = served.tree / f"{RECORD}.tmp~"
    beside.write_text(served.text(RECORD).replace("It has a", "It has a newt, a", 1), "utf-8")
    served.follow(lambda: beside.replace(served.tree / RECORD))
    assert "It has a newt" in served.get(PAGE)[1]


def test_everything_served_equals_what_is_built(tmp_path: Path) -> None:
    """Every page and file, byte for byte; each kind is rebuilt without the store too."""
    tree = copy_small_tree(tmp_path / "tree")
    done = run(tree, "build", "--proposed", "--lang", "en")
    assert done.status == 0, done.said
    settings = replace(read_settings(tree, {"SITE_ADDRESS": ADDRESS}), proposed=True)
    preview = Preview(settings, Quiet(settings.language("en")))
    preview.load()
    built = files(tree / "site")
    assert len(built) > 500
    assert [path for path, content in built.items() if preview.get(path).body != content] == []

    # One page of each kind, in one language or the other, with nothing in the store.
    shutil.rmtree(settings.store)
    preview.load()
    kinds: dict[tuple[str, int], dict[str, str]] = {}
    for path in built:
        code, *rest = path.split("/")
        if path.endswith("/index.html"):
            kinds.setdefault((rest[0], len(rest)), {}).setdefault(code, path)
    paths = [kind[CODES[number % 2]] for number, kind in enumerate(kinds.values())]
    assert len(paths) > 15
    try:
        wrong = [path for path in paths if preview.get(path).body != built[path]]
    finally:
        preview.workers.end()
    assert wrong == []
