"""Text of strangers stays text, wherever a page puts it and whatever Markdown could make of it."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

import lxml.html
import pytest
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.utils.meta import get_data
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.escape import (
    attribute,
    code,
    code_block,
    escape,
    escape_text,
    isolate_name,
    isolate_numbers,
    isolates_to_bdi,
    keep_spaces,
    link_address,
    link_title,
)
from scripts.pages.page import Page
from scripts.pages.references import References
from scripts.pages.render import SURROGATE, Renderer

FIXED = fixed(150)
IN_EACH_PLACE = fixed(40)

PLACES = {
    "paragraph": "@",
    "within a paragraph": "before @ after",
    "start of a later line": "before\n@\nafter",
    "last line": "before\n@",
    "paragraph with a class": "@\n{ .lead }",
    "after a class": "**states**{ .states } @",
    "two paragraphs": "@\n\nbetween\n\n@",
    "two in a line": "@ · @",
    "two lines": "@\n@",
    "heading": "# @",
    "section": "## @ ##",
    "heading that is a link": "## [@][1] { #entry }",
    "heading with an id": "# @ { #entry }",
    "item": "- first\n- @\n- last",
    "nested item": "- first\n    - @\n    - last",
    "item of paragraphs": "-   @\n    { .when }\n\n    @\n\n    - @\n\nafter",
    "numbered item": "1. @\n2. last",
    "cells": "| a | b |\n|---|---|\n| @ | @ |\n| `c` | @ |",
    "head of a table": "| @ | b |\n|---|---|\n| c | d |",
    "table without borders": "a | b\n--|--\n@ | @",
    "claim": "-   @ [#][1]{ .headerlink }\n    { .claim #claim-1 }\n\n"
    "    - **@**{ .states } [@][1] · *@* · after [@][other] — @\n\n-   @",
    "positions": '!!! differs "@"\n\n    -   @\n        - [@][1]\n        - [@][other]\n'
    "    -   @\n\n    **decision** @",
    "fact": "-   **name:** @\n-   **@** @ *@*\n    { .record }",
    "admonition": '!!! differs "@"\n\n    @\n\n    - @',
    "tab": '=== "@"\n\n    @\n\n=== "@"\n\n    last',
    "words of a link": "[@](https://example.org/)",
    "words of an address": "[@](<https://example.org/> 'title')",
    "words of a reference": "[@][1] and [@][other]",
    "beside links": "@ [words][1] @ [words](x) @",
    "strong": "before **@** after",
    "emphasis": "*@*, **@**{ .states }",
    "strong link": "**[@][1]**",
    "code": "`before` @ `after`",
    "quotation": "> @\n>\n> @",
    "footnote": "before[^note]\n\n[^note]: @",
    "after a footnote": "before[^1] @",
    "Markdown in HTML": '<div class="grid" markdown>\n\n@\n\n- @\n\n</div>',
    "element": "<bdi>@</bdi> and <code>@</code>",
}
"""Where a page may put a text (`@`), in Markdown."""

TITLE_PLACES = {
    "definition": '[words][a]\n\n[a]: x "@"',
    "definition in brackets": '[words][a]\n\n[a]: <https://example.org/a?b> "@"',
    "definitions": '[words][b] [c][]\n\n[a]: x "@"\n[b]: <y> "@"\n[c]: z',
}
"""Where a page may put the title of a link."""

INERT = {name: (escape, page) for name, page in PLACES.items()}
INERT |= {name: (link_title, page) for name, page in TITLE_PLACES.items()}
"""For every place what makes a text inert there, and the page."""

AROUND = """

[1]: https://example.org/ "one"
[link]: https://example.org/link
[other]: https://example.org/other

[^1]: A footnote.
"""
"""What every page has: a text that names one of these is no link."""

SIGNS = '!"#&*+-:<=>\\^_`{|}~'

HOSTILE = [
    # HTML
    "<script>alert(1)</script>",
    "</p></li></ol><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" onmouseover="alert(1)" x="',
    "<!-- not seen -->",
    "-->",
    "]]>",
    "<?php echo 1 ?>",
    "<https://example.org/>",
    "<someone@example.org>",
    # references to characters
    "&lt;b&gt;",
    "&#x3C;script&#x3E;",
    "&amp;lt;",
    "&copy &copy; AT&T",
    # Markdown within a line
    "*a* **b** ***c***",
    "_a_ __b__ a_b_c",
    "`code` ``more``",
    "![picture](https://example.org/x.png)",
    "[link](javascript:alert(1))",
    "[link][1]",
    "[1]: https://example.org/",
    "[^1]: a footnote",
    "a[^1]",
    "](https://example.org/) [",
    r"\*a\* \\ \<",
    "~~struck~~ ==marked== ++put in++ ^up^ H~2~O",
    ":smile: :material-home:",
    # attr_list
    "a {: .b #c onclick=alert(1) }",
    "{: onload=alert(1) }",
    "{ #other .class }",
    "} {",
    # blocks
    "## a { #b }",
    "a\n===",
    "1. a",
    "    code",
    "| a | b |",
    "a | b\n--|--\nc | d",
    "Term\n:   what it means",
    "*[HTML]: abbreviated",
    "??? note",
    "- [ ] to do",
    "a\n\nb\n\n# c",
    # front matter, templates, snippets, references
    "---\ntitle: other\n---",
    "{{ config.site_name }}",
    '--8<-- "mkdocs.yml"',
    "[TOC]",
    "[[Page]]",
    # signs and their like
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "قال «كلمة» *ثم* [سكت](x) <b> {: .c }",
    "wzxhzdk:0 klzzwxh:0000 amp",
    "a [TOC] b",
    "a \\#",
    "- - -",
    '===+ "a"',
    "1986.",
    "١. قول",
    "``` { .python onclick=a }",
    "!!! note 'a'",
    'a" "b',
    "[a](b",
    ") b",
    "_a_b_",
    "ك_ك ك_",
    "\\`",
    "a` |",
    "a } b }",
    "{:}",
    "{ #a",
    "&amp",
    "&#0;",
    "<br>",
    "<a b='",
    "</",
    "<!--",
    "<div markdown>",
    "\x02klzzwxh:0000\x03",
    "\x02# a",
    "a\x02wzxhzdk:0\x03",
    "\x0242\x03",
    "\x02amp\x03lt;",
    "a\x00b\x1b\x7f",
    "\ud800",
    "^1",
    "^1]: a",
    "a]: b",
    "]:",
    "\\]: a",
    *(form.replace("@", sign) for sign in SIGNS for form in ("@", "@@@", "@ a @", "a@")),
]


def convert(text: str) -> lxml.html.HtmlElement:
    return converted(text + AROUND)


def folded(text: str) -> str:
    """`text` on one line, and what no page may hold replaced."""
    return " ".join(re.sub("[\0-\x08\x0e-\x1b\x7f\ud800-\udfff]", "\ufffd", text).split())


def shape(tree: lxml.html.HtmlElement) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, in order, but for the ids that `toc` makes of headings."""
    found = []
    for element in tree.iter():
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if element.tag in {"h1", "h2"} and attributes.get("id") != "entry":
            assert re.fullmatch(r"[\w-]*", attributes.pop("id", ""))
        elif element.get("class") == "headerlink":
            del attributes["href"]
        found.append((str(element.tag), attributes))
    return found


def without_isolates(text: str) -> str:
    return re.sub("[\u2066\u2069]", "", text)


PLAIN: dict[str, lxml.html.HtmlElement] = {}
"""Pages with a plain word: each is converted once."""


def assert_is_text(payload: str, written: str, page: str) -> None:
    """A page with `payload`, as it is `written`, is what it is with a plain word."""
    if page not in PLAIN:
        PLAIN[page] = convert(page.replace("@", "plainword"))
    plain, made = PLAIN[page], convert(page.replace("@", without_isolates(written)))
    wanted = [
        (tag, {name: value.replace("plainword", folded(payload)) for name, value in each.items()})
        for tag, each in shape(plain)
    ]
    assert shape(made) == wanted
    text = folded(plain.text_content()).replace("plainword", folded(payload))
    assert folded(made.text_content()) == folded(text)


@pytest.mark.parametrize("place", INERT)
def test_hostile_text(place: str) -> None:
    """What could be markup comes out as the text that it is, in every place."""
    inert, page = INERT[place]
    for payload in HOSTILE:
        assert_is_text(payload, inert(payload), page)


printable = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)
marks = st.text("ab1ك \n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", min_size=1, max_size=30)
pieces = st.lists(st.sampled_from([*HOSTILE, "a", " ", "\n", "1"]), min_size=1, max_size=4)
texts = st.one_of(printable, marks, pieces.map("".join)).filter(folded)


@IN_EACH_PLACE
@pytest.mark.parametrize("place", INERT)
@given(texts)
@example("a {: .b }")
@example("1.")
@example("-")
def test_every_text_survives(place: str, payload: str) -> None:
    """Every text comes out as it went in, but for its white space."""
    inert, page = INERT[place]
    assert_is_text(payload, inert(payload), page)


@FIXED
@given(st.lists(texts, min_size=1, max_size=5))
@example(["1984", ". A novel"])
@example(["-", " a"])
@example(["!", "!!", " note"])
@example(["=", "=", '= "a"'])
@example(["a!", "[b](c)"])
@example(["a #", "# "])
def test_pieces_are_text(payload: list[str]) -> None:
    """What is joined to one line is text, too."""
    written = "".join(keep_spaces(each) for each in payload)
    assert_is_text("".join(payload), written, PLACES["item of paragraphs"])


@FIXED
@given(texts)
@example("https://example.org/_a_/*b*?c=[d]&e='f'&lt;#}")
def test_an_address_in_an_attribute(payload: str) -> None:
    """It comes out as a browser would send it, and ends where it ends."""
    written = f'- <https://example.org/>{{ dir=ltr data-a="{attribute(payload)}" }} after'
    item = next(convert(written).iter("li"))
    (link,) = item.iter("a")
    encoded = quote(payload, safe="!#$%&'()*+,/:;=?@[]~", errors="replace")
    assert dict(link.items()) == {"href": "https://example.org/", "dir": "ltr", "data-a": encoded}
    assert item.text_content() == "https://example.org/ after"


@FIXED
@given(texts)
@example("a`b")
@example("``")
@example("1991-12/1992")
def test_code(payload: str) -> None:
    """Code within a line holds any text."""
    for place in ("@", "- @", "# before @ { #entry }", "| a | b |\n|--|--|\n| @ | @ |"):
        written = place.replace("@", code(payload))
        made, plain = convert(written), convert(place.replace("@", "`plainword`"))
        assert shape(made) == shape(plain)
        assert [folded(each.text_content()) for each in made.iter("code")] == [
            folded(payload) for _ in plain.iter("code")
        ]
    assert code("1991-12/1992") == "`1991-12/1992`"


@FIXED
@given(st.lists(st.sampled_from([*HOSTILE, "", "    a", "```", "````", "<b>", "a `b`"])))
def test_blocks_of_code(lines: list[str]) -> None:
    """Lines of code come out as they are, at the margin and in a list."""
    text = "\n".join(["first", *lines, "last"])
    wanted = re.sub("[\0-\x08\x0e-\x1b\x7f\ud800-\udfff]", "\ufffd", text).expandtabs(4)
    tree = convert(f"before\n\n{code_block(text, 'yaml')}\n\nafter")
    (block,) = tree.xpath("//pre/code[@class='language-yaml']")
    ends = re.compile(" +$", re.MULTILINE)
    assert ends.sub("", block.text_content()) == ends.sub("", f"{wanted}\n")
    tree = convert(f"- before\n\n{code_block(text, indent=4)}\n\n    after\n\nend")
    (block,) = tree.xpath("//li/pre/code")
    assert re.sub("\\s+", " ", block.text_content()) == re.sub("\\s+", " ", f"{wanted}\n")
    assert [each.tag for each in tree][:2] == ["ul", "p"]


addresses = st.one_of(
    printable, marks, pieces.map("".join), st.text("ab&=?#/%é';[]()<>", min_size=1)
).map(lambda text: f"https://example.org/?{text}".strip())


@FIXED
@given(addresses)
@example("https://example.org/a(b)c?d[]=1&copy;=2'")
@example("../../contribute/new/?edit=a&copy=b")
@example("#:~:text=a%20(b)")
def test_addresses(address: str) -> None:
    """An address comes out as it went in, what may not stand in one percent-encoded."""
    written = link_address(address)
    assert not re.search(r"[\s<>\"\\`{|}]", written)
    for place in ("[words](<@>)", "- [words](<@> 'title')", "[words][a]\n\n[a]: <@>"):
        tree = convert(place.replace("@", written))
        links = [each for each in tree.iter("a") if each.text == "words"]
        assert [unquote(each.get("href") or "") for each in links] == [
            unquote(re.sub("[\ud800-\udfff]", "?", address))
        ]
    for sign in ".-_~:/?#@!$()*+,;=%éك":
        assert link_address(sign) == sign
    assert link_address("a&b'[c] d\u00a0") == "a&amp;b&apos;&lsqb;c&rsqb; d".replace(" ", "%20")


@FIXED
@given(st.lists(st.tuples(texts, st.one_of(addresses, st.sampled_from(["x/", "#a"])), texts)))
def test_references(links: list[tuple[str, str, str]]) -> None:
    """Every link of a page has its words, its address and its title."""
    references = References()
    lines = [f"- {references.link(*each)}" for each in links]
    defined = references.definitions()
    assert all(re.match(r"\[[a-z0-9]+(-[a-z0-9]+)*\]: \S", each) for each in defined.splitlines())
    tree = convert(without_isolates("\n".join([*lines, "", defined])))
    found = [each for each in tree.iter("a") if not each.get("class")]
    assert [
        (folded(each.text_content()), unquote(each.get("href") or ""), each.get("title"))
        for each in found
    ] == [
        (folded(text), unquote(re.sub("[\ud800-\udfff]", "?", to)), folded(title))
        for text, to, title in links
    ]


@pytest.mark.parametrize(
    ("place", "payload"),
    [
        ("paragraph", "*a*"),
        ("paragraph", "&lt;"),
        ("paragraph", "[TOC]"),
        ("last line", "==="),
        ("two paragraphs", "~~~"),
        ("after a class", "a }"),
        ("heading", "a #"),
        ("heading with an id", "a { .b }"),
        ("nested item", "1. a"),
        ("cells", "a | b"),
        ("quotation", "> a"),
        ("admonition", "`a`"),
        ("tab", "[link]"),
        ("words of a reference", "a](b)"),
        ("words of a link", "a\\]: b"),
        ("footnote", "- a"),
        ("Markdown in HTML", "</div>"),
        ("element", "\x02# a"),
        ("definitions", "&lt;"),
        ("definitions", '"\n[b]: z "c'),
    ],
)
def test_markup_is_seen(place: str, payload: str) -> None:
    """Without the escape the tests above fail: what they compare is not blind."""
    with pytest.raises(AssertionError):
        assert_is_text(payload, payload, INERT[place][1])


@FIXED
@given(texts)
def test_a_backslash_or_a_reference(payload: str) -> None:
    """Nothing is added to a text but backslashes, and references to some."""
    out = escape(payload)
    assert isinstance(out, Markup)
    assert "\n" not in out
    references = {"&amp;": "&", "&lt;": "<"}
    references |= {f"&#{ord(sign)};": sign for sign in "]=^~"}
    parts = re.split(r"(&[#a-z0-9]+;|\\[^\w\s]|\\_)", out)
    parts[1::2] = [references.get(each, each[1:]) for each in parts[1::2]]
    assert "".join(parts) == folded(payload)


@pytest.mark.parametrize(
    "text",
    [
        "Nur-Sultan – the “new” capital (Astana), Kazakhstan's 2nd city; 43% of 1,350 tons.",
        "-3% in 2014-2020, +12.5 since 20.1.2014",
        "~100 people",
        "!Viva!",
        "1992 was the year. 10 April 1992",
        "20.1.2014",
        "2014-01-20/2014-02?",
        "3.14 is no list, nor is C5+1",
        "a_b, snake_case_name: 5 > 4 = 4 ~ 4 + 1 - 1; #1 #tag!",
        "What? Yes! 'So' it was: \"so\"… @someone https://example.org/a-b?c=d#e",
        "قال «نعم»، في 20 كانون الثاني/يناير 2014 (بنسبة 43%)؛ أليس كذلك؟",
        "ذكر مُحَمَّد_ك 1,350 طنًّا",
    ],
)
def test_prose_reads_as_it_was_written(text: str) -> None:
    """Ordinary text has no backslash and no reference in it."""
    assert escape(text) == text


def test_what_is_safe_passes() -> None:
    """What is safe by construction is not escaped again; numbers are text, and isolated."""
    markup = Markup("<b>*تغيّر -3%*</b>")
    for inert in (escape, escape_text, link_title):
        assert inert(markup) is markup
        assert inert(5) == "5"
    assert escape("*<") == "\\*&lt;"
    assert escape_text("<b>تغيّر -3%</b>") == "&lt;b>تغيّر \u2066-3%\u2069&lt;/b>"
    assert link_title('*<"\\ تغيّر -3%') == "*&lt;&quot;&#92; تغيّر \u2066-3%\u2069"


def test_templates_escape_by_themselves(language: Language) -> None:
    """Whatever a template prints is escaped, forgotten or not: a value, a macro's, a word's."""
    environment: Environment = Renderer(language).environment
    source = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}"
        "{{ x }} {{ m(x) }} {{ x | upper }} {{ 'a' ~ x }} {{ t('cite.title', title=x) }} "
        "{{ [x, x] | join(t('list.between')) }}"
    )
    made = environment.from_string(source).render(x="<b>*")
    assert made.count("<") == made.count("<i>") + made.count("</i>") == 2
    assert made.count("*") == made.count("\\*") == made.count("&lt;") == 7
    filtered = "{{ x | code }} {{ x | link_address }} {{ x | attribute }} {{ x | isolated }}"
    made = environment.from_string(filtered).render(x="<b>*")
    assert made.startswith("<code>&lt;b>\\*</code> %3Cb%3E* %3Cb%3E&ast; ")
    assert made.strip("\u2068\u2069").endswith("&lt;b>\\*")


def test_front_matter(language: Language) -> None:
    """Title and description, as strangers wrote them, stay within the head of the page."""
    renderer = Renderer(language)
    plain, *made = (
        get_data(renderer.render(Page("x/index.md", "index", words, words, {"items": []})))
        for words in ("plainword", *HOSTILE)
    )
    for payload, (body, facts) in zip(HOSTILE, made, strict=True):
        kept = SURROGATE.sub("\ufffd", payload)
        assert facts == {**plain[1], "title": kept, "description": kept}
        assert body.count("\n") == plain[0].count("\n")


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("تغيّر بنسبة -3%.", ["-3%"]),
        ("بين 10% و20%، من", ["10%", "20%"]),
        ("نسبة (+12.5) في 2014-2020", ["+12.5", "2014-2020"]),
        ("درجة −3", ["−3"]),
        ("يوم 2020-09-15", ["2020-09-15"]),
        # These stand as they should by themselves.
        ("الساعة 07:04 من عام 2014", []),
        ("طائرة MQ-9 وصيغة C5+1 وF-16", []),
        ("down by -3% in 2014-2020", []),
    ],
)
def test_what_would_change_its_order_beside_arabic_is_isolated(
    text: str, isolated: list[str]
) -> None:
    ordered = isolate_numbers(text)
    assert re.findall("\u2066(.*?)\u2069", ordered) == isolated
    assert re.sub("[\u2066\u2069]", "", ordered) == text


def test_isolates_become_elements_where_there_can_be_some() -> None:
    """In text, not in an attribute; what looks like an isolate and is none stays as it is."""
    text = isolate_numbers("في 2014-2020")
    filled = f'<p title="{text}">{text} \u2066<b>x</b>\u2069</p>'
    element = 'في <bdi dir="ltr">2014-2020</bdi>'
    assert isolates_to_bdi(filled) == f'<p title="{text}">{element} \u2066<b>x</b>\u2069</p>'
    choice = f"<option value='x'>{text} (2)</option>"
    assert isolates_to_bdi(f"{choice}{text}") == f"{choice}{element}"
    assert isolates_to_bdi("plain") == "plain"
    name = isolate_name("قناة i24 2014-2020", "rtl")
    inner = "قناة i24 2014-2020".replace("2014-2020", '<bdi dir="ltr">2014-2020</bdi>')
    assert isolates_to_bdi(isolate_numbers(name)) == f'<bdi dir="rtl">{inner}</bdi>'


@pytest.mark.parametrize(
    "kept",
    [
        "[a\u2066b][x] c\u2069",
        "| a\u2066b | c\u2069 |",
        "**a\u2068b** c\u2069",
        "a\u2066b\n\nc\u2069",
        "```text\na < \u2066b\u2069\n```",
        "<https://example.org/\u2066b\u2069>",
        "a\u2066b",
    ],
)
def test_isolates_that_stay(kept: str) -> None:
    """What begins in one text and ends in another is no element, nor is there any in code."""
    element = '<bdi dir="ltr">1\\*</bdi>'
    assert isolates_to_bdi(f"{kept}\n\n\u20661\\*\u2069") == f"{kept}\n\n{element}"


def test_names_with_latin_letters_are_isolated() -> None:
    """Others stand as they are, and all do in a text from left to right."""
    names = ("El.kz", "الجزيرة 24", "El.kz (الطبعة العربية)")
    assert [isolate_name(name, "ltr") for name in names] == [*names]
    isolated = [f"\u2068{names[0]}\u2069", names[1], f"\u2067{names[2]}\u2069"]
    assert [isolate_name(name, "rtl") for name in names] == isolated
