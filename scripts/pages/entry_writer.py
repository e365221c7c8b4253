"""Entries in Markdown: lists of them, their claims with the sources, where the sources differ.

Functions and not macros of templates: they fill most of what the build writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.escape import code, escape_text, safe
from scripts.pages.evidence_line import EvidenceView
from scripts.pages.source_views import CiteView, LinkView
from scripts.pages.views import CardView, ClaimView, DifferenceView
from scripts.records.model import Weight
from scripts.timeline.evidence import Label

SIGN = Markup("#")
WARNED = {
    Label.CONTESTED: Markup("{ .contested }"),
    Label.UNSUPPORTED: Markup("{ .unsupported }"),
}
"""The labels that stand out, each with its class."""


@dataclass(frozen=True)
class EntryWriter:
    """Writes what one page says of entries.

    `link` is `References.link` of that page, `up` leads from it to the root of the language's site.
    """

    link: Callable[..., Markup]
    up: str
    language: Language

    def names(self, links: Iterable[LinkView]) -> Markup:
        """Names in a row; one without a page is no link."""
        return safe(self.language.word("list.between")).join(
            self.link(each.text, self.up + each.to if each.to else "", each.note) for each in links
        )

    def evidence(self, evidence: EvidenceView, differences: str = "") -> Markup:
        """An evidence line: its label and its numbers are links that say what they mean.

        `differences` leads to the points on which the sources differ, if any.
        """
        method, word = f"{self.up}method/", self.language.section("evidence")
        label = self.link(evidence.words, f"{method}#labels", evidence.meaning, evidence.label)
        label += WARNED.get(Label(evidence.label), "")
        counted = (
            (evidence.counts, f"{method}#independence", word("counts-meaning")),
            (evidence.whole, f"{method}#whole-entry", word("whole-meaning")),
            (evidence.differs, differences, word("differs-meaning")),
        )
        return safe(" · ".join([label, *(self.link(*each) for each in counted if each[0])]))

    def entries(self, listed: dict[str, Any], level: int = 2) -> Markup:
        """What `Views.listed` gives: items, or by year."""
        return self.items(listed["cards"]) or self.by_year(listed["years"], level)

    def by_year(self, years: Iterable[tuple[str, str, Iterable[CardView]]], level: int) -> Markup:
        """A heading of `level` for each year, and lines below it."""
        parts = (
            f"{'#' * level} {self.link(words, f'{self.up}years/{year}/')} {{ #y{year} }}\n\n"
            f"{self.lines(cards)}"
            for year, words, cards in years
        )
        return safe("\n\n".join(parts))

    def items(self, cards: Iterable[CardView]) -> Markup:
        """An item for each entry: date and topics, title, summary, evidence."""
        return safe("\n\n".join(map(self._item, cards)))

    def lines(self, cards: Iterable[CardView]) -> Markup:
        """A line for each entry: date, title, evidence; below it what the list has it for."""
        return safe("\n".join(map(self._line, cards)))

    def claims(self, claims: Iterable[ClaimView]) -> Markup:
        """An item for each claim, with its id as an anchor; below it its sources."""
        return safe("\n\n".join(map(self._claim, claims)))

    def differences(self, differences: Iterable[DifferenceView]) -> Markup:
        """A box for each point: what is held and by whom, then what the entry does."""
        return safe("\n\n".join(map(self._difference, differences)))

    def contested(self, claims: Iterable[ClaimView]) -> Markup:
        """A box for each of them that a source disputes, with its sources."""
        boxes = (
            f"{_box(each.text)}\n\n{self._cites(each.cites)}"
            for each in claims
            if each.evidence.label == Label.CONTESTED
        )
        return safe("\n\n".join(boxes))

    def also_contested(self, claims: Iterable[ClaimView]) -> Markup:
        """Links to those of an entry's claims that a source disputes, if there are any."""
        links = [
            self.link(claim.text, f"#{claim.id}", "", "disputed")
            for claim in claims
            if claim.evidence.label == Label.CONTESTED
        ]
        words = self.language.word("differences.contested")
        return safe(f"{words} {' · '.join(links)}" if links else "")

    def source(self, link: LinkView) -> Markup:
        """A link to a source. What is gone has no address: its id stands there alone."""
        if not link.to:
            return safe(f"{code(link.text)} *{self.language.word('revision.gone')}*")
        up = "" if "://" in link.to else self.up
        return self.link(link.text, up + link.to, link.note)

    def _item(self, card: CardView) -> str:
        return (
            f"-   {escape_text(card.date)} · {self.names(card.topics)}\n"
            f"    {{ .when {_marks(card)} }}\n\n"
            f"    **{self.link(card.title, self.up + card.to)}**\n\n"
            f"    {escape_text(card.summary)}\n\n"
            f"    {self.evidence(card.evidence, self.up + card.differences)}\n"
            f"    {{ .evidence }}"
        )

    def _line(self, card: CardView) -> str:
        title = self.link(card.title, self.up + card.to)
        evidence = self.evidence(card.evidence, self.up + card.differences)
        notes = "".join(f"\n    -   {escape_text(note)}" for note in card.notes)
        return (
            f"-   {escape_text(card.date)} · **{title}** · {evidence}\n"
            f"    {{ .line {_marks(card)} }}{notes}"
        )

    def _claim(self, claim: ClaimView) -> str:
        sign = self.link(SIGN, f"#{claim.id}", self.language.word("entry.claim-link"))
        return (
            f"-   {escape_text(claim.text)} {sign}{{ .headerlink }}\n"
            f"    {{ .claim #{claim.id} }}\n\n"
            f"    {self.evidence(claim.evidence)}\n"
            f"    {{ .evidence }}\n\n"
            f"{self._cites(claim.cites)}"
        )

    def _cites(self, cites: Iterable[CiteView]) -> str:
        return "\n".join(f"    - {' · '.join(self._cite(each))}{_note(each)}" for each in cites)

    def _cite(self, cite: CiteView) -> Iterator[str]:
        word = self.language.word
        yield f"**{escape_text(cite.words)}**{{ .{cite.act} }} {self.source(cite.source)}"
        if cite.part:
            yield escape_text(cite.part)
        if cite.place.to:
            yield self.link(cite.place.text, cite.place.to, "", "passage")
        elif cite.place.text:
            yield f"*{escape_text(cite.place.text)}*"
        if cite.address:
            yield self.link(cite.opens, cite.address, "", "open")
        yield from (f"*{escape_text(each)}*" for each in cite.remarks)
        for each in cite.follows:
            yield f"{word('cite.follows')} {self.source(each)}"

    def _difference(self, difference: DifferenceView) -> str:
        positions = "\n".join(
            "\n        - ".join([f"    -   {escape_text(text)}", *map(self.source, sources)])
            for text, sources in difference.positions
        )
        decision = self.language.word("differences.decision")
        return (
            f"{_box(difference.about)}\n\n"
            f"{positions}\n\n"
            f"    **{decision}** {escape_text(difference.decision)}"
        )


def _marks(card: CardView) -> str:
    """The class of its topic, whether it is a landmark, its id."""
    landmark = " .landmark" if card.weight == Weight.LANDMARK else ""
    return f".{card.colour}{landmark} #{card.id}"


def _box(about: str) -> str:
    return f'!!! differs "{escape_text(about)}"'


def _note(cite: CiteView) -> str:
    return f" — {escape_text(cite.note)}" if cite.note else ""
