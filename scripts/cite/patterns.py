"""The patterns in which a language file writes its citation styles, and how they are filled.

In a pattern `{name}` stands for a value, `*…*` is in italics, and `|…|` is what the page's script
adds where the reader has the day of access put in.

`⟨…⟩` is left out where a value that it names is not known; `⟨…¦…⟩` is the first of its
alternatives of which all values are known. `{?name}` asks for a value and prints nothing. Groups
can be nested, and each depends on its own values only; names between `|` do not count.

A value is never read as a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

_SIGNS = re.compile(r"[⟨¦⟩]|\|[^|]*\||\{\??[a-z-]+\}|[^⟨¦⟩|{]+")
_BEFORE_STOP = re.compile(r"\|[^|]*\||\{(?P<name>[a-z-]+)\}(?P<between>[*]?)\.")
_PARTS = re.compile(r"\{(?P<name>[a-z-]+)\}|(?P<switch>[*|])|(?P<text>[^{*|]+)")

ADDRESS = "address"
ITALIC = "italic"
ACCESSED = "accessed"
APART = "apart"


class Segment(NamedTuple):
    """A piece of a citation and its role: "", "italic", "address", "accessed" or "apart".

    An "address" goes from left to right in every language, what stands "apart" in its own
    direction. What is "accessed" is shown only by a script, which first fills its `{day}`,
    `{month}`, `{year}` or `{date}` (ISO 8601).
    """

    text: str
    role: str = ""


def filled(
    pattern: str, values: Mapping[str, str], apart: Collection[str] = ()
) -> tuple[Segment, ...]:
    """The segments of `pattern` with `values` in it; adjacent segments of one role are joined.

    `apart` names the values that stand apart where they are not in italics.
    """
    joined: list[Segment] = []
    for segment in _segments(resolved(pattern, values), values, apart):
        text = segment.text
        is_quoted = joined and joined[-1].text.endswith("”") and joined[-1].role != ITALIC
        if is_quoted and text.startswith("."):
            # In English a full stop stands within quotation marks (CSL, punctuation-in-quote).
            joined[-1] = joined[-1]._replace(text=f"{joined[-1].text[:-1]}.”")
            text = text[1:]
        if joined and joined[-1].role == segment.role:
            joined[-1] = Segment(joined[-1].text + text, segment.role)
        elif text:
            joined.append(Segment(text, segment.role))
    return tuple(joined)


def resolved(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern without groups, and without a full stop after a value that ends in a mark."""

    def stopped(match: re.Match[str]) -> str:
        name = match["name"]
        is_stopped = name and values[name].rstrip("”’»").endswith((".", "?", "!", "؟"))
        return f"{{{name}}}{match['between']}" if is_stopped else match[0]

    return _BEFORE_STOP.sub(stopped, _group(iter(_SIGNS.findall(pattern)), values))


def _group(signs: Iterator[str], values: Mapping[str, str]) -> str:
    """The text of a group up to its end: its first alternative of which all values are known."""
    known: list[str] = []
    text, is_known = "", True
    for sign in signs:
        if sign == "⟨":
            text += _group(signs, values)
        elif sign in {"¦", "⟩"}:
            known += [text] if is_known else []
            if sign == "⟩":
                return known[0] if known else ""
            text, is_known = "", True
        else:
            text += "" if sign.startswith("{?") else sign
            if sign.startswith("{"):
                is_known = is_known and bool(values[sign.strip("{?}")])
    return text


def _segments(pattern: str, values: Mapping[str, str], apart: Collection[str]) -> Iterator[Segment]:
    role = ""
    for match in _PARTS.finditer(pattern):
        name, switch, text = match["name"], match["switch"], match["text"]
        if switch:
            wanted = ITALIC if switch == "*" else ACCESSED
            role = "" if role == wanted else wanted
        elif text or role == ACCESSED:
            yield Segment(match[0], role)
        else:
            own = ADDRESS if name == ADDRESS else APART if name in apart else ""
            yield Segment(values[name], role or own)
