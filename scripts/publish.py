"""Turn the Markdown pages into the finished site with the publisher, MkDocs.

Another publisher is another `command`: nothing else here or in the stages before knows MkDocs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from scripts.languages import Language
from scripts.offline import WORKER, look_folder
from scripts.settings import Settings
from scripts.write import write_file

LOOK = "look"
"""The folder of the theme with stylesheet and scripts: one for the site, not one a language."""

FRAME = "theme/frame"
"""Below docs/: what the build tells the frame of every page, one file a language."""

FACETS = ("topic", "evidence", "year", "source")
"""By what a search can be narrowed: the filters that entries carry for it."""

LEFT_OUT = ("assets", "sitemap.xml", "sitemap.xml.gz", "404.html")
"""What the publisher makes for a language and the site has its own of, or does not use."""


class PublishError(Exception):
    """The publisher failed; the text is what it printed."""


def command(config: Path, out: Path) -> list[str]:
    """The publisher's command for one language."""
    return [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        # Not with --quiet, which silences the warnings that --strict counts.
        "--strict",
        "--config-file",
        str(config),
        "--site-dir",
        str(out),
    ]


def publish(settings: Settings, new: Path, report: Callable[[int], None]) -> None:
    """Publish every language side by side into `new`; `report` hears how many pages are there.

    Raises PublishError.
    """
    # Material's banner on its end of life; an old stamp makes the sitemap's dates reproducible.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    with ExitStack() as stack:
        # What they print goes into files: a pipe that nobody empties would stop them.
        said = [stack.enter_context(tempfile.TemporaryFile("w+")) for _ in settings.languages]
        running: list[subprocess.Popen[bytes]] = []
        try:
            for language, out in zip(settings.languages, said, strict=True):
                process = subprocess.Popen(
                    command(settings.config(language), new / language.code),
                    cwd=settings.root,
                    env={**environment, "SITE_URL": f"{settings.address}{language.code}/"},
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    # It holds the turn to build too: it may outlive a build that is killed.
                    close_fds=False,
                )
                running.append(process)
            while any(process.poll() is None for process in running):
                report(_count(new))
                time.sleep(0.1)
        finally:
            for process in running:
                process.kill()
                process.wait()
        if any(process.returncode for process in running):
            for out in said:
                out.seek(0)
            raise PublishError("".join(out.read() for out in said))


def _count(folder: Path) -> int:
    return sum(names.count("index.html") for _, _, names in os.walk(folder))


def finish(settings: Settings, new: Path, files: Mapping[str, bytes]) -> None:
    """Take out what the site does not use, put the look in one place, add `files` of the root."""
    look = new / look_folder()
    look.parent.mkdir()
    for number, language in enumerate(settings.languages):
        home = new / language.code
        for name in LEFT_OUT:
            path = home / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        if number == 0:
            (home / LOOK).rename(look)
        else:
            shutil.rmtree(home / LOOK)
    # Published at the root, made of this source.
    (look / WORKER).unlink()
    for name, content in files.items():
        write_file(new / name, content)


def fingerprint(settings: Settings, files: Mapping[str, bytes], versions: Iterable[str]) -> str:
    """What the finished site depends on, as one digest: equal digests, equal sites."""
    digest = hashlib.sha256()

    def take(*parts: bytes) -> None:
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)

    take(settings.address.encode(), *(version.encode() for version in versions))
    configs = sorted({settings.root / "mkdocs.yml", *map(settings.config, settings.languages)})
    for path in [*configs, *_files(settings.docs)]:
        take(path.relative_to(settings.root).as_posix().encode(), path.read_bytes())
    for name, content in sorted(files.items()):
        take(name.encode(), content)
    return digest.hexdigest()


def tree_digest(folder: Path) -> str:
    """One digest of every path and content below `folder`, to see whether a site is still whole."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path) -> Sequence[Path]:
    return sorted(
        Path(home) / name
        for home, _, names in os.walk(folder)
        for name in names
        if not name.endswith(".partial")
    )


def frame(settings: Settings, language: Language) -> dict[str, object]:
    """What the theme's frame needs to know that is not in a page, for one language."""
    return {
        "code": language.code,
        "direction": language.direction,
        "address": settings.address,
        "look": look_folder(),
        "languages": [
            {
                "code": each.code,
                "name": each.name,
                "direction": each.direction,
                "words": each.word("frame.read-here"),
                "search": each.word("frame.search-elsewhere"),
            }
            for each in settings.languages
        ],
        "words": dict(language.facts["frame"]),
        "facets": {name: language.word(f"filters.{name}") for name in FACETS},
        "any": language.word("filters.any"),
        "results": dict(language.forms("search-results")),
        "site": language.word("home.title"),
        "description": language.word("home.description"),
    }
