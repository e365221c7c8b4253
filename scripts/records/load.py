"""Read every record of a checkout: files in, models or Problems out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from scripts.problems import Problem, problem
from scripts.records.dates import DateError
from scripts.records.errors import problems_from
from scripts.records.fields import Record
from scripts.records.files import (
    RECORD_DIRS,
    blob_id,
    files_below,
    read_bytes,
    unreadable,
    unsafe_files,
)
from scripts.records.ids import LONGEST_ID, wrong_id
from scripts.records.location import Shape, SourceLocation
from scripts.records.model import Entry, Redirect
from scripts.records.source import Source
from scripts.records.vocabulary import VOCABULARIES, Actor, Place, Topic
from scripts.records.works import Works
from scripts.records.yaml import parse

R_co = TypeVar("R_co", bound=BaseModel, covariant=True)

EVENTS = Path("timeline/events")
PROPOSED = Path("timeline/proposed")
SEEDS = Path("seeds")
VOCABULARY = Path("timeline/vocabulary")
REDIRECTS = Path("timeline/redirects.yml")

# Allowed names of folders of records: they stand in addresses of the repository.
FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Located(Generic[R_co]):
    """A valid record and where it stands."""

    location: SourceLocation
    record: R_co

    @property
    def id(self) -> str:
        return self.location.id

    @property
    def path(self) -> str:
        return self.location.path

    @property
    def blob(self) -> str:
        return self.location.blob


@dataclass(frozen=True)
class Records:
    """All valid records, and what is known of the invalid ones.

    `proposed` are entries that wait for a maintainer: their texts may lack a language. `drafts` are
    the entries and the sources that could be parsed, valid or not; `ids` the ids of all files and
    rows, so that one mistake is one Problem. A table that could not be parsed is missing in `ids`.
    """

    entries: tuple[Located[Entry], ...] = ()
    proposed: tuple[Located[Entry], ...] = ()
    sources: tuple[Located[Source], ...] = ()
    topics: Mapping[str, Located[Topic]] = field(default_factory=dict)
    actors: Mapping[str, Located[Actor]] = field(default_factory=dict)
    places: Mapping[str, Located[Place]] = field(default_factory=dict)
    redirects: Mapping[str, Located[Redirect]] = field(default_factory=dict)
    drafts: Mapping[str, tuple[SourceLocation, ...]] = field(default_factory=dict)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def source_records(self) -> Mapping[str, Source]:
        """The recorded sources by id."""
        return {each.id: each.record for each in self.sources}

    @cached_property
    def works(self) -> Works:
        """The recorded sources by address."""
        return Works(self.source_records)


class Parsed(NamedTuple):
    """A file: its id, its location if it could be parsed, the record if it is valid."""

    id: str
    location: SourceLocation | None = None
    located: Located[Any] | None = None
    problems: tuple[Problem, ...] = ()


Known = dict[str, tuple[str, Parsed]]
"""The blob ids and contents of the files that were read before, by path."""


Refusal = Callable[[str, DateError], DateError]
"""Why a record may not have a text for a date, if it says why it is not EDTF."""


def load(
    root: Path,
    languages: tuple[str, ...],
    known: Known | None = None,
    refusal: Refusal | None = None,
) -> tuple[Records, list[Problem]]:
    """The records of the checkout at `root`, and the problems of files that are not valid records.

    `known` is a cache that the caller keeps, one for the same languages: a file of entries or
    sources whose blob id is the same is not parsed again. It is updated. `refusal` reads dates in
    words, so that a problem can name the EDTF that they mean.
    """
    problems = sorted(unsafe_files(root))
    if any(each.path in RECORD_DIRS for each in problems):
        return Records(), problems
    loader = _Loader(root, languages, {} if known is None else known, problems, refusal)
    files = {
        "entries": loader.files(EVENTS, Entry),
        "proposed": loader.files(PROPOSED, Entry),
        "sources": loader.files(SEEDS, Source),
    }
    tables = {
        name: loader.table(VOCABULARY / f"{name}.yml", model)
        for name, model in VOCABULARIES.items()
    }
    tables["redirects"] = loader.table(REDIRECTS, Redirect)
    valid: dict[str, Any] = {}
    for name, found in files.items():
        valid[name] = tuple(each.located for each in found if each.located)
    for name, table in tables.items():
        valid[name] = {id_: located for id_, located in (table or {}).items() if located}
    ids = {name: frozenset(table) for name, table in tables.items() if table is not None}
    ids |= {name: frozenset(each.id for each in files[name]) for name in ("entries", "sources")}
    drafts = {
        name: tuple(each.location for each in found if each.location)
        for name, found in files.items()
    }
    # Links among the records are reported by `unsafe_files` and by `read_bytes`.
    return Records(**valid, drafts=drafts, ids=ids), sorted(set(problems))


@dataclass(frozen=True)
class _Loader:
    """Reads the files below `root`, and adds what is wrong with them to `problems`."""

    root: Path
    languages: tuple[str, ...]
    known: Known
    problems: list[Problem]
    refusal: Refusal | None = None

    def files(self, folder: Path, model: type[Record]) -> list[Parsed]:
        """Every file below `folder` as a record; its stem is its id."""

        def on_error(error: OSError) -> None:
            name = Path(error.filename).relative_to(self.root).as_posix()
            self.problems.append(unreadable(name, error))

        files = files_below(self.root / folder, on_error)
        names = (file.removeprefix(f"{self.root}/") for file in files)
        parsed = [
            self._file(name, model) for name in sorted(names, key=lambda each: each.split("/"))
        ]
        self.problems.extend(problem for each in parsed for problem in each.problems)
        return parsed

    def table(self, path: Path, model: type[Record]) -> dict[str, Located[Any] | None] | None:
        """A file that maps ids to records: empty if it is missing, None if it is unreadable."""
        if not os.path.lexists(self.root / path):
            return {}
        name = path.as_posix()
        data, found = read_bytes(self.root / path, name)
        document = None
        if data is not None:
            document, found = parse(data, name, Shape(model, table=True))
        self.problems.extend(found)
        if document is None:
            return None
        if not isinstance(document.value, dict):
            self.problems.append(problem(name, *document.at(())[:2], "not-a-mapping"))
            return None
        table: dict[str, Located[Any] | None] = {}
        for id_, value in document.value.items():
            location = SourceLocation(id_, name, document, (id_,))
            if code := wrong_id(id_):
                facts = {"value": id_, "most": LONGEST_ID}
                self.problems.append(location.problem((), code, key=True, **facts))
            table[id_], found = self._record(model, location, value)
            self.problems.extend(found)
        return table

    def _file(self, name: str, model: type[Record]) -> Parsed:
        path = PurePosixPath(name)
        data, problems = read_bytes(self.root / name, name)
        if data is None:
            return Parsed(path.stem, problems=tuple(problems))
        blob = blob_id(data)
        if name in self.known and self.known[name][0] == blob:
            return self.known[name][1]
        parsed = Parsed(path.stem)
        document, problems = parse(data, name, Shape(model))
        if document:
            for part in path.parent.parts:
                if not FOLDER_NAME.fullmatch(part):
                    problems.append(problem(name, 1, 1, "bad-file-name", value=part))
            if code := wrong_id(path.stem):
                code = "bad-file-name" if code == "bad-id" else code
                problems.append(problem(name, 1, 1, code, value=path.stem, most=LONGEST_ID))
            location = SourceLocation(path.stem, name, document, blob=blob)
            located, found = self._record(model, location, document.value)
            parsed = Parsed(path.stem, location, located)
            problems += found
        parsed = parsed._replace(problems=tuple(problems))
        self.known[name] = blob, parsed
        return parsed

    def _record(
        self, model: type[Record], location: SourceLocation, value: object
    ) -> tuple[Located[Any] | None, list[Problem]]:
        complete = not PurePosixPath(location.path).is_relative_to(PROPOSED)
        context = {"languages": self.languages, "complete": complete, "refusal": self.refusal}
        try:
            return Located(location, model.model_validate(value, context=context)), []
        except ValidationError as error:
            # A proposed record may lack languages.
            required = self.languages if complete else ()
            return None, [*problems_from(error, location, model, required)]
