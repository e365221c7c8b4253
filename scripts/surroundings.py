"""What pages and files show besides the chronology, watched for what remembers them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from scripts.checks.examples import read_examples
from scripts.examine import Examined
from scripts.exports import Edition
from scripts.kept import Kept
from scripts.pages.citing import Publication
from scripts.pages.facts import facts_by_year, is_paged
from scripts.pages.page import Surroundings
from scripts.rendering import Days
from scripts.settings import Settings
from scripts.states import edition, last_days, latest, publication
from scripts.timeline.model import Chronology
from scripts.timeline.revisions import find_revisions
from scripts.timeline.translations import find_lags


def surroundings(
    settings: Settings, kept: Kept, examined: Examined, chronology: Chronology, archive: str
) -> tuple[Surroundings, Days]:
    """What pages show besides the chronology; the day of the last change of each record.

    `archive` is where the archive is on the site, if there is one.
    """
    watch, records = kept.memory.watch, examined.records
    history = kept.history_of(settings)
    blobs = {each.path: each.blob for each in (*records.entries, *records.sources)}
    trails = find_revisions(chronology, settings.root, history, blobs, kept.trails)
    lags = find_lags(records, settings.root, history, settings.codes, kept.lags)
    published = publication(settings, chronology, history, trails, blobs)
    around = Surroundings(
        address=settings.address,
        repository=settings.repository,
        additions=watch("additions", latest(chronology, published.states)),
        lags=watch("lags", lags),
        published=replace(
            published,
            states=watch("states", published.states),
            lists=watch("lists", published.lists),
        ),
        trails=watch("trails", trails),
        examples=kept.memory.recall(("examples",), read_examples),
        kept=frozenset(examined.published.pages),
        archive=archive,
        scale=watch("scale", {"paged": is_paged(chronology)}),
        facts=watch("facts", facts_by_year(chronology, kept.memory.recall)),
    )
    return around, watch("days", last_days(chronology, history, blobs))


def watched_edition(
    chronology: Chronology,
    published: Publication,
    watch: Callable[[str, Mapping[str, Any]], Mapping[str, Any]],
) -> Edition:
    """The states of the records as the files for reuse take them."""
    made = edition(chronology, published)
    return replace(
        made,
        days=watch("edition.days", made.days),
        blobs=watch("edition.blobs", made.blobs),
        newest=watch("edition.newest", made.newest),
    )
