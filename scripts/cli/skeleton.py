"""The first text of an entry: what is known of it, and comments on what is still to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.layout import written
from scripts.layout.tree import Node, Tree
from scripts.records.comments import Comment
from scripts.records.dates import Edtf
from scripts.records.model import Kind, Says, Weight


@dataclass
class Answers:
    """What somebody knows of a new entry; texts by language, sources as ids or addresses.

    `asked` is the date as it was said, where that says more than the date: a part of a decade.
    """

    id: str = ""
    title: dict[str, str] = field(default_factory=dict)
    date: Edtf | None = None
    asked: str = ""
    topics: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    summary: dict[str, str] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)


def skeleton(
    answers: Answers, path: str, languages: Sequence[Language], speaker: Language, topics: str
) -> str:
    """The canonical text of the entry that is to stand at `path`, its comments in `speaker`.

    What is not known is left empty, under its key; `topics` are the ids to choose from.
    """
    if answers.date is None:
        raise ValueError("an entry has a date")
    word = speaker.section("new")
    codes = [each.code for each in languages]
    wanted = codes if path.startswith("timeline/events/") else list(answers.title)
    when = word("comments.date", words=date_words(answers.date, speaker))
    if answers.asked:
        when = word("comments.part", asked=answers.asked, words=date_words(answers.date, speaker))
    rows = [
        _text("title", answers.title, wanted),
        _leaf("date", answers.date.text, when),
        _leaf("kind", Kind.EVENT.value, ", ".join(Kind)),
        _leaf("weight", Weight.MINOR.value, ", ".join(Weight)),
        _list("topics", answers.topics, word("comments.topics", ids=topics)),
        _list("actors", answers.actors, word("comments.actors")),
        *([_list("places", answers.places, "")] if answers.places else []),
        _text("summary", answers.summary, wanted, word("comments.summary")),
        _cites(answers.sources, word("comments.cites", says=", ".join(Says))),
    ]
    return written(Tree(_mapping(None, rows), []), path, codes)


def _comment(words: str) -> list[Comment]:
    return [Comment(0, 0, f"# {words}", alone=True, apart=False)] if words else []


def _leaf(key: str | None, value: str, comment: str = "") -> Node:
    return Node(None, key, 0, 0, value, bare=not value, before=_comment(comment))


def _mapping(key: str | None, rows: list[Node], comment: str = "") -> Node:
    return Node(None, key, 0, 0, children=rows, before=_comment(comment))


def _list(key: str, values: Sequence[str], comment: str) -> Node:
    items = [_leaf(None, each) for each in values]
    return Node(None, key, 0, 0, children=items, is_list=True, before=_comment(comment))


def _text(key: str, texts: Mapping[str, str], codes: Sequence[str], comment: str = "") -> Node:
    return _mapping(key, [_leaf(code, texts.get(code, "")) for code in codes], comment)


def _cites(sources: Sequence[str], comment: str) -> Node:
    cites = []
    for source in sources or [""]:
        given = _leaf("source", source)
        if source.startswith(("http://", "https://")):
            facts = [*map(_leaf, ("title", "publisher", "language"), ("", "", ""))]
            given = _mapping("source", [*facts, _leaf("url", source)])
        cites.append(_mapping(None, [given, _leaf("says", Says.STATES.value)]))
    return Node(None, "cites", 0, 0, children=cites, is_list=True, before=_comment(comment))
