"""The files of the site beside its pages, in groups that are made together."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping

from scripts.exports import exports
from scripts.exports.citations import citation_files
from scripts.exports.form import form_files
from scripts.exports.sitemap import root_files
from scripts.pages.escape import escape
from scripts.pages.facts import FACTS, facts_json
from scripts.publish.mkdocs import INDEX, PUBLISHERS, page_path, split_path, theme_files
from scripts.publish.search import folding_files
from scripts.share.picture import app_icon
from scripts.site import MadePage, Site
from scripts.site.app import (
    ICONS,
    KEPT,
    MANIFEST,
    WORKER,
    assets,
    look_folder,
    manifest,
    service_worker,
)
from scripts.site.frame import files_by_hand, look_files

Files = Mapping[str, bytes]
"""Contents by path below the site's root."""

LIST = "llms.txt"
"""The file below the site's root that lists the Markdown of the pages."""

Days = Mapping[str, Mapping[str, datetime.date | None]]
"""The day of the last change of each page: by address below a language's root, then by language."""


def data_files(site: Site) -> Files:
    """The files for reuse, and what the filters of a long timeline load."""
    files = exports(site.chronology, site.published)
    context = next(iter(site.contexts.values()))
    if context.paged:
        files[FACTS] = facts_json(context.facts).encode()
    return files


def cite_files(site: Site) -> Files:
    """The citations of entries and sources as files."""
    return citation_files(site.chronology, site.published)


def contribute_files(site: Site) -> Files:
    """What the form for contributors loads."""
    settings, records = site.settings, site.checked.records
    return form_files(records, settings.languages, settings.repository)


def fixed_files(site: Site) -> Files:
    """What records do not decide: the look, files laid beside the pages, folding for search."""
    settings = site.settings
    theme = theme_files(PUBLISHERS[settings.publisher])
    return {
        **look_files(settings),
        **{f"{code}/{path}": each for code in site.codes for path, each in theme.items()},
        **files_by_hand(settings),
        **folding_files(settings.languages, site.chronology),
    }


def root_pages(site: Site, days: Days) -> Files:
    """The language chooser, the 404 page, robots.txt, and the sitemap of pages with these days."""
    return root_files(site.settings.languages, site.settings.address, days, look_folder())


def markdown_list(site: Site, pages: Iterable[MadePage]) -> bytes:
    """The file that lists the Markdown of all pages by language (llms.txt, llmstxt.org)."""
    languages = site.settings.languages
    title = " · ".join(escape(language.word("home.title")) for language in languages)
    lines = [f"# {title}", ""]
    lines += [f"> {escape(language.word('home.description'))}" for language in languages]
    listed = [page for page in pages if not page.past]
    for language in languages:
        lines += ["", f"## {language.name}", ""]
        lines += [
            f"- [{escape(page.title)}]({site.settings.address}{markdown_path(page.path)})"
            for page in listed
            if split_path(page.path)[0] == language.code
        ]
    return "\n".join([*lines, ""]).encode()


def markdown_path(path: str) -> str:
    """Where the Markdown of a page is below the site's root; `path` is that of its HTML."""
    return f"{path.removesuffix(INDEX)}index.md"


def days_of(pages: Iterable[MadePage]) -> Days:
    """The days of the pages that the sitemap lists."""
    found: dict[str, dict[str, datetime.date | None]] = {}
    for page in pages:
        if not page.past:
            code, _, rest = page.path.partition("/")
            found.setdefault(rest.removesuffix(INDEX), {})[code] = page.day
    return found


def app_files(site: Site, digest: Callable[[str], str]) -> Files:
    """The service worker, manifests and icons; `digest` gives that of a page by its path."""
    kept = [digest(page_path(code, address))[:32] for code in site.codes for address in KEPT]
    languages, publisher = site.settings.languages, PUBLISHERS[site.settings.publisher]
    stored = [f"{look_folder()}/{name}" for name in assets()]
    stored += [f"{site.codes[0]}/{path}" for path in theme_files(publisher)]
    return {
        **{f"{language.code}/{MANIFEST}": manifest(language) for language in languages},
        **{f"icon-{size}.png": app_icon(size) for size in ICONS},
        WORKER: service_worker(stored, languages, kept),
    }
