"""Work that is done side by side, in processes that begin with all that this one has in memory."""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import TypeVar

T = TypeVar("T")


class ForkError(RuntimeError):
    """A mistake of ours in another process; the text is its traceback."""


def can_fork() -> bool:
    """Whether a process can be forked off safely, and would have a processor of its own.

    Not where other threads run: what they hold would be held for ever in the child.
    """
    many = (os.cpu_count() or 1) > 1
    return many and hasattr(os, "fork") and threading.active_count() == 1


def side_by_side(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """What the jobs give, in their order; the last is done here, each other in a fork.

    What they give must be picklable. Raises OSError that a job has raised; ForkError for others.
    """
    if len(jobs) < 2 or not can_fork():  # noqa: PLR2004  (one is done here)
        return [job() for job in jobs]
    context = multiprocessing.get_context("fork")
    running: list[tuple[ForkProcess, Connection]] = []
    for job in jobs[:-1]:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(job, there))
        process.start()
        there.close()
        running.append((process, here))
    try:
        last = jobs[-1]()
        found: list[T] = [_result(here) for _, here in running]
    finally:
        for process, here in running:
            here.close()
            process.terminate()
            process.join()
    return [*found, last]


def _work(job: Callable[[], T], there: Connection) -> None:
    try:
        there.send((job(), None))
    except OSError as error:
        there.send((None, error))
    except BaseException:  # noqa: BLE001  (whatever it is, it is told)
        there.send((None, ForkError(traceback.format_exc())))
    finally:
        there.close()
        # Nothing of the parent is to be ended here: no buffers, no handlers.
        os._exit(0)


def _result(here: Connection) -> T:  # type: ignore[type-var]  # (as the job)
    try:
        value: T
        value, error = here.recv()
    except EOFError:
        raise ForkError("a process that was forked off has ended") from None
    if error:
        raise error
    return value
