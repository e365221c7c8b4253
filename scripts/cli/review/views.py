"""A review in the words of one language: plain values for the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from scripts.cli.review import RecordChange, Side, What, changed_records
from scripts.pages.changes import ChangeWords
from scripts.pages.evidence_line import claim_evidence, entry_evidence
from scripts.pages.views import Views
from scripts.problems import Problem
from scripts.records.location import Value
from scripts.records.works import normalized
from scripts.timeline.diff import Change, Step, texts
from scripts.timeline.evidence import EntryEvidence, Label

MAX_PAIRS = 1_000_000
"""Longer texts, which no editor writes, are not compared word by word."""

NOTES = {"lagging-translation": "note-behind", "passage-unrecorded": "note-unproven"}
"""Warnings that a reviewer reads in other words than their author."""

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces between spaces; True for those that the other text lacks."""


class RowView(NamedTuple):
    """A row of a table of changes: before or after, with the text by language.

    The first row of a change has the phrase that names it, and the lines about what contains it.
    """

    phrase: str
    about: tuple[str, ...]
    side: str
    cells: tuple[tuple[str, Pieces], ...]


class ReviewViews:
    """What a review shows, in the language of `views`; `codes` are all languages.

    `records` are the changes by family, `was` and `now` the evidence of all valid entries by id.
    `notices` are warnings about any file of the proposal.
    """

    def __init__(
        self,
        sides: tuple[Side, Side],
        notices: Iterable[Problem],
        views: Views,
        codes: Iterable[str],
    ) -> None:
        old, self.new = sides
        self.chronology, self.language = views.chronology, views.language
        self.word = self.language.section("review")
        self.codes = tuple(sorted(codes, key=lambda code: code != self.language.code))
        self.changes = ChangeWords(views)
        self.records = {
            family: [*changed_records(family, *sides, self.chronology.cited.works)]
            for family in old.contents
        }
        self.was, self.now = old.evidence(), self.new.evidence()
        self.source_paths = {each.id: each.path for each in self.new.records.sources}
        self.warnings: dict[str, list[Problem]] = {}
        for problem in notices:
            self.warnings.setdefault(problem.path, []).append(problem)

    def look(self, loose: int) -> Iterator[str]:
        """What a reviewer should look at first, one sentence for each point.

        `loose` counts the passages of unchanged entries that are no longer proven.
        """
        changed, redirects = self.records["entries"], self.new.records.redirects
        gone = [e.id for e in changed if e.what is What.GONE and e.id not in redirects]
        both = [id_ for id_ in self.was if id_ in self.now]
        labels = [id_ for id_ in both if self.was[id_].label != self.now[id_].label]
        unsupported = [
            id_
            for id_, now in self.now.items()
            if now != self.was.get(id_) and Label.UNSUPPORTED in {each.label for each in now.claims}
        ]
        notes = Counter(note.code for e in changed for note in self.warnings.get(e.path, ()))
        between = self.language.word("list.between")
        for name, count, ids in (
            ("problems", len(self.new.problems), ()),
            ("gone", len(gone), gone),
            ("labels", len(labels), labels),
            ("unsupported", len(unsupported), unsupported),
            ("unproven", notes["passage-unrecorded"] + loose, ()),
            ("behind", notes["lagging-translation"], ()),
            ("inline", sum(self._inline(each) for each in changed), ()),
        ):
            if count:
                yield self.word(f"look-{name}", count=count, ids=between.join(ids))

    def problems(self, problems: Iterable[Problem]) -> list[tuple[str, str]]:
        """The position and the message of each problem."""
        message = self.language.message
        return [(f"{each.path}:{each.line}:{each.column}", message(each)) for each in problems]

    def affected(self) -> Iterator[tuple[str, str, str, str]]:
        """Id, title, evidence before and after of the unchanged entries that a source affects."""
        changed = {each.id for each in self.records["entries"]}
        for id_ in sorted((self.was.keys() & self.now.keys()) - changed):
            sides = self.was[id_], self.now[id_]
            if sides[0] != sides[1]:
                title = self.title(id_, self.new.contents["entries"][id_])
                was, now = (entry_evidence(each, self.language).line for each in sides)
                if was == now:
                    was, now = map(self._claims, sides)
                yield id_, title, was, now

    def _claims(self, evidence: EntryEvidence) -> str:
        return self.language.word("list.between").join(
            f"{self.word('claim', number=number)}: {claim_evidence(each, self.language).line}"
            for number, each in enumerate(evidence.claims, start=1)
        )

    def title(self, id_: str, content: Mapping[str, Value] | None) -> str:
        """The title of an entry, valid or not, in the first language that it has; else its id."""
        held = texts((content or {}).get("title"))
        return next((held[code] for code in (*self.codes, *held) if code in held), id_)

    def label(self, id_: str) -> str:
        """The evidence of an entry before and after; empty for one that is gone or not valid."""
        was, now = (
            entry_evidence(side[id_], self.language).line if id_ in side else ""
            for side in (self.was, self.now)
        )
        name = "new" if not was else "same" if was == now else "changed"
        return self.word(f"evidence-{name}", was=was, now=now) if now else ""

    def notes(self, change: RecordChange) -> Iterator[str]:
        """What a reviewer should know of an entry before reading its fields."""
        now, redirect = self.now.get(change.id), self.new.records.redirects.get(change.id)
        if change.what is What.GONE and redirect:
            yield self.word("gave-way", to=redirect.record.to)
        elif change.what is What.GONE:
            yield self.word("gone-bare")
        elif not now:
            yield self.word("unreadable")
        yield from self._warnings(change.path)
        if inline := self._inline(change):
            yield self.word("look-inline", count=inline)
        if change.what is What.NEW and now and len(now.claims) > 1:
            yield self._claims(now)

    def source_notes(self, id_: str) -> list[str]:
        """The warnings about the file of a source."""
        return [*self._warnings(self.source_paths.get(id_, ""))]

    def _warnings(self, path: str) -> Iterator[str]:
        for note in self.warnings.get(path, ()):
            code = dict(note.args).get("language", self.language.code)
            yield self.word(
                NOTES.get(note.code, "note-line"),
                line=note.line,
                message=self.language.message(note),
                language=self.language.word(f"language-names.{code}"),
            )

    def _inline(self, change: RecordChange) -> int:
        """The number of sources of an entry that have no record."""
        entry, works = self.chronology.entries.get(change.id), self.chronology.cited.works
        given = entry.record.given_sources if entry else ()
        return len({normalized(each.url) for each in given if not works.recorded(each)})

    def rows(self, record: RecordChange) -> list[RowView]:
        """The table of a record's changes."""
        return [row for change in record.changes for row in self._change(record.what, change)]

    def _change(self, what: What, change: Change) -> Iterator[RowView]:
        """The rows of a change: its texts before and after, with the words that differ marked."""
        view, step = self.changes.view(change), change.where[-1]
        is_whole = what in (What.NEW, What.GONE)
        phrase = self.changes.field(step) if is_whole else view.phrase
        about = tuple(f"{name}: {item.text}" if item else name for name, item in view.about)
        before, after = self._texts(step, change.before), self._texts(step, change.after)
        codes = [code for code in (*self.codes, "") if code in before or code in after]
        both = [(code, pieces(before.get(code, ""), after.get(code, ""))) for code in codes]
        for place, side in enumerate(("before", "after")):
            if (before, after)[place] or (change.kind == "order" and not place):
                cells = tuple((code, found[place]) for code, found in both)
                yield RowView(phrase, about, side if cells else "", cells)
                phrase, about = "", ()

    def _texts(self, step: Step, value: Value | None) -> dict[str, str]:
        """The words for a value by language; those for a value without languages have no code."""
        held = texts(value)
        if held and held.keys() <= {*self.codes}:
            return held
        view = self.changes.text(step, value, self.language.code)
        return {"": view.text} if view else {}


def pieces(old: str, new: str) -> tuple[Pieces, Pieces]:
    """`old` and `new` in pieces, compared word by word; there are no marks if one of them is empty.

    Where the texts are too long, each is one marked piece.
    """
    was, now = old.split(), new.split()
    if not was or not now or len(was) * len(now) > MAX_PAIRS:
        marked = bool(was and now)
        return ((old, marked),), ((new, marked),)
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return (
        tuple((" ".join(was[a:b]), tag != "equal") for tag, a, b, _, _ in codes if a < b),
        tuple((" ".join(now[a:b]), tag != "equal") for tag, _, _, a, b in codes if a < b),
    )
