"""What a build leaves in a file: it is read back whole, or as nothing, and never runs anything."""

from __future__ import annotations

import io
import json
import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import Quiet, make_index, small_publisher
from website.tools import ADDRESS, REPOSITORY, copy_small_tree, environment

from scripts import build as building
from scripts import kept as keeping
from scripts import renew
from scripts.build import build
from scripts.kept import PLACE, Kept, foundation_of, read_kept, write_kept
from scripts.publish import write
from scripts.publish.search import index
from scripts.records.load import Records
from scripts.settings import Settings, read_settings

RECORD = "timeline/events/added-day.yml"

AGAIN = """
import json, sys
from pathlib import Path
from building import Quiet, make_index, small_publisher
from scripts import publish
from scripts.build import build
from scripts.settings import read_settings
root = Path(sys.argv[1])
settings = read_settings(root, {"SITE_ADDRESS": sys.argv[2]})
told, make = [], publish.publish
def publishing(settings, wanted, *rest):
    told.append(wanted)
    return make(settings, wanted, *rest)
publish.publish = publishing
reporter = Quiet(settings.languages[-1])
with small_publisher():
    assert build(settings, reporter) == []
print(json.dumps([told, reporter.said]))
"""
"""Builds in another process, and tells what was published."""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a small tree that was built."""
    root = copy_small_tree(tmp_path_factory.mktemp("kept") / "tree")
    made = read_settings(root, {"SITE_ADDRESS": ADDRESS})
    with small_publisher():
        assert build(made, Quiet(made.languages[-1])) == []
    return made


def again(settings: Settings) -> tuple[list[dict[str, list[str]]], str]:
    """Build in another process: what was published each time, and what was said."""
    done = subprocess.run(
        [sys.executable, "-c", AGAIN, str(settings.root), ADDRESS],
        cwd=REPOSITORY / "tests",
        env=environment(settings.root, PYTHONPATH=str(REPOSITORY)),
        capture_output=True,
        text=True,
        check=True,
    )
    told, said = json.loads(done.stdout)
    return told, "\n".join(said)


def test_another_process_goes_on(settings: Settings) -> None:
    """Nothing is made again; after an edit, only what shows the record that was edited."""
    told, said = again(settings)
    assert told == []
    assert "nothing changed" in said
    file = settings.root / RECORD
    good = file.read_text("utf-8")
    file.write_text(good.replace("It has a day and a source", "It has a moon"), "utf-8")
    told, _ = again(settings)
    file.write_text(good, "utf-8")
    again(settings)
    assert len(told) == 1
    for code in settings.codes:
        assert f"{code}/events/added-day/index.html" in told[0]
        assert f"{code}/events/bridge-opens/index.html" not in told[0]


def test_it_is_read_back(settings: Settings) -> None:
    """What is read is what was written, also after it was written again."""
    kept = read_kept(settings.root)
    assert kept.foundation
    assert kept.made.tree
    assert kept.docs
    assert len(kept.memory._kept) > 100
    write_kept(settings.root, kept)
    assert read_kept(settings.root) == kept


class Runs:
    """What pickle would make by calling a function."""

    def __init__(self, function: object, *words: object) -> None:
        """A call."""
        self.call = function, words

    def __reduce__(self) -> tuple[Any, ...]:
        return self.call


def test_a_damaged_file_is_no_loss(settings: Settings) -> None:
    """Whatever is in it: it is as if there were none."""
    place = settings.root / PLACE
    good = place.read_bytes()
    mark, _, rest = good.partition(b"\n")
    damaged = [b"", mark, mark + b"\n", good[: len(good) // 2], rest, b"\n" + rest]
    # Of several pieces the last one is not there.
    damaged.append(good[: good.rindex(b"\x80\x05")])
    values: list[object] = [None, (), ("a", "b"), {}]
    damaged += [mark + b"\n" + pickle.dumps(each) for each in values]
    damaged += [b"build 1 another Python\n" + rest, mark + b"\n" + b"\xff" * 100]
    try:
        for each in damaged:
            place.write_bytes(each)
            assert read_kept(settings.root) == Kept()
        place.unlink()
        assert read_kept(settings.root) == Kept()
    finally:
        place.write_bytes(good)
    assert read_kept(settings.root) != Kept()


def test_nothing_is_run(settings: Settings, tmp_path: Path) -> None:
    """No function, whether of the system, of Python, or of ours, and no class with a life."""
    place = settings.root / PLACE
    good = place.read_bytes()
    mark = good.partition(b"\n")[0]
    sign = tmp_path / "sign"
    wrong = [
        Runs(os.system, f"touch {sign}"),
        Runs(eval, f"open({str(sign)!r}, 'w')"),
        Runs(subprocess.Popen, ["touch", str(sign)]),
        Runs(write.write_file, sign, b""),
        Runs(keeping.write_kept, sign, Kept()),
        Runs(Quiet, None),
        Runs(os.mkdir, str(sign)),
    ]
    try:
        for each in wrong:
            facts = pickle.dumps((0, "", "", {}, {}, Kept().made, set[str]()))
            place.write_bytes(mark + b"\n" + facts + pickle.dumps(each))
            assert read_kept(settings.root) == Kept()
            assert not sign.exists()
    finally:
        place.write_bytes(good)


def test_names_that_lead_elsewhere() -> None:
    """Through a module of ours to what is not ours, or is no plain value: that leads nowhere."""
    for module, name in (
        ("scripts.standby", "subprocess.Popen"),
        ("scripts.publish.mkdocs", "os.system"),
        ("scripts.kept", "replaced_file"),
        ("scripts.kept", "read_kept"),
        ("scripts.console", "Reporter"),
        ("builtins", "eval"),
        ("os", "system"),
    ):
        text = b"".join(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name))
        with pytest.raises(pickle.UnpicklingError, match=name.rpartition(".")[2]):
            keeping._Unpickler(io.BytesIO(b"\x80\x05" + text + b"\x93.")).load()


def test_the_foundation(settings: Settings, tmp_path: Path) -> None:
    """It is another with another setting, template, language file, or package, and only then."""
    first = foundation_of(settings)
    assert foundation_of(replace(settings)) == first
    others = [
        replace(settings, address="https://example.org/other/"),
        replace(settings, version="0.0.1"),
        replace(settings, repository="https://example.org/repository"),
        replace(settings, languages=settings.languages[:1]),
        replace(settings, proposed=True),
    ]
    found = [foundation_of(each) for each in others]
    found.append(foundation_of(settings, "a fact"))
    code = tmp_path / "scripts"
    for name in ("pages/templates/entry.md.j2", "languages/en.yml", "pages/entry.py"):
        (code / name).parent.mkdir(parents=True, exist_ok=True)
        (code / name).write_text("before", "utf-8")
    with patch.object(keeping, "CODE", code):
        before = foundation_of(settings)
        for name in ("pages/templates/entry.md.j2", "languages/en.yml", "pages/entry.py"):
            (code / name).write_text("after", "utf-8")
            found.append(foundation_of(settings))
            (code / name).write_text("before", "utf-8")
        (code / "pages" / "entry.pyc").write_text("compiled", "utf-8")
        assert foundation_of(settings) == before
    lock = settings.root / keeping.LOCK
    lock.parent.mkdir(exist_ok=True)
    lock.write_text("mkdocs==2\n", "utf-8")
    found.append(foundation_of(settings))
    lock.unlink()
    assert len({first, before, *found}) == len(found) + 2


def test_on_another_foundation_all_is_made_again(settings: Settings) -> None:
    """What was made is forgotten; what is known of the site and of the files in docs/ stays."""
    kept = read_kept(settings.root)
    kept.stand_on(kept.foundation)
    assert kept.memory._kept
    kept.records = Records()
    kept.stand_on("another")
    assert kept.records is None, "the rules depend on the words of the languages"
    assert (kept.foundation, kept.memory, kept.trails, kept.lags) == (
        "another",
        Kept().memory,
        {},
        {},
    )
    assert kept.docs
    assert kept.made.tree


def test_other_code_makes_another_index(settings: Settings) -> None:
    """Where nothing else has changed, what follows the pages is made again, once."""
    reporter = Quiet(settings.languages[-1])
    with (
        small_publisher(),
        patch.object(index, "make_index", wraps=make_index) as indexing,
        patch.object(renew, "followers", return_value="other"),
        patch.object(building, "foundation_of", return_value="other"),
    ):
        for _ in range(2):
            assert build(settings, reporter) == []
            assert indexing.call_count == 1
        assert "nothing changed" in reporter.said[-1]
