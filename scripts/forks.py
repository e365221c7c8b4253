"""Work that is done side by side, in processes that begin with all that this one has in memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from functools import cached_property
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Generic, TypeVar

T = TypeVar("T")


class ForkError(RuntimeError):
    """A mistake of ours in another process; the text is its traceback."""


def can_fork() -> bool:
    """Whether a process can be forked off safely, and would have a processor of its own.

    Not where other threads run: what they hold would be held for ever in the child. Elsewhere than
    on Linux the libraries of the system start threads that nobody sees.
    """
    many = (os.cpu_count() or 1) > 1
    return many and sys.platform == "linux" and threading.active_count() == 1


class Job(Generic[T]):
    """A job that has begun in a fork, or is done where none can be."""

    def __init__(self, job: Callable[[], T]) -> None:
        """Begin it. What it gives must be picklable."""
        self.job = job
        self.process: ForkProcess | None = None
        if can_fork():
            context = multiprocessing.get_context("fork")
            self.here, there = context.Pipe(duplex=False)
            self.process = context.Process(target=_work, args=(job, there))
            self.process.start()
            there.close()

    @cached_property
    def _answer(self) -> T:
        if self.process is None:
            return self.job()
        try:
            value: T
            value, error = self.here.recv()
        except EOFError:
            raise ForkError("a process that was forked off has ended") from None
        finally:
            self.end()
        if error:
            raise error
        return value

    def result(self) -> T:
        """What it gives. Raises OSError that it has raised; ForkError for others."""
        return self._answer

    def end(self) -> None:
        """Wait for it no longer."""
        if self.process:
            self.here.close()
            self.process.terminate()
            self.process.join()


def side_by_side(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """What the jobs give, in their order; the last is done here, each other in a fork.

    What they give must be picklable. Raises OSError that a job has raised; ForkError for others.
    """
    if not jobs:
        return []
    running = [Job(job) for job in jobs[:-1]]
    try:
        last = jobs[-1]()
        return [*(job.result() for job in running), last]
    finally:
        for job in running:
            job.end()


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
