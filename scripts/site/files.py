"""The files of the site beside its pages, in groups that are made together."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from itertools import chain

from scripts.exports import exports
from scripts.exports.change_feeds import change_feeds
from scripts.exports.citations import citation_files, revision_files
from scripts.exports.form import form_files
from scripts.exports.sitemap import root_files, sitemaps
from scripts.pages.escape import escape
from scripts.pages.facts import FACTS, facts_json
from scripts.pages.page import GENERATED
from scripts.publish.mkdocs import INDEX, PUBLISHERS, page_path, split_path, theme_files
from scripts.publish.search import folding_files
from scripts.publish.store import Store, files_below
from scripts.publish.typesetting import document_digest, typeset_all
from scripts.settings import Settings
from scripts.share.picture import app_icon
from scripts.site import Site, app
from scripts.timeline.git import read_blobs

Files = Mapping[str, bytes]
"""Contents by path below the site's root."""

LIST = "llms.txt"
"""The file below the site's root that lists the Markdown of the pages."""


def data_files(site: Site) -> Files:
    """The files for reuse, and what the filters of a long timeline load."""
    files = exports(site.chronology, site.published, book_files(site))
    context = next(iter(site.contexts.values()))
    if context.paged:
        files[FACTS] = facts_json(context.facts).encode()
    return files


def book_files(site: Site) -> Files:
    """The volumes of the book, out of the store; typeset and stored where it lacks them."""
    store = Store(site.settings.store)
    keys = {path: document_digest(each) for path, each in site.books.items()}
    found = {path: store.read(key) for path, key in keys.items()}
    missing = [path for path, content in found.items() if content is None]
    for path, content in zip(
        missing, typeset_all([site.books[path] for path in missing]), strict=True
    ):
        found[path] = content
        store.put(keys[path], content)
    return {path: content for path, content in found.items() if content}


def fixed_files(site: Site) -> Files:
    """What records do not decide: the look, files beside the prose pages, folding for search."""
    settings = site.settings
    theme = theme_files(PUBLISHERS[settings.publisher])
    return {
        **look_files(settings),
        **{f"{code}/{path}": each for code in site.codes for path, each in theme.items()},
        **files_by_hand(settings),
        **folding_files(settings.languages, site.chronology),
    }


def look_files(settings: Settings) -> dict[str, bytes]:
    """Stylesheets, scripts and pictures of the theme."""
    look, folder = settings.docs / "theme" / "look", app.look_folder()
    return {
        f"{folder}/{file.relative_to(look).as_posix()}": file.read_bytes()
        for file in files_below(look)
        # Published at the root, made of this source.
        if file.name != app.WORKER
    }


def files_by_hand(settings: Settings) -> dict[str, bytes]:
    """The files beside the prose pages."""
    return {
        file.relative_to(settings.docs).as_posix(): file.read_bytes()
        for code in settings.codes
        for path in (settings.docs / code).iterdir()
        if path.name not in GENERATED and path.suffix != ".md"
        for file in (files_below(path) if path.is_dir() else [path])
    }


def files_of_revisions(site: Site) -> Files:
    """The citations and the record of every revision, beside its page."""
    root, revisions = site.settings.root, [*chain(*site.revisions.values())]
    records = {
        entry.blob: (root / entry.path).read_bytes() for entry in site.chronology.entries.values()
    }
    records |= read_blobs(root, {each.blob for each in revisions} - records.keys())
    return revision_files(revisions, records, site.published)


def sitemap(site: Site) -> Files:
    """The sitemap of all pages but those of revisions."""
    days: dict[str, dict[str, datetime.date | None]] = {}
    for code in site.codes:
        for path in site.paths(code):
            if not (page := site.page(path)).past:
                days.setdefault(split_path(path)[1], {})[code] = page.day
    return sitemaps(site.codes, site.settings.address, days)


def markdown_list(site: Site) -> Files:
    """The file that lists the Markdown of all pages by language (llmstxt.org)."""
    languages = site.settings.languages
    title = " · ".join(escape(language.word("home.title")) for language in languages)
    lines = [f"# {title}", ""]
    lines += [f"> {escape(language.word('home.description'))}" for language in languages]
    for language in languages:
        lines += ["", f"## {language.name}", ""]
        lines += [
            f"- [{escape(page.title)}]({site.settings.address}{markdown_path(page.path)})"
            for page in map(site.page, site.paths(language.code))
            if not page.past
        ]
    return {LIST: "\n".join([*lines, ""]).encode()}


def markdown_path(path: str) -> str:
    """Where the Markdown of a page is below the site's root; `path` is that of its HTML."""
    return f"{path.removesuffix(INDEX)}index.md"


def worker_files(site: Site) -> Files:
    """The service worker."""
    kept = [page_path(code, address) for code in site.codes for address in app.KEPT]
    stored = [f"{app.look_folder()}/{name}" for name in app.assets()]
    theme = theme_files(PUBLISHERS[site.settings.publisher])
    stored += [f"{site.codes[0]}/{path}" for path in theme]
    digests = [site.page(path).digest[:32] for path in kept]
    return {app.WORKER: app.service_worker(stored, site.settings.languages, digests)}


def app_files(site: Site) -> Files:
    """The manifests and icons."""
    return {
        **{f"{each.code}/{app.MANIFEST}": app.manifest(each) for each in site.settings.languages},
        **{f"icon-{size}.png": app_icon(size) for size in app.ICONS},
    }


GROUPS: tuple[tuple[str, Callable[[Site], Files]], ...] = (
    (r"sitemap.*", sitemap),
    (re.escape(LIST), markdown_list),
    (re.escape(app.WORKER), worker_files),
    (
        r"[^/]+\.html|robots\.txt",
        lambda site: root_files(site.settings.languages, site.settings.address, app.look_folder()),
    ),
    (r".*icon-.*|.*manifest.*", app_files),
    (r".*/events/[^/]+/[0-9a-f]{10}/.*", files_of_revisions),
    (
        r"data/cite\..*|.*/(cite|sources|CITATION)\.[\w.]+",
        lambda site: citation_files(site.chronology, site.published),
    ),
    (
        r"(.*/)?contribute/.*",
        lambda site: form_files(
            site.checked.records, site.settings.languages, site.settings.repository
        ),
    ),
    (
        r".*/changes\.\w+",
        lambda site: change_feeds(site.chronology, site.published, site.shared.changes),
    ),
    (r"data/.*|facts\.json|.*feed\.\w+|.*timeline\..*", data_files),
    (r".*", fixed_files),
)
"""The groups: a pattern of the paths of each, and what makes it."""
