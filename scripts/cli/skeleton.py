"""The draft of a new entry: its known fields, and comments on the missing ones."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.layout import dumped, first_line
from scripts.records.dates import Edtf
from scripts.records.model import Kind, Says, Weight

WIDTH = 100
"""Characters of a line; a longer text is folded over several lines."""


@dataclass
class Answers:
    """The answers about a new entry; texts by language, sources as ids or addresses.

    `asked` is the date as it was typed, where it is more precise than EDTF allows: a part of a
    decade.
    """

    id: str = ""
    title: dict[str, str] = field(default_factory=dict)
    date: Edtf = field(init=False)
    asked: str = ""
    topics: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    summary: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


def entry_text(
    answers: Answers, path: str, codes: Iterable[str], speaker: Language, topics: str
) -> str:
    """The YAML of the new entry at `path`, with comments in the language `speaker`.

    Unknown fields and the texts in `codes` stay empty under their keys; `topics` are the ids to
    choose from.
    """
    word = speaker.section("new")
    of_date = "comments.part" if answers.asked else "comments.date"
    of_date = word(of_date, asked=answers.asked, words=date_words(answers.date, speaker))
    cites = [
        {"source": _source(each), "says": Says.STATES.value} for each in answers.sources or [""]
    ]
    fields: dict[str, tuple[object, str]] = {
        "title": (_texts(answers.title, codes), ""),
        "date": (DoubleQuotedScalarString(answers.date.text), of_date),
        "kind": (Kind.EVENT.value, ", ".join(Kind)),
        "weight": (Weight.MINOR.value, ", ".join(Weight)),
        "topics": (answers.topics, word("comments.topics", ids=topics)),
        "actors": (answers.actors, word("comments.actors")),
        "places": (answers.places, ""),
        "summary": (_texts(answers.summary, codes), word("comments.summary")),
        "cites": (cites, word("comments.cites", says=", ".join(Says))),
    }
    if not answers.places:
        del fields["places"]
    entry = CommentedMap({key: value for key, (value, _) in fields.items()})
    for key, (_, comment) in fields.items():
        if comment:
            entry.yaml_set_comment_before_after_key(key, before=comment)
    return f"{first_line(path)}\n{dumped(entry, quoting=True)}"


def _source(given: str) -> object:
    """A source as a cite has it: an id, or for an address the facts of an inline source."""
    if given.startswith(("http://", "https://")):
        return {"title": None, "publisher": None, "language": None, "url": given}
    return given or None


def _texts(texts: dict[str, str], codes: Iterable[str]) -> dict[str, object]:
    """A text by language."""
    return {code: _folded(texts.get(code, "")) for code in codes}


def _folded(text: str) -> object:
    """A text; one that is too long for a line is folded at WIDTH."""
    if len(f"  en: {text}") <= WIDTH:
        return text or None
    lines = textwrap.wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    folded = FoldedScalarString(text)
    folded.fold_pos = [end - 1 for end in accumulate(len(each) + 1 for each in lines[:-1])]
    return folded
