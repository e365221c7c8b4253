"""Synthetic but realistic records, any number of them, the same ones every time.

They have what the records of this repository have: both languages, 3 to 6 claims, 2 to 5 sources,
dates of every kind, differences and notes now and then, sources that derive from others. The words
are drawn from short lists and say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import yaml

ENGLISH = (
    "river bridge minister council report harvest railway station museum teacher letter market "
    "valley harbour treaty visit school garden winter summer office meeting journal window field "
    "engine paper island doctor village method figure garrison canal library student border hall"
)
ARABIC = (
    "نهر جسر وزير مجلس تقرير حصاد قطار محطة متحف معلم رسالة سوق واد ميناء معاهدة زيارة مدرسة حديقة "
    "شتاء صيف مكتب اجتماع صحيفة نافذة حقل محرك ورق جزيرة طبيب قرية طريقة رقم حامية قناة مكتبة طالب"
)
EN, AR = ENGLISH.split(), ARABIC.split()
YEARS = range(1930, 2027)
GENRES = ("news", "report", "analysis", "reference", "official")
SHARE = 5
"""One source for so many entries."""

Value = dict[str, Any]


def write_records(root: Path, count: int, topics: Sequence[str], actors: Sequence[str]) -> None:
    """Write `count` entries and their sources below `root`, in the layout of a checkout.

    `topics` and `actors` are ids that its vocabularies have. The first source is cited by 50
    entries, or by all where there are fewer.
    """
    for family, number, value in records(count, topics, actors):
        if family == "sources":
            _put(root / "seeds" / f"source-{number}.yml", value)
        else:
            # A folder holds what a person still can look through.
            folder = root / "timeline/events" / f"{number // 500:03}"
            _put(folder / f"entry-{number}.yml", value)


def records(
    count: int, topics: Sequence[str], actors: Sequence[str]
) -> Iterator[tuple[str, int, Value]]:
    """What `write_records` writes: the sources, then the entries, each with family and number."""
    draw = Random(count)  # noqa: S311  (nothing is kept secret with it)
    sources = max(8, count // SHARE)
    for number in range(sources):
        yield "sources", number, _source(draw, number)
    for number in range(count):
        cited = draw.sample(range(1, sources), draw.randint(2, 5))
        if number < 50:  # noqa: PLR2004  (as the docstring says)
            cited[0] = 0
        named = [f"source-{each}" for each in cited]
        yield "entries", number, _entry(draw, number, named, topics, actors)


def _put(file: Path, record: Value) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.dump(record, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=96)
    file.write_text(text, "utf-8")


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes no anchors: records may not have them."""

    def ignore_aliases(self, data: object) -> bool:
        return data is not None


def _sentence(draw: Random, words: Sequence[str], least: int, most: int) -> str:
    return " ".join(draw.choices(words, k=draw.randint(least, most)))


def _text(draw: Random, least: int, most: int, mark: str = "") -> dict[str, str]:
    english = _sentence(draw, EN, least, most).capitalize()
    return {"en": f"{english}{mark}.", "ar": f"{_sentence(draw, AR, least, most)}{mark}."}


def _date(draw: Random) -> str:
    """A date of one of the kinds that there are, days the most often."""
    year = draw.choice(YEARS)
    month, day = draw.randint(1, 12), draw.randint(1, 27)
    written = f"{year}-{month:02}-{day:02}"
    kinds = {
        written: 12,
        f"{year}-{month:02}": 4,
        f"{year}": 3,
        f"{year}-{month:02}?": 1,
        f"{year}~": 1,
        f"{year // 10}X": 1,
        f"{written}/{year}-{month:02}-{day + 1:02}": 2,
        f"{year - 1}/{year}": 1,
        f"{year}/..": 1,
    }
    return draw.choices(list(kinds), list(kinds.values()))[0]


def _source(draw: Random, number: int) -> Value:
    label = _sentence(draw, EN, 4, 9).capitalize()
    source: Value = {
        "title_in": {"en": label, "ar": _sentence(draw, AR, 4, 9)},
        "publisher": {"en": f"Journal {number % 97}", "ar": f"صحيفة {number % 97}"},
        "published": f"{draw.choice(YEARS)}-{draw.randint(1, 12):02}-{draw.randint(1, 27):02}",
        "language": draw.choice(("en", "ar")),
        "genre": draw.choice(GENRES),
        "point_of_view": _text(draw, 6, 12),
        "url": f"https://example.org/articles/{number}/",
        "seen": "excerpt",
        "seen_on": "2026-11-21",
    }
    if number > 8 and draw.random() < 0.2:  # noqa: PLR2004  (a fifth of them follow another)
        source["derives_from"] = [f"source-{draw.randrange(1, number)}"]
    return source


def _cites(draw: Random, cited: Sequence[str]) -> Iterator[Value]:
    for source in draw.sample(cited, draw.randint(1, min(3, len(cited)))):
        cite: Value = {"source": source, "says": "states"}
        if draw.random() < 0.15:  # noqa: PLR2004  (about as often as in the records here)
            cite |= {"says": "attributes", "to": _text(draw, 2, 3)}
        if draw.random() < 0.3:  # noqa: PLR2004  (the same)
            cite["note"] = _text(draw, 6, 14)
        yield cite


def _entry(
    draw: Random, number: int, cited: list[str], topics: Sequence[str], actors: Sequence[str]
) -> Value:
    claims = [
        {"id": f"claim-{n}", "text": _text(draw, 12, 28), "cites": list(_cites(draw, cited))}
        for n in range(draw.randint(3, 6))
    ]
    # Every source is cited, so that an entry has as many as it was given.
    claims[0]["cites"] = [{"source": source, "says": "states"} for source in cited]
    entry: Value = {
        "title": _text(draw, 4, 9, f" {number}"),
        "date": _date(draw),
        "kind": "event",
        "weight": draw.choices(("landmark", "major", "minor"), (1, 30, 69))[0],
        "topics": draw.sample(topics, draw.randint(1, 2)),
        "actors": draw.sample(actors, draw.randint(1, 4)),
        "summary": _text(draw, 25, 55),
        "claims": claims,
    }
    if draw.random() < 0.1:  # noqa: PLR2004  (one entry in ten)
        halves = (cited[:1], cited[1:])
        entry["differences"] = [
            {
                "about": _text(draw, 5, 9),
                "positions": [{"text": _text(draw, 8, 16), "sources": half} for half in halves],
                "decision": _text(draw, 15, 30),
            }
        ]
    return entry
