r"""The canonical layout of a record's file: one way to write what a record says.

The rules, so that whatever else writes records can do it alike:

1. The first line is `# yaml-language-server: $schema=` and the way to the record's schema.
2. Keys come in the order of the fields in `records.model`. The languages of a text: `en`, then the
   others by their codes. The rows of a table stay in their order, and so does whatever is unknown,
   after what is known.
3. Mappings and lists are written in blocks: a step is two blanks, a list is one step deeper than
   its key, an item begins with `- `. Where nothing is in them: `[]`, `{}`.
4. A line has 100 characters at most, as far as there is a blank to break it at. A text that does
   not fit behind its key (quotation marks counted) goes below it, after `>-`, one step deeper,
   as many words to a line as fit. White space within a text is folded. Only texts are folded, not
   ids, addresses and dates.
5. A value is plain where every reader of YAML takes it for the same text. In quotation marks stand:
   - one word that begins with a digit or with - + . and anything made of digits and the signs of
     dates alone, hence every date and every day; and a fingerprint; but not a number, such as that
     of a paragraph;
   - y, n, yes, no, on, off, true, false, null, ~, =, <<, in whatever case;
   - what begins with one of , [ ] { } # & * ! | > ' " % @ ` or with - ? : before a blank, what
     has `: ` or ` #` in it, what ends in a colon, and what is empty.
   The marks are "double"; where the text has a " or a \ itself, 'single', and ' is doubled. A value
   for which nothing at all is written stays so.
6. A comment stays with its value: above it on its own line, or two blanks behind it. One behind a
   text moves above it: there it cannot be taken for the rest of the text. Empty lines stay above
   comments at the left margin, one at a time, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from scripts.layout.printer import Printer
from scripts.layout.tree import Tree, grow
from scripts.problems import Problem, problem
from scripts.records.load import EVENTS, PROPOSED, REDIRECTS, SEEDS, VOCABULARY
from scripts.records.model import VOCABULARIES, Entry, Redirect, Source
from scripts.records.reader import parse
from scripts.records.shape import Shape
from scripts.records.text import decode

SCHEMAS = PurePosixPath("timeline/schema")
MODELINE = "# yaml-language-server:"

MENDED = frozenset({"carriage-return", "byte-order-mark"})
"""Problems that the layout takes away."""

HARMLESS = frozenset({"not-nfc", "mixed-scripts"})
"""Problems that it leaves: the text can be read as it was meant."""

LONGEST_KEY = 128
"""Characters of a key; no field and no id is as long, and YAML itself ends at 1024."""


def model_of(path: str) -> tuple[Any, str, bool] | None:
    """What the file at `path` holds: its model, its schema's name, whether it is a table of them.

    None where no record belongs.
    """
    place = PurePosixPath(path)
    if place.is_relative_to(EVENTS):
        return Entry, "event", False
    if place.is_relative_to(PROPOSED):
        return Entry, "proposed", False
    if place.is_relative_to(SEEDS):
        return Source, "source", False
    if place == PurePosixPath(REDIRECTS):
        return Redirect, "redirects", True
    if place.parent == PurePosixPath(VOCABULARY) and place.stem in VOCABULARIES:
        return VOCABULARIES[place.stem], place.stem, True
    return None


def first_line(path: str, schema: str) -> str:
    """The line by which editors find the schema of the record at `path`."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    way = f"{up}{SCHEMAS}/{schema}.schema.json"
    # From within timeline/ the way is shorter: ../schema, not ../../timeline/schema.
    if path.startswith("timeline/"):
        way = way.removeprefix("../").replace("timeline/", "", 1)
    return f"{MODELINE} $schema={way}"


def canonical(data: bytes, path: str, languages: Sequence[str]) -> tuple[str, list[Problem]]:
    """The text of the record at `path` in its canonical layout, or why it has none.

    `path` is that in the repository, and must be one of a record (`model_of`); `languages` are the
    codes of the site. There is none where the reader finds something wrong (see `reader.parse`)
    that is not mended by writing the file anew; a record that says something wrong has one.
    """
    known = model_of(path)
    shape = Shape(known[0], known[2]) if known else None
    document, found = parse(data, path, shape)
    problems = [each for each in found if each.code not in MENDED | HARMLESS]
    if document is None or problems:
        return "", problems
    if not isinstance(document.value, dict):
        return "", [problem(path, 1, 1, "not-a-mapping")]
    for where, mark in document.marks.items():
        if where and len(str(where[-1])) > LONGEST_KEY:
            name = where[-1]
            place = (mark.key_line, mark.key_column)
            return "", [problem(path, *place, "unknown-field", field=name, suggestion="")]
    text, _ = decode(data, path)
    return written(grow(text or ""), path, languages), []


def written(tree: Tree, path: str, languages: Sequence[str]) -> str:
    """The canonical text of a record that is to stand at `path`."""
    known = model_of(path)
    if known is None:
        raise ValueError(path)
    hint, schema, table = known
    _without_first_line(tree)
    order = sorted(languages, key=lambda code: (code != "en", code))
    return Printer(order).file(tree, hint, first_line(path, schema), table=table)


def _without_first_line(tree: Tree) -> None:
    """Take away the line for editors, which is written anew."""
    rows = (row.before for row in tree.root.children or [])
    for above in (tree.head, tree.root.foot, *rows):
        above[:] = [each for each in above if not each.words.startswith(MODELINE)]


__all__ = ["canonical", "first_line", "grow", "model_of", "written"]
