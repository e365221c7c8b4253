"""What the evidence for a claim amounts to: independence and labels, computed, never typed.

This module is the one place where the words are defined; the method page says the same in prose.

*Origin.*  A source that derives from nothing is its own origin; otherwise its origins are those of
the sources that it derives from.  Where only some paragraphs derive, it depends on the paragraph
that is cited: the rest of the source is its own origin; where no paragraph is named, both count.

*One source.*  Sources at the same address are one source, recorded or inline, however the address
is written (`records.works`).

*Independent.*  Two cited sources are independent when they have no origin in common.  The number
of independent sources is the size of the largest group in which every two are independent.

*Retracted.*  A source that was retracted, or whose origins were all retracted, counts neither for a
claim nor against it.

*Label of a claim*, the first that holds:

- unsupported: all sources that do not dispute it were retracted;
- contested: some source disputes it;
- corroborated: two or more independent sources state it;
- single-source: it is stated, by one source or by several that are not independent;
- attributed: sources only say that somebody else says it;
- opinion: sources only argue it.

The counts beside the label are those of the sources that the label rests on: the sources that state
the claim; if none does, those that attribute it; if none does, those that argue it. For a contested
or unsupported claim they are all sources that do not dispute it.

*Evidence of an entry*: the label and counts of its first claim, which is its core.  The whole entry
has two more numbers: how many sources all its claims cite, and on how many points they differ (its
differences and its contested claims).  Beside the label they are always named as those of the whole
entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from scripts.records.load import Records
from scripts.records.model import Cite, Claim, Entry, Says
from scripts.records.source import Became, Derivation, InlineSource, Source, became
from scripts.records.works import Works, are_one, normalized, part

# Up to so many sources of several origins each, every choice is tried; beyond, those with the
# fewest origins go first.
MOST_CHOICES = 16
CORROBORATION = 2  # how many independent sources corroborate a claim


class Label(StrEnum):
    """What the evidence for a claim amounts to."""

    CORROBORATED = "corroborated"
    SINGLE_SOURCE = "single-source"
    ATTRIBUTED = "attributed"
    OPINION = "opinion"
    CONTESTED = "contested"
    UNSUPPORTED = "unsupported"


STRENGTH = {
    Says.STATES: Label.SINGLE_SOURCE,
    Says.ATTRIBUTES: Label.ATTRIBUTED,
    Says.ARGUES: Label.OPINION,
}
"""What a source can do for a claim, the strongest first, and the label that it gives by itself."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence for a claim: its label, and how many sources, independent ones, it rests on."""

    label: Label
    sources: int
    independent: int


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """The evidence for an entry: that of each claim, then the numbers of the whole entry.

    `sources` counts the sources of all claims, `differences` the points on which they differ.
    """

    claims: tuple[Evidence, ...]
    sources: int
    differences: int

    @property
    def core(self) -> Evidence:
        """The evidence for the first claim, which gives the entry its label."""
        return self.claims[0]

    @property
    def label(self) -> Label:
        return self.core.label


@dataclass(frozen=True)
class Sources:
    """The sources that an entry can cite: all records, and its inline sources.

    `inline` are the latter by the names that they have among the works, `keys` those names by key.
    """

    records: Mapping[str, Source]
    works: Works
    inline: Mapping[str, InlineSource] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)

    def of(self, entry: Entry) -> Sources:
        """The same with the inline sources of `entry`."""
        cites = (cite.source for claim in entry.all_claims for cite in claim.cites)
        given = [each for each in cites if isinstance(each, InlineSource)]
        if not given:
            return self
        found: dict[str, InlineSource] = {}
        for each in given:
            found.setdefault(replace(self, inline=found).name(each), each)
        whole = replace(self, inline=found)
        return replace(whole, keys={key: whole.name(each) for key, each in entry.keyed.items()})

    def name(self, source: str | InlineSource) -> str:
        """What tells a source from others: the id of its first record, else its address."""
        if isinstance(source, str):
            name = self.keys.get(source, source)
            return self.works.first.get(name, name)
        if id_ := self.works.recorded(source):
            return id_
        same = (name for name, other in self.inline.items() if are_one(source, other))
        return next(same, " ".join(filter(None, (normalized(source.url), part(source)[1]))))

    def source(self, name: str) -> Source | InlineSource | None:
        """The source of that name."""
        return self.records.get(name) or self.inline.get(name)

    def derivations(self, name: str) -> tuple[Derivation, ...]:
        """What the source of that name derives from."""
        source = self.source(name)
        return source.derives_from if source else ()


def sources_of(records: Records) -> Sources:
    """The recorded sources, for the evidence of every entry."""
    return Sources(records.source_records, records.works)


def origins(cite: Cite, sources: Sources) -> frozenset[str]:
    """The names of the sources in which what `cite` points to began."""
    paragraph = cite.passage.paragraph if cite.passage else None
    found: set[str] = set()
    seen: set[str] = set()
    ahead: list[tuple[str, int | None]] = [(sources.name(cite.source), paragraph)]
    while ahead:
        name, place = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        behind = [each for each in sources.derivations(name) if each.covers(place)]
        # Of a source that others derive from, which paragraphs they took is not known: all count.
        ahead += [(sources.name(each.source), None) for each in behind]
        whole = any(each.paragraphs is None for each in behind)
        if not whole and (not behind or place is None):
            found.add(name)
    return frozenset(found)


def is_retracted(cite: Cite, sources: Sources) -> bool:
    """Whether the cited source, or each of its origins, was retracted."""
    given = cite.source if isinstance(cite.source, InlineSource) else None
    cited = sources.source(sources.name(cite.source)) or given
    if cited and became(cited, Became.RETRACTED):
        return True
    began = [sources.source(name) for name in origins(cite, sources)]
    return bool(began) and all(each and became(each, Became.RETRACTED) for each in began)


def independent(cites: Iterable[Cite], sources: Sources) -> int:
    """How many of the cited sources are independent of one another.

    A source that is cited at several places has the origins of all of them.
    """
    by_source: dict[str, frozenset[str]] = {}
    for cite in cites:
        name = sources.name(cite.source)
        by_source[name] = by_source.get(name, frozenset()) | origins(cite, sources)
    # Whoever has one origin is in a largest choice: it is in the way of no two others.
    alone = {next(iter(each)) for each in by_source.values() if len(each) == 1}
    rest = {each for each in by_source.values() if len(each) > 1 and alone.isdisjoint(each)}
    return len(alone) + _largest_choice(sorted(rest, key=lambda each: (len(each), sorted(each))))


def _largest_choice(choices: list[frozenset[str]]) -> int:
    """How many of `choices` can be taken without two that have something in common."""
    if not choices:
        return 0
    first, *rest = choices
    free = [each for each in rest if first.isdisjoint(each)]
    with_first = 1 + _largest_choice(free)
    if len(free) == len(rest) or len(choices) > MOST_CHOICES:
        return with_first
    return max(with_first, _largest_choice(rest))


def source_names(cites: Iterable[Cite], sources: Sources) -> frozenset[str]:
    """The different sources of `cites`."""
    return frozenset(sources.name(cite.source) for cite in cites)


def basis_of(claim: Claim, sources: Sources) -> tuple[Label, list[Cite]]:
    """The label of a claim before independence is counted, and the cites that it rests on."""
    standing = [cite for cite in claim.cites if not is_retracted(cite, sources)]
    makers = [cite for cite in claim.cites if cite.says in STRENGTH]
    if makers and not any(cite in standing for cite in makers):
        return Label.UNSUPPORTED, makers
    acts = {cite.says for cite in standing}
    strongest = next((act for act in STRENGTH if act in acts), Says.ARGUES)
    label = Label.CONTESTED if Says.DISPUTES in acts else STRENGTH[strongest]
    counted = STRENGTH if label == Label.CONTESTED else {strongest}
    return label, [cite for cite in standing if cite.says in counted]


def of_claim(claim: Claim, sources: Sources) -> Evidence:
    """The evidence for one claim: its label, and the counts of the sources that it rests on."""
    label, basis = basis_of(claim, sources)
    count = independent(basis, sources)
    if label == Label.SINGLE_SOURCE and count >= CORROBORATION:
        label = Label.CORROBORATED
    return Evidence(label, len(source_names(basis, sources)), count)


def of_entry(entry: Entry, sources: Sources) -> EntryEvidence:
    """The evidence for an entry: that of each claim, its sources, the points of difference."""
    sources = sources.of(entry)
    claims = tuple(of_claim(claim, sources) for claim in entry.all_claims)
    contested = sum(claim.label == Label.CONTESTED for claim in claims)
    return EntryEvidence(
        claims,
        len(source_names((cite for each in entry.all_claims for cite in each.cites), sources)),
        len(entry.differences) + contested,
    )
