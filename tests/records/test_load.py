"""Loading the records again: only files that changed are parsed again."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from scripts.i18n.language import Language
from scripts.records import load as module
from scripts.records.load import Known, load
from scripts.records.yaml import parse

RECORD = Path("timeline/events/river-talks.yml")


def test_known_files(checkout: Path, languages: tuple[Language, ...]) -> None:
    """With what was read before the result is the same as without, problems included."""
    codes = tuple(each.code for each in languages)
    known: Known = {}
    file, empty = checkout / RECORD, checkout / "timeline/events/empty.yml"
    wrong = file.read_text("utf-8") + "colour: red\n"
    edits = (lambda: file.write_text(wrong, "utf-8"), empty.touch, str, file.unlink)
    for edit in (str, *edits):
        edit()
        assert load(checkout, codes, known) == load(checkout, codes)


def test_what_is_parsed(checkout: Path, languages: tuple[Language, ...]) -> None:
    """Of the entries and sources only the changed ones are parsed; the others stay the same."""
    codes = tuple(each.code for each in languages)
    known: Known = {}
    before, _ = load(checkout, codes, known)
    file = checkout / RECORD
    file.write_text(file.read_text("utf-8") + "# changed\n", "utf-8")
    with patch.object(module, "parse", wraps=parse) as parsed:
        now, _ = load(checkout, codes, known)
    paths = [call.args[1] for call in parsed.call_args_list]
    assert [path for path in paths if "vocabulary" not in path and "redirects" not in path] == [
        RECORD.as_posix()
    ]
    changed = [
        one.id for one, other in zip(before.entries, now.entries, strict=True) if one is not other
    ]
    assert changed == [RECORD.stem]
