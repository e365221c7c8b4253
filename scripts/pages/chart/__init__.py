"""The chart: every entry on an axis of time, lane by lane, as one block of HTML.

The build makes it complete: two drawings, of which the stylesheet shows one (desk or phone), and
under them the same at true scale, folded away.  `docs/theme/look/chart.js` adds conveniences.
Made as elements and serialised, so that no text can be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup

from scripts.i18n.language import Language
from scripts.pages.chart.axis import YEARS_FROM, Axis, first_day
from scripts.pages.chart.counts import draw_counts
from scripts.pages.chart.desk import draw_marks
from scripts.pages.chart.layout import HARD, OPEN, SOFT, ends, is_rough, is_unsure
from scripts.pages.chart.phone import draw_counted_strips, draw_strips
from scripts.pages.chart.subject import Subject
from scripts.pages.chart.svg import add, draw_masks, draw_shape
from scripts.pages.chart.true import draw_true_scale
from scripts.pages.facts import Facts, facts_by_year
from scripts.pages.views import Views
from scripts.timeline.model import Chronology

MOST_MARKS = 400
"""With more entries the chart counts them by year and topic: so many marks would be a blob."""

# What Markdown could take for its own, were it ever to look inside. The markup itself has none of
# these; in texts and attributes a reference says the same.
_INERT = str.maketrans({character: f"&#{ord(character)};" for character in "*_`[]{}\\!|~"})


def chart(
    chronology: Chronology,
    language: Language,
    up: str,
    shown: Iterable[str],
    known: Facts | None = None,
) -> Markup:
    """The chart of the entries whose ids are `shown`, in `language`; empty where there are none.

    `up` leads from the page to the root of the language's site (`../`); `known` are the facts of
    all entries, where they are at hand. One line of HTML that begins with `<figure`.
    """
    ids = frozenset(shown)
    facts = facts_by_year(chronology) if known is None else known
    found = [fact for year in chronology.years for fact in facts[year] if fact.id in ids]
    if not found:
        return Markup()
    few = len(found) <= MOST_MARKS
    entries = [each for each in chronology.entries.values() if each.id in ids] if few else []
    used = {fact.topics[0] for fact in found}
    topics = {
        id_: topic.label[language.code] for id_, topic in chronology.topics.items() if id_ in used
    }
    views = Views(chronology, language)
    figure = _figure(Subject(language, up, entries, found, topics, views), counted=not few)
    return Markup(tostring(figure, "unicode").translate(_INERT))  # noqa: S704  (see _INERT)


def _figure(subject: Subject, *, counted: bool) -> Element:
    word = subject.word
    figure = Element("figure", {"class": "chart", "aria-label": word("name")})
    _tools(subject, figure)
    if not counted:
        kinds = {*map(ends, subject.dates), SOFT * 2, HARD + OPEN}
        draw_masks(figure, kinds, mirrored=subject.mirrored)
    desk = add(figure, "div", class_="chart-desk")
    phone = add(figure, "div", class_="chart-phone")
    if counted:
        draw_counts(subject, desk)
        draw_counted_strips(subject, phone)
    else:
        draw_marks(subject, desk)
        draw_strips(subject, phone)
    draw_true_scale(subject, figure, counted=counted)
    _caption(subject, figure, counted=counted)
    return figure


def _tools(subject: Subject, figure: Element) -> None:
    """The buttons, for the script to show and to answer."""
    word = subject.word
    name = word("tools")
    tools = add(figure, "div", class_="chart-tools", role="group", aria_label=name, hidden="")
    for action, sign in (("out", "−"), ("in", "+")):
        name = word(f"zoom-{action}")
        add(tools, "button", sign, type="button", data_do=action, aria_label=name, title=name)
    add(tools, "button", word("whole"), type="button", data_do="whole")
    true = word("true-scale")
    add(tools, "button", true, type="button", data_do="scale", aria_pressed="false")
    add(tools, "span", word("keys"), id="chartKeys")


def _caption(subject: Subject, figure: Element, *, counted: bool) -> None:
    """How to read it: the keys to the marks, then how the axis works."""
    word = subject.word
    caption = add(figure, "figcaption")
    if counted:
        add(caption, "p", word("counted"))
    else:
        _keys(subject, caption)
    sentences = [word("direction"), word("elastic")]
    if not counted:
        sentences.append(word("within"))
    if Axis(subject.stretches, 1).start < first_day(YEARS_FROM):
        sentences.append(word("before", year=YEARS_FROM))
    add(caption, "p", " ".join(sentences))


def _keys(subject: Subject, caption: Element) -> None:
    """A sample of each kind of mark in use, with its words."""
    dates = subject.dates
    kinds = {ends(date) for date in dates}
    samples = {
        "day": ("", "" in kinds),
        "span": (HARD * 2, any(date.is_interval for date in dates)),
        "rough": (SOFT * 2, any(map(is_rough, dates))),
        "open": (HARD + OPEN, any(OPEN in each for each in kinds)),
        "unsure": ("", any(map(is_unsure, dates))),
    }
    keys = add(caption, "ul", class_="chart-keys")
    for name, (form, used) in samples.items():
        if used:
            item = add(keys, "li")
            size = {"width": 30, "height": 14, "viewBox": "-15 -7 30 14"}
            svg = add(item, "svg", aria_hidden="true", **size)
            draw_shape(add(svg, "g", class_=f"mark {name}"), form, 28.0, 5.0)
            add(item, "span", subject.word(f"key-{name}"))
