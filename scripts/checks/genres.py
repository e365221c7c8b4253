"""The rule on genres: what a bibliography knows of a source goes with its genre."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.checks.claims import all_sources
from scripts.problems import Problem
from scripts.records.load import Records
from scripts.records.location import SourceLocation
from scripts.records.source import APPLIES, InlineSource, Source


def fields_go_with_genres(records: Records) -> Iterator[Problem]:
    """A source has no field that its genre does not have: a citation would leave it out."""
    for source in all_sources(records):
        yield from _strange(source.record, source.location)


def _strange(source: Source | InlineSource, location: SourceLocation) -> Iterator[Problem]:
    for field, genres in APPLIES.items():
        if source.genre and source.genre not in genres and getattr(source, field) is not None:
            facts = {
                "field": field,
                "genre": str(source.genre),
                "genres": ", ".join(sorted(genres)),
            }
            yield location.problem((field,), "field-of-other-genre", key=True, **facts)
