"""The shapes of a review's views: one class for each thing that its template prints."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.cli.review import What
from scripts.cli.review.difference import FieldRow, Pieces

Cells = tuple[tuple[str, Pieces], ...]
"""A text by language, in pieces; the languages in the order of the table's columns."""


@dataclass(frozen=True)
class RowView:
    """A row of a table: what stands in it, the texts by language; `side` is before, after or ""."""

    name: str
    cells: Cells
    side: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeRows:
    """A change of an entry: a sentence, what it happened in, the texts before and after."""

    sentence: str
    about: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True)
class EntryReview:
    """An entry that the proposal touches, in words."""

    id: str
    title: str
    path: str
    label: str
    notes: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    rows: tuple[RowView, ...] = ()
    changes: tuple[ChangeRows, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordReview:
    """A source or a row of a vocabulary that the proposal touches."""

    id: str
    what: What
    fields: tuple[FieldRow, ...]
