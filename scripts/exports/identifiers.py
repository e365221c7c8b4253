"""data/ids.json: every id that an entry ever had, and what became of it.

Whoever keeps ids (a citation manager, Wikidata, a check that none got lost) can follow them here.
"""

from __future__ import annotations

from scripts.chronology import Chronology
from scripts.exports.edition import Edition, Part
from scripts.exports.texts import dump

SCHEMA_VERSION = "1.0.0"


def ids(chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """Each id with its `state` (stands, withdrawn, renamed, merged) and its pages' addresses.

    What gave way to another id says to which (`to`), and all but what stands, on which day (`on`).
    """
    found: dict[str, dict[str, object]] = {}
    for entry in chronology.entries.values():
        withdrawn = entry.record.withdrawn
        found[entry.id] = (
            {"state": "withdrawn", "on": withdrawn.on.isoformat()}
            if withdrawn
            else {"state": "stands"}
        )
    for id_, redirect in chronology.redirects.items():
        found[id_] = {
            "state": redirect.because.value,
            "to": redirect.to,
            "on": redirect.on.isoformat(),
        }
    for id_, facts in found.items():
        facts["addresses"] = edition.pages(f"events/{id_}/")
    return dump(
        {"schema_version": SCHEMA_VERSION, "version": edition.version, "ids": found}, indent=1
    )
