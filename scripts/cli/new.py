"""The command `new`: ask for a few things, and write an entry that only needs its texts.

Every answer can be given with a flag instead. Nothing is written before all questions are answered,
so that an interruption leaves nothing behind.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from functools import partial

from scripts.checks import check
from scripts.cli.human_dates import DateReader, HumanDateError
from scripts.cli.skeleton import Answers, entry_text
from scripts.console import Reporter, line
from scripts.i18n.dates import date_words
from scripts.problems import problem
from scripts.publish.write import write_all
from scripts.records.dates import DateError
from scripts.records.errors import closest
from scripts.records.fields import LAST_YEAR, LONGEST_ID, wrong_id
from scripts.records.ids import proposed_id
from scripts.records.load import EVENTS, PROPOSED, Records, load
from scripts.settings import Settings


class RefusedError(ValueError):
    """An answer that cannot be taken; the text says why, in the user's language."""


Take = Callable[[str], None]
"""Takes one answer over. Raises RefusedError."""


def add_options(codes: Sequence[str], parser: ArgumentParser) -> None:
    for code in codes:
        parser.add_argument(f"--title-{code}", metavar="TEXT", help=f"the title ({code})")
        parser.add_argument(f"--summary-{code}", metavar="TEXT", help=f"the summary ({code})")
    parser.add_argument("--date", help='when: "14 December 2016", "about 1950", or in EDTF')
    parser.add_argument("--id", help="default: proposed from the English title")
    for name in ("topic", "actor", "place"):
        parser.add_argument(
            f"--{name}", action="append", metavar="ID", help="may be given several times"
        )
    parser.add_argument(
        "--source", action="append", metavar="ID|ADDRESS", help="may be given several times"
    )
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
        reporter.say(word("stopped"))
        return 1
    except RefusedError as error:
        reporter.say(str(error))
        return 1
    whole = set(answers.title) == set(settings.codes)
    path = ((EVENTS if whole else PROPOSED) / f"{answers.id}.yml").as_posix()
    codes = interview.codes if whole else list(answers.title)
    text = entry_text(answers, path, codes, reporter.language, ", ".join(records.topics))
    write_all({settings.root / path: text.encode("utf-8")})
    reporter.say(word("wrote", file=path))
    records, problems = load(settings.root, settings.codes)
    problems += check(records, settings.languages)
    left = [line(each, reporter.language) for each in sorted(problems) if each.path == path]
    for each in [word("left"), *left] if left else []:
        reporter.say(each)
    if not whole:
        reporter.say(word("proposed"))
    reporter.say(word("next"))
    return 0


class Interview:
    """Gathers the answers: from flags, and for the rest from questions."""

    def __init__(
        self, settings: Settings, reporter: Reporter, records: Records, *, asking: bool
    ) -> None:
        self._asking = asking
        self.codes = sorted(settings.codes, key=lambda code: (code != "en", code))
        self._answers = Answers()
        self._languages = {each.code: each for each in settings.languages}
        self._reporter = reporter
        self._records = records
        self._word = reporter.language.section("new")
        self._reader = DateReader(settings.languages)

    def gather(self, given: Namespace) -> Answers:
        """All answers, from the options and, for the missing ones, from questions.

        Raises RefusedError for an option that is invalid or missing, EOFError and KeyboardInterrupt
        where the person ends the questions.
        """
        answers, asking = self._answers, self._asking
        for code in self.codes:
            titles = getattr(given, f"title_{code}"), partial(self._text, answers.title, code)
            self._take(f"title-{code}", *titles)
        self._take("date", given.date, self._date)
        if not answers.title:
            raise RefusedError(self._word("no-title"))
        id_ = proposed_id(answers.title.get("en", ""))
        if given.id is None and (taken := self._taken(id_)):
            if not asking:
                raise RefusedError(taken)
            self._reporter.say(taken)
            id_ = ""
        wanted = given.id or (None if asking else id_ or None)
        self._take("id", wanted, lambda text: self._id(text or id_), hint=id_)
        for family in ("topics", "actors", "places"):
            hint = ", ".join(self._records.topics) if family == "topics" else ""
            ids = getattr(given, family[:-1]), partial(self._ids, family)
            self._take(family, *ids, hint=hint)
        for code in self.codes:
            summary = getattr(given, f"summary_{code}"), partial(self._text, answers.summary, code)
            self._take(f"summary-{code}", *summary)
        self._take("sources", given.source, self._sources)
        return answers

    def _take(self, name: str, given: list[str] | str | None, take: Take, hint: str = "") -> None:
        """Take the answers of a flag; where none is `given`, ask until the answer can be taken."""
        if given is not None:
            for each in given if isinstance(given, list) else [given]:
                take(each)
        elif self._asking:
            while True:
                try:
                    return take(self._reporter.ask(self._word(f"ask.{name}", hint=hint)))
                except RefusedError as error:
                    self._reporter.say(str(error))
        elif name in {"date", "id"}:
            raise RefusedError(self._word("needed", flag=f"--{name}"))
        return None

    def _refuse(self, code: str, **args: object) -> RefusedError:
        """What the checks say of such a value."""
        return RefusedError(self._reporter.language.message(problem("", 1, 1, code, **args)))

    def _text(self, texts: dict[str, str], code: str, text: str) -> None:
        language, said = self._languages[code], " ".join(text.split())
        foreign = language.foreign.search(said)
        if foreign or "<" in said or ">" in said:
            letter = foreign[0] if foreign else "<"
            raise RefusedError(self._word("letters", letter=letter, language=language.name))
        if said:
            texts[code] = said

    def _date(self, text: str) -> None:
        try:
            reading = self._reader.read(text)
        except HumanDateError as error:
            raise RefusedError(self._word(f"dates.{error.code}", **error.args_)) from None
        except DateError as error:
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
            raise RefusedError(taken)
        self._answers.id = id_

    def _ids(self, family: str, text: str) -> None:
        """Takes ids, names or other spellings, several of them with commas between."""
        names: dict[str, str] = {}
        for id_, row in getattr(self._records, family).items():
            spellings = [text for _, text in row.record.label.items()]
            if row.record.aliases:
                spellings += [each for code in self._languages for each in row.record.aliases[code]]
            names |= {each.casefold(): id_ for each in [*spellings, id_]}

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
        urls = {each.record.url: each.id for each in self._records.sources if each.record.url}
        known = self._records.ids["sources"]
        taken = []
        for each in text.replace("،", " ").replace(", ", " ").split():
            if not each.startswith(("http://", "https://")) and each not in known:
                raise self._refuse("unknown-source", id=each, suggestion=closest(each, known))
            taken.append(urls.get(each, each))
        self._answers.sources += [each for each in taken if each not in self._answers.sources]
