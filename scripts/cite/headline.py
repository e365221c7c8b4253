"""Titles as they are printed: with typographic quotation marks, and in headline style."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

# A word with its apostrophes, or one other character.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_OPENING = re.compile(r"""(?<![^\s(\[{<“‘«—–-])["']""")
ENDS = ".?!:"


def typographic(text: str, quotes: Sequence[str]) -> str:
    """`text` with `quotes` (outer pair, inner pair) for the straight marks of a keyboard."""
    opening, closing, inner_opening, inner_closing = quotes
    text = _APOSTROPHE.sub("’", text)
    text = _OPENING.sub(lambda mark: opening if mark[0] == '"' else inner_opening, text)
    return text.replace('"', closing).replace("'", inner_closing)


def quoted(text: str, quotes: Sequence[str]) -> str:
    """`text` as it stands within the outer quotation marks: those in it become inner ones."""
    opening, closing, inner_opening, inner_closing = quotes
    text = typographic(text, quotes)
    return text.replace(opening, inner_opening).replace(closing, inner_closing)


def headline(text: str, small: Collection[str]) -> str:
    """`text` in headline style, as CSL 1.0.2 has it ("title case").

    Every word gets a capital but those of `small`, unless one comes first, last, or at the
    beginning of a sentence or after a colon. Words with a capital already and single letters stay.
    """
    tokens = _TOKENS.findall(text)
    last = max((place for place, token in enumerate(tokens) if _WORD.match(token)), default=0)
    begins = True
    ended = False
    for place, token in enumerate(tokens):
        if not _WORD.match(token):
            begins = begins or (ended and token.isspace())
            ended = token in ENDS
            continue
        if token.islower() and (begins or _is_raised(token, small, is_last=place == last)):
            tokens[place] = token[0].upper() + token[1:]
        begins = ended = False
    return "".join(tokens)


def _is_raised(word: str, small: Collection[str], *, is_last: bool) -> bool:
    first = re.split("['’]", word)[0]
    return len(first) > 1 and (is_last or word not in small)
