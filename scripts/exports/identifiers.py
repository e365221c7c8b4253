"""data/ids.json: every id that an entry ever had, and what became of it.

Whoever keeps ids (a citation manager, Wikidata, a check that none got lost) can follow them here.
"""

from __future__ import annotations

from collections.abc import Sequence

from scripts.chronology import Chronology, JoinedEntry
from scripts.contents import Chain
from scripts.exports.assembly import Assembly
from scripts.exports.edition import Edition, Part
from scripts.exports.texts import dump, filled

SCHEMA_VERSION = "1.0.0"


class Ids(Assembly):
    """Each id with its `state` (stands, withdrawn, renamed, merged) and its pages' addresses.

    What gave way to another id says to which (`to`), and all but what stands, on which day (`on`).
    """

    def __init__(self, chronology: Chronology, edition: Edition, _part: Part) -> None:
        """The ids of `chronology` in `edition`."""
        self._chronology, self._edition = chronology, edition

    def of_entry(self, entry: JoinedEntry) -> bytes:
        """The id of an entry."""
        withdrawn = entry.record.withdrawn
        if withdrawn is None:
            return self._id(entry.id, {"state": "stands"})
        return self._id(entry.id, {"state": "withdrawn", "on": withdrawn.on.isoformat()})

    def file(self, entries: Sequence[bytes], _sources: Sequence[bytes]) -> Chain:
        """These ids, and those that gave way to others, in the order of the ids."""
        redirects = [
            self._id(
                id_,
                {
                    "state": redirect.because.value,
                    "to": redirect.to,
                    "on": redirect.on.isoformat(),
                },
            )
            for id_, redirect in self._chronology.redirects.items()
        ]
        whole = {"schema_version": SCHEMA_VERSION, "version": self._edition.version, "ids": {}}
        # Each begins with its id, and no character of an id comes before the mark after it.
        return filled(dump(whole, indent=1), {b'\n "ids": {}': sorted([*entries, *redirects])})

    def _id(self, id_: str, facts: dict[str, object]) -> bytes:
        facts["addresses"] = self._edition.pages(f"events/{id_}/")
        # Without the brackets of the object that has only this one.
        return b" " + dump({id_: facts}, indent=1)[2:-3].replace(b"\n", b"\n ")
