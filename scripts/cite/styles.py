"""The citation styles of a language, each as text to copy, and a template for Wikipedia.

The styles, with their words, punctuation and months, are in the language files (`citation:`). The
English ones follow APA 7, the Chicago Manual of Style 18 and the MLA Handbook 9; the tests compare
them with pandoc's citeproc for every entry and source, with these differences on purpose: a work
without a title has a description, which gets neither quotation marks nor capitals (APA 7, 9.22;
Chicago 18, 14.58; MLA 9, 5.28); a foreign title is followed by its translation (APA 7, 9.38;
Chicago 18, on titles of foreign works); which prepositions get a capital, the manuals say; a comma
stands after the mark of a title that ends in one; and nothing is left out of a bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scripts.cite.genres import Kind
from scripts.cite.patterns import Segment, filled
from scripts.cite.text import RANKS, date_text, headline, quoted, typographic
from scripts.cite.wikitext import wikitext
from scripts.cite.works import Name, Work, is_numeric
from scripts.i18n.language import Language

WIKIPEDIA = "wikipedia"

FOREIGN = (
    *("author", "short", "title", "quoted", "headline", "quoted-headline", "description"),
    *("container", "publisher", "occasion", "shelfmark"),
)
"""The values in the language of a source, which may have another script than the page."""

_SINGLE = re.compile(r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))*)'(?!\w)")


class Citation(NamedTuple):
    """A citation in one style.

    `brief` is the short form within a text, empty where the style has none, `several` that of an
    entry of ours beside others of its year; `segments` are the full form. The page's script fills
    its "accessed" segments; `has_short_months` says with which names.
    """

    id: str
    name: str
    brief: tuple[Segment, ...]
    segments: tuple[Segment, ...]
    has_short_months: bool = False
    several: tuple[Segment, ...] = ()

    @property
    def in_text(self) -> str:
        return "".join(segment.text for segment in self.brief)


def citations(work: Work, language: Language) -> tuple[Citation, ...]:
    """The work in every style of `language`, the Wikipedia template last."""
    words = language.facts["citation"]
    made = [_citation(work, style, language) for style in words["styles"]]
    template = words["wikipedia"]
    # Of the names of a month in Arabic, Wikipedia reads the last.
    months = [each.rpartition("/")[2] for each in language.facts["dates"]["months"]]
    return (*made, Citation(WIKIPEDIA, template["name"], (), wikitext(work, template, months)))


def _citation(work: Work, style: Mapping[str, Any], language: Language) -> Citation:
    words = language.facts["citation"]
    is_short = style["months"] == "short"
    months = month_names(language)["short" if is_short else "full"]
    values = _values(work, style, months, words)
    kind = str(work.kind)
    if work.is_our_entry:
        kind = "ours"
    elif not (work.container or work.publisher) and "bare" in style["works"]:
        kind = "bare"

    def form(pattern: str) -> tuple[Segment, ...]:
        # `{=name}` stands for a part that several patterns of a style share.
        for name, part in style["parts"].items():
            pattern = pattern.replace(f"{{={name}}}", part)
        return filled(pattern, values, () if work.is_our_entry else FOREIGN)

    brief = form(style["cited"].get(kind) or style["cited"]["other"])
    several = form(style["cited"].get("several", "")) if work.is_our_entry else ()
    return Citation(
        style["id"], style["name"], brief, form(style["works"][kind]), is_short, several
    )


def month_names(language: Language) -> dict[str, list[str]]:
    """The names of the months in citations, `full` and `short`."""
    return {
        "full": language.facts["dates"]["months"],
        "short": language.facts["citation"]["short-months"],
    }


def _values(
    work: Work, style: Mapping[str, Any], months: Sequence[str], words: Mapping[str, Any]
) -> dict[str, str]:
    """What the patterns of a style are filled with, by name; empty where it is not known."""
    quotes, names = words["quotes"], style["names"]
    small = {*words["small-words"], *style.get("small-words", ())}
    title = "" if work.description else work.title
    if '"' not in title:
        # Single quotation marks alone, as newspapers have them, become double ones.
        title = _SINGLE.sub(r'"\1"', title)
    whole, within = typographic(title, quotes), quoted(title, quotes)
    size = work.length_of_name
    # Headline style is for English titles; posts are no headlines.
    capitals = small and work.language == "en" and work.kind != Kind.POST

    def cased(text: str) -> str:
        return headline(text[:size], small) + text[size:] if capitals else text

    pages = re.sub("[-–]+", "–", work.pages)
    authors = [_name(name, names, at) for at, name in enumerate(work.authors)]
    family = [name.literal or name.family for name in work.authors]
    return {
        "author": typographic(_joined(authors, names), quotes),
        "short": typographic(_in_short(family, names, words["and-others"]), quotes),
        "title": whole,
        "quoted": within,
        "headline": cased(whole),
        "quoted-headline": cased(within),
        "quoted-name": cased(within[:size]),
        "description": typographic(work.description, quotes),
        "translation": typographic(work.translation, quotes),
        "retracted": work.retracted,
        "container": typographic(work.container, quotes),
        "publisher": typographic(work.publisher, quotes),
        "occasion": typographic(work.occasion, quotes),
        "volume": work.volume,
        "issue": work.issue,
        "pages": pages,
        "first-page": pages.partition("–")[0],
        "paged": words["paged"]["several" if "–" in pages else "one"].format(pages=pages)
        if pages
        else "",
        "shelfmark": work.shelfmark,
        "version": work.version,
        "part": work.part,
        "part-first": work.part[:1].upper() + work.part[1:],
        "address": f"https://doi.org/{work.doi}" if work.doi else work.address,
        **_dates(work, style, months),
    }


def _dates(work: Work, style: Mapping[str, Any], months: Sequence[str]) -> dict[str, str]:
    """The date of issue, its year (or what replaces it), and what it has besides the year."""
    date, patterns = work.issued, style["dates"]
    if date is None:
        undated = style["undated"]
        return {"date": "", "year": undated, "rest": "", "dated": undated}
    if not is_numeric(date):
        return {"date": work.when, "year": work.when, "rest": "", "dated": work.when}
    circa = style["circa"] if date.uncertain or date.approximate else "{date}"
    years = dict.fromkeys(RANKS, "{year}")
    year = date_text(date, years, months, style.get("joint", "–"))
    # A style without patterns has dates as the pages have them.
    whole = circa.replace("{date}", date_text(date, patterns, months)) if patterns else work.when
    rest = date_text(date, style.get("rest", {}), months)
    return {"date": whole, "year": circa.replace("{date}", year), "rest": rest, "dated": whole}


def _name(name: Name, form: Mapping[str, str], place: int) -> str:
    """A name: "Carroll, Paul A.", "Carroll, P. A.", "Paul A. Carroll"; a literal as it is."""
    if name.literal or not name.given:
        return name.literal or name.family
    given = name.given
    if form["given"] == "initials":
        # Scripts without capitals have no initials.
        given = " ".join(f"{part[0]}." if part[0].isupper() else part for part in given.split())
    is_inverted = form["order"] == "inverted" or (form["order"] == "first" and place == 0)
    return f"{name.family}, {given}" if is_inverted else f"{given} {name.family}"


def _in_short(names: Sequence[str], form: Mapping[str, str], others: str) -> str:
    """Names in a text: two without a comma, of more than two the first alone (APA 7, 8.17)."""
    first, *rest = names or [""]
    return f"{first}{others}" if rest[1:] else form["pair"].removeprefix(",").join(names)


def _joined(names: Sequence[str], form: Mapping[str, str]) -> str:
    *others, last = names or [""]
    joint = form["pair"] if len(others) == 1 else form["last"] if others else ""
    return f"{form['between'].join(others)}{joint}{last}"
