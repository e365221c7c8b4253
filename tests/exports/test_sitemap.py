"""The sitemap as a file: what an XML library would write, and in parts where one is not enough."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ET
from collections.abc import Mapping

import pytest

from scripts.exports import sitemap
from scripts.exports.sitemap import SITEMAP, XHTML, Days, sitemaps

CODES = ("ar", "en")
ADDRESS = "https://example.org/a-timeline/"
DAY = datetime.date(2026, 5, 1)
PAGES: Mapping[str, Mapping[str, datetime.date | None]] = {
    "events/b/": {"ar": DAY, "en": None},
    "": {"ar": None, "en": None},
    "events/a/": {"ar": DAY, "en": DAY + datetime.timedelta(1)},
    "contribute/": {},
}


def written(address: str, pages: Days) -> bytes:
    ET.register_namespace("", SITEMAP)
    ET.register_namespace("xhtml", XHTML)
    urlset = ET.Element(f"{{{SITEMAP}}}urlset")

    def add(parent: ET.Element, name: str, text: str) -> None:
        ET.SubElement(parent, f"{{{SITEMAP}}}{name}").text = text

    add(ET.SubElement(urlset, f"{{{SITEMAP}}}url"), "loc", address)
    for path, days in sorted(pages.items()):
        for code in CODES:
            url = ET.SubElement(urlset, f"{{{SITEMAP}}}url")
            add(url, "loc", f"{address}{code}/{path}")
            if day := days.get(code):
                add(url, "lastmod", day.isoformat())
            twins = {other: f"{address}{other}/{path}" for other in CODES}
            for language, href in {**twins, "x-default": address}.items():
                link = {"rel": "alternate", "hreflang": language, "href": href}
                ET.SubElement(url, f"{{{XHTML}}}link", link)
    ET.indent(urlset)
    text: bytes = ET.tostring(urlset, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


@pytest.mark.parametrize("address", [ADDRESS, "https://example.org/?a=1&b=<'\">/خط/"])
def test_it_is_what_an_xml_library_writes(address: str) -> None:
    assert sitemaps(CODES, address, PAGES) == {"sitemap.xml": written(address, PAGES)}


@pytest.mark.parametrize(("most", "limit"), [("MOST_PAGES", 4), ("MOST_BYTES", 2000)])
def test_beyond_the_limit_there_are_several(
    monkeypatch: pytest.MonkeyPatch, most: str, limit: int
) -> None:
    """An index names the parts; each keeps to the limit, and no page is lost."""
    whole = ET.fromstring(sitemaps(CODES, ADDRESS, PAGES)["sitemap.xml"])  # noqa: S314  (our own)
    monkeypatch.setattr(sitemap, most, limit)
    files = sitemaps(CODES, ADDRESS, PAGES)
    index = ET.fromstring(files.pop("sitemap.xml"))  # noqa: S314  (our own)
    assert index.tag == f"{{{SITEMAP}}}sitemapindex"
    named = [each.text for each in index.iter(f"{{{SITEMAP}}}loc")]
    assert named == [f"{ADDRESS}{name}" for name in files]
    assert len(files) > 1
    found = []
    for data in files.values():
        urls = [*ET.fromstring(data)]  # noqa: S314  (our own)
        assert len(urls if most == "MOST_PAGES" else data) <= limit
        found += [ET.tostring(url) for url in urls]
    assert [each.strip() for each in found] == [ET.tostring(url).strip() for url in whole]
