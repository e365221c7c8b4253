"""The modules of the form in a browser, with the data that the build makes of the toy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from timeline.revisions.conftest import _nobodys_git, repository

from scripts.exports.form import form_files
from scripts.i18n.language import Language
from scripts.records.load import Records

__all__ = ["_nobodys_git", "repository"]

LOOK = Path(__file__).parents[2] / "docs/theme/look"
HOST = "https://form.test/"

READ = """() => window.read = async language => {
  const json = async address => (await fetch(address)).json();
  const lists = await json("/contribute/lists.json");
  for (const each of lists.entries) each.path ??= `timeline/events/${each.id}.yml`;
  return {...await json(`/${language}/contribute/form.json`), ...lists};
}"""
"""What the form has once all of it is there."""


@pytest.fixture(scope="session")
def form_data(records: Records, languages: tuple[Language, ...]) -> dict[str, bytes]:
    """Every file that the form reads, of the toy."""
    return form_files(records, languages, "https://example.org/repository")


@pytest.fixture(scope="session")
def modules(browser: Browser, form_data: dict[str, bytes]) -> Iterator[Page]:
    """A blank page from which the form's modules and data can be loaded."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path.startswith("look/"):
            route.fulfill(path=LOOK.parent / path)
        elif path in form_data:
            route.fulfill(body=form_data[path], content_type="application/json")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    context = browser.new_context()
    page = context.new_page()
    page.route(f"{HOST}**", answer)
    page.goto(HOST)
    page.evaluate(READ)
    yield page
    context.close()
