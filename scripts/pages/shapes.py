"""The shapes of views: plain values, one class for each thing that a template prints.

Addresses are relative to the root of the language's site, without a leading slash, or absolute.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from scripts.pages.evidence_line import EvidenceView
from scripts.pages.facts import Fact

LEADS = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""


def way(address: str) -> str:
    """`address` where a link may lead there, else nothing: the check lets no other one through."""
    return address if LEADS.match(address) else ""


@dataclass(frozen=True)
class LinkView:
    """A link: its words and where it leads, relative to the language's root or absolute.

    `attributes` are further ones of the link, such as those of Robust Links.
    """

    text: str
    to: str
    note: str = ""
    attributes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Lead nowhere rather than to what is no page."""
        object.__setattr__(self, "to", way(self.to))

    @property
    def id(self) -> str:
        """The id in the address of a page of ours: `energy` of `topics/energy/`."""
        return self.to.rstrip("/").rpartition("/")[2]


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
    facts: Fact | None


@dataclass(frozen=True)
class LineView:
    """An entry as one line of a long list; `notes` say what the list has it for."""

    id: str
    title: str
    to: str
    date: Markup
    topic: str
    weight: str
    evidence: EvidenceView
    facts: Fact | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class LaterView:
    """A view that is made when a template comes to it, and what tells it from others of its kind.

    The page is remembered in such parts: the same name is the same view, of the same records.
    """

    name: tuple[str, ...]
    make: Callable[[], object] = field(repr=False)


@dataclass(frozen=True)
class YearView:
    """The entries of a list that belong to one year page: its key, its name, a line for each."""

    year: str
    words: str
    lines: tuple[LaterView, ...]


@dataclass(frozen=True)
class ListView:
    """A list of entries: of few a card for each, of very many a line for each, by year."""

    cards: tuple[CardView, ...] = ()
    years: tuple[YearView, ...] = ()


@dataclass(frozen=True)
class OptionView:
    """One value to filter by: its id, its name, how many entries have it."""

    id: str
    name: str
    count: int


@dataclass(frozen=True)
class FiltersView:
    """What entries can be filtered by; `counts` are the words for a number, by plural form.

    `years` are the first and the last, where the entries are those of all years.
    """

    topics: tuple[OptionView, ...]
    actors: tuple[OptionView, ...]
    sources: tuple[OptionView, ...]
    evidence: tuple[OptionView, ...]
    kinds: tuple[OptionView, ...]
    years: tuple[int, int] | None
    counts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CiteView:
    """One cite of a claim: what the source does, which source, where in it."""

    act: str
    act_words: str
    source: LinkView
    outside: str
    address: str
    locator: str
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
    proposed: str
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
    entries: ListView
