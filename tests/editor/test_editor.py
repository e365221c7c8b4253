"""What an editor shows somebody who writes a record: the real YAML language server is asked.

It is the one of VS Code's YAML extension, which most other editors use too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT
from website.tools import CODES, missing, needed

from scripts.i18n.language import Language
from scripts.records.load import load
from scripts.records.model import Entry
from scripts.records.yaml import parse

from .client import Client, server

PROGRAM = ROOT / "node_modules/yaml-language-server/bin/yaml-language-server"
SCHEMAS = ROOT / "timeline/schema"
ENTRIES = sorted((ROOT / "timeline/events").rglob("*.yml"))
SOURCES = sorted((ROOT / "seeds").rglob("*.yml"))
TABLES = sorted((ROOT / "timeline/vocabulary").glob("*.yml"))
NEW = "timeline/events/new-entry.yml"
LINE = "# yaml-language-server: $schema=../schema/event.schema.json\n"
ENTRY = """\
title: {en: A record, ar: سجل}
date: "2001"
topics: [trade]
summary: {en: Something happened., ar: حدث شيء.}
cites: [{source: a-source, says: states}]
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Client]:
    """The server, run as an editor runs it on a checkout."""
    node = needed("Node.js", "install nodejs", "node")
    if not PROGRAM.exists():
        missing("The language server", "npm ci")
    with server([node, str(PROGRAM), "--stdio"], ROOT) as client:
        yield client


def schema_of(file: Path) -> Path:
    """The schema that the first line of a record names."""
    first = file.read_text("utf-8").splitlines()[0]
    head, _, place = first.partition("$schema=")
    assert head == "# yaml-language-server: ", f"{file} does not name its schema"
    return (file.parent / place).resolve()


def test_every_record_names_its_schema() -> None:
    """So that it is completed and checked in any editor, wherever its folder lies."""
    assert {schema_of(file) for file in ENTRIES} == {SCHEMAS / "event.schema.json"}
    assert {schema_of(file) for file in SOURCES} == {SCHEMAS / "source.schema.json"}
    for file in TABLES:
        assert schema_of(file) == SCHEMAS / f"{file.stem}.schema.json"


def test_every_record_fits_its_schema() -> None:
    """The schemas take what the models take: none of the timeline's records is marked."""
    for file in [*ENTRIES, *SOURCES, *TABLES]:
        schema = json.loads(schema_of(file).read_text("utf-8"))
        document, _ = parse(file.read_bytes(), file.name)
        assert document
        validator = jsonschema.Draft202012Validator(schema)
        assert [each.message for each in validator.iter_errors(document.value)] == [], file


SAMPLE = [
    ROOT / "timeline/events/recognition.yml",
    ROOT / "timeline/events/joint-chamber-of-commerce.yml",
    next(file for file in SOURCES if "\nderives_from:" in file.read_text("utf-8")),
    next(file for file in SOURCES if "    paragraphs:" in file.read_text("utf-8")),
    *TABLES,
]
"""An entry of each form, sources that derive from others in both ways, the vocabularies."""


@pytest.mark.parametrize("file", SAMPLE, ids=lambda file: file.stem)
def test_good_records_are_not_marked(file: Path, editor: Client) -> None:
    """Nothing is underlined in a record in which nothing is wrong."""
    assert editor.open(file.relative_to(ROOT).as_posix(), file.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("was", "now", "place", "words"),
    [
        ('"2001"', "14 December 2016", (3, 7), "A date: 1992, 1992-04"),
        ('"2001"', "14 December 2016", (3, 7), "تاريخ: 1992 أو"),
        ("[trade]", "[defense]", (4, 10), "Value is not accepted."),
        ("[trade]", "[]", (4, 9), "Array has too few items."),
        ("says: states", "says: said", (6, 34), 'Valid values: "states", "attributes"'),
        ("source: a-source", "source: A Source", (6, 18), "An id: lower-case"),
        (", ar: سجل}", "}", (2, 1), 'Missing property "ar"'),
        ("cites: [", "colour: red\ncites: [", (6, 1), "Property colour is not allowed."),
        ("cites: [", "topics: [water]\ncites: [", (6, 1), "Map keys must be unique"),
        ("date: ", "dates: ", (2, 1), 'Missing property "date"'),
        ("{en: A record", "{en: A <b>record</b>", (2, 13), "Plain text: no < or >."),
        ("[trade]", "[trade", (5, 1), ""),
    ],
)
def test_mistakes_are_marked(
    was: str, now: str, place: tuple[int, int], words: str, editor: Client
) -> None:
    """Each mistake is underlined where it is, in words that say what to write."""
    assert ENTRY.count(was) == 1
    assert editor.open(NEW, LINE + ENTRY) == []
    found = editor.open(NEW, LINE + ENTRY.replace(was, now))
    starts = [each["range"]["start"] for each in found]
    places = [(each["line"] + 1, each["character"] + 1) for each in starts]
    said = [each["message"] for at, each in zip(places, found, strict=True) if at == place]
    assert any(words in each for each in said), found


def test_fields_are_completed(editor: Client) -> None:
    """An empty line offers the fields that are not there yet, each explained."""
    editor.open(NEW, f"{LINE}title: {{en: A, ar: ب}}\n\n")
    offered = editor.complete(NEW, 3, 1)
    assert {"date", "topics", "actors", "summary", "claims", "cites", "differences"} <= set(offered)
    assert "title" not in offered
    assert "When it happened (EDTF)" in str(offered["date"]["documentation"])


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("kind: ", {"event", "statement", "publication", "background"}),
        ("weight: ", {"landmark", "major", "minor"}),
        ("cites:\n  - source: x\n    says: ", {"states", "attributes", "argues", "disputes"}),
        ("topics:\n  - ", {"defence", "diplomacy", "trade"}),
        ("actors:\n  - ", {"kazakhstan", "israel"}),
        ("places:\n  - ", {"astana"}),
        ("title:\n  ", {"ar", "en"}),
        ("date: ", {"1992-04", "199X", "2013/.."}),
    ],
)
def test_values_are_completed(text: str, offered: set[str], editor: Client) -> None:
    """Where a value is one of a list, the list is offered; where ids are meant, those there are."""
    editor.open(NEW, LINE + text)
    lines = text.split("\n")
    assert offered <= set(editor.complete(NEW, len(lines) + 1, len(lines[-1]) + 1))


def test_every_topic_is_offered(editor: Client, languages: tuple[Language, ...]) -> None:
    """All that the vocabulary has, and nothing else."""
    records, _ = load(ROOT, tuple(each.code for each in languages))
    editor.open(NEW, f"{LINE}topics:\n  - ")
    assert set(editor.complete(NEW, 3, 5)) == set(records.topics)


def test_fields_are_explained(editor: Client) -> None:
    """Resting on a field of any record shows what it is for, in every language of the site."""
    editor.open(NEW, LINE + ENTRY)
    for line, words in ((3, "as precise as the sources allow"), (3, "بقدر ما تسمح به المصادر")):
        assert words in editor.hover(NEW, line, 2)
    assert "who acted" not in editor.hover(NEW, 3, 2)
    assert "states: tells it as a fact" in editor.hover(NEW, 6, 29)

    first = LINE.replace("../schema/event", "../timeline/schema/source")
    editor.open("seeds/new-source.yml", f"{first}genre: news\n")
    said = editor.hover("seeds/new-source.yml", 2, 2)
    assert "What sort of document it is." in said
    assert "نوع الوثيقة." in said


def test_recommended() -> None:
    """VS Code offers to install the extension, and knows the schemas by folder too."""
    extensions = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
    files = {(ROOT / path).resolve() for path in settings["yaml.schemas"]}
    assert files == set(SCHEMAS.iterdir())


@pytest.mark.parametrize("value", ["null", "~", ""])
@pytest.mark.parametrize("field", [*Entry.model_fields])
def test_schema_and_check_agree_on_null(checkout: Path, field: str, value: str) -> None:
    """A field without a value is refused by both: whoever has nothing to say leaves it out."""
    file = checkout / "timeline/events/harvest-years.yml"
    record = yaml.safe_load(file.read_text("utf-8"))
    record.pop(field, None)
    text = yaml.safe_dump(record, allow_unicode=True) + f"{field}: {value}\n"
    file.write_text(text, "utf-8")
    schema = json.loads((SCHEMAS / "event.schema.json").read_text("utf-8"))
    refused = jsonschema.Draft202012Validator(schema).iter_errors(yaml.safe_load(text))
    assert [[*each.path] for each in refused if [*each.path] == [field]]
    _, problems = load(checkout, CODES)
    line = text.count("\n")
    assert {(checkout / each.path, each.line) for each in problems} == {(file, line)}
