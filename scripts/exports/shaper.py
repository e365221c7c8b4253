"""What all parts of data/timeline.json are made with: texts, dates, files, addresses."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.cite.facts import swhid
from scripts.exports.edition import Edition
from scripts.exports.shapes import Addresses, ClaimEvidence, RecordFile, Texts, When
from scripts.exports.whole import Aliases
from scripts.i18n.dates import date_words
from scripts.records.dates import Edtf
from scripts.records.fields import Aliases as AliasTable
from scripts.records.fields import Text
from scripts.timeline.evidence import Evidence
from scripts.timeline.git import revision_name
from scripts.timeline.model import Chronology


@dataclass(frozen=True)
class Shaper:
    """Makes the small shapes of one chronology and edition."""

    chronology: Chronology
    edition: Edition

    def texts(self, text: Text) -> Texts:
        """An authored text in every language."""
        return Texts(self.edition.texts(text))

    def perhaps(self, text: Text | None) -> Texts | None:
        """An authored text that may be missing."""
        return self.texts(text) if text else None

    def words(self, key: str) -> Texts:
        """Words of the language files in every language."""
        return Texts(self.edition.words(key))

    def aliases(self, aliases: AliasTable | None) -> Aliases:
        """Other names, in the languages that have any."""
        found = {each.code: aliases[each.code] for each in self.edition.languages if aliases}
        return Aliases({code: names for code, names in found.items() if names})

    def when(self, date: Edtf) -> When:
        """A date with its bounds and in words."""
        words = {each.code: date_words(date, each) for each in self.edition.languages}
        return When(
            edtf=date.text,
            lower=date.lower,
            upper=date.upper,
            precision=date.precision.name.lower(),
            uncertain=date.uncertain,
            approximate=date.approximate,
            words=Texts(words),
        )

    def perhaps_when(self, date: Edtf | None) -> When | None:
        """A date that may be missing."""
        return self.when(date) if date else None

    def evidence(self, evidence: Evidence) -> ClaimEvidence:
        """The evidence for a claim."""
        return ClaimEvidence(
            label=evidence.label, sources=evidence.sources, independent=evidence.independent
        )

    def record(self, path: str) -> RecordFile:
        """The file of a record."""
        blob = self.edition.blobs.get(path)
        return RecordFile(
            path=path,
            swhid=swhid(blob) if blob else None,
            revision=revision_name(blob) if blob else None,
        )

    def addresses(self, path: str) -> Addresses:
        """A page's address in every language."""
        return Addresses(self.edition.pages(path))
