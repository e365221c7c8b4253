"""The command `published`: keep what a release publishes."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from scripts.console import Commands, Reporter
from scripts.published import FILE, list_site, published_text
from scripts.settings import Settings
from scripts.write import write_file


def add_command(commands: Commands, common: ArgumentParser) -> None:
    """Say what may stand after `python -m scripts published`."""
    parser = commands.add_parser(
        "published", parents=[common], help=f"on release: keep the addresses of site/ in {FILE}"
    )
    parser.set_defaults(run=keep)


def keep(settings: Settings, reporter: Reporter, _given: Namespace) -> int:
    """Write the list of the finished site's addresses; the exit status."""
    word = reporter.language.section("published")
    if not (settings.site / "index.html").is_file():
        reporter.say(word("no-site"))
        return 1
    found = list_site(settings.site, settings.codes, settings.version)
    write_file(settings.root / FILE, published_text(found).encode("utf-8"))
    reporter.say(word("kept", file=FILE, n=len(set(found.addresses()))))
    return 0
