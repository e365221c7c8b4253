"""What was published stays: every id and every revision that a commit had still has its page.

Addresses are cited, so an id is never removed: an entry is withdrawn or redirected, and a source,
topic, actor or place keeps its record even when no entry names it any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from scripts.problems import Problem, problem
from scripts.records.errors import closest
from scripts.records.files import SUFFIX
from scripts.records.load import EVENTS, REDIRECTS, SEEDS, VOCABULARY, Records
from scripts.records.location import Value
from scripts.records.model import VOCABULARIES
from scripts.records.yaml import parse
from scripts.timeline.git import (
    REGULAR,
    History,
    commit_id,
    fork_point,
    read_blobs,
    read_history,
    read_tree,
    revision_name,
)

REMOVED = {
    "entries": "vanished-entry",
    "redirects": "vanished-redirect",
    "sources": "vanished-source",
    **dict.fromkeys(VOCABULARIES, "vanished-term"),
}
"""The code of a removed id, by its family."""


@dataclass(frozen=True)
class Before:
    """What a commit had: each id and its file, by family; titles of entries; its history."""

    ids: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Value]
    history: History


def read_before(root: Path, against: str) -> Before:
    """The newest commit that the checkout at `root` shares with `against`.

    What `against` has got since is another matter. Raises NoCommitError.
    """
    commit = fork_point(root, commit_id(root, against), commit_id(root, "HEAD"))
    tree = read_tree(root, commit, (*map(str, (EVENTS, SEEDS, VOCABULARY, REDIRECTS)),))
    files = {file.path: file.blob for file in tree if file.mode in REGULAR}
    blobs = read_blobs(root, files.values())
    ids: dict[str, dict[str, str]] = {"entries": {}, "sources": {}}
    titles: dict[str, Value] = {}
    for path, blob in files.items():
        place = PurePosixPath(path)
        family = _family(place)
        if family in ids:
            ids[family][place.stem] = path
        elif family:
            ids[family] = dict.fromkeys(_mapping(blobs[blob], path), path)
        if family == "entries":
            titles[place.stem] = _mapping(blobs[blob], path).get("title", "")
    return Before(ids, titles, read_history(root, commit))


def removed_ids(records: Records, before: Before, history: History) -> Iterator[Problem]:
    """Every id and every revision that was there before and has no page now.

    `history` is that of the checkout; if it is empty, revisions are not checked. A table that
    cannot be read is reported elsewhere.
    """
    answered = dict(records.ids)
    for family in ("entries", "redirects"):
        answered[family] = records.ids["entries"] | records.ids.get("redirects", frozenset())
    for family, ids in before.ids.items():
        for id_, path in ids.items():
            if family in records.ids and id_ not in answered[family]:
                suggestion = _successor(id_, records, before) if family == "entries" else ""
                facts = {"suggestion": suggestion} if suggestion else {}
                yield problem(path, 1, 1, REMOVED[family], id=id_, **facts)
    for path, revisions in before.history.items():
        still = {each.blob for each in history.get(path, ())}
        place = PurePosixPath(path)
        for each in revisions:
            if history and each.blob not in still and _family(place) == "entries":
                name = revision_name(each.blob)
                yield problem(path, 1, 1, "vanished-revision", id=place.stem, revision=name)


def _successor(id_: str, records: Records, before: Before) -> str:
    """The id that an entry was probably given: a new one with its title, or a similar one."""
    new = {each.id: each for each in records.drafts["entries"] if each.id not in before.titles}
    for each in new.values():
        value = each.document.value
        if isinstance(value, dict) and value.get("title") == before.titles[id_]:
            return each.id
    return closest(id_, new)


def _family(place: PurePosixPath) -> str:
    """The family of the id of a file, or of the ids in it; empty if it has none."""
    if place.suffix != SUFFIX:
        return ""
    if place.is_relative_to(EVENTS.as_posix()):
        return "entries"
    if place.is_relative_to(SEEDS.as_posix()):
        return "sources"
    if place == PurePosixPath(REDIRECTS.as_posix()):
        return "redirects"
    in_vocabulary = place.parent == PurePosixPath(VOCABULARY.as_posix())
    return place.stem if in_vocabulary and place.stem in VOCABULARIES else ""


def _mapping(data: bytes, path: str) -> dict[str, Value]:
    document, _ = parse(data, path)
    return document.value if document and isinstance(document.value, dict) else {}
