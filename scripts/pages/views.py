"""Views: the plain values that templates print, made from the whole for one language.

A template sorts nothing, looks nothing up and knows no record: what it shows stands in a view.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup

from scripts.checks.passages import digest
from scripts.i18n.dates import date_words, day_words, span_words, year_words
from scripts.i18n.language import Language
from scripts.pages.escape import escape
from scripts.pages.evidence_line import claim_evidence, entry_evidence
from scripts.pages.facts import facts_of
from scripts.pages.shapes import (
    CardView,
    CiteView,
    ClaimView,
    DifferenceView,
    EntryView,
    LinkView,
    way,
)
from scripts.records.dates import Edtf, Precision
from scripts.records.model import Cite, InlineSource, Passage
from scripts.timeline.model import Chronology, JoinedEntry, JoinedSource


class Views:
    """Makes the views of one chronology in one language."""

    def __init__(
        self,
        chronology: Chronology,
        language: Language,
        links: dict[str, LinkView] | None = None,
    ) -> None:
        """Views of `chronology` in `language`; `links` are those to sources that are made."""
        self.chronology = chronology
        self.language = language
        self.code = language.code
        self.links = {} if links is None else links

    def cards(self, ids: Iterable[str], *, counted: bool = False) -> tuple[CardView, ...]:
        """The entries of `ids` as items of a list; with the facts to filter by if `counted`."""
        return tuple(self.card(self.chronology.entries[id_], counted=counted) for id_ in ids)

    def card(self, entry: JoinedEntry, *, counted: bool = False) -> CardView:
        """An entry as an item of a list."""
        record = entry.record
        return CardView(
            id=entry.id,
            title=record.title[self.code],
            to=f"events/{entry.id}/",
            date=date_html(record.date, self.language),
            topics=self._named("topics", record.topics),
            topic=record.topics[0],
            summary=record.summary[self.code],
            evidence=entry_evidence(entry.evidence, self.language),
            weight=record.weight,
            kind=record.kind,
            facts=facts_of(entry) if counted else None,
        )

    def entry(self, entry: JoinedEntry) -> EntryView:
        """All that an entry's page shows."""
        record, language, word = entry.record, self.language, self.language.word
        withdrawn = record.withdrawn
        sources = [self.chronology.sources[id_].record for id_ in record.named_sources]
        return EntryView(
            card=self.card(entry),
            edtf=record.date.text,
            places=self._named("places", record.places),
            actors=self._named("actors", record.actors),
            claims=tuple(
                ClaimView(
                    text=joined.claim.text[self.code],
                    evidence=claim_evidence(joined.evidence, self.language),
                    cites=tuple(self.cite(cite) for cite in joined.claim.cites),
                )
                for joined in entry.claims
            ),
            differences=tuple(
                DifferenceView(
                    about=each.about[self.code],
                    positions=tuple(
                        (position.text[self.code], self.source_links(position.sources))
                        for position in each.positions
                    ),
                    decision=each.decision[self.code],
                )
                for each in record.differences
            ),
            sought=tuple(
                (
                    each.what[self.code],
                    word(f"sought.{each.found}", day=day_words(each.on, language)),
                )
                for each in record.sought
            ),
            related=self.cards(record.see_also),
            before=self._neighbour(entry.before, entry),
            after=self._neighbour(entry.after, entry),
            withdrawn=withdrawn.why[self.code] if withdrawn else "",
            withdrawn_on=day_words(withdrawn.on, language) if withdrawn else "",
            proposed=self._proposed(entry),
            year=year_words(entry.year, language),
            sorted=record.date.sort_key[0].isoformat(),
            publishers=tuple(
                sorted({each.publisher[self.code] for each in sources if each.publisher})
            ),
        )

    def cite(self, cite: Cite) -> CiteView:
        """One cite: what the source does, which one, where in it."""
        word = self.language.word
        paragraph = cite.passage.paragraph if cite.passage else None
        if isinstance(cite.source, InlineSource):
            words = self._source_words(cite.source.publisher, cite.source.published)
            link, address = LinkView(words, cite.source.url, cite.source.title), cite.source.url
            follows: tuple[LinkView, ...] = ()
        else:
            joined = self.chronology.sources[cite.source]
            link, address = self.source_link(joined), joined.record.url or ""
            derived = [each for each in joined.record.derives_from if each.covers(paragraph)]
            follows = self.source_links([each.source for each in derived])
        return CiteView(
            act=cite.says,
            act_words=word(f"says.{cite.says}", to=cite.to[self.code] if cite.to else ""),
            source=link,
            outside=passage_address(way(address), cite.passage),
            address=address,
            locator=self._locator(cite),
            follows=follows,
            note=cite.note[self.code] if cite.note else "",
        )

    def _locator(self, cite: Cite) -> str:
        """The paragraph of a cite and whether its passage was found there; nothing without one."""
        if cite.passage is None or not isinstance(cite.source, str):
            return ""
        found = digest(cite.passage, self.chronology.sources[cite.source].record)
        name = "proven" if found in self.chronology.proven else "unproven"
        return self.language.word(f"cite.{name}", n=cite.passage.paragraph)

    def source_links(self, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Links to the pages of sources."""
        return tuple(self.source_link(self.chronology.sources[id_]) for id_ in ids)

    def source_link(self, source: JoinedSource) -> LinkView:
        """A link to a source's page: who published it and when, its title in reserve.

        Where the publisher is not known the authors stand for it, else the title.
        """
        if source.id not in self.links:
            self.links[source.id] = self._link(source)
        return self.links[source.id]

    def _link(self, source: JoinedSource) -> LinkView:
        record = source.record
        authors = self.language.listed([author.name[self.code] for author in record.authors])
        publisher = record.publisher[self.code] if record.publisher else authors
        name = publisher or self.language.word("cite.title", title=record.title_in[self.code])
        return LinkView(
            self._source_words(name, record.published),
            f"sources/{source.id}/",
            record.title_in[self.code],
        )

    def _source_words(self, publisher: str, published: Edtf | None) -> str:
        when = date_words(published, self.language) if published else self.language.word("undated")
        return self.language.word("cite.source", publisher=publisher, date=when)

    def _named(self, family: str, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Links to the pages of vocabulary items."""
        pages = self.chronology.indexes[family]
        items = getattr(self.chronology, family)
        return tuple(
            # What only a withdrawn entry names has no page.
            LinkView(items[id_].label[self.code], f"{family}/{id_}/" if id_ in pages else "")
            for id_ in ids
        )

    def _proposed(self, entry: JoinedEntry) -> str:
        """What a reader of a preview is told of an entry that is only proposed."""
        if not entry.proposed:
            return ""
        word = self.language.section("entry")
        return word("proposed") if self.code in entry.record.title.root else word("proposed-lacks")

    def _neighbour(self, id_: str | None, entry: JoinedEntry) -> LinkView | None:
        """A link to the entry before or after in time; its note says how far away that is."""
        if id_ is None:
            return None
        other = self.chronology.entries[id_]
        earlier, later = sorted(
            (other.record.date, entry.record.date), key=lambda date: date.sort_key
        )
        span = span_words(earlier, later, self.language)
        return LinkView(other.record.title[self.code], f"events/{id_}/", span)


def date_html(date: Edtf, language: Language) -> Markup:
    """The date in words, as HTML: `<time>` where HTML can say it, EDTF in the tooltip."""
    words = escape(date_words(date, language))
    point = date.start
    plain = (
        point is not None
        and not date.is_interval
        and not (date.uncertain or date.approximate)
        and date.precision >= Precision.YEAR
    )
    if plain:
        return Markup('<time datetime="{}">{}</time>').format(date.text, words)
    return Markup('<span title="EDTF {}">{}</span>').format(date.text, words)


def passage_address(address: str, passage: Passage | None) -> str:
    """The address of a source at a passage: the text goes behind the fragment that it may have."""
    if not address or passage is None:
        return address
    return address + ("" if "#" in address else "#") + text_fragment(passage)


def text_fragment(passage: Passage) -> str:
    """The part of an address that opens a page at a passage (WICG Text Fragments, 2025-03)."""

    def term(text: str) -> str:
        return quote(text, safe="").replace("-", "%2D")

    prefix = f"{term(passage.prefix)}-," if passage.prefix else ""
    end = f",{term(passage.end)}" if passage.end else ""
    suffix = f",-{term(passage.suffix)}" if passage.suffix else ""
    return f":~:text={prefix}{term(passage.start)}{end}{suffix}"
