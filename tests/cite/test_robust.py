"""Robust Links: where a copy is kept, of what, and of which day."""

from __future__ import annotations

import pytest

from scripts.cite.works import robust_link
from scripts.timeline.model import Chronology

ORIGINAL = "http://www.example.org/a.html"
WAYBACK = f"https://web.archive.org/web/20061006230723/{ORIGINAL}"


@pytest.mark.parametrize(
    ("address", "archived", "expected"),
    [
        (None, None, {}),
        (ORIGINAL, None, {}),
        (
            "https://example.org/b",
            WAYBACK,
            {
                "data-originalurl": "https://example.org/b",
                "data-versiondate": "2006-10-06",
                "data-versionurl": WAYBACK,
            },
        ),
        (
            None,
            WAYBACK,
            {
                "data-originalurl": ORIGINAL,
                "data-versiondate": "2006-10-06",
                "data-versionurl": WAYBACK,
            },
        ),
        (
            ORIGINAL,
            f"https://web.archive.org/web/20061006230723if_/{ORIGINAL}",
            {
                "data-originalurl": ORIGINAL,
                "data-versiondate": "2006-10-06",
                "data-versionurl": f"https://web.archive.org/web/20061006230723if_/{ORIGINAL}",
            },
        ),
        (
            ORIGINAL,
            "https://archive.example/20061006/x",
            {
                "data-originalurl": ORIGINAL,
                "data-versionurl": "https://archive.example/20061006/x",
            },
        ),
        (
            ORIGINAL,
            f"https://web.archive.org/web/20061399000000/{ORIGINAL}",
            {
                "data-originalurl": ORIGINAL,
                "data-versionurl": f"https://web.archive.org/web/20061399000000/{ORIGINAL}",
            },
        ),
        (
            None,
            "https://archive.example/x",
            {"data-versionurl": "https://archive.example/x"},
        ),
    ],
)
def test_attributes(address: str | None, archived: str | None, expected: dict[str, str]) -> None:
    """All three where they are known, in this order; no day that is none."""
    assert list(robust_link(address, archived).items()) == list(expected.items())


def test_the_real_sources(chronology: Chronology) -> None:
    """Every source with an archived copy at the Wayback Machine gets its day."""
    records = [each.record for each in chronology.sources.values() if each.record.archived_url]
    for record in records:
        made = robust_link(record.url, record.archived_url)
        assert made["data-versionurl"] == record.archived_url
        assert ("data-versiondate" in made) == ("web.archive.org" in record.archived_url)
    assert records
