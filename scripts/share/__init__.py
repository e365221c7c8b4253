"""The picture that goes with a link when somebody shares it: one an entry and one for the site.

Paper and ink as on the pages: the date, the topic and its colour, the title, the evidence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.share.picture import ICON, LOOK, Card, draw
from scripts.timeline.model import Chronology, JoinedEntry

NAME = "share.png"

FONTS = ("fontpkg-ibm-plex-sans", "fontpkg-ibm-plex-sans-arabic")
LIBRARIES = ("pillow", "python-bidi", "uharfbuzz")

PARALLEL_FROM, CHUNK = 200, 50
"""How many pictures are worth the start of processes (half a second), and are given to each."""


def share_cards(chronology: Chronology, languages: Sequence[Language]) -> dict[str, Card]:
    """What every picture shows, by the path of the picture below the site's root."""
    cards = {}
    for language in languages:
        site, code = language.word("home.title"), language.code
        plain = Card(code, language.direction, site, site)
        cards[f"{code}/{NAME}"] = replace(plain, lead=language.word("home.description"))
        for id_, entry in chronology.entries.items():
            card = _entry_card(entry, chronology, language, plain)
            cards[f"{code}/events/{id_}/{NAME}"] = card
    return cards


def _entry_card(
    entry: JoinedEntry, chronology: Chronology, language: Language, plain: Card
) -> Card:
    record = entry.record
    if record.withdrawn:
        day = day_words(record.withdrawn.date, language)
        facts = {"differs": language.word("entry.withdrawn", day=day)}
    else:
        evidence = entry_evidence(entry.evidence, language)
        facts = {"label": evidence.words, "counts": evidence.counts}
        facts |= {"whole": evidence.whole, "differs": evidence.differs}
    return replace(
        plain,
        title=record.title[language.code],
        date=date_words(record.date, language),
        topic=chronology.topics[record.topics[0]].label[language.code],
        colour=chronology.colour(record.topics[0]),
        **facts,
    )


def draw_all(wanted: Sequence[Card]) -> Iterator[bytes]:
    """Draw pictures, many of them in several processes; each as a PNG file."""
    if len(wanted) < PARALLEL_FROM:
        yield from map(draw, wanted)
        return
    # Not forked: other threads may be running.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(draw, wanted, chunksize=CHUNK)


def card_digest(card: Card) -> str:
    """A name for a picture: a digest of what it shows and of what draws it."""
    shown = json.dumps([asdict(card), renderer_digest()], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


@cache
def renderer_digest() -> str:
    """A digest of what pictures depend on besides their cards: the code, the fonts, the look."""
    files = [*sorted(Path(__file__).parent.glob("*.py")), ICON, LOOK]
    found = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    found += [version(package) for package in (*FONTS, *LIBRARIES)]
    return hashlib.sha256(" ".join(found).encode()).hexdigest()
