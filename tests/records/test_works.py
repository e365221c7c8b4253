"""Which sources are one work: addresses in every form, parts and archived states."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from making import source

from scripts.records.works import Works, normalized, unarchived

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("works.yml").read_text("utf-8"))
"""The cases that the form must pass too."""


@pytest.mark.parametrize("wanted", CASES["same"])
def test_one_page(wanted: str) -> None:
    """Every way to write an address becomes the same, which stays what it is."""
    written = CASES["same"][wanted]
    assert {each: normalized(each) for each in written} == dict.fromkeys(written, wanted)
    assert normalized(f"https://{wanted}") in {wanted, f"https://{wanted}"}


def test_days_of_archived_copies() -> None:
    """The day is in the address of the copy."""
    assert {each: unarchived(each)[1] for each in CASES["days"]} == CASES["days"]


PAGE = "https://example.org/page"
OLD, NEW = (f"https://web.archive.org/web/{day}/{PAGE}" for day in ("20060102", "20140102000000"))

CHAPTER, OTHER = ({"label": "chapter", "value": value} for value in ("1", "2"))


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ({"url": PAGE}, {"url": "http://www.example.org/page/?utm_source=x"}, True),
        ({"url": PAGE}, {"url": "https://example.org/other"}, False),
        ({"url": PAGE}, {"url": OLD}, True),
        ({"url": OLD}, {"url": NEW}, False),
        ({"url": OLD}, {"url": OLD.replace("/2006", "/2006").replace("0102", "0102093000")}, True),
        ({"url": PAGE, "archived_url": OLD}, {"url": PAGE, "archived_url": NEW}, False),
        ({"url": PAGE, "archived_url": OLD}, {"url": PAGE}, True),
        ({"url": PAGE, "archived_url": OLD}, {"archived_url": OLD}, True),
        ({"archived_url": "https://archive.ph/AbC"}, {"url": "http://archive.ph/AbC"}, True),
        ({"url": PAGE, "locator": CHAPTER}, {"url": PAGE}, True),
        ({"url": PAGE, "locator": CHAPTER}, {"url": PAGE, "locator": CHAPTER}, True),
        ({"url": PAGE, "locator": CHAPTER}, {"url": PAGE, "locator": OTHER}, False),
        ({"url": PAGE, "locator": CHAPTER}, {"url": OLD}, True),
        ({"url": PAGE, "archived_url": OLD}, {"url": NEW}, True),
        ({}, {}, False),
    ],
)
def test_one_work(one: dict[str, Any], other: dict[str, Any], *, are_one: bool) -> None:
    """Sources at one address are one work, unless each names another part or archived copy."""
    works = Works({"b": source(**other), "a": source(**one)})
    assert works.first == ({"b": "a"} if are_one else {})
