"""Documents typeset by Typst: a template, and the data that it prints, become a PDF.

The fonts come with packages that the lock file pins; those of the system are not used. So one lock
file gives one document, byte for byte.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

import typst

from scripts.publish.store import digest_of

PACKAGES = ("fontpkg-amiri", "typst")
"""What a document depends on: the Arabic letters; the compiler, which brings Libertinus."""

STANDARD: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged for screen readers."""

PARALLEL = 2
"""How many documents are typeset at once: the compiler keeps each of them in memory whole."""


# Latin with its marks, Greek, Cyrillic, Armenian, Hebrew, Arabic, signs: a test sets all of them.
_UNKNOWN = re.compile(
    "[^ -\u04ff\u0531-\u0604\u0606-\u06ff\u0750-\u077f\u1d00-\u2040\u2044-\u2052\u2054-\u211e"
    "\u2126-\u2151\u2153-\u2184\u2190-\u23ff\u2460-\u2606\u27b1-\u2bff\u2c60-\u2cff\ufb00-\ufb4f]"
)
"""What no font has. The standard refuses it; a mark stands in its place (Unicode, 23.8)."""
REPLACEMENT = "\ufffd"


class Document(NamedTuple):
    """A template of Typst, and JSON that it finds in `sys.inputs.data`."""

    template: bytes
    data: str


def document(template: bytes, data: Mapping[str, Any]) -> Document:
    """The document that a template makes of values; texts in them are values, never markup."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Document(template, _UNKNOWN.sub(REPLACEMENT, text))


@cache
def fonts() -> typst.Fonts:
    folder = str(files("fontpkg_amiri").joinpath("files"))
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


def typeset(document: Document) -> bytes:
    """The PDF of a document.

    Raises TypstError for a mistake in the template, TypstWarning for what the compiler warns of.
    """
    made, warnings = typst.compile_with_warnings(
        document.template,
        font_paths=fonts(),
        sys_inputs={"data": document.data},
        pdf_standards=STANDARD,
        # No clock: the template sets the date of the document.
        timestamp=datetime.datetime.fromtimestamp(0, datetime.UTC),
    )
    for warning in warnings:
        raise warning
    return made


def typeset_all(wanted: Sequence[Document]) -> Iterator[bytes]:
    """Typeset each in a process of its own, with which all memory goes that the compiler took."""
    if not wanted:
        return
    workers = min(PARALLEL, len(wanted))
    # Not forked: other threads may be running.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, context, max_tasks_per_child=1) as pool:
        yield from pool.map(typeset, wanted)


def document_digest(document: Document) -> str:
    """A name for a PDF: a digest of all that it depends on."""
    versions = [(name, version(name)) for name in PACKAGES]
    return digest_of([document.template.decode(), document.data, versions, STANDARD])
