"""Sources as a bibliography has them: the forms of citation that a language has, for any work.

The patterns stand in the language files (`citation.sources`), as those of entries do. The English
ones are held against pandoc's citeproc for every source of the timeline, with these differences on
purpose: a work without a title has a description, which gets neither quotation marks nor capitals
(APA 7, 9.22; Chicago 18, 14.58; MLA 9, 5.28), and nothing is left out of a bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.cite.groups import chosen
from scripts.cite.headline import headline, quoted, typographic
from scripts.cite.issue import is_plain, issued
from scripts.cite.patterns import filled
from scripts.cite.robust import robust_link
from scripts.cite.styles import WIKIPEDIA, Citation
from scripts.cite.wikitext import source_wikitext
from scripts.cite.works import Name, Work
from scripts.i18n.language import Language

FOREIGN = ("author", "short", "title", "quoted", "headline", "description", "container")
"""What may be in another script than the form: it is in the language of the source."""

_SINGLE = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


def source_citations(work: Work, language: Language) -> tuple[Citation, ...]:
    """Every form that `language` has for sources, the Wikipedia template last.

    `work` is as `source_work` gives it for the same language.
    """
    words = language.facts["citation"]
    forms = {form["id"]: form for form in words["forms"]}
    made = [_citation(work, {**forms[form["id"]], **form}, language) for form in words["sources"]]
    archive = robust_link(work.address, work.archived)
    segments = source_wikitext(work, words["wikipedia"]["sources"], archive)
    return (*made, Citation(WIKIPEDIA, words["wikipedia"]["name"], (), segments))


def _citation(work: Work, form: Mapping[str, Any], language: Language) -> Citation:
    months = _months(form, language)
    values = _values(work, form, months, language)
    kind = str(work.kind) if work.container or "bare" not in form["works"] else "bare"
    pattern = _expanded(form["works"][kind], form["parts"])
    in_text = _expanded(form["cited"].get(kind) or form["cited"]["other"], form["parts"])
    return Citation(
        id=form["id"],
        name=form["name"],
        brief=filled(chosen(in_text, values), values, FOREIGN),
        segments=filled(chosen(pattern, values), values, FOREIGN),
        months=months,
    )


def _expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with what several patterns of a form have in common, `{=name}`, written out."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{={name}}}", part)
    return pattern


def _months(form: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    short = form["months"] == "short"
    return tuple(language.facts["citation"]["short-months"] if short else language.dates["months"])


def _values(
    work: Work, form: Mapping[str, Any], months: Sequence[str], language: Language
) -> dict[str, str]:
    words: Mapping[str, Any] = language.facts["citation"]
    quotes = words["quotes"]
    title = "" if work.description else _turned(work.title)
    within = quoted(title, quotes)
    small = words["small-words"]
    # Headline style is that of English titles.
    is_english = work.language == "en" and small
    names = form["names"]
    authors = [_name(name, names, at) for at, name in enumerate(work.authors)]
    family = [name.literal or name.family for name in work.authors]
    return {
        "author": typographic(_joined(authors, names), quotes),
        "short": typographic(_joined(family, names), quotes),
        "title": typographic(title, quotes),
        "quoted": within,
        "headline": headline(within, small) if is_english else within,
        "description": typographic(work.description, quotes),
        "container": typographic(work.container, quotes),
        "version": work.version,
        "address": work.address,
        **_dates(work, form, months),
    }


def _turned(title: str) -> str:
    """A title in which single quotation marks stand alone, as newspapers have them, with double."""
    return title if '"' in title else _SINGLE.sub(r'"\1"', title)


def _dates(work: Work, form: Mapping[str, Any], months: Sequence[str]) -> dict[str, str]:
    """The date of issue, its year (or what stands for it), and what it has besides the year."""
    date, patterns = work.issued, form["dates"]
    if date is None:
        undated = form["undated"]
        return {"date": "", "year": undated, "rest": "", "dated": undated}
    if not is_plain(date):
        return {"date": work.when, "year": work.when, "rest": "", "dated": work.when}
    circa = form["circa"] if date.uncertain or date.approximate else "{date}"
    years = dict.fromkeys(("day", "month", "year"), "{year}")
    year = issued(date, years, months, form.get("joint", "–"))
    # A form without patterns has dates as the pages have them.
    whole = circa.replace("{date}", issued(date, patterns, months)) if patterns else work.when
    rest = issued(date, form.get("rest", {}), months)
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


def _joined(names: Sequence[str], form: Mapping[str, str]) -> str:
    if len(names) < 2:  # noqa: PLR2004  (a list needs two for a joint)
        return "".join(names)
    last = form["pair"] if len(names) == 2 else form["last"]  # noqa: PLR2004
    return f"{form['between'].join(names[:-1])}{last}{names[-1]}"
