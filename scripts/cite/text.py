"""Texts as citations and files need them: on one line, in typographic form, in headline style."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from scripts.i18n.dates import day_words
from scripts.i18n.language import Language
from scripts.records.bibliography import Locator
from scripts.records.dates import DatePart, Edtf
from scripts.records.source import Status

# XML 1.0 (fifth edition), section 2.2: what is no Char cannot stand in a document, not even as a
# reference, and ElementTree writes it all the same.  Lone surrogates are no UTF-8 either.
NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"

SEVERAL = re.compile("[–,،]|[0-9]-[0-9]")
"""What a locator of several parts has between them."""

BRACKETS = str.maketrans("()", "[]")

_PART = re.compile(r"\{(day|month|year)\}")
# A word with its apostrophes, or one other character.
_TOKENS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|.", re.DOTALL)
_WORD = re.compile(r"[^\W_]")
_APOSTROPHE = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
_OPENING = re.compile(r"""(?<![^\s(\[{<“‘«—–-])["']""")
ENDS = ".?!:"

RANKS = ("day", "month", "year")
"""The parts of a date, the smallest first."""


def line(text: object) -> str:
    """`text` as one line: white space folded, characters that no file may hold replaced."""
    text = str(text)
    # Most texts are one already: of all white space and of what is replaced, only the space prints.
    if text.isprintable() and "  " not in text and text == text.strip(" "):
        return text
    return " ".join(NO_CHARACTER.sub(REPLACEMENT, text).split())


def dated(title: str, when: str, language: Language) -> str:
    """The title with the date of the event, in words, in parentheses.

    Not before a colon: Zotero makes a short title of what stands before one. Parentheses within
    the parentheses become brackets (Chicago Manual of Style, on brackets within parentheses).
    """
    return language.word("citation.title", title=title, date=when.translate(BRACKETS))


def part_words(locator: Locator, language: Language, value: str = "") -> str:
    """The part that a locator names, such as "pages 12–14"; `value` replaces its value."""
    several = "-several" if SEVERAL.search(locator.value) else ""
    return f"{language.word(f'locators{several}.{locator.label}')} {value or locator.value}"


def swhid(id_: str, type_: str = "cnt") -> str:
    """The SWHID (ISO/IEC 18670:2025) of a file's content, from the id that git gives to it.

    With the type `rev` that of a commit.
    """
    return f"swh:1:{type_}:{id_}"


def typographic(text: str, quotes: Sequence[str]) -> str:
    """`text` with `quotes` (outer pair, inner pair) for the straight marks of a keyboard."""
    opening, closing, inner_opening, inner_closing = quotes
    text = _APOSTROPHE.sub("’", text)
    text = _OPENING.sub(lambda mark: opening if mark[0] == '"' else inner_opening, text)
    return text.replace('"', closing).replace("'", inner_closing)


def quoted(text: str, quotes: Sequence[str]) -> str:
    """`text` as it stands within the outer quotation marks: those in it become inner ones."""
    opening, closing, inner_opening, inner_closing = quotes
    text = typographic(text, quotes)
    return text.replace(opening, inner_opening).replace(closing, inner_closing)


def headline(text: str, small: Collection[str]) -> str:
    """`text` in headline style, as CSL 1.0.2 has it ("title case").

    Every word gets a capital but those of `small`, unless one comes first, last, or at the
    beginning of a sentence or after a colon. Words with a capital already and single letters stay.
    """
    tokens = _TOKENS.findall(text)
    last = max((place for place, token in enumerate(tokens) if _WORD.match(token)), default=0)
    begins = True
    ended = False
    for place, token in enumerate(tokens):
        if not _WORD.match(token):
            begins = begins or (ended and token.isspace())
            ended = token in ENDS
            continue
        if token.islower() and (begins or _is_raised(token, small, is_last=place == last)):
            tokens[place] = token[0].upper() + token[1:]
        begins = ended = False
    return "".join(tokens)


def _is_raised(word: str, small: Collection[str], *, is_last: bool) -> bool:
    first = re.split("['’]", word)[0]
    return len(first) > 1 and (is_last or word not in small)


def date_text(
    date: Edtf, patterns: Mapping[str, str], months: Sequence[str], joint: str = "–"
) -> str:
    """A date by the pattern of its precision; empty if there is none, or the interval is open.

    What both ends of an interval share is written once (CSL 1.0.2, date ranges): "8–12 November
    2025". `joint` stands between the ends.
    """
    if date.start is None or date.end is None:
        return ""
    precision = "day" if date.start.day else "month" if date.start.month else "year"
    pattern = patterns.get(precision, "")
    start, end = _date_parts(date.start, months), _date_parts(date.end, months)
    differing = [number for number, rank in enumerate(RANKS, 1) if start[rank] != end[rank]]
    apart = RANKS[: max(differing, default=0)]
    if places := [match.span() for match in _PART.finditer(pattern) if match[1] in apart]:
        first, last = places[0][0], places[-1][1]
        ends = dict.fromkeys(pattern[first:last].format(**each) for each in (start, end))
        pattern = pattern[:first] + joint.join(ends) + pattern[last:]
    return pattern.format(**start)


def _date_parts(point: DatePart, months: Sequence[str]) -> dict[str, str]:
    return {
        "year": str(point.year),
        "month": months[point.month - 1] if point.month else "",
        "day": str(point.day) if point.day else "",
    }


def status_words(status: Status, language: Language) -> str:
    """What became of a source, and when."""
    what, day = language.word(f"statuses.{status.what}"), day_words(status.date, language)
    return language.word("source.status-on", what=what, day=day)
