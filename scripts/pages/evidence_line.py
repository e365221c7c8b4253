"""The evidence line of a claim or an entry in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scripts.i18n.language import Language
from scripts.timeline.evidence import EntryEvidence, Evidence, Label


@dataclass(frozen=True)
class EvidenceView:
    """A claim's label and counts, then the numbers of the whole entry.

    `label` is the label's code, the others are words. `whole` is empty for a claim, and for an
    entry that rests on the sources of its first claim alone and has no difference.
    """

    label: str
    words: str
    meaning: str
    counts: str
    whole: str = ""
    differs: str = ""

    @property
    def line(self) -> str:
        """The evidence line as plain text."""
        whole = f"{self.whole} {self.differs}".strip()
        return " · ".join(filter(None, (self.words, self.counts, whole)))


def entry_evidence(evidence: EntryEvidence, language: Language) -> EvidenceView:
    """The evidence line of an entry: its first claim's, then the numbers of the whole entry."""
    word, core = language.word, claim_evidence(evidence.core, language)
    if evidence.sources == evidence.core.sources and not evidence.differences:
        return core
    sources = word("evidence.sources", n=evidence.sources)
    differs = word("evidence.differs", n=evidence.differences) if evidence.differences else ""
    return replace(core, whole=word("evidence.whole", sources=sources), differs=differs)


def claim_evidence(evidence: Evidence, language: Language) -> EvidenceView:
    """The evidence line of a claim: its label, and the counts that the label describes."""
    word = language.word
    # "single source" needs no "1 source" beside it.
    alone = evidence.label == Label.SINGLE_SOURCE and evidence.sources == 1
    counts = "" if alone else word("evidence.sources", n=evidence.sources)
    if evidence.sources > 1:
        independent = word("evidence.independent", n=evidence.independent)
        counts = word("evidence.counts", sources=counts, independent=independent)
    words, meaning = word(f"labels.{evidence.label}"), word(f"label-meanings.{evidence.label}")
    return EvidenceView(evidence.label, words, meaning, counts)
