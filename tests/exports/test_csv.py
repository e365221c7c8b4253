"""data/timeline.csv: any reader of CSV gets the fields back, and no spreadsheet finds a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.cite.text import line
from scripts.exports.table import cell
from scripts.pages.citing import Publication
from scripts.timeline.model import Chronology

from .tools import ADDRESS, made, rewritten, text

PATH = "data/timeline.csv"
DANGER = "=+-@\t\r\n＝＋－＠"
"""What opens a formula, by OWASP's page on CSV injection."""

FIXED = fixed(300)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def cells(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        yield from row


def test_it_is_what_spreadsheets_open(files: dict[str, bytes]) -> None:
    """A byte order mark, CRLF and no other line break, every cell in quotes, UTF-8."""
    content = files[PATH]
    assert content.startswith(b'\xef\xbb\xbf"id","date",')
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines.pop() == ""
    assert all(each.startswith('"') and each.endswith('"') and "\n" not in each for each in lines)


def test_the_fields_come_back(
    real: Chronology, published: Publication, files: dict[str, bytes]
) -> None:
    """One row an entry, in the order of time, the texts in every language."""
    found = rows(files[PATH])
    assert [row["id"] for row in found] == list(real.entries)
    for row, entry in zip(found, real.entries.values(), strict=True):
        record = entry.record
        assert row["date"] == record.date.text
        assert row["date_lower"] == str(record.date.lower or "")
        assert row["date_upper"] == str(record.date.upper or "")
        assert row["date_precision"].upper() == record.date.precision.name
        assert row["topics"].split("; ") == list(record.topics)
        assert list(filter(None, row["actors"].split("; "))) == list(record.actors)
        assert list(filter(None, row["places"].split("; "))) == list(record.places)
        assert row["label"] == entry.evidence.label
        assert int(row["source_count"]) == entry.evidence.sources == len(row["sources"].split("; "))
        assert int(row["label_source_count"]) == entry.evidence.core.sources
        assert int(row["label_independent_count"]) == entry.evidence.core.independent
        assert int(row["difference_count"]) == entry.evidence.differences
        assert row["published"] == str(published.states[entry.path].first or "")
        for language in published.languages:
            code = language.code
            assert row[f"title_{code}"] == record.title[code]
            assert row[f"summary_{code}"] == record.summary[code]
            assert row[f"address_{code}"] == f"{ADDRESS}{code}/events/{entry.id}/"
            assert row[f"date_{code}"]
            assert row[f"evidence_{code}"]


def test_the_odd_cases(toy_files: dict[str, bytes]) -> None:
    """Open dates have one bound; a withdrawn entry stays and says so; sources without a record."""
    found = {row["id"]: row for row in rows(toy_files[PATH])}
    patrol = found["river-patrol"]
    dates = [patrol[name] for name in ("date", "date_lower", "date_upper")]
    assert dates == ["2013/..", "2013-01-01", ""]
    assert found["border-opens"]["date_uncertain"] == "true"
    assert found["telegram-lost"]["withdrawn"] == "2020-03-01"
    assert found["river-talks"]["withdrawn"] == ""
    assert found["bridge-opens"]["sources"].split("; ") == [
        "https://post.example.org",
        "https://watch.example.org/a_b*c(d)?e=f&g='h'",
    ]


def test_no_cell_opens_a_formula(files: dict[str, bytes], toy_files: dict[str, bytes]) -> None:
    for content in (files[PATH], toy_files[PATH]):
        assert [each for each in cells(content) if each.startswith(tuple(DANGER))] == []


@FIXED
@given(st.text(DANGER + " \"',;|%\0\x0b\u202e\ufeff", max_size=3), st.text())
@example("=", "cmd|' /C calc'!A0")
@example("\t", "=1+1")
@example(" ", "@SUM(A1)")
@example("\r\n", "-1")
@example('",', "=1+1")
def test_a_hostile_cell_is_text(start: str, end: str) -> None:
    """Whatever it begins with; and but for white space and the apostrophe it is what it was."""
    value = start + end
    shown = cell(value)
    assert not shown.startswith(tuple(DANGER))
    assert not shown.strip().startswith(tuple(DANGER))
    assert shown in {line(value), f"'{line(value)}"}
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["before", shown, "after"])
    file.seek(0)
    assert list(csv.reader(file)) == [["before", shown, "after"]]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", '",\r\n"=1+1'])
def test_a_hostile_title_stays_in_its_cell(toy: Chronology, title: str) -> None:
    """The records would refuse some of these; the file does not rely on it."""
    hostile = rewritten(toy, title=text(title))
    content = made(hostile, PATH)
    found = rows(content)
    assert [row["id"] for row in found] == list(toy.entries)
    assert {row["title_en"] for row in found} == {cell(title)}
    assert [each for each in cells(content) if each.startswith(tuple(DANGER))] == []
