"""The limits and the characters that the rules of records name, as the form needs them."""

from __future__ import annotations

import unicodedata
from typing import Any

from scripts.checks import duplicates
from scripts.checks.claims import MOST_ANCHOR_WORDS
from scripts.records.errors import field_names
from scripts.records.fields import (
    ADDRESS_PATTERN,
    HIGHEST_PORT,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LAST_YEAR,
    LONGEST_ADDRESS,
    LONGEST_ID,
    LONGEST_LINE,
    RESERVED_IDS,
)
from scripts.records.ids import MOST_WORDS, SMALL
from scripts.records.model import Entry
from scripts.records.text import FORBIDDEN, LARGEST, MOST_PROBLEMS, SCRIPTS, STACKED

BLOCKS = (
    *((0x0000, 0x0700), (0x0750, 0x0780), (0x08A0, 0x0900), (0x1C80, 0x1C90)),
    *((0x1D00, 0x2070), (0x20A0, 0x2200), (0xFB00, 0xFE00), (0xFE70, 0xFFF0)),
)
"""The code points whose names the form knows: what one of its texts may be written in, and what
looks like it (Latin, Greek, Cyrillic, Hebrew, Arabic and its presentation forms, punctuation)."""


def limits() -> dict[str, Any]:
    """The numbers, patterns and lists of the rules, each from the module that holds the rule.

    Patterns are in the part of Python's syntax that ECMAScript has too, once group names are
    written its way.
    """
    return {
        "line": LONGEST_LINE,
        "id": LONGEST_ID,
        "address": LONGEST_ADDRESS,
        "port": HIGHEST_PORT,
        "year": LAST_YEAR,
        "anchor": MOST_ANCHOR_WORDS,
        "file": LARGEST,
        "problems": MOST_PROBLEMS,
        "id-pattern": ID_PATTERN,
        "address-pattern": ADDRESS_PATTERN.replace("(?P<", "(?<"),
        "language-pattern": LANGUAGE_PATTERN,
        "reserved": sorted(RESERVED_IDS),
        "fields": sorted(field_names(Entry)),
        "duplicates": {
            "near": duplicates.NEAR,
            "year": duplicates.YEAR,
            "alike": duplicates.ALIKE,
        },
        "naming": {"small": sorted(SMALL), "most": MOST_WORDS},
        "forbidden": FORBIDDEN.pattern,
        "stacked": STACKED.pattern,
        "scripts": {name: pattern.pattern for name, pattern in SCRIPTS.items()},
    }


def character_names() -> dict[str, str]:
    """The names that Unicode gives to the characters of BLOCKS, by code point in hexadecimal."""
    return {
        f"{point:04X}": name
        for first, end in BLOCKS
        for point in range(first, end)
        if (name := unicodedata.name(chr(point), ""))
    }
