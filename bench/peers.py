"""The peers, on the Markdown that our build has written: what they take for their pages."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.measure import Measured, side_by_side

CODES = ("ar", "en")

BIN = Path(sys.executable).parent

BARE = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}"
"""Hugo's template: nothing but the page."""


def stock_mkdocs(tree: Path, work: Path) -> Measured:
    """MkDocs with Material as it comes, one build a language, side by side; no search index."""
    return side_by_side(
        [
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
            for config in _configs(tree, work)
        ],
        work,
    )


def zensical(tree: Path, work: Path) -> Measured:
    """Zensical with its own look, one build a language, side by side."""
    return side_by_side(
        [
            [str(BIN / "zensical"), "build", "--config-file", str(config)]
            for config in _configs(tree, work)
        ],
        work,
    )


def hugo(tree: Path, work: Path) -> Measured:
    """Hugo with a bare template, both languages in one build."""
    for code in CODES:
        for page in (tree / "docs" / code).rglob("*.md"):
            # What Hugo calls a section's list is a page here.
            name = "_index.md" if page.name == "index.md" else page.name
            to = work / "content" / code / page.relative_to(tree / "docs" / code).with_name(name)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, to)
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
    }
    (work / "hugo.json").write_text(json.dumps(config), "utf-8")
    return side_by_side([[str(BIN / "hugo"), "--quiet"]], work)


PEERS: Mapping[str, Callable[[Path, Path], Measured]] = {
    "MkDocs and Material, stock, side by side": stock_mkdocs,
    "Zensical, side by side": zensical,
    "Hugo, bare template": hugo,
}


def _configs(tree: Path, work: Path) -> list[Path]:
    """A configuration a language with nothing of ours in it."""
    found = []
    for code in CODES:
        shutil.copytree(tree / "docs" / code, work / "docs" / code)
        config = {
            "site_name": "Timeline",
            "docs_dir": f"docs/{code}",
            "site_dir": f"site/{code}",
            "theme": {"name": "material", "language": code},
            "plugins": [],
            "markdown_extensions": ["attr_list"],
            # As ours: with every page in the menu, each would hold the whole menu.
            "nav": ["index.md"],
        }
        file = work / f"mkdocs.{code}.yml"
        file.write_text(json.dumps(config), "utf-8")
        found.append(file)
    return found
