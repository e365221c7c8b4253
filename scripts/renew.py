"""Make the new site beside the old one, and put it in its place when it is whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from scripts import publish, search_index
from scripts.archive import add_archive
from scripts.chronology import Chronology
from scripts.console import Reporter
from scripts.settings import Settings
from scripts.share.pictures import hand, share_pictures
from scripts.write import replace_folder, write_file


def renew(
    settings: Settings,
    reporter: Reporter,
    chronology: Chronology,
    files: Mapping[str, bytes],
    *,
    archived: bool,
) -> None:
    """Publish beside the site and put that in its place; nothing where nothing has changed.

    `archived` says whether the archive for reading offline is part of it.  Raises
    publish.PublishError, also where what is published has changed meanwhile, and
    search_index.SearchIndexError; the old site stays.
    """
    state = settings.root / ".cache" / "site.json"
    versions = [
        version(name) for name in ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pagefind")
    ]
    versions.append(hand())
    digest = publish.fingerprint(settings, files, versions)
    if _is_current(settings.site, state, digest):
        reporter.say(reporter.word("same"))
        return
    new = beside(settings)
    shutil.rmtree(new, ignore_errors=True)
    total = sum(1 for _ in settings.docs.glob("*/**/*.md"))
    with reporter.stage("publish") as details, reporter.progress(total) as report:
        publish.publish(settings, new, report)
        details.append(reporter.word("pages", n=total))
    with reporter.stage("finish"):
        publish.finish(settings, new, files)
        cache = settings.root / ".cache" / "share"
        for path, file in share_pictures(chronology, settings.languages, cache).items():
            write_file(new / path, (cache / file).read_bytes())
    with reporter.stage("index"):
        search_index.make_index(new, new / search_index.FOLDER)
    if archived:
        with reporter.stage("archive") as details:
            size = add_archive(new, settings.languages)
            details.append(reporter.word("size", size=f"{size / 1e6:.1f}"))
    with reporter.stage("replace"):
        if publish.fingerprint(settings, files, versions) != digest:
            # One language could be of before, the other of after.
            raise publish.PublishError(reporter.word("changed-meanwhile"))
        tree = publish.tree_digest(new)
        replace_folder(new, settings.site)
        write_file(state, json.dumps({"inputs": digest, "site": tree}).encode())
    reporter.say(reporter.word("done", folder=f"{settings.site.name}/"))


def beside(settings: Settings) -> Path:
    """Where a new site is made."""
    return settings.site.with_name(f".{settings.site.name}.new")


def _is_current(site: Path, state: Path, digest: str) -> bool:
    """Whether the site was made of these inputs and is still as it was made."""
    try:
        known = json.loads(state.read_bytes())
    except (OSError, ValueError):
        return False
    return (
        isinstance(known, dict)
        and known.get("inputs") == digest
        and site.is_dir()
        and known.get("site") == publish.tree_digest(site)
    )
