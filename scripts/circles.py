"""When circles of objects are looked for: of what a build reads and makes, most stays.

Python looks through all objects each time that so many more have been made.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 50_000
"""How many objects more than before are worth looking for circles among them."""

MORE_OBJECTS = 500_000
"""The same where a build follows another one: it makes fewer, and circles are sought after it."""


def sought() -> None:
    """Look for circles now."""
    gc.collect()


@contextmanager
def none_sought(*, first: bool) -> Iterator[None]:
    """While the body reads, nothing is looked for; after the `first` time it never is in that."""
    gc.set_threshold(OBJECTS if first else MORE_OBJECTS)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
    if first:
        gc.freeze()
