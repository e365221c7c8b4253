"""Views: the plain values that templates print, made from the joined records for one language.

Templates neither sort nor look anything up. Addresses are relative to the root of the language's
site, without a leading slash, or absolute.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from scripts.checks.passages import digest
from scripts.i18n.dates import date_words, day_words, span_words, year_words
from scripts.i18n.language import Language
from scripts.pages.escape import escape
from scripts.pages.evidence_line import EvidenceView, claim_evidence, entry_evidence
from scripts.pages.facts import Fact, facts_of
from scripts.records.dates import Edtf, Precision
from scripts.records.model import Actor, Cite, InlineSource, Passage, Place, Topic
from scripts.timeline.model import Chronology, JoinedEntry

SAFE = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""


def way(address: str) -> str:
    """`address` where a link may lead there, else nothing: the check lets no other one through."""
    return address if SAFE.match(address) else ""


@dataclass(frozen=True)
class LinkView:
    """A link: its words and its target, which is empty if there is no page to link to.

    `attributes` are further HTML attributes, such as those of Robust Links.
    """

    text: str
    to: str
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "to", way(self.to))


@dataclass(frozen=True)
class CardView:
    """An entry as one item of a list; `notes` say what the list has it for."""

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
    facts: Fact | None
    notes: tuple[str, ...] = ()


class Views:
    """Makes the views of one chronology in one language.

    The entry may be one as it was: a record that it names and that was removed since is shown by
    its id, without an address.
    """

    def __init__(self, chronology: Chronology, language: Language) -> None:
        self.chronology = chronology
        self.language = language
        self.code = language.code

    def cards(self, ids: Iterable[str], *, counted: bool = False) -> tuple[CardView, ...]:
        """The entries of `ids` that exist; with the facts to filter by if `counted`."""
        entries = self.chronology.entries
        return tuple(self.card(entries[id_], counted=counted) for id_ in ids if id_ in entries)

    def card(self, entry: JoinedEntry, *, counted: bool = False) -> CardView:
        record = entry.record
        return CardView(
            id=entry.id,
            title=record.title[self.code],
            to=f"events/{entry.id}/",
            date=date_html(record.date, self.language),
            topics=self.named("topics", record.topics),
            topic=record.topics[0],
            summary=record.summary[self.code],
            evidence=entry_evidence(entry.evidence, self.language),
            weight=record.weight,
            kind=record.kind,
            facts=facts_of(entry) if counted else None,
        )

    def entry(self, entry: JoinedEntry) -> dict[str, Any]:
        """All that an entry's page shows of its record.

        The notes of `before` and `after` say how much time lies between.
        """
        record, language, code = entry.record, self.language, self.code
        withdrawn, known = record.withdrawn, self.chronology.sources
        sources = [known[id_].record for id_ in record.named_sources if id_ in known]
        proposed = "entry.proposed" if code in record.title.root else "entry.proposed-lacks"
        return {
            "card": self.card(entry),
            "edtf": record.date.text,
            "places": self.named("places", record.places),
            "actors": self.named("actors", record.actors),
            "claims": [
                {
                    "text": joined.claim.text[code],
                    "evidence": claim_evidence(joined.evidence, language),
                    "cites": [self.cite(cite) for cite in joined.claim.cites],
                }
                for joined in entry.claims
            ],
            "differences": [
                {
                    "about": each.about[code],
                    "positions": [
                        (position.text[code], self.source_links(position.sources))
                        for position in each.positions
                    ],
                    "decision": each.decision[code],
                }
                for each in record.differences
            ],
            "sought": [
                (
                    each.what[code],
                    language.word(f"sought.{each.found}", day=day_words(each.on, language)),
                )
                for each in record.sought
            ],
            "related": self.cards(record.see_also),
            "before": self._neighbour(entry.before, entry),
            "after": self._neighbour(entry.after, entry),
            "withdrawn": withdrawn.why[code] if withdrawn else "",
            "withdrawn_on": day_words(withdrawn.on, language) if withdrawn else "",
            "proposed": language.word(proposed) if entry.proposed else "",
            "year": year_words(entry.year, language),
            "sorted": record.date.sort_key[0].isoformat(),
            "publishers": sorted({each.publisher[code] for each in sources if each.publisher}),
        }

    def cite(self, cite: Cite) -> dict[str, Any]:
        """One cite: what the source does, which one, where in it."""
        locator, follows = "", list[str]()
        if isinstance(cite.source, InlineSource):
            words = self._source_words(cite.source.publisher, cite.source.published)
            link, address = LinkView(words, cite.source.url, cite.source.title), cite.source.url
        else:
            joined = self.chronology.sources.get(cite.source)
            link, address = self.source_link(cite.source), (joined and joined.record.url) or ""
            paragraph = cite.passage.paragraph if cite.passage else None
            derived = joined.record.derives_from if joined else ()
            follows = [each.source for each in derived if each.covers(paragraph)]
            if cite.passage:
                proof = digest(cite.passage, joined.record) if joined else ""
                name = "proven" if proof in self.chronology.proven else "unproven"
                locator = self.language.word(f"cite.{name}", n=cite.passage.paragraph)
        to = cite.to[self.code] if cite.to else ""
        return {
            "act": cite.says,
            "act_words": self.language.word(f"says.{cite.says}", to=to),
            "source": link,
            "outside": passage_address(way(address), cite.passage),
            "address": address,
            "locator": locator,
            "follows": self.source_links(follows),
            "note": cite.note[self.code] if cite.note else "",
        }

    def source_links(self, ids: Iterable[str]) -> tuple[LinkView, ...]:
        return tuple(map(self.source_link, ids))

    def source_link(self, id_: str) -> LinkView:
        """A link to a source's page: publisher and date.

        The authors stand in for an unknown publisher, the title for unknown authors.
        """
        if id_ not in self.chronology.sources:
            return LinkView(id_, "")
        record, language = self.chronology.sources[id_].record, self.language
        authors = language.listed([author.name[self.code] for author in record.authors])
        publisher = record.publisher[self.code] if record.publisher else authors
        title = record.title_in[self.code]
        name = publisher or language.word("cite.title", title=title)
        return LinkView(self._source_words(name, record.published), f"sources/{id_}/", title)

    def _source_words(self, publisher: str, published: Edtf | None) -> str:
        when = date_words(published, self.language) if published else self.language.word("undated")
        return self.language.word("cite.source", publisher=publisher, date=when)

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

    def _neighbour(self, id_: str | None, entry: JoinedEntry) -> LinkView | None:
        """A link to the entry before or after in time; its note says how far away that is."""
        if id_ is None:
            return None
        other = self.chronology.entries[id_].record
        first, last = sorted((other.date, entry.record.date), key=lambda date: date.sort_key)
        span = span_words(first, last, self.language)
        return LinkView(other.title[self.code], f"events/{id_}/", span)


def date_html(date: Edtf, language: Language) -> Markup:
    """The date in words, as HTML: `<time>` where HTML can say it, EDTF in the tooltip."""
    words = escape(date_words(date, language))
    doubtful = date.uncertain or date.approximate
    if date.is_interval or doubtful or date.precision < Precision.YEAR:
        return Markup('<span title="EDTF {}">{}</span>').format(date.text, words)
    return Markup('<time datetime="{}">{}</time>').format(date.text, words)


def passage_address(address: str, passage: Passage | None) -> str:
    """The address of a source, with the part that opens it at a passage, if there is one.

    That is a text fragment (WICG Text Fragments, 2025-03), behind the fragment that it may have.
    """
    if not address or passage is None:
        return address

    def term(text: str) -> str:
        return quote(text, safe="").replace("-", "%2D")

    prefix = f"{term(passage.prefix)}-," if passage.prefix else ""
    end = f",{term(passage.end)}" if passage.end else ""
    suffix = f",-{term(passage.suffix)}" if passage.suffix else ""
    hash_ = "" if "#" in address else "#"
    return f"{address}{hash_}:~:text={prefix}{term(passage.start)}{end}{suffix}"
