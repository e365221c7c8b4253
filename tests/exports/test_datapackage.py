"""data/datapackage.json: the Frictionless framework reads it and every file that it names."""

from __future__ import annotations

import hashlib
import json
import shutil
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.exports import exports
from scripts.exports.datapackage import name
from scripts.exports.table import columns
from scripts.pages.book import book_path
from scripts.pages.citing import Publication
from scripts.timeline.model import Chronology

from .tools import ADDRESS, publication_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own dependencies
    from frictionless import Package, system


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> Path:
    root = tmp_path_factory.mktemp("site")
    for path, content in files.items():
        if path.startswith("data/"):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
    return root / "data"


def test_the_package_is_valid(folder: Path) -> None:
    """Its descriptor, and each file: the table against its columns, cell by cell."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert {task.name: task.type for task in report.tasks}["timeline-csv"] == "table"


def test_it_names_the_bytes_of_every_file(folder: Path, tmp_path: Path) -> None:
    """Size and SHA-256 of each; a reader finds out when a file is not that one."""
    package = json.loads((folder / "datapackage.json").read_bytes())
    for each in package["resources"]:
        content = (folder / each["path"]).read_bytes()
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    changed = shutil.copytree(folder, tmp_path / "data")
    with (changed / "timeline.csv").open("ab") as file:
        file.write(b"\r\n")
    with system.use_context(trusted=True):
        report = Package(str(changed / "datapackage.json")).validate()
    assert {type_ for (type_,) in report.flatten(["type"])} >= {"hash-count", "byte-count"}


def test_the_table_is_read_with_its_types(
    folder: Path, real: Chronology, published: Publication
) -> None:
    """Days are days, counts are counts, what is empty is nothing."""
    package = Package(str(folder / "datapackage.json"))
    resource = package.get_table_resource("timeline-csv")
    rows = [row.to_dict() for row in resource.read_rows()]
    assert resource.schema.primary_key == ["id"]
    assert list(rows[0]) == [column["name"] for column in columns(published.languages)]
    for row, entry in zip(rows, real.entries.values(), strict=True):
        assert row["id"] == entry.id
        assert row["date_lower"] == entry.record.date.lower
        assert row["date_uncertain"] is entry.record.date.uncertain
        assert row["label_independent_count"] == entry.evidence.core.independent
        assert row["published"] == published.states[entry.path].first
        assert row["withdrawn"] == (entry.record.withdrawn and entry.record.withdrawn.date)


def test_it_names_every_file_beside_it(folder: Path, real: Chronology) -> None:
    """Licence, version, sources and each file with what it is for."""
    package = json.loads((folder / "datapackage.json").read_bytes())
    beside = {path.name for path in folder.iterdir() if path.is_file()} - {"datapackage.json"}
    assert {each["path"] for each in package["resources"]} == beside
    assert len({each["name"] for each in package["resources"]}) == len(beside)
    assert all(each["description"] and each["mediatype"] for each in package["resources"])
    assert {each["path"] for each in package["resources"] if each.get("type") == "table"} == {
        "timeline.csv"
    }
    (schema,) = [each["jsonSchema"] for each in package["resources"] if "jsonSchema" in each]
    assert (folder / schema).is_file()
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert (package["name"], package["version"]) == ("a-timeline", "2026.11")
    assert package["id"] == f"{ADDRESS}data/datapackage.json"
    assert len(package["sources"]) == len(real.sources)


def test_it_names_the_book(toy: Chronology) -> None:
    """Its bytes, which come from outside of the exports, and no encoding."""
    published = replace(publication_of(toy), volumes=("199x",))
    books = {book_path(each.code, "199x"): b"%PDF-1.7" for each in published.languages}
    package = json.loads(exports(toy, published, books)["data/datapackage.json"])
    found = {f"data/{each['path']}": each for each in package["resources"]}
    for path in books:
        assert found[path]["bytes"] == len(b"%PDF-1.7")
        assert found[path]["mediatype"] == "application/pdf"
        assert "encoding" not in found[path]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a-timeline/", "a-timeline"),
        ("https://example.org/", "example.org"),
        ("https://example.org/A%20Place_/", "a-20place_"),
    ],
)
def test_name(address: str, expected: str) -> None:
    """Lower case, of the characters that the standard allows."""
    assert name(address) == expected
