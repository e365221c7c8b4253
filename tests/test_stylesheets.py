"""The linter of the stylesheets: it finds what would not turn round in a page from the right."""

from __future__ import annotations

import json
import subprocess

from website.tools import REPOSITORY, missing, needed

SIDED = (
    "float: left",
    "clear: right",
    "text-align: left",
    "inset: 0 1px 0 2px",
    "left: 0",
    "width: 1rem",
    "max-height: 1rem",
    "margin-right: 1rem",
    "padding: 1px 2px 3px 4px",
    "border-left: 1px solid",
    "border-radius: 1px 2px",
    "border-top-left-radius: 1px",
    "scroll-margin-top: 1rem",
    "transform-origin: left",
    "background-position: right 1px top 2px",
)
SIDELESS = ("float: inline-start", "text-align: end", "inset-inline: 0 1px", "padding: 1px 2px 3px")


def test_it_finds_every_side() -> None:
    node = needed("Node.js", "install nodejs", "node")
    linter = REPOSITORY / "node_modules" / ".bin" / "stylelint"
    if not linter.exists():
        missing("stylelint", "npm ci")
    rules = [f".n{number} {{\n  {each};\n}}" for number, each in enumerate((*SIDED, *SIDELESS))]
    sheet = "\n\n".join(rules) + "\n"
    done = subprocess.run(
        [node, linter, "--stdin", "--stdin-filename=probe.css", "--formatter=json"],
        input=sheet,
        capture_output=True,
        cwd=REPOSITORY,
        text=True,
        check=False,
    )
    # What it finds goes to the one or to the other, by version.
    warnings = json.loads(done.stdout or done.stderr)[0]["warnings"]
    lines = sheet.splitlines()
    found = [lines[each["line"] - 1].strip(" ;") for each in warnings]
    assert sorted(found) == sorted(SIDED)
