"""Pages written by hand: what they say of themselves, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fixed import fixed
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils import meta

from scripts.problems import problem
from scripts.records.prose import HandWritten, prose_problems, read_by_hand

NAME = "docs/en/page.md"


def put(root: Path, text: str | bytes) -> None:
    file = root / NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ('---\ntitle: "A: page"\ndescription: of it\n---\n\n# B\n', ("A: page", "of it")),
        ("---\ndescription: of it\n---\n\n# B { #b }\n", ("B", "of it")),
        ("---\n# of nothing\ntitle: |\n  A\n  page\n---\n# B\n", ("A page", None)),
        ("# B\n\n---\n\ntitle: no\n\n---\n", ("B", None)),
        ("No heading.\n", ("", None)),
    ],
)
def test_facts(tmp_path: Path, text: str, facts: tuple[str, str | None]) -> None:
    """Title and description, the title from the heading where the head has none."""
    put(tmp_path, text)
    put(tmp_path.parent / "other", "# Elsewhere\n")
    (tmp_path / "docs/en/index.md").write_text("---\n[\n---\n", "utf-8")
    title, description = facts
    found = {"title": title, **({"description": description} if description else {})}
    assert read_by_hand(tmp_path, "en") == ([HandWritten(NAME, "page/", found)], [])
    assert read_by_hand(tmp_path, "ar") == ([], [])


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("---\ntitle: A\ntitle: B\n---\n", (3, 1), "duplicate-key"),
        ("---\n- title\n---\n", (2, 1), "not-a-mapping"),
        ("---\ntitle: *x\n---\n", (2, 8), "yaml-alias"),
        (b"# caf\xe9\n", (1, 6), "not-utf-8"),
        ("---\n---\n# B\n", (1, 1), "front-matter"),
        ("---\n\n---\n# B\n", (1, 1), "front-matter"),
        ("---\n# A\n---\n# B\n", (1, 1), "front-matter"),
        ("---\n---\ntemplate: base.html\n---\n# B\n", (1, 1), "front-matter"),
        ("---\ntitle: A\n...\n# B\n", (1, 1), "front-matter"),
        ("---\ntitle: A\n...\n# B\n---\n", (1, 1), "front-matter"),
        ("---\ntitle: A\n", (1, 1), "front-matter"),
        (" template: base.html\n", (1, 1), "front-matter"),
        ("---\ntemplate: base.html\n---\n", (2, 1), "unknown-field"),
        ("---\ntitle: [A]\n---\n", (2, 8), "not-text"),
        ("---\ntitle:\n---\n", (2, 7), "empty-text"),
        ("---\ntitle: yes\n---\n", (2, 8), "front-matter"),
        ("---\ntitle: A #1\n---\n", (2, 10), "yaml-comment"),
        ("---\ntitle: A\n---\n\n# <b>\n", (5, 3), "page-html"),
    ],
)
def test_a_head_that_is_wrong(
    tmp_path: Path, text: str | bytes, place: tuple[int, int], code: str
) -> None:
    """It is told at its line and column, as in a record."""
    put(tmp_path, text)
    _, problems = read_by_hand(tmp_path, "en")
    assert [(each.path, each.line, each.column, each.code) for each in problems] == [
        (NAME, *place, code)
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                *("---", "...", "--- ", "title: A", "template: b", "a", "# B", "", " x: y"),
                *("title: 5", "title: 2004-13-45", "'title': >", "  template: c"),
                *("{template: d}", "\u2028x: y"),
            ]
        ),
        max_size=8,
    )
)
@fixed(500)
def test_as_the_publisher_has_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    """What passes says the same to the publisher, whichever way it is written: no template."""
    root = tmp_path_factory.mktemp("page")
    text = "\n".join(lines)
    put(root, text)
    (page,), problems = read_by_hand(root, "en")
    body, found = meta.get_data(text)
    if not problems:
        assert set(found) <= {"title", "description"}
        assert all(page.facts[key] == " ".join(value.split()) for key, value in found.items())
        assert prose_problems(body, NAME) == ()


def test_a_link(tmp_path: Path) -> None:
    """Nothing is read by way of a link."""
    put(tmp_path, "# B\n")
    (tmp_path / "docs/en/link.md").symlink_to(tmp_path / NAME)
    _, problems = read_by_hand(tmp_path, "en")
    assert problems == [problem("docs/en/link.md", 1, 1, "not-a-file")]
