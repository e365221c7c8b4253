"""Citations as templates for Wikipedia; each language's Wikipedia has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from scripts.cite.facts import Cited
from scripts.cite.patterns import ACCESSED, ADDRESS, Segment

_SPECIAL = re.compile(r"[\[\]{}|<>&]|^[*#:;]|~(?=~)|'(?=')|_(?=_)|:(?=//)")
"""What wikitext takes for markup: links, templates, tags, entities, lists, signatures, emphasis,
magic words, addresses. An equals sign is safe in a parameter that has a name."""


def wikitext(cited: Cited, template: str, parameters: Mapping[str, str]) -> tuple[Segment, ...]:
    """The template's call; `parameters` names those of `author` … `accessed` that it has.

    Days are in ISO 8601, which the citation modules (CS1) of all Wikipedias read; the day of
    access is for the page's script. A parameter without a name is left out.
    """
    return tuple(_segments(cited, template, parameters))


def _segments(cited: Cited, template: str, parameters: Mapping[str, str]) -> Iterator[Segment]:
    values = {
        "author": _escaped(cited.author),
        "title": _escaped(cited.title),
        "container": _escaped(cited.container),
        "version": _escaped(cited.version),
        "issued": cited.issued.isoformat() if cited.issued else "",
        # RFC 3986 allows brackets and braces in no path or query; wikitext ends an address there.
        "address": quote(cited.pinned, safe="%:/?#@!$&()*+,;=-._~"),
        "language": cited.language,
    }
    yield Segment("{{" + template)
    for fact, value in values.items():
        if parameters[fact] and value:
            yield Segment(f" |{parameters[fact]}=")
            yield Segment(value, ADDRESS if fact == ADDRESS else "")
    yield Segment(f" |{parameters[ACCESSED]}={{date}}", ACCESSED)
    yield Segment("}}")


def _escaped(text: str) -> str:
    """`text` with numeric character references for what wikitext takes for markup."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
