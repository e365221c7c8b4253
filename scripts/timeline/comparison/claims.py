"""What changed in the claims of an entry and in their cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scripts.records.reader import Value
from scripts.timeline.comparison.change import Change, Node, Place, nodes, texts
from scripts.timeline.comparison.matching import Words, match

Recorded = Mapping[str, str]
"""The ids of sources by address, to know again what was first given on the spot."""


def claims(old: Node, new: Node, recorded: Recorded) -> Iterator[Change]:
    """Claims that came, went or are in other words; of those that stayed, the cites; sources."""
    before, after = nodes(old.get("claims")), nodes(new.get("claims"))
    was, now = _texts(old, before), _texts(new, after)
    matching = match(was, now, _short(before, after))
    told = set[str]()
    for then, place in matching.pairs:
        first, second = before[then], after[place]
        # What only the summary says is told with the summary.
        here = Place("claims", "claim", now[place]) if "text" in second else Place("claims")
        if was[then] != now[place] and ("text" in first or "text" in second):
            yield here.change("claim-changed", was[then], now[place])
        for change in _cites(Place("sources", here.of, here.about), first, second, recorded):
            told.add(_name(change.args.get("cite"), recorded))
            yield change
        yield from here.others(("text", "cites"), first, second)
    for place in matching.added:
        if "text" in after[place] or len(after) > 1:
            yield Change("claims", "claim-added", after=now[place])
    for place in matching.removed:
        if "text" in before[place] or len(before) > 1:
            yield Change("claims", "claim-removed", before=was[place])
    if matching.reordered:
        yield Change("claims", "order", args={"what": "claims"})
    yield from _sources(before, after, told, recorded)


def _texts(entry: Node, claims_: list[Node]) -> list[Words]:
    """The text of each claim; one that has none says what the summary says."""
    return [texts(claim.get("text", entry.get("summary"))) for claim in claims_]


def _short(before: list[Node], after: list[Node]) -> list[tuple[int, int]]:
    """The claims that are the summary in both states are one, whatever it says."""
    was = [place for place, claim in enumerate(before) if "text" not in claim]
    now = [place for place, claim in enumerate(after) if "text" not in claim]
    return list(zip(was[:1], now[:1], strict=False))


def _cites(here: Place, old: Node, new: Node, recorded: Recorded) -> Iterator[Change]:
    before, after = nodes(old.get("cites")), nodes(new.get("cites"))
    matching = match(
        [{"": _name(cite, recorded)} for cite in before],
        [{"": _name(cite, recorded)} for cite in after],
        alike=False,
    )
    for place in matching.added:
        yield here.change("cite-added", cite=after[place])
    for place in matching.removed:
        yield here.change("cite-removed", cite=before[place])
    for then, place in matching.pairs:
        yield from _cite(here, before[then], after[place])
    if matching.reordered:
        yield here.change("order", what="sources")


def _cite(here: Place, old: Node, new: Node) -> Iterator[Change]:
    """What changed in one cite of a source."""
    was, now = old.get("source"), new.get("source")
    if was != now:
        recorded_now = isinstance(was, dict) and isinstance(now, str)
        yield here.change("cite-recorded" if recorded_now else "cite-inline", cite=new)
    if old.get("says") != new.get("says"):
        yield here.change("cite-says", cite=new, was=old)
    else:
        yield from here.optional("cite-to", old.get("to"), new.get("to"), cite=new)
    yield from here.optional("cite-note", old.get("note"), new.get("note"), cite=new)
    if old.get("passage") != new.get("passage"):
        end = "changed" if "passage" in old and "passage" in new else "added"
        end = end if "passage" in new else "removed"
        yield here.change(f"cite-passage-{end}", cite=new, was=old)
    yield from here.others(("source", "says", "to", "note", "passage"), old, new)


def _name(cite: Value | None, recorded: Recorded) -> str:
    """What tells the source of a cite from others: its id, or the address of an inline one."""
    source = cite.get("source", "") if isinstance(cite, dict) else ""
    if isinstance(source, dict):
        address = str(source.get("url", ""))
        return recorded.get(address, address)
    return source if isinstance(source, str) else ""


def _sources(
    before: list[Node], after: list[Node], told: set[str], recorded: Recorded
) -> Iterator[Change]:
    """Sources that the entry did not cite before, or cites no longer, where no claim told it."""
    was = {_name(cite, recorded): cite for claim in before for cite in nodes(claim.get("cites"))}
    now = {_name(cite, recorded): cite for claim in after for cite in nodes(claim.get("cites"))}
    for name, cite in now.items():
        if name not in was and name not in told:
            yield Change("sources", "source-added", args={"cite": cite})
    for name, cite in was.items():
        if name not in now and name not in told:
            yield Change("sources", "source-removed", args={"cite": cite})
