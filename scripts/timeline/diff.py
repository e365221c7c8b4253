"""The differences between two states of a record, field by field.

An item in a list is identified by its id, else by the first field of its model: the source of a
cite, the text of a position. Items are matched by that and not by their place, so a claim that
moved is not one that was removed and one that was added.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import TypeGuard, get_args

from scripts.records.fields import Record
from scripts.records.location import Value
from scripts.records.works import Works, normalized
from scripts.timeline.content import default_of, with_claim_texts

Node = Mapping[str, Value]
Texts = dict[str, str]
"""A text by language; one without a language has an empty code."""

NAMING = ("source", "sources", "derives_from")
"""The fields that name sources."""

MIN_LIKENESS = 0.5  # the share of common words from which two texts are versions of one
MAX_PAIRS = 10_000  # longer lists, which no editor writes, are matched by equal texts only


@dataclass(frozen=True)
class Step:
    """A field on the way into a record, by its model; in a list of records, what names the item."""

    model: str
    field: str
    item: Value | None = None


@dataclass(frozen=True)
class Change:
    """A field that differs; `where` is its path within the record.

    `before` or `after` is None where the field is missing. Both are None where only the order of a
    list differs.
    """

    where: tuple[Step, ...]
    before: Value | None = None
    after: Value | None = None

    @property
    def kind(self) -> str:
        """What happened: added, removed, changed, or order."""
        if self.before is None:
            return "order" if self.after is None else "added"
        return "removed" if self.after is None else "changed"

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which a text was changed, where it was not changed in all of them."""
        before, after = texts(self.before), texts(self.after)
        both = before.keys() | after.keys()
        changed = {code for code in both if before.get(code) != after.get(code)}
        return () if not before or not after or changed == both else tuple(sorted(changed))


def texts(value: Value | None) -> Texts:
    """The text that a value is, by language; empty for a value that is no text."""
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, dict):
        return {}
    return {code: text for code, text in value.items() if isinstance(text, str)}


def compare(
    old: Node | None,
    new: Node | None,
    model: type[Record],
    works: Works | None = None,
) -> list[Change]:
    """The changes from `old` to `new`, two records of `model`; None is a record that is missing.

    They have the order of the fields in the model. There is at least one where the records differ.
    By the `works` an inline source that got a record stays the same source.
    """
    if old is not None and new is not None:
        # Both with texts for all claims, where only one of them has a text for every claim.
        whole = with_claim_texts(old), with_claim_texts(new)
        if (whole[0] == old) != (whole[1] == new):
            old, new = whole
    works = works or Works({})
    old, new = (node and _without_keys(node, works) for node in (old, new))
    return list(_Comparison(works).fields(old, new, model, ()))


def _without_keys(entry: Node, works: Works) -> Node:
    """The content of an entry with the source itself, or its id, for each key that names one."""
    sources = [
        source
        for claim in _nodes(with_claim_texts(entry).get("claims"))
        for cite in _nodes(claim.get("cites"))
        if isinstance(source := cite.get("source"), dict)
    ]
    keyed = {str(each["key"]): each for each in sources if "key" in each}
    known = {key: works.at(str(each.get("url"))) or each for key, each in keyed.items()}

    def named(value: Value, field: str) -> Value:
        if isinstance(value, dict):
            return {name: named(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [named(each, field) for each in value]
        return known.get(value, value) if field in NAMING else value

    return {name: named(each, name) for name, each in entry.items()} if known else entry


def _nodes(value: Value | None) -> list[Node]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


@dataclass(frozen=True)
class _Comparison:
    works: Works

    def fields(
        self, old: Node | None, new: Node | None, model: type[Record], where: tuple[Step, ...]
    ) -> Iterator[Change]:
        known = _known_fields(model)
        # A state may have fields that the model no longer has.
        for name in (*known, *sorted({*(old or ()), *(new or ())} - known.keys())):
            nested, default = known.get(name, (None, None))
            was, now = (None if node is None else node.get(name, default) for node in (old, new))
            way = (*where, Step(model.__name__, name))
            if was == now or name == "id":  # items are matched by it: it is no content
                continue
            if nested and _is_node(was) and _is_node(now):
                yield from self.fields(was, now, nested, way)
            elif nested and _is_list(was) and _is_list(now):
                yield from self._items(was or [], now or [], nested, way)
            else:
                yield Change(way, was, now)

    def _items(
        self, old: Sequence[Node], new: Sequence[Node], model: type[Record], where: tuple[Step, ...]
    ) -> Iterator[Change]:
        key = next(name for name in model.model_fields if name != "id")
        pairs = match(*([self._identity(item, key) for item in items] for items in (old, new)))
        removed = [(item, None) for at, item in enumerate(old) if at not in pairs.values()]
        kept = [(old[pairs[at]] if at in pairs else None, item) for at, item in enumerate(new)]
        for was, now in (*kept, *removed):
            step = replace(where[-1], item=(now or was or {}).get(key))
            yield from self.fields(was, now, model, (*where[:-1], step))
        positions = [pairs[place] for place in sorted(pairs)]
        if positions != sorted(positions):
            yield Change(where)

    def _identity(self, item: Node, key: str) -> Texts:
        value = item.get("id", item.get(key))
        if isinstance(value, dict) and isinstance(address := value.get("url"), str):
            return {"": self.works.at(address) or normalized(address)}
        return texts(value)


def _is_node(value: Value | None) -> TypeGuard[Node | None]:
    return value is None or isinstance(value, dict)


def _is_list(value: Value | None) -> TypeGuard[list[Node] | None]:
    is_list = isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return value is None or is_list


@cache
def _known_fields(model: type[Record]) -> dict[str, tuple[type[Record] | None, str | None]]:
    """The fields of a model: the model of the records in a field, and what a missing field says."""
    fields = model.model_fields.items()
    return {
        field.alias or name: (_model(field.annotation), default_of(field)) for name, field in fields
    }


def _model(hint: object) -> type[Record] | None:
    """The model of the records that a type hint allows, alone or in a list."""
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint
    return next(filter(None, map(_model, get_args(hint))), None)


def match(old: Sequence[Texts], new: Sequence[Texts]) -> dict[int, int]:
    """The positions of `old` by those of `new` that hold the same text, perhaps reworded.

    Equal texts go together first, then the most similar ones.
    """
    positions: dict[Hashable, deque[int]] = {}
    for place, item in enumerate(old):
        positions.setdefault(frozenset(item.items()), deque()).append(place)
    pairs = {
        place: found.popleft()
        for place, item in enumerate(new)
        if (found := positions.get(frozenset(item.items())))
    }
    left = {place: old[place] for found in positions.values() for place in found}
    right = {place: item for place, item in enumerate(new) if place not in pairs}
    if len(left) * len(right) <= MAX_PAIRS:
        similar = (
            (-_likeness(was, now), before, after)
            for before, was in left.items()
            for after, now in right.items()
        )
        for likeness, before, after in sorted(similar):
            if -likeness >= MIN_LIKENESS and before in left and after in right:
                pairs[after] = before
                del left[before], right[after]
    return pairs


def _likeness(one: Texts, other: Texts) -> float:
    """The share of common words in the language in which it is highest, from 0 to 1."""
    common = one.keys() & other.keys()
    pairs = ([text[code].casefold().split() for text in (one, other)] for code in common)
    ratios = (SequenceMatcher(None, a, b, autojunk=False).quick_ratio() for a, b in pairs)
    return max(ratios, default=0.0)
