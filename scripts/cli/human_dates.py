"""Dates as people write them, read as EDTF: "14 December 2016", "كانون الأول 2016", "about 1950".

Nothing is guessed: what can be read in two ways, or not at all, is refused.  The names of months,
decades and centuries are those of the language files; whatever the pages write is read back.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.records.dates import DateError, Edtf


class HumanDateError(DateError):
    """A text that is not read as a date; `code` is a key of the section `new.dates`."""


class Reading(NamedTuple):
    """The date that a text was read as; `part`: it named a part of it, which EDTF cannot say."""

    date: Edtf
    part: bool = False


_ASCII = str.maketrans({chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)})
_PLAIN = _ASCII | str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("أإآٱ", "ا")
    | {"ى": "ي", "ة": "ه", "،": ",", "؟": "?", "٪": "%"}
)
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_YEARS = re.compile("([0-9]{4}) ?[–—/] ?([0-9]{2})")
_MONTH = r"m([0-9]{1,2})m"
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_YEAR = r"([0-9]{4})"
PARTIAL = re.compile(rf"{_DAY}|(?:{_DAY} )?{_MONTH}|{_MONTH} {_DAY}")

ABOUT = r"(?:about|around|circa|approximately|roughly|ca?\.?(?=[ 0-9])|نحو|حوالي|قرابه|تقريبا)"
PERHAPS = r"(?:probably|perhaps|possibly|maybe|ربما|لعله|علي الارجح|يرجح)"
PART = (
    r"(?:(?:early|mid|middle|late)(?: in)?[ -]|(?:the )?(?:beginning|middle|end) of |"
    r"(?:اوايل|مطلع|بدايه|بدايات|منتصف|اواسط|اواخر|نهايه|نهايات) )"
)
_NEEDLESS = re.compile(r"\b(?:the|of|in|on|year|في|عام|سنه|شهر|يوم)\b")
_WHOLE = re.compile(r"(.*)")
_SINCE = re.compile(r"(?:since|from|منذ|من)\s+(.+)")
_UNTIL = re.compile(r"(?:until|till|up to|حتي|الي)\s+(.+)")
_FROM = re.compile(r"^(?:from|between|من|ما بين|بين)\s+")
_TO = re.compile(
    r"\s*(?:\bto\b|\buntil\b|\btill\b|\bthrough\b|\band\b|\bالي\b|\bحتي\b|\bو(?=[0-9m]))\s*|\s*-\s*|\s*/\s*"
)


def plain(text: str) -> str:
    """`text` as it is compared: folded, without marks, in ASCII digits, with single blanks."""
    folded = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold().translate(_PLAIN)
    kept = (each for each in folded if not unicodedata.category(each).startswith(("M", "Cf")))
    return " ".join("".join(kept).replace("\u0640", "").split())


class DateReader:
    """Reads dates in the words of all languages of the site."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._languages = languages

    def read(self, text: str) -> Reading:
        """The date that `text` names.

        Raises HumanDateError; another DateError for what no calendar or rule of EDTF allows.
        """
        if match := _YEARS.fullmatch(text.strip().translate(_ASCII)):
            return Reading(_two_years(text, *match.groups()))
        try:
            return Reading(Edtf.parse(text.strip()))
        except DateError as error:
            if error.code not in {"bad-date", "misspelt-date", "needless-x"}:
                raise
        said = plain(text).strip(" .,")
        if match := _NUMERIC.fullmatch(said):
            return Reading(_numeric(text, match))
        part = re.match(PART, said)
        found = self._whole(said[part.end() :] if part else said)
        if found is None or (part and "X" not in found):
            raise HumanDateError("unread", {"value": text})
        return Reading(Edtf.parse(found), part=part is not None)

    @cached_property
    def _months(self) -> list[tuple[str, int]]:
        """Every name of a month, the longest first."""
        names: dict[str, int] = {}
        for language in self._languages:
            for months in (language.facts["dates"]["months"], language.facts["search"]["months"]):
                for number, name in enumerate(months, 1):
                    names |= dict.fromkeys([plain(name), *map(plain, name.split("/"))], number)
        return sorted(names.items(), key=lambda each: -len(each[0]))

    @cached_property
    def _spans(self) -> Mapping[str, str]:
        """Decades and centuries by the words that the languages have for them."""
        dates = [Edtf.parse(f"{n}X") for n in range(100, 210)]
        dates += [Edtf.parse(f"{n}XX") for n in range(10, 21)]
        words = {plain(date_words(d, each)): d.text for each in self._languages for d in dates}
        return {_bare(key): text for key, text in words.items()}

    def _whole(self, said: str) -> str | None:
        """The EDTF of a date or an interval; None where it is none."""
        for pattern, form in ((_WHOLE, "{}"), (_SINCE, "{}/.."), (_UNTIL, "../{}")):
            if (match := pattern.fullmatch(said)) and (point := self._point(match[1])):
                return form.format(point)
        return self._interval(_FROM.sub("", said))

    def _interval(self, said: str) -> str | None:
        """The EDTF of "a to b", where one of them may leave month or year to the other."""
        for match in _TO.finditer(said):
            first, last = said[: match.start()], said[match.end() :]
            begun = self._named(first)
            end = self._point(last)
            if not end and (head := re.fullmatch(rf"({_MONTH}) {_DAY}", begun)):
                end = self._point(f"{head[1]} {last}")
            if not end:
                continue
            begins = [self._point(first)]
            if PARTIAL.fullmatch(begun):
                year, month, has_day = end[:4], end[5:7], end[7:8] == "-"
                begins.append(self._point(f"{begun} {year}"))
                begins += [self._point(f"{begun} m{month}m {year}")] if has_day else []
            if begin := next((each for each in begins if each and each != end), None):
                return f"{begin}/{end}"
        return None

    def _named(self, said: str) -> str:
        """`said` with `m12m` for the name of the twelfth month, without what tells nothing."""
        for name, number in self._months:
            said = re.sub(rf"(?<![^\W\d_]){re.escape(name)}\.?(?![^\W\d_])", f" m{number}m ", said)
        return _bare(said)

    def _point(self, said: str) -> str | None:
        """The EDTF of a date without an interval; None where it is none."""
        about = re.sub(rf"(?<!\w){ABOUT}(?!\w)", " ", said)
        sure = re.sub(rf"(?<!\w){PERHAPS}(?!\w)|\?$|\(?\bغير موكد\b\)?|\(uncertain\)", " ", about)
        # EDTF has `~` for about, `?` for perhaps, `%` for both.
        sign = ["", "~", "?", "%"][(about != said) + 2 * (sure != about)]
        point = self._spans.get(_bare(sure)) or _point_of(self._named(sure))
        return f"{point}{sign}" if point else None


def _point_of(named: str) -> str | None:
    """The EDTF of day, month and year in one of their orders."""
    for pattern, order in (
        (_YEAR, (1,)),
        (rf"{_MONTH} {_YEAR}", (2, 1)),
        (rf"{_DAY} {_MONTH} {_YEAR}", (3, 2, 1)),
        (rf"{_MONTH} {_DAY} {_YEAR}", (3, 1, 2)),
    ):
        if match := re.fullmatch(pattern, named):
            return _edtf(*(match[number] for number in order))
    if re.fullmatch(r"[0-9]{4}([-/.])[0-9]{1,2}(?:\1[0-9]{1,2})?", named):
        return _edtf(*re.split("[-/.]", named))
    if match := re.fullmatch(r"([0-9]{3})0s", named):
        return f"{match[1]}X"
    return None


def _edtf(year: str, *parts: str) -> str:
    return "-".join([year, *(part.zfill(2) for part in parts)])


def _bare(said: str) -> str:
    """`said` without commas and the words that tell nothing of a date."""
    text = re.sub(r"(?<=[0-9])\s*(?:م|ميلاديه?)(?!\w)", " ", said.replace(",", " "))
    return " ".join(_NEEDLESS.sub(" ", text).split()).strip(" .()")


def _numeric(text: str, match: re.Match[str]) -> Edtf:
    """A date in numbers, if it can be read in one way only."""
    first, _, second, year = match.groups()
    if len(year) == 2:  # noqa: PLR2004  (digits)
        raise HumanDateError("short-year", {"value": text})
    found = []
    for day, month in dict.fromkeys([(first, second), (second, first)]):
        with contextlib.suppress(DateError):
            found.append(Edtf.parse(_edtf(year, month, day)))
    if not found:
        raise HumanDateError("unread", {"value": text})
    if len(found) > 1:
        raise _ambiguous(text, found[0].text, found[1].text)
    return found[0]


def _two_years(text: str, first: str, last: str) -> Edtf:
    """The interval of "1950–51", if its end can be no month."""
    interval = f"{first}/{first[:2]}{last}"
    if "01" <= last <= "12":
        raise _ambiguous(text, interval, f"{first}-{last}")
    return Edtf.parse(interval)


def _ambiguous(text: str, first: str, second: str) -> HumanDateError:
    return HumanDateError("ambiguous", {"value": text, "first": first, "second": second})
