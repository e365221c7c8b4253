"""Random edits of a checkout, as people make them: of records, of pages by hand, in git.

Each gets the tree and what decides by chance, and says in a word what it did, or nothing where
there was nothing to do. The records stay valid.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from website.tools import CODES, git

Edit = Callable[[Path, random.Random], str]

NEW = "new-"
"""How the ids begin of what is added here, and may go again."""


def entries(tree: Path) -> list[Path]:
    """The files of all entries."""
    return sorted((tree / "timeline" / "events").rglob("*.yml"))


def read(file: Path) -> dict[str, Any]:
    """A record as it stands in its file; every scalar is a text."""
    value = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  (texts alone)
    return value if isinstance(value, dict) else {}


def put(file: Path, value: dict[str, Any]) -> str:
    """Write a record; the name of its file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    return file.name


def words(chance: random.Random) -> dict[str, str]:
    """A text that nothing else has."""
    number = chance.randrange(10**6)
    return {"en": f"Word {number}", "ar": f"كلمة {number}"}


def in_overview(tree: Path, file: Path) -> bool:
    """Whether the history in brief links to an entry, so that it stands and can be a landmark."""
    return f"events/{file.stem}/" in (tree / "docs/en/overview.md").read_text("utf-8")


def field(tree: Path, chance: random.Random) -> str:
    """An entry says something else in one field; what it may lack comes or goes."""
    file, other = chance.sample(entries(tree), 2)
    code, value = chance.choice(CODES), read(file)
    name = chance.choice(["title", "summary", "weight", "topics", "date", "withdrawn", "see_also"])
    if name in {"withdrawn", "see_also"} and value.pop(name, None) is not None:
        return put(file, value)
    if name == "see_also" and other.stem.startswith(NEW):
        return ""
    is_told = in_overview(tree, file)
    if name == "withdrawn" and is_told:
        return ""
    made: dict[str, object] = {
        # In one language alone: the translation is behind.
        **{text: {**value[text], code: words(chance)[code]} for text in ("title", "summary")},
        "weight": chance.choice(["landmark" if is_told else "major", "minor"]),
        "topics": chance.sample(["borders", "trade", "water"], chance.randint(1, 2)),
        # Its neighbours and its year are elsewhere.
        "date": chance.choice(["1985", "2019-03-01", "200X", "1996-05/1997"]),
        "withdrawn": {"date": "2026-11-01", "why": words(chance)},
        "see_also": [other.stem],
    }
    return put(file, {**value, name: made[name]})


def add(tree: Path, chance: random.Random) -> str:
    """An entry comes that says what another one says."""
    value = {**read(chance.choice(entries(tree))), "title": words(chance), "weight": "major"}
    return put(tree / f"timeline/events/{NEW}entry-{chance.randrange(10**6)}.yml", value)


def remove(tree: Path, chance: random.Random) -> str:
    """An entry goes that nothing names."""
    gone = [file for file in entries(tree) if file.stem.startswith(NEW)]
    if not gone:
        return ""
    file = chance.choice(gone)
    file.unlink()
    return file.name


def rename(tree: Path, chance: random.Random) -> str:
    """An entry gets another id, to which the old one leads, and so has to stay from now on."""
    old = [file for file in entries(tree) if file.stem.startswith(f"{NEW}entry")]
    if not old:
        return ""
    file = chance.choice(old)
    new = file.rename(file.with_name(f"name-{chance.randrange(10**6)}.yml"))
    redirects = tree / "timeline/redirects.yml"
    led = {"to": new.stem, "date": "2026-11-02", "because": "renamed"}
    put(redirects, {**read(redirects), file.stem: led})
    return new.name


def move(tree: Path, chance: random.Random) -> str:
    """The file of an entry goes into another folder, and is the same entry."""
    file = chance.choice(entries(tree))
    events = tree / "timeline" / "events"
    to = events / file.name if file.parent != events else events / "moved" / file.name
    to.parent.mkdir(exist_ok=True)
    file.rename(to)
    return to.name


def source(tree: Path, chance: random.Random) -> str:
    """A source gets another title and publisher."""
    file = chance.choice(sorted((tree / "seeds").glob("*.yml")))
    return put(file, {**read(file), "title_in": words(chance), "publisher": words(chance)})


def label(tree: Path, chance: random.Random) -> str:
    """A topic, an actor or a place gets another name, or a topic comes that no entry has yet."""
    kind = chance.choice(["topics", "actors", "places"])
    file = tree / "timeline" / "vocabulary" / f"{kind}.yml"
    value = read(file)
    # The label of one with names of several times is its present name.
    nameless = sorted(id_ for id_, each in value.items() if "names" not in each)
    value[chance.choice(nameless)]["label"] = words(chance)
    if kind == "topics":
        value["topic-new"] = {"label": words(chance), "about": words(chance)}
    return put(file, value)


def propose(tree: Path, chance: random.Random) -> str:
    """An entry is proposed, or the proposed one is taken."""
    waiting = tree / "timeline" / "proposed"
    for file in sorted(waiting.glob("*.yml")):
        to = tree / "timeline" / "events" / file.name
        file.rename(to)
        return to.name
    value = {**read(chance.choice(entries(tree))), "title": words(chance), "weight": "major"}
    return put(waiting / f"{NEW}proposed-{chance.randrange(10**6)}.yml", value)


def by_hand(tree: Path, chance: random.Random) -> str:
    """A page that is written by hand says something more, or the theme has a comment more."""
    comment = words(chance)["en"]
    name, text = chance.choice(
        [
            (f"{chance.choice(CODES)}/{chance.choice(['about.md', 'method.md'])}", comment),
            ("theme/look/timeline.css", f"/* {comment} */"),
            ("theme/main.html", f"{{# {comment} #}}"),
        ]
    )
    with (tree / "docs" / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    return name


def headed(tree: Path, chance: random.Random) -> str:
    """A page that is written by hand gets another title, which stands in every menu."""
    file = tree / "docs" / chance.choice(CODES) / "about.md"
    lines = file.read_text("utf-8").splitlines()
    new = f"title: {words(chance)['en']}"
    file.write_text("\n".join(new if each.startswith("title: ") else each for each in lines) + "\n")
    return file.name


def commit(tree: Path, chance: random.Random) -> str:
    """Whatever changed is committed, on another day than before."""
    at = f"2026-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}T12:00:00+00:00"
    git(tree, "add", "--all")
    git(tree, "commit", "--quiet", "--allow-empty", "--message", "change", at=at)
    return at


def amend(tree: Path, chance: random.Random) -> str:
    """The last commit is made another one: nothing changed but the history."""
    at = f"2025-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}T12:00:00+00:00"
    git(tree, "commit", "--quiet", "--amend", "--allow-empty", "--message", at, at=at)
    return at


def revert(tree: Path, chance: random.Random) -> str:
    """What is not committed is thrown away."""
    del chance
    git(tree, "checkout", "--quiet", "--", ".")
    git(tree, "clean", "--quiet", "--force", "-d", "timeline", "seeds")
    return "checkout"


EDITS: tuple[Edit, ...] = (
    *(field, field, field, field, field, field, add, add, remove, rename, move),
    *(source, source, label, label, propose, by_hand, by_hand, by_hand, headed),
    *(commit, commit, amend, revert),
)
