"""The form and `check` have one notion of what is one source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

CASES: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / "records/works.yml").read_text("utf-8")
)

NORMALIZED = """async addresses => {
  const {normalized, unarchived} = await import("/look/form/works.js");
  const {limits} = await read("en");
  return addresses.map(each => [normalized(each, limits), unarchived(each, limits)[1]]);
}"""


def test_addresses(modules: Page) -> None:
    """Every way to write an address becomes what it becomes in Python."""
    same = {each: wanted for wanted, written in CASES["same"].items() for each in written}
    found = modules.evaluate(NORMALIZED, list(same))
    assert {each: name for each, (name, _) in zip(same, found, strict=True)} == same
    days = modules.evaluate(NORMALIZED, list(CASES["days"]))
    assert [day for _, day in days] == list(CASES["days"].values())
