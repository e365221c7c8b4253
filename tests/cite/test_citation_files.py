"""The files of citations: joined from what was kept, they are those that are made anew."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from scripts.cite.formats import FORMATS, csl_json, item
from scripts.cite.works import Work, source_work
from scripts.i18n.language import Language
from scripts.pages.citing import Publication, cited_entry
from scripts.timeline.git import State
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


def test_merged_files_are_those_written_at_once(
    toy: Chronology, languages: tuple[Language, ...]
) -> None:
    """In every format, of entries and sources, one and several."""
    known = published(toy, languages, {})
    works: list[Work] = []
    for language in languages:
        works += [cited_entry(each, language, known) for each in toy.entries.values()]
        works += [source_work(each, language) for each in toy.sources.values()]
    for each in FORMATS.values():
        for several in (works[:1], works[:2], works):
            merged = each.merged([each.file([work]) for work in several])
            assert merged == each.file(several)


@pytest.mark.parametrize("words", ["plain", 'a "b" \\ / \x00\x1f\x7f\x85\u2028 ﷺ 𝄞', "كلمة <&>"])
def test_csl_json_is_written_as_python_writes_it(works: dict[str, list[Work]], words: str) -> None:
    """With the same escapes, indents and line ends."""
    given = [*works["ar"], *works["en"], replace(works["en"][0], title=words, notes=(words,))]
    expected = json.dumps([item(work) for work in given], ensure_ascii=False, indent=2) + "\n"
    assert csl_json(given) == expected
    assert csl_json([]) == "[]\n"
