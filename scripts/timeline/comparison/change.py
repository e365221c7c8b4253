"""A change as a value, and the ways in which texts, lists and unknown fields can have changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scripts.records.reader import Value
from scripts.timeline.comparison.matching import Words

Node = dict[str, Value]
"""A mapping of a record: the entry, a claim, a cite …"""


@dataclass(frozen=True)
class Change:
    """One thing that changed, in values that every language puts into words of its own.

    `part` is the part of the entry that it belongs to, `key` names the words that tell it. `of`
    names what it happened in (claim, difference, position, sought; empty for the entry itself) and
    `about` is the text of that. `before` and `after` are the texts that were there and are there.
    `args` are what the words need besides, as the record has it.
    """

    part: str
    key: str
    before: Words = field(default_factory=dict)
    after: Words = field(default_factory=dict)
    of: str = ""
    about: Words = field(default_factory=dict)
    args: Mapping[str, Value] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of a text that was changed in some of its languages only; else none."""
        every = self.before.keys() | self.after.keys()
        changed = {code for code in every if self.before.get(code) != self.after.get(code)}
        whole = not self.before or not self.after or changed == every
        return () if whole else tuple(sorted(changed))


@dataclass(frozen=True)
class Place:
    """What the changes in one claim, difference … have in common, and the kinds of them."""

    part: str
    of: str = ""
    about: Words = field(default_factory=dict)

    def change(
        self, key: str, before: Words | None = None, after: Words | None = None, **args: Value
    ) -> Change:
        """A change that happened here."""
        return Change(self.part, key, before or {}, after or {}, self.of, self.about, args)

    def text(
        self, key: str, was: Value | None, now: Value | None, **args: Value
    ) -> Iterator[Change]:
        """A text that is in other words."""
        before, after = texts(was), texts(now)
        if before != after:
            yield self.change(key, before, after, **args)

    def optional(
        self, key: str, was: Value | None, now: Value | None, **args: Value
    ) -> Iterator[Change]:
        """A text that came, went, or is in other words: three keys."""
        end = "-changed" if was and now else "-added" if now else "-removed"
        yield from self.text(key + end, was, now, **args)

    def ids(self, key: str, was: Value | None, now: Value | None) -> Iterator[Change]:
        """Ids that came or went, or stand in another order."""
        before, after = strings(was), strings(now)
        added = [each for each in after if each not in before]
        removed = [each for each in before if each not in after]
        if added:
            yield self.change(f"{key}-added", ids=[*added])
        if removed:
            yield self.change(f"{key}-removed", ids=[*removed])
        if before != after and not added and not removed:
            yield self.change("order", what=key)

    def others(self, known: Sequence[str], was: Node, now: Node) -> Iterator[Change]:
        """Fields that have no words of their own, such as those that the model no longer has."""
        for name in sorted({*was, *now}.difference(known)):
            if was.get(name) != now.get(name):
                yield self.change("field", field=name)


def texts(value: Value | None) -> dict[str, str]:
    """A text by language; one that has no language is under an empty code."""
    if isinstance(value, str):
        return {"": value}
    if isinstance(value, dict):
        return {code: text for code, text in value.items() if isinstance(text, str)}
    return {}


def strings(value: Value | None) -> list[str]:
    """The texts in a list, each once."""
    listed = value if isinstance(value, list) else []
    return list(dict.fromkeys(each for each in listed if isinstance(each, str)))


def nodes(value: Value | None) -> list[Node]:
    """The mappings in a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
