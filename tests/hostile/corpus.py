"""The hostile corpus: what a stranger's pull request could hold, by what it is aimed at.

Each case is laid over the toy checkout.  `told.txt` says what is told of it, or that it is `inert`:
it passes, and what it says is text everywhere.  Nearly all of it is made here and not in files,
since git holds no pipes, and no names or bytes of some sorts, and editors correct the rest.  What
lies in `tests/bad/` (one mistake each) and in `test_reader.py` (YAML and characters one by one) is
not repeated.
"""

from __future__ import annotations

import codecs
import os
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from string import ascii_lowercase

Lay = bytes | Callable[[Path], None]
"""What a file holds, or what makes something odd of its path."""

ENTRY = "timeline/events/some-entry.yml"
SOURCE = "seeds/some-source.yml"
REDIRECTS = "timeline/redirects.yml"
ACTORS = "timeline/vocabulary/actors.yml"
PLACES = "timeline/vocabulary/places.yml"
TOPICS = "timeline/vocabulary/topics.yml"

VALID = """\
title: {en: A record, ar: سجل}
date: "2001"
topics: [trade]
summary: {en: It happened., ar: حدث ذلك.}
cites: [{source: northern-gazette, says: states}]
"""

VALID_SOURCE = """\
title_in: {en: A source, ar: مصدر}
language: en
genre: news
point_of_view: {en: A newspaper., ar: صحيفة.}
seen: excerpt
seen_on: "2020-01-02"
"""


@dataclass(frozen=True)
class Case:
    """What is laid over the toy, by path."""

    name: str
    files: dict[str, Lay] = field(repr=False)


def cases() -> Iterator[Case]:
    """The whole corpus."""
    for family, makers in FAMILIES.items():
        for name, files in makers():
            yield Case(f"{family}/{name}", files)


Named = Iterator[tuple[str, dict[str, Lay]]]


def entry(text: str | bytes, name: str = "") -> dict[str, Lay]:
    """An entry with this text."""
    path = f"timeline/events/{name}.yml" if name else ENTRY
    return {path: text if isinstance(text, bytes) else text.encode()}


def source(text: str) -> dict[str, Lay]:
    """A source with this text."""
    return {SOURCE: text.encode()}


def with_title(text: str) -> dict[str, Lay]:
    """A valid entry with this English title, which stands in double quotes of YAML."""
    return entry(VALID.replace("en: A record", f'en: "{text}"'))


def with_arabic(text: str) -> dict[str, Lay]:
    """A valid entry with this Arabic title, which stands in double quotes of YAML."""
    return entry(VALID.replace("ar: سجل", f'ar: "{text}"'))


def with_url(text: str) -> dict[str, Lay]:
    """A valid source with this address, which stands in double quotes of YAML."""
    return source(f'{VALID_SOURCE}url: "{text}"\n')


# --- Files ---


def link(target: str) -> Callable[[Path], None]:
    """A symbolic link."""
    return lambda path: path.symlink_to(target)


def folder(path: Path) -> None:
    """A folder where a file should be."""
    path.mkdir()


def pipe(path: Path) -> None:
    """A named pipe, from which nothing ever comes."""
    os.mkfifo(path)


def plug(path: Path) -> None:
    """A socket."""
    home = os.open(path.parent, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            # A path below the folder: that of a socket may only be short.
            made.bind(f"/proc/self/fd/{home}/{path.name}")
    finally:
        os.close(home)


def sparse(path: Path) -> None:
    """A file of eight gigabytes that takes no room."""
    with path.open("wb") as file:
        file.truncate(8 * 1024**3)


def files() -> Named:
    """What is no plain file of UTF-8 text with a plain name."""
    valid = VALID.encode()
    for name, target in (
        ("a-link-to-the-machine", "/etc/passwd"),
        ("a-link-to-a-device", "/dev/zero"),
        ("a-link-to-itself", "some-entry.yml"),
        ("a-link-to-nowhere", "nowhere"),
        ("a-link-to-an-entry", "river-talks.yml"),
        ("a-link-to-a-folder", "/etc"),
    ):
        yield name, {ENTRY: link(target)}
    yield "a-link-without-suffix", {"timeline/events/etc": link("/etc")}
    yield "a-link-upwards", {"timeline/events/up.yml": link("..")}
    yield "a-source-that-is-a-link", {SOURCE: link("northern-gazette.yml")}
    yield "a-vocabulary-that-is-a-link", {"timeline/vocabulary/topics.yml": link("/dev/stdin")}
    yield "redirects-that-are-a-link-to-nowhere", {REDIRECTS: link("nowhere")}
    yield "a-folder-of-entries-that-is-a-link", {"timeline/events": link("/usr/share")}
    yield "a-folder-of-sources-that-is-a-link", {"seeds": link("/proc/self")}
    yield "proofs-that-are-a-link", {"timeline/passages.json": link("/etc/passwd")}
    yield "a-page-that-is-a-link", {"docs/en/leak.md": link("/etc/passwd")}
    yield "a-picture-that-is-a-link", {"docs/en/leak.png": link("/etc/shadow")}
    yield "a-folder-of-pages-that-is-a-link", {"docs/en/etc": link("/etc")}
    yield "all-pages-are-a-link", {"docs/ar": link("/etc")}
    yield "a-page-that-is-a-pipe", {"docs/en/pipe.md": pipe}
    yield "a-folder", {ENTRY: folder}
    yield "a-pipe", {ENTRY: pipe}
    yield "a-pipe-for-sources", {SOURCE: pipe}
    yield "a-socket", {ENTRY: plug}
    yield "a-file-of-eight-gigabytes", {ENTRY: sparse}
    yield "a-vocabulary-of-eight-gigabytes", {TOPICS: sparse}
    yield "empty", {ENTRY: b""}
    yield "line-ends-alone", {ENTRY: b"\n" * 60000}
    yield "nul-alone", {ENTRY: b"\0" * 60000}
    yield "utf-16", {ENTRY: VALID.encode("utf-16")}
    yield "utf-16-without-mark", {ENTRY: VALID.encode("utf-16-le")}
    yield "utf-32", {ENTRY: VALID.encode("utf-32")}
    yield "utf-7", {ENTRY: b"title: {en: +ADw-script+AD4-, ar: a}\n"}
    yield "windows-1256", {ENTRY: VALID.encode("cp1256")}
    yield "marks-before-the-text", {ENTRY: codecs.BOM_UTF8 * 3 + valid}
    yield "a-mark-in-the-middle", {ENTRY: valid[:30] + codecs.BOM_UTF8 + valid[30:]}
    yield "cr-lf", {ENTRY: valid.replace(b"\n", b"\r\n")}
    yield "cr-alone", {ENTRY: valid.replace(b"\n", b"\r")}
    yield "nul-within", {ENTRY: valid.replace(b"2001", b"20\x0001")}
    yield "gzip", {ENTRY: bytes.fromhex("1f8b0800000000000003") + valid}
    yield "an-archive", {ENTRY: b"PK\x03\x04" + valid}
    yield "a-script", {ENTRY: b"#!/bin/sh\nrm -rf ~\n"}
    yield "overlong", {ENTRY: valid + b"x: \xc0\xbcscript\xc0\xbe\n"}
    for name in (
        *("some entry", "some\nentry", "some\tentry", "-rf", "--help", "..", ".hidden", "entry.en"),
        *("Some-Entry", "مدخل", "entrée", "entre\u0301e", "e\u202entry", "\x1b[2Jentry"),
        *("\n::error file=x::hello", "%2e%2e", "a--b", "-a", "a-", "some_entry", "a" * 250),
        *("con", "nul", "index", "404", "new", "search", "sitemap", "feed", "$(id)", "`id`", "'"),
    ):
        yield f"named-{ascii(name)[1:31]}", {f"timeline/events/{name}.yml": valid}
    yield "named-in-no-encoding", {os.fsdecode(b"timeline/events/\xff\xfe.yml"): valid}
    yield "in-a-folder-with-an-odd-name", {"timeline/events/a\nb \x07/some-entry.yml": b"a"}
    yield "twice-in-other-case", {**entry(VALID, "same"), **entry(VALID, "SAME")}
    yield "twice-in-two-folders", {**entry(VALID, "a/same"), **entry(VALID, "b/same")}
    yield "id-of-an-entry-and-a-source", entry(VALID, "northern-gazette")
    yield "id-of-an-entry-and-a-redirect", entry(VALID, "bridge-inaugurated")
    for suffix in ("yaml", "YML", "yml.bak", "md", "html", "py", "json"):
        yield f"suffix-{suffix}", {f"timeline/events/some-entry.{suffix}": valid}


# --- YAML ---

KEYS = ["".join(letters) for size in (1, 2, 3) for letters in product(ascii_lowercase, repeat=size)]


def fill(head: str, rows: Iterator[str] | list[str]) -> str:
    """`head` and as many of the rows as a file may hold."""
    text = head
    for row in rows:
        if len(text) + len(row) > 65000:
            break
        text += row
    return text


def yaml() -> Named:
    """Of what YAML can do, what a record does not need."""
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    texts = {
        "a-billion-laughs": laughs,
        "an-anchor-that-holds-itself": "a: &a [*a]\n",
        "merge-key": f"base: &b {{date: '2001'}}\n<<: *b\n{VALID}",
        "merge-key-alone": f"{VALID}<<: {{date: '1999'}}\n",
        "python-object": f"{VALID}note: !!python/object/apply:os.system ['id']\n",
        "python-name": "!!python/name:os.system {}\n",
        "binary": f"{VALID}note: !!binary aGVsbG8=\n",
        "set": "!!set {title, date}\n",
        "ordered-map": "!!omap [title: a]\n",
        "local-tag": f"{VALID}note: !include /etc/passwd\n",
        "tag-directive": f"%TAG !! tag:evil.example,2002:\n---\n{VALID}",
        "version-1.1": f"%YAML 1.1\n---\n{VALID}",
        "second-document": f"{VALID}---\n{VALID}",
        "a-thousand-documents": "--- a\n" * 1000,
        "end-and-more": f"{VALID}...\nmore: text\n",
        "deep-flow": "[" * 60000,
        "deep-flow-closed": "[" * 30000 + "]" * 30000,
        "deep-mappings": "{a: " * 15000,
        "deep-lists": "- " * 30000,
        "deep-keys": "? " * 30000,
        "deep-indent": "".join(f"{' ' * level}a:\n" for level in range(340)),
        "long-scalar": f"{VALID}note: {'x' * 60000}\n",
        "long-key": f"{VALID}{'x' * 900}: 1\n",
        "longer-key": f"{VALID}{'x' * 60000}: 1\n",
        "many-fields": fill(VALID, [f"{key}:\n" for key in KEYS]),
        "many-fields-in-flow": "{" + fill("", [f"{key}," for key in KEYS]) + "}",
        "many-topics": VALID.replace("trade", fill("", [f"{key}, " for key in KEYS])[:-300] + "z"),
        "many-related": f"{VALID}see_also: [{fill('', [f'{key},' for key in KEYS])[:-300]}z]",
        "many-empty-claims": f"{VALID}claims: [{'{},' * 20000}]",
        "many-cites": VALID.replace("says: states}", "says: states}, a" + ", a" * 20000),
        "one-key-many-times": fill(VALID, ["title: a\n"] * 9000),
        "one-topic-many-times": VALID.replace("trade", "trade, " * 8000),
        "key-null": f"{VALID}~: a\n",
        "key-list": f"{VALID}[a]: b\n",
        "key-mapping": f"{VALID}{{a: b}}: c\n",
        "key-dunder": f"{VALID}__class__: a\n__proto__: b\nconstructor: c\n",
        "list": "- title\n- date\n",
        "scalar": "just words\n",
        "number": "12\n",
        "null": "~\n",
        "flow-mess": "{title: {en: [}, ar: ]}\n",
        "tabs": VALID.replace(": {", ":\t{"),
        "tab-indent": "title:\n\ten: a\n\tar: ب\n",
        "unclosed-double": f'{VALID}note: "\n',
        "unclosed-single": f"{VALID}note: 'a\n",
        "unclosed-flow": f"{VALID}note: {{en: a\n",
        "reserved-at": f"{VALID}note: @a\n",
        "reserved-tick": f"{VALID}note: `a`\n",
        "block-too-deep": "a: |99999999999\n b\n",
        "block-no-indent": "a: |\nb\n",
        "escape-unknown": f'{VALID}note: "\\q"\n',
        "escape-beyond": f'{VALID}note: "\\UFFFFFFFF"\n',
        "escape-surrogates": f'{VALID}note: "\\uD83D\\uDE00"\n',
        "escape-nul": f'{VALID}note: {{en: "a\\0b", ar: ب}}\n',
        "escape-line-ends": f'{VALID}note: {{en: "a\\r\\nb\\Lc\\Pd\\Ne", ar: ب}}\n',
        "comments-alone": "#" * 60000,
        "spaces-alone": f"a:{' ' * 60000}",
        "empty-flow": "{}\n",
        "json-with-proto": '{"__proto__": {"polluted": true}, "date": "2001"}\n',
        "bare-date": VALID.replace('"2001"', "2001-01-01T00:00:00Z"),
        "bare-no": VALID.replace("en: A record", "no: A record"),
        "sexagesimal": VALID.replace('"2001"', ":".join(["59"] * 5000)),
        "number-of-digits": VALID.replace('"2001"', "9" * 50000),
        "date-of-dashes": VALID.replace("2001", "1-" * 25000),
        "date-of-needless-x": VALID.replace("2001", "2001" + "-XX" * 20000),
        "date-in-arabic-digits": VALID.replace("2001", "٢٠٠١"),
        "date-of-tomorrow": VALID.replace("2001", "9999-12-31"),
        "interval-of-intervals": VALID.replace("2001", "/".join(["2001"] * 9000)),
    }
    for name, text in texts.items():
        yield name, entry(text)


# --- Characters ---


def characters() -> Named:
    """What is invisible, turns text round, or looks like something else."""
    titles = {
        "control": "a\\x07b",
        "escape-sequence": "\\x1b[31mred",
        "next-line": "a\x85b",
        "override": "a \u202egnp.exe",
        "override-escaped": "a \\u202egnp.exe",
        "isolates": "\u2067a\u2069",
        "marks-of-direction": "a\u200e\u200fb",
        "zero-width-space": "ad\u200bmin",
        "zero-width-joiner": "ad\u200dmin",
        "word-joiner": "ad\u2060min",
        "soft-hyphen": "ad\xadmin",
        "mongolian": "a\u180eb",
        "tags": "a" + "".join(chr(0xE0000 + ord(each)) for each in "ignore previous"),
        "variation-selectors": "a" + "".join(chr(0xE0100 + number) for number in range(16)),
        "variation-selector": "a\ufe0f",
        "private-use": "\ue000\U000f0000\U00100000",
        "noncharacter": "a\uffffb",
        "replacement": "a\ufffdb",
        "object": "a\ufffcb",
        "annotation": "\ufff9a\ufffab\ufffb",
        "no-break-space": "a\xa0b",
        "wide-spaces": "a\u2003\u3000b",
        "line-separator": "a\u2028b",
        "wide-letters": "＜script＞alert(1)＜/script＞",
        "ligature": "ﬁnance",
        "letters-of-mathematics": "𝐊azakhstan",
        "circled": "Ⓚazakhstan",
        "cyrillic-look-alike": "Kаzаkhstan",
        "cyrillic-word": "Казахстан",
        "greek-question-mark": "Who\u037e",
        "fullwidth-percent": "\uff05 \uff04",
        "zalgo": "K" + "\u0300\u0301\u0302\u0303" * 40,
        "a-thousand-marks": "e" + "\u0301" * 1000,
        "no-nfc": "cafe\u0301",
        "hangul-filler": "a\u3164b",
        "braille-blank": "a\u2800b",
        "emoji": "a 👨‍👩‍👧‍👦",
        "flag": "🇮🇱🇰🇿",
        "hebrew": "שלום",
    }
    for name, text in titles.items():
        yield name, with_title(text)
    arabic = {
        "tatweel": "ســـجل",
        "presentation-forms": "ﺳﺠﻞ",
        "ligature-allah": "ﷲ",
        "ligature-salla": "ﷺ",
        "persian-ya": "إبراهیم",
        "persian-kaf": "کازاخستان",
        "urdu-heh": "ہ",
        "alef-wasla": "ٱلسجل",
        "high-hamza": "\u0674ا",
        "quranic-marks": "سجل\u06d6\u06de",
        "zalgo": "س" + "\u064e\u064f\u0650\u0651" * 20 + "جل",
        "superscript-alef": "هذ\u0670ا",
        "latin-within": "سجلRecord",
        "cyrillic-within": "سجلс",
        "hebrew": "שלום",
        "arabic-digits": "عام ٢٠١٤",
        "persian-digits": "عام ۲۰۱۴",
        "letter-mark": "سجل\u061c",
        "date-separator": "\u060d\u066b\u066c",
        "number-sign": "\u0600\u0601\u06dd 5",
        "only-marks": "\u064e\u064f\u0650",
        "only-a-comma": "،",
        "mixed-with-override": "سجل \u202d2014",
    }
    for name, text in arabic.items():
        yield f"arabic-{name}", with_arabic(text)
    yield "in-a-comment", entry(f"# \u202e{VALID}")
    yield "in-a-key", entry(f"{VALID}no\u200bte: a\n")
    yield "everywhere", entry(VALID.replace(" ", "\u200b "))
    yield "a-mixed-word-many-times", entry(f"{VALID}note: {{en: {'аa ' * 15000}, ar: ب}}")


# --- The model ---


def model() -> Named:
    """What is YAML and no record."""
    passage = VALID.replace("states}", "states, passage: {start: a, paragraph: 1}}")
    texts = {
        "text-is-a-list": VALID.replace("en: A record", "en: [A, record]"),
        "text-is-a-mapping": VALID.replace("en: A record", "en: {en: a}"),
        "text-of-a-third-language": VALID.replace("ar: سجل", "ar: سجل, xx: a"),
        "title-is-text": VALID.replace("{en: A record, ar: سجل}", "A record"),
        "title-is-a-list": VALID.replace("{en: A record, ar: سجل}", "[A, record]"),
        "language-at-the-top": f"{VALID}en: lost\nar: ضائع\n",
        "only-a-language": "ar: نص\n",
        "topics-is-text": VALID.replace("[trade]", "trade"),
        "topics-of-mappings": VALID.replace("[trade]", "[{id: trade}]"),
        "topics-of-lists": VALID.replace("[trade]", "[[trade]]"),
        "topics-empty": VALID.replace("[trade]", "[]"),
        "cites-is-a-mapping": VALID.replace("[{", "{a: {").replace("s}]", "s}}"),
        "source-is-a-list": VALID.replace("northern-gazette", "[northern-gazette]"),
        "source-is-empty": VALID.replace("northern-gazette", "''"),
        "source-is-a-path": VALID.replace("northern-gazette", "../../etc/passwd"),
        "inline-source-of-nothing": VALID.replace("northern-gazette", "{}"),
        "source-in-a-source": VALID.replace("northern-gazette", "{source: {source: a}}"),
        "passage-of-lists": VALID.replace("states}", "states, passage: [[1]]}"),
        "passage-paragraph-huge": passage.replace("h: 1", "h: 99999"),
        "passage-paragraph-nought": passage.replace("h: 1", "h: 0"),
        "passage-paragraph-arabic": passage.replace("h: 1", "h: ٣"),
        "withdrawn-is-true": f"{VALID}withdrawn: true\n",
        "withdrawn-in-the-year-nought": f"{VALID}withdrawn: {{date: 0000-00-00, why: {{en: a}}}}\n",
        "compared-in-the-future": f"{VALID}compared: 9999-99-99\n",
        "see-also-itself": f"{VALID}see_also: [some-entry]\n",
        "see-also-a-path": f"{VALID}see_also: [../x, index, con]\n",
        "fields-of-python": f"{VALID}model_config: a\nmodel_fields: b\nself: c\n",
        "differences-of-nothing": f"{VALID}differences: [{{}}]\n",
        "differences-without-sides": f"{VALID}differences: [{{about: a, positions: []}}]\n",
        "sought-never": f"{VALID}sought: [{{what: {{en: a, ar: ب}}, date: never, found: all}}]\n",
        "title-of-the-longest": VALID.replace("A record", "a" * 1200),
        "title-too-long": VALID.replace("A record", "a" * 1201),
        "title-of-spaces": VALID.replace("A record", "'   '"),
        "title-of-line-ends": VALID.replace("A record", '"a\\n\\n\\nb"'),
        "markup": VALID.replace("A record", "a <b>"),
        "markup-closing": VALID.replace("A record", "a > b"),
        "kind-of-a-method": f"{VALID}kind: __class__\n",
        "weight-huge": f"{VALID}weight: {'9' * 5000}\n",
    }
    for name, text in texts.items():
        yield name, entry(text)


# --- Addresses ---

ADDRESSES = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\\nscript:alert(1)", " javascript:1"),
    *("javascript://example.org/%0aalert(1)", "data:text/html,<script>1</script>", "vbscript:x"),
    *("file:///etc/passwd", "ftp://example.org/", "blob:https://example.org/1", "about:blank"),
    *("//example.org/", "/etc/passwd", "example.org", "https:example.org", "https:/example.org"),
    *("https:///example.org", "https://", "https://example", "http://localhost:8000/"),
    *("https://user@example.org/", "https://a:b@example.org/", "https://example.org@evil.example"),
    *("https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/"),
    *("https://example.org:0/", "https://example.org:99999/", "https://example.org:/"),
    *("https://example.org:80:80/", "https://example..org/", "https://.example.org/"),
    *("https://-example.org/", "https://example.org-/", "https://exam_ple.org/"),
    *("https://еxample.org/", "https://example。org/", "https://xn--80ak6aa92e.com/"),
    *("https://example.org/a b", "https://example.org/\\n", "https://example.org/\\t"),
    *('https://example.org/\\"onload=1', "https://example.org/'onload='"),
    *("https://example.org/<b>", "https://example.org/\\\\evil"),
    *("https://example.org\\\\@evil.example", "https://e.org/{{1}}"),
    *("https://example.org/](x)", "https://example.org/[1]", "https://example.org/*a*_b_"),
    *("https://example.org/%00", "https://example.org/%0d%0aSet-Cookie:a=b", "https://e.org/|a"),
    *("https://example.org/#:~:text=a", "https://example.org/?a=1&copy=2", "https://e.org/`id`"),
    *("https://example.org/" + "a" * 980, "https://example.org/" + "a" * 981, "https://مثال.org/"),
    *("https://" + "a" * 60000, "https://" + "a." * 25000 + "org", "https://" + "a-" * 25000),
)


def addresses() -> Named:
    """Where a link could lead, or what it could break out of."""
    for number, text in enumerate(ADDRESSES, start=1):
        yield f"{number:02} {text[:44]}", with_url(text)
    spot = "{title: a, publisher: b, language: en, url: 'javascript:alert(1)'}"
    yield "inline", entry(VALID.replace("northern-gazette", spot))
    yield "archived", source(f"{VALID_SOURCE}archived_url: data:text/html,a\n")


# --- What points to what ---


def references() -> Named:
    """Vocabularies, redirects and derivations that go round, nowhere, or over each other."""
    row = "{{to: {to}, date: 2020-01-01, because: renamed}}\n"

    def redirects(*pairs: tuple[str, str]) -> dict[str, Lay]:
        return {REDIRECTS: "".join(f"{a}: {row.format(to=b)}" for a, b in pairs).encode()}

    yield "redirect-to-itself", redirects(("a", "a"))
    yield "redirects-in-a-circle", redirects(("a", "b"), ("b", "c"), ("c", "a"))
    chain = [(f"a{number}", f"a{number + 1}") for number in range(900)]
    yield "redirects-in-a-chain", redirects(*chain, ("a900", "bridge-opens"))
    yield "redirects-in-a-great-circle", redirects(*chain, ("a900", "a0"))
    yield "redirect-to-nowhere", redirects(("a", "nowhere"))
    yield "redirect-over-an-entry", redirects(("bridge-opens", "river-talks"))
    yield "redirect-to-a-source", redirects(("a", "northern-gazette"))
    yield "redirect-from-a-path", redirects(("../a", "bridge-opens"))
    yield "redirect-from-a-reserved-word", redirects(("index", "bridge-opens"))
    yield "redirect-to-an-address", redirects(("a", "https://evil.example/"))
    yield "redirect-to-a-path", redirects(("a", "../../en/bridge-opens"))
    yield "redirect-named-as-a-file", redirects(("cite.bib", "bridge-opens"))
    yield "redirect-twice", redirects(("a", "bridge-opens"), ("a", "river-talks"))
    yield "too-many-redirects", redirects(*((f"b{n}", "bridge-opens") for n in range(1300)))
    yield "redirects-are-a-list", {REDIRECTS: b"- a\n- b\n"}
    yield "redirects-are-nothing", {REDIRECTS: b"# none\n"}

    def derive(*parts: tuple[str, str]) -> dict[str, Lay]:
        return {
            f"seeds/{id_}.yml": f"{VALID_SOURCE}derives_from: {of}\n".encode() for id_, of in parts
        }

    yield "derives-from-itself", derive(("a", "[a]"))
    yield "derives-in-a-circle", derive(("a", "[b]"), ("b", "[c]"), ("c", "[a]"))
    yield "derives-from-a-circle", derive(("a", "[b]"), ("b", "[c]"), ("c", "[b]"))
    line = [(f"s{number}", f"[s{number + 1}]") for number in range(150)]
    yield "derives-in-a-long-chain", derive(*line, ("s150", "[northern-gazette]"))
    yield "derives-in-a-great-circle", derive(*line, ("s150", "[s0]"))
    yield "derives-from-nowhere", derive(("a", "[nowhere]"))
    yield "derives-from-an-entry", derive(("a", "[river-talks]"))
    yield "derives-twice-from-one", derive(("a", "[northern-gazette, northern-gazette]"))
    every = ", ".join(f"t{number}" for number in range(60))
    yield "derives-from-all", derive(*((f"t{number}", f"[{every}]") for number in range(60)))
    for name, paragraphs in (
        ("a-great-range", "1-9999"),
        ("many-ranges", ", ".join(["1-9999"] * 150)),
        ("a-range-of-letters", "a-z"),
        ("a-range-of-nothing", "-"),
        ("a-huge-number", "9" * 5000),
    ):
        yield (
            f"paragraphs-{name}",
            derive(("a", f'[{{source: northern-gazette, paragraphs: "{paragraphs}"}}]')),
        )
    names = "{label: {en: A name, ar: اسم}}\n"
    yield "vocabulary-of-a-path", {PLACES: f"../../x: {names}".encode()}
    yield "vocabulary-of-reserved-words", {PLACES: f"index: {names}con: {names}".encode()}
    yield "vocabulary-of-markup", {PLACES: f"'<b>': {names}".encode()}
    yield "vocabulary-of-a-dunder", {PLACES: f"__proto__: {names}".encode()}
    yield "vocabulary-of-too-many", {PLACES: fill("", [f"{key}: {names}" for key in KEYS]).encode()}
    yield "vocabulary-that-is-a-list", {ACTORS: b"- northland\n"}
    yield "vocabulary-of-nothing", {TOPICS: b"{}\n"}
    yield "alias-that-is-everything", {PLACES: b"harbour: {label: {en: a, ar: ' '}, aliases: a}\n"}
    for name, data in (("broken", b"{"), ("deep", b"[" * 60000), ("of-nothing", b"null")):
        yield f"proofs-{name}", {"timeline/passages.json": data}


FAMILIES: dict[str, Callable[[], Named]] = {
    "files": files,
    "yaml": yaml,
    "characters": characters,
    "model": model,
    "addresses": addresses,
    "references": references,
}
