"""The site as a zip archive that opens from a folder, without server or network.

Its pages link to files. What needs a server (the search, the service worker) is left out, and the
page says so; links to what is not in the archive lead to the web.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from fnmatch import translate
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urljoin
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts.i18n.language import Language
from scripts.publish.store import files_below
from scripts.settings import Settings

LEFT_OUT = (
    "data/*.zip",
    "404.html",
    "robots.txt",
    "sitemap*.xml",
    "service-worker.js",
    "folding.*.json",
    "facts.json",
    "pagefind/*",
    "pagefind-*/*",
    "look/*/offline.js",
    "look/*/search.js",
    "look/*/evidence.js",
    "look/*/form/*",
    "contribute/*",
    "*/contribute/form.json",
    "*/manifest.webmanifest",
    "*share.png",
    # Kept for those who cite them, where they are cited: on the web. They grow with the years.
    "*/events/*/*/*",
)
"""Itself, what only a server, a crawler or an app needs, past revisions: patterns of paths."""

MOST_ENTRIES = 2000
"""With more entries a build makes no archive unless it is asked to: it is long and large."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file, the first that an archive can name: equal sites are equal bytes."""

# It begins with what is rare: a page has few of it, and an archive has many pages.
LINK = re.compile(
    rb"(<(?:a|area|audio|base|embed|iframe|image|img|input|link|script|source|track|use|video)"
    rb'\b[^>]*?\s(?:href|src)=")([^"]*)'
)
ELSEWHERE = re.compile(r"$|[#?]|[a-zA-Z][\w+.-]*:|//(?!/)")
"""How a link begins that does not lead to another file of the site."""

NEEDS_SERVER = re.compile(
    rb'<script [^>]*src="[^"]*look/\w+/(?:offline|form/main)\.js"[^>]*></script>'
    rb'|<link rel="manifest"[^>]*>'
    rb'|<button type="button" class="[^"]*\bsearch".*?</button>',
    re.DOTALL,
)
# Browsers load no modules from a folder: they become plain scripts, each with names of its own.
MODULE = re.compile(r"look/\w+/(?!head|frame)\w+\.js")
IMPORT = re.compile(rb'^import \{[^}]*\} from "\./(\w+\.js)";\n', re.MULTILINE)
MODULE_TAG = re.compile(rb'(<script [^>]*src="[^"]*look/\w+/\w+\.js") type="module"')
# The chooser would go to the folder of the language that was chosen last.
CHOOSER = re.compile(rb'data-chooser="[^"]*"')
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*')
CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)"')
LANGUAGE = re.compile(rb'<html lang="([^"]*)"')
END = b"</footer>"


def offline_archive(site: Path, out: Path, languages: Iterable[Language]) -> None:
    """Write the archive of the finished `site` to the file `out`, whole or not at all.

    What lies in `out`'s place is not part of it. The same site gives the same bytes.
    """
    left_out = re.compile("|".join(map(translate, LEFT_OUT)))
    found = (file.relative_to(site).as_posix() for file in files_below(site) if file != out)
    paths = sorted(path for path in found if not left_out.match(path))
    known, by_code = frozenset(paths), {each.code: each for each in languages}
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    with ZipFile(partial, "w") as archive:
        for path in paths:
            data = (site / path).read_bytes()
            if path.endswith(".html"):
                data = rewritten(data, path, known, by_code)
            elif MODULE.match(path):
                data = b'"use strict"; {\n%b}\n' % plain_script(site / path)
            info = ZipInfo(f"{out.stem}/{path}", DAY)
            # A regular file, on Unix.
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, data, ZIP_DEFLATED)
    partial.replace(out)


def plain_script(module: Path) -> bytes:
    """The content of `module` with the modules that it imports before it, and without exports."""

    def imported(found: re.Match[bytes]) -> bytes:
        return plain_script(module.with_name(found[1].decode()))

    return IMPORT.sub(imported, module.read_bytes()).replace(b"\nexport ", b"\n")


def archive_place(settings: Settings, entries: int) -> str:
    """Where the archive of so many entries stands below the site's root; empty if none is made."""
    wanted = entries <= MOST_ENTRIES if settings.archive is None else settings.archive
    return settings.archive_path if wanted else ""


def rewritten(
    page: bytes, path: str, paths: Container[str], languages: Mapping[str, Language]
) -> bytes:
    """The page at `path` as it stands in the archive, which has the files `paths`."""
    found = CANONICAL.search(page)
    address = html.unescape(found[1].decode()) if found else ""

    @cache
    def led(link: bytes) -> bytes:
        return html.escape(file_link(html.unescape(link.decode()), path, address, paths)).encode()

    page = _without(CHOOSER, _without(NEEDS_SERVER, page))
    # Browsers are not of one mind whether files are of one origin.
    page = POLICY.sub(lambda policy: policy[0].replace(b"'self'", b"'self' file:"), page)
    page = MODULE_TAG.sub(rb"\1 defer", page)
    page = LINK.sub(lambda match: match[1] + led(match[2]), page)
    code = LANGUAGE.search(page)
    language = languages.get(code[1].decode()) if code else None
    if language is None or not address:
        return page
    # A line at the foot says what the page is a copy of.
    text, web = (html.escape(language.word(f"offline.{key}")) for key in ("copy", "on-the-web"))
    link = f'<a href="{html.escape(address)}">{web}</a>'
    note = f'<div class="md-footer-meta md-typeset"><p class="md-grid">{text} {link}</p></div>\n'
    return page.replace(END, note.encode() + END, 1)


def _without(pattern: re.Pattern[bytes], page: bytes) -> bytes:
    """The page without what the pattern finds and the white space before it."""
    *parts, last = pattern.split(page)
    return b"".join((*(part.rstrip() for part in parts), last))


def file_link(link: str, path: str, address: str, paths: Container[str]) -> str:
    """Where a link of the page at `path`, which is at `address` on the web, leads in the archive.

    It leads to one of `paths`, the files of the archive, or to the web.
    """
    if ELSEWHERE.match(link):
        return link
    place = re.split("[?#]", link, maxsplit=1)[0]
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(place)))
    if target not in paths:
        target = f"{target}/index.html".removeprefix("./")
    if target not in paths:
        return urljoin(address, link)
    # With a slash each: relpath would ask for the working folder.
    return quote(posixpath.relpath(f"/{target}", f"/{folder}")) + link[len(place) :]
