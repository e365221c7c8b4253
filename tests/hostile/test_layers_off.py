"""Each layer of defence with those before it switched off, up to the pages (`test_site.py`).

Files, YAML, characters, models: what comes through one of them is met by the next.  Files for reuse
rest on none of them.  Pages of prose: their check, the policy in each page, the check for that.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rispy
from icalendar import Calendar
from playwright.sync_api import Browser
from pydantic import ValidationError
from website.tools import ADDRESS, CODES, Site, copy_small_tree, serving, told

from scripts import build
from scripts.cite.text import NO_CHARACTER
from scripts.console import Reporter
from scripts.exports.table import FORMULA
from scripts.i18n.language import Language
from scripts.publish import mkdocs
from scripts.records.model import Entry
from scripts.records.prose import read_by_hand
from scripts.records.source import Source
from scripts.records.yaml import parse
from scripts.settings import Settings
from scripts.site import checked

from .payloads import TEXTS
from .test_site import SHOWN, reading

FACTS = {"languages": CODES, "complete": True}


@pytest.mark.parametrize(
    "data",
    [
        b"root:x:0:0:secret:/root:/bin/bash\nsecret:x:1:1::/:/bin/sh\n",
        b"token: secret\npassword: [secret, secret]\n",
        b"-----BEGIN KEY-----\nsecret\n-----END KEY-----\n",
        b"\x7fELF\x02\x01\x01\x00secret" * 99,
        b"\0" * 70000,
    ],
)
def test_files_off(data: bytes, languages: tuple[Language, ...]) -> None:
    """A file of the machine that was read as a record is none, and its content is not told."""
    document, problems = parse(data, "x.yml")
    messages = [language.message(each) for each in problems for language in languages]
    if document is not None:
        with pytest.raises(ValidationError):
            Entry.model_validate(document.value, context=FACTS)
    else:
        assert messages
    assert not any("secret" in each for each in messages)


class Text(str):
    """A text that is more than a text."""

    __slots__ = ()


def endless() -> dict[str, Any]:
    """A mapping that holds itself."""
    value: dict[str, Any] = {}
    value["title"] = value["cites"] = value
    return value


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 5, 10**5000, 1.5, float("nan"), b"a", "a", [], {}, {1: 2}, {None: None}),
        *([["a"] * 9] * 9, {"title": None, "date": datetime.date(2001, 1, 1), "topics": {"a"}}),
        *({"title": {"en": 1, "ar": True}}, {"title": {"en": ["a"], "ar": {"a": "b"}}}, object()),
        {"date": 2001, "topics": "trade", "summary": b"a", "cites": ({"source": 5},)},
        {"title": {"en": Text("a" * 10**6), "ar": Text("\0")}, "date": Text("2001")},
        endless(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_yaml_off(value: object) -> None:
    """Whatever another reader would make of a file, the models refuse by the one error that counts.

    The texts of YAML's own types (numbers, days, nothing) are none.
    """
    for model in (Entry, Source):
        with pytest.raises(ValidationError):
            model.model_validate(value, context=FACTS)


def rows(data: bytes) -> list[str]:
    """The rows of a table: as many cells each, none a formula."""
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in found} == {len(found[0])}
    assert not any(FORMULA.match(each) for row in found for each in row)
    return [row[0] for row in found[1:]]


def calendar(data: bytes) -> list[str]:
    """The events of a calendar: each with what it has to have, no property from a text."""
    found = Calendar.from_ical(data).walk("VEVENT")
    assert all(set(each) >= {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} for each in found)
    assert b"\r\nSUMMARY:b" not in data
    return [str(each["UID"]) for each in found]


def xml(data: bytes) -> list[str]:
    """The elements of a document without a type of its own."""
    assert b"<!DOCTYPE" not in data
    return [each.tag for each in ET.fromstring(data).iter()]  # noqa: S314  (it is ours)


def references(data: bytes) -> list[str]:
    """The records of a file of references."""
    return [str(each["type_of_reference"]) for each in rispy.loads(data.decode())]


READERS: dict[str, Callable[[bytes], object]] = {
    ".json": json.loads,
    ".webmanifest": json.loads,
    ".csv": rows,
    ".ics": calendar,
    ".xml": xml,
    ".ris": references,
}
"""What reads each format back."""


def test_all_off_but_the_files_for_reuse(hostile_site: Site) -> None:
    """Every file of the hostile site is read back by a parser of its format."""
    wrong: dict[str, object] = {}
    seen: dict[str, int] = {}
    for file in sorted(hostile_site.root.rglob("*")):
        if not file.is_file() or file.suffix not in READERS:
            continue
        data = file.read_bytes()
        seen[file.suffix] = seen.get(file.suffix, 0) + 1
        try:
            read = READERS[file.suffix](data)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
            wrong[file.name] = error
            continue
        # JSON takes every character (RFC 8259, 7), as an escape or as it is.
        if "json" not in file.suffix and NO_CHARACTER.search(data.decode()):
            wrong[file.name] = "characters that no file may hold"
        if file.suffix == ".ris" and file.stem == "cite" and len(list(read)) != 1:  # type: ignore[call-overload]
            wrong[file.name] = read
    assert not wrong, told(wrong)
    assert set(seen) == set(READERS)
    assert len(rows((hostile_site.root / "data/timeline.csv").read_bytes())) > len(TEXTS)


SCRIPT = (
    "\n<script>window.hit()</script>\n\n[a](javascript:window.hit()) <img src=x onerror=hit()>\n"
)


@pytest.fixture
def unchecked(
    tmp_path: Path, languages: tuple[Language, ...], monkeypatch: pytest.MonkeyPatch
) -> tuple[Settings, Path]:
    """A checkout, its page on the site with a script, and nobody who looks at pages of prose."""
    tree = copy_small_tree(tmp_path / "tree")
    page = tree / "docs/en/about.md"
    page.write_text(page.read_text("utf-8") + SCRIPT, "utf-8")
    monkeypatch.setattr(
        checked, "read_by_hand", lambda root, code: (read_by_hand(root, code)[0], [])
    )
    return Settings(tree, ADDRESS, "1", "", languages, book=False), page


def test_prose_off(unchecked: tuple[Settings, Path], browser: Browser) -> None:
    """A script in a page of prose that nobody checked does not run: the policy stands in it."""
    settings, _ = unchecked
    assert build.build(settings, Reporter(settings.languages[0])) == []
    settings.site.rename(settings.site.with_name("base"))
    with serving(settings.root) as address:
        for policy in (True, False):
            with reading(browser, policy=policy) as (tab, _):
                tab.goto(f"{address}base/en/about/", wait_until="load")
                tab.locator("a[href^='javascript:']").dispatch_event("click")
                found = tab.evaluate(SHOWN)
                assert bool(found["hits"]) is not policy
                assert bool(found["broken"]) is policy


def test_prose_and_template_off(unchecked: tuple[Settings, Path]) -> None:
    """Where the page takes a template without the policy, no site is made of it."""
    settings, page = unchecked
    settings.site.mkdir()
    (settings.site / "index.html").write_text("the last good one", "utf-8")
    page.write_text(f"---\ntemplate: 404.html\n---\n{SCRIPT}", "utf-8")
    with pytest.raises(mkdocs.PublishError, match=r"en/about/index\.html"):
        build.build(settings, Reporter(settings.languages[0]))
    assert [each.name for each in settings.site.iterdir()] == ["index.html"]
