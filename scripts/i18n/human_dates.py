"""Dates as people write them, read as EDTF: "14 December 2016", "كانون الأول 2016", "13/04/2017".

Nothing is guessed: what can be read in two ways, or not at all, is refused. The words come from
`dates` in the language files, so whatever the pages write is read back. Each word becomes a token
in capital letters (`M04`, `BEFORE`), and the rest is a grammar in ASCII, the same for all languages
and in the form's `said-dates.js`. The cases in `tests/human_dates.yml` hold for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

from scripts.i18n.dates import date_words
from scripts.i18n.language import Language
from scripts.records.dates import DateError, Edtf, winters, written


class Reading(NamedTuple):
    """The date that a text was read as; `part`: it named a part of it, which EDTF cannot say."""

    date: Edtf
    part: bool = False


_ASCII = {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
_PLAIN = str.maketrans(
    _ASCII
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("أإآٱ", "ا")
    | {"ى": "ي", "ة": "ه", "،": ",", "؟": "?", "٪": "%"}
)
_TOKENS = {"about": "~", "perhaps": "?", "idle": ""}
"""The tokens of words that have a sign or mean nothing; other words are tokens by their key."""

_DAY, _MONTH, _YEAR = "([0-9]{1,2})", "M([0-9]{2})", "([0-9]{4})"
_POINTS = (  # a pattern, and its groups that are year, month and day
    (_YEAR, (1,)),
    (f"{_MONTH} {_YEAR}", (2, 1)),
    (f"{_YEAR} {_MONTH}", (1, 2)),
    (f"{_DAY} {_MONTH} {_YEAR}", (3, 2, 1)),
    (f"{_MONTH} {_DAY} {_YEAR}", (3, 1, 2)),
    (f"{_YEAR} {_MONTH} {_DAY}", (1, 2, 3)),
)
_NUMBERS = (
    (f"{_YEAR}[-/.]{_DAY}", (1, 2)),
    (f"{_YEAR}([-/.]){_DAY}\\2{_DAY}", (1, 3, 4)),
    (f"{_DAY}[-/.]{_YEAR}", (2, 1)),
    (f"{_DAY}([-/.]){_DAY}\\2{_YEAR}", (4, 3, 1)),
    (f"{_DAY}([-/.]){_DAY}\\2{_YEAR}", (4, 1, 3)),
)
_SPAN = "([0-9]{3})(?:0s|[xX])|([0-9]{2})(?:xx|XX)"
_SHORT_YEAR = f"{_DAY}([-/.]){_DAY}\\2[0-9]{{2}}"
_YEARS = f"{_YEAR} ?[-/] ?([0-9]{{2}})"
_WINTER = f"W {_YEAR}(?: ?[-/] ?(?:[0-9]{{2}})?([0-9]{{2}}))?"
_PARTIAL = f"{_DAY}|(?:{_DAY} )?{_MONTH}|{_MONTH} {_DAY}"
_BETWEEN = re.compile(" (?:TO|AND) | ?[-/] ?")
_OPEN = (
    ("FROM (.+)()", "{}/.."),
    ("TO (.+)()", "../{}"),
    ("LATEST (.+)|(.+) LATEST", "[..{}]"),
    ("EARLIEST (.+)|(.+) EARLIEST", "[{}..]"),
)
DAY = timedelta(days=1)
MONTHS, LAST_DAY = 12, "31"
READABLE = {"bad-date", "misspelt-date", "needless-x", "no-such-month"}
LONGEST = 100  # characters of a date in words
LONGEST_YEARS = 50  # between the ends of "1999–03"


def plain(text: str) -> str:
    """`text` as it is compared: folded, without marks, in ASCII digits, with single blanks."""
    folded = unicodedata.normalize("NFKD", text.translate(_PLAIN)).lower().translate(_PLAIN)
    kept = (each for each in folded if not unicodedata.category(each).startswith(("M", "Cf")))
    return " ".join("".join(kept).replace("\u0640", "").split())


class DateReader:
    """Reads dates in the words of all languages of the site."""

    def __init__(self, languages: Sequence[Language]) -> None:
        self._languages = languages

    def read(self, text: str) -> Reading:
        """The date that `text` names.

        Raises DateError: `bad-date` for what is not read, `ambiguous-date` (`first`, `second`),
        `short-year`; and what `Edtf.parse` raises for a date that no calendar has.
        """
        text = text.strip()
        try:
            return Reading(Edtf.parse(text))
        except DateError as error:
            refusal = error
        # After a hyphen stands a month, unless no month or day has such a number: "1995-97".
        is_month = "-" in text and refusal.args_.get("month", "99") <= LAST_DAY
        if refusal.code not in READABLE or len(text) > LONGEST or is_month:
            raise refusal
        said = self._tokens(text)
        if re.fullmatch(_SHORT_YEAR, said):
            raise DateError("short-year", {"value": text})
        whole = said.removeprefix("PART ")
        is_part = whole != said
        found = _dates(_readings(whole))
        if is_part:
            found = [each for each in found if "X" in each.text]
        if len(found) > 1:
            first, second = found[0].text, found[1].text
            raise DateError("ambiguous-date", {"value": text, "first": first, "second": second})
        if found:
            return Reading(found[0], part=is_part)
        if not is_part and (remedy := refusal.args_.get("remedy")):
            return Reading(Edtf.parse(remedy))
        raise refusal if refusal.code == "no-such-month" else DateError("bad-date", {"value": text})

    def refusal(self, text: str, error: DateError) -> DateError:
        """Why a record may not have `text`, for which `Edtf.parse` raised `error`: what it means.

        An error for which `text` is not a date stays as it is.
        """
        try:
            remedy = self.read(text).date.text
        except DateError as other:
            return error if other.code == "bad-date" else other
        if remedy == error.args_.get("remedy"):
            return error
        return DateError("misspelt-date", {"value": text, "remedy": remedy})

    @cached_property
    def _words(self) -> dict[str, str]:
        """The token of every word, or words, that can stand in a date."""
        found = dict[str, str]()
        for language in self._languages:
            dates: Mapping[str, Any] = language.facts["dates"]
            read = dates["read"]
            names = {_TOKENS.get(key, key.upper()): each for key, each in read["words"].items()}
            # Seasons have tokens as months have, by their number in EDTF.
            names |= {f"M{number}": each for number, each in enumerate(read["seasons"], 21)}
            for number, name in enumerate(dates["months"], 1):
                other = language.facts["search"]["months"][number - 1]
                both = (name, *name.split("/"), other, *other.split("/"))
                names[f"M{number:02}"] = ", ".join(both)
            decades = [f"{n}X" for n in range(100, 210) if n % 10]
            for edtf in (*decades, *(f"{n}XX" for n in range(10, 21))):
                names[edtf] = date_words(Edtf.parse(edtf), language)
            for number, name in enumerate(dates["centuries"][10:], 10):
                facts = {"year": f"{number}00", "century": name}
                names[f"{number}0X"] = read["first-decade"].format(**facts)
            for token, words in names.items():
                found |= {plain(each): token for each in words.split(", ")}
        return found

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What finds an "and" that is attached to what follows, and a word of `_words`."""
        words = "|".join(map(re.escape, sorted(self._words, key=len, reverse=True)))
        word = rf"(?<![^\W\d_])({words})(?![^\W\d_])\.?"
        ands = (each for each in self._words if self._words[each] == "AND" and len(each) == 1)
        attached = "|".join(ands) or "(?!)"  # matches nothing
        joined = rf"(?<![^\W\d_])(?:{attached})(?=[0-9]|(?:{words})(?![^\W\d_]))"
        return re.compile(joined), re.compile(word)

    def _tokens(self, text: str) -> str:
        """`text` with tokens for its words; what is left in small letters is not understood."""
        joined, word = self._patterns
        said = joined.sub(" AND ", plain(text))
        said = word.sub(lambda found: f" {self._words[found[1]]} ", said)
        said = re.sub("([0-9])(?:st|nd|rd|th)(?![a-z])", r"\1", said)
        return " ".join(re.sub("[,()]", " ", said).split()).strip(" .")


def _dates(texts: Iterable[str]) -> list[Edtf]:
    """The dates among `texts`. Raises DateError where there is but one text, and it is none."""
    found, errors = dict[str, Edtf](), dict[str, DateError]()
    for text in texts:
        try:
            edtf = Edtf.parse(text)
        except DateError as error:
            if error.code != "misspelt-date":
                errors[text] = error
                continue
            edtf = Edtf.parse(error.args_["remedy"])  # a set that has a plainer form
        found[edtf.text] = edtf
    if not found and len(errors) == 1:
        (wrong,) = errors.values()
        if wrong.code != "bad-date":
            raise wrong
    return [*found.values()]


def _readings(said: str) -> Iterator[str]:
    """What the tokens `said` can mean, in EDTF that may still be wrong."""
    if found := re.fullmatch(_WINTER, said):
        first = int(found[1])
        if not found[2]:
            yield from winters(first).values()
        elif int(found[2]) == (first + 1) % 100:
            yield winters(first)["second"]
    if found := re.fullmatch(_YEARS, said):
        first = int(found[1])
        years = (int(found[2]) - first) % 100
        if 0 < years <= LONGEST_YEARS:
            yield f"{first}/{first + years}"
    yield from _points(said)
    for pattern, form in _OPEN:
        if found := re.fullmatch(pattern, said):
            yield from map(form.format, _points(found[1] or found[2]))
    if found := re.fullmatch("(BEFORE|AFTER) (.+)", said):
        for each in _points(found[2]):
            yield _beside(each, is_before=found[1] == "BEFORE")
    yield from _ranges(said)


def _points(said: str) -> Iterator[str]:
    """The readings of a single date."""
    # EDTF has `~` for about, `?` for perhaps, `%` for both.
    is_about, is_perhaps = (bool(set(said) & set(signs)) for signs in ("~%", "?%"))
    sign = ["", "~", "?", "%"][is_about + 2 * is_perhaps]
    core = _core(said)
    if span := re.fullmatch(_SPAN, core):
        yield (f"{span[1]}X" if span[1] else f"{span[2]}XX") + sign
    for pattern, order in (*_POINTS, *_NUMBERS):
        if found := re.fullmatch(pattern, core):
            parts = [found[number].zfill(2) for number in order]
            # A number that is no month is no season either.
            if (pattern, order) in _POINTS or int(parts[1]) <= MONTHS:
                yield "-".join(parts) + sign


def _core(said: str) -> str:
    """`said` without signs of doubt."""
    return " ".join(re.sub("[~?%]", " ", said).split())


def _beside(point: str, *, is_before: bool) -> str:
    """The set of all days before a single date, or after it."""
    part = Edtf.parse(point).start
    if part is None or part.uncertain or part.approximate or date.max in (part.upper, part.lower):
        return ""  # no date
    if is_before:
        return f"[..{written(part.lower - DAY, part.precision)}]"
    return f"[{written(part.upper + DAY, part.precision)}..]"


def _ranges(said: str) -> Iterator[str]:
    """The readings of "a to b" and "between a and b"."""
    is_set = said.startswith("BETWEEN ")
    body = re.sub("^(?:BETWEEN|FROM) ", "", said)
    for cut in _BETWEEN.finditer(body):
        if is_set or cut[0] != " AND ":
            for begin, end in _ends(body[: cut.start()], body[cut.end() :]):
                if begin != end:
                    yield f"[{begin}..{end}]" if is_set else f"{begin}/{end}"


def _ends(first: str, last: str) -> Iterable[tuple[str, str]]:
    """The readings of both ends, where one may leave month or year to the other."""
    ends = [*_points(last)]
    head = re.fullmatch(f"({_MONTH}) {_DAY}", _core(first))
    if not ends and head:
        ends = [*_points(f"{head[1]} {last}")]
    begins = [*_points(first)]
    if not begins and re.fullmatch(_PARTIAL, _core(first)):
        for end in ends:
            with_month = [f"{first} M{end[5:7]} {end[:4]}"] if end[7:8] == "-" else []
            for each in (f"{first} {end[:4]}", *with_month):
                begins += _points(each)
    # What can be read in two ways is read in the same way at both ends.
    return zip(begins, ends, strict=True) if len(begins) == len(ends) else product(begins, ends)
