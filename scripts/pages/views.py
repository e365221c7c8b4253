"""Views: the plain values that templates print, made from the joined records for one language.

Templates neither sort nor look up. Addresses are relative to the language's root, or absolute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote

from scripts.checks.passages import digest
from scripts.i18n.dates import date_words, day_words, year_words
from scripts.i18n.language import Language
from scripts.pages.escape import isolate_name
from scripts.pages.evidence_line import EvidenceView, claim_evidence, entry_evidence
from scripts.records.model import Actor, Cite, Passage, Place, Topic
from scripts.records.source import InlineSource, Source
from scripts.timeline.model import Chronology, JoinedEntry

SAFE = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


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


@dataclass(frozen=True)
class CardView:
    """An entry in a list: `notes` say why it is there, `differences` is that part's address.

    `colour` is the class of its first topic in the stylesheet.
    """

    id: str
    title: str
    to: str
    differences: str
    date: str
    topics: tuple[LinkView, ...]
    colour: str
    summary: str
    evidence: EvidenceView
    weight: str
    kind: str
    notes: tuple[str, ...]


Years = tuple[tuple[str, str, tuple[CardView, ...]], ...]
"""The entries of a list by year page: its key, its name, the entries."""


class CiteView(NamedTuple):
    """What a source does with a claim, and where in it.

    `act` is one of `Says`, `words` says it. `address` is where the source is on the web, `place`
    names the passage and leads to it; each may be empty.
    """

    act: str
    words: str
    source: LinkView
    place: LinkView
    address: str
    follows: tuple[LinkView, ...]
    note: str


class ClaimView(NamedTuple):
    id: str
    text: str
    evidence: EvidenceView
    cites: tuple[CiteView, ...]


class DifferenceView(NamedTuple):
    """A point on which sources differ: each position with who holds it, what the entry does."""

    about: str
    positions: tuple[tuple[str, tuple[LinkView, ...]], ...]
    decision: str


@dataclass(frozen=True)
class Views:
    """Makes the views of one chronology in one language.

    The entry may be one as it was: a record that it names and that was removed since is shown by
    its id, without an address.
    """

    chronology: Chronology
    language: Language

    @property
    def code(self) -> str:
        return self.language.code

    @property
    def word(self) -> Callable[..., str]:
        return self.language.word

    def cards(self, ids: Iterable[str]) -> tuple[CardView, ...]:
        """The entries of `ids` that exist."""
        entries = self.chronology.entries
        return tuple(self.card(entries[id_]) for id_ in ids if id_ in entries)

    def listed(self, ids: Sequence[str]) -> dict[str, Any]:
        """The same for a list of any length: cards, or where there are too many lines by year."""
        few = len(ids) <= MOST_CARDS
        return {"cards": self.cards(ids) if few else (), "years": () if few else self.by_year(ids)}

    def by_year(
        self, ids: Iterable[str], notes: Callable[[JoinedEntry], Iterable[str]] = lambda _: ()
    ) -> Years:
        """The entries of `ids` by year, in order; `notes` says what each is listed for."""
        years: dict[str, list[CardView]] = {}
        for id_ in ids:
            entry = self.chronology.entries[id_]
            years.setdefault(entry.year, []).append(self.card(entry, notes(entry)))
        return tuple(
            (year, year_words(year, self.language), tuple(cards)) for year, cards in years.items()
        )

    def card(self, entry: JoinedEntry, notes: Iterable[str] = ()) -> CardView:
        record = entry.record
        return CardView(
            id=entry.id,
            title=record.title[self.code],
            to=f"events/{entry.id}/",
            differences=f"events/{entry.id}/#{'differences' if record.differences else 'claims'}",
            date=date_words(record.date, self.language),
            topics=self.named("topics", record.topics),
            colour=self.chronology.colour(record.topics[0]),
            summary=record.summary[self.code],
            evidence=entry_evidence(entry.evidence, self.language),
            weight=record.weight,
            kind=record.kind,
            notes=tuple(notes),
        )

    def entry(self, entry: JoinedEntry) -> dict[str, Any]:
        """All that an entry's page shows of its record."""
        record, code, language, word = entry.record, self.code, self.language, self.word
        withdrawn = record.withdrawn
        proposed = "entry.proposed" if code in record.title.root else "entry.proposed-lacks"
        return {
            "card": self.card(entry),
            "edtf": record.date.text,
            "places": self.named("places", record.places),
            "actors": self.named("actors", record.actors),
            "claims": [
                ClaimView(
                    claim.id,
                    claim.text[code],
                    claim_evidence(evidence, language),
                    tuple(map(self._cite, claim.cites)),
                )
                for claim, evidence in entry.claims
            ],
            "differences": [
                DifferenceView(
                    each.about[code],
                    tuple((one.text[code], self.sources(one.sources)) for one in each.positions),
                    each.decision[code],
                )
                for each in record.differences
            ],
            "sought": [
                (each.what[code], word(f"sought.{each.found}", day=day_words(each.date, language)))
                for each in record.sought
            ],
            "related": self.cards(record.see_also),
            "withdrawn": withdrawn.why[code] if withdrawn else "",
            "withdrawn_on": day_words(withdrawn.date, language) if withdrawn else "",
            "proposed": word(proposed) if entry.proposed else "",
        }

    def _cite(self, cite: Cite) -> CiteView:
        passage, given, word = cite.passage, cite.source, self.word
        address, place, follows = "", LinkView(""), list[str]()
        if isinstance(given, str):
            source = self.chronology.source_records.get(given)
            if source:
                address = way(source.url or "")
                paragraph = passage.paragraph if passage else None
                follows = [each.source for each in source.derives_from if each.covers(paragraph)]
            if passage:
                name = "proven" if source and self.is_proven(passage, source) else "unproven"
                words = word(f"cite.{name}", n=passage.paragraph)
                place = LinkView(words, passage_address(address, passage))
        return CiteView(
            act=str(cite.says),
            words=word(f"says.{cite.says}", to=cite.to[self.code] if cite.to else ""),
            source=self.source(given),
            place=place,
            address=address,
            follows=self.sources(follows),
            note=cite.note[self.code] if cite.note else "",
        )

    def is_proven(self, passage: Passage, source: Source) -> bool:
        """Whether the passage was found in the text of the source."""
        return digest(passage, source) in self.chronology.proven

    def sources(self, ids: Iterable[str]) -> tuple[LinkView, ...]:
        return tuple(map(self.source, ids))

    def source(self, given: str | InlineSource) -> LinkView:
        """A link to a source's page: publisher (else the authors, else the title) and date.

        A source that was given on the spot has no page: the link leads to the source itself.
        """
        language, code = self.language, self.code
        if isinstance(given, InlineSource):
            name, title, to, published = given.publisher, given.title, given.url, given.published
        elif source := self.chronology.source_records.get(given):
            title, to, published = source.title_in[code], f"sources/{given}/", source.published
            authors = language.listed([author.name[code] for author in source.authors])
            name = source.publisher[code] if source.publisher else authors
            name = name or language.word("cite.title", title=title)
        else:
            return LinkView(given)
        when = date_words(published, language) if published else language.word("undated")
        name = isolate_name(name, language.direction)
        return LinkView(language.word("cite.source", publisher=name, date=when), to, title)

    def names(self, item: Topic | Actor | Place) -> list[str]:
        """The name of a vocabulary item and its other spellings."""
        return [item.label[self.code], *(item.aliases[self.code] if item.aliases else ())]

    def named(self, family: str, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Links to vocabulary items; one that no entry that stands has, has no page either."""
        items, pages = getattr(self.chronology, family), self.chronology.indexes[family]
        return tuple(
            LinkView(
                items[id_].label[self.code] if id_ in items else id_,
                f"{family}/{id_}/" if id_ in pages else "",
            )
            for id_ in ids
        )


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
