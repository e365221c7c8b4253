"""The command `pdf`: the whole timeline as one PDF a language, printed by Chromium.

Page numbers, the outline and the order of mixed scripts are the browser's; this module only puts
the entries into one document, in the order of time, with links to the published pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

import markdown
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from scripts.console import Reporter
from scripts.i18n.dates import year_words
from scripts.i18n.language import Language
from scripts.pages.entry_pages import entry
from scripts.pages.page import PageContext, SiteContext
from scripts.pages.render import Renderer
from scripts.pages.views import Views
from scripts.settings import Settings
from scripts.site.checked import load_and_check
from scripts.timeline.model import Chronology

TEMPLATES = Path(__file__).parents[1] / "pages" / "templates" / "root"
LOOK = Path("docs/theme/look/timeline.css")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 300
"""How long the browser may take; ten thousand entries take minutes."""


class NoBrowserError(Exception):
    """No Chromium is installed, or it failed; the text says which."""


def print_all(settings: Settings, reporter: Reporter, _given: Namespace) -> int:
    """Print the whole into pdf/."""
    word = reporter.language.section("pdf")
    checked = load_and_check(settings, reporter)
    if checked.chronology is None:
        reporter.problems(checked.problems)
        return 1
    look = (settings.root / LOOK).read_text("utf-8")
    try:
        chromium = browser(os.environ)
        for language in settings.languages:
            out = settings.root / "pdf" / f"{settings.name}.{language.code}.pdf"
            html = document(checked.chronology, language, settings.address, settings.version, look)
            print_pdf(html, out, chromium)
            reporter.say(word("done", file=out.relative_to(settings.root)))
    except NoBrowserError as error:
        reporter.say(word("no-browser", reason=error))
        return 1
    return 0


def browser(environment: Mapping[str, str]) -> str:
    """The Chromium to print with: the one that CHROMIUM names, else one that is on the path.

    Raises NoBrowserError.
    """
    names = [name for name in (environment.get("CHROMIUM"), *BROWSERS) if name]
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowserError(", ".join(names))
    return found


def document(
    chronology: Chronology, language: Language, address: str, version: str, look: str
) -> str:
    """The HTML document that is printed; `look` is the site's stylesheet."""
    context = PageContext(chronology, language, Views(chronology, language), SiteContext())
    renderer = Renderer(language)
    # The address of a page in the site, for the links between entries.
    up = f"{address}{language.code}/"
    shown = {
        page.records[0]: (page, _html(renderer.body(page, up), page.address))
        for page in (entry(context, f"events/{id_}.md", id_) for id_ in chronology.entries)
    }
    years = [
        (
            year_words(year, language),
            [(chronology.entries[id_], *shown[chronology.entries[id_].path]) for id_ in ids],
        )
        for year, ids in chronology.years.items()
    ]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True
    )
    return environment.get_template("whole.html.j2").render(
        language=language,
        address=up,
        version=version,
        look=Markup(look),  # noqa: S704  (our own stylesheet)
        years=years,
    )


def _html(text: str, address: str) -> Markup:
    """The Markdown of a page as HTML, its ids made different from those of all other pages."""
    html = markdown.markdown(text, extensions=["attr_list"])
    prefix = address.strip("/").replace("/", "-")
    html = re.sub(r' id="([^"]+)"', rf' id="{prefix}-\1"', html)
    return Markup(re.sub(r' href="#([^"]+)"', rf' href="#{prefix}-\1"', html))  # noqa: S704


def print_pdf(html: str, out: Path, chromium: str) -> None:
    """Print `html` into the file `out`. Raises NoBrowserError where the browser fails."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "whole.html", Path(folder) / "whole.pdf"
        page.write_text(html, "utf-8")
        done = subprocess.run(
            [
                chromium,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-pdf-header-footer",
                "--generate-pdf-document-outline",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={made}",
                page.as_uri(),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        if done.returncode or not made.is_file():
            raise NoBrowserError(done.stderr)
        shutil.move(made, out)
