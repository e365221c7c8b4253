"""The command `adopt`: move a proposed entry into the timeline, and its inline sources to seeds/.

Everything is written or nothing: what is incomplete is reported at the place where it is missing.
An entry that stands in timeline/events/ already gives up its inline sources in the same way.
"""

from __future__ import annotations

import copy
import re
import shutil
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from scripts.checks import check
from scripts.checks.references import CITED, NAMED
from scripts.cli.format import path_of
from scripts.console import CommandError, Reporter
from scripts.layout import dumped, first_line, laid_out, loaded
from scripts.problems import Problem
from scripts.publish.write import write_all
from scripts.records.errors import problems_from
from scripts.records.ids import LONGEST_ID, proposed_id, wrong_id
from scripts.records.load import EVENTS, PROPOSED, SEEDS, Known, Records, load
from scripts.records.location import KeyPath, SourceLocation, Value
from scripts.records.model import Entry
from scripts.records.source import Source
from scripts.settings import Settings
from scripts.timeline.diff import texts


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="a file of timeline/proposed/ or timeline/events/")
    ids = "the id of a source's record, in the order of the file (default: one is proposed)"
    parser.add_argument("--source", action="append", default=[], metavar="ID", help=ids)
    parser.add_argument("--dry-run", action="store_true", help="write nothing; say what would be")


def adopt(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Move a proposed entry to timeline/events/ and its inline sources to seeds/."""
    word = reporter.language.section("adopting")
    path = path_of(settings.root, arguments.file)
    known: Known = {}
    records, problems = load(settings.root, settings.codes, known, settings.refusal)
    problems += check(records, settings.languages)
    if own := sorted(each for each in problems if each.path == path):
        return reporter.problems(own)
    drafts = (*records.drafts.get("proposed", ()), *records.drafts.get("entries", ()))
    spot = next((each for each in drafts if each.path == path), None)
    if spot is None:
        raise CommandError(word("no-entry", file=arguments.file))
    adoption = Adoption(settings, spot, records, known)
    adoption.plan(arguments.source)
    if adoption.problems:
        return reporter.problems(sorted(adoption.problems))
    if [*adoption.texts] == [path]:
        reporter.say(word("nothing", file=path))
        return 0
    if not arguments.dry_run:
        adoption.write(settings.root)
    for each in sorted(adoption.texts):
        reporter.say(word("would-write" if arguments.dry_run else "wrote", file=each))
    if not arguments.dry_run:
        reporter.say(word("next"))
    return 0


@dataclass
class Adoption:
    """What adopting the entry at `spot` comes to: the texts to be written, and what is wrong.

    The checks have found nothing wrong in the entry. Codes besides theirs: `unnamed-source`,
    `source-id-taken` (id), `needless-name` (id), `no-layout`.
    """

    settings: Settings
    spot: SourceLocation
    records: Records
    known: Known
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def write(self, root: Path) -> None:
        """Write the texts below `root`, and remove the file that the entry leaves."""
        files = {root / path: text.encode() for path, text in self.texts.items()}
        write_all(files, [] if self.spot.path in self.texts else [root / self.spot.path])

    def plan(self, names: Sequence[str]) -> None:
        """Make the texts; `names` are the ids chosen for its sources, in the order of the file."""
        data = (self.settings.root / self.spot.path).read_bytes()
        text, self.problems = laid_out(data, self.spot.path)
        if self.problems:
            return
        entry = loaded(text)
        values: dict[str, object] = {}
        places: dict[str, KeyPath] = {}
        given = self._source_ids(names)
        plain = copy.deepcopy(self.spot.document.value)
        self._rename(given, entry, plain)
        for where, id_ in given.items():
            path = (SEEDS / f"{id_}.yml").as_posix()
            places[path] = where
            values[path] = self._source_value(plain, where)
            self.texts[path] = source_text(entry, where, path)
            value_at(entry, where[:-1])["source"] = "id" if wrong_id(id_) else id_
        self._validate(Entry, entry, self.spot)
        target = Path(self.spot.path)
        if target.is_relative_to(PROPOSED):
            target = EVENTS / target.relative_to(PROPOSED)
        values[target.as_posix()] = entry
        self.texts[target.as_posix()] = dumped(entry)
        if not self.problems:
            self._rehearse(values, places)

    def _rehearse(self, values: Mapping[str, object], places: Mapping[str, KeyPath]) -> None:
        """Check the new files in a copy of the records; each must hold `values`.

        A problem in a new file is reported at the place in the entry from which that file was made.
        """
        for path, text in self.texts.items():
            self.texts[path], _ = laid_out(text.encode(), path)
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name in ("timeline", "seeds"):
                shutil.copytree(self.settings.root / name, root / name, symlinks=True)
            self.write(root)
            records, problems = load(root, self.settings.codes, self.known)
        read = {each.path: each.document.value for some in records.drafts.values() for each in some}
        if any(read.get(path) != value for path, value in values.items()):
            self._add((), "no-layout")
            return
        self.problems += [
            replace(self.spot.problem(places.get(each.path, ()), each.code), args=each.args)
            for each in [*problems, *check(records, self.settings.languages)]
            if each.path in self.texts
        ]

    def _source_ids(self, names: Sequence[str]) -> dict[KeyPath, str]:
        """The id of each inline source: one of `names`, else its key, else one is proposed."""
        left = list(names)
        ids: dict[KeyPath, str] = {}
        for where, value in (each for path in CITED for each in self.spot.values(*path)):
            if not isinstance(value, dict):
                continue
            id_ = left.pop(0) if left else str(value.get("key") or proposed_source_id(value))
            if not id_:
                self._add(where, "unnamed-source")
            elif code := wrong_id(id_):
                self._add(where, code, value=id_, most=LONGEST_ID)
            elif id_ in self.records.ids["sources"] or id_ in ids.values():
                self._add(where, "source-id-taken", id=id_)
            ids[where] = id_
        self.problems += [self.spot.problem((), "needless-name", id=each) for each in left]
        return ids

    def _rename(self, given: Mapping[KeyPath, str], *entries: object) -> None:
        """Put the ids of `given` in place of the keys by which `entries` name the sources."""
        whole = self.spot.document.value
        keys = {value_at(whole, where).get("key"): id_ for where, id_ in given.items()}
        paths = [path for path, family in NAMED["entries"] if family == "sources"]
        for where, name in (each for path in paths for each in self.spot.values(*path)):
            if isinstance(name, str) and keys.get(name, name) != name:
                for entry in entries:
                    value_at(entry, where[:-1])[where[-1]] = keys[name]

    def _source_value(self, entry: Value, where: KeyPath) -> dict[str, Value]:
        """What the record of an inline source says."""
        here = replace(self.spot, base=where)
        record = dict(value_at(entry, where))
        record.pop("key", None)
        del record["publisher"]
        if "publisher_in" in record:
            record["publisher"] = record.pop("publisher_in")
        else:
            self.problems.append(here.problem((), "missing-field", key=True, field="publisher_in"))
        self._validate(Source, record, here)
        return record

    def _validate(self, model: type[Any], value: object, spot: SourceLocation) -> None:
        """Add what `value` lacks of a complete record, at its place in the entry's file."""
        codes = self.settings.codes
        try:
            model.model_validate(value, context={"languages": codes, "complete": True})
        except ValidationError as error:
            self.problems += problems_from(error, spot, model, codes)

    def _add(self, where: KeyPath, code: str, **args: str | int) -> None:
        self.problems.append(self.spot.problem(where, code, key=False, **args))


def source_text(entry: Any, where: KeyPath, path: str) -> str:  # noqa: ANN401
    """The text of the record at `path` for the inline source at `where` in an entry.

    The comments of the source go with it. Those between the source and the next key of its cite
    stay in the entry.
    """
    whole = value_at(entry, where)
    whole.fa.set_block_style()
    above = sum(isinstance(part, str) for part in where)
    for part in reversed(where):
        whole = {part: whole} if isinstance(part, str) else [whole]
    column = 4 * (len(where) - above) + 2
    lines = dumped(whole).splitlines()[above:]
    below: list[str] = []
    while lines[-1].lstrip().startswith("#") and not lines[-1].startswith(" " * column):
        below.insert(0, lines.pop().lstrip("# "))
    cite = value_at(entry, where[:-1])
    if below and (following := [*cite][[*cite].index("source") + 1 :]):
        comment = "\n".join(below)
        cite.yaml_set_comment_before_after_key(following[0], before=comment, indent=column - 2)
    parts = _parts([each[column:] for each in lines])
    parts["title"] = [*_comments(parts.pop("key", [])), *parts["title"]]
    if "publisher_in" in parts:
        comments = _comments(parts["publisher"])
        names = [re.sub("^publisher_in", "publisher", line) for line in parts.pop("publisher_in")]
        parts["publisher"] = comments + names
    order = [*Source.model_fields]
    rows = [line for key in sorted(parts, key=order.index) for line in parts[key]]
    return "\n".join([first_line(path), *rows, ""])


def _comments(lines: Sequence[str]) -> list[str]:
    """The comments above a key and beside it."""
    beside = (line.partition(" #")[2] for line in lines if not line.startswith("#"))
    return [
        *(line for line in lines if line.startswith("#")),
        *(f"#{each}" for each in beside if each),
    ]


def _parts(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each key of a mapping, with the comments above it."""
    parts: dict[str, list[str]] = {}
    above: list[str] = []
    key = ""
    for line in lines:
        above.append(line)
        if not line.startswith("#"):
            if line[:1].strip():
                key = line.partition(":")[0]
            parts.setdefault(key, []).extend(above)
            above = []
    parts[key] += above
    return parts


def value_at(value: Any, where: KeyPath) -> Any:  # noqa: ANN401
    for part in where:
        value = value[part]
    return value


def proposed_source_id(value: Mapping[str, Value]) -> str:
    """An id out of publisher and title, in English where there is any."""
    names = ("publisher", "title")
    english = [texts(value.get(f"{name}_in")).get("en") or value.get(name, "") for name in names]
    return proposed_id(*map(str, english))
