"""data/ids.json: every id that an entry ever had, and what became of it."""

from __future__ import annotations

import json

from scripts.chronology import Chronology

from .tools import ADDRESS


def test_every_id_is_there(toy: Chronology, toy_files: dict[str, bytes]) -> None:
    """Those that stand, that were withdrawn, that gave way; each with its pages."""
    found = json.loads(toy_files["data/ids.json"])
    assert (found["schema_version"], found["version"]) == ("1.0.0", "2026.11")
    ids = found["ids"]
    assert set(ids) == set(toy.entries) | set(toy.redirects)
    for id_, facts in ids.items():
        assert facts.pop("addresses") == {
            code: f"{ADDRESS}{code}/events/{id_}/" for code in ("ar", "en")
        }
    assert ids.pop("telegram-lost") == {"state": "withdrawn", "on": "2020-03-01"}
    assert ids.pop("bridge-inaugurated") == {
        "state": "renamed",
        "to": "bridge-opens",
        "on": "2020-02-01",
    }
    assert ids.pop("market-on-the-bridge") == {
        "state": "merged",
        "to": "bridge-fair",
        "on": "2020-02-02",
    }
    assert all(facts == {"state": "stands"} for facts in ids.values())
