"""The inline sources of an entry: where they stand, and the record that is made of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from scripts.layout import dumped, first_line
from scripts.records.ids import proposed_id
from scripts.records.location import EACH, KeyPath, SourceLocation, Value
from scripts.records.model import Source
from scripts.records.shape import ordered

CITES = (("cites", EACH, "source"), ("claims", EACH, "cites", EACH, "source"))
"""Where an entry can have an inline source."""


def inline_sources(spot: SourceLocation) -> Iterator[tuple[KeyPath, dict[str, Value]]]:
    """The inline sources of an entry, each with where it stands."""
    for path in CITES:
        for where, value in spot.values(*path):
            if isinstance(value, dict):
                yield where, value


def source_text(entry: Any, where: KeyPath, path: str) -> str:  # noqa: ANN401
    """The text of the record at `path` for the inline source at `where` in an entry.

    The comments of the source go with it. Those between the source and the next key of its cite
    stay in the entry.
    """
    whole = value_at(entry, where)
    whole.fa.set_block_style()
    for part in reversed(where):
        whole = {part: whole} if isinstance(part, str) else [whole]
    above = sum(isinstance(part, str) for part in where)
    column = 4 * (len(where) - above) + 2
    lines = dumped(whole).splitlines()[above:]
    below: list[str] = []
    while lines[-1].lstrip().startswith("#") and not lines[-1].startswith(" " * column):
        below.insert(0, lines.pop().lstrip("# "))
    cite = value_at(entry, where[:-1])
    following = [*cite][[*cite].index("source") + 1 :]
    if below and following:
        cite.yaml_set_comment_before_after_key(
            following[0], before="\n".join(below), indent=column - 2
        )
    parts = _parts([each[column:] for each in lines])
    if "publisher_in" in parts:
        comments, (known, *_) = _comments(parts["publisher"])
        _, sign, side = known.partition(" #")
        comments += [f"#{side}"] if sign else []
        more, (first, *texts) = _comments(parts.pop("publisher_in"))
        parts["publisher"] = [
            *comments,
            *more,
            first.replace("publisher_in", "publisher", 1),
            *texts,
        ]
    order = ordered(tuple(parts), Source, ())
    rows = [line for key in order for line in parts[key]]
    return "\n".join([first_line(path), *rows, ""])


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each key of a mapping, with the comments above it."""
    parts: dict[str, list[str]] = {}
    above: list[str] = []
    key = ""
    for line in lines:
        if line.startswith("#"):
            above.append(line)
            continue
        if line[:1].strip():
            key = line.partition(":")[0]
        parts[key] = [*parts.get(key, []), *above, line]
        above = []
    parts[key] += above
    return parts


def _comments(part: Sequence[str]) -> tuple[list[str], list[str]]:
    """The comments above a key, and its other lines."""
    comments = [each for each in part if each.startswith("#")]
    return comments, [each for each in part if each not in comments]


def value_at(value: Any, where: KeyPath) -> Any:  # noqa: ANN401
    for part in where:
        value = value[part]
    return value


def proposed_source_id(value: Mapping[str, Value]) -> str:
    """An id out of publisher and title, in English where there is any."""
    texts = []
    for name in ("publisher", "title"):
        known = value.get(f"{name}_in")
        english = known.get("en") if isinstance(known, dict) else None
        texts.append(str(english or value.get(name, "")))
    return proposed_id(*texts)
