"""What others read in the head of a page: Zotero's translators, JSON-LD, typed links."""

from __future__ import annotations

import json
import re
from typing import Any

from .tools import Page

ZOTERO = {
    "title": ("dc:title", "dcterms:title", "og:title"),
    "creators": ("dc:creator", "dcterms:creator", "dc:contributor"),
    "publicationTitle": ("dc:source", "dcterms:source", "og:site_name"),
    "publisher": ("dc:publisher", "dcterms:publisher"),
    "date": ("article:published_time", "dcterms:issued", "dc:date", "dcterms:date"),
    "language": ("dc:language", "dcterms:language"),
    "rights": ("dc:rights", "dcterms:rights"),
    "identifiers": ("dc:identifier", "dcterms:identifier"),
    "url": ("og:url",),
}
"""Where Zotero's translators "Embedded Metadata" and "RDF" (2026) look for each field, in order."""


def linked_data(page: Page) -> dict[str, Any]:
    (text,) = page.values("//script[@type='application/ld+json']/text()")
    return dict(json.loads(text))


def meta(page: Page, name: str) -> list[str]:
    return page.values(f"//head/meta[@name='{name}' or @property='{name}']/@content")


def zotero_item(page: Page) -> dict[str, list[str]]:
    """The fields of the item that Zotero makes of a page, as its translators do.

    A prefix is read whatever its case, empty values are skipped, `z:` sets a field directly, values
    are trimmed at the end. Then a page without a date gets that of its first `<time>`, one without
    an address its canonical one, one without an author what looks like one.
    """
    found: dict[str, list[str]] = {}
    for each in page.all("//head/meta[@name or @property][@content != '']"):
        name = each.get("name") or each.get("property") or ""
        assert not name.startswith("citation_")
        prefix, _, term = re.sub("[.:_]", ":", name, count=1).partition(":")
        key = f"{prefix.lower()}:{term[:1].lower()}{term[1:]}"
        found.setdefault(key, []).append(each.get("content", ""))
    item = {
        field: next((found[name] for name in names if name in found), [])
        for field, names in ZOTERO.items()
    }
    item |= {name.removeprefix("z:"): found[name] for name in found if name.startswith("z:")}
    item = {field: [v.strip() for v in values if v.strip()] for field, values in item.items()}
    item["date"] = item["date"] or page.values("//time/@datetime")[:1]
    item["url"] = item["url"] or page.values("//head/link[@rel='canonical']/@href")
    byline = "//meta[@name='author' or @property='article:author']/@content | //a[@rel='author']"
    item["creators"] = item["creators"] or page.values(
        f"{byline} | //*[contains(@class, 'byline') or contains(@class, 'vcard')]/@class"
    )
    return {field: values for field, values in item.items() if values}
