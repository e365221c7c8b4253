"""What a build leaves for the next one: in memory while it is served, in a file otherwise.

All of it can be lost: what is missing is made again.  The file is read as data: it can name nothing
but plain values (dataclasses, enumerations, tuples).
"""

from __future__ import annotations

import hashlib
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, is_dataclass, replace
from enum import Enum
from io import BufferedReader
from itertools import chain
from pathlib import Path
from typing import Any

from scripts.frame import by_hand_digest, files_by_hand
from scripts.memory import Memory
from scripts.pages.render import Renderer
from scripts.publish.digests import digest_of, files_below, files_digest
from scripts.publish.mkdocs import Publishers
from scripts.publish.write import replaced_file
from scripts.published import FILE as PUBLISHED
from scripts.records.load import Known, Records
from scripts.records.tree import odd_files
from scripts.settings import CACHE, Settings
from scripts.sites import Made
from scripts.timeline import revisions, translations
from scripts.timeline.git import History, head, read_history
from scripts.timeline.model import Chronology

PLACE = CACHE / "build"

CODE = Path(__file__).parent
LOCK = Path("requirements/site.txt")
RECORDS = ("timeline", "seeds")

CLASSES = frozenset(
    {
        *(("builtins", "set"), ("builtins", "frozenset"), ("datetime", "date")),
        *(("pathlib", "PosixPath"), ("markupsafe", "Markup")),
    }
)
"""What the file may name besides our own plain values."""


@dataclass
class Kept:
    """What the last build has left; empty before the first one.

    `inputs` is the digest of all that it was made of, `foundation` that of what every page depends
    on: code, words, templates, settings. `records` and `chronology` are those of the last build in
    this process. `docs` are the pages whose Markdown it has written, by path below the site's root;
    `root` are the files of the root, with what decides them on this foundation; `told` is what this
    process has said of lost addresses.
    """

    foundation: str = ""
    inputs: str = ""
    memory: Memory = field(default_factory=Memory)
    trails: revisions.Known = field(default_factory=dict)
    lags: translations.Known = field(default_factory=dict)
    made: Made = field(default_factory=Made)
    known: Known = field(default_factory=Known)
    docs: set[str] = field(default_factory=set)
    renderers: dict[str, Renderer] = field(default_factory=dict)
    records: Records | None = None
    chronology: Chronology | None = None
    history: tuple[str, History] = ("", {})
    root: tuple[object, dict[str, bytes]] = (None, {})
    publishers: Publishers = field(default_factory=Publishers, compare=False)
    told: object = None

    def history_of(self, settings: Settings) -> History:
        """The history of the checkout, read again when its head has changed.

        Empty for a build without history.
        """
        if not settings.history:
            return {}
        now = head(settings.root)
        if not now or self.history[0] != now:
            self.history = now, read_history(settings.root)
        return self.history[1]

    def stand_on(self, foundation: str) -> None:
        """Forget what was made on another foundation."""
        if self.foundation != foundation:
            self.foundation = foundation
            self.memory, self.trails, self.lags = Memory(), {}, {}
            # The rules depend on the words too: what was right by others may be wrong now.
            self.known, self.renderers, self.records = Known(), {}, None
            self.chronology, self.root = None, (None, {})


def read_kept(root: Path) -> Kept:
    """What the file keeps; nothing where there is none, or it cannot be read."""
    try:
        with (root / PLACE).open("rb") as file:
            if file.readline() != _mark().encode() + b"\n":
                return Kept()
            count, foundation, inputs, trails, lags, made, docs = _Unpickler(file).load()
            memory = Memory.joined(_rest(file))
        if memory.count != count:
            return Kept()
        return Kept(foundation, inputs, memory, trails, lags, made, docs=docs)
    except Exception:  # noqa: BLE001  (a damaged file can raise anything, and is no loss)
        return Kept()


def write_kept(root: Path, kept: Kept) -> None:
    """Keep it in the file."""
    # Groups are what they are to this process alone.
    made = replace(kept.made, groups={}, loose=frozenset())
    facts = kept.foundation, kept.inputs, kept.trails, kept.lags, made, kept.docs
    with replaced_file(root / PLACE) as file:
        file.write(_mark().encode() + b"\n")
        for part in chain([(kept.memory.count, *facts)], kept.memory.pieces()):
            pickle.dump(part, file, protocol=5)


def _rest(file: BufferedReader) -> Iterator[object]:
    """All that the file still has."""
    while file.peek(1):
        yield _Unpickler(file).load()


def foundation_of(settings: Settings, *facts: object) -> str:
    """A name for what every page depends on besides records: code, words, templates, settings."""
    told = (
        *(settings.address, settings.version, settings.repository, settings.codes),
        *(settings.proposed, *facts),
    )
    found = hashlib.sha256(repr(told).encode())
    code = [file for file in files_below(CODE) if file.suffix != ".pyc"]
    beside = [settings.root / name for name in (LOCK, PUBLISHED)]
    found.update(files_digest(code, CODE).encode())
    found.update(files_digest([each for each in beside if each.is_file()], settings.root).encode())
    return found.hexdigest()


def inputs_of(settings: Settings, foundation: str) -> str:
    """A name for all that the site is made of; none where it has what no site is made of."""
    root = settings.root
    if any(odd_files(root)):
        return ""
    records = [file for name in RECORDS for file in files_below(root / name)]
    by_hand = by_hand_digest(settings), sorted(files_by_hand(settings))
    beside = files_digest(sorted(settings.docs / name for name in by_hand[1]), root)
    history = head(root) if settings.history else "without"
    return digest_of([foundation, history, *by_hand, beside, files_digest(records, root)])


def _mark() -> str:
    return f"build 6 {sys.version!r}"


class _Unpickler(pickle.Unpickler):
    """Makes nothing but what a build leaves."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  (a class of any kind)
        """A class that the file names. Raises UnpicklingError for what is no plain value."""
        ours = module.startswith("scripts.")
        found = super().find_class(module, name) if ours or (module, name) in CLASSES else None
        plain = isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple | Enum))
        if (module, name) not in CLASSES and not plain:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found
