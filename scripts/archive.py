"""The site as an archive that opens from a folder, with no server and no network.

A page of it is the page of the site with its links led to files; what a folder cannot give (the
search, the service worker) is left out and the page says so; what is not in the archive is linked
where it stands on the web.
"""

from __future__ import annotations

import html
import os
import posixpath
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from scripts.languages import Language, read_languages
from scripts.write import write_file

PLACE = "data/kazakhstan-israel-timeline.zip"
"""Where the archive stands below the site's root."""

LEFT_OUT = (
    PLACE,
    "404.html",
    "robots.txt",
    "sitemap*.xml",
    "service-worker.js",
    "folding.*.json",
    "pagefind/*",
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

SIZE = re.compile(r'(<span class="size">)[^<]*(?=</span>)')
"""Where the data page tells the size, which only the finished archive has."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every file, the first that an archive can name: equal sites are equal bytes."""

FILE_MODE = 0o100644 << 16
UNIX = 3

LINK = re.compile(rb'(<[a-zA-Z][^>]*?\s(?:href|src)=")([^"]*)')
NEEDS_SERVER = re.compile(
    rb'\s*<script [^>]*src="[^"]*look/\w+/(?:search|offline|form/main)\.js"[^>]*></script>'
    rb'|\s*<link rel="manifest"[^>]*>'
    rb'|\s*<button type="button" class="search".*?</button>'
    # The chooser would go to the folder of the language that was chosen last.
    rb'|\s+data-chooser="[^"]*"',
    re.DOTALL,
)
POLICY = re.compile(rb'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
CANONICAL = re.compile(rb'<link rel="canonical" href="([^"]*)"')
LANGUAGE = re.compile(rb'<html lang="([^"]*)"')
END = b"</footer>"


@dataclass(frozen=True)
class Contents:
    """What is in the archive: its files by path, and the words that each language has for it."""

    paths: frozenset[str]
    languages: dict[str, Language]


def offline_archive(site: Path, out: Path) -> None:
    """Write the archive of the finished `site` to the file `out`, whole or not at all.

    What lies in `out`'s place is not part of it. The same site gives the same bytes.
    """
    paths = sorted(each for each in _files(site) if site / each != out)
    contents = Contents(frozenset(paths), {each.code: each for each in read_languages()})
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


def add_archive(site: Path, languages: Sequence[Language]) -> int:
    """Put the archive into the `site`, say on the data pages how large it is; its size in bytes.

    The data pages within the archive do not say it: the size would depend on itself.
    """
    out = site / PLACE
    offline_archive(site, out)
    size = out.stat().st_size
    for language in languages:
        page = site / language.code / "data" / "index.html"
        words = html.escape(language.word("data.size", size=f"{size / 1e6:.1f}"))
        write_file(page, SIZE.sub(rf"\g<1>{words}", page.read_text("utf-8")).encode())
    return size


def _files(site: Path) -> Iterator[str]:
    for folder, _, names in os.walk(site):
        for name in names:
            path = (Path(folder) / name).relative_to(site).as_posix()
            if not any(fnmatch(path, pattern) for pattern in LEFT_OUT):
                yield path


def rewritten(page: bytes, path: str, contents: Contents) -> bytes:
    """The page at `path` as it stands in the archive."""
    found = CANONICAL.search(page)
    address = html.unescape(found[1].decode()) if found else ""

    def led(match: re.Match[bytes]) -> bytes:
        link = file_link(html.unescape(match[2].decode()), path, address, contents.paths)
        return match[1] + html.escape(link).encode()

    page = NEEDS_SERVER.sub(b"", page)
    # Browsers are not of one mind whether files are of one origin.
    page = POLICY.sub(lambda policy: policy[0].replace(b"'self'", b"'self' file:"), page)
    return _note(LINK.sub(led, page), address, contents)


def file_link(link: str, path: str, address: str, paths: Container[str]) -> str:
    """Where a link of the page at `path` leads in the archive: to a file of it, or to the web.

    `address` is the page's on the web; `paths` are all files of the archive.
    """
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
