"""Which revisions an entry has: states that say something different, whatever they look like."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scripts.records.yaml import parse
from scripts.timeline.git import read_history
from scripts.timeline.revisions import RevisionHistory, find_revisions, normalize, record_of

from .tools import CODES, ENTRY, FILE, ID, Repository

SECOND = ENTRY.replace("The ferry stops", "The ferry stops for good")
SHORT = ENTRY[: ENTRY.index("claims:")] + "cites:\n  - {source: northern-gazette, says: states}\n"
LONG = SHORT.replace(
    "cites:\n",
    "claims:\n  - text:\n      ar: توقّفت العبّارة بين الدولتين.\n"
    "      en: The ferry between the two states stopped.\n    cites:\n",
).replace("\n  - {source", "\n      - {source")

FORMS = {
    "comments": "# A comment.\n" + ENTRY.replace("topics:", "topics: # why\n "),
    "order of keys": "weight: minor\n"
    + ENTRY.replace("topics: [water]\n", "")
    + "topics: [water]\n",
    "folding": ENTRY.replace(
        "en: The ferry between the two states stopped.",
        "en: >-\n    The ferry between\n    the two states stopped.",
    ),
    "quotes": ENTRY.replace("The ferry stops", "'The ferry stops'"),
    "what goes without saying": ENTRY + "kind: event\nsought: []\n",
}


def shape(trail: RevisionHistory) -> list[tuple[int | None, int]]:
    """For each revision its day and how many states it has."""
    return [(each.day.day if each.day else None, len(each.blobs)) for each in trail.revisions]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_formatting_is_no_revision(form: str, repository: Repository) -> None:
    """Another form of the same record is the same revision, of the day on which it came.

    The newest form stands for it, and the names of all forms are kept.
    """
    first = repository.commit(2, ENTRY)
    second = repository.commit(3, form)
    assert first != second
    trail = repository.site().trail
    assert shape(trail) == [(2, 2)]
    assert [blob[:10] for blob in trail.revisions[0].blobs] == [second, first]
    assert trail.revisions[0].name == second
    assert trail.revisions[0].commit == repository.git("rev-parse", "HEAD").strip()


def test_short_and_long_form(repository: Repository) -> None:
    """A summary with its sources is the same as one claim that says the summary."""
    repository.commit(2, SHORT)
    repository.commit(3, LONG)
    assert shape(repository.site().trail) == [(2, 2)]


def test_revisions(repository: Repository) -> None:
    """The newest revision comes first, each with its day, and is the current one."""
    names = [repository.commit(2, ENTRY), repository.commit(4, SECOND)]
    trail = repository.site().trail
    assert shape(trail) == [(4, 1), (2, 1)]
    assert [each.name for each in trail.revisions] == names[::-1]
    assert trail.current is trail.revisions[0]
    assert trail.at_hand
    assert all(record_of(each.value or {}, CODES) for each in trail.revisions)


def test_back_to_what_it_was(repository: Repository) -> None:
    """What says again what was said before is a revision of its own, if of the same name."""
    first = repository.commit(2, ENTRY)
    repository.commit(3, SECOND)
    assert repository.commit(4, ENTRY) == first
    trail = repository.site().trail
    assert shape(trail) == [(4, 1), (3, 1), (2, 1)]
    assert trail.revisions[0].name == trail.revisions[2].name


def test_not_committed(repository: Repository) -> None:
    """What is not committed is the current revision and has no day; another form keeps the day."""
    repository.commit(2, ENTRY)
    repository.write(SECOND)
    trail = repository.site().trail
    assert shape(trail) == [(None, 1), (2, 1)]
    assert trail.revisions[0].name == repository.name_of()
    assert trail.revisions[0].commit == ""
    repository.write("# Only a comment.\n" + ENTRY)
    trail = repository.site().trail
    assert shape(trail) == [(2, 2)]
    assert trail.revisions[0].name == repository.name_of()


def test_never_committed(repository: Repository) -> None:
    """A new entry has one revision without a day; there is a history, and it is not in it."""
    repository.write(ENTRY)
    trail = repository.site().trail
    assert shape(trail) == [(None, 1)]
    assert trail.at_hand


def test_not_at_hand(repository: Repository, tmp_path: Path) -> None:
    """Without git, or in a shallow clone, the working file is the one revision."""
    repository.commit(2, ENTRY)
    repository.commit(3, SECOND)
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    archive = tmp_path / "archive"
    shutil.copytree(repository.root, archive, ignore=shutil.ignore_patterns(".git"))
    for place in (clone, archive):
        chronology = repository.site().chronology
        histories = find_revisions(chronology, place, read_history(place))
        assert shape(histories[ID]) == [(None, 1)]
        assert histories[ID].revisions[0].name == repository.name_of()
        assert not histories[ID].at_hand
        assert histories.keys() == chronology.entries.keys()


def test_renamed(repository: Repository) -> None:
    """An id that gave way to another keeps its revisions, all of them past."""
    name = repository.commit(2, ENTRY)
    (repository.root / FILE).unlink()
    redirects = "timeline/redirects.yml"
    text = (repository.root / redirects).read_text("utf-8")
    text += f'{ID}: {{to: river-talks, on: "2021-03-03", because: merged}}\n'
    repository.commit(3, text, redirects)
    site = repository.site()
    assert ID not in site.chronology.entries
    assert (site.trail.to, site.trail.current) == ("river-talks", None)
    assert [each.name for each in site.trail.revisions] == [name]
    assert "bridge-inaugurated" not in site.histories  # it was never here


UNREADABLE = {
    "no YAML": b"a: [\n",
    "no mapping": b"- a\n- b\n",
    "nothing": b"",
    "an alias": b"a: &a [x]\nb: *a\n",
    "a megabyte": b"title: " + b"x" * 1_000_000 + b"\n",
    "UTF-16": "title: x\n".encode("utf-16"),
    "another encoding": "title: أ\n".encode("cp1256"),
    "binary": bytes(range(256)) * 10,
    "deep": b"".join(b" " * n + b"a:\n" for n in range(60)),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable(content: bytes, repository: Repository) -> None:
    """A state that cannot be read is a revision with its name, and nothing in it."""
    repository.commit(2, ENTRY)
    name = repository.commit(3, content)
    repository.commit(4, SECOND)
    trail = repository.site().trail
    assert shape(trail) == [(4, 1), (3, 1), (2, 1)]
    broken = trail.revisions[1]
    assert (broken.name, broken.value) == (name, None)


OTHER_MODELS = {
    "a field that is gone": ENTRY + "certainty: high\n",
    "a field that is missing": ENTRY.replace("topics: [water]\n", ""),
    "another sort of value": ENTRY.replace("topics: [water]", "topics: water"),
    "other words": ENTRY.replace("says: states", "says: reports"),
    "one language": ENTRY.replace("  ar: توقّف العبّارة\n", "").replace(
        "  en: The ferry stops", "  fr: x"
    ),
    "marks and carriage returns": "\ufeff" + ENTRY.replace("\n", "\r\n") + "x: y\r\n",
    "a key that stands twice": ENTRY + "date: 1066-xx\n",
}


@pytest.mark.parametrize("content", OTHER_MODELS.values(), ids=OTHER_MODELS.keys())
def test_other_models(content: str, repository: Repository) -> None:
    """A state that is no record by today's model is kept as what it says."""
    repository.commit(2, content)
    repository.commit(3, ENTRY)
    old = repository.site().trail.revisions[1]
    assert old.value is not None
    assert "summary" in old.value
    assert record_of(old.value, CODES) is None


def test_a_language_that_came_later(repository: Repository) -> None:
    """A state from before the site had one of its languages is a record nevertheless."""
    repository.commit(2, ENTRY.replace("  ar: توقّف العبّارة\n", ""))
    repository.commit(3, ENTRY)
    old = repository.site().trail.revisions[1]
    record = record_of(old.value or {}, CODES)
    assert record
    assert record.title["ar"] == "The ferry stops"


def test_what_is_said() -> None:
    """What is said is text, folded, without what is empty."""
    document, _ = parse(b"a: '  b\n\n  c '\nd: []\ne: {f: ''}\ng: [x, '', [y]]\n", "x")
    assert document
    assert isinstance(document.value, dict)
    assert normalize(document.value) == {"a": "b c", "g": ["x", ["y"]]}
