"""The command `published`: keep what a release publishes."""

from __future__ import annotations

from argparse import Namespace
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

from scripts.console import CommandError, Reporter, line
from scripts.problems import problem
from scripts.publish.write import write_file
from scripts.records.load import EVENTS
from scripts.settings import Settings
from scripts.site.missing import explain_gap, named
from scripts.site.published import (
    FILE,
    Published,
    list_site,
    published_text,
    read_published,
    revision_address,
)
from scripts.timeline.git import read_history, revision_name


def keep(settings: Settings, reporter: Reporter, _given: Namespace) -> int:
    """On release: keep the addresses of site/ in timeline/published.json.

    Nothing is written where the site lacks an address of the list before it, or the page of a
    revision that the history has.
    """
    word = reporter.language.section("published")
    if not (settings.site / "index.html").is_file():
        raise CommandError(word("no-site"))
    if gap := explain_gap(settings, reporter.language):
        why, remedy = gap
        raise CommandError(f"{word('no-history', file=FILE, why=why)}\n{remedy}")
    try:
        before = read_published(settings.root)
    except ValueError as error:
        unreadable = problem(FILE.as_posix(), 1, 1, "unreadable-addresses")
        raise CommandError(line(unreadable, reporter.language)) from error
    found = list_site(settings.site, settings.codes, settings.version)
    if missing := missing_from(found, before, settings.root):
        lost = word(
            "lost", file=FILE, missing=len(missing), first=named(reporter.language, missing)
        )
        raise CommandError(f"{lost}\n{word('build-again', file=FILE)}")
    write_file(settings.root / FILE, published_text(found))
    reporter.say(word("kept", file=FILE, n=len(set(found.addresses()))))
    return 0


def missing_from(found: Published, before: Published, root: Path) -> list[str]:
    """What the site of `found` lacks: addresses of `before`, revisions in the history at `root`."""
    history = read_history(root)
    # An id that was redirected has a page too, and keeps its revisions.
    ids = [PurePosixPath(page).name for page in found.pages if fnmatch(page, "events/?*/")]
    known = {
        revision_address(id_, revision_name(each.blob))
        for id_ in ids
        for each in history.get((EVENTS / f"{id_}.yml").as_posix(), ())
    }
    revisions = known.union(before.revision_addresses()) - {*found.revision_addresses()}
    return sorted({*before.addresses()} - {*found.addresses()}) + sorted(revisions)
