"""Proposed entries: checked, previewed, never published, and adopted whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Command
from jsonschema import Draft202012Validator
from website.tools import files

from scripts.checks import check
from scripts.i18n.language import Language
from scripts.publish.write import write_all
from scripts.records.ids import proposed_id, wrong_id
from scripts.records.load import load
from scripts.records.model import Entry, json_schema
from scripts.records.source import InlineSource, Source
from scripts.timeline.evidence import EntryEvidence, of_entry, sources_of
from scripts.timeline.model import join

PATH = "timeline/proposed/mill-burns.yml"

ENTRY = """\
# yaml-language-server: $schema=../schema/event.schema.json
# By hand.
title:
  en: The mill burns down
  ar: احتراق الطاحونة
date: "1962-05"
topics:
  - water
summary:
  en: The mill burnt down.
  ar: احترقت الطاحونة.
cites:
  # The main one.
  - source: miller-mill # first seen in the archive
    says: states
  - source: northern-gazette
    says: states
"""

SHORT = """\
 # first seen in the archive
      title: "The Mill"  # as printed
      # Who it was.
      publisher: The Miller
      language: en
      url: https://example.org/mill
"""

REST = """\
      title_in:
        en: The Mill
        ar: الطاحونة
      publisher_in:
        en: The Miller
        ar: الطحّان
      genre: news
      point_of_view:
        en: That of the mill.
        ar: موقع الطاحونة.
      seen: excerpt
      seen_on: "2026-11-22"
"""

COMPLETE = ENTRY.replace("event.schema", "proposed.schema").replace(
    "miller-mill # first seen in the archive\n", f"{SHORT}{REST}"
)
INCOMPLETE = re.sub("  en: The mill .*\n", "", COMPLETE.replace(REST, ""))

SOURCE = """\
# yaml-language-server: $schema=../timeline/schema/source.schema.json
title: "The Mill"  # as printed
title_in:
  en: The Mill
  ar: الطاحونة
# Who it was.
publisher:
  en: The Miller
  ar: الطحّان
language: en
genre: news
point_of_view:
  en: That of the mill.
  ar: موقع الطاحونة.
url: https://example.org/mill
seen: excerpt
seen_on: "2026-11-22"
"""


def propose(checkout: Path, text: str, path: str = PATH) -> Path:
    """Put a proposed entry into a checkout."""
    file = checkout / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_one_language_is_enough(checkout: Path, languages: tuple[Language, ...]) -> None:
    """A proposed entry in one language is right, and is no part of the timeline."""
    propose(checkout, INCOMPLETE)
    records, problems = load(checkout, tuple(each.code for each in languages))
    assert problems + check(records, languages) == []
    assert [each.id for each in records.proposed] == ["mill-burns"]
    assert "mill-burns" not in join(records).entries


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("water", "wader", "7:5: unknown topic 'wader'; did you mean 'water'? (unknown-topic)"),
        ("northern-gazette", "northern-gazete", "19:13: unknown source 'northern-gazete'; did"),
        ("احترقت", "احترقت x ی", "9:7: 'ی' (U+06CC ARABIC LETTER FARSI YEH) is not a letter"),
        ("احترقت الطاحونة.", "<b>", "9:7: < and > are not allowed: write plain text (markup)"),
        ("  ar: احترقت", "  kk: احترقت", "8:1: 'summary' has no text in 'ar': every text"),
        ("", "", "3:1: the id 'bridge-fair'"),
    ],
)
def test_same_rules(old: str, new: str, wanted: str, checkout: Path, command: Command) -> None:
    """The rules are those of every entry, but that a language may be missing."""
    path = PATH if old else "timeline/proposed/deep/bridge-fair.yml"
    propose(checkout, INCOMPLETE.replace(old, new), path)
    assert f"{path}:{wanted}" in command("check", "--lang", "en").stderr


def test_schema(languages: tuple[Language, ...]) -> None:
    """The schema of proposed entries asks for one language, that of entries for all."""
    codes = tuple(each.code for each in languages)
    value = {
        "title": {"ar": "ا"},
        "date": "2004",
        "topics": ["water"],
        "summary": {"ar": "ا"},
        "cites": [{"source": "a", "says": "states"}],
    }
    proposed = Draft202012Validator(json_schema(Entry, codes, complete=False))
    assert proposed.is_valid(value)
    assert not proposed.is_valid({**value, "title": {}})
    assert not Draft202012Validator(json_schema(Entry, codes)).is_valid(value)


def test_adopt(checkout: Path, command: Command) -> None:
    """A complete one is moved, its source becomes a record, and every comment stays."""
    propose(checkout, COMPLETE, "timeline/proposed/deep/mill-burns.yml")
    before = files(checkout)
    words = ("adopt", "timeline/proposed/deep/mill-burns.yml", "--lang", "en")
    done = command(*words, "--dry-run")
    assert (done.returncode, files(checkout)) == (0, before)
    done = command(*words)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[:2] == [
        "written: seeds/miller-mill.yml",
        "written: timeline/events/deep/mill-burns.yml",
    ]
    after = files(checkout)
    entry = after.pop("timeline/events/deep/mill-burns.yml").decode()
    assert entry == ENTRY.replace("../schema", "../../schema")
    assert after.pop("seeds/miller-mill.yml").decode() == SOURCE
    assert "timeline/proposed/deep/mill-burns.yml" not in after
    assert after.items() <= before.items()
    assert command("check").returncode == 0


def test_adopt_sources_of_an_entry(checkout: Path, command: Command) -> None:
    """An entry that is published already gives up its sources, under the ids that are named."""
    propose(checkout, COMPLETE, "timeline/events/mill-burns.yml")
    words = ("adopt", "timeline/events/mill-burns.yml", "--lang", "en")
    assert command(*words, "--source", "the-mill").returncode == 0
    after = files(checkout)
    assert after["timeline/events/mill-burns.yml"].decode() == ENTRY.replace(
        "miller-mill", "the-mill"
    )
    assert after["seeds/the-mill.yml"].decode() == SOURCE
    assert "there is nothing to adopt" in command(*words).stderr


RECORDED = "https://gazette.example.org/2004/bridge?part=1&page=2#top"
LACKS = """\
3:1: 'title' has no text in 'en': every text is needed in each language (missing-language)
8:1: 'summary' has no text in 'en': every text is needed in each language (missing-language)
12:5: 'genre' is missing: add it (missing-field)
12:5: 'point_of_view' is missing: add it (missing-field)
12:5: 'publisher_in' is missing: add it (missing-field)
12:5: 'seen' is missing: add it (missing-field)
12:5: 'title_in' is missing: add it (missing-field)"""
TAKEN = "15:7: 'northern-gazette' is the id of another source… (source-id-taken)"
UNDATED = "30:13: 'seen: excerpt' does not fit this record: give it a 'seen_on'…"
UNKNOWN = "26:22: unknown source 'x' (unknown-source)"
MISSPELT = """\
3:1: 'topics' is missing: add it (missing-field)
7:1: 'topic' is not a field here: remove or correct it; did you mean 'topics'?…"""
UNNAMED = "15:7: no id can be proposed for this source: name one with --source ID (unnamed-source)"
KNOWN = "19:12: this source has a record: write 'source: north… (source-recorded)"
TWICE = "35:61: this source is already in the entry: give the first one… (source-given-twice)"
NEEDLESS = "3:1: there is no inline source left for the id 'b': remove it (needless-name)"
OTHER = """\
  - source: {title: Other, publisher: x, language: en, url: "https://example.org/mill"}
    says: states
"""


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (INCOMPLETE, "", LACKS),
        (COMPLETE.replace('      seen_on: "2026-11-22"\n', ""), "", UNDATED),
        (COMPLETE, "--source northern-gazette", TAKEN),
        (COMPLETE.replace("genre", "derives_from: [x]\n      genre"), "", UNKNOWN),
        (COMPLETE, "--source Mill", "15:7: 'Mill' is not an id: write lower-case ASCII words…"),
        (COMPLETE, "--source a --source b", NEEDLESS),
        (re.sub("The Mill(er)?", "1962", COMPLETE), "", UNNAMED),
        (COMPLETE.replace("https://example.org/mill", RECORDED), "", KNOWN),
        (COMPLETE + OTHER, "", TWICE),
        (COMPLETE.replace("topics:", "topic:"), "", MISSPELT),
    ],
)
def test_refused(text: str, words: str, wanted: str, checkout: Path, command: Command) -> None:
    """What is incomplete or wrong is told, all of it, and nothing is written."""
    propose(checkout, text)
    before = files(checkout)
    done = command("adopt", PATH, "--lang", "en", *words.split())
    assert done.returncode == 1
    found = [each for each in done.stderr.splitlines() if each.startswith(PATH)]
    for each, said in zip(wanted.splitlines(), found, strict=True):
        before_dots, _, after_dots = each.partition("…")
        assert said.startswith(f"{PATH}:{before_dots}")
        assert said.endswith(after_dots)
    assert files(checkout) == before


ODD = """\
title: {en: The mill burns down, ar: احتراق الطاحونة}
date: "1962-05"
topics: [water]
summary:
    en: >-
        The mill burnt down.
        All of it.
    ar: احترقت الطاحونة.
claims:
-   id: it-burnt
    text: {en: It burnt., ar: احترقت.}
    cites:
    -   source:
            # about title
            title: >-
                The
                Mill
            # who
            publisher: "The Miller"  # he
            language: en

            url: https://example.org/mill
            title_in: {en: The Mill, ar: الطاحونة}
            # names
            publisher_in:
                # one
                en: The Miller
                ar: الطحّان
            genre: news
            point_of_view: {en: That of the mill., ar: موقع الطاحونة.}
            seen: excerpt
            seen_on: 2026-11-22
            # the end of it
        # says
        says: states
    - {source: {title: Other, publisher: B, language: en, url: "https://example.org/other",
        title_in: {en: Other, ar: ي}, publisher_in: {en: B, ar: ب}, genre: news,
        point_of_view: {en: A., ar: ب.}, seen: excerpt, seen_on: 2026-11-22}, says: states}
"""

ODD_ENTRY = """\
claims:
  - id: it-burnt
    text: {en: It burnt., ar: احترقت.}
    cites:
      - source: miller-mill
        # says
        says: states
      - {source: b-other, says: states}
"""

ODD_SOURCE = """\
# about title
title: >-
  The
  Mill
title_in: {en: The Mill, ar: الطاحونة}
# who
# he
# names
publisher:
  # one
  en: The Miller
  ar: الطحّان
language: en

genre: news
point_of_view: {en: That of the mill., ar: موقع الطاحونة.}
url: https://example.org/mill
seen: excerpt
seen_on: 2026-11-22
  # the end of it
"""


def test_odd_layout(checkout: Path, command: Command) -> None:
    """However the sources are written: comments go with what they are about, keys into order."""
    propose(checkout, ODD)
    assert command("adopt", PATH).returncode == 0
    after = files(checkout)
    assert after["timeline/events/mill-burns.yml"].decode().endswith(ODD_ENTRY)
    assert after["seeds/miller-mill.yml"].decode().partition("\n")[2] == ODD_SOURCE
    assert "publisher: {en: B, ar: ب}\n" in after["seeds/b-other.yml"].decode()


KEYED = """\
title: {en: The mill burns down, ar: احتراق الطاحونة}
date: "1962-05"
topics: [water]
summary: {en: The mill burnt down., ar: احترقت الطاحونة.}
claims:
  - id: it-burnt
    text: {en: It burnt., ar: احترقت.}
    cites:
      - source:
          # Its name here.
          key: mill  # short
          title: The Mill
          publisher: The Miller
          language: en
          url: https://example.org/mill
          title_in: {en: The Mill, ar: الطاحونة}
          publisher_in: {en: The Miller, ar: الطحّان}
          genre: news
          point_of_view: {en: A., ar: ب.}
          seen: excerpt
          seen_on: "2026-11-22"
        says: states
  - id: by-night
    text: {en: It burnt by night., ar: احترقت ليلًا.}
    cites:
      - {source: mill, says: states}
      - source:
          key: miller-copy
          title: The copy
          publisher: The Miller
          language: en
          url: https://example.org/copy
          title_in: {en: The copy, ar: النسخة}
          publisher_in: {en: The Miller, ar: الطحّان}
          genre: news
          point_of_view: {en: A., ar: ب.}
          derives_from: [{source: mill, paragraphs: "2"}, northern-gazette]
          seen: excerpt
          seen_on: "2026-11-22"
          compared: "2026-11-22"
        says: states
differences:
  - about: {en: When?, ar: متى؟}
    positions:
      - {text: {en: By night., ar: ليلًا.}, sources: [mill, miller-copy]}
      - {text: {en: By day., ar: نهارًا.}, sources: [northern-gazette]}
    decision: {en: By night., ar: ليلًا.}
"""


def test_keys_become_ids(checkout: Path, command: Command) -> None:
    """A key becomes the id; if another is chosen, all that named the key names the new record."""
    propose(checkout, KEYED)
    before = evidence_of(checkout)
    assert command("adopt", PATH, "--source", "the-mill").returncode == 0
    after = files(checkout)
    entry = after["timeline/events/mill-burns.yml"].decode()
    assert entry.count("source: the-mill") == 2
    assert "sources: [the-mill, miller-copy]" in entry
    assert "mill, paragraphs" not in entry
    assert "key" not in entry
    mill, copy = (after[f"seeds/{id_}.yml"].decode() for id_ in ("the-mill", "miller-copy"))
    assert mill.splitlines()[1:4] == ["# Its name here.", "# short", "title: The Mill"]
    assert 'derives_from: [{source: the-mill, paragraphs: "2"}, northern-gazette]' in copy
    assert "key" not in mill + copy
    assert command("check").returncode == 0
    assert evidence_of(checkout) == before
    assert (
        "there is nothing to adopt"
        in command("adopt", "timeline/events/mill-burns.yml", "--lang", "en").stderr
    )


def evidence_of(checkout: Path) -> EntryEvidence:
    """The evidence for the proposed entry, or for the adopted one."""
    records, problems = load(checkout, ("en", "ar"))
    assert problems == []
    found = {each.id: each.record for each in (*records.entries, *records.proposed)}
    return of_entry(found["mill-burns"], sources_of(records))


def test_every_field_becomes_the_records() -> None:
    """An inline source can have every field that its record will have."""
    assert Source.model_fields.keys() - InlineSource.model_fields.keys() == set()
    assert InlineSource.model_fields.keys() - Source.model_fields.keys() == {"key", "publisher_in"}


@pytest.mark.parametrize("name", ["pyproject.toml", "timeline/proposed/none.yml", "seeds"])
def test_no_entry(name: str, checkout: Path, command: Command) -> None:
    """What is no entry is refused."""
    done = command("adopt", name, "--lang", "en")
    assert done.returncode == 1
    assert f"{name} is not an entry" in done.stderr
    assert "Traceback" not in done.stderr
    assert (checkout / "pyproject.toml").is_file()


def test_all_or_nothing(tmp_path: Path) -> None:
    """Where the disk refuses one of several files, all are as they were."""
    old, new, gone = tmp_path / "old", tmp_path / "deep/new", tmp_path / "gone"
    old.write_bytes(b"old")
    gone.write_bytes(b"gone")
    with pytest.raises(FileNotFoundError):
        write_all({old: b"other", new: b"new"}, [gone, tmp_path / "none"])
    assert (old.read_bytes(), gone.read_bytes(), new.exists()) == (b"old", b"gone", False)
    write_all({old: b"other", new: b"new"}, [gone])
    assert (old.read_bytes(), new.read_bytes(), gone.exists()) == (b"other", b"new", False)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("Harbour and Mill sign a defence agreement", "harbour-mill-sign-defence-agreement"),
        ("The unrest of January 2022", "unrest"),
        ("14 December 2016: Sa'ar’s visit in the 1990s", "saars-visit"),
        ("A march for peace in May", "march-peace-may"),
        ("Ärger über Öl", "arger-uber-ol"),
        ("زيارة", ""),
        ("Index", ""),
        ("1991", ""),
        ("w" * 70, ""),
    ],
)
def test_proposed_id(text: str, id_: str) -> None:
    """An id is made of the words that tell something, without dates; or none is proposed."""
    assert proposed_id(text) == id_
    assert not id_ or not wrong_id(id_)
