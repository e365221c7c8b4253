"""Remember what was made, with what was read to make it; make again only what that changes.

A *cell* is a thing that can change: a value of a watched mapping, its keys, whether it has one.
Whatever `recall` makes notes the cells that are read meanwhile; at the next build `watch` compares
the versions of all cells with those of before, and what had read one that is another now is
forgotten.  Contents decide, never clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterable, Iterator, Mapping, ValuesView
from dataclasses import dataclass, field
from itertools import islice
from operator import eq, is_
from typing import Any, Generic, Protocol, TypeVar

V = TypeVar("V")
T = TypeVar("T")

Cell = tuple[str, ...]
"""The name of a mapping (its keys), and a key (a value), and IN (whether it has the key).

Or MADE and the name of a made thing: what is made of it need not note all that it was made of.
"""

Name = tuple[str, ...]
"""What tells one made thing from another."""

IN = "in"

NOTHING = object()
"""No value that is watched."""

MADE = "made"

Pieces = Mapping[Name, tuple[Any, frozenset[Cell]]]
"""What was made, by name, each with what was read for it."""

Versions = Mapping[str, Mapping[str, object]]
"""The versions of the values of watched mappings, by the names of these."""

PIECE = 2_000
"""So many made things are a piece: whoever writes all of them needs memory for one piece only."""


class Recall(Protocol):
    """Gives what `make` gives, or gave before and would give again."""

    def __call__(self, name: Name, make: Callable[[], T], /) -> T:
        """What is made under `name`, which no other thing has."""


def fresh(_name: Name, make: Callable[[], T], /) -> T:
    """Remember nothing."""
    return make()


class Watched(Mapping[str, V], Generic[V]):
    """A mapping that notes what is read of it."""

    def __init__(self, name: str, values: Mapping[str, V], memory: Memory) -> None:
        """`values`, whose cells have `name`; `memory` hears of each cell that is read."""
        self._name = name
        self._values = values
        self._memory = memory
        self._note = memory.note

    def items(self) -> ItemsView[str, V]:
        """As of any mapping; where nobody is making anything, nothing is noted one by one."""
        return super().items() if self._memory.is_making else self._values.items()

    def values(self) -> ValuesView[V]:
        """As `items`."""
        return super().values() if self._memory.is_making else self._values.values()

    def __getitem__(self, key: str) -> V:
        self._note((self._name, key))
        return self._values[key]

    def __contains__(self, key: object) -> bool:
        self._note((self._name, str(key), IN))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._note((self._name,))
        return iter(self._values)

    def __len__(self) -> int:
        self._note((self._name,))
        return len(self._values)


@dataclass
class Memory:
    """What was made, and what was read for it."""

    _kept: dict[Name, tuple[Any, frozenset[Cell]]] = field(default_factory=dict)
    _versions: dict[str, dict[str, object]] = field(default_factory=dict)
    _readers: dict[Cell, set[Name]] = field(default_factory=dict)
    _cells: dict[Cell, Cell] = field(default_factory=dict)
    _reading: list[set[Cell]] = field(default_factory=list)
    _seen: dict[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)
    _sets: dict[frozenset[Cell], frozenset[Cell]] = field(default_factory=dict, compare=False)

    def pieces(self) -> Iterator[Pieces | Versions]:
        """What was made, a piece at a time, and first the versions of what was read: for `joined`.

        The rest follows from that, but for the values that were watched, which are others in
        another process.
        """
        yield self._versions
        ahead = iter(self._kept.items())
        while piece := dict(islice(ahead, PIECE)):
            yield piece

    @classmethod
    def joined(cls, pieces: Iterable[Any]) -> Memory:
        """The memory that gave these pieces, in another process."""
        each = iter(pieces)
        memory = cls(_versions=next(each))
        for made in each:
            memory.take(made)
        return memory

    def watch(
        self,
        name: str,
        values: Mapping[str, V],
        version: Callable[[V], object] = lambda value: value,
    ) -> Mapping[str, V]:
        """`values` as a watched mapping; what was made of others than these is forgotten.

        `version` gives for a value what is equal for values that are the same to all who read it.
        Neither the mapping nor its values may be changed afterwards.
        """
        seen, before = self._seen.get(name), self._versions.get(name, {})
        if seen is None or not alike(values, seen):
            known = seen or {}
            now = {
                # The very same value has the same version.
                key: before[key] if value is known.get(key, NOTHING) else version(value)
                for key, value in values.items()
            }
            self._seen[name], self._versions[name] = values, now
            self._forget(_changes(name, before, now))
        return Watched(name, values, self)

    def recall(self, name: Name, make: Callable[[], T], /) -> T:
        """What was made under `name`, or what `make` makes now."""
        kept = self._kept.get(name)
        made: T = self._make(name, make) if kept is None else kept[0]
        if self._reading:
            self._reading[-1].add((MADE, *name))
        return made

    def knows(self, name: Name) -> bool:
        """Whether `recall` would make nothing."""
        return name in self._kept

    def recalled(self, name: Name) -> Any:  # noqa: ANN401  (whatever was made)
        """What was made under `name`; None where nothing was."""
        kept = self._kept.get(name)
        return kept and kept[0]

    @property
    def count(self) -> int:
        """How many things are kept."""
        return len(self._kept)

    def since(self, count: int) -> Pieces:
        """What was made since `count` things were kept, for `take` in another process."""
        # A dictionary keeps the order in which keys came.
        return dict(islice(self._kept.items(), count, None))

    def take(self, made: Pieces) -> None:
        """Keep what another process has made of the same cells."""
        for name, (value, cells) in made.items():
            self._keep(name, value, cells)

    def _make(self, name: Name, make: Callable[[], T]) -> T:
        cells: set[Cell] = set()
        self._reading.append(cells)
        try:
            value = make()
        except BaseException:
            # What is made around it may go on, and had read this.
            if len(self._reading) > 1:
                self._reading[-2] |= cells
            raise
        finally:
            self._reading.pop()
        self._keep(name, value, cells)
        return value

    def _keep(self, name: Name, value: object, cells: Iterable[Cell]) -> None:
        # There are many of them, and each is read by many: one of each kind is enough.
        read = frozenset(self._cells.setdefault(cell, cell) for cell in cells)
        read = self._sets.setdefault(read, read)
        self._kept[name] = value, read
        for cell in read:
            self._readers.setdefault(cell, set()).add(name)

    @property
    def is_making(self) -> bool:
        """Whether something is being made, for which it is noted what is read."""
        return bool(self._reading)

    def note(self, cell: Cell) -> None:
        """A cell is read."""
        if self._reading:
            self._reading[-1].add(cell)

    def _forget(self, changed: Iterable[Cell]) -> None:
        ahead = [*changed]
        while ahead:
            cell = ahead.pop()
            for name in self._readers.pop(cell, ()):
                _, cells = self._kept.pop(name, (None, frozenset[Cell]()))
                for other in cells - {cell}:
                    self._readers.get(other, set()).discard(name)
                ahead.append((MADE, *name))


def alike(now: Mapping[str, object], before: Mapping[str, object]) -> bool:
    """Whether these have the very same values under the same keys, in the same order."""
    return now is before or (
        len(now) == len(before)
        and all(map(is_, now.values(), before.values()))
        and all(map(eq, now, before))
    )


def _changes(name: str, before: Mapping[str, Hashable], now: Mapping[str, Hashable]) -> list[Cell]:
    """The cells that are others now."""
    found: list[Cell] = []
    if list(before) != list(now):
        found.append((name,))
        for key in before.keys() ^ now.keys():
            found += [(name, key), (name, key, IN)]
    found += [
        (name, key)
        for key, version in now.items()
        # What is the very same is the same: no need to look into it.
        if (old := before.get(key, version)) is not version and old != version
    ]
    return found
