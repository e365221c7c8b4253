"""What differs between two states of an entry, part by part, told by words and not by place."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.timeline.comparison.change import Change, Node, Place, nodes, texts
from scripts.timeline.comparison.claims import Recorded, claims
from scripts.timeline.comparison.matching import match
from scripts.timeline.revisions import DEFAULTS, Said

__all__ = ["Change", "compare"]

KNOWN = (
    *("title", "date", "kind", "weight", "topics", "actors", "places", "summary", "claims"),
    *("differences", "sought", "see_also", "withdrawn", "compared"),
)
"""The fields whose changes have words of their own."""


def compare(old: Said, new: Said, recorded: Recorded) -> list[Change]:
    """What changed from `old` to `new`, which `revisions.said` gave; something if they differ.

    `recorded` are the ids of the sources by address.
    """
    changes = [
        *_withdrawn(old, new),
        *Place("title").text("title", old.get("title"), new.get("title")),
        *_value("date", old, new),
        *_value("kind", old, new),
        *_value("weight", old, new),
        *Place("topics").ids("topics", old.get("topics"), new.get("topics")),
        *Place("actors").ids("actors", old.get("actors"), new.get("actors")),
        *Place("places").ids("places", old.get("places"), new.get("places")),
        *Place("summary").text("summary", old.get("summary"), new.get("summary")),
        *claims(old, new, recorded),
        *_differences(old, new),
        *_sought(old, new),
        *Place("related").ids("related", old.get("see_also"), new.get("see_also")),
        *_compared(old, new),
        *Place("other").others(KNOWN, old, new),
    ]
    # What no reader of records would have let in can differ in ways that nothing above tells.
    return changes or ([Change("other", "other")] if old != new else [])


def _withdrawn(old: Node, new: Node) -> Iterator[Change]:
    was, now = old.get("withdrawn"), new.get("withdrawn")
    here = Place("withdrawn")
    if isinstance(now, dict) and was is None:
        yield here.change("withdrawn", after=texts(now.get("why")), day=now.get("on", ""))
    elif isinstance(was, dict) and now is None:
        yield here.change("reinstated")
    elif isinstance(was, dict) and isinstance(now, dict):
        yield from here.text("withdrawn-why", was.get("why"), now.get("why"))
        if was.get("on") != now.get("on"):
            yield here.change("withdrawn-on", was=was.get("on", ""), now=now.get("on", ""))


def _value(name: str, old: Node, new: Node) -> Iterator[Change]:
    was, now = (state.get(name, DEFAULTS.get(name, "")) for state in (old, new))
    if was != now:
        yield Change(name, name, args={"was": was, "now": now})


def _differences(old: Node, new: Node) -> Iterator[Change]:
    before, after = nodes(old.get("differences")), nodes(new.get("differences"))
    was = [texts(each.get("about")) for each in before]
    now = [texts(each.get("about")) for each in after]
    matching = match(was, now)
    for place in matching.added:
        yield Change("differences", "difference-added", after=now[place])
    for place in matching.removed:
        yield Change("differences", "difference-removed", before=was[place])
    for then, place in matching.pairs:
        first, second = before[then], after[place]
        here = Place("differences", "difference", now[place])
        yield from here.text("difference-changed", first.get("about"), second.get("about"))
        yield from _positions(here, first, second)
        yield from here.text("decision", first.get("decision"), second.get("decision"))
        yield from here.others(("about", "positions", "decision"), first, second)
    if matching.reordered:
        yield Change("differences", "order", args={"what": "differences"})


def _positions(here: Place, old: Node, new: Node) -> Iterator[Change]:
    before, after = nodes(old.get("positions")), nodes(new.get("positions"))
    was = [texts(each.get("text")) for each in before]
    now = [texts(each.get("text")) for each in after]
    matching = match(was, now)
    for place in matching.added:
        yield here.change("position-added", after=now[place])
    for place in matching.removed:
        yield here.change("position-removed", before=was[place])
    for then, place in matching.pairs:
        first, second = before[then], after[place]
        yield from here.text("position-changed", first.get("text"), second.get("text"))
        position = Place("differences", "position", now[place])
        yield from position.ids("position-sources", first.get("sources"), second.get("sources"))
        yield from position.others(("text", "sources"), first, second)
    if matching.reordered:
        yield here.change("order", what="positions")


def _sought(old: Node, new: Node) -> Iterator[Change]:
    before, after = nodes(old.get("sought")), nodes(new.get("sought"))
    was = [texts(each.get("what")) for each in before]
    now = [texts(each.get("what")) for each in after]
    matching = match(was, now)
    for place in matching.added:
        yield Change("sought", "sought-added", after=now[place], args={"now": after[place]})
    for place in matching.removed:
        yield Change("sought", "sought-removed", before=was[place])
    for then, place in matching.pairs:
        first, second = before[then], after[place]
        here = Place("sought", "sought", now[place])
        yield from here.text("sought-changed", first.get("what"), second.get("what"))
        if any(first.get(name) != second.get(name) for name in ("on", "found")):
            yield here.change("sought-result", was=first, now=second)
        yield from here.others(("what", "on", "found"), first, second)
    if matching.reordered:
        yield Change("sought", "order", args={"what": "sought"})


def _compared(old: Node, new: Node) -> Iterator[Change]:
    """A new day on which the languages were compared; the last of them is the one that counts."""
    if old.get("compared") != (now := new.get("compared")):
        yield Change("compared", "compared" if now else "compared-removed", args={"day": now or ""})
