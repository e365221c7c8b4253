"""The errors of the models as Problems: pydantic's errors in our codes, with line and column."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from scripts.problems import Problem
from scripts.records.fields import Record
from scripts.records.location import SourceLocation

CODES = {
    "string_type": "not-text",
    "tuple_type": "not-a-list",
    "dict_type": "not-a-mapping",
    "model_type": "not-a-mapping",
    "too_short": "too-few",
    "too_long": "too-many",
    "string_pattern_mismatch": "bad-language-code",
}
"""Our codes for pydantic's error types; our own validators raise ours."""


def problems_from(
    error: ValidationError,
    location: SourceLocation,
    model: type[Record],
    languages: tuple[str, ...],
) -> Iterator[Problem]:
    """What `model` refused in the record at `location`, whose texts may lack no `languages`."""
    errors = error.errors(include_url=False)
    # A list can be too short only because an item is wrong, which is reported as such.
    enclosing = {each["loc"][:size] for each in errors for size in range(len(each["loc"]))}
    for details in errors:
        if details["type"] != "too_short" or details["loc"] not in enclosing:
            yield from _problems_of(details, location, model)
    yield from _missing_languages(errors, location, languages)


def closest(word: str, words: Iterable[str]) -> str:
    """The one of `words` that `word` was probably meant to be, or an empty string."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=0.7)), "")


@functools.cache  # a schema takes milliseconds, and a file of mistakes asks thousands of times
def field_names(model: type[Record]) -> frozenset[str]:
    """The names of all fields of `model` and of the models within it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for part in parts for name in part.get("properties", {}))


def _missing_languages(
    errors: Iterable[ErrorDetails], location: SourceLocation, languages: tuple[str, ...]
) -> Iterator[Problem]:
    """The languages missing in a text with another error: the model stops at the first."""
    texts = dict.fromkeys(
        error["loc"][:-1]
        for error in errors
        # Aliases are lists, and may be given in one language only; a code where no text stands (a
        # line that is indented too little) is just an unknown field.
        if error["loc"]
        and error["loc"][-1] in languages
        and error["type"] not in {"tuple_type", "extra_forbidden"}
    )
    for path in texts:
        for code in languages:
            if location.document.nearest((*location.base, *path, code))[-1:] != (code,):
                facts = {"language": code, "field": str(path[-1])}
                yield location.problem(path, "missing-language", key=True, **facts)


def _problems_of(
    details: ErrorDetails, location: SourceLocation, model: type[Record]
) -> Iterator[Problem]:
    path = details["loc"]
    context = details.get("ctx", {})
    last = str(path[-1]) if path else ""
    match details["type"]:
        case "missing":
            yield location.problem(path[:-1], "missing-field", key=True, field=last)
        case "extra_forbidden":
            facts = {"field": last, "suggestion": closest(last, field_names(model))}
            yield location.problem(path, "unknown-field", key=True, **facts)
        case "enum" if not isinstance(details["input"], str):
            yield location.problem(path, "not-text")
        case "enum":
            expected = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            value = str(details["input"])
            facts = {"expected": ", ".join(expected), "suggestion": closest(value, expected)}
            yield location.problem(path, "not-one-of", key=False, value=value, **facts)
        case "languages":
            for code in filter(None, context["unknown"].split(",")):
                yield location.problem((*path, code), context["code"], key=True, language=code)
            for code in filter(None, context["missing"].split(",")):
                facts = {"language": code, "field": last}
                yield location.problem(path, "missing-language", key=True, **facts)
        case other:
            yield location.problem(path, CODES.get(other, other), **context)
