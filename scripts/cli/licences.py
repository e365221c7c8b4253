"""The command `licences`: THIRD-PARTY.md, whose work the site contains and building it rests on.

A licence is what the package states, from what is installed; nothing is looked up. A package that
is not installed here keeps what the file said of it.
"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from scripts.console import Commands, Reporter
from scripts.publish.write import write_file
from scripts.settings import Settings

FILE = "THIRD-PARTY.md"
REQUIREMENTS = "requirements"
NPM = "package-lock.json"

PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)

LONGEST = 60
"""Characters of a licence's name; what is longer is its text, which some packages put there."""


@dataclass(frozen=True)
class Shipped:
    """Work of others that is published with the site."""

    what: str
    package: str
    licence: str
    where: str


SHIPPED = (
    Shipped(
        "Material Design Icons, by Pictogrammers",
        "mkdocs-material",
        "Apache-2.0",
        "the pictures on the buttons for search and for light and dark, in every page",
    ),
    Shipped(
        "Pagefind, the search in the browser",
        "pagefind-bin",
        "MIT",
        "`pagefind/`: two scripts and the WebAssembly that they load",
    ),
    Shipped(
        "IBM Plex Sans, the letters of the Latin script",
        "fontpkg-ibm-plex-sans",
        "OFL-1.1",
        "drawn into the pictures of previews (`share.png`); the font itself is not published",
    ),
    Shipped(
        "IBM Plex Sans Arabic, the letters of the Arabic script",
        "fontpkg-ibm-plex-sans-arabic",
        "OFL-1.1",
        "the same",
    ),
)


class UnknownLicenceError(ValueError):
    """Packages that are not installed, and of which the file says nothing; the text names them."""


def add_command(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts licences`."""
    parser = commands.add_parser(
        "licences", parents=[common], help=f"remake {FILE} from what is installed"
    )
    parser.add_argument("also", nargs="*", help="folders in which more packages are installed")
    parser.set_defaults(run=list_licences)


def list_licences(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Write the file; the exit status."""
    try:
        text = third_party(settings.root, given.also)
    except UnknownLicenceError as error:
        reporter.say(reporter.word("unknown-licences", names=error))
        return 1
    write_file(settings.root / FILE, text.encode())
    return 0


def third_party(root: Path, also: Sequence[str] = ()) -> str:
    """The content of the file for the checkout at `root`.

    `also` are folders in which packages are installed besides those of the running Python. Raises
    UnknownLicenceError.
    """
    file = root / FILE
    before = rows(file) if file.exists() else []
    known = {name: licence for name, lists, licence in before if lists != "npm"}
    known |= stated(distributions())
    known |= stated(distributions(path=list(also)))
    packages = locked(root)
    if unknown := sorted(packages.keys() - known.keys()):
        raise UnknownLicenceError(", ".join(unknown))
    listed = [(name, ", ".join(lists), known[name]) for name, lists in packages.items()]
    listed += [(name, "npm", licence) for name, licence in npm(root).items()]
    return TEXT.format(
        shipped="\n".join(
            f"| {each.what} | `{each.package}` | {each.licence} | {each.where} |"
            for each in SHIPPED
        ),
        packages="\n".join("| `{}` | {} | {} |".format(*each) for each in sorted(listed)),
    )


def rows(file: Path) -> list[tuple[str, str, str]]:
    """What the file lists of packages: name, what for, licence."""
    return ROW.findall(file.read_text("utf-8"))


def locked(root: Path) -> dict[str, tuple[str, ...]]:
    """The packages of requirements/, each with the files that name it."""
    found: dict[str, tuple[str, ...]] = {}
    for file in sorted((root / REQUIREMENTS).glob("*.txt")):
        for name in PACKAGE.findall(file.read_text("utf-8")):
            found[name] = (*found.get(name, ()), file.stem)
    return found


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
    """What a package says of its licence: expression, field, classifiers, else its file's head."""
    said = package.metadata.json
    named = [
        each.rpartition(" :: ")[2]
        for each in said.get("classifier", [])
        if each.startswith("License ::")
    ]
    field = str(said.get("license", ""))
    if len(field) > LONGEST or "\n" in field or field.startswith(("Copyright", "UNKNOWN")):
        field = ""
    found = said.get("license_expression") or field or " and ".join(named) or _head(package)
    return str(found).replace("|", "/")


def _head(package: Distribution) -> str:
    """The first line of a package's licence file."""
    for file in package.files or []:
        if file.name.upper().startswith("LICEN"):
            lines = file.read_text("utf-8").strip().splitlines()
            return lines[0].strip() if lines else "not stated"
    return "not stated"


TEXT = """\
# Third-party work

Made by `make licences`. Not to be edited.

The code of this repository is under the MIT licence, its records and prose under CC BY 4.0. What
follows is the work of others.

## In the published site

| what | from the package | licence | where |
| --- | --- | --- | --- |
{shipped}

Everything else that is published, stylesheet, scripts and templates included, is of this
repository. The texts of the sources are not published.

## To build, test and pin

These packages run while the site is built, tested or its packages are pinned; they are fetched, not
distributed. The second column names the lists in `requirements/` that pin them, or npm; licences
are those that the packages state.

| package | list | licence |
| --- | --- | --- |
{packages}
"""
