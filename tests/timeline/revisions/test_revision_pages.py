"""The pages of revisions, what they say has changed, and the history on the page of an entry."""

from __future__ import annotations

import re

import pytest

from scripts.i18n.language import Language
from scripts.pages.changes import ChangeView, ChangeWords, TextView
from scripts.pages.source_views import LinkView

from .tools import ENTRY, FILE, ID, LANGUAGES, Repository, Site

SECOND = (
    ENTRY.replace('"2010-03"', '"2010-03-02"')
    + """\
      - source: southland-ministry
        says: attributes
        to:
          en: a sailor
          ar: بحّار
"""
)
THIRD = SECOND.replace("ar: توقّف العبّارة", "ar: العبّارة تتوقّف")

EN, AR = LANGUAGES["en"], LANGUAGES["ar"]


def change(phrase: str, before: str, after: str, language: str = "") -> ChangeView:
    return ChangeView(phrase, (), TextView(before, language), TextView(after, language))


TITLES = ("توقّف العبّارة", "العبّارة تتوقّف")
TITLE = {
    "en": change("Changed: Title (only in Arabic)", *TITLES, "ar"),
    "ar": change("تغيير: العنوان (في العربية فقط)", *TITLES),
}
DATE = {
    "en": change("Changed: Date", "March 2010", "2 March 2010"),
    "ar": change("تغيير: التاريخ", "آذار/مارس 2010", "2 آذار/مارس 2010"),
}
EN_CLAIM = ("Claims", TextView("The ferry stopped on 2 March."))
EN_CITE = ("Sources", TextView("Ministry of Rivers, Southland, the 1990s"))
EN_ACT = TextView("attributes: says that somebody else tells it")
AR_CLAIM = ("الأقوال", TextView("توقّفت العبّارة في 2 آذار/مارس."))
AR_CITE = ("المصادر", TextView("وزارة الأنهار في ساوثلاند، تسعينيات القرن العشرين"))
AR_ACT = TextView("attributes: ينسبه إلى غيره")
SOURCE = {
    "en": (
        ChangeView("Added: Source", (EN_CLAIM,), after=EN_CITE[1]),
        ChangeView("Added: What the source does", (EN_CLAIM, EN_CITE), after=EN_ACT),
        ChangeView("Added: Attributed to", (EN_CLAIM, EN_CITE), after=TextView("a sailor")),
    ),
    "ar": (
        ChangeView("إضافة: المصدر", (AR_CLAIM,), after=AR_CITE[1]),
        ChangeView("إضافة: موقف المصدر", (AR_CLAIM, AR_CITE), after=AR_ACT),
        ChangeView("إضافة: إلى من ينسبه", (AR_CLAIM, AR_CITE), after=TextView("بحّار")),
    ),
}


def committed(repository: Repository) -> tuple[str, str, str]:
    """Three revisions of the entry: a date changed and a source added, then a field translated."""
    return (repository.commit(2, ENTRY), repository.commit(4, SECOND), repository.commit(6, THIRD))


def history(site: Site, language: Language) -> tuple[list[LinkView], str]:
    """The history of the entry: links to its revisions with what each changed, and a note."""
    view = ChangeWords(site.stage(language)).history(site.revision_history)
    return view["rows"], view["note"]


def names_in(rows: list[LinkView]) -> list[str]:
    return [row.to.removeprefix(f"events/{ID}/").removesuffix("/") for row in rows]


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_changed(code: str, repository: Repository) -> None:
    """Each page lists what changed since, and what its revision changed in the one before."""
    first, second, third = committed(repository)
    pages = repository.site().pages(LANGUAGES[code])
    assert list(pages) == [third, second, first]
    since = {name: page.shows["since"] for name, page in pages.items()}
    assert since[first].changes == (TITLE[code], DATE[code], *SOURCE[code])
    assert since[second].changes == (TITLE[code],)
    assert since[third] is None
    changed = {name: page.shows["changed"] for name, page in pages.items()}
    assert changed[first].changes == ()
    assert changed[first].note == LANGUAGES[code].word("revision.first")
    assert changed[second].changes == (DATE[code], *SOURCE[code])
    assert changed[third].changes == (TITLE[code],)
    # None is for search engines, which should find the entry instead.
    title = {"en": "The ferry stops", "ar": "العبّارة تتوقّف"}[code]
    for page in pages.values():
        assert page.parts == {
            "robots": "noindex",
            "canonical": f"events/{ID}/",
            "feed": {"to": f"events/{ID}/changes.xml", "title": title},
        }
        assert page.path == page.address.rstrip("/") + ".md"


def test_history(repository: Repository) -> None:
    """The page of an entry lists its revisions with their days, and what each changed."""
    names = committed(repository)
    site = repository.site()
    told = {
        code: [(row.text, row.note) for row in history(site, LANGUAGES[code])[0]]
        for code in LANGUAGES
    }
    assert told == {
        "en": [
            ("6 March 2021", "Changed only in Arabic: the title"),
            ("4 March 2021", "Changed: the date and the sources"),
            ("2 March 2021", "First revision"),
        ],
        "ar": [
            ("6 آذار/مارس 2021", "ما تغير في العربية فقط: العنوان"),
            ("4 آذار/مارس 2021", "ما تغير: التاريخ والمصادر"),
            ("2 آذار/مارس 2021", "النسخة الأولى"),
        ],
    }
    assert names_in(history(site, EN)[0]) == [*names[::-1]]


def test_the_entry_as_it_was(repository: Repository) -> None:
    """A page shows the record of its revision: its date, its title, its sources and no others."""
    first, second, third = committed(repository)
    site = repository.site("https://forge.example.org/timeline")
    english, arabic = site.texts(EN), site.texts(AR)
    assert 'title: "The ferry stops (revision of 2 March 2021)"' in english[first]
    assert "This is a past revision of this entry, of 2 March 2021," in english[first]
    assert "March 2010 · [Water][water]" in english[first]
    assert "EDTF `2010-03`" in english[first]
    assert "sources/southland-ministry/" not in english[first]
    assert "sources/southland-ministry/" in english[second]
    assert "This is the current revision of this entry, of 6 March 2021" in english[third]
    assert "What has changed since" not in english[third]
    assert "# توقّف العبّارة { #entry }" in arabic[second]
    assert "# العبّارة تتوقّف { #entry }" in arabic[third]
    assert "هذه نسخة سابقة من هذا المدخل، تاريخها 4 آذار/مارس 2021،" in arabic[second]
    for name, text in english.items():
        assert "[The ferry stops][ferry-stops]" in text
        assert "[ferry-stops]: ../../../events/ferry-stops/\n" in text
        blob = repository.git("rev-parse", name).strip()
        assert f"swh:1:cnt:{blob}" in text
        commit = next(r.commit for r in site.revision_history.revisions if r.name == name)
        assert f"https://forge.example.org/timeline/blob/{commit}/{FILE}" in text
    for name, other in [(first, second), (second, first), (second, third), (third, second)]:
        assert f"]: ../../../events/ferry-stops/{other}/\n" in english[name]


@pytest.mark.parametrize("code", LANGUAGES)
def test_other_forms_resolve(code: str, repository: Repository) -> None:
    """The name of another form of a record leads to the same page, which says so."""
    first = repository.commit(2, ENTRY)
    second = repository.commit(3, "# A comment.\n" + ENTRY)
    third = repository.commit(4, SECOND)
    site = repository.site()
    pages = site.pages(LANGUAGES[code])
    assert list(pages) == [third, second, first]
    assert names_in(history(site, LANGUAGES[code])[0]) == [third, second]
    assert pages[first].shows["since"] == pages[second].shows["since"]
    assert [bool(page.shows["named"]["note"]) for page in pages.values()] == [False, False, True]
    for name in (first, second):
        assert repository.git("rev-parse", name).strip() in pages[name].shows["named"]["swhid"]


def test_what_is_gone(repository: Repository) -> None:
    """What an old record names and nobody knows any more stands there by its id, without a link."""
    old = (
        ENTRY.replace("[water]", "[lost-topic, music]")
        .replace("[ferry-company]", "[lost-actor]")
        .replace("northern-gazette", "lost-source")
        + "see_also: [lost-entry]\nplaces: [lost-place]\n"
        + "differences:\n  - about: {en: Q, ar: س}\n    decision: {en: D, ar: ق}\n    positions:\n"
        + "      - {text: {en: One, ar: ا}, sources: [lost-source]}\n"
        + "      - {text: {en: Two, ar: ب}, sources: [harbour-digest]}\n"
    )
    name = repository.commit(2, old)
    repository.commit(3, ENTRY)
    site = repository.site()
    text = site.texts(EN)[name]
    assert text.count("`lost-source` *no longer in the timeline*") == 2
    assert "sources/harbour-digest/" in text
    for lost in ("lost-topic", "lost-actor", "lost-place", "Music"):
        assert re.search(rf"[^\[]{lost}", text)
    assert "lost" not in "".join(re.findall(r"^\[.*", text, re.MULTILINE))
    assert "topics/music" not in text  # no entry has it today, so it has no page
    changes = [
        (view.phrase, view.before and view.before.text, view.after and view.after.text)
        for view in site.pages(EN)[name].shows["since"].changes
    ]
    assert changes[:7] == [
        ("Changed: Topics", "lost-topic and Music", "Water"),
        ("Changed: Actors", "lost-actor", "Ferry Company (FC)"),
        ("Removed: Places", "lost-place", None),
        ("Added: Source", None, "The Northern Gazette, 18 May 2004"),
        ("Added: What the source does", None, "states: tells it as a fact"),
        ("Removed: Source", "lost-source", None),
        ("Removed: What the source does", "states: tells it as a fact", None),
    ]
    assert changes[7] == ("Removed: Point", "Q", None)
    assert changes[-1] == ("Removed: Related entries", "lost-entry", None)


def test_records_of_another_model(repository: Repository) -> None:
    """A record that today's model does not know is shown field by field, in the page's language."""
    name = repository.commit(2, ENTRY + "certainty: <b>high</b>\n")
    repository.commit(3, ENTRY)
    site = repository.site()
    english, arabic = site.texts(EN)[name], site.texts(AR)[name]
    assert "# The ferry stops { #entry }" in english
    assert EN.word("revision.fields") in english
    assert "**Claim:** The ferry" in english
    assert "**certainty:** &lt;b>high&lt;/b>" in english
    assert "The ferry stopped on 2 March." in english
    assert "توقّفت العبّارة في 2 آذار/مارس." not in english
    assert "توقّفت العبّارة في 2 آذار/مارس." in arabic
    assert "<b>" not in english
    changes = site.pages(EN)[name].shows["since"].changes
    assert changes == (ChangeView("Removed: certainty", before=TextView("<b>high</b>")),)


def test_unreadable_records(repository: Repository) -> None:
    """A record that cannot be read has a page nevertheless, which says so and leads on."""
    first = repository.commit(2, ENTRY)
    broken = repository.commit(3, b"\xff\xfe[")
    last = repository.commit(4, SECOND)
    site = repository.site()
    for language in LANGUAGES.values():
        pages, texts = site.pages(language), site.texts(language)
        assert language.word("revision.unreadable") in texts[broken]
        assert "../../../events/ferry-stops/" in texts[broken]
        assert pages[broken].shows["since"].note == language.word("revision.incomparable")
        assert pages[last].shows["changed"].note == language.word("revision.incomparable")
        assert pages[first].shows["since"].changes == (DATE[language.code], *SOURCE[language.code])
        unknown = language.word("revision.history-unknown")
        assert [row.note == unknown for row in history(site, language)[0]] == [True, True, False]


def test_back_to_what_it_was(repository: Repository) -> None:
    """A revision that said what the entry says again is the current one; between them is one."""
    first = repository.commit(2, ENTRY)
    second = repository.commit(3, SECOND)
    repository.commit(4, ENTRY)
    site = repository.site()
    pages = site.pages(EN)
    assert list(pages) == [first, second]
    assert pages[first].shows["since"] is None
    assert names_in(history(site, EN)[0]) == [first, second, first]
    repository.commit(5, "# As it was.\n" + ENTRY)
    repository.commit(6, SECOND.replace("a sailor", "a captain"))
    repository.commit(7, "# As it was once more.\n" + ENTRY)
    page = repository.site().pages(EN)[first]
    assert page.shows["since"].changes == ()
    assert page.shows["since"].note == EN.word("revision.unchanged")


def test_withdrawn(repository: Repository) -> None:
    """A withdrawal is a revision; the ones before it say that the entry was withdrawn, and why."""
    first = repository.commit(2, ENTRY)
    last = repository.commit(
        3, ENTRY + 'withdrawn:\n  date: "2021-03-03"\n  why: {en: A mistake., ar: خطأ.}\n'
    )
    site = repository.site()
    about = (("Withdrawal", None),)
    assert site.pages(EN)[first].shows["since"].changes == (
        ChangeView("Added: Day", about, after=TextView("3 March 2021")),
        ChangeView("Added: Reason", about, after=TextView("A mistake.")),
    )
    arabic = site.pages(AR)[first].shows["since"].changes
    assert [(view.phrase, view.after.text) for view in arabic] == [
        ("إضافة: يوم السحب", "3 آذار/مارس 2021"),
        ("إضافة: السبب", "خطأ."),
    ]
    assert history(site, EN)[0][0].note == "Changed: the withdrawal"
    assert "This entry was withdrawn on 3 March 2021" in site.texts(EN)[last]


@pytest.mark.parametrize("because", ["renamed", "merged"])
def test_renamed_and_merged(because: str, repository: Repository) -> None:
    """The revisions of an id that gave way to another stay, and lead to that one."""
    first, second, _ = committed(repository)
    (repository.root / FILE).unlink()
    redirects = "timeline/redirects.yml"
    text = (repository.root / redirects).read_text("utf-8")
    text += f'{ID}: {{to: river-ferry, date: "2021-03-08", because: {because}}}\n'
    repository.write(text, redirects)
    repository.commit(8, THIRD, "timeline/events/river-ferry.yml")
    site = repository.site()
    pages = site.pages(EN)
    assert len(pages) == 3
    assert "../../../events/river-ferry/" in site.texts(EN)[first]
    assert pages[first].parts["canonical"] == "events/river-ferry/"
    assert pages[first].shows["notice"] == EN.word(f"revision.{because}", day="2 March 2021")
    if because == "renamed":
        assert pages[second].shows["since"].changes == (TITLE["en"],)
    else:
        since = EN.word("revision.merged-since", day="8 March 2021")
        assert pages[second].shows["since"].note == since


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_history(code: str, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where history is not at hand there is the current revision, and the pages say so."""
    _, _, name = committed(repository)
    monkeypatch.setenv("PATH", "")
    site, language = repository.site(), LANGUAGES[code]
    pages = site.pages(language)
    assert list(pages) == [name]
    assert pages[name].shows["notice"] == language.word("revision.no-history")
    assert pages[name].shows["since"] is pages[name].shows["changed"] is None
    assert name in pages[name].title
    rows, note = history(site, language)
    assert note == language.word("revision.history-missing")
    assert [(row.text, row.note) for row in rows] == [(name, "")]
    assert names_in(rows) == [name]


def test_not_committed(repository: Repository) -> None:
    """What is not committed is the current revision, and past ones are compared with it."""
    first = repository.commit(2, ENTRY)
    repository.write(SECOND)
    site = repository.site()
    pages = site.pages(EN)
    name = repository.name_of()
    assert list(pages) == [name, first]
    assert pages[name].shows["notice"] == EN.word("revision.uncommitted")
    assert pages[first].shows["since"].changes == (DATE["en"], *SOURCE["en"])
    assert history(site, EN)[0][0].text == "not committed yet"
    assert history(site, EN)[1] == ""


def test_every_entry_has_its_pages(repository: Repository) -> None:
    """Every entry of the toy, with all its odd cases, has the page of its one revision."""
    site = repository.site()
    for language in LANGUAGES.values():
        for id_, entry in site.chronology.entries.items():
            texts = site.texts(language, id_)
            assert list(texts) == [repository.name_of(entry.path)]


def test_hostile_texts(repository: Repository) -> None:
    """What old records say is text on the page, whatever it is."""
    evil = '"\\"><script>alert(1)</script> {{ x }} {% y %} [a](javascript:b)"'
    name = repository.commit(
        2,
        ENTRY.replace("en: The ferry stops\n", f"en: {evil}\n").replace(
            "says: states", f"says: {evil}"
        )
        + f"{evil}: {evil}\n",
    )
    repository.commit(3, ENTRY)
    site = repository.site()
    for language in LANGUAGES.values():
        for text in site.texts(language).values():
            head, body = text.removeprefix("---\n").split("---\n", 1)
            assert "<script" not in body
            assert not re.search(r"(?<!\\)(\]\(javascript|\{\{|\{%)", body)
            assert all(re.match(r'[a-z_]+: ["\[ft]', line) for line in head.splitlines())
    assert name in site.pages(EN)
