"""The view of an entry as it was: its own words, with the present records that it refers to."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from scripts.pages.shapes import CardView, EntryView, LinkView
from scripts.pages.views import Views
from scripts.records.fields import Text
from scripts.records.model import Entry, Genre, Seen, Source
from scripts.timeline.evidence import of_entry
from scripts.timeline.model import (
    JoinedClaim,
    JoinedEntry,
    JoinedSource,
    SourceRecords,
    year_of,
)


class PastViews(Views):
    """Views of an entry that may refer to removed records: those have an id and no address."""

    def __init__(self, today: Views, record: Entry) -> None:
        """Views of `record`, an entry as it was, with the other records of `today`."""
        chronology = today.chronology
        self.gone = {id_ for id_ in record.named_sources if id_ not in chronology.sources}
        if self.gone:
            stand_ins = {id_: _stand_in(id_) for id_ in self.gone}
            # Not a copy: there may be thousands of sources.
            known = cast("dict[str, JoinedSource]", chronology.sources)
            chronology = replace(chronology, sources=ChainMap(stand_ins, known))
        super().__init__(chronology, today.language, today.links)

    def past(self, record: Entry, now: JoinedEntry) -> EntryView:
        """The view of `record`, a state of the entry `now`; its evidence is computed today."""
        found = of_entry(record, SourceRecords(self.chronology.sources))
        claims = tuple(map(JoinedClaim, record.all_claims, found.claims))
        then = replace(now, record=record, claims=claims, evidence=found, year=year_of(record))
        return self.entry(replace(then, before=None, after=None))

    def cards(self, ids: Iterable[str], *, counted: bool = False) -> tuple[CardView, ...]:
        """The entries of `ids` that still exist."""
        there = (id_ for id_ in ids if id_ in self.chronology.entries)
        return super().cards(there, counted=counted)

    def source_link(self, source: JoinedSource) -> LinkView:
        """A link to the page of a source; without address for a removed one."""
        return LinkView(source.id, "") if source.id in self.gone else super().source_link(source)

    def _named(self, family: str, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Vocabulary items; without address where no present entry has them, so no page exists."""
        items = getattr(self.chronology, family)
        pages = self.chronology.indexes[family]
        return tuple(
            LinkView(
                items[id_].label[self.code] if id_ in items else id_,
                f"{family}/{id_}/" if id_ in pages else "",
            )
            for id_ in ids
        )


def _stand_in(id_: str) -> JoinedSource:
    """A placeholder for a source of which only the id is known."""
    name = Text.model_construct(root={"": id_})
    record = Source.model_construct(
        title_in=name, language="", genre=Genre.DATA, point_of_view=name, seen=Seen.NOTHING
    )
    return JoinedSource(id_, "", record)
