"""The way through the code is one way: no stage knows a later one, and few touch the world."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT

from scripts import checks
from scripts.checks import claims, language, names, references, sources
from scripts.exports.schema import FOLDER, schemas
from scripts.i18n.language import Language
from scripts.pages.page import GENERATED
from scripts.records.load import load
from scripts.site.frame import FRAME

PACKAGE = ROOT / "scripts"

ORDER = (
    # Records: a problem as a value, words, what a record is, the joined whole, the rules.
    *("problems", "records", "i18n", "layout", "timeline", "checks"),
    # What is made of them: citations, pages, pictures, files of data.
    *("cite", "pages", "settings", "publish", "share", "exports"),
    # The site that a checkout makes, what a person calls, and the commands.
    *("console", "site", "build", "serve", "cli", "__main__"),
)
"""The stages: a module or folder of `scripts/` each. None imports one that comes after it."""

PURE = (
    *("problems", "records", "i18n", "layout", "timeline.model", "timeline.evidence", "checks"),
    *("cite", "pages", "exports"),
)
"""Where the same records give the same bytes: no clock, network, files, environment."""

READERS = frozenset(
    {
        "scripts.records.files",  # reads a file
        "scripts.records.load",  # finds the records
        "scripts.records.prose",  # reads the pages of prose
        "scripts.checks.examples",  # reads the examples
        "scripts.checks.permanence",  # reads what a commit had
        "scripts.i18n.language",  # reads the words of a language
        "scripts.pages.render",  # has its templates read
    }
)
"""Modules of PURE that may touch files; nothing else of the world."""

WORLD = frozenset(
    {
        *("import time", "import subprocess", "import socket", "import ssl", "import http"),
        *("import urllib.request", "import asyncio", "import threading", "import multiprocessing"),
        *("import concurrent", "import signal", "import random", "import secrets", "import uuid"),
        *("import locale", "import platform", "import getpass", "import sys", "import argparse"),
        *("import watchfiles", "import rich"),
        *(".today", ".now", ".utcnow", ".localtime", ".environ", ".getenv", ".urandom"),
        *("print", "input", "exec", "eval", "__import__"),
    }
)
"""Modules, attributes and built-in names that reach for more than what they are given."""

FILES = frozenset(
    {
        *("import os", "import io.open", "import io.FileIO", "import shutil", "import tempfile"),
        *("import glob", "import mmap", "import importlib", "import pathlib.Path"),
        *(".read_text", ".read_bytes", ".write_text", ".write_bytes", ".open", ".exists"),
        *(".is_file", ".is_dir", ".iterdir", ".glob", ".rglob", ".walk", ".lstat", ".unlink"),
        *(".mkdir", ".rename", ".symlink_to", ".touch", ".cwd", ".expanduser", ".resolve"),
        "open",
    }
)
"""The same for files."""

PUBLISHERS = ("mkdocs", "material", "zensical", "properdocs")

LONGEST = 275
"""Lines of a module: what can be read in one sitting."""

LONGER = {
    "scripts.records.fields": 290,  # every kind of value, each with its rule
    "scripts.records.prose": 341,  # pages of prose: front matter, allowed content, links
    "scripts.timeline.git": 342,  # the history, why it is missing, and the trees of commits
    "scripts.exports.timeline_model": 400,  # every field of timeline.json, with its description
}
"""Modules that are longer, and how long they may be at most."""


def module_name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(file.read_text("utf-8")) for name, file in MODULES.items()}


def imports(name: str) -> Iterator[str]:
    """Everything that a module imports, wherever in it, with the names it takes: `a.b.name`."""
    package = name.split(".")
    if MODULES[name].name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *(node.module.split(".") if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def within(name: str) -> set[str]:
    """The modules of ours that a module imports."""
    found = set()
    for imported in imports(name):
        while imported and imported not in MODULES:
            imported = imported.rpartition(".")[0]  # noqa: PLW2901
        found.add(imported)
    return found - {name, "scripts", ""}


def stage(name: str) -> str:
    """The stage that a module is part of: what stands in its name after `scripts`."""
    return f"{name}.".split(".")[1]


def used(name: str) -> set[str]:
    """What could reach the world: imports (`import a.b`), attributes (`.x`), plain names."""
    found = set()
    for imported in imports(name):
        parts = imported.split(".")
        found |= {f"import {'.'.join(parts[:size])}" for size in range(1, len(parts) + 1)}
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Attribute):
            found.add(f".{node.attr}")
        elif isinstance(node, ast.Name):
            found.add(node.id)
    return found


def test_every_stage_has_its_place() -> None:
    """The order names every module and folder, each once; what is new must be given its place."""
    assert {stage(name) for name in MODULES if name != "scripts"} - set(ORDER) == set()
    assert len(set(ORDER)) == len(ORDER)
    assert {f"scripts.{each}" for each in PURE} <= set(MODULES)
    assert set(MODULES) >= READERS


@pytest.mark.parametrize("name", [name for name in MODULES if stage(name) in ORDER])
def test_imports_lead_backwards(name: str) -> None:
    """A module imports its own stage and those before it."""
    later = ORDER[ORDER.index(stage(name)) + 1 :]
    assert [each for each in within(name) if stage(each) in later] == []


def test_imports_go_in_no_circle() -> None:
    """Within a stage too: the modules can be read one after the other."""
    order = list(TopologicalSorter({name: within(name) for name in MODULES}).static_order())
    assert set(order) == set(MODULES)
    assert order.index("scripts.records.model") < order.index("scripts.records.load")
    assert order.index("scripts.timeline.model") < order.index("scripts.pages.views")


@pytest.mark.parametrize("name", MODULES)
def test_pure(name: str) -> None:
    """From records to pages nothing looks at the clock, the network, files or the environment.

    The exceptions do touch files.
    """
    if any(f"{name}.".startswith(f"scripts.{each}.") for each in PURE):
        reach = used(name)
        assert reach & WORLD == set()
        assert bool(reach & FILES) == (name in READERS)


@pytest.mark.parametrize("name", MODULES)
def test_module(name: str) -> None:
    """A module stays readable in one sitting, and knows no publisher, which can be changed."""
    assert MODULES[name].read_text("utf-8").count("\n") <= LONGER.get(name, LONGEST)
    assert {each for each in imports(name) if each.split(".")[0] in PUBLISHERS} == set()


@pytest.mark.parametrize("module", [claims, language, names, references, sources])
def test_rules(module: ModuleType) -> None:
    """Every rule on the records runs, and its docstring says in a sentence what holds."""
    rules = [
        function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "records"
    ]
    assert rules
    for rule in rules:
        assert rule in checks.RULES or f"language.{rule.__name__}(" in inspect.getsource(checks)
        sentence = inspect.getdoc(rule) or ""
        assert sentence.endswith(".")
        assert "\n" not in sentence


def test_schemas_are_fresh(languages: tuple[Language, ...]) -> None:
    """The committed schemas are those of the models: `python -m scripts schema` remakes them.

    The actors and places that they offer may be behind: whoever adds one need not remake them.
    """
    records, _ = load(ROOT, tuple(each.code for each in languages))
    made = schemas(languages, records.ids)
    there = {file.relative_to(ROOT).as_posix() for file in (ROOT / FOLDER).iterdir()}
    assert there == set(made)
    for path, text in made.items():
        fresh, known = json.loads(text), json.loads((ROOT / path).read_text("utf-8"))
        for family in (
            ("actors", "places")
            if path.endswith(("/event.schema.json", "/proposed.schema.json"))
            else ()
        ):
            offered = known["properties"][family]["items"].pop("examples")
            assert set(offered) <= set(fresh["properties"][family]["items"].pop("examples"))
        assert known == fresh, path


def test_gitignore_knows_what_is_generated() -> None:
    """Git leaves out just what the build writes among the pages, and nothing of the rest."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = {line for line in lines if line.startswith("/docs/")}
    files = {f"/docs/*/{name}" for name in GENERATED if "." in name}
    folders = {f"/docs/*/{name}/" for name in GENERATED if "." not in name}
    assert ignored == files | folders | {f"/docs/{FRAME}/"}
