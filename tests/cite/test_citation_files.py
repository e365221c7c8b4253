"""The files of citations: joined from what was kept, they are those that are made anew."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from remembering import Witness, edits

from scripts.cite.csl import csl_json, item
from scripts.cite.formats import FORMATS
from scripts.cite.works import Work, entry_work
from scripts.exports.citations import citation_files
from scripts.i18n.language import Language
from scripts.pages.citing import Publication, cited_entry, work_of
from scripts.records.load import Records
from scripts.timeline.git import State
from scripts.timeline.join import join
from scripts.timeline.model import Chronology


def published(
    chronology: Chronology, languages: tuple[Language, ...], changed: Mapping[str, datetime.date]
) -> Publication:
    """Every record in some state, those of the paths in `changed` as of that day."""
    first = datetime.date(2031, 1, 1)
    paths = [each.path for each in chronology.entries.values()]
    paths += [each.path for each in chronology.sources.values()]
    states = {
        path: State(
            blob=hashlib.sha256(path.encode()).hexdigest()[:40],
            revision="1234567890",
            path=path,
            first=first,
            last=changed.get(path, first),
        )
        for path in paths
    }
    return Publication("https://example.org/", "2031.1", "", languages, states)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_made(
    records: Records, languages: tuple[Language, ...], seed: int
) -> None:
    """Over a sequence of edits, and of days that change with them."""
    witness = Witness()
    for changed, chance in edits(records, seed):
        chronology = join(changed)
        path = chance.choice(changed.entries).path
        day = datetime.date(2040, 1, 1 + chance.randrange(30))
        known = published(chronology, languages, {path: day})
        watched = witness.watch(chronology), witness.watch(known)
        made = [*citation_files(*watched, witness.recall)]
        assert made == [*citation_files(chronology, known)]


def test_only_what_changed_is_made(toy: Chronology, languages: tuple[Language, ...]) -> None:
    """A day concerns one entry; a source itself, and the entries and redirects that rest on it."""
    witness = Witness()

    def made(chronology: Chronology, known: Publication) -> list[tuple[str, ...]]:
        witness.made.clear()
        watched = witness.watch(chronology), witness.watch(known)
        assert [*citation_files(*watched, witness.recall)]
        return witness.made

    before = published(toy, languages, {})
    assert len(made(toy, before)) == len(toy.entries) + len(toy.sources) + len(toy.redirects)
    assert made(toy, before) == []
    entry = toy.entries["river-talks"]
    later = published(toy, languages, {entry.path: datetime.date(2040, 1, 1)})
    assert [name for name in made(toy, later) if name[1] == "entry"] == [
        ("citations", "entry", "river-talks")
    ]
    id_, resting = next(iter(toy.by_source.items()))
    source = toy.sources[id_]
    other = replace(source, record=source.record.model_copy(update={"url": "https://example.org/"}))
    found = made(replace(toy, sources={**toy.sources, id_: other}), later)
    assert ("citations", "source", id_) in found
    assert {name[2] for name in found if name[1] == "entry"} >= set(resting)
    assert len(found) < len(toy.entries) + len(toy.sources) + len(toy.redirects)


def test_merged_files_are_those_written_at_once(
    toy: Chronology, languages: tuple[Language, ...]
) -> None:
    """In every format, of entries and sources, one and several."""
    known = published(toy, languages, {})
    works: list[Work] = []
    for language in languages:
        works += [entry_work(cited_entry(each, language, known)) for each in toy.entries.values()]
        works += [work_of(each, language) for each in toy.sources.values()]
    for each in FORMATS.values():
        for several in (works[:1], works[:2], works):
            merged = each.merged([each.file([work]) for work in several])
            assert b"".join(merged) == each.file(several)


@pytest.mark.parametrize("words", ["plain", 'a "b" \\ / \x00\x1f\x7f\x85\u2028 ﷺ 𝄞', "كلمة <&>"])
def test_csl_json_is_written_as_python_writes_it(works: dict[str, list[Work]], words: str) -> None:
    """With the same escapes, indents and line ends."""
    given = [*works["ar"], *works["en"], replace(works["en"][0], title=words, notes=(words,))]
    expected = json.dumps([item(work) for work in given], ensure_ascii=False, indent=2) + "\n"
    assert csl_json(given) == expected
    assert csl_json([]) == "[]\n"
