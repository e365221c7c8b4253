"""The two sides of a review: the records as they are published, and as they are proposed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.checks import check
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.publish.write import write_file
from scripts.records.hand_written import read_by_hand
from scripts.records.load import (
    EVENTS,
    PROPOSED,
    REDIRECTS,
    SEEDS,
    VOCABULARY,
    Located,
    Records,
    load,
)
from scripts.records.model import VOCABULARIES, Source
from scripts.records.reader import Value
from scripts.timeline.evidence import EntryEvidence, of_entry
from scripts.timeline.git import REGULAR, read_blobs
from scripts.timeline.revisions import Said, said
from scripts.timeline.trees import read_tree

FOLDERS = ("timeline/", f"{SEEDS}/")


@dataclass(frozen=True)
class Side:
    """One side: its records, what is wrong with them, and what each of them says.

    `entries`, `sources` and `vocabulary` hold what can be read, valid or not: entries as
    `revisions.said` gives them, the others as plain values; vocabulary by "file/id". `paths` are
    the files of entries by id. `drafts` are what lies in timeline/proposed/, by its name there.
    """

    records: Records
    problems: tuple[Problem, ...]
    entries: Mapping[str, Said]
    sources: Mapping[str, Value]
    vocabulary: Mapping[str, Value]
    paths: Mapping[str, str]
    drafts: Mapping[str, Value]

    def evidence(self) -> dict[str, EntryEvidence]:
        """The evidence of each valid entry."""
        sources: dict[str, Source] = {each.id: each.record for each in self.records.sources}
        return {each.id: of_entry(each.record, sources) for each in self.records.entries}


def working_side(root: Path, languages: tuple[Language, ...]) -> Side:
    """The records that lie in the checkout at `root` now, committed or not.

    Its problems are also those of the pages that are written by hand.
    """
    records, problems = load(root, tuple(each.code for each in languages))
    prose = [found for each in languages for found in read_by_hand(root, each.code)[1]]
    found = sorted({*problems, *check(records, languages), *prose})
    entries, paths = {}, {}
    for draft in records.drafts.get("entries", ()):
        paths[draft.id] = draft.path
        if isinstance(draft.document.value, dict):
            entries[draft.id] = said(draft.document.value)
    drafts = {
        Path(draft.path).relative_to(PROPOSED).as_posix(): draft.document.value
        for draft in records.drafts.get("proposed", ())
    }
    # A file that cannot be read is there all the same; its problems name it.
    for each in found:
        path = Path(each.path)
        if path.is_relative_to(PROPOSED):
            drafts.setdefault(path.relative_to(PROPOSED).as_posix(), "")
        if path.is_relative_to(EVENTS) and path.stem in records.ids["entries"]:
            paths.setdefault(path.stem, each.path)
    sources: dict[str, Value] = dict.fromkeys(records.ids["sources"], "")
    sources |= {draft.id: draft.document.value for draft in records.drafts.get("sources", ())}
    return Side(records, tuple(found), entries, sources, _vocabulary(records), paths, drafts)


def committed_side(root: Path, commit: str, languages: tuple[Language, ...]) -> Side:
    """The records that `commit` has: its regular files, read in a folder of their own."""
    kept = {
        each.path: each.blob for each in read_tree(root, commit, FOLDERS) if each.mode in REGULAR
    }
    contents = read_blobs(root, kept.values())
    with tempfile.TemporaryDirectory() as folder:
        for path, blob in kept.items():
            write_file(Path(folder) / path, contents[blob])
        return working_side(Path(folder), languages)


def _vocabulary(records: Records) -> dict[str, Value]:
    """What topics, actors, places and redirects say, by file and id."""
    tables: dict[str, Mapping[str, Located[Any]]] = {
        **{(VOCABULARY / f"{name}.yml").name: getattr(records, name) for name in VOCABULARIES},
        REDIRECTS.name: records.redirects,
    }
    found: dict[str, Value] = {}
    for table in tables.values():
        for id_, located in table.items():
            value = located.spot.document.value
            if isinstance(value, dict):
                found[f"{Path(located.path).stem}/{id_}"] = value[id_]
    return found
