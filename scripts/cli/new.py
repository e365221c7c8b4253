"""The command `new`: ask for a few things, and write an entry that only needs its texts.

Nothing is written before all questions are answered: an interruption leaves nothing behind.
"""

from __future__ import annotations

import re
import textwrap
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate

from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from scripts.checks import check
from scripts.console import CommandError, Reporter, line
from scripts.i18n.dates import date_words
from scripts.i18n.human_dates import DateReader
from scripts.i18n.language import Language
from scripts.layout import dumped, first_line
from scripts.problems import problem
from scripts.publish.write import write_file
from scripts.records.dates import DateError, Edtf
from scripts.records.errors import closest
from scripts.records.fields import LAST_YEAR
from scripts.records.ids import LONGEST_ID, proposed_id, wrong_id
from scripts.records.load import EVENTS, PROPOSED, Records, load
from scripts.records.model import Kind, Says, Weight
from scripts.records.vocabulary import spellings
from scripts.settings import Settings

WIDTH = 100
"""Characters of a line; a longer text is folded over several lines."""

Take = Callable[[str], None]
"""Takes one answer over. Raises CommandError, whose text says why it cannot be taken."""


def add_options(codes: Sequence[str], parser: ArgumentParser) -> None:
    for code in codes:
        parser.add_argument(f"--title-{code}", metavar="TEXT", help=f"the title ({code})")
        parser.add_argument(f"--summary-{code}", metavar="TEXT", help=f"the summary ({code})")
    parser.add_argument("--date", help='when: "14 December 2016", "about 1950", or in EDTF')
    parser.add_argument("--id", help="default: proposed from the English title")
    several = "may be given several times"
    for name in ("topic", "actor", "place"):
        parser.add_argument(f"--{name}", action="append", metavar="ID", help=several)
    parser.add_argument("--source", action="append", metavar="ID|ADDRESS", help=several)
    parser.add_argument(
        "--no-questions", action="store_true", help="what no flag says is left to be filled in"
    )


def begin(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Begin a new entry."""
    word = reporter.language.section("new")
    records, _ = load(settings.root, settings.codes)
    interview = Interview(settings, reporter, records, asking=not arguments.no_questions)
    try:
        answers = interview.gather(arguments)
    except EOFError:
        raise CommandError(word("stopped")) from None
    whole = set(answers.title) == set(settings.codes)
    path = ((EVENTS if whole else PROPOSED) / f"{answers.id}.yml").as_posix()
    text = entry_text(answers, path, reporter.language, ", ".join(records.topics))
    write_file(settings.root / path, text.encode())
    reporter.say(word("wrote", file=path))
    records, problems = load(settings.root, settings.codes, refusal=settings.refusal)
    problems += check(records, settings.languages)
    left = [line(each, reporter.language) for each in sorted(problems) if each.path == path]
    for each in [word("left"), *left] if left else []:
        reporter.say(each)
    if not whole:
        reporter.say(word("proposed"))
    reporter.say(word("next"))
    return 0


@dataclass
class Answers:
    """The answers about a new entry; texts by language, sources as ids or addresses.

    `asked` is the date as it was typed, where it names a part of a decade, which EDTF cannot.
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


class Interview:
    """Gathers the answers: from flags, and for the rest from questions."""

    def __init__(
        self, settings: Settings, reporter: Reporter, records: Records, *, asking: bool
    ) -> None:
        self._asking = asking
        self._codes = sorted(settings.codes, key=lambda code: (code != "en", code))
        self._answers = Answers()
        self._languages = {each.code: each for each in settings.languages}
        self._reporter = reporter
        self._records = records
        self._word = reporter.language.section("new")
        self._reader = DateReader(settings.languages)

    def gather(self, given: Namespace) -> Answers:
        """All answers, from the options and, for the missing ones, from questions.

        Raises CommandError for an option that is invalid or missing, EOFError and KeyboardInterrupt
        where the person ends the questions.
        """
        answers, asking = self._answers, self._asking
        for code in self._codes:
            title = partial(self._text, answers.title, code)
            self._take(f"title-{code}", getattr(given, f"title_{code}"), title)
        self._take("date", given.date, self._date)
        if not answers.title:
            raise CommandError(self._word("no-title"))
        id_ = proposed_id(answers.title.get("en", ""))
        if asking and given.id is None and (taken := self._taken(id_)):
            self._reporter.say(taken)
            id_ = ""
        wanted = given.id or (None if asking else id_ or None)
        self._take("id", wanted, lambda text: self._id(text or id_), hint=id_)
        for family in ("topics", "actors", "places"):
            hint = ", ".join(self._records.topics) if family == "topics" else ""
            self._take(family, getattr(given, family[:-1]), partial(self._ids, family), hint)
        for code in self._codes:
            summary = partial(self._text, answers.summary, code)
            self._take(f"summary-{code}", getattr(given, f"summary_{code}"), summary)
        self._take("sources", given.source, self._sources)
        return answers

    def _take(self, name: str, given: list[str] | str | None, take: Take, hint: str = "") -> None:
        """Take the answers of a flag; where none is `given`, ask until the answer can be taken."""
        for each in [given] if isinstance(given, str) else given or []:
            take(each)
        if given is None and not self._asking and name in {"date", "id"}:
            raise CommandError(self._word("needed", flag=f"--{name}"))
        while given is None and self._asking:
            try:
                return take(self._reporter.ask(self._word(f"ask.{name}", hint=hint)))
            except CommandError as error:
                self._reporter.say(str(error))
        return None

    def _refuse(self, code: str, **args: object) -> CommandError:
        """What the checks say of such a value."""
        return CommandError(self._reporter.language.message(problem("", 1, 1, code, **args)))

    def _text(self, texts: dict[str, str], code: str, text: str) -> None:
        language, said = self._languages[code], " ".join(text.split())
        if found := language.foreign.search(said) or re.search("[<>]", said):
            raise CommandError(self._word("letters", letter=found[0], language=language.name))
        if said:
            texts[code] = said

    def _date(self, text: str) -> None:
        try:
            reading = self._reader.read(text)
        except DateError as error:
            if error.code == "bad-date":
                raise CommandError(self._word("dates.unread", **error.args_)) from None
            raise self._refuse(error.code, **{"last": LAST_YEAR, **error.args_}) from None
        date = reading.date
        if any(each and each.year > LAST_YEAR for each in (date.start, date.end)):
            raise self._refuse("year-out-of-range", value=text, last=LAST_YEAR)
        self._answers.date = date
        self._answers.asked = " ".join(text.split()) if reading.part else ""
        words = dict.fromkeys(date_words(date, each) for each in self._languages.values())
        self._reporter.say(self._word("date", edtf=date.text, words=" · ".join(words)))
        if reading.part:
            self._reporter.say(self._word("dates.part"))

    def _taken(self, id_: str) -> str:
        """Why an id cannot be had, or an empty text."""
        drafts = self._records.drafts
        known = {each.id: each.path for name in ("proposed", "entries") for each in drafts[name]}
        known |= {old: redirect.path for old, redirect in self._records.redirects.items()}
        return self._word("taken", id=id_, file=known[id_]) if id_ in known else ""

    def _id(self, id_: str) -> None:
        if code := wrong_id(id_):
            raise self._refuse(code, value=id_, most=LONGEST_ID)
        if taken := self._taken(id_):
            raise CommandError(taken)
        self._answers.id = id_

    def _ids(self, family: str, text: str) -> None:
        """Takes ids, names or other spellings, several of them with commas between."""
        names: dict[str, str] = {}
        for id_, row in getattr(self._records, family).items():
            known = [id_, *(name for code in self._codes for name in spellings(row.record, code))]
            names |= {each.casefold(): id_ for each in known}
        taken = []
        for each in filter(None, (part.strip() for part in text.replace("،", ",").split(","))):
            if each.casefold() not in names:
                near = names.get(closest(each.casefold(), names), "")
                raise self._refuse(f"unknown-{family[:-1]}", id=each, suggestion=near)
            taken.append(names[each.casefold()])
        found = getattr(self._answers, family)
        found += [each for each in dict.fromkeys(taken) if each not in found]

    def _sources(self, text: str) -> None:
        """Takes ids of sources and addresses; an address that has a record becomes its id."""
        known = self._records.ids["sources"]
        taken = []
        for each in text.replace("،", " ").replace(", ", " ").split():
            if not each.startswith(("http://", "https://")) and each not in known:
                raise self._refuse("unknown-source", id=each, suggestion=closest(each, known))
            taken.append(self._records.works.at(each) or each)
        self._answers.sources += [each for each in taken if each not in self._answers.sources]


def entry_text(answers: Answers, path: str, speaker: Language, topics: str) -> str:
    """The YAML of the new entry at `path`, with comments in the language `speaker`.

    What is unknown stays empty under its key; `topics` are the ids to choose from.
    """
    word = speaker.section("new")
    said, key = date_words(answers.date, speaker), "part" if answers.asked else "date"
    of_date = word(f"comments.{key}", asked=answers.asked, words=said)
    title = {code: _folded(text) for code, text in answers.title.items()}
    summary = {code: _folded(answers.summary.get(code, "")) for code in answers.title}
    cites = [
        {"source": _source(each), "says": Says.STATES.value} for each in answers.sources or [""]
    ]
    fields: list[tuple[str, object, str]] = [
        ("title", title, ""),
        ("date", DoubleQuotedScalarString(answers.date.text), of_date),
        ("kind", Kind.EVENT.value, ", ".join(Kind)),
        ("weight", Weight.MINOR.value, ", ".join(Weight)),
        ("topics", answers.topics, word("comments.topics", ids=topics)),
        ("actors", answers.actors, word("comments.actors")),
        *([("places", answers.places, "")] if answers.places else []),
        ("summary", summary, word("comments.summary")),
        ("cites", cites, word("comments.cites", says=", ".join(Says))),
    ]
    entry = CommentedMap()
    for key, value, comment in fields:
        entry[key] = value
        if comment:
            entry.yaml_set_comment_before_after_key(key, before=comment)
    return f"{first_line(path)}\n{dumped(entry, quoting=True)}"


def _source(given: str) -> object:
    """A source as a cite has it: an id, or for an address the facts of an inline source."""
    if given.startswith(("http://", "https://")):
        return {"title": None, "publisher": None, "language": None, "url": given}
    return given or None


def _folded(text: str) -> object:
    """A text; one that is too long for a line is folded at WIDTH."""
    if len(f"  en: {text}") <= WIDTH:
        return text or None
    lines = textwrap.wrap(text, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    folded = FoldedScalarString(text)
    folded.fold_pos = [end - 1 for end in accumulate(len(each) + 1 for each in lines[:-1])]
    return folded
