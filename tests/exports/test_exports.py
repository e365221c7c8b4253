"""All files for reuse: which there are, and in which languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial
from uuid import UUID

from scripts.exports import exports
from scripts.i18n.language import Language
from scripts.timeline.model import Chronology

from .tools import publication_of, third, translated, uuid


def names(chronology: Chronology, codes: list[str]) -> set[str]:
    """The paths of all files, in these languages."""
    whole = ["timeline.json", "schema/timeline.schema.json", "timeline.csv", "timeline.ics"]
    found = {f"data/{name}" for name in [*whole, "datapackage.json"]}
    for code in codes:
        found |= {f"data/timeline.{code}.ics", f"data/timelinejs.{code}.json"}
        for place in ["", *(f"topics/{topic}/" for topic in chronology.indexes["topics"])]:
            found |= {f"{code}/{place}feed.xml", f"{code}/{place}feed.json"}
    return found


def test_every_file_is_there(
    real: Chronology, files: dict[str, bytes], languages: tuple[Language, ...]
) -> None:
    """One of each for all languages, one set for each language, one feed for each topic in use."""
    assert set(files) == names(real, [each.code for each in languages])
    assert all(content.endswith(b"\n") for content in files.values())


def test_a_new_language_brings_its_own_files(
    toy: Chronology, languages: tuple[Language, ...]
) -> None:
    """A third language is a third set of files, with its texts in all of them; no code changes."""
    more = (*languages, third(languages[0]))
    made = exports(translated(toy), publication_of(toy, languages=more))
    assert set(made) == names(toy, [each.code for each in more])
    title = toy.entries["border-opens"].record.title[languages[0].code]
    for path, content in made.items():
        alone = path.startswith(("qaa/", "data/timelinejs.qaa.", "data/timeline.qaa."))
        if path in {"data/timeline.json", "data/timeline.csv"} or alone:
            assert b"qaa " in content, path
        elif path.partition("/")[0] in {each.code for each in languages}:
            assert b"qaa" not in content, path
    assert f"qaa {title}" in made["data/timeline.json"].decode()
    assert f"qaa {title}" in made["data/timelinejs.qaa.json"].decode()


def test_ids_stay_when_the_site_moves(toy: Chronology) -> None:
    """Subscribers see nothing twice at a new address; another timeline has none of these ids."""
    here = publication_of(toy)
    moved = replace(here, address="https://example.net/elsewhere/")
    other = replace(here, uuid=partial(uuid, namespace=UUID(int=7)))
    for path in ("en/feed.xml", "en/topics/trade/feed.json", "data/timeline.ics"):
        ids = [
            re.findall(rb"urn:uuid:[0-9a-f-]{36}|(?<=UID:)[^\r]+", exports(toy, each)[path])
            for each in (here, moved, other)
        ]
        assert len(ids[0]) > 1
        assert ids[0] == ids[1]
        assert not {*ids[0]} & {*ids[2]}


def test_files_of_nothing(toy: Chronology) -> None:
    """Without entries and sources the files are still well formed."""
    indexes: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in toy.indexes}
    nothing = replace(toy, entries={}, sources={}, years={}, indexes=indexes, redirects={})
    made = exports(nothing, publication_of(nothing))
    for path, content in made.items():
        if path.endswith(".json"):
            json.loads(content)
    assert json.loads(made["data/timeline.json"])["entries"] == []
    assert made["data/timeline.ics"].endswith(b"END:VCALENDAR\r\n")
    assert made["data/timeline.csv"].count(b"\r\n") == 1
