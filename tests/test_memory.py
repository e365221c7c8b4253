"""Memory: what is recalled is what would be made, and only what changed is made again."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from remembering import Witness

from scripts import memory as memories
from scripts.memory import Memory


@pytest.fixture
def witness() -> Witness:
    """A memory of nothing."""
    return Witness()


def test_what_was_made_is_recalled(witness: Witness) -> None:
    """It is made once, and the very same after that."""
    first = witness.recall(("list",), lambda: [1])
    assert witness.recall(("list",), lambda: [2]) is first
    assert witness.made == [("list",)]
    assert witness.memory.knows(("list",))
    assert not witness.memory.knows(("other",))


def test_a_value_that_was_read(witness: Witness) -> None:
    """Only what had read the value that is another now is forgotten."""
    values = witness.memory.watch("values", {"a": 1, "b": 2})
    for key in values:
        witness.recall(("twice", key), lambda key=key: values[key] * 2)  # type: ignore[misc]
    witness.memory.watch("values", {"a": 1, "b": 3})
    assert witness.memory.knows(("twice", "a"))
    assert not witness.memory.knows(("twice", "b"))


def test_the_keys(witness: Witness) -> None:
    """Who went through the keys, or counted them, minds which there are and in what order."""
    for other, minds in (({"b": 2, "a": 1}, True), ({"a": 5, "b": 2}, False), ({"a": 1}, True)):
        values = witness.memory.watch("values", {"a": 1, "b": 2})
        witness.recall(("keys",), lambda values=values: [*values])  # type: ignore[misc]
        witness.recall(("count",), lambda values=values: len(values))  # type: ignore[misc]
        witness.memory.watch("values", other)
        assert witness.memory.knows(("keys",)) is not minds
        assert witness.memory.knows(("count",)) is not minds


def test_whether_it_is_there(witness: Witness) -> None:
    """Who asked only that minds a key that comes or goes, and no other value of it."""
    values = witness.memory.watch("values", {"a": 1})
    witness.recall(("has", "a"), lambda: "a" in values)
    witness.recall(("has", "b"), lambda: "b" in values)
    witness.recall(("get", "c"), lambda: values.get("c"))
    witness.memory.watch("values", {"a": 2, "b": 1})
    assert witness.memory.knows(("has", "a"))
    assert not witness.memory.knows(("has", "b"))
    assert witness.memory.knows(("get", "c"))
    witness.memory.watch("values", {"b": 1, "c": None})
    assert not witness.memory.knows(("has", "a"))
    assert not witness.memory.knows(("get", "c"))


def test_a_mapping_that_is_watched_for_the_first_time(witness: Witness) -> None:
    """One with the same keys in another mapping is another."""
    one = witness.memory.watch("one", {"a": 1})
    witness.recall(("one",), lambda: one["a"])
    witness.memory.watch("other", {"a": 2})
    assert witness.memory.knows(("one",))


def test_a_version_decides(witness: Witness) -> None:
    """Values with the same version are the same to all who read them."""
    values = witness.memory.watch("values", {"a": "one"}, len)
    witness.recall(("a",), lambda: values["a"])
    witness.memory.watch("values", {"a": "two"}, len)
    assert witness.memory.knows(("a",))
    witness.memory.watch("values", {"a": "three"}, len)
    assert not witness.memory.knows(("a",))


def test_what_is_made_of_what_was_made(witness: Witness) -> None:
    """What is read within is read by all around it, also where the inner thing was recalled."""
    values = witness.memory.watch("values", {"a": 1, "b": 2})

    def inner() -> int:
        return witness.recall(("inner",), lambda: values["a"])

    witness.recall(("outer",), lambda: inner() + values["b"])
    witness.recall(("late",), inner)
    witness.memory.watch("values", {"a": 1, "b": 3})
    assert witness.memory.knows(("inner",))
    assert not witness.memory.knows(("outer",))
    witness.recall(("outer",), inner)
    witness.memory.watch("values", {"a": 2, "b": 3})
    assert [witness.memory.knows((each,)) for each in ("inner", "outer", "late")] == [False] * 3


def test_what_fails_is_not_kept(witness: Witness) -> None:
    """What raises is made anew the next time; what it read was read by all around it."""
    values = witness.memory.watch("values", {"a": 0, "b": 1})

    def outer() -> int:
        try:
            return witness.recall(("failing",), lambda: 1 // values["a"])
        except ZeroDivisionError:
            return values["b"]

    with pytest.raises(ZeroDivisionError):
        witness.recall(("failing",), lambda: 1 // values["a"])
    assert not witness.memory.knows(("failing",))
    assert witness.recall(("outer",), outer) == 1
    values = witness.memory.watch("values", {"a": 2, "b": 1})
    assert witness.recall(("failing",), lambda: values["a"]) == 2
    # It would come out otherwise now.
    assert not witness.memory.knows(("outer",))


def through_a_file(memory: Memory) -> Memory:
    """The memory as another process has it."""
    with patch.object(memories, "PIECE", 2):
        return Memory.joined(pickle.loads(pickle.dumps([*memory.pieces()])))  # noqa: S301  (our own)


def test_what_another_process_has_made(witness: Witness) -> None:
    """It is known, and forgotten as if it had been made here."""
    other = through_a_file(witness.memory)
    for memory in (other, witness.memory):
        values = memory.watch("values", {"a": 1, "b": 2})
    there = other.watch("values", {"a": 1, "b": 2})
    other.recall(("a",), lambda: other.recall(("inner",), lambda: there["a"]))
    known = other.count
    other.recall(("b",), lambda: there["b"])
    assert list(other.since(known)) == [("b",)]
    witness.memory.take(pickle.loads(pickle.dumps(other.since(0))))  # noqa: S301
    assert witness.recall(("a",), lambda: values["b"]) == 1
    witness.memory.watch("values", {"a": 3, "b": 2})
    assert not witness.memory.knows(("a",))
    assert not witness.memory.knows(("inner",))
    assert witness.memory.knows(("b",))


MAPPINGS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)
STEPS = st.lists(
    st.tuples(st.permutations("abcd"), MAPPINGS, MAPPINGS, st.booleans()), min_size=2, max_size=5
)


def things(one: Mapping[str, int], other: Mapping[str, int], recall: Any) -> list[object]:  # noqa: ANN401
    """Things made in every way of reading two mappings, some of them of each other."""

    def chain(key: str) -> list[object]:
        return [one.get(key), other.get(str(one.get(key, key)), "none"), "d" in other]

    def total() -> list[object]:
        return [recall(("chain", key), lambda key=key: chain(key)) for key in one]

    made: list[object] = [recall(("chain", key), lambda key=key: chain(key)) for key in "ab"]
    made.append(recall(("total",), total))
    made.append(recall(("first",), lambda: next(iter(other), None)))
    made.append(recall(("items",), lambda: [*one.items()]))
    made.append(recall(("length",), lambda: (len(one), bool(other))))
    return made


@given(STEPS)
def test_recalled_is_what_would_be_made(
    steps: list[tuple[list[str], dict[str, int], dict[str, int], bool]],
) -> None:
    """Whatever the mappings are in turn, also where the memory went through a file."""
    memory = Memory()
    for order, left, right, filed in steps:
        one = {key: left[key] for key in order if key in left}
        other = {key: right[key] for key in order if key in right}
        watched = memory.watch("one", one), memory.watch("other", other)
        known = things(*watched, memory.recall)
        assert known == things(one, other, lambda _, make: make())
        if filed:
            memory = through_a_file(memory)
