"""The files of the form: small at first, and what is kept of them is what would be made."""

from __future__ import annotations

import hashlib
import json

import pytest
from remembering import Witness, edits

from scripts.exports.form import LISTS, form_files
from scripts.i18n.language import Language
from scripts.records.load import Records


@pytest.mark.parametrize("seed", range(2))
def test_what_is_kept_is_what_would_be_made(
    records: Records, languages: tuple[Language, ...], seed: int
) -> None:
    """Over a sequence of edits, each of which changes the blob of its file."""
    witness = Witness()
    for changed, _ in edits(records, seed):
        blobs = {
            each.path: hashlib.sha256(repr(each.record).encode()).hexdigest()
            for each in (*changed.entries, *changed.sources)
        }
        watched = witness.memory.watch("blobs", blobs)
        made = [*form_files(changed, languages, "", watched, witness.recall)]
        assert made == [*form_files(changed, languages, "")]
    witness.made.clear()
    watched = witness.memory.watch("blobs", blobs)
    assert [*form_files(changed, languages, "", watched, witness.recall)] == made
    assert witness.made == []


def test_what_grows_is_in_the_lists(records: Records, form_data: dict[str, bytes]) -> None:
    """What a page begins with has no entry and no source; the lists have each of them once."""
    lists = json.loads(form_data[LISTS])
    assert [each["id"] for each in lists["sources"]] == [each.id for each in records.sources]
    assert [each["id"] for each in lists["entries"]] == [each.id for each in records.entries]
    for path, data in form_data.items():
        if path.endswith("/form.json"):
            assert not {"sources", "entries", "proposed"} & set(json.loads(data))
    # An entry in a folder of its own says where it is.
    paths = {each.id: each.path for each in records.entries}
    for each in lists["entries"]:
        assert each.get("path", f"timeline/events/{each['id']}.yml") == paths[each["id"]]
    assert any("path" in each for each in lists["entries"])
