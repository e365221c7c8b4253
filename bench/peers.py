"""The peers, on the Markdown that our build has written: what they take for their pages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.measure import pages, side_by_side, today
from bench.results import Measured

CODES = ("ar", "en")

BIN = Path(sys.executable).parent

BARE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
"""Hugo's template: nothing but the page."""

Peer = Callable[[Path, Path, float], Measured]
"""Publishes the pages of a tree in an empty folder, for so many seconds at most."""


def stock(tree: Path, work: Path, limit: float) -> Measured:
    """MkDocs with Material as it comes, its search on, one build a language, side by side."""
    return _run(tree, work, limit, _mkdocs(_configs(tree, work)))


def stock_plain(tree: Path, work: Path, limit: float) -> Measured:
    """The same without any search."""
    return _run(tree, work, limit, _mkdocs(_configs(tree, work, plugins=[])))


def zensical(tree: Path, work: Path, limit: float) -> Measured:
    """Zensical with its own look and search, one build a language, side by side."""
    commands = [
        [str(BIN / "zensical"), "build", "--config-file", str(config)]
        for config in _configs(tree, work)
    ]
    return _run(tree, work, limit, commands)


def hugo(tree: Path, work: Path, limit: float) -> Measured:
    """Hugo with a bare template, both languages in one build, no search."""
    # What Hugo calls a section's list is a page here.
    _copy(tree / "docs", work / "content", index="_index.md")
    for layout in ("single", "list", "home"):
        file = work / "layouts" / "_default" / f"{layout}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(BARE, "utf-8")
    config = {
        "baseURL": "https://example.org/",
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
        "languages": {code: {"contentDir": f"content/{code}", "weight": 1} for code in CODES},
        "defaultContentLanguage": CODES[0],
        "defaultContentLanguageInSubdir": True,
        "publishDir": "site",
    }
    (work / "hugo.json").write_text(json.dumps(config), "utf-8")
    return _run(tree, work, limit, [[str(BIN / "hugo"), "--quiet"]])


PEERS: Mapping[str, Peer] = {
    "stock": stock,
    "stock-plain": stock_plain,
    "zensical": zensical,
    "hugo": hugo,
}
"""By name, in the order in which they run."""


def _run(tree: Path, work: Path, limit: float, commands: Sequence[Sequence[str]]) -> Measured:
    seconds, peak = side_by_side(commands, work, limit)
    return Measured(seconds, seconds, peak, *pages(tree, work / "site"), today(), limit)


def _mkdocs(configs: Sequence[Path]) -> list[list[str]]:
    words = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    return [[*words, str(config)] for config in configs]


def _copy(docs: Path, to: Path, index: str = "index.md") -> None:
    """Copy the pages; of what stands before their text the title and the description alone.

    The rest is for our templates: Material's search, for one, takes a `search` for its own.
    """
    for page in [page for code in CODES for page in (docs / code).rglob("*.md")]:
        front, mark, text = page.read_text("utf-8").removeprefix("---\n").partition("\n---\n")
        kept = [line for line in front.split("\n") if line.startswith(("title:", "description:"))]
        target = to / page.relative_to(docs)
        if page.name == "index.md":
            target = target.with_name(index)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(["---", *kept]) + mark + text, "utf-8")


def _configs(tree: Path, work: Path, **more: object) -> list[Path]:
    """A configuration a language with nothing of ours in it but the pages."""
    _copy(tree / "docs", work / "docs")
    found = []
    for code in CODES:
        config = {
            "site_name": "Timeline",
            "docs_dir": f"docs/{code}",
            "site_dir": f"site/{code}",
            "theme": {"name": "material", "language": code},
            "markdown_extensions": ["attr_list"],
            # As ours: with every page in the menu, each would hold the whole menu.
            "nav": ["index.md"],
            **more,
        }
        file = work / f"mkdocs.{code}.yml"
        file.write_text(json.dumps(config), "utf-8")
        found.append(file)
    return found
