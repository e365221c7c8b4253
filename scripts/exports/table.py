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

from scripts.chronology import Chronology
from scripts.cite.lines import line
from scripts.exports.columns import columns
from scripts.exports.edition import Edition, Part

# OWASP, CSV Injection: the signs that open a formula, in full width too.  Tab and carriage return,
# which it names as well, open no cell: white space is folded.
FORMULA = re.compile("[=+@\uff1d\uff0b\uff0d\uff20-]")


def timeline_csv(chronology: Chronology, edition: Edition, _part: Part) -> bytes:
    """data/timeline.csv: every entry, withdrawn ones too, in the order of time."""
    shown = columns(chronology, edition)
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(column.name for column in shown)
    for entry in chronology.entries.values():
        writer.writerow(cell(column.value(entry)) for column in shown)
    return codecs.BOM_UTF8 + file.getvalue().encode()


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
