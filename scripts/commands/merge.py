"""Join the parts of the site that were built apart (`build --shard`) to one site."""

from __future__ import annotations

import datetime
import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.archive import add_archive
from scripts.console import Commands, Reporter
from scripts.pages.sitemap import sitemaps
from scripts.parts import Fault, Part, faults, read_part
from scripts.search.index import FOLDER, make_index
from scripts.search.pagefind import SearchIndexError
from scripts.settings import Settings
from scripts.sites import beside
from scripts.turns import turn
from scripts.write import exchange_folders, restore_folder, write_file

MOST_TOLD = 10
"""So many things that are wrong are told; a part of another site has one for each of its files."""


def add_command(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts merge`."""
    parser = commands.add_parser(
        "merge", parents=[common], help="join the parts that `build --shard` made to one site"
    )
    parser.add_argument("parts", nargs="+", type=Path, help="the folders of all parts")
    parser.set_defaults(run=run)


def run(settings: Settings, reporter: Reporter, given: Namespace) -> int:
    """Put the joined site in the place of `site/`; where anything is wrong, say so and leave it."""
    try:
        with turn(settings.root, lambda: reporter.say(reporter.word("waiting"))):
            restore_folder(settings.site)
            wrong = merge(settings, reporter, given.parts)
    except SearchIndexError as error:
        reporter.say(str(error).strip())
        reporter.say(reporter.word("stays"))
        return 1
    word = reporter.language.section("merge")
    for key, args in wrong[:MOST_TOLD]:
        reporter.say(word(key, **args))
    if len(wrong) > MOST_TOLD:
        reporter.say(word("more", n=len(wrong) - MOST_TOLD))
    if wrong:
        reporter.say(reporter.word("stays"))
    return 1 if wrong else 0


def merge(settings: Settings, reporter: Reporter, folders: Sequence[Path]) -> list[Fault]:
    """Make one site of the parts in `folders`; what is wrong with them, and then nothing is made.

    Raises pagefind.SearchIndexError; the old site stays.
    """
    with reporter.stage("check"):
        wrong = list(faults(folders))
    if wrong:
        return wrong
    new = beside(settings)
    shutil.rmtree(new, ignore_errors=True)
    with reporter.stage("join-parts") as details:
        parts = {folder: part for folder in folders if (part := read_part(folder))}
        for folder, part in parts.items():
            _put(folder, part, new)
        for path, content in _sitemaps([*parts.values()], settings.codes).items():
            write_file(new / path, content)
        details.append(reporter.word("files", n=sum(len(part.files) for part in parts.values())))
    one = next(iter(parts.values()))
    if not one.shard.indexed:
        with reporter.stage("index"):
            files = {
                path: bytes.fromhex(each)
                for part in parts.values()
                for path, each in part.files.items()
            }
            make_index(new, files, new / FOLDER, settings.cache)
    if one.archived:
        with reporter.stage("archive") as details:
            size = add_archive(new, settings.languages)
            details.append(reporter.word("size", size=f"{size / 1e6:.1f}"))
    with reporter.stage("replace"):
        exchange_folders(new, settings.site)
        shutil.rmtree(new, ignore_errors=True)
    reporter.say(reporter.word("done", folder=f"{settings.site.name}/"))
    return []


def _sitemaps(parts: Sequence[Part], codes: Sequence[str]) -> Mapping[str, bytes]:
    """The sitemap of the pages of all parts, by path."""
    days = {
        address: {
            code: datetime.date.fromisoformat(day) if day else None for code, day in each.items()
        }
        for part in parts
        for address, each in part.days.items()
    }
    return sitemaps(codes, parts[0].address, days)


def _put(folder: Path, part: Part, new: Path) -> None:
    """Copy the files of a part to their places."""
    for path in part.files:
        to = new / path
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / path, to, follow_symlinks=False)
