"""The sitemap: every page in every language (sitemaps.org 0.9), each with its other languages.

It is written line by line, with the escapes of the standard library: at tens of thousands of pages
a tree of elements takes seconds.  A test holds it against what ElementTree would write.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

MOST_PAGES = 50_000
MOST_BYTES = 50 * 2**20
"""What one sitemap may hold (sitemaps.org, protocol): with more there are several, and an index."""

HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"

CLOSED = '" />\n'
"""The end of a link."""

Days = Mapping[str, Mapping[str, datetime.date | None]]
"""For each page's address below a language's root, the day of its last change by language code."""


def sitemaps(codes: Sequence[str], address: str, pages: Days) -> dict[str, bytes]:
    """The sitemap of a site by path below its root; where one is not enough, its parts too."""
    before = f'{HEAD}<urlset xmlns="{SITEMAP}" xmlns:xhtml="{XHTML}">\n'.encode()
    after = b"</urlset>\n"
    parts: list[list[bytes]] = [[]]
    size = 0
    for page in _pages(codes, address, pages):
        size += len(page)
        if len(parts[-1]) == MOST_PAGES or size + len(before) + len(after) > MOST_BYTES:
            parts.append([])
            size = len(page)
        parts[-1].append(page)
    files = [b"".join((before, *part, after)) for part in parts]
    if len(files) == 1:
        return {"sitemap.xml": files[0]}
    named = {f"sitemap-{number}.xml": file for number, file in enumerate(files, start=1)}
    return {"sitemap.xml": _index(address, named), **named}


def _pages(codes: Sequence[str], address: str, pages: Days) -> Iterator[bytes]:
    yield f"  <url>\n    <loc>{escape(address)}</loc>\n  </url>\n".encode()
    roots = {code: f"{address}{code}/" for code in codes}
    places = {code: f"  <url>\n    <loc>{escape(root)}" for code, root in roots.items()}
    links = [_opened(code, root) for code, root in roots.items()]
    default = _opened("x-default", address) + CLOSED
    for path, days in sorted(pages.items()):
        href, end = _quoted(path), f"{escape(path)}</loc>\n"
        alternates = "".join([f"{link}{href}{CLOSED}" for link in links]) + default
        for code, place in places.items():
            day = days.get(code)
            changed = f"    <lastmod>{day}</lastmod>\n" if day else ""
            yield f"{place}{end}{changed}{alternates}  </url>\n".encode()


def _opened(code: str, address: str) -> str:
    """The link to a page in another language, up to the end of its address."""
    return f'    <xhtml:link rel="alternate" hreflang="{code}" href="{_quoted(address)}'


def _quoted(address: str) -> str:
    return escape(address, {'"': "&quot;"})


def _index(address: str, names: Mapping[str, bytes]) -> bytes:
    listed = (
        f"  <sitemap>\n    <loc>{escape(address)}{name}</loc>\n  </sitemap>\n" for name in names
    )
    inner = "".join(listed)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{inner}</sitemapindex>\n'.encode()
