"""Translation parity: which texts changed in one language and not, since then, in another.

Computed from the history of a record, never typed.  A text is followed through the revisions by its
words, not by its place, so that inserting a claim moves nothing.  Where a change in one language
needs none in the others (a typing mistake), a new day in the record's `compared` says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.problems import Problem
from scripts.records.blobs import blob_id
from scripts.records.load import Located, Records
from scripts.records.model import Entry, Source
from scripts.records.reader import Value, parse
from scripts.records.spots import Where
from scripts.timeline.git import History, read_blobs

Key = tuple[tuple[str, str], ...]
Behind = Mapping[str, tuple[datetime.date | None, tuple[str, ...]]]


@dataclass(frozen=True)
class Lag:
    """A text that is behind in `language`: `changed` are the languages that changed, on `since`.

    `since` is None for a change that is not committed yet.
    """

    where: Where
    language: str
    changed: tuple[str, ...]
    since: datetime.date | None


@dataclass(frozen=True)
class Version:
    """One state of a record; its day is None where it is not committed."""

    day: datetime.date | None
    value: Value


def lags(versions: Sequence[Version], languages: tuple[str, ...]) -> list[Lag]:
    """What is behind in the last of `versions`, which come oldest first."""
    behind: dict[Key, Behind] = {}
    compared: Value = ""
    found: list[tuple[Where, Key]] = []
    for number, version in enumerate(versions):
        found = [(where, _key(text)) for where, text in texts(version.value, languages)]
        now = version.value.get("compared", "") if isinstance(version.value, dict) else ""
        behind = {key: _step(key, behind, version.day) for _, key in found}
        if number == 0 or now != compared:
            behind = {key: {} for key in behind}
        compared = now
    return [
        Lag(where, language, changed, since)
        for where, key in found
        for language, (since, changed) in sorted(behind[key].items())
    ]


def _step(key: Key, behind: Mapping[Key, Behind], day: datetime.date | None) -> Behind:
    """Which languages of a text are behind after a revision, from what they were before it."""
    if key in behind:
        return behind[key]
    before = max(behind, key=lambda old: len(set(old) & set(key)), default=())
    same = {language for language, _ in set(before) & set(key)}
    if not same:
        return {}
    changed = tuple(language for language, _ in key if language not in same)
    old = behind[before]
    still = {language: lag for language, lag in old.items() if language in same}
    if all(language in old for language in changed):
        return still  # they caught up
    return {**still, **dict.fromkeys(same, (day, changed))}


def texts(value: Value, languages: tuple[str, ...]) -> Iterator[tuple[Where, dict[str, str]]]:
    """Every text of a record with where it stands: mappings from languages to words."""
    ahead: list[tuple[Where, Value]] = [((), value)]
    while ahead:
        where, part = ahead.pop()
        if isinstance(part, dict):
            if part and all(k in languages and isinstance(v, str) for k, v in part.items()):
                yield where, {k: v for k, v in part.items() if isinstance(v, str)}
            else:
                ahead += [((*where, key), each) for key, each in reversed(part.items())]
        elif isinstance(part, list):
            ahead += [((*where, n), each) for n, each in reversed(list(enumerate(part)))]


def _key(text: Mapping[str, str]) -> Key:
    """The words alone: how lines are folded is no change."""
    return tuple(sorted((language, " ".join(words.split())) for language, words in text.items()))


Known = dict[str, tuple[tuple[object, ...], list[Lag]]]
"""What is behind by the path of the record, each with all that it follows from."""


def find_lags(
    records: Records,
    root: Path,
    history: History,
    languages: tuple[str, ...],
    known: Known | None = None,
) -> dict[str, list[Lag]]:
    """What is behind, by the path of the record; nothing where there is no history.

    `known` is what the last time has left, in the same languages, and is brought up to date.
    """
    before = known if known is not None else {}
    now: Known = {}
    located: list[Located[Entry] | Located[Source]] = [*records.entries, *records.sources]
    several: list[str] = []
    new: dict[str, bytes] = {}
    for each in located:
        path, blob = each.path, each.blob
        revisions = history.get(path, ())
        if not revisions or (len(revisions) == 1 and revisions[0].blob == blob):
            continue
        several.append(path)
        kept = before.get(path)
        if kept and kept[0] == (blob, revisions):
            now[path] = kept
        else:
            new[path] = (root / path).read_bytes()
    blobs = read_blobs(root, {r.blob for path in new for r in history[path]})
    for path, data in new.items():
        versions = list(_versions(path, data, history, blobs))
        now[path] = (blob_id(data), history[path]), lags(versions, languages)
    before.clear()
    before.update(now)
    return {path: found for path in several if (found := now[path][1])}


def _versions(
    path: str, data: bytes, history: History, blobs: Mapping[str, bytes]
) -> Iterator[Version]:
    """The states of a file, oldest first, those that are no YAML left out."""
    for revision in reversed(history[path]):
        document, _ = parse(blobs.get(revision.blob, b""), path)
        if document:
            yield Version(revision.day, document.value)
    if history[path][0].blob != blob_id(data):
        document, _ = parse(data, path)
        if document:
            yield Version(None, document.value)


def notices(records: Records, found: Mapping[str, Iterable[Lag]]) -> list[Problem]:
    """What is behind, each at its place, as `check` lists it; no reason to stop a build."""
    located: list[Located[Entry] | Located[Source]] = [*records.entries, *records.sources]
    return sorted(
        each.spot.problem(
            (*lag.where, lag.language),
            "lagging-translation",
            key=True,
            language=lag.language,
            changed=", ".join(lag.changed),
        )
        for each in located
        for lag in found.get(each.path, ())
    )
