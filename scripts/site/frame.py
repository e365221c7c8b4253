"""The frame of every page: what the theme reads besides the Markdown, and what HTML depends on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from scripts.cite.styles import month_names
from scripts.i18n.dates import year_words
from scripts.i18n.language import Language
from scripts.publish.mkdocs import INDEX, PUBLISHERS, split_path
from scripts.publish.policy import POLICY
from scripts.publish.store import content_digest, digest_of, files_below, files_digest
from scripts.records.prose import pages_by_hand
from scripts.settings import Settings
from scripts.site import MadePage, Site, template_text
from scripts.timeline.evidence import Label
from scripts.timeline.model import Chronology

FRAME = "theme/frame"
"""Below docs/: files for the theme, one a language, one a generated page, one a list of entries."""


def frame(settings: Settings, language: Language, chronology: Chronology) -> dict[str, object]:
    """The values that the frame needs besides a page, for one language."""
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
            "changes": word("changes.title"),
            "neighbours": word("entry.neighbours"),
        },
        "links": [
            ("cite/", word("frame.cite")),
            ("changes/", word("changes.title")),
            ("contribute/", word("frame.contribute")),
            ("data/", word("frame.data")),
            ("feed.xml", word("frame.feed")),
            (f"../data/timeline.{language.code}.ics", word("frame.calendar")),
        ],
        # By what a search can be narrowed: the filters that entries carry for it.
        "facets": {
            name: word(f"filters.{name}") for name in ("topic", "evidence", "year", "source")
        },
        "any": word("filters.any"),
        # What each label means, for the lines of evidence that scripts show.
        "labels": json.dumps(
            {word(f"labels.{each}"): word(f"label-meanings.{each}") for each in Label},
            ensure_ascii=False,
        ),
        "results": dict(language.forms("search-results")),
        # For the day of access in citations, which stand in every language.
        "months": {each.code: month_names(each) for each in settings.languages},
        # The year pages: key, name, number of entries.
        "years": [
            (key, year_words(key, language), len(ids)) for key, ids in chronology.years.items()
        ],
    }


def frame_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """What the theme reads besides the pages and their parts: path below the checkout, content."""
    for code, context in site.contexts.items():
        facts = frame(site.settings, context.language, site.chronology)
        text = template_text("frame", {**facts, "prose": site.prose[code]})
        yield f"docs/{FRAME}/{code}.html", text
        for key, listed in site.near[code].items():
            yield f"docs/{FRAME}/{code}/years/{key}.html", template_text("near", listed)


def parts_path(path: str) -> str:
    """Where the parts of the page at `path` below the site's root are, below the checkout."""
    return f"docs/{FRAME}/{path.removesuffix(INDEX)}parts.html"


def frame_digests(site: Site) -> dict[str, str]:
    """By language, a digest of all that every page depends on besides its Markdown and parts."""
    settings, digests = site.settings, {}
    versions = [(name, version(name)) for name in PUBLISHERS[settings.publisher].packages]
    theme = files_digest(_theme(settings), settings.root)
    for code, context in site.contexts.items():
        facts = frame(settings, context.language, site.chronology)
        titles = [*site.titles[code].values()]
        titles += [page.facts["title"] for page in site.checked.by_hand[code].values()]
        digests[code] = digest_of([facts, titles, versions, settings.address, theme])
    return digests


def page_key(site: Site, page: MadePage, frames: Mapping[str, str]) -> str:
    """The digest of all that the HTML of a page depends on; `frames`: see `frame_digests`."""
    code, address = split_path(page.path)
    parts = content_digest(page.parts) if page.parts else site.prose[code][address]
    near = site.near[code][page.near] if page.near else None
    return digest_of([page.digest, frames[code], parts, near])


def theme_digest(settings: Settings) -> str:
    """A digest of the files written by hand that publishing reads: configuration, theme, prose."""
    folders = [settings.docs / code for code in settings.codes]
    pages = [page for folder in folders for page in pages_by_hand(folder).values()]
    return files_digest([*_theme(settings), *pages], settings.root)


def frame_files_digest(settings: Settings) -> str:
    return files_digest(files_below(settings.docs / FRAME), settings.root)


def _theme(settings: Settings) -> list[Path]:
    """The configurations and the files of the theme, without the files that the build writes."""
    configs = sorted({settings.root / "mkdocs.yml", *map(settings.config, settings.languages)})
    files = files_below(settings.docs / "theme")
    return [*configs, *(each for each in files if not each.is_relative_to(settings.docs / FRAME))]
