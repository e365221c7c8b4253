"""The JSON Schema of an entry as the form reads it: each value with the rule that it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from scripts.i18n.language import Language
from scripts.records.fields import VALUES
from scripts.records.model import Entry, json_schema

SAID = frozenset({"description", "title", "default", "examples"})
"""What a schema tells people; the rest is the rule."""


def form_schema(codes: tuple[str, ...]) -> dict[str, Any]:
    """The published schema of an entry; `rule` names the kind of each value (`records.fields`).

    A text in all languages has the rule `text`.  What the form's words say stands in them alone.
    """
    rules = {name: _rule(TypeAdapter(kind).json_schema()) for name, kind in VALUES.items()}
    schema: dict[str, Any] = _ruled(json_schema(Entry, codes), rules)
    schema["$defs"]["Text"]["rule"] = "text"
    return schema


def _rule(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in SAID}


def _ruled(value: Any, rules: dict[str, dict[str, Any]]) -> Any:  # noqa: ANN401  (JSON)
    """`value`, a part of a schema, without what it tells people and with the names of rules."""
    if isinstance(value, list):
        return [_ruled(each, rules) for each in value]
    if not isinstance(value, dict):
        return value
    bare = _rule(value)
    names = [name for name, rule in rules.items() if rule == bare]
    default = {"default": value["default"]} if isinstance(value.get("default"), str) else {}
    if names:
        return {"rule": names[0], **default}
    return {
        # The names of fields are no keywords: one may be called as a keyword is.
        key: {name: _ruled(part, rules) for name, part in each.items()}
        if key in {"properties", "$defs"}
        else _ruled(each, rules)
        for key, each in bare.items()
    } | default


def descriptions(codes: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """What the model says of every field of an entry: the mapping, the field, the words."""
    schema = json_schema(Entry, codes)
    for name, part in [("Entry", schema), *schema["$defs"].items()]:
        if name != "Text":
            for field, about in part.get("properties", {}).items():
                yield name, field, about["description"]


def described(codes: tuple[str, ...], language: Language) -> dict[str, dict[str, str]]:
    """The same in `language`; where its file says nothing, the model's own words stand.

    `plain-descriptions` go first: they say it without the files, ids and formats of the records.
    """
    known = (language.facts["plain-descriptions"], language.facts["descriptions"])
    found: dict[str, dict[str, str]] = {}
    for name, field, words in descriptions(codes):
        said = (each[name][field] for each in known if field in each.get(name, {}))
        found.setdefault(name, {})[field] = next(said, words)
    return found
