"""Put a new site in the place of the old one: whole where much has changed, else what has.

The new site is made beside the old one, and the two change places in one step.  Where little has
changed, the new one is the *spare*: the site before the old one, whose files are for the most part
the same files (hard links), brought up to date.  So a site costs what has changed in it, and nobody
ever sees half of one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.contents import (
    Chain,
    Content,
    Group,
    Tree,
    content_digest,
    digests,
    stretches,
    together,
)
from scripts.publish import mkdocs
from scripts.publish.digests import file_digest, tree_digests
from scripts.publish.write import (
    exchange_folders,
    link_file,
    link_folder,
    remove_file,
    replaced_file,
)
from scripts.settings import Settings

MOST = 0.3
"""If more pages than this part of them have changed, all are published."""


@dataclass
class Made:
    """What the site in place was made of, and what the spare lacks of it.

    `frames` are the digests of what all pages of a language depend on, by code; `pages` and `files`
    those of the pages' Markdown and of the files beside them, by path below the site's root. `tree`
    are the digests of all files of the site. `behind` are the paths by which the spare differs; it
    is None where there is no spare. `followed_by` names the code that has made what follows the
    pages, if that is of them. `groups` are those that have the files, by what they are to this
    process, `loose` the paths of files that are in none; nothing where another process has made the
    site.
    """

    frames: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    tree: dict[str, bytes] = field(default_factory=dict)
    behind: set[str] | None = None
    followed_by: str = ""
    groups: dict[int, Group] = field(default_factory=dict, compare=False, repr=False)
    loose: frozenset[str] = field(default_factory=frozenset, compare=False, repr=False)

    def take_note(self, site: Site, change: Change) -> None:
        """Take note that the files in place are those of `site`, since `change` was made."""
        if change.whole:
            self.files = dict(change.digests)
        else:
            # Where a file was there can be a page now.
            for path in (*change.gone, *change.pages):
                self.files.pop(path, None)
            self.files |= change.digests
        self.groups = {id(each): each for each in site.groups}
        # Not what is in them: among these are the largest.
        self.loose = frozenset(site.files)


@dataclass(frozen=True)
class Site:
    """The site to be: as `Made` has it, with the contents of the files.

    `files` are those that are in none of the `groups`. `archived` says whether the archive for
    reading offline is part of it.
    """

    frames: Mapping[str, str]
    pages: Mapping[str, str]
    files: Group
    groups: Sequence[Group]
    archived: bool


@dataclass(frozen=True)
class Change:
    """What is to be done to the site in place to make it the site to be.

    `pages` are the paths of the pages to be published; `files` what is to be written, and `digests`
    those of it; `gone` the paths that are no more.
    """

    pages: Sequence[str]
    files: Mapping[str, Content]
    gone: Sequence[str]
    whole: bool
    digests: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.whole or self.pages or self.files or self.gone)


def compare(site: Site, made: Made) -> Change:
    """What is to be done."""
    framed = {code for code, each in site.frames.items() if made.frames.get(code) != each}
    before = made.pages
    pages = [
        path
        for path, each in site.pages.items()
        if before.get(path) != each or (framed and path.partition("/")[0] in framed)
    ]
    if not made.tree or len(pages) > MOST * len(site.pages):
        files = together([*site.groups, site.files])
        return Change([*site.pages], files, [], whole=True, digests=digests(files))
    now = {id(each): each for each in site.groups}
    new = together([*(each for key, each in now.items() if key not in made.groups), site.files])
    old = together(each for key, each in made.groups.items() if key not in now).keys() | made.loose
    known = made.files
    others = {path: each for path, each in digests(new).items() if known.get(path) != each}
    # Where a page was there can be a file now.
    gone = before.keys() - site.pages.keys()
    gone |= (old if made.groups or made.loose else known.keys()) - new.keys()
    left = [path for path in sorted(gone) if path not in site.pages and path not in new]
    files = {path: new[path] for path in others}
    return Change(pages, files, left, whole=False, digests=others)


class Renewal:
    """Makes the new site beside the old one.

    `settings.site` is the site; its spare, and where a whole new one is made, are beside it.
    """

    def __init__(
        self, settings: Settings, made: Made, publishers: mkdocs.Publishers | None = None
    ) -> None:
        """A renewal of the site that is as `made` says; `publishers` may be there that wait."""
        self.publishers = publishers
        self.settings = settings
        self.site = settings.site
        self.made = made

    def publish(
        self, change: Change, report: Callable[[int], None]
    ) -> tuple[Path, dict[str, bytes]]:
        """Publish the pages that have changed into a folder; the folder, their digests.

        Raises mkdocs.PublishError.
        """
        to = beside(self.settings)
        shutil.rmtree(to, ignore_errors=True)
        return to, mkdocs.publish(self.settings, change.pages, to, report, self.publishers)

    def fill(self, change: Change, paths: Iterable[str], new: Path) -> dict[str, bytes]:
        """Put files of `change` into `new`; their digests."""
        cache, tree = self.settings.cache, {}
        for path in paths:
            content = change.files[path]
            data = put_file(new / path, content, cache)
            known = change.digests.get(path) if data is content else None
            tree[path] = known or content_digest(data)
        return tree

    def take(self, new: Path, tree: Tree) -> None:
        """Let the whole site in `new`, whose files have the digests `tree`, be the site."""
        exchange_folders(new, self.site)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(spare(self.settings), ignore_errors=True)
        self.made.tree, self.made.behind = dict(tree), None

    def put(self, change: Change, new: Path, tree: Tree) -> None:
        """Let the site be what `change` makes of it.

        `new` has the pages that were published, which have the digests `tree`.
        """
        other = self._spare()
        part = other.with_name(f"{other.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        # Under another name until it is whole, so that one that was broken off is not taken.
        other.rename(part)
        # First: where a file was there can be a folder now.
        for path in change.gone:
            remove_file(part / path, part)
        for path in change.pages:
            take_file(new / path, part / path)
        filled = self.fill(change, change.files, part)
        shutil.rmtree(new, ignore_errors=True)
        for path in change.gone:
            self.made.tree.pop(path, None)
        self.made.tree |= {**tree, **filled}
        exchange_folders(part, self.site)
        part.rename(other)
        self.made.behind = {*change.pages, *change.files, *change.gone}

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
        self.made.tree[name] = file_digest(self.site / name)
        if self.made.behind is not None:
            self.made.behind.add(name)

    def prepare(self) -> None:
        """Have a spare at hand that lacks nothing, so that the next change need not see to that."""
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


def put_file(to: Path, content: Content, cache: Path) -> bytes | Chain:
    """Write a file, whatever was there; what is in it now."""
    data = (cache / content).read_bytes() if isinstance(content, str) else content
    with replaced_file(to) as file:
        file.writelines(stretches(data))
    return data


def take_file(old: Path, to: Path) -> None:
    """Move a file, whatever is there."""
    to.parent.mkdir(parents=True, exist_ok=True)
    old.replace(to)


def beside(settings: Settings) -> Path:
    """Where a new site is made."""
    return settings.site.with_name(f".{settings.site.name}.new")


def spare(settings: Settings) -> Path:
    """Where the spare is."""
    return settings.cache / "spare"


def is_whole(settings: Settings, tree: Mapping[str, bytes]) -> bool:
    """Whether the site in place is as it was made."""
    return settings.site.is_dir() and tree_digests(settings.site) == tree
