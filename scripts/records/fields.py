"""The kinds of value that a field of a record can hold, each with its rule and its own error code.

A rule that fails raises `PydanticCustomError(code, …, args)`; `records.errors` turns it into a
Problem with line and column.  The context of a validation is `{"languages": tuple of codes,
"complete": bool}`; complete is false for proposed records, where one language is enough.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import ItemsView, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Generic, Self, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    RootModel,
    SerializationInfo,
    ValidationInfo,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scripts.records.dates import DATE_PATTERN, DateError, Edtf
from scripts.records.ids import (
    CLAIM_WORDS,
    ID_PATTERN,
    LONGEST_ID,
    MAIN_CLAIM,
    RESERVED_CLAIM_IDS,
    wrong_id,
)

LAST_YEAR = 2099  # plans for later are not history
TRUE = "true"
LONGEST_LINE = 1200  # a summary is a paragraph, not an article

# RFC 3986, narrowed: http(s), a host name with a dot, ASCII, no user, no IP literal. A name whose
# last part begins with a digit is a number to browsers: 0x7f.1 is 127.0.0.1 (WHATWG URL, 3.5).
ADDRESS_PATTERN = (
    r"https?://(?P<host>[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*\.[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?)\.?"
    r"(?::(?P<port>[0-9]{1,5}))?(?:[/?#][A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*)?"
)
LONGEST_ADDRESS = 1000
HIGHEST_PORT = 65535


def _line(value: str) -> str:
    """Text with single spaces: it has a letter or digit, no markup, and one paragraph at most."""
    text = " ".join(value.split())
    if not any(each.isalnum() for each in text):
        raise _error("empty-text")
    if "<" in text or ">" in text:
        raise _error("markup")
    if len(text) > LONGEST_LINE:
        raise _error("too-long", length=len(text), most=LONGEST_LINE)
    return text


def _id(value: str) -> str:
    if code := wrong_id(value):
        raise _error(code, value=value, most=LONGEST_ID)
    return value


def _claim_id(value: str) -> str:
    """An id of two to four words, or MAIN_CLAIM."""
    _id(value)
    if value in RESERVED_CLAIM_IDS:
        raise _error("reserved-claim-id", value=value)
    if value != MAIN_CLAIM and value.count("-") + 1 not in CLAIM_WORDS:
        raise _error("bad-claim-id", value=value, least=CLAIM_WORDS[0], most=CLAIM_WORDS[-1])
    return value


def _address(value: str) -> str:
    """An http(s) address, kept as it is written (pydantic's HttpUrl would rewrite it)."""
    match = re.fullmatch(ADDRESS_PATTERN, value)
    if not match or len(value) > LONGEST_ADDRESS or not 0 < int(match["port"] or 1) <= HIGHEST_PORT:
        raise _error("bad-address", value=value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _error("not-text")
    return value


def _day(value: object) -> datetime.date:
    """A full ISO 8601 calendar date; `date.fromisoformat` alone takes basic and week forms too."""
    if isinstance(value, datetime.date):
        return value
    # From 1900: a day on which an editor did something, not a day of an event.
    if re.fullmatch(r"(19|2[0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}", text := _text(value)):
        with suppress(ValueError):
            return datetime.date.fromisoformat(text)
    raise _error("bad-day", value=value)


def _number(value: object) -> int:
    """A whole number from 1, in ASCII digits."""
    if isinstance(value, int):
        return value
    if re.fullmatch(r"[1-9][0-9]{0,4}", text := _text(value)):
        return int(text)
    raise _error("bad-number", value=value)


def _flag(value: object) -> bool:
    """A mark that a record sets by the word `true`, and else leaves out."""
    if isinstance(value, bool):
        return value
    if (text := _text(value)) != TRUE:
        raise _error("not-one-of", value=text, expected=TRUE)
    return True


def _edtf(value: object, info: ValidationInfo) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if isinstance(value, list) and len(value) == 1 and ".." in str(value[0]):
        # To YAML a set without quotation marks is a list.
        raise _error("misspelt-date", value=f"[{value[0]}]", remedy=f'"[{value[0]}]"')
    try:
        date = Edtf.parse(_text(value))
    except DateError as error:
        if refusal := (info.context or {}).get("refusal"):
            error = refusal(value, error)
        raise _error(error.code, **{"last": LAST_YEAR, **error.args_}) from None
    if any(point and point.year > LAST_YEAR for point in (date.start, date.end)):
        raise _error("year-out-of-range", value=value, last=LAST_YEAR)
    return date


def _error(code: str, /, **args: object) -> PydanticCustomError:
    # The types of pydantic ask for literal strings.
    return PydanticCustomError(cast("Any", code), cast("Any", code), args)


def _string(**rules: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **rules})


Line = Annotated[
    str,
    AfterValidator(_line),
    _string(minLength=1, maxLength=LONGEST_LINE, pattern=r"^[^<>]*$"),
]
"""Plain text of one paragraph, no markup of any kind."""

LANGUAGE_PATTERN = r"^[a-z]{2,3}$"

LanguageCode = Annotated[Line, Field(pattern=LANGUAGE_PATTERN), _string(pattern=LANGUAGE_PATTERN)]
"""The code of a language, ISO 639: two or three letters."""

Id = Annotated[str, AfterValidator(_id), _string(maxLength=LONGEST_ID, pattern=f"^{ID_PATTERN}$")]
"""The permanent name of a record: its file's stem, or its key in a vocabulary."""

ClaimId = Annotated[
    str,
    AfterValidator(_claim_id),
    _string(maxLength=LONGEST_ID, pattern=f"^({MAIN_CLAIM}|[a-z0-9]+(-[a-z0-9]+){{1,3}})$"),
]
"""The permanent name of a claim within its entry."""

Address = Annotated[
    str, AfterValidator(_address), _string(maxLength=LONGEST_ADDRESS, pattern=r"^https?://\S+$")
]
"""A web address, exactly as written."""

Day = Annotated[datetime.date, BeforeValidator(_day), _string(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A calendar day, YYYY-MM-DD (ISO 8601)."""

Number = Annotated[
    int,
    BeforeValidator(_number),
    # In YAML a bare 10 is a number to every editor; the reader keeps it as text until here.
    WithJsonSchema({"type": ["integer", "string"], "minimum": 1, "pattern": "^[1-9][0-9]*$"}),
]
"""A count or an ordinal from 1."""

Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [True, TRUE]})]
"""A mark: `true`, or left out."""


Date = Annotated[
    Edtf,
    PlainValidator(_edtf),
    PlainSerializer(str, when_used="json-unless-none"),
    _string(
        pattern=DATE_PATTERN,
        examples=[
            *("1992", "1992-04", "2014-01-20", "1995-21", "1992-12?", "1930~", "199X", "2013/.."),
            *("[1951..1953]", "[..1952]"),
        ],
    ),
]
"""When something happened, as precise as the sources: the EDTF subset of `records.dates`."""

VALUES: Mapping[str, Any] = {
    "line": Line,
    "id": Id,
    "claim-id": ClaimId,
    "address": Address,
    "day": Day,
    "number": Number,
    "flag": Flag,
    "date": Date,
    "code": LanguageCode,
}
"""Each kind of simple value by the name that editors and the form have for it."""


class Record(BaseModel):
    """Every mapping in a record: unknown fields are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


T = TypeVar("T")


class _ByLanguage(
    RootModel[Annotated[Mapping[str, T], AfterValidator(MappingProxyType)]], Generic[T]
):
    model_config = ConfigDict(frozen=True)
    _is_open: ClassVar[bool] = False

    @model_validator(mode="after")
    def _languages(self, info: ValidationInfo) -> Self:
        """Refuse codes that are unknown, and missing ones; an open mapping has any languages."""
        context = cast("Mapping[str, Any]", info.context or {})
        languages: tuple[str, ...] = context.get("languages", tuple(self.root))
        unknown = [code for code in self.root if code not in languages]
        if self._is_open:
            unknown = [code for code in unknown if not re.fullmatch(LANGUAGE_PATTERN, code)]
        missing = [code for code in languages if code not in self.root]
        complete = context.get("complete", True) or len(missing) == len(languages)
        if self._is_open or not complete:
            missing = []
        if unknown or missing:
            code = "bad-language-code" if self._is_open else "unknown-language"
            facts = {"unknown": ",".join(unknown), "missing": ",".join(missing)}
            raise _error("languages", code=code, **facts)
        return self


class Text(_ByLanguage[Line]):
    """One text in every language of the site: a mapping from language code to plain text.

    Error: `languages`, with `unknown` and `missing` codes, comma-separated; `records.errors` makes
    one Problem of each.
    """

    @model_serializer
    def _in_order(self, info: SerializationInfo) -> dict[str, str]:
        """The text in the `languages` of the context, in their order."""
        return {code: self[code] for code in (info.context or {}).get("languages", self.root)}

    def __getitem__(self, language: str) -> str:
        """The text in `language`; in a proposed record that lacks it, the text that it has."""
        return self.root.get(language) or next(iter(self.root.values()))

    def items(self) -> ItemsView[str, str]:
        """Language code and text, in the order of the record."""
        return self.root.items()


class Aliases(_ByLanguage[tuple[Line, ...]]):
    """Other spellings of a name, by language: any languages, also those that the site lacks."""

    _is_open = True

    def __getitem__(self, language: str) -> tuple[str, ...]:
        """The other spellings in `language`, perhaps none."""
        return self.root.get(language, ())
