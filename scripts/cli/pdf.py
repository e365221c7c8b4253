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
from markupsafe import Markup

from scripts.console import CommandError, Reporter
from scripts.exports.sitemap import ROOT_TEMPLATES
from scripts.i18n.dates import year_words
from scripts.i18n.language import Language
from scripts.pages.entry_pages import entry
from scripts.pages.page import Page, PageContext, SiteContext
from scripts.pages.render import Renderer, environment
from scripts.publish.mkdocs import PUBLISHERS, theme_files
from scripts.records.prose import EXTENSIONS
from scripts.settings import Settings
from scripts.site.checked import load_and_check
from scripts.timeline.model import Chronology, JoinedEntry

LOOK = Path("docs/theme/look/timeline.css")
BROWSERS = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
SECONDS = 300
"""How long the browser may take; ten thousand entries take minutes."""

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--no-pdf-header-footer", "--generate-pdf-document-outline"),
)


class NoBrowserError(Exception):
    """No Chromium is installed, or it failed; the text says which."""


def print_all(settings: Settings, reporter: Reporter, _given: Namespace) -> int:
    """Print the whole into pdf/."""
    word = reporter.language.section("pdf")
    checked = load_and_check(settings, reporter)
    if checked.chronology is None:
        return reporter.problems(checked.problems)
    try:
        chromium = browser(os.environ)
        for language in settings.languages:
            file = f"pdf/{settings.name}.{language.code}.pdf"
            html = document(checked.chronology, language, settings)
            print_pdf(html, settings.root / file, chromium)
            reporter.say(word("done", file=file))
    except NoBrowserError as error:
        raise CommandError(word("no-browser", reason=error)) from error
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


def document(chronology: Chronology, language: Language, settings: Settings) -> str:
    """The HTML document that is printed."""
    context = PageContext(chronology, language, SiteContext())
    renderer = Renderer(language)
    # The address of a page in the site, for the links between entries.
    up = f"{settings.address}{language.code}/"

    def shown(id_: str) -> tuple[JoinedEntry, Page, Markup]:
        page = entry(context, f"events/{id_}.md", id_)
        return chronology.entries[id_], page, _html(renderer.body(page, up), page.address)

    theme = theme_files(PUBLISHERS[settings.publisher])
    styles = [each for path, each in theme.items() if path.endswith(".css")]
    styles.append((settings.root / LOOK).read_bytes())
    template = environment(ROOT_TEMPLATES).get_template("whole.html.j2")
    return template.render(
        language=language,
        address=up,
        version=settings.version,
        look=Markup(b"\n".join(styles).decode()),  # noqa: S704  (no text of records)
        years=[
            (year_words(year, language), [*map(shown, ids)])
            for year, ids in chronology.years.items()
        ],
    )


def _html(text: str, address: str) -> Markup:
    """The Markdown of a page as HTML, its ids made different from those of all other pages."""
    settings = {"pymdownx.tabbed": {"alternate_style": True}}
    html = markdown.markdown(text, extensions=[*EXTENSIONS], extension_configs=settings)
    prefix = address.strip("/").replace("/", "-")
    html = re.sub(r' id="([^"]+)"', rf' id="{prefix}-\1"', html)
    return Markup(re.sub(r' href="#([^"]+)"', rf' href="#{prefix}-\1"', html))  # noqa: S704


def print_pdf(html: str, out: Path, chromium: str) -> None:
    """Print `html` into the file `out`. Raises NoBrowserError where the browser fails."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "whole.html", Path(folder) / "whole.pdf"
        page.write_text(html, "utf-8")
        flags = (*FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}")
        done = subprocess.run(
            [chromium, *flags, page.as_uri()],
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        if done.returncode or not made.is_file():
            raise NoBrowserError(done.stderr)
        shutil.move(made, out)
