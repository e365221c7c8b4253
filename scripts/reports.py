"""Problems as other programs read them: annotations for GitHub, JSON for everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable

from scripts.i18n.language import Language
from scripts.problems import Problem

SCHEMA_VERSION = "1.0.0"
"""Of the JSON. What is added raises the second number, what breaks a reader the first."""

EXPLAINED = "contribute/problems/"
"""Where a language's pages explain every code, each at the anchor that is its name."""


def github(problems: Iterable[Problem], language: Language) -> str:
    """One workflow command a problem, which GitHub shows as an annotation at its line.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(
        f"::{each.level} file={_property(each.path)},line={each.line},col={each.column},"
        f"title={_property(each.code)}::{_data(language.message(each))}\n"
        for each in problems
    )


def as_json(problems: Iterable[Problem], language: Language, address: str) -> str:
    """The problems as one JSON object; where `address` is empty, they point to no explanation.

    `language` names that of the messages. A problem has `path` (from the repository's root, with
    slashes), `line` and `column` (from 1, in characters), `level` (error or warning), `code`,
    `message`, `args` (what the message was filled with, texts all), and perhaps `explained`.
    """
    told = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "level": each.level,
            "code": each.code,
            "message": language.message(each),
            "args": dict(each.args),
            **({"explained": f"{explained(address, language)}#{each.code}"} if address else {}),
        }
        for each in problems
    ]
    whole = {"schema_version": SCHEMA_VERSION, "language": language.code, "problems": told}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def explained(address: str, language: Language) -> str:
    """The address of the page that explains the codes, on the site at `address`."""
    return f"{address}{language.code}/{EXPLAINED}"


def _data(text: str) -> str:
    """`text` as a workflow command has it, escaped as GitHub's own toolkit does it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
