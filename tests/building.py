"""A publisher and a search index that take no time, for tests of what a build does around them.

The publisher writes each page's Markdown into a page, the index says how many pages there are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from scripts.build import build
from scripts.console import Reporter
from scripts.i18n.language import Language
from scripts.publish import mkdocs, search
from scripts.publish.policy import POLICY
from scripts.publish.write import write_file
from scripts.settings import Settings, read_settings

PUBLISHER = (
    f"POLICY = {POLICY.decode()!r}"
    """
import os, pathlib, shutil, sys, time
time.sleep(float(os.environ.get("SLOW", "0")))
docs, out = map(pathlib.Path, sys.argv[1:])
for page in docs.rglob("*.md"):
    made = out / page.relative_to(docs).with_suffix("") / "index.html"
    if page.stem == "index":
        made = out / page.relative_to(docs).with_suffix(".html")
    made.parent.mkdir(parents=True, exist_ok=True)
    text = page.read_text("utf-8")
    made.write_text(
        f'<!doctype html><html lang="{docs.name}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"></head>'
        f"<body><main data-pagefind-body>{text}</main></html>"
    )
"""
)


def command(publisher: str, config: Path) -> list[str]:
    """The command of the small publisher, which does not read the configuration."""
    del publisher
    folders = [str(config.with_name(name)) for name in ("docs", "site")]
    return [sys.executable, "-S", "-c", PUBLISHER, *folders]


def make_index(site: Path, codes: Sequence[str]) -> list[str]:
    """Write something in place of an index."""
    del codes
    write_file(site / "pagefind/search", f"{len(list(site.rglob('*.html')))} pages".encode())
    return []


@contextmanager
def small_publisher() -> Iterator[None]:
    """Builds in the body are published with these two."""
    with patch.object(mkdocs, "command", command), patch.object(search, "make_index", make_index):
        yield


class Quiet(Reporter):
    """A reporter that keeps what it would tell."""

    def __init__(self, language: Language) -> None:
        super().__init__(language)
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


def settings_of(root: Path, **facts: Any) -> Settings:  # noqa: ANN401  (fields of Settings)
    """The settings of the checkout at `root`, whose site has no book."""
    settings = read_settings(root, {"SITE_ADDRESS": "https://example.org/base/"})
    return replace(settings, book=False, **facts)


def built(settings: Settings, code: str = "en") -> list[str]:
    """Build; what was said."""
    quiet = Quiet(settings.language(code))
    with small_publisher():
        problems = build(settings, quiet)
    assert problems == [], problems
    return quiet.said


def refused(settings: Settings, code: str = "en") -> list[str]:
    """Build, which stops; what is said then."""
    with small_publisher(), pytest.raises(mkdocs.PublishError) as caught:
        build(settings, Quiet(settings.language(code)))
    return str(caught.value).splitlines()
