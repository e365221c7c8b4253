"""The page on speed and scale shows what the benchmark measured, and reads well before it has."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from lxml import html

from scripts.benchmark import OURS, ROWS, Measured, Results, Stage, Waits
from scripts.chronology import Chronology
from scripts.languages import Language
from scripts.pages.kinds import pages
from scripts.pages.page import Page, Surroundings
from scripts.pages.parts_workflow import WORKFLOW
from scripts.pages.render import Renderer

ROOT = Path(__file__).parent.parent

MACHINE: dict[str, str | int] = {
    "cores": 2,
    "memory": 8,
    "system": "Linux x86_64",
    "python": "3.11.7",
    "mkdocs": "1.6.1",
    "mkdocs-material": "9.8.1",
    "zensical": "0.0.1",
    "hugo": "0.150.0",
}
ROW = Measured(1.234, 1.234, 100, 10, 10, "2026-01-02")


def made(toy: Chronology, language: Language, results: Results | None) -> Page:
    around = Surroundings(benchmark=results)
    made = pages(toy, language, around)
    return next(page for page in made if page.address == "contribute/scale/")


def tables(page: Page, language: Language) -> list[list[list[str]]]:
    """The cells of each table that stands on the page, row by row."""
    document = html.document_fromstring(Renderer(language).render(page))
    return [
        [[cell.text_content() for cell in row] for row in table.iter("tr")]
        for table in document.iter("table")
    ]


def test_before_anything_was_measured(toy: Chronology, language: Language) -> None:
    """No table and no machine, but what would be measured, and how."""
    page = made(toy, language, None)
    assert tables(page, language) == []
    text = Renderer(language).render(page)
    assert "#figures" not in text
    assert "make bench" in text


def test_figures(toy: Chronology, language: Language) -> None:
    """Every row with its figures, a search that follows below it, a ratio where it is fair."""
    rows = {
        "cold": replace(ROW, seconds=2.468, indexed=12.34, stages={"load": Stage(0.5, 1)}),
        "stock": ROW,
        "zensical": replace(ROW, seconds=None, indexed=None, limit=900, pages=0),
        "hugo": replace(ROW, pages=9, day="2026-01-05"),
    }
    word = language.section("scale")
    page = made(toy, language, Results(MACHINE, {1000: rows, 10_000: {"stock": ROW}}))
    names = {name: word(f"rows.{name}") for name in rows}
    seconds, ratios, memory, stages = tables(page, language)
    head = [word("figures.what"), "1,000", "10,000"]
    assert seconds == [
        head,
        [names["cold"], "2.47", ""],
        [word("followed"), "12", ""],
        [names["stock"], "1.23", "1.23"],
        [names["zensical"], word("figures.cut-off", seconds="900"), ""],
        [names["hugo"], word("figures.fewer"), ""],
    ]
    compared = [[names["cold"], "10", ""], [names["stock"], "1.00", "1.00"]]
    assert ratios[:3] == [head, *compared]
    assert [row[1:] for row in ratios[3:]] == [["", ""], ["", ""]]
    assert memory[1] == [names["cold"], "100", ""]
    assert stages == [head, [language.word("progress.load"), "0.50", ""]]
    assert " 5 " in page.shows["circumstances"][0]
    assert "0.150.0" in page.shows["circumstances"][1]


def test_what_readers_wait_for(toy: Chronology, language: Language) -> None:
    """A row for each, in milliseconds or kilobytes; nothing where it was not measured."""
    rows = {10: {"stock": ROW}, 1000: {"stock": ROW}, 10_000: {"stock": ROW}}
    waits = {
        1000: Waits(0, 41.6, 12.4, 120_400, 150_000, "2026-01-02"),
        10_000: Waits(62, 99, 16.6, 251_000, 322_000, "2026-01-07"),
    }
    page = made(toy, language, Results(MACHINE, rows, waits))
    word = language.section("scale.waits")
    *_, found = tables(page, language)
    assert found[1:] == [
        [word("task"), "", word("none"), "62"],
        [word("first"), "", "42", "99"],
        [word("filter"), "", "12", "17"],
        [word("word"), "", "120", "251"],
        [word("words"), "", "150", "322"],
    ]
    assert word("title") in Renderer(language).render(page)
    assert " 7 " in page.shows["circumstances"][0]


def test_stages_that_are_gone(toy: Chronology, language: Language) -> None:
    """A stage of an older build, which has no words any more, goes by its name."""
    rows = {"entry": replace(ROW, stages={"gone": Stage(0.5, 1)})}
    *_, stages = tables(made(toy, language, Results(MACHINE, {100: rows})), language)
    assert stages[1] == ["gone", "0.50"]


def test_workflow(tmp_path: Path) -> None:
    """The example is a workflow as GitHub takes it, with the actions of those that are in use."""
    file = tmp_path / "parts.yml"
    file.write_text(WORKFLOW, "utf-8")
    for words in (
        ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"],
        ["zizmor", "--offline", "--pedantic", "--no-progress"],
    ):
        tool = Path(sys.executable).parent / words[0]
        done = subprocess.run(
            [str(tool), *words[1:], str(file)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    used = {file.read_text("utf-8") for file in (ROOT / ".github/workflows").glob("*.yml")}
    pins = set(re.findall("uses: (.*)", WORKFLOW))
    assert len(pins) > 3
    assert pins <= set(re.findall("uses: (.*)", "".join(used)))


def test_every_row_has_its_words(language: Language) -> None:
    """What is measured has its name in each language, and nothing else has."""
    assert tuple(language.facts["scale"]["rows"]) == ROWS
    assert set(OURS) < set(ROWS)
