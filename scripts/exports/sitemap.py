"""The files of the site's root: language chooser, 404 page, sitemap, robots.txt.

The sitemap (sitemaps.org 0.9) lists every page in every language, each with its other languages.
It is written line by line: at tens of thousands of pages a tree of elements takes seconds.  A test
holds it against what ElementTree would write.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit
from xml.sax.saxutils import escape, quoteattr

from scripts.i18n.language import Language
from scripts.pages.render import TEMPLATES, environment

ROOT_TEMPLATES = TEMPLATES / "root"

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

MOST_PAGES = 50_000
MOST_BYTES = 50 * 2**20
"""What one sitemap may hold (sitemaps.org, protocol): with more there are several, and an index."""

HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"

Days = Mapping[str, Mapping[str, datetime.date | None]]
"""For each page's address below a language's root, the day of its last change by language code."""


def root_files(languages: Sequence[Language], address: str, look: str) -> dict[str, bytes]:
    """Every file of the root but the sitemap by path.

    `address` is the site's, `look` the folder of stylesheets and scripts.
    """
    templates = environment(ROOT_TEMPLATES)
    # The 404 page is served at any depth, so its links begin at the root of the host.
    base = urlsplit(address).path
    robots = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n"
    made = {"robots.txt": robots.encode()}
    for name in ("index.html", "404.html"):
        page = templates.get_template(f"{name}.j2")
        text = page.render(address=address, languages=languages, base=base, look=look)
        made[name] = text.encode()
    return made


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
    site = escape(address)
    inner = "".join(f"  <sitemap>\n    <loc>{site}{name}</loc>\n  </sitemap>\n" for name in named)
    index = f'{HEAD}<sitemapindex xmlns="{SITEMAP}">\n{inner}</sitemapindex>\n'.encode()
    return {"sitemap.xml": index, **named}


def _pages(codes: Sequence[str], address: str, pages: Days) -> Iterator[bytes]:
    yield f"  <url>\n    <loc>{escape(address)}</loc>\n  </url>\n".encode()
    for path, days in sorted(pages.items()):
        places = {code: f"{address}{code}/{path}" for code in codes}
        links = "".join(
            f'    <xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(place)} />\n'
            for code, place in {**places, "x-default": address}.items()
        )
        for code, place in places.items():
            day = days.get(code)
            changed = f"    <lastmod>{day}</lastmod>\n" if day else ""
            yield f"  <url>\n    <loc>{escape(place)}</loc>\n{changed}{links}  </url>\n".encode()
