"""What a served site tells the pages that are open, and what is shown of a change first."""

from __future__ import annotations

import gc
import json
import threading
import weakref
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from building import Quiet

from scripts import renew
from scripts.i18n.language import Language
from scripts.open_pages import REMEMBERED, State
from scripts.publish.mkdocs import Publishers, markdown
from scripts.renew import LARGE, followers, settle, steps
from scripts.settings import Settings
from scripts.sites import Change, Made


def told(state: State, after: int, since: int) -> dict[str, Any]:
    """What a page hears that asks."""
    known: dict[str, Any] = json.loads(state.after(after, since))
    return known


def test_a_page_hears_what_is_new_since_it_was_served() -> None:
    """The pages of every change since, each once; none where any page may be another."""
    state = State()
    state.set([], None)
    assert told(state, 0, 0) == {"number": 1, "problems": [], "pages": None}
    state.set([], ["b", "a"])
    state.set([], ["b", "c"])
    assert told(state, 0, 1) == {"number": 3, "problems": [], "pages": ["a", "b", "c"]}
    assert told(state, 0, 2)["pages"] == ["b", "c"]
    assert told(state, 0, 3)["pages"] == []
    state.set(["wrong"])
    assert told(state, 3, 3) == {"number": 4, "problems": ["wrong"], "pages": []}
    state.set([], None)
    assert told(state, 0, 3)["pages"] is None


def test_a_page_of_another_server_is_new() -> None:
    """Its number says nothing here, no more than one that is forgotten."""
    state = State()
    for _ in range(REMEMBERED + 1):
        state.set([], ["a"])
    assert told(state, 0, REMEMBERED + 2)["pages"] is None
    assert told(state, 0, 1)["pages"] == ["a"]
    assert told(state, 0, 0)["pages"] is None


def test_a_page_waits_for_the_next_change() -> None:
    """It is answered when there is one."""
    state = State()
    state.set([], None)
    found: list[dict[str, Any]] = []
    asking = threading.Thread(target=lambda: found.append(told(state, 1, 1)))
    asking.start()
    state.set([], ["a"])
    asking.join()
    assert found == [{"number": 2, "problems": [], "pages": ["a"]}]


@pytest.fixture
def settings(tmp_path: Path, languages: tuple[Language, ...]) -> Settings:
    """A checkout with a large page, two small ones, and one whose Markdown is elsewhere."""
    for name, size in (("large", LARGE + 1), ("small", LARGE), ("other", 1)):
        file = tmp_path / markdown(f"en/{name}/index.html")
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x" * size)
    return Settings(tmp_path, "https://example.org/", "1", "", languages)


def change(*names: str, whole: bool = False) -> Change:
    """A change of pages, a file, and something that is gone."""
    pages = [f"en/{name}/index.html" for name in names]
    return Change(pages, {"robots.txt": b"all"}, ["gone.txt"], whole=whole)


def test_large_pages_come_last(settings: Settings) -> None:
    """In a step of their own, in which nothing else is done."""
    first, later = steps(settings, change("small", "large", "about", "other"))
    assert first == change("small", "about", "other")
    assert later == Change(["en/large/index.html"], {}, [], whole=False)


@pytest.mark.parametrize("names", [(), ("small",), ("large",)])
def test_one_step_where_there_is_one_kind(settings: Settings, names: tuple[str, ...]) -> None:
    """Nothing waits for nothing."""
    assert steps(settings, change(*names)) == (change(*names), None)


def test_a_whole_site_is_one_step(settings: Settings) -> None:
    """It takes its place as one."""
    whole = change("small", "large", whole=True)
    assert steps(settings, whole) == (whole, None)


class Ring:
    """A circle of one."""

    def __init__(self) -> None:
        """Closed."""
        self.next = self


def test_circles_do_not_stay(settings: Settings) -> None:
    """A build does not stop to look for them: what is done in between does."""
    gc.disable()
    try:
        left = weakref.ref(Ring())
        assert left() is not None
        with (
            patch.object(renew, "Renewal"),
            patch.object(Publishers, "prepare"),
        ):
            made = Made(followed_by=followers())
            settle(settings, Quiet(settings.languages[-1]), made, Publishers())
        assert left() is None
    finally:
        gc.enable()
