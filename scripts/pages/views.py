"""Views: the plain values that templates print, made from the whole for one language.

A template sorts nothing, looks nothing up and knows no record: what it shows stands in a view.
Addresses in views are relative to the root of the language's site, without a leading slash.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from scripts.checks.passages import digest
from scripts.chronology import Chronology, JoinedEntry, JoinedSource, named_sources
from scripts.evidence import Evidence, Label
from scripts.folding import forms
from scripts.languages import Language
from scripts.pages.escape import escape
from scripts.pages.words import date_words, day_words, span_words, year_words
from scripts.records.dates import Edtf, Precision
from scripts.records.model import (
    VOCABULARIES,
    Actor,
    Cite,
    Difference,
    Entry,
    InlineSource,
    Kind,
    Passage,
    Place,
    Seen,
    Source,
    Topic,
)


@dataclass(frozen=True)
class LinkView:
    """A link: its words and where it leads, relative to the language's root or absolute."""

    text: str
    to: str
    note: str = ""

    @property
    def id(self) -> str:
        """The id in the address of a page of ours: `energy` of `topics/energy/`."""
        return self.to.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class EvidenceView:
    """The evidence line: the label's code and words, the counts in words, the points in dispute."""

    label: str
    words: str
    counts: str
    differs: str


@dataclass(frozen=True)
class CardView:
    """An entry as one item of a list."""

    id: str
    title: str
    to: str
    date: Markup
    topics: tuple[LinkView, ...]
    topic: str
    summary: str
    evidence: EvidenceView
    weight: str
    kind: str
    actors: tuple[str, ...]
    sources: tuple[str, ...]
    years: tuple[int, int]


@dataclass(frozen=True)
class OptionView:
    """One value to filter by: its id, its name, how many entries have it."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class FiltersView:
    """What the timeline can be filtered by; `counts` are the words for a number, by plural form."""

    topics: tuple[OptionView, ...]
    actors: tuple[OptionView, ...]
    sources: tuple[OptionView, ...]
    evidence: tuple[OptionView, ...]
    kinds: tuple[OptionView, ...]
    years: tuple[int, int]
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CiteView:
    """One cite of a claim: what the source does, which source, where in it."""

    act: str
    act_words: str
    source: LinkView
    outside: str
    address: str
    paragraph: str
    proof: str
    follows: tuple[LinkView, ...]
    note: str


@dataclass(frozen=True)
class ClaimView:
    """One claim with its cites."""

    text: str
    evidence: EvidenceView
    cites: tuple[CiteView, ...]


@dataclass(frozen=True)
class PositionView:
    """One side of a difference and who holds it."""

    text: str
    sources: tuple[LinkView, ...]


@dataclass(frozen=True)
class DifferenceView:
    """A point on which the sources part."""

    about: str
    positions: tuple[PositionView, ...]
    decision: str


@dataclass(frozen=True)
class NeighbourView:
    """The entry before or after in time, with the span in words."""

    link: LinkView
    span: str


@dataclass(frozen=True)
class SoughtView:
    """What was looked for, and what that brought."""

    what: str
    result: str


@dataclass(frozen=True)
class EntryView:
    """All that an entry's page shows."""

    card: CardView
    edtf: str
    places: tuple[LinkView, ...]
    actors: tuple[LinkView, ...]
    claims: tuple[ClaimView, ...]
    differences: tuple[DifferenceView, ...]
    sought: tuple[SoughtView, ...]
    related: tuple[CardView, ...]
    before: NeighbourView | None
    after: NeighbourView | None
    withdrawn: str
    withdrawn_on: str
    year: str
    sorted: str
    publishers: tuple[str, ...]


@dataclass(frozen=True)
class FactView:
    """One line of a table of facts: its name, its words, perhaps links, perhaps a remark."""

    name: str
    text: str = ""
    links: tuple[LinkView, ...] = ()
    lang: str = ""
    remark: str = ""


@dataclass(frozen=True)
class SourceView:
    """All that a source's page shows."""

    id: str
    title: str
    line: str
    facts: tuple[FactView, ...]
    point_of_view: str
    note: str
    entries: tuple[CardView, ...]


class Views:
    """Makes the views of one chronology in one language."""

    def __init__(self, chronology: Chronology, language: Language) -> None:
        """Views of `chronology` in `language`."""
        self.chronology = chronology
        self.language = language
        self.code = language.code

    def cards(self, ids: Iterable[str]) -> tuple[CardView, ...]:
        """The entries of `ids` as items of a list."""
        return tuple(self.card(self.chronology.entries[id_]) for id_ in ids)

    def card(self, entry: JoinedEntry) -> CardView:
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
            evidence=self.evidence(entry.evidence),
            weight=record.weight,
            kind=record.kind,
            actors=record.actors,
            sources=tuple(sorted(named_sources(record))),
            years=years_of(record.date),
        )

    def filters(self) -> FiltersView:
        """What the entries can be filtered by: the values that they have, with their counts."""
        shown = [
            self.chronology.entries[id_] for ids in self.chronology.years.values() for id_ in ids
        ]
        word, chronology = self.language.word, self.chronology
        labels = Counter(entry.evidence.label for entry in shown)
        kinds = Counter(entry.record.kind for entry in shown)
        spans = [years_of(entry.record.date) for entry in shown]
        sources = [
            OptionView(source.id, self.source_link(source).text, len(source.entries))
            for source in chronology.sources.values()
            if source.entries
        ]
        return FiltersView(
            topics=self._options("topics", chronology.by_topic),
            actors=tuple(
                sorted(
                    self._options("actors", chronology.by_actor),
                    key=lambda option: (-option.count, option.name),
                )
            ),
            sources=tuple(sorted(sources, key=lambda option: option.name)),
            evidence=tuple(
                OptionView(label, word(f"labels.{label}"), labels[label])
                for label in Label
                if labels[label]
            ),
            kinds=tuple(
                OptionView(kind, word(f"kinds.{kind}"), kinds[kind]) for kind in Kind if kinds[kind]
            ),
            years=(min((a for a, _ in spans), default=0), max((b for _, b in spans), default=0)),
            counts=tuple(self.language.forms("filters.count")),
        )

    def _options(self, family: str, index: Mapping[str, Sequence[str]]) -> tuple[OptionView, ...]:
        items = getattr(self.chronology, family)
        return tuple(
            OptionView(id_, items[id_].label[self.code], len(index[id_]))
            for id_ in items
            if id_ in index
        )

    def evidence(self, evidence: Evidence) -> EvidenceView:
        """The evidence line of a claim or an entry."""
        word = self.language.word
        # "single source" needs no "1 source" beside it.
        alone = evidence.label == Label.SINGLE_SOURCE and evidence.sources == 1
        counts = "" if alone else word("evidence.sources", n=evidence.sources)
        if evidence.sources > 1:
            independent = word("evidence.independent", n=evidence.independent)
            counts = word("evidence.counts", sources=counts, independent=independent)
        differs = word("evidence.differs", n=evidence.differences) if evidence.differences else ""
        return EvidenceView(evidence.label, word(f"labels.{evidence.label}"), counts, differs)

    def entry(self, entry: JoinedEntry) -> EntryView:
        """All that an entry's page shows."""
        record = entry.record
        withdrawn = record.withdrawn
        return EntryView(
            card=self.card(entry),
            edtf=record.date.text,
            places=self._named("places", record.places),
            actors=self._named("actors", record.actors),
            claims=tuple(
                ClaimView(
                    text=joined.claim.text[self.code],
                    evidence=self.evidence(joined.evidence),
                    cites=tuple(self.cite(cite) for cite in joined.claim.cites),
                )
                for joined in entry.claims
            ),
            differences=tuple(self.difference(each) for each in record.differences),
            sought=tuple(
                SoughtView(
                    each.what[self.code],
                    self.language.word(
                        f"sought.{each.found}", day=day_words(each.on, self.language)
                    ),
                )
                for each in record.sought
            ),
            related=self.cards(record.see_also),
            before=self._neighbour(entry.before, entry),
            after=self._neighbour(entry.after, entry),
            withdrawn=withdrawn.why[self.code] if withdrawn else "",
            withdrawn_on=day_words(withdrawn.on, self.language) if withdrawn else "",
            year=year_words(entry.year, self.language),
            sorted=record.date.sort_key[0].isoformat(),
            publishers=tuple(sorted(set(self._publishers(record)))),
        )

    def _publishers(self, record: Entry) -> Iterable[str]:
        for id_ in named_sources(record):
            publisher = self.chronology.sources[id_].record.publisher
            if publisher:
                yield publisher[self.code]

    def search_words(self, entry: JoinedEntry) -> str:
        """The folded words that a search finds an entry by: its texts, and all names in it."""
        record, code = entry.record, self.code
        texts = [record.title[code], record.summary[code], *self._months(record.date)]
        texts += [joined.claim.text[code] for joined in entry.claims]
        texts += [difference.about[code] for difference in record.differences]
        for family in VOCABULARIES:
            for id_ in getattr(record, family):
                texts += self.names(getattr(self.chronology, family)[id_])
        return " ".join(forms(texts, self.language))

    def names(self, item: Topic | Actor | Place) -> list[str]:
        """The name of a vocabulary item and its other spellings."""
        aliases = item.aliases[self.code] if item.aliases else ()
        return [item.label[self.code], *aliases]

    def _months(self, date: Edtf) -> Iterable[str]:
        """Other names of the months that a date begins and ends in."""
        names: list[str] = self.language.facts["search"]["months"]
        for point in {date.start, date.end}:
            if point and point.month:
                yield names[point.month - 1]

    def cite(self, cite: Cite) -> CiteView:
        """One cite: what the source does, which one, where in it."""
        word = self.language.word
        paragraph = cite.passage.paragraph if cite.passage else None
        if isinstance(cite.source, InlineSource):
            link, address = self._inline_link(cite.source), cite.source.url
            follows: tuple[LinkView, ...] = ()
        else:
            joined = self.chronology.sources[cite.source]
            link, address = self.source_link(joined), joined.record.url or ""
            follows = tuple(
                self.source_link(self.chronology.sources[each.source])
                for each in joined.record.derives_from
                if each.covers(paragraph)
            )
        return CiteView(
            act=cite.says,
            act_words=word(f"says.{cite.says}", to=cite.to[self.code] if cite.to else ""),
            source=link,
            outside=address + text_fragment(cite.passage) if address else "",
            address=address,
            paragraph=word("cite.paragraph", n=int(paragraph)) if paragraph else "",
            proof=self._proof(cite),
            follows=follows,
            note=cite.note[self.code] if cite.note else "",
        )

    def _proof(self, cite: Cite) -> str:
        """Whether the passage of a cite was found in the text; nothing where it names none."""
        if cite.passage is None or not isinstance(cite.source, str):
            return ""
        found = digest(cite.passage, self.chronology.sources[cite.source].record)
        name = "proven" if found in self.chronology.proven else "unproven"
        return self.language.word(f"cite.{name}")

    def difference(self, difference: Difference) -> DifferenceView:
        """A point on which the sources part."""
        return DifferenceView(
            about=difference.about[self.code],
            positions=tuple(
                PositionView(position.text[self.code], self.source_links(position.sources))
                for position in difference.positions
            ),
            decision=difference.decision[self.code],
        )

    def source_links(self, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Links to the pages of sources."""
        return tuple(self.source_link(self.chronology.sources[id_]) for id_ in ids)

    def source_link(self, source: JoinedSource) -> LinkView:
        """A link to a source's page: who published it and when, its title in reserve.

        Where the publisher is not known the authors stand for it, else the title.
        """
        record = source.record
        authors = self.language.listed([author.name[self.code] for author in record.authors])
        publisher = record.publisher[self.code] if record.publisher else authors
        name = publisher or self.language.word("cite.title", title=record.title_in[self.code])
        return LinkView(
            self._source_words(name, record.published),
            f"sources/{source.id}/",
            record.title_in[self.code],
        )

    def _inline_link(self, source: InlineSource) -> LinkView:
        words = self._source_words(source.publisher, source.published)
        return LinkView(words, source.url, source.title)

    def _source_words(self, publisher: str, published: Edtf | None) -> str:
        when = date_words(published, self.language) if published else self.language.word("undated")
        return self.language.word("cite.source", publisher=publisher, date=when)

    def source(self, source: JoinedSource) -> SourceView:
        """All that a source's page shows."""
        record = source.record
        return SourceView(
            id=source.id,
            title=record.title_in[self.code],
            line=self.source_link(source).text,
            facts=tuple(self._facts(source)),
            point_of_view=record.point_of_view[self.code],
            note=record.note[self.code] if record.note else "",
            entries=self.cards(source.entries),
        )

    def _facts(self, source: JoinedSource) -> Iterable[FactView]:
        record, word = source.record, self.language.word

        def fact(name: str, text: str, inferred: str = "", lang: str = "") -> FactView:
            remark = word("source.inferred") if inferred in record.inferred else ""
            return FactView(word(f"source.{name}"), text, lang=lang, remark=remark)

        if record.title and record.title != record.title_in[self.code]:
            yield fact("original-title", record.title, "title", lang=record.language)
        if record.authors:
            names = [author.name[self.code] for author in record.authors]
            yield fact("authors", self.language.listed(names), "authors")
        publisher = record.publisher[self.code] if record.publisher else word("source.not-known")
        yield fact("publisher", publisher, "publisher")
        when = date_words(record.published, self.language) if record.published else word("undated")
        yield fact("published", when, "published")
        yield fact("language", word(f"language-names.{record.language}"))
        yield fact("genre", word(f"genres.{record.genre}"))
        yield fact("seen", self._seen(record))
        if record.url:
            yield FactView(word("source.url"), links=(LinkView(record.url, record.url),))
        else:
            yield fact("url", word("source.no-address"))
        if record.archived_url:
            archived = LinkView(record.archived_url, record.archived_url)
            yield FactView(word("source.archived"), links=(archived,))
        for derivation in record.derives_from:
            link = self.source_link(self.chronology.sources[derivation.source])
            remark = (
                word("source.paragraphs", paragraphs=derivation.paragraphs)
                if derivation.paragraphs
                else ""
            )
            yield FactView(word("source.derives-from"), links=(link,), remark=remark)
        if record.text and (passages := self._passages(source)):
            proven = sum(1 for each in passages if each in self.chronology.proven)
            yield fact(
                "passages",
                word(
                    "source.proven",
                    count=proven,
                    all=len(passages),
                    sha256=record.text.sha256[:12],
                    day=day_words(record.text.checked, self.language),
                ),
            )
        if source.derived:
            yield FactView(word("source.derived"), links=self.source_links(source.derived))

    def _passages(self, source: JoinedSource) -> list[str]:
        """The digests of all passages that entries cite in a source."""
        return [
            digest(cite.passage, source.record)
            for id_ in source.entries
            for joined in self.chronology.entries[id_].claims
            for cite in joined.claim.cites
            if cite.source == source.id and cite.passage
        ]

    def _seen(self, record: Source) -> str:
        seen = self.language.word(f"seen.{record.seen}")
        if record.seen == Seen.NOTHING or record.seen_on is None:
            return seen
        day = day_words(record.seen_on, self.language)
        return self.language.word("source.seen-on", seen=seen, day=day)

    def _named(self, family: str, ids: Sequence[str]) -> tuple[LinkView, ...]:
        """Links to the pages of vocabulary items."""
        items = getattr(self.chronology, family)
        return tuple(LinkView(items[id_].label[self.code], f"{family}/{id_}/") for id_ in ids)

    def _neighbour(self, id_: str | None, entry: JoinedEntry) -> NeighbourView | None:
        if id_ is None:
            return None
        other = self.chronology.entries[id_]
        earlier, later = sorted(
            (other.record.date, entry.record.date), key=lambda date: date.sort_key
        )
        link = LinkView(other.record.title[self.code], f"events/{id_}/")
        return NeighbourView(link, span_words(earlier, later, self.language))


def years_of(date: Edtf) -> tuple[int, int]:
    """The first and the last year that a date can mean; an open end is the year of the other."""
    first, last = date.lower or date.upper, date.upper or date.lower
    if first is None or last is None:
        raise ValueError("a date has a beginning or an end")
    return first.year, last.year


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


def text_fragment(passage: Passage | None) -> str:
    """The part of an address that opens a page at a passage (WICG Text Fragments, 2025-03)."""
    if passage is None:
        return ""

    def term(text: str) -> str:
        return quote(text, safe="").replace("-", "%2D")

    prefix = f"{term(passage.prefix)}-," if passage.prefix else ""
    end = f",{term(passage.end)}" if passage.end else ""
    suffix = f",-{term(passage.suffix)}" if passage.suffix else ""
    return f"#:~:text={prefix}{term(passage.start)}{end}{suffix}"


def labels(language: Language) -> tuple[tuple[str, str, str], ...]:
    """Every label: its code, its word, what it means."""
    return tuple(
        (label, language.word(f"labels.{label}"), language.word(f"label-meanings.{label}"))
        for label in Label
    )
