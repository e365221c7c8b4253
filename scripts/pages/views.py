"""Views: the plain values that templates print, made from the joined records for one language.

Templates neither sort nor look up. Addresses are relative to the language's root, or absolute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from scripts.i18n.dates import date_words, day_words, year_words
from scripts.pages.evidence_line import EvidenceView, claim_evidence, entry_evidence
from scripts.pages.source_views import CiteView, LinkView, SourceViews
from scripts.records.dates import Edtf
from scripts.records.vocabulary import name_at
from scripts.timeline.model import JoinedEntry

MOST_CARDS = 250
"""With more entries a list has lines: so many cards are long to read, to load and to make."""


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
class Views(SourceViews):
    """Makes the views of one chronology in one language.

    The entry may be one as it was: a record that it names and that was removed since is shown by
    its id, without an address.
    """

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
            "places": self.named("places", record.places, record.date),
            "actors": self.named("actors", record.actors, record.date),
            "claims": [
                ClaimView(
                    claim.id,
                    claim.text[code],
                    claim_evidence(evidence, language),
                    tuple(self.cite(cite, record) for cite in claim.cites),
                )
                for claim, evidence in entry.claims
            ],
            # Nothing is said of one source, which has no other to differ from.
            "agree": entry.evidence.sources > 1 and not entry.evidence.differences,
            "differences": [
                DifferenceView(
                    each.about[code],
                    tuple(
                        (one.text[code], self.sources(map(record.source_of, one.sources)))
                        for one in each.positions
                    ),
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

    def named(
        self, family: str, ids: Sequence[str], date: Edtf | None = None
    ) -> tuple[LinkView, ...]:
        """Links to vocabulary items; one that no entry that stands has, has no page either.

        Where an item had another name at `date`, the link has that one, and notes today's.
        """
        items, pages = getattr(self.chronology, family), self.chronology.indexes[family]
        links = []
        for id_ in ids:
            today = items[id_].label[self.code] if id_ in items else id_
            name = name_at(items[id_], date)[self.code] if id_ in items and date else today
            note = "" if name == today else self.word("names.today", name=today)
            links.append(LinkView(name, f"{family}/{id_}/" if id_ in pages else "", note))
        return tuple(links)
