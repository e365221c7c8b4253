"""One build at a time in a checkout: the others wait for their turn."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def turn(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `folder` while the body runs; `waiting` is called once if another has it.

    The lock (flock(2), on the folder itself: no file is left) ends with the process that holds it,
    however that ends, and with those that it has started with `close_fds=False`: a publisher that
    outlives a killed build still writes, and nobody may build beside it.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.set_inheritable(descriptor, True)  # noqa: FBT003  (the function takes no keyword)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
