"""The frame of every page, and the files of the site that are not pages: the look, attachments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from scripts.cite.styles import month_names
from scripts.i18n.language import Language
from scripts.pages.page import GENERATED
from scripts.publish.policy import POLICY
from scripts.publish.store import digest_of, files_below, files_digest
from scripts.records.prose import pages_by_hand
from scripts.settings import Settings
from scripts.site.app import WORKER, look_folder

LOOK = "look"
"""The folder of the theme with stylesheet and scripts: one for the site, not one a language."""

FRAME = "theme/frame"
"""Below docs/: what the build writes for the theme.

A file for each language, and below its name one for each generated page and for the entries of each
year.
"""

PACKAGES = {
    "mkdocs": ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2"),
    "zensical": ("zensical", "Markdown", "pymdown-extensions"),
}
"""The packages that decide what HTML a Markdown page becomes, by publisher."""

Facts = Mapping[str, object]
"""Values for templates by name."""

FACETS = ("topic", "evidence", "year", "source")
"""By what a search can be narrowed: the filters that entries carry for it."""


def frame(settings: Settings, language: Language, years: Sequence[tuple[str, str, int]]) -> Facts:
    """The values that the frame needs besides a page, for one language.

    `years` are the year pages: key, name, number of entries.
    """
    word = language.word
    return {
        "code": language.code,
        "direction": language.direction,
        "address": settings.address,
        "policy": POLICY.decode(),
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "search": each.word("frame.search-elsewhere"),
            }
            for each in settings.languages
        ],
        "words": {
            **language.facts["frame"],
            "years": word("years.title"),
            "neighbours": word("entry.neighbours"),
        },
        "links": [
            ("cite/", word("frame.cite")),
            ("contribute/", word("frame.contribute")),
            ("data/", word("frame.data")),
            ("feed.xml", word("frame.feed")),
            (f"../data/timeline.{language.code}.ics", word("frame.calendar")),
        ],
        "facets": {name: word(f"filters.{name}") for name in FACETS},
        "any": word("filters.any"),
        "results": dict(language.forms("search-results")),
        # For the day of access in citations, which stand in every language.
        "months": {each.code: month_names(each) for each in settings.languages},
        "years": years,
    }


def frame_text(facts: Facts, prose: Mapping[str, Facts]) -> bytes:
    """The file that the frame reads: its values, and the parts of the prose pages by address."""
    return template_text("frame", {**facts, "prose": prose})


def template_text(name: str, value: object) -> bytes:
    """A file that gives templates a value under a name.

    A JSON object without null is a literal of the template language too.
    """
    return f"{{% set {name} = {json.dumps(value, ensure_ascii=False)} %}}\n".encode()


def frame_digest(settings: Settings, facts: Facts, titles: Sequence[str]) -> str:
    """A digest of all that every page of a language depends on besides its own Markdown.

    `facts` are those of the frame, `titles` those of the pages that can stand in the menu.
    """
    versions = [(name, version(name)) for name in PACKAGES[settings.publisher]]
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
