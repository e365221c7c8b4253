"""Robust Links: where a copy is kept, of what, and of which day."""

from __future__ import annotations

import pytest

from scripts.cite.works import robust_link
from scripts.timeline.model import Chronology

ORIGINAL = "http://www.example.org/a.html"
WAYBACK = f"https://web.archive.org/web/20061006230723/{ORIGINAL}"


@pytest.mark.parametrize(
    ("address", "archived", "original", "day"),
    [
        (None, None, "", ""),
        (ORIGINAL, None, "", ""),
        ("https://example.org/b", WAYBACK, "https://example.org/b", "2006-10-06"),
        (None, WAYBACK, ORIGINAL, "2006-10-06"),
        (ORIGINAL, WAYBACK.replace("/http", "if_/http"), ORIGINAL, "2006-10-06"),
        (ORIGINAL, WAYBACK.replace("1006", "1399"), ORIGINAL, ""),
        (ORIGINAL, "https://archive.example/20061006/x", ORIGINAL, ""),
        (None, "https://archive.example/x", "", ""),
    ],
)
def test_attributes(address: str | None, archived: str | None, original: str, day: str) -> None:
    """All three where they are known, in this order; no day that is none."""
    expected = {
        "data-originalurl": original,
        "data-versiondate": day,
        "data-versionurl": archived,
    }
    known = [(name, value) for name, value in expected.items() if value]
    assert list(robust_link(address, archived).items()) == known


def test_the_real_sources(chronology: Chronology) -> None:
    """Every source with an archived copy at the Wayback Machine gets its day."""
    records = [each.record for each in chronology.sources.values() if each.record.archived_url]
    for record in records:
        made = robust_link(record.url, record.archived_url)
        assert made["data-versionurl"] == record.archived_url
        assert ("data-versiondate" in made) == ("web.archive.org" in record.archived_url)
    assert records
