"""Views of sources: links to them, and what each does with a claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from scripts.checks.passages import digest
from scripts.cite.text import part_words, status_words
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.pages.escape import isolate_name
from scripts.records.bibliography import Locator
from scripts.records.model import Cite, Entry, Passage
from scripts.records.source import InlineSource, Source, first_address, publisher_name
from scripts.timeline.model import Chronology

SAFE = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""


def way(address: str) -> str:
    """`address` where a link may lead there, else nothing: the check lets no other one through."""
    return address if SAFE.match(address) else ""


@dataclass(frozen=True)
class LinkView:
    """A link: words, target (empty if there is no page), what there is to say of it."""

    text: str
    to: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", way(self.to))


class CiteView(NamedTuple):
    """What a source does with a claim, and where in it.

    `act` is one of `Says`, `words` says it. `address` is where the source is on the web, `opens`
    is what a link to it says, `place` names the passage and leads to it, `part` the page or the
    like; each may be empty. `remarks` say that the source is a party to the claim, and what became
    of it.
    """

    act: str
    words: str
    source: LinkView
    part: str
    place: LinkView
    address: str
    opens: str
    remarks: tuple[str, ...]
    follows: tuple[LinkView, ...]
    note: str


@dataclass(frozen=True)
class SourceViews:
    """Makes the views of the sources of one chronology in one language."""

    chronology: Chronology
    language: Language

    @property
    def code(self) -> str:
        return self.language.code

    @property
    def word(self) -> Callable[..., str]:
        return self.language.word

    def cite(self, cite: Cite, entry: Entry) -> CiteView:
        """The view of a cite of `entry`."""
        passage, given, word, language = cite.passage, cite.source, self.word, self.language
        address, place, follows = "", LinkView(""), list[str | InlineSource]()
        known = self.chronology.source_records.get(given) if isinstance(given, str) else given
        if known:
            address = way(first_address(known) or "")
            paragraph = passage.paragraph if passage else None
            names = [each.source for each in known.derives_from if each.covers(paragraph)]
            follows = [entry.source_of(name) for name in names] if known is given else [*names]
        if passage:
            is_proven = isinstance(known, Source) and self.is_proven(passage, known)
            words = word(f"cite.{'proven' if is_proven else 'unproven'}", n=passage.paragraph)
            place = LinkView(words, passage_address(address, passage))
        return CiteView(
            act=str(cite.says),
            words=cite_words(cite, language),
            source=self.source(given),
            part=self.part(cite.locator),
            place=place,
            # The link of a source that has no record leads there already.
            address=address if known is not given else "",
            opens=word("cite.open-archived" if known and address != known.url else "cite.open"),
            remarks=(
                *([word("cite.party")] if cite.party else ()),
                *(status_words(each, language) for each in (known.status if known else ())),
            ),
            follows=self.sources(follows),
            note=cite.note[self.code] if cite.note else "",
        )

    def part(self, locator: Locator | None) -> str:
        """The part of a source that a locator names; its numbers run from left to right."""
        return part_words(locator, self.language, f"\u2066{locator.value}\u2069") if locator else ""

    def is_proven(self, passage: Passage, source: Source) -> bool:
        """Whether the passage was found in the text of the source."""
        return digest(passage, source) in self.chronology.proven

    def sources(self, ids: Iterable[str | InlineSource]) -> tuple[LinkView, ...]:
        return tuple(map(self.source, ids))

    def source(self, given: str | InlineSource) -> LinkView:
        """A link to a source's page: publisher (else the authors, else the title) and date.

        An inline source has no page: the link leads to the source itself.
        """
        language, code = self.language, self.code
        if isinstance(given, InlineSource):
            locator, to, published = given.locator, first_address(given) or "", given.published
            name = publisher_name(given, code)
            title = given.title_in[code] if given.title_in else given.title
        elif source := self.chronology.source_records.get(given):
            title, to, published = source.title_in[code], f"sources/{given}/", source.published
            locator = source.locator
            authors = language.listed([author.name[code] for author in source.authors])
            name = publisher_name(source, code) or authors
            name = name or language.word("cite.title", title=title)
        else:
            return LinkView(given)
        when = date_words(published, language) if published else language.word("undated")
        name = isolate_name(name, language.direction)
        words = language.word("cite.source", publisher=name, date=when)
        if part := self.part(locator):
            words = language.word("cite.part", source=words, part=part)
        return LinkView(words, to, title)


def cite_words(cite: Cite, language: Language) -> str:
    """What a source does with a claim: for `attributes`, who said it and through whom."""
    to = cite.to[language.code] if cite.to else ""
    if not cite.through:
        return language.word(f"says.{cite.says}", to=to)
    relays = language.word("cite.then").join(each[language.code] for each in cite.through)
    return language.word("cite.through", to=to, relays=relays)


def passage_address(address: str, passage: Passage | None) -> str:
    """The address of a source, with a text fragment for its passage (WICG, 2025-03), if any."""
    if not address or passage is None:
        return address

    def term(text: str) -> str:
        return quote(text, safe="").replace("-", "%2D")

    prefix = f"{term(passage.prefix)}-," if passage.prefix else ""
    end = f",{term(passage.end)}" if passage.end else ""
    suffix = f",-{term(passage.suffix)}" if passage.suffix else ""
    mark = ":~:text=" if "#" in address else "#:~:text="
    return f"{address}{mark}{prefix}{term(passage.start)}{end}{suffix}"
