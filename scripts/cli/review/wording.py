"""What the views of a review have in common: languages in columns, names, evidence in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.cli.review.difference import whole
from scripts.cli.review.shapes import RowView
from scripts.i18n.language import Language
from scripts.pages.changes import ChangeWords
from scripts.pages.evidence_line import claim_evidence, entry_evidence
from scripts.pages.views import Views
from scripts.records.fields import Text
from scripts.records.reader import Value
from scripts.timeline.evidence import EntryEvidence, Evidence
from scripts.timeline.model import Chronology


class Wording:
    """Words of one language, with the names that the proposal gives."""

    def __init__(self, chronology: Chronology, language: Language, every: Sequence[str]) -> None:
        """Words in `language`; `chronology` is the whole as proposed, as far as it is valid.

        `every` are the codes of all languages.
        """
        self.language = language
        self.word = language.section("review")
        self.codes = (language.code, *(code for code in every if code != language.code))
        self.chronology = chronology
        self.views = Views(self.chronology, language)
        self.changes = ChangeWords(self.views)

    def row(self, name: str, text: Text, lines: tuple[str, ...] = ()) -> RowView:
        return RowView(
            name, tuple((code, whole(text[code])) for code in self.held(text)), "", lines
        )

    def held(self, text: Text) -> tuple[str, ...]:
        """The languages that a text has, in the order of the columns."""
        return self.ordered({code for code, _ in text.items()})

    def ordered(self, held: Iterable[str]) -> tuple[str, ...]:
        known = set(held)
        return (*(c for c in self.codes if c in known), *sorted(known - set(self.codes)))

    def text(self, text: Text) -> str:
        return text[self.held(text)[0]]

    def any(self, value: Value | None) -> str:
        """A text that may be of no valid record, in the first language that it has."""
        if isinstance(value, dict):
            held = [value[code] for code in self.ordered(value)]
            return next((each for each in held if isinstance(each, str)), "")
        return value if isinstance(value, str) else ""

    def evidence(self, evidence: EntryEvidence) -> str:
        """The evidence line of an entry."""
        return entry_evidence(evidence, self.language).line

    def claim_evidence(self, evidence: Evidence) -> str:
        """The evidence line of a claim."""
        return claim_evidence(evidence, self.language).line
