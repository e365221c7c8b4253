"""Translation parity: texts that changed in one language and not, since then, in another.

This is computed from the history of a record and never typed. A text is followed through the
history by its words and not by its position, so an inserted claim has no effect. Where a change
needs no change in the other languages (a typing mistake), a new day in `compared` says so.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.problems import Problem
from scripts.records.load import Records
from scripts.records.location import KeyPath, Value
from scripts.timeline.git import History
from scripts.timeline.revisions import read_values

# A text as pairs of language and words: how its lines are folded is no change.
Key = frozenset[tuple[str, str]]
# One state of a record; its day is None where it is not committed.
Version = tuple[datetime.date | None, Value]
# The languages in which a text is behind, each with the day and the languages that changed.
Behind = Mapping[str, tuple[datetime.date | None, tuple[str, ...]]]


@dataclass(frozen=True)
class Lag:
    """A text that is behind in `language`, since others changed; None: not committed yet."""

    where: KeyPath
    language: str
    changed: tuple[str, ...]
    since: datetime.date | None


def lags(versions: Sequence[Version], languages: tuple[str, ...]) -> list[Lag]:
    """What is behind in the last of `versions`, which come oldest first."""
    behind: dict[Key, Behind] = {}
    compared: Value | None = None
    found: list[tuple[KeyPath, Key]] = []
    for day, value in versions:
        found = [(where, _key(text)) for where, text in texts(value, languages)]
        now = value.get("compared", "") if isinstance(value, dict) else ""
        # In the first version, and when somebody compared the languages, nothing is behind.
        behind = {key: _step(key, behind, day) if now == compared else {} for _, key in found}
        compared = now
    return [
        Lag(where, language, changed, since)
        for where, key in found
        for language, (since, changed) in sorted(behind[key].items())
    ]


def _step(key: Key, before: Mapping[Key, Behind], day: datetime.date | None) -> Behind:
    """Which languages of a text are behind after a revision, given what was behind before it."""
    if key in before:
        return before[key]
    old = max(before, key=lambda each: len(each & key), default=Key())
    same = {language for language, _ in old & key}
    if not same:
        return {}
    changed = tuple(sorted(language for language, _ in key if language not in same))
    still = {language: lag for language, lag in before[old].items() if language in same}
    if all(language in before[old] for language in changed):
        return still  # they caught up
    return {**still, **dict.fromkeys(same, (day, changed))}


def texts(value: Value, languages: tuple[str, ...]) -> Iterator[tuple[KeyPath, dict[str, str]]]:
    """Every text of a record with its position: mappings from languages to words."""
    ahead: list[tuple[KeyPath, Value]] = [((), value)]
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
    return frozenset((language, " ".join(words.split())) for language, words in text.items())


def find_lags(
    records: Records, root: Path, history: History, codes: tuple[str, ...]
) -> dict[str, list[Lag]]:
    """What is behind in the languages `codes`, by the path of the record; nothing without history.

    Raises OSError where git cannot read a state.
    """
    located = (*records.entries, *records.sources)
    histories = [(each, history[each.path]) for each in located if each.path in history]
    revised = [pair for pair in histories if [state.blob for state in pair[1]] != [pair[0].blob]]
    values = read_values(root, {state.blob for _, states in revised for state in states})
    found = {}
    for each, states in revised:
        # States that are no YAML are left out.
        readable = (state for state in reversed(states) if state.blob in values)
        versions: list[Version] = [(state.day, values[state.blob]) for state in readable]
        if states[0].blob != each.blob:
            versions.append((None, each.location.document.value))
        found[each.path] = lags(versions, codes)
    return found


def notices(records: Records, found: Mapping[str, Iterable[Lag]]) -> list[Problem]:
    """What is behind, each at its position, as `check` lists it; no reason to stop a build."""
    problems = []
    for each in (*records.entries, *records.sources):
        for lag in found.get(each.path, ()):
            facts = {"language": lag.language, "changed": ", ".join(lag.changed)}
            where = (*lag.where, lag.language)
            problems.append(each.location.problem(where, "lagging-translation", key=True, **facts))
    return sorted(problems)
