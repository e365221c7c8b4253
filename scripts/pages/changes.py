"""Changes from one revision of an entry to another, in words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scripts.i18n.dates import date_words
from scripts.i18n.language import MissingWordError
from scripts.pages.views import Views
from scripts.records.dates import DateError, Edtf
from scripts.records.model import VOCABULARIES
from scripts.records.reader import Value
from scripts.timeline.comparison import Change, compare
from scripts.timeline.comparison.change import texts
from scripts.timeline.comparison.matching import Words
from scripts.timeline.revisions import EntryRevision, Said


@dataclass(frozen=True)
class TextView:
    """A text of a record; `language` is its code where that is not the page's, else empty."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class ChangeView:
    """One change: a sentence without its full stop; what it happened in; the texts.

    `name` says what sort of thing `about` is: a claim, a point of difference.
    """

    sentence: str
    name: str = ""
    about: TextView | None = None
    before: TextView | None = None
    after: TextView | None = None


class ChangeWords:
    """Puts changes into words of one language, with today's names of sources, topics and so on."""

    def __init__(self, views: Views) -> None:
        """Words in the language of `views`."""
        self.chronology = views.chronology
        self.views = views
        self.language = views.language
        self.code = views.language.code

    def changes(self, old: EntryRevision, new: EntryRevision) -> tuple[ChangeView, ...] | None:
        """What changed from `old` to `new`; None where one of them cannot be read."""
        found = self._compare(old, new)
        return None if found is None else tuple(self.view(change) for change in found)

    def between(self, old: Said, new: Said) -> list[Change]:
        """What changed from `old` to `new`, not yet in words."""
        return compare(old, new, self.chronology.by_address)

    def summary(self, old: EntryRevision, new: EntryRevision) -> str:
        """The parts of the entry that changed from `old` to `new`, in a few words."""
        word, changes = self.language.word, self._compare(old, new)
        if not changes:
            return word("revision.history-unknown")
        parts = dict.fromkeys(change.part for change in changes)
        listed = self.language.listed([word(f"revision.parts.{part}") for part in parts])
        languages = {change.languages for change in changes}
        if len(languages) == 1 and (only := languages.pop()):
            return word("revision.history-only", parts=listed, languages=self._names_of(only))
        return word("revision.history-changed", parts=listed)

    def view(self, change: Change) -> ChangeView:
        """A change in words, with the texts in the language of the page if they changed in it."""
        only = change.languages
        code = self.code if self.code in only or not only else only[0]
        before, after = self._text(change.before, code), self._text(change.after, code)
        if change.key.startswith("cite-passage"):
            before, after = (self._passage(change.args.get(side)) for side in ("was", "cite"))
        name = self.language.word(f"revision.in.{change.of}") if change.about else ""
        about = self._text(change.about, self.code)
        return ChangeView(self._sentence(change), name, about, before, after)

    def _compare(self, old: EntryRevision, new: EntryRevision) -> list[Change] | None:
        if old.value is None or new.value is None:
            return None
        return self.between(old.value, new.value)

    def _sentence(self, change: Change) -> str:
        word = self.language.word
        if change.key == "order":
            return word(f"revision.order.{change.args['what']}")
        names = self._names(change)
        args = {**self._args(change), "names": self.language.listed(names)}
        sentence = word(f"revision.changes.{change.key}", n=len(names), **args)
        if not change.languages:
            return sentence
        return word("revision.only", change=sentence, languages=self._names_of(change.languages))

    def _args(self, change: Change) -> dict[str, str]:
        """What fills the placeholders of a change's sentence, besides names."""
        cite, was = change.args.get("cite"), change.args.get("was")
        if isinstance(cite, dict):
            source = self.source(cite.get("source"))
            return {"source": source, "says": self._says(cite), "was": self._says(was)}
        tellers = {
            "date": self.date,
            "kind": lambda value: self._known("kinds", value),
            "weight": lambda value: self._known("revision.weights", value),
            "sought-result": self._result,
            "withdrawn": self.date,
            "withdrawn-on": self.date,
            "compared": self.date,
        }
        tell = tellers.get(change.key, _plain)
        return {name: tell(value) for name, value in change.args.items()}

    def _names(self, change: Change) -> list[str]:
        """The names of the ids that a change is about."""
        ids: Any = change.args.get("ids", [])
        if change.part in VOCABULARIES:
            items = getattr(self.chronology, change.part)
            return [items[id_].label[self.code] if id_ in items else id_ for id_ in ids]
        if change.part == "related":
            return [self._title(id_) for id_ in ids]
        return [self.source(id_) for id_ in ids]

    def _title(self, id_: str) -> str:
        entry = self.chronology.entries.get(id_)
        title = entry.record.title[self.code] if entry else id_
        return self.language.word("cite.title", title=title)

    def source(self, source: Value | None) -> str:
        """Today's name of a source; its id or address where there is none."""
        if isinstance(source, dict):
            known = source.get("publisher") or source.get("title") or source.get("url")
            published = self.date(source.get("published")) or self.language.word("undated")
            return self.language.word("cite.source", publisher=_plain(known), date=published)
        joined = self.chronology.sources.get(_plain(source))
        return self.views.source_link(joined).text if joined else _plain(source)

    def _says(self, cite: Value | None) -> str:
        if not isinstance(cite, dict):
            return ""
        to = self._text(texts(cite.get("to")), self.code)
        return self._known("says", cite.get("says"), to=to.text if to else "…")

    def _result(self, sought: Value | None) -> str:
        if not isinstance(sought, dict):
            return ""
        return self._known("sought", sought.get("found"), day=self.date(sought.get("on")))

    def _passage(self, cite: Value | None) -> TextView | None:
        """The anchor words of a cite's passage and its paragraph, in the source's language."""
        passage = cite.get("passage") if isinstance(cite, dict) else None
        if not isinstance(cite, dict) or not isinstance(passage, dict):
            return None
        words = " … ".join(_plain(passage[end]) for end in ("start", "end") if end in passage)
        number = _plain(passage.get("paragraph"))
        joined = self.chronology.sources.get(_plain(cite.get("source")))
        language = joined.record.language if joined else ""
        text = self.language.word("revision.passage", words=words, number=number)
        return TextView(text, language if language != self.code else "")

    def _text(self, words: Words, code: str) -> TextView | None:
        """The text in the language `code`, else in any; None where there is none."""
        if not words:
            return None
        found = code if code in words else min(words)
        return TextView(words[found], found if found != self.code else "")

    def date(self, value: Value | None) -> str:
        try:
            return date_words(Edtf.parse(_plain(value)), self.language)
        except DateError:
            return _plain(value)

    def _known(self, section: str, value: Value | None, **args: object) -> str:
        """The words for a value; the value itself where it is none of today's."""
        try:
            return self.language.word(f"{section}.{_plain(value)}", n=None, **args)
        except MissingWordError:
            return _plain(value)

    def _names_of(self, codes: Sequence[str]) -> str:
        return self.language.listed([self._known("language-names", code) for code in codes])


def _plain(value: Value | None) -> str:
    """A value where a text should be, which no reader of records would have let in otherwise."""
    return value if isinstance(value, str) else ""
