"""Views: the plain values that templates print, made from the joined records for one language.

Templates neither sort nor look anything up. Addresses are relative to the root of the language's
site, without a leading slash, or absolute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from scripts.i18n.dates import date_words, year_words
from scripts.i18n.language import Language
from scripts.pages.escape import isolate_name
from scripts.pages.evidence_line import EvidenceView, entry_evidence
from scripts.records.dates import Edtf
from scripts.records.model import Actor, InlineSource, Passage, Place, Topic
from scripts.timeline.model import Chronology, JoinedEntry

SAFE = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""


def way(address: str) -> str:
    """`address` where a link may lead there, else nothing: the check lets no other one through."""
    return address if SAFE.match(address) else ""


@dataclass(frozen=True)
class LinkView:
    """A link: words, target (empty if there is no page), what there is to say of it."""

    text: str
    to: str
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", way(self.to))


MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


@dataclass(frozen=True)
class CardView:
    """An entry as one item of a list; `notes` say what the list has it for.

    `differences` is where its page says on what the sources differ, `colour` the class of its first
    topic in the stylesheet.
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


class Views:
    """Makes the views of one chronology in one language.

    The entry may be one as it was: a record that it names and that was removed since is shown by
    its id, without an address.
    """

    def __init__(self, chronology: Chronology, language: Language) -> None:
        self.chronology = chronology
        self.language = language
        self.code = language.code

    def cards(self, ids: Iterable[str]) -> tuple[CardView, ...]:
        """The entries of `ids` that exist."""
        entries = self.chronology.entries
        return tuple(self.card(entries[id_]) for id_ in ids if id_ in entries)

    def listed(self, ids: Sequence[str]) -> dict[str, Any]:
        """The same for a list of any length: cards, or where there are too many lines by year."""
        few = len(ids) <= MOST_CARDS
        return {"cards": self.cards(ids) if few else (), "years": () if few else self.by_year(ids)}

    def by_year(
        self,
        ids: Iterable[str],
        notes: Callable[[JoinedEntry], Iterable[str]] = lambda _: (),
    ) -> Years:
        """The entries of `ids` by year, in order; `notes` says what each is listed for."""
        years: dict[str, list[CardView]] = {}
        for id_ in ids:
            entry = self.chronology.entries[id_]
            card = self.card(entry, notes(entry))
            years.setdefault(entry.year, []).append(card)
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

    def source_links(self, ids: Iterable[str]) -> tuple[LinkView, ...]:
        return tuple(map(self.source_link, ids))

    def source_link(self, id_: str) -> LinkView:
        """A link to a source's page: publisher (else the authors, else the title) and date."""
        if id_ not in self.chronology.sources:
            return LinkView(id_, "")
        record, language = self.chronology.sources[id_].record, self.language
        title, publisher = record.title_in[self.code], record.publisher
        authors = language.listed([author.name[self.code] for author in record.authors])
        name = publisher[self.code] if publisher else authors
        name = name or language.word("cite.title", title=title)
        words = self._source_words(name, record.published)
        return LinkView(words, f"sources/{id_}/", title)

    def inline_link(self, source: InlineSource) -> LinkView:
        """A link to where a source is that has no page, since it was given on the spot."""
        words = self._source_words(source.publisher, source.published)
        return LinkView(words, source.url, source.title)

    def _source_words(self, name: str, published: Edtf | None) -> str:
        when = date_words(published, self.language) if published else self.language.word("undated")
        name = isolate_name(name, self.language.direction)
        return self.language.word("cite.source", publisher=name, date=when)

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
