"""What a part of the site says of itself, and whether several parts make one whole."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scripts.shards import Shard

MANIFEST = "part.json"
"""The file in the folder of a part that says what it is; it is not published."""

Fault = tuple[str, dict[str, object]]
"""What is wrong: the key of the words for it, and what they name."""


@dataclass(frozen=True)
class Part:
    """A part that was built: which one, of what, and its files.

    `inputs` is the digest of all that the whole site is made of; `address` is that of the site;
    `archived` says whether it has an archive for reading offline; `files` are the SHA-256 of the
    contents by path; `days` give for each page that is in the sitemap the day of its last change by
    language code.
    """

    shard: Shard
    inputs: str
    address: str
    archived: bool
    files: Mapping[str, str]
    days: Mapping[str, Mapping[str, str | None]]


def contents(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below `folder` by path; none of a link, none for the manifest."""
    return {
        name: "" if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if (name := path.relative_to(folder).as_posix()) != MANIFEST
        and (path.is_file() or path.is_symlink())
    }


def part_text(part: Part) -> bytes:
    """The manifest of a part: JSON."""
    return json.dumps(asdict(part), indent=1, sort_keys=True).encode() + b"\n"


def read_part(folder: Path) -> Part | None:
    """The part in `folder`; None where there is none."""
    try:
        facts = json.loads((folder / MANIFEST).read_bytes())
        shard = Shard(**facts["shard"])
        if not 1 <= shard.number <= shard.of:
            return None
        known = {"shard": shard, "files": dict(facts["files"]), "days": dict(facts["days"])}
        return Part(**{**facts, **known})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def faults(folders: Sequence[Path]) -> Iterator[Fault]:
    """Why these folders are not all the parts of one site, each with all that it had."""
    parts = [(folder, part) for folder in folders if (part := read_part(folder))]
    for folder in folders:
        if folder not in dict(parts):
            yield "no-part", {"folder": folder, "file": MANIFEST}
    for folder, part in parts:
        yield from _damage(folder, part)
    if parts:
        yield from _differences(parts)


def _differences(parts: Sequence[tuple[Path, Part]]) -> Iterator[Fault]:
    """Why parts that are each as they were built do not make one site."""
    home, first = parts[0]
    for folder, part in parts:
        if (part.inputs, part.archived) != (first.inputs, first.archived):
            yield "other-inputs", {"folder": folder, "first": home}
        if (part.shard.of, part.shard.indexed) != (first.shard.of, first.shard.indexed):
            yield "other-parting", {"folder": folder, "first": home}
    numbers = Counter(part.shard.number for _, part in parts)
    for number in sorted({*numbers, *range(1, first.shard.of + 1)}):
        if numbers[number] != 1:
            key = "doubled" if numbers[number] else "missing"
            yield key, {"part": f"{number}/{first.shard.of}"}
    places = Counter(path for _, part in parts for path in part.files)
    for path in sorted(path for path, times in places.items() if times > 1):
        yield "overlap", {"file": path}


def _damage(folder: Path, part: Part) -> Iterator[Fault]:
    """The files of a part that are others than it says, or are not there, or were added."""
    there = contents(folder)
    for path in sorted(part.files.keys() | there.keys()):
        if part.files.get(path) != there.get(path):
            yield "damaged", {"folder": folder, "file": path}
