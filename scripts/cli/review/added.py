"""A new entry for a reviewer: all that it says, every language beside the others."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.checks.passages import digest
from scripts.cli.review.shapes import RowView
from scripts.cli.review.wording import Wording
from scripts.i18n.dates import date_words, day_words
from scripts.records.model import Cite, Entry
from scripts.records.reader import Value
from scripts.timeline.evidence import EntryEvidence


class AddedViews:
    """Makes the views of new entries."""

    def __init__(self, words: Wording) -> None:
        """Views in the words of `words`."""
        self.words = words
        self.language = words.language
        self.word = words.word

    def facts(self, record: Entry) -> Iterator[tuple[str, str]]:
        """The fields of a new entry that are no texts: name and value."""
        word, between = self.language.word, self.language.word("list.between")
        yield word("entry.date"), date_words(record.date, self.language)
        yield word("entry.edtf"), record.date.text
        yield word("entry.kind"), word(f"kinds.{record.kind}")
        yield self.word("weight"), word(f"revision.weights.{record.weight}")
        for name, ids in (
            ("topics", record.topics),
            ("actors", record.actors),
            ("places", record.places),
        ):
            if ids:
                items = getattr(self.words.chronology, name)
                names = [self.words.text(items[id_].label) if id_ in items else id_ for id_ in ids]
                yield word(f"{name}.title"), between.join(names)
        if record.see_also:
            yield word("entry.related"), between.join(record.see_also)
        if record.withdrawn:
            yield self.word("withdrawn"), day_words(record.withdrawn.on, self.language)

    def texts(self, record: Entry, now: EntryEvidence | None) -> Iterator[RowView]:
        """The texts of a new entry, every language beside the others."""
        yield self.words.row(self.word("title-field"), record.title)
        yield self.words.row(self.word("summary-field"), record.summary)
        for number, claim in enumerate(record.all_claims, start=1):
            name = self.word("claim", number=number)
            if now:
                name += f": {self.words.claim_evidence(now.claims[number - 1])}"
            cites = tuple(self._cite(cite) for cite in claim.cites)
            yield self.words.row(name, claim.text, cites)
        if record.withdrawn:
            yield self.words.row(self.word("withdrawn"), record.withdrawn.why)
        for difference in record.differences:
            yield self.words.row(self.language.word("entry.differences"), difference.about)
            for position in difference.positions:
                held = tuple(self.words.changes.source(id_) for id_ in position.sources)
                yield self.words.row(self.word("position"), position.text, held)
            yield self.words.row(self.language.word("differences.decision"), difference.decision)
        for sought in record.sought:
            result = self.language.word(
                f"sought.{sought.found}", day=day_words(sought.on, self.language)
            )
            yield self.words.row(self.language.word("entry.sought"), sought.what, (result,))

    def remarks(self, record: Entry) -> Iterator[str]:
        """Notes on cites, and to whom they attribute a claim, in every language."""
        for number, claim in enumerate(record.all_claims, start=1):
            for cite in claim.cites:
                source = self.words.changes.source(source_of(cite))
                for name, text in (("to", cite.to), ("note", cite.note)):
                    for code in self.words.held(text) if text else ():
                        said = text[code] if text else ""
                        yield self.word(name, number=number, source=source, text=said)

    def _cite(self, cite: Cite) -> str:
        """What a source does, which one, where in it."""
        word = self.language.word
        to = self.words.text(cite.to) if cite.to else ""
        act, source = word(f"says.{cite.says}", to=to), self.words.changes.source(source_of(cite))
        if not isinstance(cite.source, str):
            return self.word("cite-inline", act=act, source=source, address=cite.source.url)
        known = self.words.chronology.sources.get(cite.source)
        if cite.passage is None or known is None:
            return self.word("cite", act=act, source=source)
        proven = digest(cite.passage, known.record) in self.words.chronology.proven
        name = "cite.proven" if proven else "cite.unproven"
        words = " … ".join(filter(None, (cite.passage.start, cite.passage.end)))
        where = word(name, n=cite.passage.paragraph)
        return self.word("cite-passage", act=act, source=source, where=where, words=words)


def source_of(cite: Cite) -> Value:
    """The source of a cite as the words of changes take it."""
    if isinstance(cite.source, str):
        return cite.source
    found = cite.source.model_dump(exclude_none=True)
    return {name: str(getattr(value, "text", value)) for name, value in found.items()}
