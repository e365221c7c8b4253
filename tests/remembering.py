"""Help for tests of what is remembered: a memory that tells what was made, and edits of records."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from scripts.memory import Memory
from scripts.records.dates import Edtf
from scripts.records.fields import Text
from scripts.records.load import Located, Records
from scripts.records.model import Derivation, Withdrawal

T = TypeVar("T")

NEW = "new-entry-"
"""How the ids of entries begin that `edited` adds."""


class Witness:
    """A memory, and the names of what was made rather than recalled."""

    def __init__(self) -> None:
        """A memory of nothing."""
        self.memory = Memory()
        self.made: list[tuple[str, ...]] = []

    def recall(self, name: tuple[str, ...], make: Callable[[], T], /) -> T:
        """What the memory gives."""

        def made() -> T:
            self.made.append(name)
            return make()

        return self.memory.recall(name, made)

    def watch(self, whole: T) -> T:
        """The same dataclass with its mappings watched; those within them are left as they are."""
        assert is_dataclass(whole)
        watched = {
            field.name: self.memory.watch(f"{type(whole).__name__}.{field.name}", value)
            for field in fields(whole)
            if isinstance(value := getattr(whole, field.name), Mapping)
        }
        return replace(whole, **watched)  # type: ignore[type-var]


def edits(records: Records, seed: int) -> Iterator[tuple[Records, random.Random]]:
    """The records after each of a dozen edits, always the same ones for a seed, and the chance."""
    chance = random.Random(seed)  # noqa: S311  (a sequence of edits)
    for _ in range(12):
        records = edited(records, chance)
        yield records, chance


def edited(records: Records, chance: random.Random) -> Records:
    """The records with one thing in them changed, as an editor might, and nothing made wrong."""
    return chance.choice(EDITS)(records, chance, f"Word {chance.randrange(10**6)}")


def titled(records: Records, chance: random.Random, words: str) -> Records:
    """An entry gets another title."""
    return _changed(records, chance.choice(records.entries), title=_text(words))


def dated(records: Records, chance: random.Random, _words: str) -> Records:
    """An entry gets another date, and its neighbours other neighbours."""
    date = Edtf.parse(f"{1900 + chance.randrange(100)}-03-01")
    return _changed(records, chance.choice(records.entries), date=date)


def withdrawn(records: Records, chance: random.Random, words: str) -> Records:
    """An entry is withdrawn, or stands again."""
    entry = chance.choice(records.entries)
    notice = Withdrawal(on=datetime.date(2026, 1, 1), why=_text(words))
    return _changed(records, entry, withdrawn=None if entry.record.withdrawn else notice)


def added(records: Records, chance: random.Random, _words: str) -> Records:
    """An entry comes that says what another one says."""
    entry, id_ = chance.choice(records.entries), f"{NEW}{chance.randrange(10**6)}"
    spot = replace(entry.spot, id=id_, path=f"timeline/events/{id_}.yml")
    return replace(records, entries=(*records.entries, Located(spot, entry.record)))


def removed(records: Records, _chance: random.Random, _words: str) -> Records:
    """An entry goes that came before."""
    gone = [each for each in records.entries if each.id.startswith(NEW)][:1]
    return replace(records, entries=tuple(each for each in records.entries if each not in gone))


def renamed(records: Records, chance: random.Random, words: str) -> Records:
    """A source gets another title and publisher."""
    source = chance.choice(records.sources)
    return _changed(records, source, title_in=_text(words), publisher=_text(words))


def derived(records: Records, chance: random.Random, _words: str) -> Records:
    """A source derives from another one, or no longer."""
    source = chance.choice(records.sources)
    # From one that derives from nothing, so that no circle comes of it.
    origin = chance.choice([each for each in records.sources if not each.record.derives_from]).id
    new = () if origin == source.id else (Derivation(source=origin, paragraphs=None),)
    return _changed(records, source, derives_from=() if source.record.derives_from else new)


def called(records: Records, chance: random.Random, words: str) -> Records:
    """A topic gets another name."""
    id_, topic = chance.choice(list(records.topics.items()))
    changed = replace(topic, record=topic.record.model_copy(update={"label": _text(words)}))
    return replace(records, topics={**records.topics, id_: changed})


EDITS = (titled, dated, withdrawn, added, removed, renamed, derived, called)


def _text(words: str) -> Text:
    return Text({"en": words, "ar": f"كلمة {words}"})


def _changed(records: Records, located: Located[Any], **fields: object) -> Records:
    changed = replace(located, record=located.record.model_copy(update=fields))
    entries = tuple(changed if each is located else each for each in records.entries)
    sources = tuple(changed if each is located else each for each in records.sources)
    return replace(records, entries=entries, sources=sources)
