"""The frame of every page, and the files of the site that are not pages: the look, attachments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from scripts.cite.metadata import Tag
from scripts.i18n.language import Language
from scripts.pages.page import GENERATED
from scripts.publish.store import digest_of, files_below, files_digest
from scripts.records.prose import pages_by_hand
from scripts.settings import Settings
from scripts.site.app import WORKER, look_folder

LOOK = "look"
"""The folder of the theme with stylesheet and scripts: one for the site, not one a language."""

FRAME = "theme/frame"
"""Below docs/: the files that the build writes for the frame of every page, one a language."""

PUBLISHERS = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2")
"""The packages that decide what HTML a Markdown page becomes."""

FACETS = ("topic", "evidence", "year", "source")
"""By what a search can be narrowed: the filters that entries carry for it."""


def frame(settings: Settings, language: Language) -> dict[str, object]:
    """The values that the frame needs besides a page, for one language."""
    return {
        "code": language.code,
        "direction": language.direction,
        "address": settings.address,
        "look": look_folder(),
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "words": each.word("frame.read-here"),
                "search": each.word("frame.search-elsewhere"),
            }
            for each in settings.languages
        ],
        "words": dict(language.facts["frame"]),
        "facets": {name: language.word(f"filters.{name}") for name in FACETS},
        "any": language.word("filters.any"),
        "results": dict(language.forms("search-results")),
        "site": language.word("home.title"),
        "description": language.word("home.description"),
    }


def frame_text(facts: Mapping[str, object], heads: Mapping[str, list[Tag]]) -> str:
    """The file that the frame reads: its values, and the heads of the prose pages by address."""
    text = json.dumps({**facts, "heads": heads}, ensure_ascii=False, indent=1)
    # A JSON object is a literal of the template language too.
    return f"{{% set frame = {text} %}}\n"


def frame_digest(settings: Settings, facts: Mapping[str, object], titles: Sequence[str]) -> str:
    """A digest of all that every page of a language depends on besides its own Markdown.

    `facts` are those of the frame, `titles` those of the pages that can stand in the menu.
    """
    versions = [version(name) for name in PUBLISHERS]
    theme = files_digest(_theme(settings), settings.root)
    return digest_of([facts, titles, versions, settings.address, theme])


def theme_digest(settings: Settings) -> str:
    """A digest of the files written by hand that publishing reads: configuration, theme, prose."""
    folders = [settings.docs / code for code in settings.codes]
    pages = [page for folder in folders for page in pages_by_hand(folder).values()]
    return files_digest([*_theme(settings), *pages], settings.root)


def frame_files_digest(settings: Settings) -> str:
    """A digest of the files that the build writes for the frame."""
    return files_digest(files_below(settings.docs / FRAME), settings.root)


def _theme(settings: Settings) -> list[Path]:
    """The configurations and the files of the theme, without the files that the build writes."""
    configs = sorted({settings.root / "mkdocs.yml", *map(settings.config, settings.languages)})
    files = files_below(settings.docs / "theme")
    return [*configs, *(each for each in files if not each.is_relative_to(settings.docs / FRAME))]


def look_files(settings: Settings) -> dict[str, bytes]:
    """Stylesheets, scripts and pictures of the theme, by path below the site's root."""
    look, folder = settings.docs / "theme" / LOOK, look_folder()
    return {
        f"{folder}/{file.relative_to(look).as_posix()}": file.read_bytes()
        for file in files_below(look)
        # Published at the root, made of this source.
        if file.name != WORKER
    }


def files_by_hand(settings: Settings) -> dict[str, bytes]:
    """The files beside the prose pages, by path below the site's root."""
    found = {}
    for code in settings.codes:
        home = settings.docs / code
        for path in sorted(home.iterdir()):
            if path.name in GENERATED or path.suffix == ".md":
                continue
            for file in files_below(path) if path.is_dir() else [path]:
                found[file.relative_to(settings.docs).as_posix()] = file.read_bytes()
    return found
