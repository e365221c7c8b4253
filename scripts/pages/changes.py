"""The changes between two states of a record, in words of a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.i18n.dates import date_words
from scripts.i18n.language import MissingWordError
from scripts.pages.views import Views
from scripts.records.dates import DateError, Edtf
from scripts.records.location import Value
from scripts.records.model import VOCABULARIES, Entry
from scripts.timeline.diff import Change, Step, compare, texts
from scripts.timeline.revisions import EntryRevision, NormalizedRecord

VALUES = {
    "kind": "kinds",
    "weight": "form.values.Weight",
    "says": "form.values.Says",
    "found": "form.values.Found",
    "genre": "genres",
    "seen": "seen",
    "inferred": "form.values.Inferred",
    "type": "actor-types",
}
"""The sections with the words for the values of fields that have a closed list of values."""

DATES = ("date", "on", "compared", "published", "seen_on", "checked", "held")

NAMES = {"Source": "InlineSource"}
"""Models whose fields have the names of another model's."""


@dataclass(frozen=True)
class TextView:
    """A text of a record; `language` is its code where that is not the page's, else empty."""

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


class ChangeWords:
    """Puts changes into words of one language, with the present names of sources, topics, etc."""

    def __init__(self, views: Views) -> None:
        """Words in the language of `views`."""
        self.chronology = views.chronology
        self.views = views
        self.language = views.language
        self.code = views.language.code

    def changes(self, old: EntryRevision, new: EntryRevision) -> tuple[ChangeView, ...] | None:
        """What changed from `old` to `new`; None where one of them cannot be read."""
        found = self._compare(old, new)
        return None if found is None else tuple(map(self.view, found))

    def summary(self, old: EntryRevision, new: EntryRevision) -> str:
        """The parts of the entry that changed from `old` to `new`, in a few words."""
        word, changes = self.language.word, self._compare(old, new)
        if not changes:
            return word("revision.history-unknown")
        listed = self.language.listed([*dict.fromkeys(map(self._part, changes))])
        languages = {change.languages for change in changes}
        if len(languages) == 1 and (only := languages.pop()):
            return word("revision.history-only", parts=listed, languages=self._languages(only))
        return word("revision.history-changed", parts=listed)

    def fields(self, value: NormalizedRecord) -> Iterator[tuple[str, TextView]]:
        """The names and values of all fields of an entry, whether it fits the model or not."""
        for change in compare(None, value, Entry):
            step = change.where[-1]
            if shown := self.text(step, change.after, self.code):
                yield self.field(step), shown

    def view(self, change: Change) -> ChangeView:
        """A change in words, with the texts in the language of the page if they changed in it."""
        only, step = change.languages, change.where[-1]
        code = self.code if self.code in only or not only else only[0]
        before, after = (self.text(step, value, code) for value in (change.before, change.after))
        return ChangeView(self.phrase(change), self._about(change), before, after)

    def phrase(self, change: Change) -> str:
        """The name of the field, what happened to it, and in which languages only."""
        field = self.field(change.where[-1])
        phrase = self.language.word(f"revision.changes.{change.kind}", field=field)
        if not (only := change.languages):
            return phrase
        return self.language.word("revision.only", change=phrase, languages=self._languages(only))

    def field(self, step: Step) -> str:
        """The name of a field; where it has none, as in the record."""
        model = NAMES.get(step.model, step.model)
        return self._word(f"fields.{model}", step.field)

    def text(self, step: Step, value: Value | None, code: str) -> TextView | None:
        """The value of a field in the language `code`, else in any; None where there is none."""
        if value is None:
            return None
        words = texts(value)
        languages = words.keys() & self.language.facts["language-names"].keys()
        if words and languages == words.keys():
            found = code if code in words else min(words)
            return TextView(words[found], found if found != self.code else "")
        return TextView(self._value(step.field, value))

    def _compare(self, old: EntryRevision, new: EntryRevision) -> list[Change] | None:
        if old.value is None or new.value is None:
            return None
        return compare(old.value, new.value, Entry, self.chronology.by_address)

    def _part(self, change: Change) -> str:
        """The part of an entry that a change is in, in words."""
        fields = [step.field for step in change.where]
        part = "cites" if "cites" in fields else fields[0]
        return self._word("revision.parts", part if part in Entry.model_fields else "other")

    def _about(self, change: Change) -> About:
        """What contains a change; an item is not named where the change shows its text itself."""
        *outer, _ = change.where
        return tuple(
            (self.field(step), self.text(step, step.item, self.code))
            for step in outer
            if step.item is None or step.item not in (change.before, change.after)
        )

    def _value(self, field: str, value: Value) -> str:
        if isinstance(value, list):
            return self.language.listed([self._value(field, each) for each in value])
        if isinstance(value, dict) and "url" in value:
            return self._inline_source(value)
        if isinstance(value, dict):
            parts = (f"{key}: {self._value(key, each)}" for key, each in value.items())
            return self.language.word("list.between").join(parts)
        if field in DATES:
            return self._date(value)
        if field in VALUES:
            return self._word(VALUES[field], value)
        return self._name(field, value)

    def _name(self, field: str, id_: str) -> str:
        """The present name of what a field refers to by id; the text itself if it is no id."""
        if field in VOCABULARIES:
            items = getattr(self.chronology, field)
            return str(items[id_].label[self.code]) if id_ in items else id_
        if field == "see_also" and (entry := self.chronology.entries.get(id_)):
            return self.language.word("cite.title", title=entry.record.title[self.code])
        if field in ("source", "sources", "cites", "derives_from"):
            source = self.chronology.sources.get(id_)
            return self.views.source_link(source).text if source else id_
        return id_

    def _inline_source(self, source: dict[str, Value]) -> str:
        publisher = source.get("publisher") or source.get("title") or source["url"]
        published = source.get("published")
        date = self._value("published", published) if published else self.language.word("undated")
        return self.language.word("cite.source", publisher=self._value("", publisher), date=date)

    def _date(self, value: str) -> str:
        try:
            return date_words(Edtf.parse(value), self.language)
        except DateError:
            return value

    def _word(self, section: str, key: str) -> str:
        """The word for a field or a value; its key where it has none, as in an old record."""
        try:
            return self.language.word(f"{section}.{key}")
        except MissingWordError:
            return key

    def _languages(self, codes: Sequence[str]) -> str:
        return self.language.listed([self._word("language-names", code) for code in codes])
