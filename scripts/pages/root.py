"""The files of the site's root, which belong to no language: chooser, 404 page, sitemap."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.languages import Language

TEMPLATES = Path(__file__).parent / "templates" / "root"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def html_templates() -> Environment:
    """The templates of pages that the publisher has no part in: HTML, escaped as such."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def root_files(
    languages: Sequence[Language],
    address: str,
    pages: Mapping[str, Mapping[str, datetime.date | None]],
    look: str,
) -> dict[str, bytes]:
    """Every file of the root by path.

    `address` is the site's, `look` where stylesheets and scripts stand in it; `pages` gives, for
    each page's address below a language's root, the day of its last change by language code.
    """
    environment = html_templates()
    # The 404 page is served at any depth, so its links begin at the root of the host.
    base = urlsplit(address).path
    files = {
        name: environment.get_template(f"{name}.j2")
        .render(languages=languages, address=address, base=base, look=look)
        .encode()
        for name in ("index.html", "404.html")
    }
    files["sitemap.xml"] = sitemap([each.code for each in languages], address, pages)
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode()
    return files


def sitemap(
    codes: Sequence[str],
    address: str,
    pages: Mapping[str, Mapping[str, datetime.date | None]],
) -> bytes:
    """Every page in every language (sitemaps.org 0.9), each with its other languages."""
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    urlset = ET.Element(f"{{{SITEMAP}}}urlset")
    ET.SubElement(ET.SubElement(urlset, f"{{{SITEMAP}}}url"), f"{{{SITEMAP}}}loc").text = address
    for path, days in sorted(pages.items()):
        for code in codes:
            url = ET.SubElement(urlset, f"{{{SITEMAP}}}url")
            ET.SubElement(url, f"{{{SITEMAP}}}loc").text = f"{address}{code}/{path}"
            if day := days.get(code):
                ET.SubElement(url, f"{{{SITEMAP}}}lastmod").text = day.isoformat()
            alternates = [(other, f"{address}{other}/{path}") for other in codes]
            for hreflang, href in [*alternates, ("x-default", address)]:
                ET.SubElement(
                    url, f"{{{XHTML}}}link", rel="alternate", hreflang=hreflang, href=href
                )
    ET.indent(urlset)
    text: bytes = ET.tostring(urlset, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
