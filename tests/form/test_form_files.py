"""The files of the form: what a page begins with stays small."""

from __future__ import annotations

import json

from scripts.exports.form import LISTS
from scripts.records.load import Records


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
