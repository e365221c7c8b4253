"""What the pages that are open in browsers hear of the site that is served to them."""

from __future__ import annotations

import json
import threading
from collections.abc import Collection

REMEMBERED = 100
"""Of so many changes it is known in what pages."""

LONGEST_WAIT = 25.0
"""Seconds after which a waiting page is answered all the same; it asks again."""


class State:
    """How often the site has changed, in what, and what is wrong now; pages wait for a change."""

    def __init__(self) -> None:
        """Nothing built yet."""
        self.number = 0
        self.problems: list[str] = []
        self.changed = threading.Condition()
        self._pages: dict[int, Collection[str] | None] = {}

    def set(self, problems: list[str], pages: Collection[str] | None = ()) -> None:
        """There are these problems, and these pages are new by their paths; None: any may be."""
        with self.changed:
            self.number += 1
            self.problems = problems
            self._pages[self.number] = pages
            self._pages.pop(self.number - REMEMBERED, None)
            self.changed.notify_all()

    def after(self, number: int, since: int = 0) -> bytes:
        """The state as JSON, once it is another than `number` (or after the longest wait).

        With the pages that are new `since` that number, and null where that can be any.
        """
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, LONGEST_WAIT)
            known = {"number": self.number, "problems": self.problems, "pages": self._new(since)}
            return json.dumps(known).encode()

    def _new(self, since: int) -> list[str] | None:
        # A page can be of a server that ran here before.
        numbers = range(since + 1, self.number + 1)
        found = [self._pages.get(each) for each in numbers]
        if since > self.number or None in found:
            return None
        return sorted({path for pages in found if pages for path in pages})
