"""CITATION.cff: valid by the schema of its format; it says what the rest of the project says."""

from __future__ import annotations

import datetime
import json
import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml
from exports.tools import ADDRESS, publication_of

from scripts.exports.citations import citation_files
from scripts.exports.part import LICENCE
from scripts.i18n.language import Language
from scripts.pages.citing import Commit
from scripts.settings import read_settings
from scripts.timeline.model import Chronology

from .tools import ROOT


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    read = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert isinstance(read, dict)
    return read


def test_the_file_is_valid(facts: dict[str, Any]) -> None:
    """By the schema that the Citation File Format publishes of version 1.2.0."""
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "citation-file-format.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(facts)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate({**facts, "type": "chronology"})
    assert facts["cff-version"] == "1.2.0"


def test_the_file_of_a_build_is_valid(toy: Chronology, language: Language) -> None:
    """It adds the commit and its day; where there is none, it has neither."""
    folder = files("check_jsonschema") / "builtin_schemas" / "vendor"
    schema = json.loads((folder / "citation-file-format.json").read_text("utf-8"))
    commit = Commit("0123456789abcdef0123456789abcdef01234567", datetime.date(2031, 2, 3))
    published = replace(publication_of(toy), commit=commit)
    path = f"{language.code}/data/CITATION.cff"
    found = yaml.safe_load(citation_files(toy, published)[path])
    # The schema is of JSON, where a day is a text.
    plain = json.loads(json.dumps(found, default=str))
    jsonschema.Draft7Validator(schema).validate(plain)
    assert (plain["date-released"], plain["commit"]) == ("2031-02-03", commit.id)
    assert plain["identifiers"] == [{"type": "swh", "value": f"swh:1:rev:{commit.id}"}]
    assert plain["title"] == language.word("home.title")
    assert plain["url"] == f"{ADDRESS}{language.code}/data/"
    without = yaml.safe_load(citation_files(toy, publication_of(toy))[path])
    assert {*found} - {*without} == {"date-released", "commit", "identifiers"}


def test_it_says_what_the_project_says(
    facts: dict[str, Any], languages: tuple[Language, ...]
) -> None:
    """Version, address and licence stand in one place each; the author is the body of the pages."""
    settings = read_settings(ROOT, {})
    english = next(each for each in languages if each.code == "en")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert facts["version"] == settings.version == project["version"]
    assert facts["url"] == settings.address
    assert facts.get("repository-code", "") == settings.repository
    assert facts["license"] == LICENCE[0]
    assert facts["title"] == english.word("home.title")
    assert facts["abstract"] == english.word("home.description")
    assert facts["authors"] == [{"name": facts["title"], "website": facts["url"]}]
