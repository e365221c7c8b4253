"""The benchmark measures a real thing: its records are valid, its builds are builds."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from website.tools import files

from bench.measure import pages, side_by_side
from bench.ours import Stopwatch
from bench.peers import PEERS
from bench.results import OURS, READERS, ROWS, Measured, Results, Stage, Waits
from bench.results import PEERS as PEER_ROWS
from bench.scenarios import SCENARIOS, build
from bench.tables import LABELS, readme, table
from bench.trees import edit_entry, edit_source, make_tree
from scripts.checks import check
from scripts.i18n.language import Language
from scripts.publish.write import write_file
from scripts.records.load import load

ROW = Measured(2, 3, 100, 10, 10, "2026-01-02")
STOCK = Measured(2, 2, 50, 10, 10, "2026-01-03")
WAITS = Waits(0, 40.5, 12.5, 250_000, 320_000, "2026-01-04")


def test_records_are_good(tmp_path: Path, languages: tuple[Language, ...]) -> None:
    """They pass every check; two trees of one size are equal; an edit touches one file."""
    tree = make_tree(tmp_path / "one", 60)
    records, problems = load(tree, tuple(each.code for each in languages))
    assert problems + check(records, languages) == []
    assert (len(records.entries), len(records.sources)) == (60, 12)
    claims = [(entry.id, claim) for entry in records.entries for claim in entry.record.claims]
    cited = {(id_, cite.source) for id_, claim in claims for cite in claim.cites}
    assert len([source for _, source in cited if source == "source-0"]) == 50
    twin = make_tree(tmp_path / "two", 60)
    before = [files(tree / folder) for folder in ("timeline", "seeds")]
    assert [files(twin / folder) for folder in ("timeline", "seeds")] == before
    title = edit_entry(twin)
    edit_source(twin)
    for one, folder in zip(before, ("timeline", "seeds"), strict=True):
        assert len(files(twin / folder).items() - one.items()) == 1
    (entry,) = (twin / "timeline/events").rglob("entry-7.yml")
    assert title in entry.read_text("utf-8")


def test_builds_are_builds(tmp_path: Path) -> None:
    """The process that is measured builds, tells its stages, and sees an edit."""
    tree = make_tree(tmp_path / "tree", 8)
    row = build(tree)
    assert 0 < (row.seconds or 0) <= (row.indexed or 0)
    stages = {"load", "check", "join", "render", "publish", "replace", "index"}
    assert stages <= row.stages.keys()
    assert row.pages == row.of > 40
    assert row.peak >= max(stage.peak for stage in row.stages.values()) > 1
    title = edit_entry(tree)
    build(tree)
    assert title in (tree / "site/en/events/entry-7/index.html").read_text("utf-8")


def test_failing_build_is_told(tmp_path: Path) -> None:
    """What a build that fails says is not lost, and no figure comes of it."""
    tree = make_tree(tmp_path / "tree", 8)
    (tree / "seeds/source-0.yml").write_text("title: [", "utf-8")
    with pytest.raises(RuntimeError, match=r"seeds/source-0\.yml"):
        build(tree)


def test_stages_are_told(capsys: pytest.CaptureFixture[str], language: Language) -> None:
    """One line of JSON a stage, when it ends."""
    with Stopwatch(language).stage("load") as details:
        details.append("nothing of this")
        assert capsys.readouterr().out == ""
    told = json.loads(capsys.readouterr().out)
    assert told.keys() == {"stage", "seconds", "peak"}
    assert told["stage"] == "load"


def test_commands_are_cut_off(tmp_path: Path) -> None:
    """What does not end is ended, all of it; what fails says why; what ends has its peak."""
    python = [sys.executable, "-c"]
    endless = [*python, "import time; time.sleep(600)"]
    assert side_by_side([endless, endless], tmp_path, 0.2)[0] is None
    with pytest.raises(RuntimeError, match="said before"):
        side_by_side([[*python, "import sys; sys.exit('said before')"]], tmp_path, 600)
    seconds, peak = side_by_side([[*python, "b'x' * 40_000_000"], [*python, ""]], tmp_path, 600)
    assert seconds is not None
    assert peak > 40


def test_pages_are_counted(tmp_path: Path) -> None:
    """A page counts where its address has one, whichever way its file is named."""
    docs = ("en/index.md", "en/about.md", "en/events/x/index.md", "ar/index.md")
    site = ("en/index.html", "en/about/index.html", "en/404.html", "ar/other/index.html")
    for name in (*(f"docs/{each}" for each in docs), *(f"site/{each}" for each in site)):
        write_file(tmp_path / name, b"")
    assert pages(tmp_path, tmp_path / "site") == (2, 4)


def test_without_a_browser() -> None:
    """What drives one belongs to the tests: where it is missing, the rows that need it are too."""
    code = """
import sys
from pathlib import Path
sys.modules["playwright.sync_api"] = None
from bench import __main__
from bench.scenarios import readers
from bench.served import until_shown
print(readers(Path()), until_shown(Path()))
"""
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "None None\n"


def test_rows() -> None:
    """Everything that is measured has its name and its label, in one order."""
    assert tuple(name for name in SCENARIOS if name != READERS) == OURS
    assert tuple(PEERS) == PEER_ROWS
    assert tuple(name for name in LABELS if name != READERS) == ROWS
    assert SCENARIOS.keys() & LABELS.keys() >= {READERS}


def test_readme() -> None:
    """It names the days, the machine and the versions, and has the tables."""
    versions: dict[str, str | int] = {"system": "Linux x86_64", "python": "3.11.7"}
    machine = {"cores": 2, "memory": 24, **versions}
    results = Results(machine, {1000: {"cold": ROW, "stock": STOCK}}, {1000: WAITS})
    text = readme(results)
    assert "Measured from 2026-01-02 to 2026-01-04 on 2 cores with 24 GB, Linux x86_64," in text
    assert "with python 3.11.7." in text
    assert "\n".join(table(results)) in text


def test_table() -> None:
    """Seconds, memory, and the ratio to the stock publisher; nothing of that for half a peer."""
    rows = {"cold": replace(ROW, stages={"load": Stage(1, 40)}), "stock": STOCK}
    rows["zensical"] = replace(STOCK, seconds=None, indexed=None, pages=0, limit=900)
    rows["hugo"] = replace(STOCK, pages=9)
    lines = list(table(Results({}, {1000: rows}, {1000: WAITS})))
    assert f"| 1,000 | {LABELS['cold']} | 2.00 | 3.00 | 3.00 | 100 | 10 | 1.50 |" in lines
    assert f"| 1,000 | {LABELS['zensical']} | cut off after 900 |  |  | 50 | 0 of 10 |  |" in lines
    assert f"| 1,000 | {LABELS['hugo']} | 2.00 | 2.00 | 2.00 | 50 | 9 of 10 |  |" in lines
    assert "| load | 1.00 | 40 |" in lines
    assert lines[-1] == "| 1,000 | 0 | 40 | 12 | 250 | 320 |"
    assert not [line for line in lines if LABELS["entry"] in line]
