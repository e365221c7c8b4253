"""data/timelinejs.*.json: what TimelineJS 3 asks for, and nothing but our own HTML in its texts."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.cite.text import line
from scripts.exports.timelinejs import dates
from scripts.records.dates import Edtf
from scripts.timeline.model import Chronology

from .tools import ADDRESS, made, saying

CODES = ("ar", "en")
OUR_OWN = {"div", "p", "a", "bdi"}


def read(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="main")


def slides(content: bytes) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(content)["events"]
    return events


@pytest.mark.parametrize("code", CODES)
def test_the_fields_come_back(real: Chronology, files: dict[str, bytes], code: str) -> None:
    """One slide for each entry not withdrawn, by its id; dates in words; main topic as group."""
    found = json.loads(files[f"data/timelinejs.{code}.json"])
    assert set(found) == {"scale", "title", "events"}
    assert found["scale"] == "human"
    standing = [each for each in real.entries.values() if each.record.withdrawn is None]
    ids = [each["unique_id"] for each in found["events"]]
    assert ids == [each.id for each in standing]
    assert found["title"]["unique_id"] not in ids
    for slide, entry in zip(found["events"], standing, strict=True):
        record = entry.record
        isolate = (lambda words: f"\u2067{words}\u2069") if code == "ar" else str
        topic = real.topics[record.topics[0]].label[code]
        assert read(slide["text"]["headline"]).text_content() == isolate(record.title[code])
        assert read(slide["group"]).text_content() == isolate(topic)
        words = read(slide["text"]["text"]).text_content()
        assert record.summary[code] in words
        assert f"{ADDRESS}{code}/events/{entry.id}/" in words
        assert slide["display_date"]
        assert slide["autolink"] is False
        assert "background" not in slide
        assert "media" not in slide
        assert slide["start_date"]["year"] == (record.date.lower or record.date.upper).year  # type: ignore[union-attr]


def test_a_withdrawn_entry_is_left_out(toy: Chronology, toy_files: dict[str, bytes]) -> None:
    shown = {each["unique_id"] for each in slides(toy_files["data/timelinejs.en.json"])}
    assert shown == set(toy.entries) - {"telegram-lost"}


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2014-01-20", {"year": 2014, "month": 1, "day": 20}, None),
        ("1991-12?", {"year": 1991, "month": 12}, None),
        ("2004", {"year": 2004}, None),
        ("199X", {"year": 1990}, {"year": 1999, "month": 12, "day": 31}),
        ("14XX", {"year": 1400}, {"year": 1499, "month": 12, "day": 31}),
        ("18XX/19XX", {"year": 1800}, {"year": 1999, "month": 12, "day": 31}),
        (
            "1991-12/1992-02",
            {"year": 1991, "month": 12},
            {"year": 1992, "month": 2, "day": 29},
        ),
        ("1995-21", {"year": 1995, "month": 3}, {"year": 1995, "month": 5, "day": 31}),
        ("[1991..1993]", {"year": 1991}, {"year": 1993, "month": 12, "day": 31}),
        ("[..1992]", {"year": 1992, "month": 12, "day": 31}, None),
        ("[1993..]", {"year": 1993}, None),
        (
            "2022-01-02/2022-01-19",
            {"year": 2022, "month": 1, "day": 2},
            {"year": 2022, "month": 1, "day": 19},
        ),
        ("2013/..", {"year": 2013}, None),
        ("../1995", {"year": 1995, "month": 12, "day": 31}, None),
    ],
)
def test_dates(date: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    """As precise as they are known; what ends later, on its last day."""
    found = dates(Edtf.parse(date))
    assert found.pop("start_date") == start
    assert found.pop("end_date", None) == end
    assert found == {}


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.text())
@example('<img src=x onerror="alert(1)">')
@example("</p></div><script>alert(1)</script>")
@example("\" onmouseover='alert(1)' x=\"")
@example("&lt;script&gt; &amp; &#60;b&#62; javascript:alert(1) https://example.com")
def test_a_hostile_text_is_no_html(toy: Chronology, words: str) -> None:
    """TimelineJS renders what it gets: all tags are ours, and the words come back as they were."""
    hostile = saying(toy, words)
    for slide in slides(made(hostile, "data/timelinejs.en.json")):
        headline, body = read(slide["text"]["headline"]), read(slide["text"]["text"])
        assert len(headline) == 0
        assert headline.text_content() == line(words)
        ours = [*body.iterdescendants()]
        assert {each.tag for each in ours} == OUR_OWN
        assert {name for each in ours for name in each.attrib} == {"lang", "dir", "href"}
        assert body.text_content().startswith(line(words))
