"""The links of a page, whose addresses and titles stand at the end of its file."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, count
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from scripts.pages.escape import escape_text, link_address, link_title, safe

NOT_IN_KEY = re.compile("[^a-z0-9]+")
ANY_KEY = "link"

MAX_CACHED = 1 << 14
"""How much is kept of what many pages link to; that saves three quarters of the time."""


class References:
    """What a page links to, in the order in which it first does."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, str, str], str] = {}
        self._definitions: dict[str, str] = {}

    def link(self, text: object, to: str, title: str = "", key: str = "") -> Markup:
        """`text` as a link: `[text][key]`; without an address the text alone.

        The title is text, even if it is `Markup`. `key` is the last part of the address unless
        given; with another address or title it gets a number.
        """
        words = text if isinstance(text, Markup) else escape_cached(str(text))
        if not to:
            return words
        wanted = (to, title, key)
        if wanted not in self._keys:
            self._keys[wanted] = self._defined(definition(to, title), kebab(key) or key_of(to))
        return safe(f"[{words}][{self._keys[wanted]}]")

    def _defined(self, definition: str, key: str) -> str:
        """The key of a definition: `key`, or with the first free number."""
        keys = chain([key], (f"{key}-{number}" for number in count(2)))
        return next(
            each for each in keys if self._definitions.setdefault(each, definition) == definition
        )

    def definitions(self) -> str:
        """The lines for the end of the file: `[key]: address "title"`."""
        return "".join(f"[{key}]: {each}\n" for key, each in self._definitions.items())


escape_cached = lru_cache(MAX_CACHED)(escape_text)


@lru_cache(MAX_CACHED)
def definition(to: str, title: str) -> str:
    """What a key stands for: the address and, if there is one, the title."""
    address = link_address(to)
    # Parentheses could end an address, but not one in angle brackets.
    place = f"<{address}>" if re.search("[()]", address) else address
    return f'{place} "{link_title(str(title))}"' if title else place


@lru_cache(MAX_CACHED)
def key_of(address: str) -> str:
    """The last part of an address that has a word in it, with the fragment: `recognition-claim-1`.

    A page's file stands for its folder: `sources/hafryat/index.md` gives `hafryat`.
    """
    try:
        _, host, path, _, fragment = urlsplit(address)
    except ValueError:
        return ANY_KEY
    path = re.sub(r"(/index)?\.(md|html)$", "", f"/{unquote(path)}")
    parts = filter(None, map(kebab, reversed([host, *path.split("/")])))
    # A text fragment is no id.
    place = "" if fragment.startswith(":~:") else kebab(fragment)
    return "-".join(filter(None, [next(parts, ""), place])) or ANY_KEY


def kebab(text: str) -> str:
    """What of `text` can be in a key, in lower case with hyphens: ASCII letters and digits."""
    return NOT_IN_KEY.sub("-", text.lower()).strip("-")
