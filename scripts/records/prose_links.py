"""Where the pages of prose lead on the site."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from markdown import Markdown

from scripts.records.prose import ADDRESSES, EXTENSIONS, FRONT_MATTER
from scripts.records.text import place


class ProseLink(NamedTuple):
    """A file that a page names, relative to the page, its fragment, and the line it is named in."""

    path: str
    fragment: str
    line: int


@lru_cache(maxsize=32)  # the build asks several times, and during `serve` most pages stay
def prose_links(text: str) -> tuple[ProseLink, ...]:
    """The links and pictures of the page of prose `text` that name a file, in order.

    A link to a folder, to another site or within the page names none.
    """
    front = FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    parser = _Addresses()
    parser.feed(Markdown(extensions=[*EXTENSIONS]).convert(body))
    parser.close()
    found = []
    for address in parser.found:
        scheme, host, path, _, fragment = urlsplit(address)
        path = unquote(path)
        if posixpath.splitext(path)[1] and not (scheme or host or path.startswith("/")):
            # It may be written otherwise than it is read.
            at = next((at for at in map(text.find, (f"({address}", address)) if at >= 0), 0)
            found.append(ProseLink(posixpath.normpath(path), fragment, place(text, at)[0]))
    return tuple(found)


class _Addresses(HTMLParser):
    """Collects the addresses in a rendered page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value for name, value in attrs if name in ADDRESSES and value]
