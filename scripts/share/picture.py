"""The two shared pictures, of an entry and of the site: what they show, and where on the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from scripts.share.drawing import shaped
from scripts.share.sheet import GAP, INNER, MARGIN, Sheet, Span

# Sizes of letters, baselines, tops and heights, in pixels.
HEAD, HEAD_BASE = 34, 118
TITLE = (76, 70, 64, 58, 52, 46, 40, 36)
TITLE_TOP, TITLE_HEIGHT = 158, 276
FACTS, FACTS_BASE = 31, 506
RULE, RULE_TOP = 2, 540
LOGO, LOGO_TOP = 44, 562
NAME, NAME_BASE = 28, 594

SITE_LOGO, SITE_LOGO_TOP = 76, 100
SITE_TITLE_TOP, SITE_TITLE_HEIGHT = 212, 210
LEAD = (38, 36, 34, 32, 30)
LEAD_GAP, LEAD_HEIGHT = 19, 170


@dataclass(frozen=True)
class Card:
    """What a picture shows, in words of the language `code`, written in `direction`.

    `colours` names the colour of the topic in the look, and the one that stands for it where the
    look has none of that name.
    """

    code: str
    direction: str
    site: str
    title: str
    date: str = ""
    topic: str = ""
    colours: tuple[str, str] = ("accent", "accent")
    label: str = ""
    counts: str = ""
    whole: str = ""
    differs: str = ""
    lead: str = ""


@lru_cache
def background(code: str, direction: str, site: str, colours: tuple[str, str]) -> Sheet:
    """What all pictures of the entries of one language and topic show."""
    made = Sheet(code, direction, colours)
    made.fill(made.line, MARGIN, RULE_TOP, INNER, RULE)
    made.logo(LOGO_TOP, LOGO)
    name = shaped(site, "regular", code, direction)
    made.write(name, NAME, made.muted, LOGO + NAME * GAP / 2, NAME_BASE)
    return made


def draw(card: Card) -> bytes:
    """The picture of a card, as PNG."""
    return (draw_site if card.lead else draw_entry)(card)


def draw_site(card: Card) -> bytes:
    """The picture of the site as a whole."""
    drawn = Sheet(card.code, card.direction, card.colours)
    drawn.logo(SITE_LOGO_TOP, SITE_LOGO)
    below = drawn.block(card.title, drawn.ink, TITLE, SITE_TITLE_TOP, SITE_TITLE_HEIGHT)
    drawn.block(card.lead, drawn.muted, LEAD, below + LEAD_GAP, LEAD_HEIGHT)
    return drawn.png()


def draw_entry(card: Card) -> bytes:
    """The picture of an entry."""
    drawn = background(card.code, card.direction, card.site, card.colours).copy()
    head = [Span(card.date, "regular", drawn.muted), Span(card.topic, "bold", drawn.topic)]
    drawn.row(head, HEAD, HEAD_BASE, apart=True)
    drawn.block(card.title, drawn.ink, TITLE, TITLE_TOP, TITLE_HEIGHT)
    facts = [
        Span(card.label, "bold", drawn.ink),
        Span(card.counts, "regular", drawn.muted),
        Span(card.whole, "regular", drawn.muted),
        Span(card.differs, "regular", drawn.warn),
    ]
    drawn.row(facts, FACTS, FACTS_BASE, apart=False)
    return drawn.png()
