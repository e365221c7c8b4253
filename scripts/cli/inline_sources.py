"""Sources that an entry gives on the spot: where they stand, and what becomes of them in seeds/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.layout.tree import Node, Tree
from scripts.records.comments import Comment
from scripts.records.ids import proposed_id
from scripts.records.reader import Value
from scripts.records.spots import EACH, Spot, Where

CITES = (("cites", EACH, "source"), ("claims", EACH, "cites", EACH, "source"))
"""Where an entry can give a source on the spot."""


def inline_sources(spot: Spot) -> Iterator[tuple[Where, dict[str, Value]]]:
    """The sources that an entry gives on the spot, each with where it stands."""
    for path in CITES:
        for where, value in spot.values(*path):
            if isinstance(value, dict):
                yield where, value


def with_ids(value: Value, ids: Mapping[Where, str]) -> Value:
    """`value` with the id in place of every source of `ids`."""

    def made(part: Value, where: Where) -> Value:
        if where in ids:
            return ids[where]
        if isinstance(part, dict):
            return {key: made(each, (*where, key)) for key, each in part.items()}
        if isinstance(part, list):
            return [made(each, (*where, number)) for number, each in enumerate(part)]
        return part

    return made(value, ())


def proposed_source_id(value: Mapping[str, Value]) -> str:
    """An id out of publisher and title, in English where there is any."""
    texts = []
    for name in ("publisher", "title"):
        known = value.get(f"{name}_in")
        english = known.get("en") if isinstance(known, dict) else None
        texts.append(str(english or value.get(name, "")))
    return proposed_id(*texts)


def record_value(value: Mapping[str, Value]) -> dict[str, Value]:
    """What the record of a source would say that is given on the spot."""
    record = {key: each for key, each in value.items() if key not in {"publisher", "publisher_in"}}
    if "publisher_in" in value:
        record["publisher"] = value["publisher_in"]
    return record


def node_at(node: Node, where: Where) -> Node:
    """The node at `where`."""
    for part in where:
        children = node.children or []
        if isinstance(part, int):
            node = children[part]
        else:
            node = next(each for each in reversed(children) if each.key == part)
    return node


def source_tree(node: Node) -> Tree:
    """The record of a source that stands at `node`, with the comments that are in it."""
    root = Node(None, None, 0, 0, children=list(node.children or []), foot=node.foot)
    by_key = {each.key: each for each in root.children or []}
    known, named = by_key["publisher"], by_key.get("publisher_in")
    if named:
        side = [Comment(0, 0, known.side, alone=True, apart=False)] if known.side else []
        named.key, named.before = "publisher", [*known.before, *side, *named.before]
        root.children = [each for each in root.children or [] if each is not known]
    return Tree(root, [])
