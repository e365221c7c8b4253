"""The command `check`: its forms for people, GitHub and programs, its language, single files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import unquote

import pytest
from conftest import ROOT, Command, add_settings
from running import run

from scripts.__main__ import chosen
from scripts.console import github
from scripts.i18n.language import Language
from scripts.problems import problem
from scripts.settings import read_settings

WRONG = "timeline/events/wrong.yml"
TEXT = """\
title: {en: A bad record, ar: سجل معيب}
date: "2001"
topics: [boarders]
summary: {en: Something happened., ar: حدث شيء.}
cites: [{source: northern-gazette, says: states}]
"""
TOLD = "unknown topic 'boarders'; did you mean 'borders'?"


@pytest.fixture
def wrong(checkout: Path) -> Path:
    """A checkout with a mistake in two files, one of them a source."""
    (checkout / WRONG).write_text(TEXT, "utf-8")
    source = checkout / "seeds/river-agency.yml"
    source.write_text(source.read_text("utf-8") + "colour: red\n", "utf-8")
    return checkout


def problems_in(done: CompletedProcess[str]) -> list[dict[str, object]]:
    found = json.loads(done.stdout)["problems"]
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("wrong")
def test_github(command: Command) -> None:
    """An annotation a problem on standard output; people read the usual lines in the log."""
    done = command("check", "--lang", "en", "--format", "github")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert f"::error file={WRONG},line=3,col=10,title=unknown-topic::{TOLD}" in lines
    assert len(lines) == 2
    assert f"{WRONG}:3:10: {TOLD} (unknown-topic)" in done.stderr.splitlines()


def test_github_escapes(language: Language) -> None:
    """Nothing that a record or a file's name says ends an annotation or begins another."""
    path = "timeline/events/a,line=9::b%0A\n::error::x.yml"
    made = problem(path, 1, 2, "unknown-topic", id="50%,\r\n::stop-commands::x")
    lines = github([made], language).splitlines()
    assert len(lines) == 1
    head, _, message = lines[0].removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")
    facts = dict(each.split("=", 1) for each in properties.split(","))
    assert name == "error"
    assert unquote(facts["file"]) == path
    assert (facts["line"], facts["col"], facts["title"]) == ("1", "2", "unknown-topic")
    assert unquote(message) == language.message(made)
    assert "%25" in message


@pytest.mark.usefixtures("wrong")
def test_json(command: Command) -> None:
    """One object on standard output, each problem with all that is known of it."""
    done = command("check", "--lang", "en", "--format", "json")
    assert done.returncode == 1
    whole = json.loads(done.stdout)
    assert (whole["schema_version"], whole["language"]) == ("1.0.0", "en")
    assert [each["code"] for each in whole["problems"]] == ["unknown-field", "unknown-topic"]
    assert whole["problems"][1] == {
        "path": WRONG,
        "line": 3,
        "column": 10,
        "level": "error",
        "code": "unknown-topic",
        "message": TOLD,
        "args": {"id": "boarders", "suggestion": "borders"},
    }


def test_the_program(wrong: Path, with_code: Path, command: Command) -> None:
    """`python -m scripts` is the same in a process of its own: in UTF-8, whatever the locale."""
    assert wrong == with_code
    words = ["check", "--lang", "ar", "--format", "github"]
    done = subprocess.run(
        [sys.executable, "-m", "scripts", *words],
        cwd=with_code,
        env={**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (1, command(*words).stdout)


def test_json_of_nothing(command: Command) -> None:
    """Where nothing is wrong there is an empty list, and the status says so."""
    done = command("check", "--lang", "ar", "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {"schema_version": "1.0.0", "language": "ar", "problems": []}


@pytest.mark.usefixtures("wrong")
@pytest.mark.parametrize("code", ["en", "ar"])
@pytest.mark.parametrize("host", ["timeline.example", "example.org"])
def test_explained(host: str, code: str, checkout: Path) -> None:
    """Problems point to their explanations, if the site has an address: not example.org."""
    add_settings(checkout)
    words = ("check", "--lang", code, "--format", "json")
    done = run(checkout, *words, SITE_ADDRESS=f"https://{host}/base/")
    page = f"https://{host}/base/{code}/contribute/problems/"
    is_placed = host != "example.org"
    assert (page in done.stderr) is is_placed
    links = [each.get("explained") for each in problems_in(done)]
    codes = ("unknown-field", "unknown-topic")
    assert links == [f"{page}#{code}" if is_placed else None for code in codes]


def test_notices_stop_nothing(checkout: Path, command: Command) -> None:
    """A possible duplicate is told as a notice, in every form, and the status stays 0."""
    entry = checkout / "timeline/events/river-talks.yml"
    (checkout / "timeline/events/talks-again.yml").write_text(entry.read_text("utf-8"), "utf-8")
    done = command("check", "--lang", "en", "--format", "github")
    assert done.returncode == 0
    warnings = done.stdout.splitlines()
    assert len(warnings) == 2
    assert all(each.startswith("::warning file=timeline/events/") for each in warnings)
    assert "title=possible-duplicate::this may be the entry 'talks-again'" in warnings[0]
    assert "2 notices" in done.stderr.splitlines()
    assert ": notice: this may be the entry" in done.stderr
    levels = [each["level"] for each in problems_in(command("check", "--format", "json"))]
    assert levels == ["warning", "warning"]


@pytest.mark.usefixtures("wrong")
def test_named_files(command: Command) -> None:
    """Only what is wrong in the files that were named is told; how much else there is, is said."""
    done = command("check", "--lang", "en", "--format", "json", WRONG)
    assert [each["path"] for each in problems_in(done)] == [WRONG]
    assert done.returncode == 1
    assert "1 problem in other files is not shown" in done.stderr.splitlines()
    done = command("check", "--lang", "en", "--format", "json", "timeline/vocabulary/topics.yml")
    assert (done.returncode, problems_in(done)) == (0, [])
    assert "2 problems in other files are not shown" in done.stderr.splitlines()


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        (("timeline",), [WRONG]),
        (("./timeline/events/",), [WRONG]),
        (("seeds", WRONG), ["seeds/river-agency.yml", WRONG]),
        ((".",), ["seeds/river-agency.yml", WRONG]),
        (("{root}/seeds", "{root}/timeline/events"), ["seeds/river-agency.yml", WRONG]),
        ((), ["seeds/river-agency.yml", WRONG]),
        (("timeline/redirects.yml",), []),
        (("timeline/proposed",), []),
        (("timeline/../timeline/events/wrong.yml",), [WRONG]),
    ],
)
def test_files_and_folders(
    words: tuple[str, ...], paths: list[str], wrong: Path, command: Command
) -> None:
    """A folder stands for all that is in it; a path may be written in any way."""
    (wrong / "timeline/proposed").mkdir(exist_ok=True)
    done = command("check", "--format", "json", *(word.format(root=wrong) for word in words))
    assert [each["path"] for each in problems_in(done)] == paths


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("seeds/nowhere.yml", "there is no file or folder seeds/nowhere.yml: check its spelling\n"),
        ("timeline/events/wrong", "there is no file or folder timeline/events/wrong: check"),
        ("docs/en/about.md", "docs/en/about.md is not a record: the records are in timeline/eve"),
        ("docs", "docs is not a record"),
        ("..", ".. is not a record"),
        ("/", "/ is not a record"),
    ],
)
@pytest.mark.usefixtures("wrong")
def test_no_record(word: str, said: str, command: Command) -> None:
    """A word that names no record is refused in a line, with the remedy; nothing is read."""
    done = command("check", "--lang", "en", "--format", "json", word)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert done.stderr.count("\n") == 1


def test_a_link_is_named(checkout: Path, tmp_path: Path, command: Command) -> None:
    """A record that is a link is not followed: it is told that it is one."""
    target = tmp_path / "elsewhere.yml"
    target.write_text(TEXT, "utf-8")
    (checkout / WRONG).symlink_to(target)
    done = command("check", "--format", "json", WRONG)
    assert [(each["path"], each["code"]) for each in problems_in(done)] == [(WRONG, "not-a-file")]


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ar_SA@latin"}, "ar"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "ar_EG.UTF-8", "LC_ALL": ""}, "ar"),
        ({"LANG": "kk_KZ.UTF-8"}, "en"),
    ],
)
def test_language_of_the_locale(environment: Mapping[str, str], code: str) -> None:
    """Where no language is asked for, that of the locale is taken, else English."""
    settings = read_settings(ROOT, {})
    assert chosen(settings, None, environment).code == code
    assert chosen(settings, "ar", environment).code == "ar"
