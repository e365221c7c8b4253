"""The links of a page: readable keys in the text, addresses and titles at the end."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup
from publishing import converted

from scripts.i18n.language import Language
from scripts.pages.page import Page
from scripts.pages.references import References
from scripts.pages.render import Renderer

PAGE = Page("sources/a.md", "a", "*Title*", "", {"links": [("في 2014-2020 [1]", "x/", "عن -3%")]})


def test_keys_of_references() -> None:
    """A definition for each address and title, under a key that says where it leads."""
    references = References()
    hafryat = "../../sources/hafryat/index.md"
    assert references.link("Hafryat, 2022", hafryat, 'Why "here"?') == "[Hafryat, 2022][hafryat]"
    assert references.link("[b]", hafryat, 'Why "here"?') == "[\\[b\\]][hafryat]"
    assert references.link("c", hafryat) == "[c][hafryat-2]"
    assert references.link("d", "../hafryat/") == "[d][hafryat-3]"
    assert references.link("c", hafryat) == "[c][hafryat-2]"
    assert references.link("e", "#claim-3") == "[e][claim-3]"
    assert references.link("f", "../method/#single-source") == "[f][method-single-source]"
    assert references.link("g", "https://example.org/كلمة?a=(b)") == "[g][example-org]"
    assert references.link("h", "https://example.org/a", key="p 1") == "[h][p-1]"
    assert references.link("i", "https://[") == "[i][link]"
    assert references.link(Markup("*j*"), "x") == "[*j*][x]"
    assert references.link("l", "x", Markup("&lt;")) == "[l][x-2]"
    assert references.link("*k*", "") == "\\*k\\*"
    assert references.definitions().splitlines() == [
        '[hafryat]: ../../sources/hafryat/index.md "Why &quot;here&quot;?"',
        "[hafryat-2]: ../../sources/hafryat/index.md",
        "[hafryat-3]: ../hafryat/",
        "[claim-3]: #claim-3",
        "[method-single-source]: ../method/#single-source",
        "[example-org]: <https://example.org/كلمة?a=(b)>",
        "[p-1]: https://example.org/a",
        "[link]: https://&lsqb;",
        "[x]: x",
        '[x-2]: x "&amp;lt;"',
    ]


def rendered(language: Language, template: str) -> str:
    """PAGE in a template that may import two macros."""
    renderer = Renderer(language)
    macros = "{% macro one(each) %}{{ link(each[0], up ~ each[1], each[2]) }}{% endmacro %}"
    renderer.environment.loader = DictLoader({"a.md.j2": template, "macros": macros})
    return renderer.body(PAGE, "../")


def test_links_of_a_page(language: Language) -> None:
    """Wherever a template writes a link, its definition is at the end; each page has its own."""
    template = (
        "{% import 'macros' as parts with context %}"
        "# {{ title }}\n\n{% for each in links %}\n- {{ parts.one(each) }}\n{% endfor %}\n"
        "{{ link('again', '../x/', links[0][2]) }}\n"
    )
    page = rendered(language, template)
    assert page == (
        "# \\*Title\\*\n\n"
        '- [في <bdi dir="ltr">2014-2020</bdi> \\[1\\]][x]\n'
        "[again][x]\n\n"
        '[x]: ../x/ "عن \u2066-3%\u2069"\n'
    )
    assert rendered(language, template) == page
    links = [each for each in converted(page).iter("a") if each.get("class") != "headerlink"]
    assert [each.get("href") for each in links] == ["../x/", "../x/"]
    assert links[0].text_content() == PAGE.shows["links"][0][0]


def test_no_links(language: Language) -> None:
    """A page without links ends with its text; a macro that lacks the context is told of."""
    assert rendered(language, "\n# {{ title }}\n\n") == "# \\*Title\\*\n"
    with pytest.raises(UndefinedError, match="up"):
        rendered(language, "{% import 'macros' as parts %}{{ parts.one(links[0]) }}")
