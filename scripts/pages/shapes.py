"""What views are made of: plain values, one class for each thing that a template prints.

Addresses are relative to the root of the language's site, without a leading slash, or absolute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from scripts.pages.evidence_line import EvidenceView
from scripts.pages.facts import Fact

SAFE = re.compile(r"https?://|[^:]*$|[^:/?#]*[/?#]")
"""Where a link may lead: to the web, or to another page; a script or a file has another scheme."""


def way(address: str) -> str:
    """`address` where a link may lead there, else nothing: the check lets no other one through."""
    return address if SAFE.match(address) else ""


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
class DifferenceView:
    """A point on which the sources differ; each position with the sources that hold it."""

    about: str
    positions: tuple[tuple[str, tuple[LinkView, ...]], ...]
    decision: str


@dataclass(frozen=True)
class EntryView:
    """All that an entry's page shows of its record.

    `sought` is what was looked for and what that brought; the notes of `before` and `after` say
    how much time lies between.
    """

    card: CardView
    edtf: str
    places: tuple[LinkView, ...]
    actors: tuple[LinkView, ...]
    claims: tuple[ClaimView, ...]
    differences: tuple[DifferenceView, ...]
    sought: tuple[tuple[str, str], ...]
    related: tuple[CardView, ...]
    before: LinkView | None
    after: LinkView | None
    withdrawn: str
    withdrawn_on: str
    proposed: str
    year: str
    sorted: str
    publishers: tuple[str, ...]
