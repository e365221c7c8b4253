"""data/timeline.csv: one row an entry, for spreadsheets.

Form: RFC 4180 (commas, CRLF, every cell in quotes), UTF-8 with a byte order mark, without which
Excel takes the file for the local encoding.  A cell that a spreadsheet would take for a formula has
an apostrophe before it, which spreadsheets read as "this is text" (OWASP, CSV Injection); the exact
text is in timeline.json.  Several values in a cell are parted by "; ".
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence

from scripts.cite.lines import line
from scripts.contents import Chain
from scripts.exports.assembly import Assembly
from scripts.exports.columns import columns
from scripts.exports.edition import Edition, Part
from scripts.timeline.model import Chronology, JoinedEntry

# OWASP, CSV Injection: the signs that open a formula, in full width too.  Tab and carriage return,
# which it names as well, open no cell: white space is folded.
FORMULA = re.compile("[=+@\uff1d\uff0b\uff0d\uff20-]")


class TimelineCsv(Assembly):
    """data/timeline.csv: every entry, withdrawn ones too, in the order of time."""

    def __init__(self, chronology: Chronology, edition: Edition, _part: Part) -> None:
        """The table of `chronology` in `edition`, with its columns."""
        self._columns = columns(chronology, edition)

    def of_entry(self, entry: JoinedEntry) -> bytes:
        """The row of an entry."""
        return row(cell(column.value(entry)) for column in self._columns)

    def file(self, entries: Sequence[bytes], _sources: Sequence[bytes]) -> Chain:
        """The table: the names of the columns, then these rows."""
        return codecs.BOM_UTF8, row(each.name for each in self._columns), *entries


def row(cells: Iterable[str]) -> bytes:
    """A row of the table, with the end of its line."""
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return file.getvalue().encode()


def cell(value: object) -> str:
    """What stands in a cell for `value`: one line that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            text = line(value)
            return f"'{text}" if FORMULA.match(text) else text
