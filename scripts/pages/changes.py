"""The revisions of an entry in words of a language: their days, and what each changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from scripts.i18n.dates import date_words, day_words
from scripts.i18n.language import Language, MissingWordError
from scripts.pages.source_views import LinkView
from scripts.pages.views import Views
from scripts.records.dates import DateError, Edtf
from scripts.records.fields import Record
from scripts.records.location import Value
from scripts.records.model import Entry
from scripts.records.vocabulary import VOCABULARIES
from scripts.timeline.content import NormalizedRecord
from scripts.timeline.diff import Change, Step, compare, texts
from scripts.timeline.revisions import EntryRevision, RevisionHistory

VALUES = {
    "kind": "kinds",
    "weight": "form.values.Weight",
    "says": "form.values.Says",
    "found": "form.values.Found",
    "genre": "genres",
    "seen": "seen",
    "label": "locators",
    "inferred": "form.values.Inferred",
    "type": "actor-types",
    "what": "statuses",
    "party": "flags",
}
"""The sections with the words for the values of fields that have a closed list of values."""

DATES = ("date", "compared", "published", "seen_on", "checked", "held")
SOURCES = ("source", "sources", "cites", "derives_from")

NAMES = {"Source": "InlineSource"}
"""Models whose fields have the names of another model's."""


@dataclass(frozen=True)
class TextView:
    """A text of a record; `language` is its code where that is not the page's."""

    text: str
    language: str = ""


About = tuple[tuple[str, TextView | None], ...]
"""The names of the fields that contain a change, from the outermost, each with the item in it."""


@dataclass(frozen=True)
class ChangeView:
    """One change: a phrase that names it, what contains it, and the texts before and after."""

    phrase: str
    about: About = ()
    before: TextView | None = None
    after: TextView | None = None


class ChangesView(NamedTuple):
    """Changes, or the reason why none are shown."""

    changes: tuple[ChangeView, ...] = ()
    note: str = ""

    @property
    def groups(self) -> list[tuple[About, list[ChangeView]]]:
        grouped = groupby(self.changes, key=lambda change: change.about)
        return [(about, list(changes)) for about, changes in grouped]


class ChangeWords:
    """Puts changes into words of one language, with the present names of sources, topics, etc."""

    def __init__(self, views: Views) -> None:
        self.views, self.chronology = views, views.chronology
        self.language, self.code, self.word = views.language, views.code, views.word

    def changes(
        self, old: EntryRevision, new: EntryRevision, model: type[Record] = Entry
    ) -> ChangesView:
        """What changed from `old` to `new`, if both can be read."""
        found = self._compare(old, new, model)
        if found:
            return ChangesView(tuple(map(self.view, found)))
        name = "incomparable" if found is None else "unchanged"
        return ChangesView(note=self.word(f"revision.{name}"))

    def history(self, history: RevisionHistory) -> dict[str, Any]:
        """Links to the revisions, newest first, each with a summary; `note`: there may be more."""
        missing = "" if history.at_hand else self.word("revision.history-missing")
        first = "" if missing else self.word("revision.history-first")
        notes = [*(self.summary(old, new) for new, old in pairwise(history.revisions)), first]
        rows = [
            revision_link(history, revision, self.language, note)
            for revision, note in zip(history.revisions, notes, strict=True)
        ]
        return {"rows": rows, "note": missing}

    def summary(self, old: EntryRevision, new: EntryRevision) -> str:
        """The parts of the entry that changed from `old` to `new`, in a few words."""
        return self._summary(self._compare(old, new), Entry)

    def _summary(self, changes: Sequence[Change] | None, model: type[Record]) -> str:
        if not changes:
            return self.word("revision.history-unknown")
        fields = [[step.field for step in change.where] for change in changes]
        if model is Entry:
            parts = ["cites" if "cites" in each else each[0] for each in fields]
            known = [part if part in Entry.model_fields else "other" for part in parts]
            words = [self._word("revision.parts", part) for part in dict.fromkeys(known)]
        else:
            words = [self.field(change.where[0]) for change in changes]
        listed = self.language.listed([*dict.fromkeys(words)])
        only, *others = {change.languages for change in changes}
        if only and not others:
            languages = self._languages(only)
            return self.word("revision.history-only", parts=listed, languages=languages)
        return self.word("revision.history-changed", parts=listed)

    def fields(self, value: NormalizedRecord) -> Iterator[tuple[str, TextView]]:
        """The names and values of all fields of an entry, whether it fits the model or not."""
        for change in compare(None, value, Entry):
            step = change.where[-1]
            if shown := self.text(step, change.after, self.code):
                yield self.field(step), shown

    def view(self, change: Change) -> ChangeView:
        """A change in words, with the texts in the language of the page if they changed in it.

        An item that contains the change is not named where the change shows its text itself.
        """
        only, code, (*outer, step) = change.languages, self.code, change.where
        phrase = self.word(f"revision.changes.{change.kind}", field=self.field(step))
        if only:
            phrase = self.word("revision.only", change=phrase, languages=self._languages(only))
        about = tuple(
            (self.field(each), self.text(each, each.item, code))
            for each in outer
            if each.item is None or each.item not in (change.before, change.after)
        )
        shown = only[0] if only and code not in only else code
        before, after = (self.text(step, value, shown) for value in (change.before, change.after))
        return ChangeView(phrase, about, before, after)

    def field(self, step: Step) -> str:
        """The name of a field; where it has none, as in the record."""
        model = NAMES.get(step.model, step.model)
        return self._word(f"fields.{model}", step.field)

    def text(self, step: Step, value: Value | None, code: str) -> TextView | None:
        """The value of a field in the language `code`, else in any; None where there is none."""
        if value is None:
            return None
        if found := self._in_words(value, code):
            return found
        return TextView(self._value(step.field, value))

    def _in_words(self, value: Value, code: str) -> TextView | None:
        """The value in the language `code`, else in any, where it is a text by language."""
        words = texts(value)
        if not words or not words.keys() <= self.language.facts["language-names"].keys():
            return None
        found = code if code in words else min(words)
        return TextView(words[found], found if found != self.code else "")

    def _compare(
        self, old: EntryRevision, new: EntryRevision, model: type[Record] = Entry
    ) -> list[Change] | None:
        if old.value is None or new.value is None:
            return None
        return compare(old.value, new.value, model, self.chronology.cited.works)

    def _value(self, field: str, value: Value) -> str:
        if isinstance(value, list):
            return self.language.listed([self._value(field, each) for each in value])
        if not isinstance(value, dict):
            return self._name(field, value)
        if text := self._in_words(value, self.code):
            return text.text
        if "url" in value:
            publisher = value.get("publisher") or value.get("title") or value["url"]
            published = value.get("published")
            date = self._value("published", published) if published else self.word("undated")
            return self.word("cite.source", publisher=self._value("", publisher), date=date)
        return self.word("list.between").join(
            f"{key}: {self._value(key, each)}" for key, each in value.items()
        )

    def _name(self, field: str, value: str) -> str:
        """The words for a text: a date, a value of a closed list, the name of what has this id."""
        if field in DATES:
            try:
                return date_words(Edtf.parse(value), self.language)
            except DateError:
                return value
        if field in VALUES:
            return self._word(VALUES[field], value)
        if field in VOCABULARIES:
            return self.views.named(field, [value])[0].text
        if field == "see_also" and (entry := self.chronology.entries.get(value)):
            return self.word("cite.title", title=entry.record.title[self.code])
        return self.views.source(value).text if field in SOURCES else value

    def _word(self, section: str, key: str) -> str:
        """The word for a field or a value; its key where it has none, as in an old record."""
        try:
            return self.word(f"{section}.{key}")
        except MissingWordError:
            return key

    def _languages(self, codes: Sequence[str]) -> str:
        return self.language.listed([self._word("language-names", code) for code in codes])


def day(history: RevisionHistory, revision: EntryRevision, language: Language) -> str:
    """The day of a revision in words, or that it is not committed; empty without a history."""
    if revision.day:
        return day_words(revision.day, language)
    return language.word("revision.history-uncommitted") if history.at_hand else ""


def revision_link(
    history: RevisionHistory, revision: EntryRevision, language: Language, note: str = ""
) -> LinkView:
    """A link to the page of a revision: its day, or its name where that is not known."""
    words = day(history, revision, language) or revision.name
    return LinkView(words, f"events/{history.id}/{revision.name}/", note)
