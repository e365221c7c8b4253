"""What a reviewer reads of a proposal: what changes, what stands out, and nothing that acts."""

from __future__ import annotations

import json
import re

import pypandoc
import pytest
from lxml import html
from timeline.revisions.tools import (
    ENTRY,
    FILE,
    ID,
    LANGUAGES,
    Repository,
    in_the_first_format,
)

from scripts.checks.passages import PROOFS, digest, proofs_text
from scripts.cli.review import report
from scripts.cli.review.report import inert
from scripts.cli.review.views import pieces
from scripts.records.load import load
from scripts.settings import Settings
from scripts.timeline.git import NoCommitError

CODES = tuple(LANGUAGES)
BRIDGE = "timeline/events/bridge-opens.yml"


def summary(repository: Repository, code: str = "en", against: str = "main") -> str:
    """The Markdown of what the working folder changes."""
    settings = Settings(repository.root, "https://example.org/", "1", "", (*LANGUAGES.values(),))
    return report.report(settings, LANGUAGES[code], against)


def page(markdown: str) -> html.HtmlElement:
    """What a reader of GitHub's Markdown makes of a summary."""
    return html.fromstring(pypandoc.convert_text(markdown, "html", format="gfm", verify_format=0))


def words(element: html.HtmlElement) -> str:
    """The text of an element, white space folded, what stands in cells of its own apart."""
    for each in element.iter("td", "th", "code", "br", "p", "li"):
        each.tail = f" {each.tail or ''}"
    return " ".join(element.text_content().split())


def section(markdown: str, title: str) -> str:
    """The text of the part of a summary under a heading of the second level."""
    found: list[str] = []
    inside = False
    for element in page(markdown).iter("h2", "h3", "p", "ul", "table", "details"):
        if element.tag == "h2":
            inside = words(element) == title
        elif inside:
            found.append(words(element))
    return "\n".join(found)


def edit(repository: Repository, old: str, new: str, name: str) -> None:
    """Change a file of the working folder."""
    text = (repository.root / name).read_text("utf-8")
    assert old in text
    repository.write(text.replace(old, new, 1), name)


def copy(repository: Repository, old: str, new: str) -> None:
    """Write the content of a file of the working folder to another."""
    repository.write((repository.root / old).read_bytes(), new)


FISH = "timeline/events/fish.yml"


def fish(rest: str) -> str:
    """An entry with these claims or cites."""
    return f"""\
title: {{en: Fish, ar: سمك}}
date: "2001"
topics: [water]
summary: {{en: There was fish., ar: كان ثمة سمك.}}
{rest}"""


def test_nothing(repository: Repository) -> None:
    """A comment and another subfolder are no change; another file is named."""
    text = (repository.root / BRIDGE).read_text("utf-8")
    repository.write(f"{text.rstrip()}\n# A remark\n", "timeline/events/old/bridge-opens.yml")
    (repository.root / BRIDGE).unlink()
    repository.write("words", "Makefile")
    said = summary(repository)
    assert "It changes no record" in words(page(said))
    assert section(said, "Other files that the proposal changes").endswith("Makefile")
    assert "New entries" not in said


def test_new_entry(repository: Repository) -> None:
    """All that a new entry says stands there in both languages, each claim with its evidence."""
    entry = """\
title: {en: The ferry stops, ar: توقّف العبّارة}
date: "2010-03?"
weight: major
topics: [water]
actors: [ferry-company]
summary: {en: The ferry stopped in March., ar: توقّفت العبّارة في آذار/مارس.}
claims:
  - id: ferry-stopped
    text: {en: It stopped., ar: توقّفت.}
    cites:
      - source: northern-gazette
        says: attributes
        to: {en: a sailor, ar: بحّار}
        note: {en: Seen from afar., ar: رُئي من بعيد.}
      - source:
          title: Boats
          publisher: The Harbour Post
          published: "2010-04"
          language: en
          url: https://post.example.org/boats
        says: states
differences:
  - about: {en: The month, ar: الشهر}
    positions:
      - {text: {en: March, ar: آذار/مارس}, sources: [northern-gazette]}
      - {text: {en: April, ar: نيسان/أبريل}, sources: [harbour-digest]}
    decision: {en: Both are given., ar: يُذكر كلاهما.}
sought:
  - {what: {en: A photograph, ar: صورة}, date: "2020-01-02", found: nothing}
"""
    repository.write(entry, FILE)
    for code in CODES:
        said = page(summary(repository, code))
        text = words(said)
        for each in (
            *("The ferry stops", "توقّف العبّارة", "It stopped.", "توقّفت.", "Seen from afar."),
            *("رُئي من بعيد.", "Both are given.", "يُذكر كلاهما.", "A photograph", "صورة"),
            *("The Harbour Post", "https://post.example.org/boats", FILE),
        ):
            assert each in text, (code, each)
        assert said.get("dir") == LANGUAGES[code].direction
        columns = said.xpath("//tr[th='Summary' or th='الخلاصة']/td/@lang")
        assert columns == [code, *(each for each in CODES if each != code)]
    english = summary(repository)
    look = section(english, "Look at this first")
    assert "need records in seeds: 1" in look
    assert "Evidence: single source · whole entry: 2 sources" in section(english, "New entries")
    assert "a sailor" in section(english, "New entries")
    assert "Date March 2010" in section(english, "New entries")


def test_changed_entry(repository: Repository) -> None:
    """Changes stand field by field, with marked words, evidence before and after, and lags."""
    repository.commit(2, ENTRY)
    repository.write(
        ENTRY.replace("on 2 March.", "on 3 March.")
        .replace('"2010-03"', '"2010-03-03"')
        .replace("says: states", "says: argues")
    )
    said = summary(repository)
    changed = section(said, "Changed entries")
    assert "Changed: Date Before March 2010 After 3 March 2010" in changed
    assert "Changed: What the source does Before states: tells it as a fact" in changed
    assert "Evidence before: single source. Evidence now: opinion · 1 source." in changed
    assert "the text in this language is behind: Arabic" in changed
    assert "2" in page(said).xpath("//del/text()")
    assert page(said).xpath("//ins/text()")[:2] == ["3", "3"]
    look = section(said, "Look at this first")
    assert f"another label: {ID}" in look
    assert "in one language and not in the other: 1" in look
    arabic = section(summary(repository, "ar"), "مداخل معدلة")
    assert "توقّفت العبّارة في 2 آذار/مارس." in arabic
    assert "كانت الأدلة" in arabic


def test_a_change_of_format(repository: Repository) -> None:
    """A record that says the same in another format has not changed."""
    repository.commit(2, in_the_first_format(ENTRY))
    repository.write(ENTRY)
    assert section(summary(repository), "Changed entries") == ""
    repository.write(ENTRY.replace("2 March", "3 March"))
    changed = section(summary(repository), "Changed entries")
    assert "2 March" in changed
    assert "3 March" in changed


def test_gone_withdrawn_redirected(repository: Repository) -> None:
    """What leaves the timeline stands out; a redirect or a withdrawal explains it."""
    (repository.root / "timeline/events/river-talks.yml").unlink()
    (repository.root / "timeline/events/telegram-lost.yml").unlink()
    redirect = "telegram-lost: {to: bridge-opens, date: 2020-02-03, because: merged}\n"
    edit(repository, "# Ids", f"{redirect}# Ids", "timeline/redirects.yml")
    withdrawal = 'withdrawn: {date: "2020-02-04", why: {en: It was wrong., ar: كان خطأ.}}\n'
    edit(repository, "title:", f"{withdrawal}title:", "timeline/events/harvest-years.yml")
    said = summary(repository)
    look = section(said, "Look at this first")
    assert "with no redirect and no withdrawal: river-talks" in look
    assert "telegram-lost" not in look
    gone = section(said, "Entries whose file is gone")
    assert "It gave way to bridge-opens." in gone
    assert gone.count("a published id needs a redirect or a withdrawal") == 1
    withdrawn = section(said, "Withdrawn entries")
    assert "Withdrawal Added: Day After 4 February 2020" in withdrawn
    assert "It was wrong." in withdrawn
    assert "كان خطأ." in withdrawn


def test_notices(repository: Repository) -> None:
    """A doubtful day is told beside the entry or the source that has it."""
    edit(repository, 'seen_on: "2020-01-04"', 'seen_on: "2098-01-04"', "seeds/harbour-digest.yml")
    text = (repository.root / BRIDGE).read_text("utf-8")
    repository.write(re.sub("^date: .+$", 'date: "2097"', text, flags=re.MULTILINE), BRIDGE)
    said = summary(repository)
    assert "'2098-01-04' is later than today" in section(said, "Sources")
    assert "'2097' is later than today" in section(said, "Changed entries")


def test_sources_and_vocabulary(repository: Repository) -> None:
    """New and changed sources and terms, field by field, and the entries that they affect."""
    derived = 'derives_from:\n  - source: northern-gazette\n    paragraphs: "3-5, 9"\n'
    edit(repository, derived, "", "seeds/southern-herald.yml")
    edit(repository, "derives", "note: {en: x, ar: س}\nderives", "seeds/harbour-digest.yml")
    copy(repository, "seeds/river-agency.yml", "seeds/river-agency-two.yml")
    topic = "fish: {label: {en: F, ar: س}, about: {en: F, ar: س}}\n"
    edit(repository, "borders:", f"{topic}borders:", "timeline/vocabulary/topics.yml")
    said = summary(repository)
    sources = section(said, "Sources")
    assert "southern-herald Changed" in sources
    assert "Derives from: The Northern Gazette, 18 May 2004 Removed: Paragraphs" in sources
    assert "river-agency-two New" in sources
    assert "topics/fish New" in section(said, "Vocabulary")
    assert "label F س" in section(said, "Vocabulary")


def test_affected_entries(repository: Repository) -> None:
    """An entry whose file is as it was, and whose sources are no longer independent, is named."""
    for name in ("one", "two"):
        copy(repository, "seeds/northern-gazette.yml", f"seeds/{name}.yml")
        for address in ("url: https://gazette", "https://gazette"):
            edit(repository, address, address.replace("gazette", name), f"seeds/{name}.yml")
    cites = "cites: [{source: one, says: states}, {source: two, says: states}]\n"
    repository.commit(2, fish(cites), FISH)
    with (repository.root / "seeds/two.yml").open("a") as file:
        file.write("derives_from: [one]\n")
    said = summary(repository)
    affected = section(said, "Entries that a changed source affects")
    assert "Fish fish" in affected
    assert "corroborated · 2 sources, 2 independent single source · 2 sources, 1 i" in affected
    assert "another label: fish" in section(said, "Look at this first")
    assert "Changed entries" not in said


def test_a_source_is_retracted(repository: Repository) -> None:
    """The entries that lose their support are named, changed or not."""
    copy(repository, "seeds/northern-gazette.yml", "seeds/one.yml")
    for address in ("url: https://gazette", "https://gazette"):
        edit(repository, address, address.replace("gazette", "one"), "seeds/one.yml")
    repository.commit(2, fish("cites: [{source: one, says: states}]\n"), FISH)
    with (repository.root / "seeds/one.yml").open("a") as file:
        file.write('status: [{what: retracted, date: "2020-02-20"}]\n')
    said = summary(repository)
    look = section(said, "Look at this first")
    assert "Entries with a claim that rests only on retracted sources: fish" in look
    assert "single source unsupported · 1 source" in section(
        said, "Entries that a changed source affects"
    )
    edit(repository, "There was fish.", "There was some fish.", FISH)
    said = words(page(summary(repository)))
    assert "every source that supports this claim has been retracted" in said


def test_passages(repository: Repository) -> None:
    """A passage without proof is told by line, in an entry of the proposal and in any other."""
    cites = """\
cites:
  - source: southern-herald
    says: states
    passage: {start: the bridge, paragraph: 3}
"""
    repository.write(fish(cites), FISH)
    said = summary(repository)
    assert "Line 8: the passage was not compared" in section(said, "New entries")
    assert "compared with the text of the source: 1" in section(said, "Look at this first")
    records, _ = load(repository.root, CODES)
    source = next(each.record for each in records.sources if each.id == "southern-herald")
    cite = next(e for e in records.entries if e.id == "fish").record.cites[0]
    assert cite.passage
    proven = {"southern-herald": frozenset({digest(cite.passage, source)})}
    (repository.root / PROOFS).write_bytes(proofs_text(proven))
    repository.commit(2)
    assert "Look at this first" in summary(repository)
    assert "compared with the text" not in summary(repository)
    edit(repository, 'sha256: "fedcba', 'sha256: "aedcba', "seeds/southern-herald.yml")
    said = summary(repository)
    loose = "Passages that are proven no more, because the text of their source changed"
    assert section(said, loose) == "timeline/events/fish.yml:8:5"


def test_broken_record(repository: Repository) -> None:
    """A file that cannot be read is not gone: it is named with what is wrong."""
    repository.write("title: [\n", BRIDGE)
    edit(repository, "language: ar", "language: Arabic", "seeds/southern-herald.yml")
    repository.write("title: x\n", "timeline/events/half.yml")
    said = summary(repository)
    problems = section(said, "Problems")
    assert BRIDGE in problems
    assert "'date' is missing: add it" in problems
    assert "Entries whose file is gone" not in said
    assert "not a valid record yet" in section(said, "Changed entries")
    assert "not a valid record yet" in section(said, "New entries")
    assert "southern-herald Changed" in section(said, "Sources")


PAYLOADS = (
    *("@octocat", "@github/everyone", "a@example.org", "#1", "owner/name#12", "GH-7"),
    *(":smile:", "www.example.org", "https://example.org/x", "ftp://example.org"),
    *("[a](https://example.org)", "![a](https://example.org/a.png)", "`a` ``b``", "**a** _b_"),
    *("::error file=x::boo", "##[add-mask]x", "a | b", "1. a", "- a", "# a", "> a", "~~~", "$x$"),
    *("&lt;script&gt;", "{{ 7 * 7 }}", "{% raw %}", "\\", "[^1]", "[x]: https://example.org", "=="),
)
ACTIVE = ["a", "img", "script", "em", "strike", "iframe", "input", "hr", "pre", "blockquote"]
FILTERS = (
    r"(?<![\w`])@[a-z0-9]",  # mentions
    r"(?<!&)#\d",  # references to issues
    r"\bGH-\d",
    r":[a-z0-9_+-]+:",  # emoji
    r"\bwww\.[a-z]",
    r"\b(?:https?|ftp)://",
    r"[\w.+-]+@[\w-]+\.\w",
)
"""What GitHub looks for in each piece of text between two tags, after the Markdown is read."""


def test_nothing_acts(repository: Repository) -> None:
    """Whatever a record, an id or a file name says comes out as text, letter for letter."""
    listed = json.dumps(" ".join(PAYLOADS))
    both = f"{{en: {listed}, ar: {listed}}}"
    entry = f"""\
title: {both}
date: "2001"
topics: [water]
summary: {both}
cites:
  - {{source: northern-gazette, says: attributes, to: {both}, note: {both}}}
  - source: {{title: {listed}, publisher: {listed}, language: en, url: https://example.org/}}
    says: states
"""
    repository.write(entry, FILE)
    edit(repository, "en: ", f"en: {listed} #", "timeline/vocabulary/places.yml")
    edit(repository, "title: جسر", f"title: {listed} #", "seeds/southern-herald.yml")
    repository.write(f"{listed}: <script>alert(1)</script>", "timeline/events/bad.yml")
    repository.write("x", "<img src=x> @octocat ![](x) \u202e\n::error::boo.txt")
    for code in CODES:
        markdown = summary(repository, code)
        assert "::" not in markdown
        assert "##[" not in markdown
        made = page(markdown)
        assert [*made.iter(*ACTIVE)] == []
        assert {name for each in made.iter() for name in each.attrib} <= {
            *("dir", "lang", "id", "colspan", "scope", "align", "open", "class"),
        }
        for payload in PAYLOADS:
            assert payload in words(made), payload
        for piece in made.itertext():
            for pattern in FILTERS:
                assert not re.search(pattern, piece), (pattern, piece)
        assert "\u202e" not in markdown


def test_inert() -> None:
    """Alone at the beginning of a line a text is a paragraph of text."""
    made = page("<div>\n\n" + "\n\n".join(inert(payload) for payload in PAYLOADS) + "\n\n</div>\n")
    assert [words(paragraph) for paragraph in made.iter("p")] == [*PAYLOADS]
    assert {each.tag for each in made.iter()} == {"p", "span", "div"}


def test_too_large(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """A summary that GitHub would drop names the entries and says that it leaves the rest out."""
    for number in range(30):
        copy(repository, BRIDGE, f"timeline/events/many-{number}.yml")
    whole = summary(repository)
    monkeypatch.setattr(report, "MAX_SIZE", len(whole.encode()) // 2)
    monkeypatch.setattr(report, "MAX_ITEMS", 20)
    said = summary(repository)
    assert len(said.encode()) <= report.MAX_SIZE
    assert "too large to be shown whole" in said
    new = section(said, "New entries")
    assert "many-0.yml" in new
    assert "left out here: 10" in new


def test_since_the_branch_began(repository: Repository) -> None:
    """What came to the main branch meanwhile is no change of this one."""
    text = (repository.root / BRIDGE).read_text("utf-8")
    repository.git("switch", "--quiet", "--create", "mine")
    repository.commit(2, text, "timeline/events/mine.yml")
    repository.git("switch", "--quiet", "main")
    repository.commit(3, text, "timeline/events/meanwhile.yml")
    repository.git("switch", "--quiet", "mine")
    said = summary(repository)
    assert "mine.yml" in section(said, "New entries")
    assert "meanwhile" not in words(page(said))


def test_prose(repository: Repository) -> None:
    """A page written by hand is named, and what is wrong with it stands among the problems."""
    repository.write("---\ntemplate: base.html\n---\n\n<script>x</script>\n", "docs/en/about.md")
    said = summary(repository)
    assert "docs/en/about.md" in section(said, "Pages of prose that the proposal changes")
    assert "Other files" not in said
    problems = section(said, "Problems")
    assert "docs/en/about.md:2:1 'template' is not a field here" in problems
    assert "docs/en/about.md:5:1 HTML is not allowed" in problems


def test_very_long_texts() -> None:
    """Texts that nobody writes are not compared word by word, which would take for ever."""
    first, second = "a b " * 10_000, "b a " * 10_000
    assert pieces(first, second) == (((first, True),), ((second, True),))
    assert pieces("a b c", "a x c")[1] == (("a", False), ("x", True), ("c", False))


def test_likely_duplicate(repository: Repository) -> None:
    """An entry that may be there already is told beside the new one."""
    copy(repository, BRIDGE, "timeline/events/bridge-is-opened.yml")
    new = section(summary(repository), "New entries")
    assert re.search(r"Line \d+: .*bridge-opens", new)


def test_drafts(repository: Repository) -> None:
    """What is proposed in one language is shown, though it is no entry yet."""
    repository.write("title: {ar: مهرجان}\n", "timeline/proposed/festival.yml")
    repository.write("title: [", "timeline/proposed/half.yml")
    drafts = section(summary(repository), "Drafts (timeline/proposed)")
    assert "festival.yml New" in drafts
    assert "Title مهرجان" in drafts
    assert "half.yml New" in drafts


def test_unknown_commit(repository: Repository) -> None:
    """A name that is no commit is told; a name that looks like an option is a name."""
    for name in ("no-such-branch", "--output=x"):
        with pytest.raises(NoCommitError):
            summary(repository, against=name)
