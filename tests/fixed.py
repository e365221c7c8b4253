"""How property tests run: the same each time and briefly, or long and otherwise each time."""

from __future__ import annotations

import os

from hypothesis import settings

LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
"""Set to look for what the short runs have not come upon: hours, if one lets them."""

TIMES = 200
"""How many times as many examples a long run tries."""


def fixed(examples: int) -> settings:
    """The settings of a property test that tries so many `examples` in the ordinary run."""
    return settings(
        derandomize=not LONG,
        database=None,
        deadline=None,
        max_examples=examples * (TIMES if LONG else 1),
    )
