"""Which revisions an entry has: states that say something different, whatever they look like."""

from __future__ import annotations

import pytest

from scripts.records.location import Value
from scripts.timeline.content import normalize, record_of
from scripts.timeline.revisions import RevisionHistory

from .tools import CODES, ENTRY, Repository, day, in_the_first_format

SECOND = ENTRY.replace("The ferry stops", "The ferry stops for good")
SHORT = ENTRY[: ENTRY.index("claims:")] + "cites:\n  - {source: northern-gazette, says: states}\n"
LONG = SHORT.replace(
    "cites:\n",
    "claims:\n  - id: main\n    text:\n      ar: توقّفت العبّارة بين الدولتين.\n"
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


def shape(revision_history: RevisionHistory) -> list[tuple[int | None, int]]:
    """For each revision its day and how many states it has."""
    return [
        (each.day.day if each.day else None, len(each.blobs)) for each in revision_history.revisions
    ]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_formatting_is_no_revision(form: str, repository: Repository) -> None:
    """Another form of the same record is the same revision, of the day on which it came.

    The newest form stands for it, and the names of all forms are kept.
    """
    first = repository.commit(2, ENTRY)
    second = repository.commit(3, form)
    assert first != second
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(2, 2)]
    assert [blob[:10] for blob in revision_history.revisions[0].blobs] == [second, first]
    assert revision_history.revisions[0].name == second
    assert revision_history.revisions[0].commit == repository.git("rev-parse", "HEAD").strip()


def test_short_and_long_form(repository: Repository) -> None:
    """A summary with its sources is the same as one claim that says the summary."""
    repository.commit(2, SHORT)
    repository.commit(3, LONG)
    assert shape(repository.site().revision_history) == [(2, 2)]


SOUGHT = """\
sought:
  - what: {en: A timetable., ar: جدول.}
    date: "2021-03-01"
    found: nothing
"""
SECOND_CLAIM = """\
  - id: crew-stayed
    text: {en: The crew stayed on board all night., ar: بقي الطاقم على متنها طوال الليل.}
    cites: [{source: northern-gazette, says: states}]
"""


def test_a_change_of_format_is_no_revision(repository: Repository) -> None:
    """Claims got ids, and `on` became `date`: the day of the last change stays."""
    repository.commit(2, in_the_first_format(ENTRY + SOUGHT))
    repository.commit(3, ENTRY + SOUGHT)
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(2, 2)]
    assert len(revision_history.pages) == 2
    assert revision_history.state
    assert revision_history.state.last == day(2)


def test_claims_are_followed_into_the_first_format(repository: Repository) -> None:
    """A claim that had no id is the one that says the same now, perhaps in other words."""
    reworded = ENTRY.replace("on 2 March", "on the 2nd of March")
    repository.commit(2, in_the_first_format(reworded))
    repository.commit(3, in_the_first_format(ENTRY + SECOND_CLAIM))
    repository.commit(4, ENTRY.replace("claims:\n", f"claims:\n{SECOND_CLAIM}"))
    revision_history = repository.site().revision_history
    records = [record_of(each.value or {}, CODES) for each in revision_history.revisions]
    assert [[claim.id for claim in each.all_claims] for each in records if each] == [
        ["crew-stayed", "ferry-stopped"],
        ["ferry-stopped", "crew-stayed"],
        ["ferry-stopped"],
    ]


def test_not_committed(repository: Repository) -> None:
    """What is not committed is the current revision and has no day; another form keeps the day."""
    repository.write(ENTRY)
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(None, 1)]
    assert revision_history.at_hand
    repository.commit(2)
    repository.write(SECOND)
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(None, 1), (2, 1)]
    assert revision_history.revisions[0].commit == ""
    repository.write("# Only a comment.\n" + ENTRY)
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(2, 2)]
    assert revision_history.revisions[0].name == repository.name_of()


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
    revision_history = repository.site().revision_history
    assert shape(revision_history) == [(4, 1), (3, 1), (2, 1)]
    broken = revision_history.revisions[1]
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
    old = repository.site().revision_history.revisions[1]
    assert old.value is not None
    assert "summary" in old.value
    assert record_of(old.value, CODES) is None


def test_a_language_that_came_later(repository: Repository) -> None:
    """A state from before the site had one of its languages is a record nevertheless."""
    repository.commit(2, ENTRY.replace("  ar: توقّف العبّارة\n", ""))
    repository.commit(3, ENTRY)
    old = repository.site().revision_history.revisions[1]
    record = record_of(old.value or {}, CODES)
    assert record
    assert record.title["ar"] == "The ferry stops"


def test_what_is_said() -> None:
    """What is said is text, folded, without what is empty."""
    value: dict[str, Value] = {"a": "  b\n\n  c ", "d": [], "e": {"f": ""}, "g": ["x", "", ["y"]]}
    assert normalize(value) == {"a": "b c", "g": ["x", ["y"]]}
