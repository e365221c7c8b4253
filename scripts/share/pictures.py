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

from scripts.chronology import Chronology, JoinedEntry
from scripts.languages import Language
from scripts.pages.views import Views
from scripts.pages.words import date_words, day_words
from scripts.share.drawing import PACKAGES
from scripts.share.icon import ICON
from scripts.share.picture import Card, draw
from scripts.share.sheet import LOOK
from scripts.write import write_file

NAME = "share.png"
DRAWN_BY = ("bidi.py", "canvas.py", "drawing.py", "icon.py", "picture.py", "sheet.py")

MANY = 500
"""So many pictures are worth the start of more processes (half a second)."""

CHUNK = 50
"""How many pictures a process is given at once."""


def share_pictures(
    chronology: Chronology, language: Language, cache: Path
) -> Iterator[tuple[str, bytes]]:
    """Every picture of one language: its path below the language's root, and its bytes.

    `cache` is a folder of pictures drawn before, named by what they show. What is missing comes to
    them first; what nothing shows any more goes once all pictures were asked for.
    """
    folder = cache / language.code
    shown = {
        path: (folder / f"{digest(card)}.png", card) for path, card in cards(chronology, language)
    }
    missing = {file: card for file, card in shown.values() if not file.is_file()}
    for file, picture in zip(missing, drawn([*missing.values()]), strict=True):
        write_file(file, picture)
    for path, (file, _) in shown.items():
        yield path, file.read_bytes()
    for file in {*folder.glob("*.png")} - {file for file, _ in shown.values()}:
        file.unlink()


def drawn(missing: Sequence[Card]) -> Iterator[bytes]:
    """The pictures of cards, in their order; of many, as many at once as there are processors."""
    if len(missing) < MANY:
        yield from map(draw, missing)
        return
    # Not forked: the console has a thread of its own.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(draw, missing, chunksize=CHUNK)


def cards(chronology: Chronology, language: Language) -> Iterator[tuple[str, Card]]:
    """What each picture shows, by its path below the language's root."""
    site = language.word("home.title")
    plain = Card(language.code, language.direction, site, site)
    yield NAME, replace(plain, lead=language.word("home.description"))
    views = Views(chronology, language)
    for entry in chronology.entries.values():
        yield f"events/{entry.id}/{NAME}", card_of(entry, views, plain)


def card_of(entry: JoinedEntry, views: Views, plain: Card) -> Card:
    """What the picture of an entry shows."""
    record, language = entry.record, views.language
    card = replace(
        plain,
        title=record.title[language.code],
        date=date_words(record.date, language),
        topic=views.chronology.topics[record.topics[0]].label[language.code],
        colours=(record.topics[0], "topic"),
    )
    if record.withdrawn:
        day = day_words(record.withdrawn.on, language)
        return replace(card, differs=language.word("entry.withdrawn", day=day))
    evidence = views.evidence(entry.evidence)
    return replace(card, label=evidence.words, counts=evidence.counts, differs=evidence.differs)


def digest(card: Card) -> str:
    """A name for the picture of a card: another where anything is drawn otherwise."""
    shown = json.dumps([hand(), asdict(card)], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


@cache
def hand() -> str:
    """All that pictures depend on besides what they show: the code, the fonts, the look."""
    found = hashlib.sha256()
    for file in [*(Path(__file__).with_name(name) for name in DRAWN_BY), ICON, LOOK]:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    found.update(" ".join(version(package) for package in PACKAGES).encode())
    return found.hexdigest()
