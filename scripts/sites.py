"""Put a new site in the place of the old one: whole where much has changed, else what has.

The new site is made beside the old one, and the two change places in one step.  Where little has
changed, the new one is the *spare*: the site before the old one, whose files are for the most part
the same files (hard links), brought up to date.  So a site costs what has changed in it, and nobody
ever sees half of one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts import publish
from scripts.digests import tree_digests
from scripts.settings import Settings
from scripts.write import exchange_folders, link_file, link_folder, remove_file, write_file

MOST = 0.3
"""If more pages than this part of them have changed, all are published."""

Content = bytes | Path
"""What is to be in a file, or a file in which it is."""


@dataclass
class Made:
    """What the site in place was made of, and what the spare lacks of it.

    `frames` are the digests of what all pages of a language depend on, by code; `pages` and `files`
    those of the pages' Markdown and of the files beside them, by path below the site's root. `tree`
    are the digests of all files of the site. `behind` are the paths by which the spare differs; it
    is None where there is no spare. `followed`: whether what follows the pages is of them.
    """

    frames: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    tree: dict[str, bytes] = field(default_factory=dict)
    behind: set[str] | None = None
    followed: bool = False


@dataclass(frozen=True)
class Site:
    """The site to be: as `Made` has it, with the contents of the files.

    `archived` says whether the archive for reading offline is part of it.
    """

    frames: Mapping[str, str]
    pages: Mapping[str, str]
    files: Mapping[str, Content]
    archived: bool


@dataclass(frozen=True)
class Change:
    """What is to be done to the site in place to make it the site to be.

    `pages` are the paths of the pages to be published; `files` what is to be written; `gone` the
    paths that are no more.
    """

    pages: Sequence[str]
    files: Mapping[str, Content]
    gone: Sequence[str]
    whole: bool

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.whole or self.pages or self.files or self.gone)


def digest(content: Content) -> bytes:
    """The digest of what is to be in a file; a picture goes by its name in the cache."""
    if isinstance(content, Path):
        return "/".join(content.parts[-3:]).encode()
    return hashlib.sha256(content).digest()


def compare(site: Site, made: Made, digests: Mapping[str, bytes]) -> Change:
    """What is to be done; `digests` are those of the files of `site`."""
    pages = [
        path
        for path, each in site.pages.items()
        if made.pages.get(path) != each
        or made.frames.get(code := path.partition("/")[0]) != site.frames[code]
    ]
    if not made.tree or len(pages) > MOST * len(site.pages):
        return Change([*site.pages], site.files, [], whole=True)
    files = {
        path: content
        for path, content in site.files.items()
        if made.files.get(path) != digests[path]
    }
    # Where a page was there can be a file now.
    there = site.pages.keys() | site.files.keys()
    gone = [path for path in (*made.pages, *made.files) if path not in there]
    return Change(pages, files, gone, whole=False)


class Renewal:
    """Makes the new site beside the old one.

    `settings.site` is the site; its spare, and where a whole new one is made, are beside it.
    """

    def __init__(self, settings: Settings, made: Made) -> None:
        """A renewal of the site that is as `made` says."""
        self.settings = settings
        self.site = settings.site
        self.made = made

    def publish(self, change: Change, report: Callable[[int], None]) -> Path:
        """Publish the pages that have changed into a folder; raises publish.PublishError."""
        to = beside(self.settings)
        shutil.rmtree(to, ignore_errors=True)
        publish.publish(self.settings, change.pages, to, report)
        return to

    def fill(self, change: Change, new: Path) -> None:
        """Put all files into `new`, a whole site; what `change` is of."""
        for path, content in change.files.items():
            put_file(new / path, content)

    def take(self, new: Path) -> None:
        """Let the whole site in `new` be the site."""
        tree = tree_digests(new)
        exchange_folders(new, self.site)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(spare(self.settings), ignore_errors=True)
        self.made.tree, self.made.behind = tree, None

    def put(self, change: Change, new: Path) -> None:
        """Let the site be what `change` makes of it; `new` has the pages that were published."""
        other = self._spare()
        part = other.with_name(f"{other.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        # Under another name until it is whole, so that one that was broken off is not taken.
        other.rename(part)
        self._fill_part(change, new, part)
        exchange_folders(part, self.site)
        part.rename(other)
        self.made.behind = {*change.pages, *change.files, *change.gone}

    def _fill_part(self, change: Change, new: Path, other: Path) -> None:
        # First: where a file was there can be a folder now.
        for path in change.gone:
            remove_file(other / path, other)
        for path in change.pages:
            take_file(new / path, other / path)
        for path, content in change.files.items():
            put_file(other / path, content)
        shutil.rmtree(new, ignore_errors=True)
        for path in change.gone:
            self.made.tree.pop(path, None)
        for path in (*change.pages, *change.files):
            self.made.tree[path] = digest((other / path).read_bytes())

    def put_folder(self, new: Path, name: str) -> None:
        """Let a folder of the site be `new`; the rest of the site stays as it is."""
        for path in [path for path in self.made.tree if path.startswith(f"{name}/")]:
            del self.made.tree[path]
        for path, each in tree_digests(new).items():
            self.made.tree[f"{name}/{path}"] = each
        exchange_folders(new, self.site / name)
        shutil.rmtree(new, ignore_errors=True)
        if self.made.behind is not None:
            self.made.behind.add(name)

    def note(self, name: str) -> None:
        """Take note of a file that was written into the site; the rest stays as it is."""
        self.made.tree[name] = digest((self.site / name).read_bytes())
        if self.made.behind is not None:
            self.made.behind.add(name)

    def prepare(self) -> None:
        """Have a spare at hand, which the next change need not make."""
        if self.made.behind is None or not spare(self.settings).is_dir():
            self._spare()
            self.made.behind = set()

    def _spare(self) -> Path:
        """The spare, as the site in place is."""
        other = spare(self.settings)
        behind, self.made.behind = self.made.behind, None
        if behind is None or not other.is_dir():
            shutil.rmtree(other, ignore_errors=True)
            link_folder(self.site, other)
            return other
        for path in behind:
            old, to = self.site / path, other / path
            if old.is_dir():
                shutil.rmtree(to, ignore_errors=True)
                link_folder(old, to)
            elif old.is_file():
                to.parent.mkdir(parents=True, exist_ok=True)
                to.unlink(missing_ok=True)
                link_file(old, to)
            else:
                remove_file(to, other)
        return other


def put_file(to: Path, content: Content) -> None:
    """Write a file, whatever was there."""
    if isinstance(content, Path):
        content = content.read_bytes()
    write_file(to, content)


def take_file(old: Path, to: Path) -> None:
    """Move a file, whatever is there."""
    to.parent.mkdir(parents=True, exist_ok=True)
    old.replace(to)


def beside(settings: Settings) -> Path:
    """Where a new site is made."""
    return settings.site.with_name(f".{settings.site.name}.new")


def spare(settings: Settings) -> Path:
    """Where the spare is."""
    return settings.root / ".cache" / "spare"


def is_whole(settings: Settings, tree: Mapping[str, bytes]) -> bool:
    """Whether the site in place is as it was made."""
    return settings.site.is_dir() and tree_digests(settings.site) == tree
