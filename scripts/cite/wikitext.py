"""Citations as templates for Wikipedia; each language's Wikipedia has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from scripts.cite.facts import Cited
from scripts.cite.patterns import ACCESSED, ADDRESS, APART, Segment
from scripts.cite.works import Work, plain_date

_SPECIAL = re.compile(r"[\[\]{}|<>&]|^[*#:;]|~(?=~)|'(?=')|_(?=_)|:(?=//)")
"""What wikitext takes for markup: links, templates, tags, entities, lists, signatures, emphasis,
magic words, addresses. An equals sign is safe in a parameter that has a name."""

FROM_THE_LEFT = {"version", "issued", "address", "language", "archive", "archived"}
"""The facts that go from left to right in every language, as addresses do."""


def wikitext(cited: Cited, template: str, parameters: Mapping[str, str]) -> tuple[Segment, ...]:
    """The template's call; `parameters` names those of `author` … `accessed` that it has.

    Days are in ISO 8601, which the citation modules (CS1) of all Wikipedias read; the day of
    access is for the page's script. A parameter without a name is left out.
    """
    return tuple(_segments(cited, template, parameters))


def source_wikitext(
    work: Work, words: Mapping[str, Any], archive: Mapping[str, str]
) -> tuple[Segment, ...]:
    """The same for a source: the template of its kind; `archive` are the attributes of its link.

    A date of which the modules know no form stands in words, as they ask.
    """
    template = words["templates"].get(work.kind) or words["templates"]["other"]
    return tuple(_source_segments(work, template, words["parameters"], archive))


def _source_segments(
    work: Work, template: str, parameters: Mapping[str, str], archive: Mapping[str, str]
) -> Iterator[Segment]:
    yield Segment("{{" + template)
    for place, name in enumerate(work.authors, start=1):
        number = str(place) if place > 1 else ""
        parts = {"family": name.family, "given": name.given, "author": name.literal}
        if not parameters["family"]:
            whole = name.literal or " ".join(filter(None, (name.given, name.family)))
            parts = {"author": whole}
        for part, value in parts.items():
            if value:
                yield Segment(f" |{parameters[part]}{number}=")
                yield Segment(_escaped(value), APART)
    issued = work.issued.text if any(plain_date(work.issued)) and work.issued else work.when
    values = {
        "title": _escaped(work.title),
        "container": _escaped(work.container),
        "issued": issued if len(issued) != len("YYYY-MM") else work.when,
        "address": _address(work.address),
        "language": work.language,
        "archive": _address(archive.get("data-versionurl", "")),
        "archived": archive.get("data-versiondate", ""),
    }
    for fact, value in values.items():
        if parameters[fact] and value:
            yield Segment(f" |{parameters[fact]}=")
            from_the_left = fact in FROM_THE_LEFT and value.isascii()
            yield Segment(value, ADDRESS if from_the_left else APART)
    # A day of access belongs to an address.
    if work.address:
        yield from _accessed(parameters)
    yield Segment("}}")


def _accessed(parameters: Mapping[str, str]) -> Iterator[Segment]:
    # Two segments: after Arabic letters a day would be seen from its end.
    yield Segment(f" |{parameters[ACCESSED]}=", ACCESSED)
    yield Segment("{date}", ACCESSED)


def _address(address: str) -> str:
    """An address as wikitext can hold it.

    RFC 3986 allows brackets and braces in no path or query; wikitext ends an address there.
    """
    return quote(address, safe="%:/?#@!$&()*+,;=-._~")


def _segments(cited: Cited, template: str, parameters: Mapping[str, str]) -> Iterator[Segment]:
    values = {
        "author": _escaped(cited.author),
        "title": _escaped(cited.title),
        "container": _escaped(cited.container),
        "version": _escaped(cited.version),
        "issued": cited.issued.isoformat() if cited.issued else "",
        "address": _address(cited.pinned),
        "language": cited.language,
    }
    yield Segment("{{" + template)
    for fact, value in values.items():
        if parameters[fact] and value:
            yield Segment(f" |{parameters[fact]}=")
            yield Segment(value, ADDRESS if fact in FROM_THE_LEFT and value.isascii() else "")
    yield from _accessed(parameters)
    yield Segment("}}")


def _escaped(text: str) -> str:
    """`text` with numeric character references for what wikitext takes for markup."""
    return _SPECIAL.sub(lambda match: f"&#{ord(match[0])};", text)
