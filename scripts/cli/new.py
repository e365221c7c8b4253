"""Begin a new entry: ask for the few things that matter, write a file that only needs its texts.

Every answer can be given with a flag instead.  Nothing is written before all is answered, so that
an interruption leaves nothing behind.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence

from scripts.checks import check
from scripts.cli.human_dates import DateReader, HumanDateError
from scripts.cli.skeleton import Answers, skeleton
from scripts.console import Commands, Reporter, line
from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.problems import problem
from scripts.publish.write import write_all
from scripts.records.dates import DateError, Edtf
from scripts.records.errors import closest
from scripts.records.fields import LAST_YEAR, LONGEST_ID, wrong_id
from scripts.records.ids import proposed_id
from scripts.records.load import EVENTS, PROPOSED, Records, load
from scripts.settings import Settings

Take = Callable[[str], str]
"""Takes an answer over, and says what is wrong with it: nothing where it is taken."""


def add_command(commands: Commands, common: ArgumentParser, codes: Sequence[str]) -> None:
    """Say what may stand after `python -m scripts new`."""
    parser = commands.add_parser("new", parents=[common], help="begin a new entry")
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
    parser.set_defaults(run=begin)


def begin(settings: Settings, reporter: Reporter, arguments: Namespace) -> int:
    """Begin an entry; the exit status."""
    word = reporter.language.section("new")
    records, _ = load(settings.root, settings.codes)
    scaffolder = Scaffolder(settings, reporter, records)
    try:
        complete = scaffolder.gather(arguments)
    except EOFError:
        reporter.say(word("stopped"))
        return 1
    if not complete:
        return 1
    answers = scaffolder.answers
    whole = set(answers.title) == set(settings.codes)
    path = ((EVENTS if whole else PROPOSED) / f"{answers.id}.yml").as_posix()
    topics = ", ".join(records.topics)
    text = skeleton(answers, path, settings.languages, reporter.language, topics)
    write_all({settings.root / path: text.encode("utf-8")})
    reporter.say(word("wrote", file=path))
    records, problems = load(settings.root, settings.codes)
    problems += check(records, settings.languages)
    left = sorted(each for each in problems if each.path == path)
    if left:
        reporter.say(word("left"))
    for each in left:
        reporter.say(line(each, reporter.language))
    if not whole:
        reporter.say(word("proposed"))
    reporter.say(word("next"))
    return 0


class Scaffolder:
    """Gathers the answers: from flags, and for the rest from questions."""

    def __init__(self, settings: Settings, reporter: Reporter, records: Records) -> None:
        """Start with nothing known."""
        self.answers = Answers()
        self._languages: Mapping[str, Language] = {each.code: each for each in settings.languages}
        self._reporter = reporter
        self._records = records
        self._word = reporter.language.section("new")
        self._reader = DateReader(settings.languages)

    def gather(self, given: Namespace) -> bool:
        """Take every answer, asking for those that no flag gives; False where one is refused.

        Raises EOFError and KeyboardInterrupt where somebody ends the questions.
        """
        asking = not given.no_questions
        order = sorted(self._languages, key=lambda code: (code != "en", code))
        takes: list[tuple[str, object, Take, bool]] = []
        for code in order:
            titles = (getattr(given, f"title_{code}"), self._text(self.answers.title, code))
            takes.append((f"title-{code}", *titles, False))
        takes.append(("date", given.date, self._date, True))
        if not self._all(takes, asking=asking):
            return False
        if not self.answers.title:
            return self._refuse(self._word("no-title"))
        proposal = proposed_id(self.answers.title.get("en", ""))
        taken = self._taken(proposal) if given.id is None else ""
        if taken and not asking:
            return self._refuse(taken)
        if taken:
            self._reporter.say(taken)
            proposal = ""
        wanted = given.id or (proposal if not asking else None)
        rest: list[tuple[str, object, Take, bool]] = [
            ("id", wanted, lambda text: self._id(text or proposal), True),
            ("topics", given.topic, self._ids("topics", self.answers.topics), False),
            ("actors", given.actor, self._ids("actors", self.answers.actors), False),
            ("places", given.place, self._ids("places", self.answers.places), False),
        ]
        for code in order:
            texts = (getattr(given, f"summary_{code}"), self._text(self.answers.summary, code))
            rest.append((f"summary-{code}", *texts, False))
        rest.append(("sources", given.source, self._sources, False))
        return self._all(rest, asking=asking, proposal=proposal)

    def _all(
        self,
        takes: Sequence[tuple[str, object, Take, bool]],
        *,
        asking: bool,
        proposal: str = "",
    ) -> bool:
        for name, given, take, needed in takes:
            if given is not None:
                words = given if isinstance(given, list) else [given]
                wrong = next(filter(None, (take(str(each)) for each in words)), "")
                if wrong:
                    return self._refuse(wrong)
            elif asking:
                hint = ", ".join(self._records.topics) if name == "topics" else proposal
                while wrong := take(self._reporter.ask(self._word(f"ask.{name}", hint=hint))):
                    self._reporter.say(wrong)
            elif needed:
                return self._refuse(self._word("needed", flag=f"--{name}"))
        return True

    def _refuse(self, words: str) -> bool:
        self._reporter.say(words)
        return False

    def _text(self, texts: dict[str, str], code: str) -> Take:
        def take(text: str) -> str:
            language, said = self._languages[code], " ".join(text.split())
            foreign = language.foreign.search(said)
            if foreign or "<" in said or ">" in said:
                letter = foreign[0] if foreign else "<"
                return self._word("letters", letter=letter, language=language.name)
            if said:
                texts[code] = said
            return ""

        return take

    def _date(self, text: str) -> str:
        language = self._reporter.language
        try:
            reading = self._reader.read(text)
        except HumanDateError as error:
            return self._word(f"dates.{error.code}", **error.args_)
        except DateError as error:
            args = {"last": LAST_YEAR, **error.args_}
            return language.message(problem("", 1, 1, error.code, **args))
        if any(each and each.year > LAST_YEAR for each in (reading.date.start, reading.date.end)):
            code = "year-out-of-range"
            return language.message(problem("", 1, 1, code, value=text, last=LAST_YEAR))
        self.answers.date = reading.date
        self.answers.asked = " ".join(text.split()) if reading.part else ""
        self._show(reading.date)
        if reading.part:
            self._reporter.say(self._word("dates.part"))
        return ""

    def _show(self, date: Edtf) -> None:
        words = dict.fromkeys(date_words(date, each) for each in self._languages.values())
        self._reporter.say(self._word("date", edtf=date.text, words=" · ".join(words)))

    def _taken(self, id_: str) -> str:
        """Why an id cannot be had, or an empty text."""
        known = {each.id: each.path for each in self._records.drafts.get("proposed", ())}
        known |= {each.id: each.path for each in self._records.drafts.get("entries", ())}
        known |= {each: self._records.redirects[each].path for each in self._records.redirects}
        if id_ in known:
            return self._word("taken", id=id_, file=known[id_])
        return ""

    def _id(self, id_: str) -> str:
        if code := wrong_id(id_):
            wrong = problem("", 1, 1, code, value=id_, most=LONGEST_ID)
            return self._reporter.language.message(wrong)
        self.answers.id = id_
        return self._taken(id_)

    def _ids(self, family: str, found: list[str]) -> Take:
        """Takes ids, names or other spellings, several of them with commas between."""
        rows = getattr(self._records, family)
        names: dict[str, str] = {}
        for id_, row in rows.items():
            spellings = [text for _, text in row.record.label.items()]
            if row.record.aliases:
                spellings += [each for code in self._languages for each in row.record.aliases[code]]
            names |= {each.casefold(): id_ for each in [*spellings, id_]}

        def take(text: str) -> str:
            taken = []
            for each in filter(None, (part.strip() for part in text.replace("،", ",").split(","))):
                if each.casefold() not in names:
                    near = closest(each.casefold(), names)
                    return self._unknown(family, each, names[near] if near else "")
                taken.append(names[each.casefold()])
            found.extend(each for each in dict.fromkeys(taken) if each not in found)
            return ""

        return take

    def _unknown(self, family: str, id_: str, suggestion: str) -> str:
        code = {"topics": "unknown-topic", "actors": "unknown-actor", "places": "unknown-place"}
        wrong = problem("", 1, 1, code[family], id=id_, suggestion=suggestion)
        return self._reporter.language.message(wrong)

    def _sources(self, text: str) -> str:
        """Takes ids of sources and addresses; an address that has a record becomes its id."""
        urls = {each.record.url: each.id for each in self._records.sources if each.record.url}
        taken = []
        for each in text.replace("،", " ").replace(", ", " ").split():
            if each.startswith(("http://", "https://")):
                taken.append(urls.get(each, each))
            elif each in self._records.ids["sources"]:
                taken.append(each)
            else:
                near = closest(each, self._records.ids["sources"])
                wrong = problem("", 1, 1, "unknown-source", id=each, suggestion=near)
                return self._reporter.language.message(wrong)
        self.answers.sources += [each for each in taken if each not in self.answers.sources]
        return ""
