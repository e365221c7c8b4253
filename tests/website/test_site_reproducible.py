"""The same tree gives the same bytes, wherever, whenever and by whomever it is built."""

from __future__ import annotations

from pathlib import Path

from .tools import files, needed, told


def written(tree: Path) -> dict[str, bytes]:
    """All that a build has written or taken over: the Markdown, the site, its pictures."""
    return {
        f"{place}/{name}": content
        for place in ("docs", "site", ".cache/share")
        for name, content in files(tree / place).items()
    }


def test_two_builds_are_identical(original: Path, twin: Path) -> None:
    """Other folder, day, time zone, locale, hash seed: every file is the same, none is extra."""
    one, two = written(original), written(twin)
    wrong = [name for name in sorted(one.keys() | two.keys()) if one.get(name) != two.get(name)]
    assert not wrong, told(wrong)
    for place in ("docs", "site"):
        assert len([name for name in one if name.startswith(place)]) > 100


def test_the_days_were_not_the_same() -> None:
    """The second of the two builds above was made under a clock that is 400 days ahead."""
    needed("faketime", "Debian's package faketime", "faketime")


def test_no_trace_of_the_machine_is_left(original: Path, twin: Path) -> None:
    """No path of the machine that built it stands in any file of the site."""
    for place in (original, twin):
        trace = str(place.parent).encode()
        wrong = [name for name, content in files(place / "site").items() if trace in content]
        assert not wrong, told(wrong)
