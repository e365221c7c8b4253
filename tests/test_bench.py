"""The benchmark measures a real thing: its records are valid, and the same every time."""

from __future__ import annotations

from pathlib import Path

from website.tools import files

from bench.__main__ import STOCK, table
from bench.measure import Measured
from bench.trees import edit_entry, edit_source, make_tree
from scripts.checks import check
from scripts.languages import Language
from scripts.records.load import load


def test_records_are_good(tmp_path: Path, languages: tuple[Language, ...]) -> None:
    """They pass every check; two trees of one size are equal; an edit touches one file."""
    tree = make_tree(tmp_path / "one", 60)
    records, problems = load(tree, tuple(each.code for each in languages))
    assert problems + check(records, languages) == []
    assert (len(records.entries), len(records.sources)) == (60, 12)
    cited = [
        {cite.source for claim in entry.record.claims for cite in claim.cites}
        for entry in records.entries
    ]
    assert len([sources for sources in cited if "source-0" in sources]) == 50
    twin = make_tree(tmp_path / "two", 60)
    for folder in ("timeline", "seeds"):
        assert files(tree / folder) == files(twin / folder)
    edit_entry(twin)
    edit_source(twin)
    for folder in ("timeline", "seeds"):
        before, after = files(tree / folder), files(twin / folder)
        assert len([name for name in before if before[name] != after[name]]) == 1


def test_table() -> None:
    """Seconds, memory, and the ratio to the stock publisher."""
    rows = {"cold": Measured(3, 100, {"load": 1}), STOCK: Measured(2, 50, {})}
    lines = table({1000: rows})
    assert "| 1,000 | cold | 3.00 | 100 | 1.50 |" in lines
    assert "| 1,000 | load | 1.00 |" in lines
