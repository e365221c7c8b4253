"""CITATION.cff: valid by the schema of its format; it says what the rest of the project says."""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from scripts.exports.part import LICENCE
from scripts.i18n.language import Language
from scripts.settings import read_settings

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
