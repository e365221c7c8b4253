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

from .tools import ADDRESS, CODES, copy_small_tree, environment, files, run

PATIENCE = 120.0
"""Seconds after which something that should happen is given up, on a loaded machine too."""

RECORD = "timeline/events/added-day.yml"
PAGE = "en/events/added-day/"
TITLE = "An entry made for the tests of the site"


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
        wait(lambda: "follows every change" in self.told or not self.is_alive)
        assert self.is_alive, self.told
        (self.address,) = re.findall(r"the site is at (http://[\d.:]+/base/),", self.told)
        self.port = urlsplit(self.address).port or 0

    def _listen(self) -> None:
        assert self.process.stderr
        self.said.extend(iter(self.process.stderr.readline, ""))

    @property
    def told(self) -> str:
        """What it has said on the terminal until now."""
        return "".join(self.said)

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended by itself."""
        return self.process.poll() is None

    def end(self) -> int:
        """End it as a person does, with the interrupt key; its exit status."""
        if self.is_alive:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=PATIENCE)
        self.listener.join()
        assert self.process.stderr
        self.process.stderr.close()
        return status

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text with which it answers."""
        try:
            with urlopen(urljoin(self.address, path), timeout=PATIENCE) as answer:  # noqa: S310
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def state(self, after: int = 0) -> tuple[int, list[str]]:
        """The number of the last build, once it is another than `after`, and what is wrong."""
        known = json.loads(self.get(f"/__state?after={after}")[1])
        return known["number"], known["problems"]

    def text(self, path: str) -> str:
        """A file of its tree."""
        return (self.tree / path).read_text("utf-8")

    def change(self, path: str, old: str, new: str) -> tuple[int, list[str]]:
        """Replace a text in a file and wait for the build that follows: its number and problems."""
        text = self.text(path)
        assert old in text
        return self.put(path, text.replace(old, new, 1))

    def put(self, path: str, text: str) -> tuple[int, list[str]]:
        """Write a file and wait for the build that follows: its number and problems."""
        number, _ = self.state()
        (self.tree / path).write_text(text, encoding="utf-8")
        wait(lambda: self.has_built_since(number))
        return self.state()

    def has_built_since(self, number: int) -> bool:
        """Whether a build has ended after that one; fails where the server has ended instead."""
        try:
            return self.state()[0] > number
        except OSError:  # nobody answers
            self.process.wait(timeout=PATIENCE)
            pytest.fail("the server has ended: " + "".join(self.said[-3:]))


def without_number(page: str) -> str:
    """A page without the number of the build, which its reload script carries."""
    return re.sub(r'data-number="\d+"', "", page)


def wait(until: Callable[[], bool]) -> None:
    """Wait until something holds, but not forever."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree of this module's own, not built yet."""
    return copy_small_tree(tmp_path_factory.mktemp("serve") / "tree")


@pytest.fixture(scope="module")
def servers(small: Path) -> Iterator[list[Served]]:
    """The servers that were started for this module, the last of them perhaps alive."""
    started = [Served(small)]
    yield started
    for each in started:
        each.end()


@pytest.fixture
def served(servers: list[Served], small: Path) -> Served:
    """A server that is alive; where a test has brought it down, a new one."""
    if not servers[-1].is_alive:
        servers.append(Served(small))
    return servers[-1]


def test_both_languages_are_on_one_address(served: Served) -> None:
    """The chooser, both homes, an entry, and the script that reloads."""
    for path in ("", *(f"{code}/" for code in CODES), PAGE):
        status, text = served.get(path)
        assert status == HTTPStatus.OK
        assert re.search(r'<script src="/__reload.js" data-number="\d+"></script></body>', text)
    for code in CODES:
        assert f'<html lang="{code}"' in served.get(f"{code}/")[1]


def test_other_files_are_served_as_they_are(served: Served) -> None:
    """Style, sitemap, the reload script; nothing from outside the site."""
    style = f"{look_folder()}/timeline.css"
    assert served.get(style)[1] == served.text("docs/theme/look/timeline.css")
    assert "location.reload" in served.get("/__reload.js")[1]
    assert served.get("sitemap.xml")[0] == HTTPStatus.OK
    for outside in ("../pyproject.toml", "/en/", "%2e%2e/pyproject.toml", "..%2fpyproject.toml"):
        assert served.get(outside)[0] == HTTPStatus.NOT_FOUND


def test_a_missing_page_is_the_sites_own(served: Served) -> None:
    """Status 404, the words of both languages, links below this address; it reloads, too."""
    status, text = served.get("en/events/nothing-here/")
    assert status == HTTPStatus.NOT_FOUND
    assert all(f'<section lang="{code}"' in text for code in CODES)
    assert all(f'href="/base/{code}/"' in text for code in CODES)
    assert "/__reload.js" in text


def test_outside_git_nobody_knows_the_last_changes(served: Served) -> None:
    """No day in the sitemap is better than a wrong one: that of the build, or of the files."""
    sitemap = served.get("sitemap.xml")[1]
    assert sitemap.count("<loc>") > 50
    assert "<lastmod>" not in sitemap


def test_an_edited_record_is_rebuilt(served: Served) -> None:
    """The page changes, the number of the build too: that is what open pages wait for."""
    number, problems = served.change(RECORD, "It has a day and a source", "It has a moon")
    assert problems == []
    text = served.get(PAGE)[1]
    assert "It has a moon" in text
    assert f'data-number="{number}"' in text


def test_a_page_written_by_hand_is_rebuilt(served: Served) -> None:
    """Also a page of docs/ that no record is behind."""
    assert served.change("docs/en/about.md", "# About", "# About this")[1] == []
    assert re.search("<h1[^>]*>About this<", served.get("en/about/")[1])


def test_a_wrong_record_keeps_the_last_good_site(served: Served) -> None:
    """The page stays; state and terminal tell the problem with its place; corrected, it goes."""
    good = served.text(RECORD)
    _, problems = served.put(RECORD, good.replace("2014-01-20", "2014-13-45"))
    page = served.get(PAGE)
    _, after = served.put(RECORD, good)
    assert len(problems) == 1
    assert re.fullmatch(rf"{RECORD}:4:7: .+ \(no-such-month\)", problems[0])
    assert problems[0] in served.told
    assert page[0] == HTTPStatus.OK
    assert TITLE in page[1]
    assert after == []


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
    served: Served,
    path: str,
    old: str,
    new: str,
) -> None:
    """A mistake in a template, the theme, a language file is told, survived, and corrected."""
    good = served.text(path)
    before = served.get(PAGE)[1]
    try:
        served.put(path, good.replace(old, new, 1) if old else "")
        page = served.get(PAGE)
        number, problems = served.state()
    finally:
        (served.tree / path).write_text(good, encoding="utf-8")
    wait(lambda: served.has_built_since(number))
    assert problems
    assert page[0] == HTTPStatus.OK
    assert without_number(page[1]) == without_number(before)
    assert served.state()[1] == []


def test_an_open_page_follows(served: Served, browser: Browser) -> None:
    """It reloads by itself when the site is rebuilt, and shows what is wrong while it is wrong."""
    context = browser.new_context()
    tab = context.new_page()
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
    context.close()


def test_a_page_that_was_opened_during_a_build_follows(served: Served, browser: Browser) -> None:
    """A page whose build was replaced before its script first asked notices that, too."""
    context = browser.new_context()
    tab = context.new_page()
    number, _ = served.state()
    # As if it had been served just before the build that is the last by now.
    old = f'<h1>Old</h1><script src="/__reload.js" data-number="{number - 1}"></script>'
    tab.route(
        f"**/{PAGE}",
        lambda route: route.fulfill(body=old, content_type="text/html; charset=utf-8"),
        times=1,
    )
    tab.goto(served.address + PAGE)
    expect(tab.locator("h1")).to_contain_text(TITLE)
    context.close()


def test_the_interrupt_key_ends_it(small: Path) -> None:
    """Quietly, with status 0."""
    server = Served(small)
    assert server.end() == 0
    assert "Traceback" not in server.told


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
    """Each gets an answer, and the server goes on without a word."""
    said = len(served.said)
    with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as connection:
        connection.sendall(request_)
        answer = connection.recv(2000)
    assert b"dependency-groups" not in answer
    assert served.get(PAGE)[0] == HTTPStatus.OK
    assert "Traceback" not in "".join(served.said[said:])


def test_a_connection_that_breaks_off(served: Served) -> None:
    """Before it has its answer: nothing is said, and others are served."""
    said = len(served.said)
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", served.port), PATIENCE) as connection:
            # Closed with a reset, not with the end of the data.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.sendall(b"GET /base/en/timeline/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert served.get(PAGE)[0] == HTTPStatus.OK
    assert "Traceback" not in "".join(served.said[said:])


def test_a_folder_that_goes_and_comes_back(served: Served) -> None:
    """As when git changes branches: problems while it is away, none afterwards."""
    number, _ = served.state()
    (served.tree / "seeds").rename(served.tree / "elsewhere")
    wait(lambda: served.has_built_since(number))
    assert served.get(PAGE)[0] == HTTPStatus.OK
    (served.tree / "elsewhere").rename(served.tree / "seeds")
    wait(lambda: served.state()[1] == [])
    assert served.change(RECORD, "It has a", "It has a badger, a")[1] == []
    assert "It has a badger" in served.get(PAGE)[1]


def test_a_file_that_is_replaced(served: Served) -> None:
    """Editors write another file and rename it."""
    number, _ = served.state()
    beside = served.tree / f"{RECORD}.tmp~"
    beside.write_text(served.text(RECORD).replace("It has a", "It has a newt, a", 1), "utf-8")
    beside.replace(served.tree / RECORD)
    wait(lambda: served.has_built_since(number))
    assert "It has a newt" in served.get(PAGE)[1]


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree whose site was built as a preview, which is what is served."""
    tree = copy_small_tree(tmp_path_factory.mktemp("compared") / "tree")
    done = run(tree, "build", "--proposed", "--lang", "en")
    assert done.status == 0, done.said
    return tree


def test_everything_served_equals_what_is_built(compared: Path) -> None:
    """Every page and file, byte for byte; pages of every kind are made again, not stored ones."""
    settings = replace(read_settings(compared, {"SITE_ADDRESS": ADDRESS}), proposed=True)
    preview = Preview(settings, Quiet(settings.language("en")))
    preview.load()
    built = files(compared / "site")
    assert len(built) > 500
    wrong = [path for path, content in built.items() if preview.get(path).body != content]
    assert wrong == []

    # One page of each kind in each language, with nothing in the store.
    shutil.rmtree(settings.store)
    preview.load()
    kinds: dict[tuple[str, ...], str] = {}
    for path in built:
        code, *rest = path.split("/")
        if path.endswith("/index.html"):
            kinds.setdefault((code, rest[0], str(len(rest))), path)
    assert len(kinds) > 30
    try:
        wrong = [path for path in kinds.values() if preview.get(path).body != built[path]]
    finally:
        preview.workers.end()
    assert wrong == []
