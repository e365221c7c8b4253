"""What was published stays: every id, claim and revision that a commit had still has its place.

Addresses are cited, so an id is never removed: an entry is withdrawn or redirected, and a source,
topic, actor or place keeps its record even when no entry names it any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scripts.layout import model_of
from scripts.problems import Problem, problem
from scripts.records.errors import closest
from scripts.records.files import SUFFIX
from scripts.records.ids import MAIN_CLAIM
from scripts.records.load import EVENTS, REDIRECTS, SEEDS, VOCABULARY, Records
from scripts.records.location import Value
from scripts.records.vocabulary import VOCABULARIES
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


class Before(NamedTuple):
    """What a commit had: each id and its file, by family; titles and claims of entries; history."""

    ids: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Value]
    claims: Mapping[str, frozenset[str]]
    history: History


def read_before(root: Path, against: str) -> Before:
    """The newest commit that the checkout at `root` shares with `against`.

    Later commits of `against` do not count. Raises NoCommitError.
    """
    commit = fork_point(root, commit_id(root, against), commit_id(root, "HEAD"))
    tree = read_tree(root, commit, [*map(str, (EVENTS, SEEDS, VOCABULARY, REDIRECTS))])
    files = {file.path: file.blob for file in tree if file.mode in REGULAR}
    blobs = read_blobs(root, files.values())
    ids: dict[str, dict[str, str]] = {"entries": {}, "sources": {}}
    titles: dict[str, Value] = {}
    claims: dict[str, frozenset[str]] = {}
    for path, blob in files.items():
        family, stem = _family(path), PurePosixPath(path).stem
        document, _ = parse(blobs[blob], path)
        value = document.value if document and isinstance(document.value, dict) else {}
        if family in ids:
            ids[family][stem] = path
        elif family:
            ids[family] = dict.fromkeys(value, path)
        if family == "entries":
            titles[stem] = value.get("title", "")
            claims[stem] = _claim_ids(value)
    return Before(ids, titles, claims, read_history(root, commit))


def _claim_ids(entry: Mapping[str, Value]) -> frozenset[str]:
    """The ids of the claims of an entry, which need not fit the current model."""
    claims = entry.get("claims")
    if not isinstance(claims, list):
        return frozenset({MAIN_CLAIM} if entry.get("cites") else ())
    found = (each.get("id") for each in claims if isinstance(each, dict))
    return frozenset(id_ for id_ in found if isinstance(id_, str))


def removed_ids(records: Records, before: Before, history: History) -> Iterator[Problem]:
    """Every id and every revision that was there before and has no page now.

    `history` is that of the checkout; if it is empty, revisions are not checked. A table that
    cannot be read is reported elsewhere.
    """
    both = records.ids["entries"] | records.ids.get("redirects", frozenset())
    answered = {**records.ids, "entries": both, "redirects": both}
    for family, ids in before.ids.items():
        for id_, path in ids.items():
            if family in records.ids and id_ not in answered[family]:
                suggestion = _successor(id_, records, before) if family == "entries" else ""
                facts = {"suggestion": suggestion} if suggestion else {}
                yield problem(path, 1, 1, REMOVED[family], id=id_, **facts)
    for entry in records.entries:
        lost = before.claims.get(entry.id, frozenset()) - {
            each.id for each in entry.record.all_claims
        }
        for id_ in sorted(lost):
            place = ("claims",) if entry.record.claims else ("cites",)
            yield entry.location.problem(place, "vanished-claim", key=True, id=id_)
    for path, revisions in before.history.items() if history else ():
        still = {each.blob for each in history.get(path, ())}
        for each in revisions:
            if each.blob not in still and _family(path) == "entries":
                facts = {"id": PurePosixPath(path).stem, "revision": revision_name(each.blob)}
                yield problem(path, 1, 1, "vanished-revision", **facts)


def _successor(id_: str, records: Records, before: Before) -> str:
    """The id that an entry was probably given: a new one with its title, or a similar one."""
    new = [each for each in records.drafts["entries"] if each.id not in before.titles]
    for each in new:
        value = each.document.value
        if isinstance(value, dict) and value.get("title") == before.titles[id_]:
            return each.id
    return closest(id_, (each.id for each in new))


def _family(path: str) -> str:
    """The family of the id of a file, or of the ids in it; empty if it has none."""
    _, name, _ = (model_of(path) if path.endswith(SUFFIX) else None) or (None, "proposed", False)
    return {"event": "entries", "source": "sources", "proposed": ""}.get(name, name)
