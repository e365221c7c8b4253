"""The chart: every entry on an axis of time, lane by lane, as one block of HTML.

The build makes it complete: a wide and a narrow drawing, of which the stylesheet shows one, and
under them the same on a linear scale, folded away. `docs/theme/look/chart.js` adds conveniences. It
is made as elements and serialised, so that no text can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markupsafe import Markup

from scripts.pages.chart.marks import Subject, ends, is_rough, is_unsure
from scripts.pages.chart.narrow import draw_linear, draw_narrow
from scripts.pages.chart.svg import HARD, OPEN, SOFT, add, draw_masks, draw_shape, serialised
from scripts.pages.chart.wide import SLIM, WIDTH, draw_wide
from scripts.records.dates import Edtf


def chart(subject: Subject, *, slim: bool = False) -> Markup:
    """The chart as a line of HTML that begins with `<figure`; `slim` beside a list of contents."""
    class_ = "chart slim" if slim else "chart"
    figure = Element("figure", {"class": class_, "aria-label": subject.word("name")})
    _draw_tools(subject.word, figure)
    dates = [entry.record.date for entry in subject.entries]
    if not subject.counted:
        draw_masks(figure, {*map(ends, dates), SOFT * 2, HARD + OPEN}, rtl=subject.rtl)
    draw_wide(subject, add(figure, "div", class_="chart-desk"), SLIM if slim else WIDTH)
    draw_narrow(subject, add(figure, "div", class_="chart-phone"))
    draw_linear(subject, figure)
    _draw_caption(subject, dates, add(figure, "figcaption"))
    return serialised(figure)


def _draw_tools(word: Callable[..., str], figure: Element) -> None:
    """The buttons, for the script to show and to answer."""
    tools = add(
        figure, "div", class_="chart-tools", role="group", aria_label=word("tools"), hidden=""
    )
    for action, sign in (("out", "−"), ("in", "+")):
        name = word(f"zoom-{action}")
        add(tools, "button", sign, type="button", data_do=action, aria_label=name, title=name)
    add(tools, "button", word("whole"), type="button", data_do="whole")
    true = word("true-scale")
    add(tools, "button", true, type="button", data_do="scale", aria_pressed="false")
    add(tools, "span", word("keys"), id="chartKeys")


def _draw_caption(subject: Subject, dates: list[Edtf], caption: Element) -> None:
    """How to read it: a sample of each kind of mark in use, then how the axis works."""
    word = subject.word
    sentences = [word("direction"), word("elastic")]
    if subject.counted:
        add(caption, "p", word("counted"))
    else:
        sentences.append(word("within"))
        keys = add(caption, "ul", class_="chart-keys")
        for name, form, used in (
            ("day", "", any(not ends(date) for date in dates)),
            ("span", HARD * 2, any(date.is_interval for date in dates)),
            ("rough", SOFT * 2, any(map(is_rough, dates))),
            ("open", HARD + OPEN, any(OPEN in ends(date) for date in dates)),
            ("unsure", "", any(map(is_unsure, dates))),
        ):
            if used:
                item = add(keys, "li")
                size = {"width": 30, "height": 14, "viewBox": "-15 -7 30 14"}
                svg = add(item, "svg", aria_hidden="true", **size)
                draw_shape(add(svg, "g", class_=f"mark {name}"), form, 28.0, 5.0)
                add(item, "span", word(f"key-{name}"))
    if subject.axis(1).background:
        sentences.append(word("before", year=subject.years_from))
    add(caption, "p", " ".join(sentences))
