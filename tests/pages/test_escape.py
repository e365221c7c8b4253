"""Text of strangers stays text, wherever a page puts it and whatever Markdown could make of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from fixed import fixed
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from markdown import Markdown
from markupsafe import Markup
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from scripts.i18n.language import Language
from scripts.pages.escape import (
    escape,
    escape_text,
    isolate_name,
    isolate_numbers,
    isolates_to_bdi,
)
from scripts.pages.page import Page
from scripts.pages.render import Renderer

ROOT = Path(__file__).parents[2]
FIXED = fixed(150)

Convert = Callable[[str], lxml.html.HtmlElement]

PLACES = {
    "paragraph": "{}",
    "within a paragraph": "before {} after",
    "heading": "# {}",
    "heading with an id": "# {} {{ #entry }}",
    "item of a list": "- first\n- {}\n- last",
    "cell of a table": "| a | b |\n|---|---|\n| {} | c |",
    "words of a link": "[{}](https://example.org/)",
    "block of HTML": '<p class="what">{}</p>',
    "attribute": '<p class="what" title="{}">words</p>',
    "quotation": "> {}",
}
"""Where a page may put a text, in Markdown."""

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
    "<a href='https://example.org/'>a</a>",
    # references to characters
    "&lt;b&gt;",
    "&#60;b&#62;",
    "&#x3C;script&#x3E;",
    "&amp;lt;",
    "&copy &copy; AT&T",
    # Markdown within a line
    "*a* **b** ***c***",
    "_a_ __b__ a_b_c",
    "`code` ``more``",
    "```python",
    "~~~",
    "![picture](https://example.org/x.png)",
    "[link](javascript:alert(1))",
    '[link](https://example.org/ "title")',
    "[link][1]",
    "[1]: https://example.org/",
    "[^1]: a footnote",
    "a[^1]",
    "](https://example.org/) [",
    r"\*a\* \\ \<",
    "a\\",
    "~~struck~~ ==marked== ++put in++ ^up^ H~2~O",
    ":smile: :material-home:",
    # attr_list
    "a {: .b #c onclick=alert(1) }",
    "{: onload=alert(1) }",
    "{ #other .class }",
    "} {",
    # blocks
    "# a",
    "a #",
    "## a { #b }",
    "a\n===",
    "a\n---",
    "---",
    "***",
    "- a",
    "+ a",
    "* a",
    "1. a",
    "1) a",
    "1986\\. A year",
    "> a",
    "    code",
    "\tcode",
    "| a | b |",
    "a | b\n--|--\nc | d",
    "Term\n:   what it means",
    "*[HTML]: abbreviated",
    "!!! note",
    "??? note",
    '=== "Tab"',
    "- [ ] to do",
    "a  \nb",
    "a\n\nb\n\n# c",
    # front matter, templates, snippets, references
    "---\ntitle: other\n---",
    "title: other",
    "{{ config.site_name }}",
    "{% raw %}",
    "{# comment #}",
    '--8<-- "mkdocs.yml"',
    "[TOC]",
    "[[Page]]",
    "@someone #1",
    "$a$ $$b$$ \\(c\\)",
    # signs and their like
    "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "<tag> in wide letters: ＜script＞",
    "“a” ‘b’ «c» – — …",
    "قال «كلمة» *ثم* [سكت](x) <b> {: .c }",
    "א <b> *c*",
    "a\u00a0b\u2003c",
    "wzxhzdk:0 klzzwxh:0000 amp",
    "a.b.c 3.14 1.2. x. 5.",
    "a-b --c- -d 1-2 - e",
]


@pytest.fixture(scope="module")
def convert() -> Convert:
    """Markdown to HTML, by the publisher's own package with the site's extensions, parsed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NO_MKDOCS_2_WARNING", "1")
        config = load_config(str(ROOT / "mkdocs.yml"))
    assert "attr_list" in config.markdown_extensions
    markdown = Markdown(
        extensions=config.markdown_extensions,
        extension_configs=config.mdx_configs,
    )

    def html(text: str) -> lxml.html.HtmlElement:
        return lxml.html.fragment_fromstring(markdown.reset().convert(text), create_parent="main")

    return html


def folded(text: str) -> str:
    return " ".join(text.split())


def shape(tree: lxml.html.HtmlElement) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, in order, but for the ids that `toc` makes of headings."""
    found = []
    for element in tree.iter():
        attributes = {str(name): str(value) for name, value in element.attrib.items()}
        if element.tag == "h1" and attributes.get("id") != "entry":
            assert re.fullmatch(r"[\w-]*", attributes.pop("id", ""))
        found.append((str(element.tag), attributes))
    return found


def assert_is_text(payload: str, place: str, convert: Convert) -> None:
    """A page with `payload` has the elements and attributes that it has with a plain word."""
    plain, made = (convert(PLACES[place].format(escape(words))) for words in ("plainword", payload))
    wanted = [
        (tag, {name: value.replace("plainword", folded(payload)) for name, value in each.items()})
        for tag, each in shape(plain)
    ]
    assert shape(made) == wanted
    text = folded(plain.text_content()).replace("plainword", folded(payload))
    assert folded(made.text_content()) == folded(text)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text(payload: str, place: str, convert: Convert) -> None:
    """What could be markup comes out as the text that it is, in every place."""
    assert_is_text(payload, place, convert)


printable = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)
marks = st.text("ab1 \n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", min_size=1, max_size=30)


@FIXED
@pytest.mark.parametrize("place", PLACES)
@given(st.one_of(printable, marks).filter(folded))
@example("a {: .b }")
@example("1.")
@example("-")
def test_every_text_survives(convert: Convert, place: str, payload: str) -> None:
    """Every printable text comes out as it went in, but for its white space."""
    assert_is_text(payload, place, convert)


@pytest.mark.parametrize(
    ("place", "payload"),
    [
        ("paragraph", "*a*"),
        ("paragraph", "<b>a</b>"),
        ("paragraph", "&lt;"),
        ("heading with an id", "a { .b }"),
        ("cell of a table", "a | b"),
        ("block of HTML", "<b>a"),
        ("attribute", '" b="'),
    ],
)
def test_markup_is_seen(
    place: str, payload: str, convert: Convert, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the escape the tests above fail: what they compare is not blind."""
    monkeypatch.setitem(globals(), "escape", str)
    with pytest.raises(AssertionError):
        assert_is_text(payload, place, convert)


@given(st.text())
@FIXED
def test_escape(text: str) -> None:
    """Only letters, digits and harmless signs go out as they are, and never a line break."""
    out = escape(text)
    assert isinstance(out, Markup)
    assert not re.search(r"[^\w\s,;?%/.\-&#]|_", out, re.ASCII) or not out.isascii()
    assert "\n" not in out
    assert re.sub(r"&#([0-9]+);", lambda found: chr(int(found[1])), out) == folded(text)


def test_what_is_safe_passes() -> None:
    """What is safe by construction is not escaped again; numbers are text."""
    assert escape(Markup("<b>a</b>")) == "<b>a</b>"
    assert escape(escape("<")) == "&#60;"
    assert escape(5) == "5"
    assert escape("plain words, a-b; 100% of 1/2?") == "plain words, a-b; 100% of 1/2?"


def test_templates_escape_by_themselves(language: Language) -> None:
    """Whatever a template prints is escaped, forgotten or not: a value, a macro's, a word's."""
    environment: Environment = Renderer(language).environment
    source = (
        "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}"
        "{{ x }} {{ m(x) }} {{ x | upper }} {{ [x] | join }} {{ 'a' ~ x }} "
        "{{ t('cite.title', title=x) }}"
    )
    made = environment.from_string(source).render(x="<b>*")
    assert made.count("<") == made.count("<i>") + made.count("</i>") == 2
    assert "*" not in made
    assert made.count("&#60;") == 6


@pytest.mark.parametrize("payload", HOSTILE)
def test_front_matter(payload: str, language: Language) -> None:
    """Title and description, as strangers wrote them, stay within the head of the page."""
    plain, made = (
        get_data(
            Renderer(language).render(Page("x/index.md", "index", words, words, {"items": []}))
        )
        for words in ("plainword", payload)
    )
    assert made[1] == {**plain[1], "title": payload, "description": payload}
    assert made[0].count("\n") == plain[0].count("\n")


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


def test_what_a_template_prints_is_in_order_and_escaped_but_for_markup() -> None:
    markup = Markup("<b>تغيّر -3%</b>")
    assert escape_text(markup) is markup
    assert escape_text("<b>تغيّر -3%</b>") == "&#60;b&#62;تغيّر \u2066&#45;3%\u2069&#60;/b&#62;"
    assert escape_text(-3) == "&#45;3"


@given(st.text(st.sampled_from("ab1٣ك _.-,;?%/<&>*\n\x0b\x1c\x7f\xa0")))
def test_all_of_ascii_that_could_mean_something_goes_out_as_a_number(text: str) -> None:
    """A point after a digit too, and a hyphen at the edge of a word; nothing else."""
    folded = " ".join(text.split())
    meant = r"[^\w ,;?%/.\-]|_|(?<=\d)\.|(?<!\w)-|-(?!\w)"
    parts = re.split(f"({meant})", folded, flags=re.ASCII)
    parts[1::2] = [each if each > "\x7f" else f"&#{ord(each)};" for each in parts[1::2]]
    assert escape(text) == "".join(parts)


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
    assert isolates_to_bdi(isolate_numbers(name)) == f"<bdi>{inner}</bdi>"


def test_names_with_latin_letters_are_isolated() -> None:
    """Others stand as they are, and all do in a text from left to right."""
    assert isolate_name("El.kz", "ltr") == "El.kz"
    assert isolate_name("El.kz", "rtl") == "\u2068El.kz\u2069"
    assert isolate_name("الجزيرة 24", "rtl") == "الجزيرة 24"
