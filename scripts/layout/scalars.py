"""How one value is written: plain, in quotation marks, or folded over several lines."""

from __future__ import annotations

import re
from textwrap import TextWrapper

WIDTH = 100
"""Characters of a line."""

# What a YAML reader, of version 1.1 or 1.2, could take for something else than text: numbers,
# dates, truth values, nothing. One word that begins with a digit is quoted whatever it is, and so
# is a fingerprint: all of them look alike.
_AMBIGUOUS = re.compile(
    r"[-+.0-9]\S*|[0-9][0-9TtZz:.,+ -]*|[0-9a-f]{64}|y|n|yes|no|on|off|true|false|null|~|=|<<",
    re.IGNORECASE,
)
# What means something to YAML at the beginning of a plain value, within it, or at its end.
_INDICATOR = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](\s|$)|---|\.\.\.")
_WITHIN = re.compile(r":(\s|$)|\s#")

_WORD = re.compile("[a-z][a-z0-9_-]*")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}


def written(value: str, indent: str, *, used: int, prose: bool, number: bool) -> list[str]:
    """The lines of a value; the first goes where `used` characters stand already.

    Words (`prose`) that do not fit there are folded below, behind `indent`.
    """
    text = " ".join(value.split()) if prose else value
    line = text if number and text.isdecimal() else _inline(text)
    if not prose or used + len(line) <= WIDTH or " " not in text:
        return [line]
    wrapper = TextWrapper(
        max(WIDTH - len(indent), 1), break_long_words=False, break_on_hyphens=False
    )
    return [">-", *(f"{indent}{each}" for each in wrapper.wrap(text))]


def _inline(text: str) -> str:
    """The value on one line: plain where nobody can mistake it, else in quotation marks."""
    if (
        text
        and text == text.strip()
        and "\n" not in text
        and not _AMBIGUOUS.fullmatch(text)
        and not _INDICATOR.match(text)
        and not _WITHIN.search(text)
    ):
        return text
    if ('"' in text or "\\" in text) and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(character, character) for character in text) + '"'


def key(text: str) -> str:
    """A key of a mapping: plain where it is one word, since it can be nothing but text (`on`)."""
    return text if _WORD.fullmatch(text) else _inline(text)
