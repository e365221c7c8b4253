"""To check again only what an edit can have made wrong finds what checking everything finds."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from conftest import TOY
from edits import entries, put, read
from remembering import edited

from scripts.checks import check, check_again
from scripts.i18n.language import Language
from scripts.records.load import Records, load

Languages = tuple[Language, ...]


def cite_nothing(tree: Path, chance: random.Random) -> None:
    """A source goes."""
    chance.choice(sorted((tree / "seeds").glob("*.yml"))).unlink()


def lose(tree: Path, chance: random.Random) -> None:
    """An entry goes, which others or a redirect may name."""
    chance.choice(entries(tree)).unlink()


def double(tree: Path, chance: random.Random) -> None:
    """Another file has the id of an entry, or of a source."""
    file = chance.choice([*entries(tree), *sorted((tree / "seeds").glob("*.yml"))])
    again = file.parent / "again" / file.name
    again.parent.mkdir(exist_ok=True)
    shutil.copy(file, again)


def circle(tree: Path, chance: random.Random) -> None:
    """Two sources derive from each other."""
    one, other = chance.sample(sorted((tree / "seeds").glob("*.yml")), 2)
    put(one, {**read(one), "derives_from": [other.stem]})
    put(other, {**read(other), "derives_from": [one.stem]})


def from_nothing(tree: Path, chance: random.Random) -> None:
    """A source derives from one that is not there."""
    file = chance.choice(sorted((tree / "seeds").glob("*.yml")))
    put(file, {**read(file), "derives_from": ["nothing-here"]})


def unknown(tree: Path, chance: random.Random) -> None:
    """An entry has a topic, an actor, or another entry that is not there."""
    file = chance.choice(entries(tree))
    name = chance.choice(["topics", "actors", "places", "see_also"])
    put(file, {**read(file), name: ["nothing-here"]})


def unseen(tree: Path, chance: random.Random) -> None:
    """A source was not seen, or its text is not told any more."""
    file = chance.choice(sorted((tree / "seeds").glob("*.yml")))
    value = read(file)
    value.pop("text", None)
    put(file, {**value, "seen": chance.choice(["excerpt", "not-seen", "full-text"])})


def short(tree: Path, chance: random.Random) -> None:
    """The text of a source has one paragraph, whatever is cited of it."""
    file = chance.choice(sorted((tree / "seeds").glob("*.yml")))
    value = read(file)
    if "text" in value:
        put(file, {**value, "text": {**value["text"], "paragraphs": "1"}})


def other_letters(tree: Path, chance: random.Random) -> None:
    """A text is in the letters of the other language."""
    file = chance.choice(entries(tree))
    put(file, {**read(file), "title": {"en": "عنوان", "ar": "Title"}})


def no_record(tree: Path, chance: random.Random) -> None:
    """An entry can be read, and is none."""
    file = chance.choice(entries(tree))
    put(file, {**read(file), "date": "2014-13-45"})


def astray(tree: Path, chance: random.Random) -> None:
    """A redirect leads nowhere."""
    del chance
    file = tree / "timeline" / "redirects.yml"
    put(file, {**read(file), "old": {"to": "nowhere", "on": "2026-01-01", "because": "merged"}})


def no_topic(tree: Path, chance: random.Random) -> None:
    """A topic goes."""
    file = tree / "timeline" / "vocabulary" / "topics.yml"
    value = read(file)
    del value[chance.choice(sorted(value))]
    put(file, value)


def proposed(tree: Path, chance: random.Random) -> None:
    """An entry is proposed whose id there is already."""
    shutil.copytree(tree / "timeline" / "events", tree / "timeline" / "proposed")
    del chance


WRONG = (
    *(cite_nothing, lose, double, circle, from_nothing, unknown, unseen, short, other_letters),
    *(no_record, astray, no_topic, proposed),
)


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.__name__)
def test_what_is_wrong_is_found(
    wrong: object, records: Records, languages: Languages, tmp_path: Path
) -> None:
    """All of it, nothing else, in the same order; with a second mistake beside it too."""
    assert callable(wrong)
    codes = tuple(each.code for each in languages)
    found = 0
    for seed in range(4):
        chance = random.Random(seed)  # noqa: S311  (the same edits each time are wanted)
        tree = shutil.copytree(TOY, tmp_path / str(seed))
        before, _ = load(tree, codes)
        wrong(tree, chance)
        if seed % 2:
            chance.choice(WRONG)(tree, chance)
        now, problems = load(tree, codes)
        problems += check(now, languages)
        assert check_again(now, languages, before) == check(now, languages)
        found += len(problems)
    assert found
    assert check(records, languages) == []


def test_what_is_right_stays_right(records: Records, languages: Languages) -> None:
    """Edits that make nothing wrong, one after the other."""
    chance = random.Random(1)  # noqa: S311  (the same edits each time are wanted)
    before = records
    for _ in range(30):
        now = edited(before, chance)
        assert check_again(now, languages, before) == check(now, languages)
        before = now
