"""Help for the tests of the site: copies of the tree, the commands, the pages, what is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from scripts.site.published import FILE as PUBLISHED
from scripts.site.published import published_text, read_published

REPOSITORY = Path(__file__).parents[2]

ADDITIONS = Path(__file__).parent / "additions"
"""Records for the kinds of page, and for the odd texts, that no real record may need just now."""

ADDRESS = "https://example.org/base/"
"""The address that the test sites are built for: below a base path, as a project's pages are."""

CODES = ("ar", "en")

TOY = REPOSITORY / "tests" / "toy"
"""An invented chronology with every odd case of a record once, and pages written by hand for it."""

PATIENCE = 1200
"""Seconds after which a command is taken to hang, on the busiest machine."""

WHAT_A_BUILD_NEEDS = ("scripts", "timeline", "seeds", "docs", "pyproject.toml")


def missing(tool: str, remedy: str) -> NoReturn:
    """Skip the test for want of `tool`; where a service runs the tests, fail it."""
    text = f"{tool} is not on this machine, so this was not tested ({remedy})"
    if os.environ.get("CI"):
        pytest.fail(text)
    pytest.skip(text)


def needed(tool: str, remedy: str, *names: str) -> str:
    """The path of the first of the programs `names` that is here."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    return found or missing(tool, remedy)


def copy_tree(to: Path, *, source: Path = REPOSITORY, rendered: bool = False) -> Path:
    """Copy what a build needs; what a build has written for the publisher only if `rendered`."""
    ignored = (REPOSITORY / ".gitignore").read_text("utf-8").splitlines()
    written = [line.strip("/") for line in ignored if line.startswith("/docs/")]

    def left_out(folder: str, names: list[str]) -> set[str]:
        place = Path(folder).relative_to(source)
        patterns = [] if rendered else written
        return {name for name in names if any((place / name).match(each) for each in patterns)}

    to.mkdir(parents=True)
    for path in [*(source / name for name in WHAT_A_BUILD_NEEDS), *source.glob("mkdocs*.yml")]:
        if path.is_dir():
            shutil.copytree(path, to / path.name, ignore=left_out)
        else:
            shutil.copy2(path, to)
    return to


def add(tree: Path) -> None:
    """Put the additions into a tree; a file that is there already is continued."""
    for path in sorted(ADDITIONS.rglob("*.yml")):
        target = tree / path.relative_to(ADDITIONS)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("ab") as file:
            file.write(path.read_bytes())


def copy_small_tree(to: Path) -> Path:
    """Copy what a build needs, with the toy and the additions in the place of the records."""
    copy_tree(to)
    for folder in (to / "timeline", to / "seeds", *(to / "docs" / code for code in CODES)):
        shutil.rmtree(folder)
    shutil.copytree(TOY, to, dirs_exist_ok=True)
    add(to)
    return to


def commit(tree: Path, days: Mapping[str, str]) -> None:
    """Make a repository of a tree, with one commit for each part of it and its day.

    The history is a new one: it has none of the revisions that were published.
    """
    published = read_published(tree)
    if published.revisions:
        text = published_text(replace(published, revisions={}))
        (tree / PUBLISHED).write_bytes(text)
    (tree / ".gitignore").write_text("/site/\n/.cache/\n/docs/theme/frame/\n", encoding="utf-8")
    git(tree, "init", "--quiet")
    for part, at in days.items():
        git(tree, "add", part, at=at)
        git(tree, "commit", "--quiet", "--message", part, at=at)


def environment(tree: Path, **more: str) -> dict[str, str]:
    """The environment for a command in `tree`: that of the tests, the sites' address, `more`."""
    # Git says in GIT_DIR where the repository is when it runs the tests itself, from a hook.
    ours = ("SITE_", "GIT_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {
        **inherited,
        "SITE_ADDRESS": ADDRESS,
        "PYTHONDONTWRITEBYTECODE": "1",
        # A temporary folder inside somebody's checkout is not part of that checkout.
        "GIT_CEILING_DIRECTORIES": str(tree.resolve().parent),
        **more,
    }


@dataclass(frozen=True)
class Done:
    """How a command ended, and all that it said."""

    status: int
    said: str


def run(
    tree: Path,
    *words: str,
    more: Mapping[str, str] | None = None,
    under: Sequence[str] = (),
) -> Done:
    """Run `python -m scripts` with `words` in `tree`, `more` in its environment.

    `under` is a command that runs another in circumstances of its own.
    """
    done = subprocess.run(
        [*under, sys.executable, "-m", "scripts", *words],
        cwd=tree,
        env=environment(tree, **(more or {})),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    return Done(done.returncode, done.stdout)


def build(tree: Path, under: Sequence[str] = (), **more: str) -> Path:
    """Build the site of `tree`, `more` in the environment; its folder. `under` as for `run`."""
    done = run(tree, "build", "--lang", "en", more=more, under=under)
    assert done.status == 0, done.said
    return tree / "site"


def git(tree: Path, *words: str, at: str = "2026-01-01T00:00:00+00:00") -> str:
    """Run git in `tree`, whoever runs the tests, at a fixed time; what it printed."""
    needed("git", "apt install git", "git")
    nobody = {"NAME": "A tester", "EMAIL": "tester@example.org", "DATE": at}
    who = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in nobody.items()}
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *words],
        cwd=tree,
        env=environment(tree, **who, **plain),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def markdown(tree: Path, code: str, address: str) -> Path:
    """The Markdown file of a page, whichever of the two ways of naming it the build uses."""
    folder = tree / "docs" / code / address
    as_file = folder.with_suffix(".md")
    return as_file if as_file.is_file() else folder / "index.md"


def files(folder: Path) -> dict[str, bytes]:
    """The content of every file below `folder`, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Page:
    """One HTML file of the site: `path` below the site's root, in words of addresses."""

    path: str
    file: Path

    @cached_property
    def document(self) -> html.HtmlElement:
        return html.document_fromstring(self.file.read_bytes())

    @property
    def code(self) -> str:
        """The code of its language; empty for the pages of the root."""
        first, _, rest = self.path.partition("/")
        return first if rest or self.path.endswith("/") else ""

    @property
    def below(self) -> str:
        return self.path.partition("/")[2]

    @property
    def address(self) -> str:
        return ADDRESS + self.path

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list it: not the 404 page, not an old revision of a page."""
        return not self.values("//head/meta[@name='robots'][contains(@content, 'noindex')]")

    @cached_property
    def kind(self) -> str:
        """The kind of page: its template, `hand` for prose, `root` for the pages of the root."""
        if not self.code:
            return "root"
        front = self.file.with_name("index.md").read_text("utf-8").split("---\n")[1]
        return str(yaml.safe_load(front).get("kind", "hand"))

    def all(self, xpath: str) -> list[html.HtmlElement]:
        """Every element that `xpath` finds."""
        found = self.document.xpath(xpath)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, html.HtmlElement)]

    def values(self, xpath: str) -> list[str]:
        """Every attribute or text that `xpath` finds."""
        found = self.document.xpath(xpath)
        assert isinstance(found, list)
        return [str(each) for each in found]


@dataclass(frozen=True)
class Site:
    """A finished site: the tree that it was built in, and a folder that holds it as `base/`."""

    tree: Path
    served: Path

    @property
    def root(self) -> Path:
        return self.served / "base"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(
            Page(path.relative_to(self.root).as_posix().removesuffix("index.html"), path)
            for path in sorted(self.root.rglob("*.html"))
        )

    @cached_property
    def in_languages(self) -> tuple[Page, ...]:
        """The pages that have a language: all but those of the root."""
        return tuple(page for page in self.pages if page.code)

    def page(self, path: str) -> Page:
        return next(page for page in self.pages if page.path == path)

    @cached_property
    def one_of_a_kind(self) -> tuple[Page, ...]:
        """For each kind of page in each language the longest one; both pages of the root."""
        longest: dict[tuple[str, str], Page] = {}
        for page in self.in_languages:
            # Hand-written pages are each of their own kind.
            kind = page.below if page.kind == "hand" else page.kind
            held = longest.setdefault((page.code, kind), page)
            if page.file.stat().st_size > held.file.stat().st_size:
                longest[page.code, kind] = page
        return (*longest.values(), *(page for page in self.pages if not page.code))


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a static host does, with the 404 page of the site, here or in `base/`."""

    protocol_version = "HTTP/1.1"

    def send_error(
        self,
        code: int,
        message: str | None = None,
        explain: str | None = None,
    ) -> None:
        """Answer with the site's own page where there is nothing."""
        page = Path(self.directory) / "base" / "404.html"
        if not page.is_file():
            page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Let browsers keep what they have, as hosts of static sites do."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server whose requests may be broken off without a word."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that leaves breaks requests off."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine; the address, with a slash at its end."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def reading(browser: Browser, **options: Any) -> Iterator[Tab]:  # noqa: ANN401  (any of them)
    """A tab of a reader who is new here, in a window with these options."""
    context = browser.new_context(**options)
    try:
        yield context.new_page()
    finally:
        context.close()


def wait_for(tab: Tab, script: str, argument: object = None) -> None:
    """Wait until `script` gives true in the page.

    What the driver of the browser has for this needs `eval`, which the policy of the pages forbids.
    """
    for _ in range(PATIENCE * 20):
        if tab.evaluate(script, argument):
            return
        tab.wait_for_timeout(50)
    pytest.fail(f"this did not come true: {script}")


def told(wrong: Mapping[str, object] | list[str]) -> str:
    """What is wrong, the first few, for the message of an assertion."""
    lines = wrong if isinstance(wrong, list) else [f"{k}: {v}" for k, v in wrong.items()]
    return "\n".join([f"{len(lines)} wrong:", *lines[:20]])
