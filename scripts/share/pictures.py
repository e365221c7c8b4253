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

from PIL import Image

from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.pages.views import Views
from scripts.publish.write import write_file
from scripts.share.icon import ICON
from scripts.share.picture import Card, draw
from scripts.share.sheet import LOOK
from scripts.timeline.model import Chronology, JoinedEntry

NAME = "share.png"
FOLDER = "share"

SOURCES = ("bidi.py", "drawing.py", "icon.py", "picture.py", "sheet.py")
PACKAGES = (
    "fontpkg-ibm-plex-sans",
    "fontpkg-ibm-plex-sans-arabic",
    "pillow",
    "python-bidi",
    "uharfbuzz",
)

PARALLEL_FROM = 200
"""So many pictures are worth the start of more processes (half a second)."""

CHUNK = 50
"""How many pictures a process is given at once."""


def share_pictures(
    chronology: Chronology, languages: Sequence[Language], cache: Path
) -> dict[str, Path]:
    """The file of every picture, by the path of the picture below the site's root.

    The files are in FOLDER below `cache`, each named by all that it depends on, so a file that is
    there and whole need not be drawn again. Files that are no longer shown are deleted.
    """
    shown: dict[str, Path] = {}
    wanted: dict[Path, Card] = {}
    for language in languages:
        for path, card in cards(chronology, language):
            file = cache / FOLDER / f"{digest(card)}.png"
            shown[f"{language.code}/{path}"] = file
            wanted[file] = card
    for file in [*(cache / FOLDER).glob("*.png")]:
        if file not in wanted:
            file.unlink()
    missing = {file: card for file, card in wanted.items() if not _is_whole(file)}
    if len(missing) < PARALLEL_FROM:
        for file, card in missing.items():
            _draw(file, card)
        return shown
    # Not forked: other threads may be running.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        # Consumed, because errors are raised only then.
        list(pool.map(_draw, missing, missing.values(), chunksize=CHUNK))
    return shown


def _is_whole(file: Path) -> bool:
    """Whether the file is there and the checksums in it are right."""
    try:
        with Image.open(file) as image:
            image.verify()
    except (OSError, SyntaxError):
        return False
    return True


def _draw(file: Path, card: Card) -> None:
    write_file(file, draw(card))


def cards(chronology: Chronology, language: Language) -> Iterator[tuple[str, Card]]:
    """What each picture shows, by its path below the language's root."""
    site = language.word("home.title")
    plain = Card(language.code, language.direction, site, site)
    yield NAME, replace(plain, lead=language.word("home.description"))
    views = Views(chronology, language)
    for id_, entry in chronology.entries.items():
        yield f"events/{id_}/{NAME}", card_of(entry, views, plain)


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
    evidence = entry_evidence(entry.evidence, language)
    return replace(
        card,
        label=evidence.words,
        counts=evidence.counts,
        whole=evidence.whole,
        differs=evidence.differs,
    )


def digest(card: Card) -> str:
    """A name for a picture: a digest of what it shows and of what draws it."""
    shown = json.dumps([asdict(card), renderer_digest()], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32]


@cache
def hand() -> str:
    """All that pictures depend on besides what they show: the code, the fonts, the look."""
    found = hashlib.sha256()
    for file in [*(Path(__file__).with_name(name) for name in DRAWN_BY), ICON, LOOK]:
        found.update(hashlib.sha256(file.read_bytes()).digest())
    found.update(" ".join(version(package) for package in PACKAGES).encode())
    return found.hexdigest()[:32]


def share_pictures(chronology: Chronology, languages: Sequence[Language]) -> dict[str, bytes]:
    return {
        f"{each.code}/{below}": draw(card)
        for each in languages
        for below, (_, card) in cards(chronology, each)
    }
