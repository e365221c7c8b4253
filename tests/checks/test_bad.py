"""What is wrong with a record is told exactly: place, words, code; all of it, in one run.

Each file of `bad/` is a record or a page of prose with one mistake; the comment that it begins with
(a page: after its first line) says what a contributor is told.  It is laid over the toy checkout,
at the place that the name of its folder stands for; in `bad/together/` each folder is a tree of its
own, for mistakes that take two files.
"""

from __future__ import annotations

import datetime
import re
import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Command

from scripts.checks import check, notice
from scripts.checks.prose import check_prose
from scripts.console import line
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language
from scripts.problems import Problem
from scripts.records.load import load
from scripts.records.prose import read_by_hand

HERE = Path(__file__).parents[1]
BAD = HERE / "bad"
TOY = HERE / "toy"
AWFUL = HERE / "awful"
TOGETHER = BAD / "together"
TARGETS = {
    "events": "timeline/events/{name}.yml",
    "files": "timeline/events/{name}.yml",
    "sources": "seeds/{name}.yml",
    "actors": "timeline/vocabulary/actors.yml",
    "places": "timeline/vocabulary/places.yml",
    "redirects": "timeline/redirects.yml",
    "pages": "docs/en/{name}.md",
}
"""Where the files of each folder of `bad/` go; a table stands for the toy's own."""

TODAY = datetime.date(2030, 1, 1)
"""The day that the notices take for today."""

EXPECT = "# expect: "
FORM = re.compile(r"[0-9]+:[0-9]+: .+ \((?P<code>[a-z0-9-]+)\)")

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "records/test_reader.py": (
        *("wrong-suffix", "not-a-file", "file-too-large", "file-vanished", "file-unreadable"),
        "too-many-values",
    ),
    "checks/test_permanence.py": (
        *("vanished-entry", "vanished-redirect", "vanished-source", "vanished-term"),
        *("vanished-claim", "vanished-revision"),
    ),
    "format": ("no-layout",),
    "build/test_published.py": ("unreadable-addresses",),
    "cli/test_adopt.py": (*("unnamed-source", "source-id-taken", "needless-name"),),
    "checks/proof": (
        *("text-not-found", "paragraph-count", "anchor-not-found", "anchor-elsewhere"),
        *("anchor-ambiguous", "passage-unrecorded", "uncovered-fact", "lagging-translation"),
        "unreadable-proofs",
    ),
}
"""What no text in `bad/` can show, and which tests do: names and kinds of files; what is told only
where a history or the texts of the sources are at hand."""


def cases() -> Iterator[tuple[str, dict[str, Path]]]:
    """Every case: its name, and its files by their path in the checkout."""
    for file in sorted([*BAD.glob("*/*.yml"), *BAD.glob("*/*.md")]):
        family = file.parent.name
        yield f"{family}/{file.stem}", {TARGETS[family].format(name=file.stem): file}
    for folder in sorted(TOGETHER.iterdir()):
        files = sorted(folder.rglob("*.yml"))
        targets = {file.relative_to(folder).as_posix(): file for file in files}
        yield f"together/{folder.name}", targets


CASES = dict(cases())


def expected(file: Path) -> list[str]:
    """What the comment at the head of a bad record says: `line:column: message (code)`."""
    lines = file.read_text("utf-8-sig", errors="replace").splitlines()[file.suffix == ".md" :]
    told = [each.removeprefix(EXPECT) for each in lines if each.startswith(EXPECT)]
    assert [f"{EXPECT}{each}" for each in told] == lines[: len(told)], "they come first"
    return told


def english(languages: tuple[Language, ...]) -> Language:
    return next(each for each in languages if each.code == "en")


def problems_of(root: Path, languages: tuple[Language, ...]) -> list[Problem]:
    """Everything that is wrong with a checkout, as the commands have it."""
    codes, refusal = tuple(each.code for each in languages), DateReader(languages).refusal
    records, problems = load(root, codes, refusal=refusal)
    found = check(records, languages)
    assert found == sorted(found)
    for each in languages:
        pages, wrong = read_by_hand(root, each.code)
        problems += [*wrong, *check_prose(pages, records)]
    return sorted([*problems, *found, *notice(records, languages, TODAY)])


def told_of(root: Path, languages: tuple[Language, ...], language: Language) -> list[str]:
    return [line(each, language) for each in problems_of(root, languages)]


def lay(file: Path, root: Path, target: str) -> None:
    """Put a copy of a file into a checkout."""
    place = root / target
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, place)


@pytest.mark.parametrize("name", CASES)
def test_one_mistake(name: str, checkout: Path, languages: tuple[Language, ...]) -> None:
    """The mistake is told at its line and column, in its words, and nothing else is told."""
    files = CASES[name]
    for target, file in files.items():
        lay(file, checkout, target)
    wanted = [f"{target}:{told}" for target, file in files.items() for told in expected(file)]
    told = told_of(checkout, languages, english(languages))
    assert sorted(told) == sorted(wanted)
    assert told, "a bad record has something wrong with it"


def test_every_code_has_a_case(languages: tuple[Language, ...]) -> None:
    """What can be told of a record is told of one in `bad/`; no code is there without a message."""
    told = [each for files in CASES.values() for file in files.values() for each in expected(file)]
    forms = [FORM.fullmatch(each) for each in told]
    assert all(forms)
    codes = {form["code"] for form in forms if form}
    for each in languages:
        messages = set(each.facts["problems"]) - {"did-you-mean"}
        assert messages == codes.union(*ELSEWHERE.values())


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_others_have_cases_too(name: str) -> None:
    """The codes that are left out here stand in the tests that are said to have them."""
    place = HERE / name
    files = sorted(place.glob("*.py")) if place.is_dir() else [place]
    text = "".join(file.read_text("utf-8") for file in files)
    assert [code for code in sorted(ELSEWHERE[name]) if code not in text] == []


def test_every_case_in_every_language(languages: tuple[Language, ...], tmp_path: Path) -> None:
    """What each case is told in the other languages: a golden list, line for line.

    After a change that is meant, look at what the test prints and copy it.
    """
    for each in languages:
        if each.code == "en":
            continue  # it stands at the head of each record
        found = []
        for name, files in CASES.items():
            root = shutil.copytree(TOY, tmp_path / each.code / name)
            for target, file in files.items():
                lay(file, root, target)
            found += told_of(root, languages, each)
        golden = BAD / f"told.{each.code}.txt"
        assert "\n".join(found) + "\n" == golden.read_text("utf-8")


def test_every_message_is_used(languages: tuple[Language, ...]) -> None:
    """No message is left of a rule that is gone: each code stands somewhere in the code."""
    code = "".join(file.read_text("utf-8") for file in (HERE.parent / "scripts").rglob("*.py"))
    messages = english(languages).facts["problems"]
    assert [key for key in messages if f'"{key}"' not in code and key != "did-you-mean"] == []


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_messages_agree(languages: tuple[Language, ...]) -> None:
    """Every language has a message for every code, with the same facts to be filled in."""
    first, *others = (
        {code: placeholders(message) for code, message in each.facts["problems"].items()}
        for each in languages
    )
    assert len(others) == len(languages) - 1 > 0
    for other in others:
        assert other == first


@pytest.mark.parametrize("name", ["shape", "sense"])
def test_awful_record(
    name: str, checkout: Path, languages: tuple[Language, ...], language: Language
) -> None:
    """All that is wrong with an awful record comes in one run: the golden list, line for line.

    After a change that is meant, look at what the test prints and copy it.
    """
    lay(AWFUL / f"{name}.yml", checkout, f"timeline/events/{name}.yml")
    golden = AWFUL / f"{name}.{language.code}.txt"
    told = told_of(checkout, languages, language)
    assert "\n".join(told) + "\n" == golden.read_text("utf-8")


def snapshot(root: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below `root`: when it was last written, and what is in it."""
    return {
        file.relative_to(root).as_posix(): (file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


@pytest.mark.parametrize("name", ["check", "build"])
def test_nothing_is_written(name: str, checkout: Path, command: Command) -> None:
    """With a wrong record the commands end with status 1 and leave every file as it was."""
    for place in ("site/index.html", "site/en/index.html", "docs/en/events/old.md"):
        file = checkout / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("the last good one\n", "utf-8")
    lay(AWFUL / "shape.yml", checkout, "timeline/events/shape.yml")
    before = snapshot(checkout)
    done = command(name, "--lang", "en")
    assert done.returncode == 1
    assert snapshot(checkout) == before
    golden = (AWFUL / "shape.en.txt").read_text("utf-8").splitlines()
    told = [each for each in done.stderr.splitlines() if each.startswith("timeline/")]
    assert told == golden
    assert f"{len(golden)} problems" in done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["check", "build"])
def test_another_template(name: str, checkout: Path, command: Command) -> None:
    """A page of prose with a template of its own is refused before anything is made."""
    page = checkout / "docs/en/about.md"
    text = page.read_text("utf-8").replace("title: About", "title: About\ntemplate: base.html")
    page.write_text(f"{text}\n<script>hit()</script>\n", "utf-8")
    done = command(name, "--lang", "en")
    assert done.returncode == 1
    lines = [each for each in done.stderr.splitlines() if each.startswith("docs/")]
    assert [FORM.fullmatch(each.removeprefix("docs/en/about.md:"))["code"] for each in lines] == [  # type: ignore[index]
        *("unknown-field", "page-html")
    ]
    assert not (checkout / "site").exists()


RECORD = """\
title: {en: A record, ar: سجل}
date: "2001"
topics: [trade]
summary: {en: Something happened., ar: حدث شيء.}
cites: [{source: northern-gazette, says: states}]
"""


def test_shown_as_it_is(checkout: Path, command: Command) -> None:
    """Neither `:100:` nor what a record says is taken for a sign of the terminal's."""
    record = checkout / "timeline/events/odd.yml"
    record.write_text(RECORD + "#\n" * 94 + "'[red]:smile:': x\n", "utf-8")
    done = command("check", "--lang", "en")
    assert "timeline/events/odd.yml:100:1: '[red]:smile:' is not a field here" in done.stderr


@pytest.mark.parametrize("style", ["|", ">", "|-\n    Some more.\n", ">+"])
def test_block_of_text(style: str, checkout: Path, languages: tuple[Language, ...]) -> None:
    """A text may be written in a block, whose line breaks are folded."""
    record = checkout / "timeline/events/harvest-years.yml"
    written = record.read_text("utf-8")
    block = written.replace("summary:\n  en: ", f"summary:\n  en: {style}\n    ")
    assert block != written
    record.write_text(block, "utf-8")
    assert problems_of(checkout, languages) == []


def test_nothing_is_wrong(checkout: Path, command: Command) -> None:
    """Without a mistake `check` ends with status 0, and writes nothing either."""
    before = snapshot(checkout)
    done = command("check", "--lang", "ar")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
    assert snapshot(checkout) == before


INLINE = "{title: A, publisher: B, language: English please, url: https://example.org/}"


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        # Empty in one language and missing in the other: wrong twice.
        ("{en: A record, ar: سجل}", '{en: ""}', {"empty-text", "missing-language"}),
        # The language of an inline source is a code, as that of a source in seeds/.
        ("northern-gazette", INLINE, {"bad-language-code"}),
    ],
)
def test_mistakes_together(
    right: str, wrong: str, codes: set[str], checkout: Path, languages: tuple[Language, ...]
) -> None:
    """Each of the mistakes in one place is told."""
    record = checkout / "timeline/events/found.yml"
    record.write_text(RECORD.replace(right, wrong), "utf-8")
    assert {each.code for each in problems_of(checkout, languages)} == codes


@pytest.mark.parametrize(("name", "code"), [("index", "reserved-id"), ("a" * 65, "long-id")])
def test_reason_of_a_bad_file_name(
    name: str, code: str, checkout: Path, languages: tuple[Language, ...]
) -> None:
    """A file's name of lower-case words can be wrong too."""
    (checkout / f"timeline/events/{name}.yml").write_text(RECORD, "utf-8")
    assert [each.code for each in problems_of(checkout, languages)] == [code]
