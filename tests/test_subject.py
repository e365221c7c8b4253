"""Only records, pages of prose, the words of the languages and pyproject.toml name the subject."""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import UUID

import pytest
from conftest import ROOT

from scripts.i18n.language import Language
from scripts.pages.kinds import pages
from scripts.pages.page import SiteContext
from scripts.pages.render import Renderer
from scripts.settings import read_settings
from scripts.timeline.model import Chronology

SUBJECT = re.compile(
    r"kazakh|qazaq|kazakistan|israel|jerusalem|astana|كازاخ|قازاق|إسرائيل|اسرائيل", re.IGNORECASE
)
BUILD = ("Makefile", ".ci", ".github", "scripts", "docs/theme")
LEFT_OUT = re.compile(r"scripts/i18n/\w+\.yml|docs/theme/frame/|__pycache__")
"""The words of the languages, and what a build makes."""


def test_no_file_of_the_build_names_the_subject() -> None:
    """Neither in its name nor in its text, nor the year with which the subject begins."""
    files = [file for name in BUILD for file in (ROOT / name, *(ROOT / name).rglob("*"))]
    paths = [file.relative_to(ROOT).as_posix() for file in files if file.is_file()]
    found = [path for path in paths if not LEFT_OUT.search(path)]
    assert len(found) > 200
    for path in found:
        assert not SUBJECT.search(path)
        if not path.endswith((".ico", ".png", ".woff2")):
            text = (ROOT / path).read_text("utf-8")
            assert not SUBJECT.search(text), path
            assert not re.search(r"\b1991\b", text), path


@pytest.fixture
def other(language: Language) -> Language:
    """A language whose words have the subject of the toy."""
    words = json.dumps(language.facts, ensure_ascii=False)
    return Language(language.code, json.loads(SUBJECT.sub("Northland", words)))


def test_another_subject_needs_no_other_code(toy: Chronology, other: Language) -> None:
    """Pages of the toy, with words of its own, name nothing of the subject of this site."""
    renderer, site = Renderer(other), SiteContext(years_from=2010)
    for page in pages(toy, other, site):
        assert not SUBJECT.search(renderer.render(page)), page.path


@pytest.mark.parametrize("year", [1980, 2010])
def test_the_settings_say_which_years_are_background(
    toy: Chronology, language: Language, year: int
) -> None:
    """The chart's caption names the year of the settings, and the axis has decades before it."""
    made = pages(toy, language, SiteContext(years_from=year))
    (home,) = (each for each in made if each.path == "index.md")
    chart = str(home.parts["places"]["chart"])
    said = language.word("chart.before", year=year)
    assert (said in chart) == (year > 1980)
    assert ('class="before"' in chart) == (year > 1980)


def test_the_settings_are_those_of_the_project(tmp_path: Path) -> None:
    """The version and the first year stand in pyproject.toml."""
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "bridges"\nversion = "1"\n'
        '[tool.timeline]\naddress = "https://example.org/"\nrepository = ""\nyears-from = 2000\n'
        'namespace = "6fa459ea-ee8a-3ca4-894e-db77e160355e"\n',
        "utf-8",
    )
    settings = read_settings(tmp_path, {})
    assert (settings.version, settings.years_from) == ("1", 2000)
    assert settings.namespace == UUID("6fa459ea-ee8a-3ca4-894e-db77e160355e")
