"""The command `licences`: update the list of packages in THIRD-PARTY.md.

A licence is read from the metadata of the installed package. A package that is not installed keeps
its entry. The rest of the file is written by hand.
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from scripts.console import CommandError, Reporter
from scripts.publish.write import write_file
from scripts.settings import Settings

FILE = "THIRD-PARTY.md"
NPM = "package-lock.json"

PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
HEADING = "| package | list | licence |\n| --- | --- | --- |\n"
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

LONGEST = 60
"""Characters of a licence's name; what is longer is its text, which some packages put there."""


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("also", nargs="*", help="folders in which more packages are installed")


def list_licences(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Remake THIRD-PARTY.md from what is installed."""
    root = settings.root
    text, heading, table = (root / FILE).read_text("utf-8").partition(HEADING)
    known = {name: licence for name, lists, licence in ROW.findall(table) if lists != "npm"}
    known |= stated(distributions()) | stated(distributions(path=given.also))
    packages = locked(root)
    # Neither installed nor listed.
    if unknown := sorted(packages.keys() - known.keys()):
        raise CommandError(reporter.word("unknown-licences", names=", ".join(unknown)))
    rows = [(name, lists, known[name]) for name, lists in packages.items()]
    rows += [(name, "npm", licence) for name, licence in npm(root).items()]
    lines = ("| `{}` | {} | {} |\n".format(*row) for row in sorted(rows))
    write_file(root / FILE, "".join([text, heading, *lines]).encode())
    return 0


def locked(root: Path) -> dict[str, str]:
    """The packages of requirements/, each with the names of the lists that have it."""
    found: dict[str, list[str]] = {}
    for file in sorted((root / "requirements").glob("*.txt")):
        for name in PACKAGE.findall(file.read_text("utf-8")):
            found.setdefault(name, []).append(file.stem)
    return {name: ", ".join(lists) for name, lists in found.items()}


def npm(root: Path) -> dict[str, str]:
    """The packages of the npm lock file with the licences that it tells."""
    lock = json.loads((root / NPM).read_bytes())
    return {
        path.rpartition("node_modules/")[2]: facts.get("license", "not stated")
        for path, facts in lock["packages"].items()
        if path
    }


def stated(packages: Iterable[Distribution]) -> dict[str, str]:
    """The licences of packages by name, as they state them."""
    return {
        re.sub(r"[-_.]+", "-", each.metadata["Name"]).lower(): _licence(each) for each in packages
    }


def _licence(package: Distribution) -> str:
    """The licence that a package states: expression, field, classifiers, else its file's head."""
    said = package.metadata.json
    classifiers = said.get("classifier", [])
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License ::")]
    field = str(said.get("license", ""))
    if len(field) > LONGEST or "\n" in field or field.startswith(("Copyright", "UNKNOWN")):
        field = ""
    files = (file for file in package.files or [] if file.name.upper().startswith("LICEN"))
    found = said.get("license_expression") or field or " and ".join(named)
    if not found and (file := next(files, None)):
        found = file.read_text("utf-8").strip().partition("\n")[0].strip()
    return str(found or "not stated").replace("|", "/")
