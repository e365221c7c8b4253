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
    default = _alternate("x-default", address)
    for path, days in sorted(pages.items()):
        addresses = {code: f"{address}{code}/{path}" for code in codes}
        alternates = "".join([_alternate(*each) for each in addresses.items()]) + default
        for code, own in addresses.items():
            day = days.get(code)
            changed = f"    <lastmod>{day}</lastmod>\n" if day else ""
            location = f"    <loc>{escape(own)}</loc>\n"
            yield f"  <url>\n{location}{changed}{alternates}  </url>\n".encode()


def _alternate(code: str, address: str) -> str:
    href = escape(address, {'"': "&quot;"})
    return f'    <xhtml:link rel="alternate" hreflang="{code}" href="{href}" />\n'


def _index(address: str, names: Mapping[str, bytes]) -> bytes:
    listed = (
        f"  <sitemap>\n    <loc>{escape(address)}{name}</loc>\n  </sitemap>\n" for name in names
    )
    inner = "".join(listed)
    return f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{inner}</sitemapindex>\n'.encode()
