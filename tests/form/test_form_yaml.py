"""What the form writes is in the layout, its keys in order, and says what was put in."""

from __future__ import annotations

from playwright.sync_api import Page

from scripts.checks.order import misplaced_keys
from scripts.layout import laid_out
from scripts.records.load import EVENTS, Records
from scripts.records.location import Value
from scripts.records.yaml import parse

WRITTEN = """async records => {
  const {yaml} = await import("/look/form/yaml.js");
  const facts = await read("en");
  const line = "# yaml-language-server: $schema=../schema/event.schema.json";
  return records.map(record => yaml(record, facts, line));
}"""

ODD = [
    *("no", "~", "1992", "0x1F", "1e3", ".inf", "2014-01-20", "12:30", "-", "- x", "-x", "? y"),
    *("a: b", "a:b", "a #b", "a#b", "ends:", "# x", "'x'", '"x"', 'a "b" c', "back\\slash", "it's"),
    *["{x}", "[x]", "&x", "*x", "!x", "|", "%x", "@x", "`x`", "---", "...", "=", "<<", "Y"],
    "--- x",
    *("+x", ".x", "3 men", "1, 2", "a" * 64, "a" * 120, "word " * 40, "«كلمة» " * 30, "لا", "x  y"),
    *("a: " * 50, "1992 " * 30, "http://x " * 12, "-" * 99 + " -", "a" * 90 + " " + "b" * 90),
]


def test_every_record(modules: Page, real_records: Records, codes: tuple[str, ...]) -> None:
    """The real entries: `make format` leaves alone what the form writes of them; all is in it."""
    values = [each.location.document.value for each in real_records.entries]
    assert len(values) > 80
    compared(modules, values, codes)


def test_odd_texts(modules: Page, codes: tuple[str, ...]) -> None:
    """Whatever a text looks like, it is read back as the text that it is."""
    values: list[Value] = [
        {
            "title": {"en": text, "ar": text},
            "date": text,
            "topics": [text, "x"],
            "claims": [
                {
                    "id": text,
                    "text": {"en": text},
                    "cites": [
                        {"source": text, "passage": {"start": text, "paragraph": "12"}},
                        {"source": {"title": text, "language": "no", "url": "https://example.org"}},
                        {},
                    ],
                },
            ],
            "sought": [{"date": "2020-01-02", "what": {"ar": text}}],
            "see_also": [],
            "of no kind": text,
        }
        for text in ODD
    ]
    compared(modules, values, codes)


def compared(modules: Page, values: list[Value], codes: tuple[str, ...]) -> None:
    written: list[str] = modules.evaluate(WRITTEN, values)
    name = (EVENTS / "x.yml").as_posix()
    for value, text in zip(values, written, strict=True):
        document, _ = parse(text.encode(), name)
        assert document is not None, text
        assert folded(document.value) == folded(value)
        formatted, problems = laid_out(text.encode(), name)
        assert not problems
        assert text == formatted
        assert [*misplaced_keys(document, name, codes)] == []


def folded(value: Value) -> Value:
    """The value with the white space of its texts folded, as the models read it."""
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return [folded(each) for each in value]
    return {key: folded(each) for key, each in value.items()}
