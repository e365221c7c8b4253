"""The picture that goes with a link when somebody shares it: one an entry and one for the site.

Paper and ink as on the pages: the date, the topic and its colour, the title, the evidence.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from functools import cache, partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language
from scripts.memory import Recall, fresh
from scripts.pages.evidence_line import entry_evidence
from scripts.pages.views import Views
from scripts.publish.write import write_file
from scripts.share.drawing import PACKAGES
from scripts.share.icon import ICON
from scripts.share.picture import Card, draw
from scripts.share.sheet import LOOK
from scripts.timeline.model import Chronology, JoinedEntry

NAME = "share.png"
PICTURES = "share"
DRAWN_BY = ("bidi.py", "canvas.py", "drawing.py", "icon.py", "picture.py", "sheet.py")

MANY = 500
"""So many pictures are worth the start of more processes (half a second)."""

CHUNK = 50
"""How many pictures a process is given at once."""


class SharePictures:
    """Every picture of a chronology: `shown` has its path below the site's root, and its file.

    The latter is a path below `cache`. There, in PICTURES, are pictures drawn before, named by all
    that they depend on: the same name is the same picture.
    """

    def __init__(
        self,
        chronology: Chronology,
        languages: Sequence[Language],
        cache: Path,
        recall: Recall = fresh,
    ) -> None:
        """Begin to draw what is missing in `cache`; of much, while others work.

        `recall` is asked for what the picture of each entry shows.
        """
        self.shown: dict[str, str] = {}
        self._cache = cache
        self._wanted: dict[str, Card] = {}
        for language in languages:
            code = language.code
            folder = f"{PICTURES}/{hand()}/{code}"
            for below, (name, card) in cards(chronology, language, recall):
                path, file = f"{code}/{below}", f"{folder}/{name}.png"
                self.shown[path] = file
                self._wanted[file] = card
        self._there = _files(cache, PICTURES)
        missing = {file: card for file, card in self._wanted.items() if file not in self._there}
        files, shown = [cache / file for file in missing], [*missing.values()]
        self._pool: ProcessPoolExecutor | None = None
        self._drawn: Iterator[None] = map(_draw, files, shown)
        if len(missing) >= MANY:
            # Not forked: the console has a thread of its own.
            self._pool = ProcessPoolExecutor(mp_context=get_context("spawn"))
            self._drawn = self._pool.map(_draw, files, shown, chunksize=CHUNK)

    def __enter__(self) -> Self:
        """With `with` nothing is drawn any more once it is over."""
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def finish(self) -> dict[str, str]:
        """See to it that all are in the cache, and nothing else is; where they are."""
        for _ in self._drawn:
            pass
        for file in self._there - self._wanted.keys():
            (self._cache / file).unlink()
        return self.shown


def _draw(file: Path, card: Card) -> None:
    """Draw a picture into a file: what others draw is not to wait in the memory of this process."""
    write_file(file, draw(card))


def _files(root: Path, folder: str) -> set[str]:
    """The paths below `root` of all files in a folder of it."""
    found: set[str] = set()
    for home, _, names in os.walk(root / folder):
        place = Path(home).relative_to(root).as_posix()
        found |= {f"{place}/{name}" for name in names}
    return found


def cards(
    chronology: Chronology, language: Language, recall: Recall = fresh
) -> Iterator[tuple[str, tuple[str, Card]]]:
    """What each picture shows, by its path below the language's root, and a name for that."""
    site = language.word("home.title")
    plain = Card(language.code, language.direction, site, site)
    yield NAME, named(replace(plain, lead=language.word("home.description")))
    views = Views(chronology, language)

    def of_entry(id_: str) -> tuple[str, Card]:
        return named(card_of(chronology.entries[id_], views, plain))

    for id_ in chronology.entries:
        name = ("share", language.code, id_)
        yield f"events/{id_}/{NAME}", recall(name, partial(of_entry, id_))


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


def named(card: Card) -> tuple[str, Card]:
    """A card with a name for all that it shows."""
    shown = json.dumps(asdict(card), sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:32], card


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
