"""What the models refuse, as Problems: pydantic's errors in our codes, at their line and column."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scripts.problems import Problem
from scripts.records.location import SourceLocation
from scripts.records.model import Record


def problems_from(
    error: ValidationError, spot: SourceLocation, model: type[Record], languages: tuple[str, ...]
) -> Iterator[Problem]:
    """Everything that `model` refused in the record at `spot`."""
    errors = error.errors(include_url=False)
    for details in errors:
        if not _follows(details, errors):
            yield from _problems_of(details, spot, model)
    yield from _also_missing(errors, spot, languages)


def _also_missing(
    errors: Iterable[ErrorDetails], spot: SourceLocation, languages: tuple[str, ...]
) -> Iterator[Problem]:
    """The languages that a text lacks which is wrong in another: the model stops at the first."""
    texts = dict.fromkeys(
        error["loc"][:-1]
        for error in errors
        # Other names are lists, and may be given in one language alone; a code that stands where no
        # text does (a line that is indented too little) is an unknown field and nothing else.
        if error["loc"]
        and error["loc"][-1] in languages
        and error["type"] not in {"tuple_type", "extra_forbidden"}
    )
    for where in texts:
        for code in languages:
            if not spot.document.has((*spot.base, *where, code)):
                last = str(where[-1])
                yield spot.problem(where, "missing-language", key=True, language=code, field=last)


def _follows(details: ErrorDetails, errors: Iterable[ErrorDetails]) -> bool:
    """Whether a list is too short only because an item of it is wrong, which is told already."""
    where = details["loc"]
    return details["type"] == "too_short" and any(
        len(other["loc"]) > len(where) and other["loc"][: len(where)] == where for other in errors
    )


PLAIN_CODES = {
    "string_type": "not-text",
    "tuple_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "too_short": "too-few",
    "too_long": "too-many",
    "string_pattern_mismatch": "bad-language-code",
}
"""pydantic's error types that need no more than another name."""


def _problems_of(
    details: ErrorDetails,
    spot: SourceLocation,
    model: type[Record],
) -> Iterator[Problem]:
    """One pydantic error as Problems of ours, at the line and column of what is wrong."""
    where = details["loc"]
    context = details.get("ctx", {})
    last = str(where[-1]) if where else ""
    match details["type"]:
        case "missing":
            yield spot.problem(where[:-1], "missing-field", key=True, field=last)
        case "extra_forbidden":
            yield spot.problem(
                where,
                "unknown-field",
                key=True,
                field=last,
                suggestion=closest(last, field_names(model)),
            )
        case "enum" if not isinstance(details["input"], str):
            yield spot.problem(where, "not-text")
        case "enum":
            expected = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            value = str(details["input"])
            yield spot.problem(
                where,
                "not-one-of",
                value=value,
                expected=", ".join(expected),
                suggestion=closest(value, expected),
            )
        case "languages":
            for code in filter(None, context["unknown"].split(",")):
                yield spot.problem((*where, code), "unknown-language", key=True, language=code)
            for code in filter(None, context["missing"].split(",")):
                yield spot.problem(where, "missing-language", key=True, language=code, field=last)
        case other:
            yield spot.problem(where, PLAIN_CODES.get(other, other), **context)


def closest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` was probably meant to be, or an empty string."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)), "")


@functools.cache  # a schema takes milliseconds, and a file of mistakes asks thousands of times
def field_names(model: type[Record]) -> frozenset[str]:
    """The names of all fields of `model` and of the models within it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))
