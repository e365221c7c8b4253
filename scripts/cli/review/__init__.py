"""What a proposal changes in the records: the two sides, and the changes between them, as values.

Both sides are read with the same code and compared by content: comments, the order of keys and the
folding of lines are no changes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from scripts.checks import check
from scripts.checks.prose import check_prose
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.publish.write import write_file
from scripts.records.fields import Record
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, Records, load
from scripts.records.location import Value
from scripts.records.model import Entry, Redirect
from scripts.records.prose import read_by_hand
from scripts.records.source import Source
from scripts.records.vocabulary import VOCABULARIES
from scripts.records.works import Works
from scripts.timeline.content import NormalizedRecord, normalize
from scripts.timeline.diff import Change, compare
from scripts.timeline.evidence import EntryEvidence, of_entry, sources_of
from scripts.timeline.git import REGULAR, read_blobs, read_tree
from scripts.timeline.revisions import upgrade

FOLDERS = ("timeline/", f"{SEEDS}/")


class What(StrEnum):
    """What became of a record."""

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    GONE = "gone"


class RecordChange(NamedTuple):
    """One record that the proposal changes: what it said and says, None where it is missing.

    `path` is the file of an entry.
    """

    id: str
    path: str
    what: What
    old: NormalizedRecord | None
    new: NormalizedRecord | None
    changes: list[Change]


@dataclass(frozen=True)
class Side:
    """The records of one side, their problems, and the content of each record, valid or not.

    `contents` are by family and id: of a row of a vocabulary "file/id", of a draft its path below
    timeline/proposed. `paths` are the files of entries by id.
    """

    records: Records
    problems: tuple[Problem, ...]
    contents: Mapping[str, Mapping[str, NormalizedRecord]]
    paths: Mapping[str, str]

    def evidence(self) -> dict[str, EntryEvidence]:
        """The evidence of each valid entry."""
        sources = sources_of(self.records)
        return {each.id: of_entry(each.record, sources) for each in self.records.entries}


def working_side(root: Path, languages: tuple[Language, ...]) -> Side:
    """The records of the checkout at `root`, committed or not.

    Its problems include those of the pages that are written by hand.
    """
    codes, refusal = tuple(each.code for each in languages), DateReader(languages).refusal
    records, wrong = load(root, codes, refusal=refusal)
    problems = {*wrong, *check(records, languages)}
    for each in languages:
        pages, found = read_by_hand(root, each.code)
        problems |= {*found, *check_prose(pages, records)}
    # A file that cannot be read has a problem and no content; it is not gone.
    unread = [Path(each.path) for each in sorted(problems)]
    paths = {path.stem: path.as_posix() for path in unread if path.is_relative_to(EVENTS)}
    paths |= {each.id: each.path for each in records.drafts["entries"]}
    values: dict[str, dict[str, Value]] = {}
    for family in ("entries", "sources"):
        values[family] = dict.fromkeys(records.ids[family], "")
        values[family] |= {each.id: each.document.value for each in records.drafts[family]}
    tables = {name: getattr(records, name) for name in (*VOCABULARIES, REDIRECTS.stem)}
    values["vocabulary"] = {
        f"{name}/{id_}": value[id_]
        for name, table in tables.items()
        for id_, row in table.items()
        if isinstance(value := row.location.document.value, dict)
    }
    drafts: dict[Path, Value] = dict.fromkeys(
        [path for path in unread if path.is_relative_to(PROPOSED)], ""
    )
    drafts |= {Path(each.path): each.document.value for each in records.drafts["proposed"]}
    values["drafts"] = {str(path.relative_to(PROPOSED)): value for path, value in drafts.items()}
    contents = {
        family: {id_: normalize(v) if isinstance(v, dict) else {} for id_, v in found.items()}
        for family, found in values.items()
    }
    return Side(records, tuple(sorted(problems)), contents, paths)


def committed_side(root: Path, commit: str, languages: tuple[Language, ...]) -> Side:
    """The records of `commit`: its regular files, read in a folder of their own."""
    kept = {
        each.path: each.blob for each in read_tree(root, commit, FOLDERS) if each.mode in REGULAR
    }
    contents = read_blobs(root, kept.values())
    with tempfile.TemporaryDirectory() as folder:
        for path, blob in kept.items():
            write_file(Path(folder) / path, contents[blob])
        return working_side(Path(folder), languages)


def changed_records(family: str, old: Side, new: Side, works: Works) -> Iterator[RecordChange]:
    """The records of a family that differ, sorted by id; `works` are the recorded sources."""
    before, after = old.contents[family], new.contents[family]
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was and now and family in {"entries", "drafts"}:
            was = upgrade(was, now)
        if was == now:
            continue
        model: type[Record] = Source if family == "sources" else Entry
        if family == "vocabulary":
            model = VOCABULARIES.get(id_.partition("/")[0], Redirect)
        what = What.CHANGED
        if was is None:
            what = What.NEW
        elif now is None:
            what = What.GONE
        elif "withdrawn" in now and "withdrawn" not in was:
            what = What.WITHDRAWN
        path = new.paths.get(id_) or old.paths.get(id_, "")
        changes = compare(was, now, model, works)
        yield RecordChange(id_, path, what, was, now, changes)
