"""The finished pictures: their size, their bytes, what is where, and when they are drawn."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageColor

from scripts import share
from scripts.i18n.language import Language
from scripts.pages.evidence_line import entry_evidence
from scripts.share import card_digest, draw_all, share_cards
from scripts.share.picture import (
    ACCENT,
    BAND,
    FACTS,
    FACTS_BASE,
    HEIGHT,
    MARGIN,
    WIDTH,
    Card,
    Sheet,
    app_icon,
    colours,
    draw,
)
from scripts.timeline.model import Chronology

ROOT = Path(__file__).parents[2]
LARGEST = 25_000

CARD = Card(
    "en",
    "ltr",
    "Some timeline",
    "Something happens",
    date="20 January 2014",
    topic="Defence",
    colour="topic-3",
    label="corroborated",
    counts="3 sources, 2 independent",
    whole="whole entry: 5 sources",
    differs="differing on 1 point",
)
LONG_WORDS = {
    "en": "Kazakhstan and Šefčovič’s Elbit Systems (Israel) sign, on 20 January 2014, something ",
    "ar": "كازاخستان توقّع مع «إلبيت» Elbit Systems (Israel) في 20 كانون الثاني/يناير 2014 اتفاقًا ",
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.fixture
def made(toy: Chronology, language: Language) -> dict[str, bytes]:
    """Every picture of the toy in one language."""
    shown = share_cards(toy, [language])
    return dict(zip(shown, draw_all([*shown.values()]), strict=True))


def test_every_entry_has_one_and_so_has_the_site(
    toy: Chronology, language: Language, made: dict[str, bytes]
) -> None:
    paths = {"share.png"} | {f"events/{id_}/share.png" for id_ in toy.entries}
    assert set(made) == {f"{language.code}/{path}" for path in paths}
    assert len(set(made.values())) == len(made)


def test_they_are_small_and_of_the_size_that_is_asked_for(made: dict[str, bytes]) -> None:
    for data in made.values():
        assert len(data) <= LARGEST
        image = opened(data)
        assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P")


def test_the_band_is_where_lines_begin_and_has_the_colour_of_the_topic(
    language: Language,
) -> None:
    look = colours()
    card = replace(CARD, code=language.code, direction=language.direction)
    at = BAND // 2 if language.direction == "ltr" else WIDTH - BAND // 2
    for colour in ("topic-3", ACCENT):
        image = opened(draw(replace(card, colour=colour))).convert("RGB")
        assert image.getpixel((at, HEIGHT // 2)) == look[colour]
        assert image.getpixel((WIDTH - 1 - at, HEIGHT // 2)) == look["paper"]


@pytest.mark.parametrize("times", [1, 2, 4, 15])
def test_nothing_is_clipped_however_long(language: Language, times: int) -> None:
    """All stays between the margins; the title stays above the facts; a name may overhang."""
    words = LONG_WORDS[language.code]
    long = {"date": words, "differs": words} if times > 2 else {}
    card = replace(CARD, code=language.code, direction=language.direction, **long)
    for title in (words * times, "W" * 80 * times):
        data = draw(replace(card, title=title))
        assert len(data) <= LARGEST * 2
        image = opened(data).convert("RGB")
        first = BAND if language.direction == "ltr" else 0
        bare = Image.new("RGB", (WIDTH, HEIGHT), colours()["paper"])
        bare.paste(image.crop((first, 0, first + WIDTH - BAND, HEIGHT)), (first, 0))
        paper = Image.new("RGB", bare.size, colours()["paper"])
        left, top, right, bottom = ImageChops.difference(bare, paper).getbbox() or (0, 0, 0, 0)
        overhang = 12
        assert MARGIN - overhang <= left
        assert right <= WIDTH - MARGIN + overhang
        assert top > 20
        assert HEIGHT - 100 < bottom < HEIGHT - 20
        facts = round(FACTS_BASE - FACTS * 1.2)
        gap = bare.crop((0, facts - 8, WIDTH, facts - 2))
        assert gap.getcolors() == [(WIDTH * 6, colours()["paper"])]


def test_it_shows_the_evidence_line_of_the_entry(toy: Chronology, language: Language) -> None:
    """The label with its own counts, the numbers of the whole entry; or that it is withdrawn."""
    for path, card in share_cards(toy, [language]).items():
        shown = (card.label, card.counts, card.whole, card.differs)
        entry = toy.entries.get(path.split("/")[-2])
        if entry and entry.record.withdrawn:
            assert shown == ("", "", "", card.differs or "-")
        elif entry:
            evidence = entry_evidence(entry.evidence, language)
            assert shown == (evidence.words, evidence.counts, evidence.whole, evidence.differs)
            if entry.id == "river-patrol":
                assert all(shown)
                assert draw(card) != draw(replace(card, whole=""))


def test_the_name_of_a_picture_tells_what_it_shows(
    toy: Chronology, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the look, the fonts or the code of pictures every one of them has another name."""
    shown = [CARD, replace(CARD, title="x"), replace(CARD, colour="topic-6")]
    shown += share_cards(toy, [language]).values()
    before = {card_digest(card) for card in shown}
    assert len(before) == len(shown)
    assert card_digest(replace(CARD)) in before
    monkeypatch.setattr(share, "renderer_digest", lambda: "another")
    assert not before & {card_digest(card) for card in shown}


def test_many_at_once_are_the_same(
    toy: Chronology,
    language: Language,
    made: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(share, "PARALLEL_FROM", 2)
    monkeypatch.setattr(share, "CHUNK", 2)
    assert [*draw_all([*share_cards(toy, [language]).values()])] == [*made.values()]


def test_the_same_bytes_whatever_the_circumstances(tmp_path: Path) -> None:
    """Another time zone, locale, hash seed and folder: not a byte differs."""
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]);"
        "from scripts.share.picture import Card, draw;"
        f"print(hashlib.sha256(draw({CARD!r})).hexdigest())"
    )
    circumstances: list[tuple[Path, dict[str, str]]] = [
        (ROOT, {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        (tmp_path, {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2"}),
    ]
    said = [
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT)],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for folder, environment in circumstances
    ]
    assert said == [hashlib.sha256(draw(CARD)).hexdigest()] * 2


@pytest.mark.parametrize("size", [192, 512])
def test_the_logo_as_an_app_icon(size: int) -> None:
    """Its ground reaches into the corners; its two points are where icon.svg has them."""
    image = opened(app_icon(size)).convert("RGB")
    assert image.size == (size, size)
    ground, points = ImageColor.getrgb("#0b5f6b"), ImageColor.getrgb("#fbfaf7")
    assert {image.getpixel(at) for at in [(0, 0), (size - 1, size - 1)]} == {ground}
    for x in (10, 16, 22):
        assert image.getpixel((x * size // 32, size // 2)) == points
    assert image.getpixel((10 * size // 32, 11 * size // 32)) == ground


def test_the_logo_has_round_corners_on_a_picture() -> None:
    sheet = Sheet("en", "ltr", ACCENT)
    sheet.logo(100, 64)
    image, look = opened(sheet.png()).convert("RGB"), colours()
    assert image.getpixel((MARGIN, 100)) == look["paper"]
    assert image.getpixel((MARGIN + 32, 104)) == look[ACCENT]
    assert image.getpixel((MARGIN + 32, 132)) == look["paper"]
