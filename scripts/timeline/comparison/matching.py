"""Which item of a list is which item of a later one, told by the words and never by the place."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Words = Mapping[str, str]
"""A text by language."""

ALIKE = 0.5
"""The share of words in common from which two texts are one text, reworded."""

MOST_PAIRS = 10_000
"""Of longer lists, which no editor writes, only texts with the same words are matched."""


@dataclass(frozen=True)
class Matching:
    """What became of the items, by place.

    `pairs` (old, new) in the new order; `added` are new places, `removed` old ones.
    """

    pairs: tuple[tuple[int, int], ...]
    added: tuple[int, ...]
    removed: tuple[int, ...]

    @property
    def reordered(self) -> bool:
        """Whether those that stayed stand in another order."""
        places = [old for old, _ in self.pairs]
        return places != sorted(places)


def match(
    old: Sequence[Words],
    new: Sequence[Words],
    given: Iterable[tuple[int, int]] = (),
    *,
    alike: bool = True,
) -> Matching:
    """The matching of two lists of texts; `given` are pairs (old, new) that are known before.

    First those with the same words in every language are pairs, then in one language, then, where
    `alike` asks for it, the most alike.
    """
    found = {after: before for before, after in given}
    _pair(old, new, found, lambda words: [tuple(sorted(words.items()))])
    _pair(old, new, found, lambda words: words.items())
    if alike:
        _pair_alike(old, new, found)
    taken = set(found.values())
    return Matching(
        tuple((found[place], place) for place in sorted(found)),
        tuple(place for place in range(len(new)) if place not in found),
        tuple(place for place in range(len(old)) if place not in taken),
    )


def _pair(
    old: Sequence[Words],
    new: Sequence[Words],
    found: dict[int, int],
    keys: Callable[[Words], Iterable[Hashable]],
) -> None:
    """Add to `found` (old places by new ones) those that have a key in common."""
    taken = set(found.values())
    waiting: dict[Hashable, deque[int]] = {}
    for place, words in enumerate(old):
        for key in keys(words):
            waiting.setdefault(key, deque()).append(place)
    for place, words in enumerate(new):
        for key in keys(words) if place not in found else ():
            queue = waiting.get(key, deque())
            while queue and queue[0] in taken:
                queue.popleft()
            if queue:
                found[place] = queue.popleft()
                taken.add(found[place])
                break


def _pair_alike(old: Sequence[Words], new: Sequence[Words], found: dict[int, int]) -> None:
    """Add to `found` the most alike of those that are left, if they are alike at all."""
    taken = set(found.values())
    before = {place: _counted(words) for place, words in enumerate(old) if place not in taken}
    after = {place: _counted(words) for place, words in enumerate(new) if place not in found}
    if len(before) * len(after) > MOST_PAIRS:
        return
    scored = sorted(
        (-likeness, was, now)
        for was, first in before.items()
        for now, second in after.items()
        if (likeness := _likeness(first, second)) >= ALIKE
    )
    for _, was, now in scored:
        if was not in taken and now not in found:
            found[now] = was
            taken.add(was)


def _counted(words: Words) -> dict[str, Counter[str]]:
    return {language: Counter(text.casefold().split()) for language, text in words.items()}


def _likeness(first: Mapping[str, Counter[str]], second: Mapping[str, Counter[str]]) -> float:
    """The share of words in common (Dice), in the language in which it is highest."""
    return max(
        (
            2
            * (first[language] & second[language]).total()
            / (first[language].total() + second[language].total())
            for language in first.keys() & second.keys()
            if first[language] or second[language]
        ),
        default=0.0,
    )
