"""A review in the words of one language: plain values for the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from scripts.cli.review import RecordChange, Review, What
from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords
from scripts.pages.evidence_line import claim_evidence, entry_evidence
from scripts.pages.views import Views
from scripts.problems import Problem
from scripts.records.location import Value
from scripts.records.model import InlineSource
from scripts.timeline.diff import Change, Step, texts
from scripts.timeline.evidence import EntryEvidence
from scripts.timeline.model import Chronology

MAX_PAIRS = 1_000_000
"""Longer texts, which no editor writes, are not compared word by word."""

NOTES = {"lagging-translation": "note-behind", "passage-unrecorded": "note-unproven"}
"""Warnings that a reviewer reads in other words than their author."""

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces between spaces; True for those that the other text lacks."""


@dataclass(frozen=True)
class RowView:
    """A row of a table of changes: before or after, with the text by language.

    The first row of a change has the phrase that names it, and the lines about what contains it.
    """

    phrase: str
    about: tuple[str, ...]
    side: str
    cells: tuple[tuple[str, Pieces], ...]


@dataclass(frozen=True)
class RecordView:
    """A changed record: its heading, the file of an entry, lines about it, its changes."""

    title: str
    what: What
    rows: tuple[RowView, ...]
    path: str = ""
    label: str = ""
    notes: tuple[str, ...] = ()


class ReviewViews:
    """Makes the views of one review in one language, with the names that the proposal gives."""

    def __init__(
        self, made: Review, chronology: Chronology, language: Language, codes: Sequence[str]
    ) -> None:
        """Views of `made`; `chronology` has the valid records; `codes` are all languages."""
        self.review = made
        self.language = language
        self.word = language.section("review")
        self.codes = (language.code, *(code for code in codes if code != language.code))
        self.chronology = chronology
        self.changes = ChangeWords(Views(chronology, language))

    def entries(self, what: What) -> list[RecordView]:
        """The entries of which `what` became."""
        return [self._entry(each) for each in self.review.records["entries"] if each.what is what]

    def records(self, family: str) -> list[RecordView]:
        """The changed records of another family."""
        changes = self.review.records[family]
        return [RecordView(each.id, each.what, self._rows(each)) for each in changes]

    def counts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The numbers of new, changed, withdrawn and gone records of each family."""
        return tuple(
            (self.word(family), tuple([each.what for each in changes].count(what) for what in What))
            for family, changes in self.review.records.items()
        )

    def look(self) -> Iterator[str]:
        """What a reviewer should look at first, in a sentence each."""
        made, changed = self.review, self.review.records["entries"]
        redirects = made.new.records.redirects
        gone = [e.id for e in changed if e.what is What.GONE and e.id not in redirects]
        labels = [
            id_
            for id_, was in made.was.items()
            if id_ in made.now and was.label != made.now[id_].label
        ]
        notes = Counter(note.code for e in changed for note in made.notes.get(e.path, ()))
        between = self.language.word("list.between")
        for name, count, ids in (
            ("problems", len(made.new.problems), ()),
            ("gone", len(gone), gone),
            ("labels", len(labels), labels),
            ("unproven", notes["passage-unrecorded"] + len(made.loose), ()),
            ("behind", notes["lagging-translation"], ()),
            ("inline", sum(self._inline(each) for each in changed), ()),
        ):
            if count:
                yield self.word(f"look-{name}", count=count, ids=between.join(ids))

    def problems(self, problems: Iterable[Problem]) -> list[tuple[str, str]]:
        """The position and the message of each problem."""
        return [
            (f"{each.path}:{each.line}:{each.column}", self.language.message(each))
            for each in problems
        ]

    def affected(self) -> Iterator[tuple[str, str, str, str]]:
        """Id, title, evidence before and after of the unchanged entries that a source affects."""
        was, now = self.review.was, self.review.now
        changed = {each.id for each in self.review.records["entries"]}
        for id_ in sorted((was.keys() & now.keys()) - changed):
            if was[id_] != now[id_]:
                title = self._title(dict(self.chronology.entries[id_].record.title.items()))
                sides = [entry_evidence(each[id_], self.language).line for each in (was, now)]
                if sides[0] == sides[1]:
                    sides = [self._claims(was[id_]), self._claims(now[id_])]
                yield id_, title, sides[0], sides[1]

    def _claims(self, evidence: EntryEvidence) -> str:
        return self.language.word("list.between").join(
            f"{self.word('claim', number=number)}: {claim_evidence(each, self.language).line}"
            for number, each in enumerate(evidence.claims, start=1)
        )

    def _entry(self, change: RecordChange) -> RecordView:
        title = self._title((change.new or change.old or {}).get("title")) or change.id
        rows = () if change.what is What.GONE else self._rows(change)
        label, notes = self._label(change.id), tuple(self._notes(change))
        return RecordView(title, change.what, rows, change.path, label, notes)

    def _title(self, value: Value | None) -> str:
        """The title of a record, valid or not, in the first language that it has."""
        held = texts(value)
        return next((held[code] for code in (*self.codes, *held) if code in held), "")

    def _label(self, id_: str) -> str:
        """The evidence of an entry before and after; empty for one that is gone or not valid."""
        was, now = self.review.was.get(id_), self.review.now.get(id_)
        if not now:
            return ""
        line = entry_evidence(now, self.language).line
        before = entry_evidence(was, self.language).line if was else ""
        name = "new" if not was else "same" if before == line else "changed"
        return self.word(f"evidence-{name}", was=before, now=line)

    def _notes(self, change: RecordChange) -> Iterator[str]:
        """What a reviewer should know of an entry before reading its fields."""
        now, redirect = (
            self.review.now.get(change.id),
            self.review.new.records.redirects.get(change.id),
        )
        if change.what is What.GONE:
            bare = self.word("gone-bare")
            yield self.word("gave-way", to=redirect.record.to) if redirect else bare
        elif not now:
            yield self.word("unreadable")
        for note in self.review.notes.get(change.path, ()):
            code = dict(note.args).get("language", self.language.code)
            yield self.word(
                NOTES.get(note.code, "note-line"),
                line=note.line,
                message=self.language.message(note),
                language=self.language.word(f"language-names.{code}"),
            )
        if inline := self._inline(change):
            yield self.word("look-inline", count=inline)
        if change.what is What.NEW and now and len(now.claims) > 1:
            yield self._claims(now)

    def _inline(self, change: RecordChange) -> int:
        """The number of sources of an entry that have no record."""
        entry = self.chronology.entries.get(change.id)
        claims = entry.record.all_claims if entry else ()
        sources = [cite.source for claim in claims for cite in claim.cites]
        return len({source.url for source in sources if isinstance(source, InlineSource)})

    def _rows(self, record: RecordChange) -> tuple[RowView, ...]:
        return tuple(row for change in record.changes for row in self._change(record.what, change))

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
    first: list[tuple[str, bool]] = []
    second: list[tuple[str, bool]] = []
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        for found, words in ((first, was[start:end]), (second, now[begin:stop])):
            if words:
                found.append((" ".join(words), tag != "equal"))
    return tuple(first), tuple(second)
