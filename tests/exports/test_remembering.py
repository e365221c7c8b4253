"""Files that are joined from what was kept are those that are made anew."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

import pytest
from remembering import Witness, edits

from scripts.exports import FEEDS, Edition, exports
from scripts.exports.entries import entry
from scripts.exports.shaper import Shaper
from scripts.exports.sources import source
from scripts.exports.timeline import timeline
from scripts.i18n.language import Language
from scripts.records.fields import Text
from scripts.records.load import Records
from scripts.timeline.join import join
from scripts.timeline.model import Chronology

from .tools import edition_of, files_of


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_made(
    records: Records, languages: tuple[Language, ...], seed: int
) -> None:
    """Over a sequence of edits, and of days and blobs that change with them."""
    witness = Witness()
    for changed, chance in edits(records, seed):
        chronology = join(changed)
        edition = edition_of(chronology, languages)
        id_ = chance.choice(list(chronology.entries))
        known = datetime.date(2040, 1, 1), datetime.date(2040, 1, 1 + chance.randrange(30))
        edition = edition_of(chronology, languages, {**edition.days, id_: known})
        watched = witness.watch(chronology), witness.watch(edition)
        assert exports(*watched, witness.recall) == exports(chronology, edition)


def test_only_what_changed_is_made(toy: Chronology, toy_edition: Edition) -> None:
    """A day of change concerns one entry; a topic's name those that have it."""
    witness = Witness()
    exports(witness.watch(toy), witness.watch(toy_edition), witness.recall)
    pieces = [name for name in witness.made if name[1] in {"entry", "source"}]
    assert len(pieces) == len(toy.entries) + len(toy.sources)

    def made(chronology: Chronology, edition: Edition) -> list[tuple[str, ...]]:
        witness.made.clear()
        exports(witness.watch(chronology), witness.watch(edition), witness.recall)
        return [name for name in witness.made if name[1] in {"entry", "source"}]

    assert made(toy, toy_edition) == []
    day = datetime.date(2040, 1, 1)
    later = replace(toy_edition, days={**toy_edition.days, "bridge-opens": (day, day)})
    assert made(toy, later) == [("exports", "entry", "bridge-opens")]
    topic = next(iter(toy.by_topic))
    label = Text({"en": "Named anew", "ar": "اسم جديد"})
    renamed = {**toy.topics, topic: toy.topics[topic].model_copy(update={"label": label})}
    having = [id_ for id_, each in toy.entries.items() if topic in each.record.topics]
    assert made(replace(toy, topics=renamed), later) == [
        ("exports", "entry", id_) for id_ in having
    ]


def test_only_feeds_that_change_are_made(toy: Chronology, toy_edition: Edition) -> None:
    """Those with an entry that changed."""
    witness = Witness()

    def made(edition: Edition) -> list[str]:
        witness.made.clear()
        exports(witness.watch(toy), witness.watch(edition), witness.recall)
        return [name[2] for name in witness.made if name[:2] == ("exports", "feed")]

    assert len(made(toy_edition)) == len(FEEDS) * (1 + len(toy.by_topic))
    assert made(toy_edition) == []
    day = datetime.date(2040, 1, 1)
    topics = toy.entries["bridge-opens"].record.topics
    days = {**toy_edition.days, "bridge-opens": (day, day)}
    found = made(edition_of(toy, toy_edition.languages, days))
    ends = ("feed.xml", "feed.json")
    expected = [f"{code}/{end}" for code in ("ar", "en") for end in ends]
    expected += [
        f"{code}/topics/{topic}/{end}" for code in ("ar", "en") for topic in topics for end in ends
    ]
    assert sorted(found) == sorted(expected)


def test_timeline_json_is_what_its_shapes_say(
    toy: Chronology, toy_edition: Edition, toy_files: dict[str, bytes]
) -> None:
    """Joined from pieces, it is what the whole is when it is written at once."""
    shaper = Shaper(toy, toy_edition)
    whole = timeline(shaper).model_copy(
        update={
            "entries": tuple(entry(shaper, each) for each in toy.entries.values()),
            "sources": tuple(source(shaper, each) for each in toy.sources.values()),
        }
    )
    expected = whole.model_dump_json(by_alias=True).encode() + b"\n"
    assert toy_files["data/timeline.json"] == expected


@pytest.mark.parametrize(
    ("path", "indent"),
    [("data/timelinejs.en.json", None), ("data/datapackage.json", 1)],
)
def test_joined_json_is_json_as_it_is_dumped(
    toy_files: dict[str, bytes], path: str, indent: int | None
) -> None:
    """Order of keys, indents and line ends are those of one dump of the whole."""
    separators = (",", ":") if indent is None else None
    text = json.dumps(
        json.loads(toy_files[path]),
        ensure_ascii=False,
        sort_keys=True,
        indent=indent,
        separators=separators,
    )
    assert toy_files[path] == text.encode() + b"\n"


def test_files_of_nothing(toy: Chronology, toy_edition: Edition) -> None:
    """Without entries and sources the files are whole all the same."""
    nothing = replace(toy, entries={}, sources={}, years={}, by_topic={}, redirects={})
    made = files_of(nothing, replace(toy_edition, days={}, blobs={}, newest={}))
    for path, content in made.items():
        if path.endswith(".json"):
            json.loads(content)
    assert json.loads(made["data/timeline.json"])["entries"] == []
    assert made["data/timeline.ics"].endswith(b"END:VCALENDAR\r\n")
    assert made["data/timeline.csv"].count(b"\r\n") == 1
