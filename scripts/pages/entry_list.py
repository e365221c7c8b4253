"""Lists of entries in Markdown, on every kind of page: an item for each, or in long lists a line.

Functions and not macros of templates: they fill most of what the build writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scripts.pages.escape import escape_text
from scripts.pages.evidence_line import EvidenceView, evidence_words
from scripts.pages.views import CardView, LinkView
from scripts.records.model import Weight


@dataclass(frozen=True)
class EntryLists:
    """Writes what lists of entries say on one page.

    `link` is `References.link` of that page, `up` leads from it to the root of the language's site,
    `between` stands between names.
    """

    link: Callable[..., Markup]
    up: str
    between: str

    def names(self, links: Iterable[LinkView]) -> Markup:
        """Names in a row; one without a page is no link."""
        return _made(self.between).join(
            self.link(each.text, self.up + each.to if each.to else "") for each in links
        )

    def evidence(self, evidence: EvidenceView, differences: str = "") -> Markup:
        """An evidence line; `differences` is where the sources are said to differ, if they do."""
        return evidence_words(evidence, self.link, self.up, differences)

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
        return _made("\n\n".join(parts))

    def items(self, cards: Iterable[CardView]) -> Markup:
        """An item for each entry: date and topics, title, summary, evidence."""
        return _made("\n\n".join(map(self._item, cards)))

    def lines(self, cards: Iterable[CardView]) -> Markup:
        """A line for each entry: date, title, evidence; below it what the list has it for."""
        return _made("\n".join(map(self._line, cards)))

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


def _marks(card: CardView) -> str:
    """The class of its topic, whether it is a landmark, its id."""
    landmark = " .landmark" if card.weight == Weight.LANDMARK else ""
    return f".{card.colour}{landmark} #{card.id}"


def _made(text: str) -> Markup:
    return Markup(text)  # noqa: S704  (made of what is escaped)
