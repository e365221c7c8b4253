"""The chart as HTML: whole, named, mirrored, inert, small."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from lxml import etree
from lxml import html as parser
from markdown import Markdown

from scripts.i18n.language import Language
from scripts.pages.chart.marks import MOST_MARKS
from scripts.pages.list_pages import timeline
from scripts.pages.page import PageContext, SiteContext
from scripts.records.fields import Text
from scripts.timeline.model import Chronology

from .making import LANGUAGES, chart_of, dated, many, whole_of

LOOK = Path(__file__).parents[3] / "docs/theme/look"

HOSTILE = (
    "</text></svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onfocus="alert(1)" autofocus x="',
    "' onmouseover='alert(1)",
    "]]> --> <!-- &lt;script&gt; &#60;b&#62; &amp;",
    "{{ 7*7 }} {% raw %} ${x} **bold** _it_ `code` [a](javascript:alert(1)) ![x](y) ~~s~~",
    "</figure>\n\n# Heading\n\n- item | a | b |\n\n    code",
    "مرحبا</title><style>*{display:none}</style>",
)


def values(element: etree._Element, xpath: str) -> list[str]:
    """The attributes or texts that `xpath` finds."""
    found = element.xpath(xpath)
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_it_is_one_block_that_markdown_leaves_alone(html: str) -> None:
    """One line that begins with a block element; what stands around it is read as ever."""
    assert html.startswith("<figure ")
    assert "\n" not in html
    made = Markdown(extensions=["attr_list", "toc"]).convert(f"# A\n\n{html}\n\n*text*")
    blocks = [line for line in made.splitlines() if line]
    assert blocks == ['<h1 id="a">A</h1>', html, "<p><em>text</em></p>"]


def test_every_entry_is_there_once_in_each_form(whole: Chronology, figure: etree._Element) -> None:
    """In the order of time among the marks, and lane by lane among the lists."""
    ids = list(whole.entries)
    links = [f"../events/{id_}/" for id_ in ids]
    plot = "//svg[@class='plot']//a"
    assert values(figure, f"{plot}/@data-id") == ids
    assert values(figure, f"{plot}/@href") == links
    lists = values(figure, "//div[@class='chart-phone']//li/a/@href")
    assert sorted(lists) == sorted(links)
    strips = "//div[@class='chart-phone']//summary//*[@data-id]/@data-id"
    assert sorted(values(figure, strips)) == sorted(ids)


def test_only_what_stands_is_drawn(whole: Chronology, language: Language) -> None:
    """An entry of no year is not drawn; without any entry there is no chart."""
    some = {id_: whole.entries[id_] for id_ in [*whole.entries][::3]}
    part = replace(whole_of(whole, some), entries=whole.entries)
    drawn = values(etree.fromstring(chart_of(part, language)), "//svg[@class='plot']//a/@data-id")
    assert drawn == [*some]
    none = replace(whole, years={})
    context = PageContext(none, language, SiteContext())
    assert timeline(context, "timeline.md").parts["places"]["chart"] == ""


def test_marks_have_names(whole: Chronology, language: Language, figure: etree._Element) -> None:
    """The date in words, the title, the topic; what the card shows is there in the same words."""
    names = values(figure, "//svg[@class='plot']//a/title/text()")
    assert len(names) == len(whole.entries)
    for name, entry in zip(names, whole.entries.values(), strict=True):
        title = entry.record.title[language.code]
        topic = whole.topics[entry.record.topics[0]].label[language.code]
        (date,) = values(figure, f"//svg[@class='plot']//a[@data-id='{entry.id}']/@data-date")
        assert name == language.word("chart.mark", date=date, title=title, topic=topic)
    english = {
        "en": "20 January 2014: What happened in 2014-01-20, Trade",
        "ar": "20 كانون الثاني/يناير 2014: What happened in 2014-01-20 بالعربية، موضوع trade",
    }
    assert english[language.code] in names


def test_the_figure_has_names_and_lists(figure: etree._Element) -> None:
    """A named figure, a named list of links, and drawings that are only looked at are hidden."""
    assert figure.get("aria-label")
    assert figure[-1].tag == "figcaption"
    (plot,) = figure.findall(".//svg[@class='plot']")
    assert (plot.get("role"), bool(plot.get("aria-label"))) == ("list", True)
    for child in plot:
        assert child.get("role") == "listitem" or child.get("aria-hidden") == "true"
    for svg in figure.iter("svg"):
        hidden = any(each.get("aria-hidden") for each in (svg, *svg.iterancestors()))
        inner = any(each.tag == "svg" for each in svg.iterancestors())
        assert hidden or inner or svg.get("role")


def test_arabic_is_the_mirror_of_english(whole: Chronology) -> None:
    """Each place is the width less the other's, on both scales; lengths are the same."""
    figures = {code: etree.fromstring(chart_of(whole, LANGUAGES[code])) for code in LANGUAGES}
    width = float(values(figures["en"], "//svg[@class='plot']/@width")[0])
    places = {
        code: {
            each.get("data-id"): [float(n) for n in (each.get("data-at") or "").split()]
            for each in figure.iterfind(".//svg[@class='plot']//a")
        }
        for code, figure in figures.items()
    }
    assert places["en"].keys() == places["ar"].keys()
    for id_, (x, true, *lengths) in places["en"].items():
        mirrored = [width - x, width - true, *lengths]
        assert places["ar"][id_] == pytest.approx(mirrored, abs=0.11)
    assert figures["ar"].find(".//svg[@class='plot']").get("width") == str(int(width))  # type: ignore[union-attr]


def test_the_line_of_a_landmark_meets_its_mark(figure: etree._Element) -> None:
    """It ends where the mark stands, on both scales, and begins where the label ends."""
    poles = figure.findall(".//g[@class='pole']")
    assert len(poles) == 4
    for pole in poles:
        (mark,) = figure.findall(f".//svg[@class='plot']//a[@data-id='{pole.get('data-id')}']")
        assert mark.get("data-at") == pole.get("data-at")
        down = float((mark.get("transform") or "").rpartition(" ")[2].rstrip(")"))
        (line,) = pole
        assert float(line.get("y2", "")) == down
        label = [float(each.get("y", "")) + down for each in mark.iterfind("g[@class='flag']/text")]
        assert label == sorted(label)
        assert label[-1] < float(line.get("y1", "")) < down


def test_a_fading_bar_has_its_mask(figure: etree._Element) -> None:
    """Every mask that is named is there, and no two things have one id."""
    named = {*re.findall(r"url\(#(\w+)\)", etree.tostring(figure, encoding="unicode"))}
    ids = values(figure, "//@id")
    assert named <= set(ids)
    assert len(ids) == len(set(ids))
    # An id of a record has no capitals: none can be the same.
    assert all(re.search("[A-Z]", each) for each in ids)


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_text(whole: Chronology, language: Language, title: str) -> None:
    """Past all checks, through Markdown: a title stays a title, and makes no element."""
    first = next(iter(whole.entries.values()))
    texts = Text.model_construct(dict.fromkeys(LANGUAGES, title))
    record = first.record.model_copy(update={"title": texts, "weight": "landmark"})
    entries = {**whole.entries, first.id: replace(first, record=record)}
    mad = replace(whole, entries=MappingProxyType(entries))
    made = chart_of(mad, language)
    plain = chart_of(whole, language)
    assert "\n" not in made
    page = parser.fromstring(Markdown(extensions=["attr_list"]).convert(f"a\n\n{made}\n\nb"))
    assert {str(each.tag) for each in page.iter()} <= {
        *(str(each.tag).lower() for each in parser.fromstring(plain).iter()),
        "div",
        "p",
    }
    assert not [name for each in page.iter() for name in each.attrib if str(name).startswith("on")]
    folded = " ".join(title.split())
    (link,) = etree.fromstring(made).findall(f".//svg[@class='plot']//a[@data-id='{first.id}']")
    assert link.get("data-title") == folded
    assert folded in (link.findtext("title") or "")
    assert not re.search(r"(?<!&#)[*_`{}\[\]\\]", made)


def test_very_many_entries_are_counted(language: Language) -> None:
    """Ten thousand: small, every entry counted, every link to a year."""
    whole = many(10_000)
    html = chart_of(whole, language)
    assert len(html.encode()) < 120_000
    figure = etree.fromstring(html)
    links = figure.findall(".//svg[@class='plot']//a")
    assert 30 < len(links) < 40
    assert all(re.fullmatch(r"\.\./years/\d{4}/", each.get("href", "")) for each in links)
    names = values(figure, "//svg[@class='plot']//a/title/text()")
    assert sum(int(name.rsplit(": ")[-1].split()[0]) for name in names) == 10_000
    counted = values(figure, "//div[@class='chart-phone']//li/a/text()")
    assert sum(int(name.rsplit(": ")[-1]) for name in counted) == 10_000
    assert not values(figure, "//@data-id")
    hits = [float(n) for n in values(figure, "//svg[@class='plot']//rect[@class='hit']/@width")]
    assert min(hits) >= 24


def test_counting_begins_where_marks_would_be_a_blob(language: Language) -> None:
    """Up to there every entry has a mark."""
    for count, marks in ((MOST_MARKS, MOST_MARKS), (MOST_MARKS + 1, 0)):
        whole = many(count)
        figure = etree.fromstring(chart_of(whole, language))
        assert len(values(figure, "//svg[@class='plot']//a/@data-id")) == marks


def test_decades_link_to_the_list_of_years(language: Language) -> None:
    """Several years have no page of their own."""
    whole = many(MOST_MARKS + 1)
    old = dated(["1935-05-05"])
    both = whole_of(whole, {**old.entries, **whole.entries})
    figure = etree.fromstring(chart_of(both, language))
    (first, *_) = values(figure, "//svg[@class='plot']//a/@href")
    assert first == "../years/"


def test_it_is_small(html: str, whole: Chronology) -> None:
    """The drawing itself, and so much for each entry."""
    assert len(html.encode()) < 22_000 + 1_150 * len(whole.entries)
    assert len(gzip.compress(html.encode())) < 12_000


def test_the_script_and_the_styles_are_small_and_speak_no_language() -> None:
    """No words, no styles as text, logical properties only."""
    script = (LOOK / "chart.js").read_text("utf-8")
    styles = (LOOK / "chart.css").read_text("utf-8")
    assert len(script.encode()) < 10_000
    assert len(styles.encode()) < 9_000
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|cssText|\beval\b|\"style\"", script
    )
    bare = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    sides = "(left|right|top|bottom)"
    physical = rf"(?<![\w-])({sides}|width|height|(margin|padding|border)-{sides})\s*:"
    assert not re.findall(physical, re.sub(r"@media[^{]*", "", bare))
    assert not re.findall(r"#[0-9a-f]{3,8}\b", bare), "colours come from timeline.css"
    assert "italic" not in bare
    assert "letter-spacing" not in bare
