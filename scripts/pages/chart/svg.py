"""What the drawings of the chart have in common: elements, shapes, fading ends."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

MIN_LENGTH = 16.0
"""No bar is drawn shorter, or nobody would see it."""

BAR = 10.0

HARD, SOFT, OPEN = "h", "s", "o"
"""How a bar ends: on a known day, somewhere within what is known, or not at all."""

FADES = {
    HARD: ((0.0, 1.0),),
    SOFT: ((0.0, 0.15), (0.35, 1.0)),
    OPEN: ((0.0, 0.0), (0.75, 1.0)),
}
"""How a bar's end shows: how much of it is seen, at which share of its length."""


# What Markdown could take for its own, were it ever to look inside. The markup itself has none of
# these; in texts and attributes a reference says the same.
_INERT = str.maketrans({character: f"&#{ord(character)};" for character in "*_`[]{}\\!|~"})


def number(value: float) -> str:
    """A coordinate, no longer than it needs to be."""
    return f"{value:.1f}".removesuffix(".0")


def add(parent: Element, tag: str, text: str = "", /, **attributes: object) -> Element:
    """A new element in `parent`; `_` in a name stands for `-`, fractions are shortened."""
    values = {
        name.strip("_").replace("_", "-"): number(value) if isinstance(value, float) else str(value)
        for name, value in attributes.items()
    }
    made = SubElement(parent, tag, values)
    made.text = text or None
    return made


def serialised(element: Element) -> Markup:
    """The element as HTML on one line."""
    return Markup(tostring(element, "unicode").translate(_INERT))  # noqa: S704  (see _INERT)


def draw_shape(parent: Element, ends: str, length: float, radius: float) -> None:
    """A point, or a bar that begins and ends as `ends` says, around the parent's origin."""
    if not ends:
        add(parent, "circle", class_="shape", r=radius)
        return
    long = max(length, MIN_LENGTH)
    bar = add(parent, "rect", class_="shape", x=-long / 2, y=-BAR / 2, width=long, height=BAR)
    fade(bar, ends)


def fade(bar: Element, ends: str) -> None:
    """Let a bar begin and end as `ends` says (see `draw_masks`)."""
    if ends != HARD * 2:
        bar.set("mask", f"url(#{_mask(ends)})")


def draw_masks(parent: Element, ends: Iterable[str], *, rtl: bool) -> None:
    """What makes the ends of bars fade: a mask for each way to begin and to end."""
    svg = add(parent, "svg", class_="chart-masks", width=0, height=0, aria_hidden="true")
    for each in sorted({*ends} - {"", HARD * 2}):
        first, last = FADES[each[0]], FADES[each[1]]
        stops = [*first, *((1 - offset, seen) for offset, seen in reversed(last))]
        if rtl:
            stops = [(1 - offset, seen) for offset, seen in reversed(stops)]
        gradient = add(svg, "linearGradient", id=f"{_mask(each)}Fade")
        for offset, seen in stops:
            add(gradient, "stop", offset=f"{offset:g}", stop_color="#fff", stop_opacity=f"{seen:g}")
        mask = add(svg, "mask", id=_mask(each), maskContentUnits="objectBoundingBox")
        fill = f"url(#{_mask(each)}Fade)"
        add(mask, "rect", x=0, y="-.2", width=1, height="1.4", fill=fill)


def _mask(ends: str) -> str:
    # No record's id has a capital letter, so none is the same.
    return f"chart{ends.title()}"
