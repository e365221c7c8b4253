"""Patterns with parts that depend on what is known: for works of which no two are known alike.

In a pattern `⟨…⟩` is left out where a value that it names is not known; `⟨…¦…⟩` is the first of
its alternatives of which all is known. `{?name}` asks for a value and prints nothing. Groups can
stand within one another, where each answers for itself; what the page's script fills (`|…|`) asks
for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SIGNS = re.compile(r"[⟨¦⟩]|\|[^|]*\||\{\??[a-z-]+\}|[^⟨¦⟩|{]+")
_STOPPED = re.compile(r"\{(?P<name>[a-z-]+)\}(?P<between>[*]?)\.")


def chosen(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern without groups: what of it can be filled with `values`.

    A full stop after a value that ends in one, or in a question or exclamation mark, is left out.
    """
    text = _group(iter(_SIGNS.findall(pattern)), values)

    def stopped(match: re.Match[str]) -> str:
        end = "" if values[match["name"]].rstrip("”’»").endswith((".", "?", "!", "؟")) else "."
        return f"{{{match['name']}}}{match['between']}{end}"

    return _STOPPED.sub(stopped, text)


def _group(signs: Iterator[str], values: Mapping[str, str]) -> str:
    """The text of a group up to its end: of its first alternative of which all is known."""
    taken: list[str] = []
    text, is_whole = "", True
    for sign in signs:
        if sign == "⟨":
            text += _group(signs, values)
        elif sign in {"¦", "⟩"}:
            taken += [text] if is_whole else []
            text, is_whole = "", True
            if sign == "⟩":
                break
        elif sign.startswith("{"):
            is_whole = is_whole and bool(values[sign.strip("{?}")])
            text += "" if sign.startswith("{?") else sign
        else:
            text += sign
    else:
        return text
    return taken[0] if taken else ""
