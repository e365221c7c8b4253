"""The content of a record, as it is compared and stored for past revisions: see `normalize`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from sys import intern

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from scripts.records.ids import MAIN_CLAIM
from scripts.records.location import Value
from scripts.records.model import Entry

NormalizedRecord = dict[str, Value]


def normalize(value: Mapping[str, Value]) -> NormalizedRecord:
    """The content of a record: equal for records that differ only in their form.

    White space is folded. Empty values, defaults and the text of a claim that repeats the summary
    are left out. The short form becomes the long one.
    """
    record = {key: each for key, part in value.items() if (each := _folded(part))}
    for key, field in Entry.model_fields.items():
        if key in record and record[key] == default_of(field):
            del record[key]
    if "claims" not in record and "cites" in record:
        record["claims"] = [{"id": MAIN_CLAIM, "cites": record.pop("cites")}]
    claims = record.get("claims")
    for claim in claims if isinstance(claims, list) else []:
        if isinstance(claim, dict) and "text" in claim and claim["text"] == record.get("summary"):
            del claim["text"]
    return record


def _folded(value: Value) -> Value:
    if isinstance(value, str):
        # The states of an entry have most of their texts in common.
        return intern(" ".join(value.split()))
    if isinstance(value, list):
        return [each for part in value if (each := _folded(part))]
    return {key: each for key, part in value.items() if (each := _folded(part))}


def default_of(field: FieldInfo) -> str | None:
    """What it means that a field is missing, where it means one of its words."""
    return str(field.default) if isinstance(field.default, StrEnum) else None


def with_claim_texts(value: Mapping[str, Value]) -> NormalizedRecord:
    """The content of an entry in which each claim without a text has that of the summary."""
    claims, summary = value.get("claims"), value.get("summary", "")
    if not isinstance(claims, list):
        return {**value}
    whole = [{"text": summary, **each} if isinstance(each, dict) else each for each in claims]
    return {**value, "claims": whole}


def record_of(value: NormalizedRecord, languages: Sequence[str]) -> Entry | None:
    """The content of a state as a record; None where it does not fit the current model."""
    # A text needs one of the languages only: the site may have got another one later.
    context = {"languages": tuple(languages), "complete": False}
    try:
        return Entry.model_validate(with_claim_texts(value), context=context)
    except ValidationError:
        return None
