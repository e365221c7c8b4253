"""The files of the site's root, which belong to no language: chooser, 404 page, sitemap."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.exports.sitemap import Days, sitemaps
from scripts.i18n.language import Language

TEMPLATES = Path(__file__).parents[1] / "pages" / "templates" / "root"


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
    pages: Days,
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
    files |= sitemaps([each.code for each in languages], address, pages)
    files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n".encode()
    return files
