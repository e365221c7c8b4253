"""Read every record of a checkout: files in, models or Problems out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from scripts.problems import Problem, problem
from scripts.records.blobs import blob_id
from scripts.records.errors import faults
from scripts.records.fields import LONGEST_ID, wrong_id
from scripts.records.model import (
    VOCABULARIES,
    Actor,
    Entry,
    Place,
    Record,
    Redirect,
    Source,
    Topic,
)
from scripts.records.reader import not_read, parse, read, read_bytes
from scripts.records.shape import Shape
from scripts.records.spots import Spot
from scripts.records.tree import WAYS, odd_files

R_co = TypeVar("R_co", bound=BaseModel, covariant=True)

EVENTS = Path("timeline/events")
PROPOSED = Path("timeline/proposed")
SEEDS = Path("seeds")
VOCABULARY = Path("timeline/vocabulary")
REDIRECTS = Path("timeline/redirects.yml")

FOLDER_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
"""What a folder of records may be called: its name stands in addresses of the repository."""


@dataclass(frozen=True)
class Located(Generic[R_co]):
    """A valid record and where it stands."""

    spot: Spot
    record: R_co

    @property
    def id(self) -> str:
        """The record's id."""
        return self.spot.id

    @property
    def path(self) -> str:
        """The record's file, relative to the repository."""
        return self.spot.path

    @property
    def blob(self) -> str:
        """The id that git gives to the record's file."""
        return self.spot.blob


@dataclass(frozen=True)
class Records:
    """All valid records; beside them what is known of those that are not.

    `proposed` are entries that wait for a maintainer: their texts may lack a language, and they are
    no part of the timeline. `drafts` are the entries and the sources that could be read, whether
    they are valid or not; `ids` the ids of all files and of all rows of a table, so that one
    mistake is one Problem. A table that could not be read has none.
    """

    entries: tuple[Located[Entry], ...] = ()
    proposed: tuple[Located[Entry], ...] = ()
    sources: tuple[Located[Source], ...] = ()
    topics: Mapping[str, Located[Topic]] = field(default_factory=dict)
    actors: Mapping[str, Located[Actor]] = field(default_factory=dict)
    places: Mapping[str, Located[Place]] = field(default_factory=dict)
    redirects: Mapping[str, Located[Redirect]] = field(default_factory=dict)
    drafts: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    ids: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class _Draft:
    """A file: its id, where it stands if it could be read, the record if it is valid."""

    id: str
    spot: Spot | None = None
    located: Located[Any] | None = None


@dataclass
class Known:
    """What was read before, by path, each with its blob: where this is the same, the record is too.

    Only files in which nothing was wrong are known. `made` are the folders that the last build has
    made.
    """

    drafts: dict[str, tuple[str, _Draft]] = field(default_factory=dict)
    made: frozenset[str] = frozenset()


def load(
    root: Path, languages: tuple[str, ...], known: Known | None = None
) -> tuple[Records, list[Problem]]:
    """The records of the checkout at `root`, and what is wrong with those that are no records.

    `known` is what the last time has left, in the same languages; it is brought up to date.
    """
    context = {"languages": languages, "complete": True}
    # Nothing is read by way of a link.
    problems = sorted(odd_files(root, known.made if known else ()))
    if any(each.path in WAYS for each in problems):
        return Records(), problems
    kept = known or Known()
    before, kept.drafts = kept.drafts, {}
    reading = _Reading(root, problems, before, kept.drafts)
    entries = list(reading.files(EVENTS, Entry, context))
    proposed = list(reading.files(PROPOSED, Entry, {**context, "complete": False}))
    sources = list(reading.files(SEEDS, Source, context))
    tables: dict[str, dict[str, Located[Any] | None] | None] = {
        name: _table(root, VOCABULARY / f"{name}.yml", model, context, problems)
        for name, model in VOCABULARIES.items()
    }
    tables["redirects"] = _table(root, REDIRECTS, Redirect, context, problems)
    ids = {name: frozenset(table) for name, table in tables.items() if table is not None}
    ids["entries"] = frozenset(draft.id for draft in entries)
    ids["sources"] = frozenset(draft.id for draft in sources)
    records = Records(
        entries=tuple(draft.located for draft in entries if draft.located),
        proposed=tuple(draft.located for draft in proposed if draft.located),
        sources=tuple(draft.located for draft in sources if draft.located),
        topics=_valid(tables["topics"]),
        actors=_valid(tables["actors"]),
        places=_valid(tables["places"]),
        redirects=_valid(tables["redirects"]),
        drafts={
            "entries": tuple(draft.spot for draft in entries if draft.spot),
            "proposed": tuple(draft.spot for draft in proposed if draft.spot),
            "sources": tuple(draft.spot for draft in sources if draft.spot),
        },
        ids=ids,
    )
    # The reader tells of the links among records too.
    return records, sorted(set(problems))


def _valid(table: Mapping[str, Located[Any] | None] | None) -> dict[str, Located[Any]]:
    return {id_: located for id_, located in (table or {}).items() if located}


@dataclass(frozen=True)
class _Reading:
    """One pass over the files below `root`; what was known `before` it and is known `after` it."""

    root: Path
    problems: list[Problem]
    before: Mapping[str, tuple[str, _Draft]]
    after: dict[str, tuple[str, _Draft]]

    def files(
        self, folder: Path, model: type[Record], context: Mapping[str, Any]
    ) -> Iterator[_Draft]:
        """Every file below `folder` as a record; its stem is its id."""

        def unread(error: OSError) -> None:
            name = Path(error.filename).relative_to(self.root).as_posix()
            self.problems.append(not_read(name, error))

        start = len(f"{self.root}/")
        for file in sorted(_below(self.root / folder, unread), key=lambda each: each.split("/")):
            name = file[start:]
            data, found = read_bytes(file, name)
            if data is None:
                self.problems.extend(found)
                yield _Draft(PurePosixPath(name).stem)
                continue
            kept, blob = self.before.get(name), blob_id(data)
            if kept is None or kept[0] != blob:
                count = len(self.problems)
                kept = blob, self._draft(name, data, blob, model, context)
                if len(self.problems) > count:
                    yield kept[1]
                    continue
            self.after[name] = kept
            yield kept[1]

    def _draft(
        self, name: str, data: bytes, blob: str, model: type[Record], context: Mapping[str, Any]
    ) -> _Draft:
        path = PurePosixPath(name)
        document, found = parse(data, name, Shape(model))
        self.problems.extend(found)
        if document is None:
            return _Draft(path.stem)
        for part in path.parent.parts:
            if not FOLDER_NAME.fullmatch(part):
                self.problems.append(problem(name, 1, 1, "bad-file-name", value=part))
        if code := wrong_id(path.stem):
            code = "bad-file-name" if code == "bad-id" else code
            self.problems.append(problem(name, 1, 1, code, value=path.stem, most=LONGEST_ID))
        spot = Spot(path.stem, name, document, blob=blob)
        return _Draft(path.stem, spot, _record(model, spot, context, self.problems))


def _below(folder: Path, unread: Callable[[OSError], None]) -> Iterator[str]:
    """Every file below a folder that there is, and every link, which is not followed.

    Not by `rglob`, which says nothing of a folder that it cannot read: its entries would be gone.
    """
    if not folder.exists():
        return
    for home, folders, names in os.walk(folder, onerror=unread):
        links = [name for name in folders if Path(home, name).is_symlink()]
        yield from (f"{home}/{name}" for name in [*names, *links])


def _table(
    root: Path,
    path: Path,
    model: type[Record],
    context: Mapping[str, Any],
    problems: list[Problem],
) -> dict[str, Located[Any] | None] | None:
    """A file that maps ids to records, none where it is missing; None where it is unreadable."""
    if not os.path.lexists(root / path):
        return {}
    name = path.as_posix()
    document, found = read(root / path, name, Shape(model, table=True))
    problems += found
    if document is None:
        return None
    if not isinstance(document.value, dict):
        problems.append(Spot("", name, document).problem((), "not-a-mapping"))
        return None
    table: dict[str, Located[Any] | None] = {}
    for id_ in document.value:
        spot = Spot(id_, name, document, (id_,))
        if code := wrong_id(id_):
            problems.append(spot.problem((), code, key=True, value=id_, most=LONGEST_ID))
        table[id_] = _record(model, spot, context, problems)
    return table


def _record(
    model: type[Record],
    spot: Spot,
    context: Mapping[str, Any],
    problems: list[Problem],
) -> Located[Any] | None:
    value: Any = spot.document.value
    for part in spot.base:
        value = value[part]
    try:
        return Located(spot, model.model_validate(value, context=dict(context)))
    except ValidationError as error:
        # Of a proposed record no language is missing.
        languages = context["languages"] if context["complete"] else ()
        problems += faults(error, spot, model, languages)
        return None
