"""The site as a zip archive that opens from a folder, without server or network.

Its pages link to files. What needs a server (the search, the service worker) is left out, and the
page says so; links to what is not in the archive lead to the web.
"""

from __future__ import annotations

import html
import os
import posixpath
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts.i18n.language import Language
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
    "look/*/form/*",
    "contribute/*",
    "*/contribute/form.json",
    "*/manifest.webmanifest",
    "*share.png",
    # Kept for those who cite them, where they are cited: on the web. They grow with the years.
    "*/events/*/*/index.html",
)
"""Itself, what only a server, a crawler or an app needs, past revisions: patterns of paths."""

MOST_ENTRIES = 2000
"""With more entries a build makes no archive unless it is asked to: it is long and large."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file, the first that an archive can name: equal sites are equal bytes."""

FILE_MODE = 0o100644 << 16
UNIX = 3

# Patterns begin with what is rare: a page has few of it, and an archive has many pages.
LINK = re.compile(
    rb"(<(?:a|area|audio|base|embed|iframe|image|img|input|link|script|source|track|use|video)"
    rb'\b[^>]*?\s(?:href|src)=")([^"]*)'
)
PLAIN = re.compile(
    r"((?:\.\./)*)((?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)((?:\?[^\s#]+)?(?:#[^\s]+)?)", re.ASCII
)
"""A link to below this folder or one above it, of characters that stand for themselves."""


NEEDS_SERVER = re.compile(
    rb'<script [^>]*src="[^"]*look/\w+/(?:search|offline|form/main)\.js"[^>]*></script>'
    rb'|<link rel="manifest"[^>]*>'
    rb'|<button type="button" class="search".*?</button>',
    re.DOTALL,
)
# The chooser would go to the folder of the language that was chosen last.
CHOOSER = re.compile(rb'data-chooser="[^"]*"')
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*')
CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)"')
LANGUAGE = re.compile(rb'<html lang="([^"]*)"')
END = b"</footer>"


@dataclass(frozen=True)
class Contents:
    """What is in the archive: its files by path, and the words that each language has for it."""

    paths: frozenset[str]
    languages: dict[str, Language]


def offline_archive(site: Path, out: Path, languages: Iterable[Language]) -> None:
    """Write the archive of the finished `site` to the file `out`, whole or not at all.

    What lies in `out`'s place is not part of it. The same site gives the same bytes; `languages`
    have the words that are added to its pages.
    """
    paths = sorted(each for each in _files(site) if site / each != out)
    contents = Contents(frozenset(paths), {each.code: each for each in languages})
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    with ZipFile(partial, "w", ZIP_DEFLATED) as archive:
        for path in paths:
            data = (site / path).read_bytes()
            info = ZipInfo(f"{out.stem}/{path}", DAY)
            info.create_system, info.external_attr, info.compress_type = (
                UNIX,
                FILE_MODE,
                ZIP_DEFLATED,
            )
            archive.writestr(
                info, rewritten(data, path, contents) if path.endswith(".html") else data
            )
    partial.replace(out)


def archive_place(settings: Settings, entries: int) -> str:
    """Where the archive of so many entries stands below the site's root; empty if none is made."""
    wanted = entries <= MOST_ENTRIES if settings.archive is None else settings.archive
    return settings.archive_path if wanted else ""


def _files(site: Path) -> Iterator[str]:
    left_out = re.compile("|".join(map(translate, LEFT_OUT)))
    start = len(f"{site}/")
    for folder, _, names in os.walk(site):
        for name in names:
            path = f"{folder}/{name}"[start:]
            if not left_out.match(path):
                yield path


def rewritten(page: bytes, path: str, contents: Contents) -> bytes:
    """The page at `path` as it stands in the archive."""
    found = CANONICAL.search(page)
    address = html.unescape(found[1].decode()) if found else ""
    known: dict[bytes, bytes] = {}

    def led(match: re.Match[bytes]) -> bytes:
        link = match[2]
        if link not in known:
            leading = file_link(html.unescape(link.decode()), path, address, contents.paths)
            known[link] = html.escape(leading).encode()
        return match[1] + known[link]

    page = _without(CHOOSER, _without(NEEDS_SERVER, page))
    # Browsers are not of one mind whether files are of one origin.
    page = POLICY.sub(lambda policy: policy[0].replace(b"'self'", b"'self' file:"), page)
    return _note(LINK.sub(led, page), address, contents)


def _without(pattern: re.Pattern[bytes], page: bytes) -> bytes:
    """The page without what the pattern finds and the white space before it."""
    parts, place = [], 0
    for match in pattern.finditer(page):
        parts.append(page[place : match.start()].rstrip())
        place = match.end()
    return b"".join((*parts, page[place:]))


def file_link(link: str, path: str, address: str, paths: Container[str]) -> str:
    """Where a link of the page at `path` leads in the archive: to a file of it, or to the web.

    `address` is the page's on the web; `paths` are all files of the archive.
    """
    if link.startswith(("#", "https://", "http://")):
        return link
    plain = PLAIN.fullmatch(link)
    found = _plain_link(plain, path, address, paths) if plain else ""
    return found or any_link(link, path, address, paths)


def _plain_link(link: re.Match[str], path: str, address: str, paths: Container[str]) -> str:
    """The same for nearly all links, in a fraction of the time; nothing where that cannot do."""
    folders, below = path.split("/")[:-1], link[2]
    up = len(link[1]) // len("../")
    if up > len(folders) or not (up or below):
        return ""
    base = folders[: len(folders) - up]
    target = "/".join((*base, below))
    if target.rstrip("/") in paths:
        below = below.rstrip("/")
    else:
        below = f"{below}/index.html".replace("//", "/").removeprefix("/")
        if "/".join((*base, below)) not in paths:
            here = "/".join((*folders, ""))
            return address.removesuffix(here) + target + link[3] if address.endswith(here) else ""
    # Up and down again is no way.
    while up and below.startswith(f"{folders[-up]}/"):
        below = below[len(folders[-up]) + 1 :]
        up -= 1
    return "../" * up + below + link[3]


def any_link(link: str, path: str, address: str, paths: Container[str]) -> str:
    """The same for links of every sort."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    target = target.removeprefix("./")
    if target not in paths:
        target = posixpath.join(target, "index.html").removeprefix("./")
    if target not in paths:
        return urljoin(address, link)
    file = posixpath.relpath(f"/{target}", posixpath.dirname(f"/{path}"))
    return parts._replace(path=quote(file)).geturl()


def _note(page: bytes, address: str, contents: Contents) -> bytes:
    """The page with a line at its foot that says what it is a copy of."""
    code = LANGUAGE.search(page)
    language = contents.languages.get(code[1].decode()) if code else None
    if language is None or not address:
        return page
    text, web = (html.escape(language.word(f"offline.{key}")) for key in ("copy", "on-the-web"))
    note = f'<p>{text} <a href="{html.escape(address)}">{web}</a></p>\n'
    return page.replace(END, note.encode() + END, 1)
