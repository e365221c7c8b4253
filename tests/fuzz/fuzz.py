"""A coverage-guided search for input that breaks what reads the files of strangers.

Not one of the tests, since it has no end: `make fuzz` runs it, `make fuzz ARGS="reader
-max_total_time=900"` one target for a quarter of an hour (the options are libFuzzer's).  What it
finds it writes to `.cache/fuzz/<target>/found/`; corrected, it becomes a case of `tests/hostile/`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import atheris

with atheris.instrument_imports(include=["scripts", "yaml"]):
    import yaml

    from scripts.checks import check
    from scripts.console import line
    from scripts.i18n.dates import date_words, span_words
    from scripts.i18n.language import read_languages
    from scripts.records import yaml as document
    from scripts.records.dates import DateError, Edtf
    from scripts.records.errors import problems_from
    from scripts.records.fields import LAST_YEAR
    from scripts.records.load import Located, Records
    from scripts.records.location import SourceLocation
    from scripts.records.model import Entry
    from scripts.records.source import Source
    from scripts.records.text import FORBIDDEN
    from scripts.records.yaml import parse

from making import scalars_of
from pydantic import ValidationError

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "fuzz"
NAME = "timeline/events/some-entry.yml"

LIMITS = {
    "reader": ("-max_total_time=120", "-max_len=512", "-timeout=2", "-rss_limit_mb=1000"),
    "dates": ("-max_total_time=60", "-max_len=64", "-timeout=2", "-rss_limit_mb=1000"),
}
"""What libFuzzer is told where the command says nothing else: seconds, bytes, megabytes."""

LANGUAGES = read_languages()
CODES = tuple(language.code for language in LANGUAGES)


def reader(data: bytes) -> None:
    """Any bytes: a clean document or a problem, the same with both parsers, and then the models."""
    read = []
    for parser in (yaml.CSafeLoader, yaml.SafeLoader):
        with patch.object(document, "PARSER", parser):
            read.append(parse(data, NAME))
    (found, problems), (other, others) = read
    assert found or problems
    assert problems == sorted(problems)
    # PyYAML's own parser refuses some of what libyaml takes (`{a: b?, c: d}`), and has other places
    # for values that are empty: never another value.
    if found and other and not problems and not others:
        assert found.value == other.value
    if found is None:
        return
    assert not FORBIDDEN.search("".join(scalars_of(found.value)))
    models: tuple[type[Entry | Source], ...] = (Entry, Source)
    for model in models:
        spot = SourceLocation("some-entry", NAME, found)
        try:
            record = model.model_validate(found.value, context={"languages": CODES})
        except ValidationError as error:
            problems += problems_from(error, spot, model, CODES)
            continue
        ids = {name: frozenset[str]() for name in ("entries", "sources", "topics", "redirects")}
        family = "entries" if isinstance(record, Entry) else "sources"
        valid: dict[str, Any] = {family: (Located(spot, record),)}
        problems += check(Records(**valid, drafts={family: (spot,)}, ids=ids), LANGUAGES)
    for problem in problems:
        assert problem.line > 0
        assert problem.column > 0
        for language in LANGUAGES:
            assert line(problem, language).isprintable()


def dates(data: bytes) -> None:
    """Any text: a date that says the same again, in words too, or a reason with a true remedy."""
    text = data.decode("utf-8", "replace")
    try:
        date = Edtf.parse(text)
    except DateError as error:
        remedy = error.args_.get("remedy")
        if remedy and (remedy == text or str(Edtf.parse(remedy)) != remedy):
            raise
        return
    assert str(date) == text
    assert text.isascii()
    assert Edtf.parse(str(date)) == date
    if date.lower and date.upper:
        assert date.lower <= date.upper
    if max(point.year for point in (date.start, date.end) if point) > LAST_YEAR:
        return  # which a record may not have
    now = Edtf.parse("2025-11-06")
    earlier, later = sorted((date, now), key=lambda each: each.sort_key)
    for language in LANGUAGES:
        assert date_words(date, language)
        assert span_words(earlier, later, language).isprintable()


TARGETS: dict[str, Callable[[bytes], None]] = {"reader": reader, "dates": dates}


def seeds(target: str) -> Iterator[bytes]:
    """What a search begins with: the records that tests have, or the dates in them."""
    folders = [ROOT / "tests" / name for name in ("bad", "awful", "toy", "hostile")]
    for file in (file for folder in folders for file in folder.rglob("*.yml") if file.is_file()):
        data = file.read_bytes()
        if target == "reader":
            yield data
        else:
            dates = re.findall(rb"^\s*(?:date|published|held): (.*)", data, re.MULTILINE)
            yield from (date.strip(b"\"' ") for date in dates)


def main(words: list[str]) -> None:
    """Search with the target that `words` name first; the rest goes to libFuzzer."""
    target, *options = words
    home = CACHE / target
    for folder in ("corpus", "seeds", "found"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(sorted(set(seeds(target)))):
        (home / "seeds" / f"{number:04}").write_bytes(data)
    given = {option.partition("=")[0] for option in options}
    options += [each for each in LIMITS[target] if each.partition("=")[0] not in given]
    atheris.enabled_hooks.add("RegEx")
    prefix = f"-artifact_prefix={home / 'found'}/"
    folders = [str(home / "corpus"), str(home / "seeds")]
    atheris.Setup([sys.argv[0], prefix, *options, *folders], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1:])
