"""The files of single years: together they are the whole, and the list of them is true."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace

import jsonschema

from scripts.chronology import Chronology
from scripts.exports import Edition
from scripts.exports.datapackage import PERIODS as IN_PACKAGE
from scripts.languages import Language
from scripts.pages.kinds import pages
from scripts.pages.page import Surroundings
from scripts.periods import FILES, INDEX, MANY, periods

from .tools import files_of


def with_periods(toy: Chronology, edition: Edition) -> dict[str, bytes]:
    return files_of(toy, replace(edition, periods=periods(toy, many=1)))


def test_few_entries_have_no_parts(toy: Chronology, toy_files: dict[str, bytes]) -> None:
    """Up to so many entries there is the whole alone, and nothing speaks of parts."""
    assert len(toy.entries) <= MANY
    assert periods(toy) == {}
    assert INDEX not in toy_files
    assert not any(path.startswith("data/timeline/") for path in toy_files)
    assert b"periods.json" not in toy_files["data/datapackage.json"]


def test_parts_are_the_whole(toy: Chronology, toy_edition: Edition) -> None:
    """Every entry stands in the file of one year, as in the whole, with the sources it names."""
    made = with_periods(toy, toy_edition)
    listed = json.loads(made[INDEX])
    assert listed["version"] == toy_edition.version
    whole = json.loads(made["data/timeline.json"])
    table = list(csv.reader(io.StringIO(made["data/timeline.csv"].decode("utf-8-sig"))))
    schema = json.loads(made["data/schema/timeline.schema.json"])
    entries, rows = [], []
    for each in listed["periods"]:
        part = json.loads(made[f"data/{each['json']['path']}"])
        jsonschema.validate(part, schema)
        assert len(part["entries"]) == each["entries"]
        assert part.keys() == whole.keys()
        named = {source["id"] for source in part["sources"]}
        assert all(source in whole["sources"] for source in part["sources"])
        cites = [
            cite
            for entry in part["entries"]
            for claim in entry["claims"]
            for cite in claim["cites"]
        ]
        assert {cite["source"] for cite in cites} - {None} <= named
        entries += part["entries"]
        head, *found = csv.reader(
            io.StringIO(made[f"data/{each['csv']['path']}"].decode("utf-8-sig"))
        )
        assert head == table[0]
        rows += found
        assert {row[0] for row in found} == {entry["id"] for entry in part["entries"]}
        for kind in ("json", "csv"):
            content = made[f"data/{each[kind]['path']}"]
            assert each[kind]["bytes"] == len(content)
            assert each[kind]["sha256"] == hashlib.sha256(content).hexdigest()
    assert sorted(entries, key=str) == sorted(whole["entries"], key=str)
    assert sorted(rows) == sorted(table[1:])
    files = {
        pattern.format(period=each["period"]) for each in listed["periods"] for pattern in FILES
    }
    assert {path for path in made if path.startswith("data/timeline/")} == files


def test_the_rest_stays(toy: Chronology, toy_edition: Edition, toy_files: dict[str, bytes]) -> None:
    """All other files are the same with parts and without, but for the list of files."""
    made = with_periods(toy, toy_edition)
    others = {path for path in toy_files if made[path] != toy_files[path]}
    assert others == {"data/datapackage.json"}
    (name,) = IN_PACKAGE
    resources = json.loads(made["data/datapackage.json"])["resources"]
    assert name in {each["path"] for each in resources}


def test_periods_are_in_order(toy: Chronology) -> None:
    """A century goes before its decades, a decade before its years; no entry is left out."""
    found = periods(toy, many=1)
    assert {id_ for ids in found.values() for id_ in ids} == set(toy.entries)
    names = list(found)
    assert names == sorted(names, key=lambda year: (year.replace("x", "0"), -year.count("x")))


def test_published_parts_stay(toy: Chronology, toy_edition: Edition) -> None:
    """What a release published stays: a year without entries keeps an empty file, so do few."""
    found = periods(toy, ["data/timeline/1066.json", "data/timeline.json"])
    assert set(found) == {"1066", *periods(toy, many=1)}
    assert found["1066"] == ()
    made = files_of(toy, replace(toy_edition, periods=found))
    assert json.loads(made["data/timeline/1066.json"])["entries"] == []


def test_the_page_leads_to_them(toy: Chronology, language: Language) -> None:
    """The data page lists the parts where there are any."""
    for there in (True, False):
        made = pages(toy, language, Surroundings(scale={"periods": there}))
        page = next(each for each in made if each.address == "data/")
        assert (INDEX in {each["path"] for each in page.shows["files"]}) is there
