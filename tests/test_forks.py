"""Work side by side: in order, as if it had been done here, and no mistake is lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import threading
from collections.abc import Callable
from functools import partial

import pytest

from scripts import forks
from scripts.forks import ForkError, can_fork, side_by_side

Job = Callable[[], object]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processors, and no thread but this one, whatever the tests before have started."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def told(number: int) -> tuple[int, int]:
    """A number, and the process that tells it."""
    return number, os.getpid()


def fail(error: BaseException) -> int:
    """A job that goes wrong."""
    raise error


def test_in_their_order() -> None:
    """Each in a process of its own, the last one here."""
    found = side_by_side([partial(told, number) for number in range(3)])
    numbers, processes = zip(*found, strict=True)
    assert numbers == (0, 1, 2)
    assert len({*processes}) == 3
    assert processes[-1] == os.getpid()


def test_much_is_given_back() -> None:
    """More than fits between two processes at once."""
    assert side_by_side([lambda: b"a" * 10**6, lambda: b"b"]) == [b"a" * 10**6, b"b"]
    assert side_by_side([]) == []


@pytest.mark.parametrize("place", [0, 1])
def test_what_the_system_refuses(place: int) -> None:
    """An OSError comes through as it is, with its number and its file."""
    jobs: list[Job] = [partial(told, 0), partial(told, 1)]
    jobs[place] = partial(fail, OSError(errno.ENOSPC, "No space", "a/file"))
    with pytest.raises(OSError, match="No space") as caught:
        side_by_side(jobs)
    assert (caught.value.errno, caught.value.filename) == (errno.ENOSPC, "a/file")


def test_a_mistake_of_ours() -> None:
    """It is told with the traceback of where it happened; from here it comes as it is."""
    wrong: Job = partial(fail, KeyError("a mistake"))
    right: Job = partial(told, 1)
    with pytest.raises(ForkError, match=r"(?s)Traceback.*in fail\n.*KeyError: 'a mistake'"):
        side_by_side([wrong, right])
    with pytest.raises(KeyError):
        side_by_side([right, wrong])


def test_what_cannot_be_given_back() -> None:
    """It is a mistake of ours, and is told as one."""
    with pytest.raises(ForkError, match="Traceback"):
        side_by_side([lambda: threading.Lock(), lambda: threading.Lock()])  # noqa: PLW0108


def test_a_process_that_ends() -> None:
    """Killed for want of memory, for instance: that is an error, and nobody waits for ever."""
    with pytest.raises(ForkError, match="has ended"):
        side_by_side([lambda: os._exit(9), lambda: None])


def test_none_is_left_behind() -> None:
    """Where the job here fails, those that still run are ended."""
    jobs: list[Job] = [lambda: threading.Event().wait(60), partial(fail, KeyError())]
    with pytest.raises(KeyError):
        side_by_side(jobs)
    assert multiprocessing.active_children() == []


def test_no_fork_beside_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """What they hold would be held for ever; all is done here, and in order."""
    monkeypatch.undo()
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not can_fork()
        assert side_by_side([partial(told, 0), partial(told, 1)]) == [
            (0, os.getpid()),
            (1, os.getpid()),
        ]
    finally:
        done.set()
        thread.join()


def test_no_fork_with_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be slower than to do it here."""
    assert forks.can_fork()
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert not forks.can_fork()
