"""A review in words of one language: plain values for the template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from scripts.cli.review import EntryChange, RecordChange, Review, What
from scripts.cli.review.added import AddedViews
from scripts.cli.review.difference import fields, pieces, whole
from scripts.cli.review.shapes import ChangeRows, EntryReview, RecordReview, RowView
from scripts.cli.review.wording import Wording
from scripts.problems import Problem
from scripts.timeline.comparison import Change
from scripts.timeline.evidence import EntryEvidence


class ReviewViews:
    """Makes the views of one review in one language, with the names that the proposal gives."""

    def __init__(self, made: Review, words: Wording) -> None:
        """Views of `made` in the words of `words`."""
        self.review = made
        self.words = words
        self.language = words.language
        self.word = words.word

    def entries(self, *kinds: What) -> tuple[EntryReview, ...]:
        """The entries of which `kinds` became."""
        return tuple(self._entry(each) for each in self.review.entries if each.what in kinds)

    def records(self, changes: Iterable[RecordChange]) -> tuple[RecordReview, ...]:
        """Sources or rows of vocabularies, field by field."""
        return tuple(
            RecordReview(each.id, each.what, tuple(fields(each.old, each.new))) for each in changes
        )

    def counts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """How many records of each sort are new, changed, withdrawn, gone."""
        sorts = {
            "entries": [each.what for each in self.review.entries],
            "sources": [each.what for each in self.review.sources],
            "vocabulary": [each.what for each in self.review.vocabulary],
            "drafts": [each.what for each in self.review.drafts],
        }
        return tuple(
            (self.word(name), tuple(kinds.count(what) for what in What))
            for name, kinds in sorts.items()
        )

    def look(self) -> tuple[str, ...]:
        """What stands out, in a sentence each."""
        made = self.review
        gone = [each.id for each in made.entries if each.what is What.GONE and not each.to]
        labels = [each.id for each in made.entries if _relabelled(each.was, each.now)]
        labels += [id_ for id_, was, now in made.affected if _relabelled(was, now)]
        said: list[tuple[str, int, Sequence[str]]] = [
            ("problems", len(made.problems), ()),
            ("gone", len(gone), gone),
            ("labels", len(labels), labels),
            ("unproven", sum(len(each.unproven) for each in made.entries) + len(made.loose), ()),
            ("behind", sum(len(each.behind) for each in made.entries), ()),
            ("inline", sum(each.inline for each in made.entries), ()),
        ]
        between = self.language.word("list.between")
        return tuple(
            self.word(f"look-{name}", count=count, ids=between.join(ids))
            for name, count, ids in said
            if count
        )

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Where a problem is, and the message."""
        place = f"{problem.path}:{problem.line}:{problem.column}"
        return place, self.language.message(problem)

    def affected(self) -> tuple[tuple[str, str, str, str], ...]:
        """Id, title, evidence before and after of the entries that a source changes."""
        entries = self.words.chronology.entries
        return tuple(
            (id_, self.words.text(entries[id_].record.title), *self._moved(was, now))
            for id_, was, now in self.review.affected
        )

    def _entry(self, each: EntryChange) -> EntryReview:
        record = each.record
        title = (each.new or each.old or {}).get("title")
        shown = EntryReview(
            each.id,
            self.words.any(title) or each.id,
            each.path,
            self._label(each.was, each.now) if each.what is not What.GONE else "",
            tuple(self._notes(each)),
        )
        if each.what is What.NEW and record:
            added = AddedViews(self.words)
            return replace(
                shown,
                facts=tuple(added.facts(record)),
                rows=tuple(added.texts(record, each.now)),
                lines=tuple(added.remarks(record)),
            )
        if each.old is None or each.new is None:
            return shown
        found = self.words.changes.between(each.old, each.new)
        return replace(shown, changes=tuple(self._change(change) for change in found))

    def _notes(self, each: EntryChange) -> Iterator[str]:
        """What a reviewer should know of this entry before its fields."""
        if each.what is What.GONE:
            yield self.word("gave-way", to=each.to) if each.to else self.word("gone-bare")
        elif each.record is None:
            yield self.word("unreadable")
        for problem in each.behind:
            code = dict(problem.args)["language"]
            language = self.language.word(f"language-names.{code}")
            yield self.word("note-behind", line=problem.line, language=language)
        for problem in each.unproven:
            yield self.word("note-unproven", line=problem.line)
        for problem in each.notices:
            message = self.language.message(problem)
            yield self.word("note-line", line=problem.line, message=message)
        if each.inline:
            yield self.word("look-inline", count=each.inline)

    def _change(self, change: Change) -> ChangeRows:
        """A change in words: the sentence of the pages, the texts of every language."""
        view = self.words.changes.view(change)
        about = f"{view.name} {view.about.text}" if view.about else ""
        if change.key.startswith("cite-passage"):
            sides = [("before", view.before), ("after", view.after)]
            rows = [
                RowView(self.language.word(f"revision.{side}"), (("", whole(text.text)),), side)
                for side, text in sides
                if text
            ]
            return ChangeRows(view.sentence, about, tuple(rows))
        return ChangeRows(view.sentence, about, tuple(self._sides(change.before, change.after)))

    def _sides(self, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[RowView]:
        """The rows of a text before and after, the words marked that only one of them has."""
        held = self.words.ordered(before.keys() | after.keys())
        both = {code: pieces(before.get(code, ""), after.get(code, "")) for code in held}
        compared = bool(before and after)
        for place, (side, texts) in enumerate((("before", before), ("after", after))):
            if texts:
                cells = tuple(
                    (code, both[code][place] if compared else whole(texts.get(code, "")))
                    for code in held
                )
                yield RowView(self.language.word(f"revision.{side}"), cells, side)

    def _moved(self, was: EntryEvidence, now: EntryEvidence) -> tuple[str, str]:
        """The evidence lines before and after: the entry's, or the first claim's that changed."""
        before, after = self.words.evidence(was), self.words.evidence(now)
        if before != after:
            return before, after
        number, old, new = next(
            (number, old, new)
            for number, (old, new) in enumerate(zip(was.claims, now.claims, strict=True), start=1)
            if old != new
        )
        claim = self.word("claim", number=number)
        return (
            f"{claim}: {self.words.claim_evidence(old)}",
            f"{claim}: {self.words.claim_evidence(new)}",
        )

    def _label(self, was: EntryEvidence | None, now: EntryEvidence | None) -> str:
        """The evidence of an entry before and after."""
        if not now:
            return ""
        line = self.words.evidence(now)
        if not was:
            return self.word("evidence-new", now=line)
        before = self.words.evidence(was)
        name = "evidence-same" if before == line else "evidence-changed"
        return self.word(name, was=before, now=line)


def _relabelled(was: EntryEvidence | None, now: EntryEvidence | None) -> bool:
    return was is not None and now is not None and was.label != now.label
