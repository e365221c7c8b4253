"""Random edits of a checkout, as people make them: of records, of pages by hand, in git.

Each gets the tree and what decides by chance, and says in a word what it did, or nothing where
there was nothing to do. The records stay valid.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
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


FIELDS: Mapping[str, Callable[[random.Random], object]] = {
    "title": words,
    "weight": lambda chance: chance.choice(["landmark", "major", "minor"]),
    "topics": lambda chance: chance.sample(["borders", "trade", "water"], chance.randint(1, 2)),
    # Its neighbours and its year are elsewhere.
    "date": lambda chance: chance.choice(["1985", "2019-03-01", "200X", "1996-05/1997"]),
}


def field(tree: Path, chance: random.Random) -> str:
    """An entry says something else in one of FIELDS."""
    file, name = chance.choice(entries(tree)), chance.choice(sorted(FIELDS))
    return put(file, {**read(file), name: FIELDS[name](chance)})


def summary(tree: Path, chance: random.Random) -> str:
    """An entry gets another summary, in one language alone: a translation is behind."""
    file, code = chance.choice(entries(tree)), chance.choice(CODES)
    value = read(file)
    value["summary"][code] = words(chance)[code]
    return put(file, value)


def withdraw(tree: Path, chance: random.Random) -> str:
    """An entry is withdrawn, or stands again."""
    file = chance.choice(entries(tree))
    value = read(file)
    if value.pop("withdrawn", None) is None:
        value["withdrawn"] = {"on": "2026-11-01", "why": words(chance)}
    return put(file, value)


def see_also(tree: Path, chance: random.Random) -> str:
    """An entry names another one, or none."""
    file, other = chance.sample(entries(tree), 2)
    value = read(file)
    if value.pop("see_also", None) is None and not other.stem.startswith(NEW):
        value["see_also"] = [other.stem]
    return put(file, value)


def add(tree: Path, chance: random.Random) -> str:
    """An entry comes that says what another one says."""
    value = {**read(chance.choice(entries(tree))), "title": words(chance)}
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
    led = {"to": new.stem, "on": "2026-11-02", "because": "renamed"}
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


def derive(tree: Path, chance: random.Random) -> str:
    """A source derives from another one, or from none: evidence is weighed anew."""
    files = sorted((tree / "seeds").glob("*.yml"))
    file = chance.choice(files)
    value, derived = read(file), [str(read(each).get("derives_from", "")) for each in files]
    if value.pop("derives_from", None) is None and not any(file.stem in each for each in derived):
        origins = [each for each, of in zip(files, derived, strict=True) if each != file and not of]
        value["derives_from"] = [chance.choice(origins).stem]
    return put(file, value)


def label(tree: Path, chance: random.Random) -> str:
    """A topic, an actor or a place gets another name."""
    kind = chance.choice(["topics", "actors", "places"])
    file = tree / "timeline" / "vocabulary" / f"{kind}.yml"
    value = read(file)
    value[chance.choice(sorted(value))]["label"] = words(chance)
    return put(file, value)


def term(tree: Path, chance: random.Random) -> str:
    """A topic comes that no entry has yet."""
    file = tree / "timeline" / "vocabulary" / "topics.yml"
    new = {"label": words(chance), "about": words(chance)}
    return put(file, {**read(file), f"topic-{chance.randrange(10**6)}": new})


def redirect(tree: Path, chance: random.Random) -> str:
    """An id leads to an entry."""
    file = tree / "timeline" / "redirects.yml"
    to = [each.stem for each in entries(tree) if not each.stem.startswith(NEW)]
    new = {"to": chance.choice(to), "on": "2026-11-03", "because": "merged"}
    return put(file, {**read(file), f"old-{chance.randrange(10**6)}": new})


def propose(tree: Path, chance: random.Random) -> str:
    """An entry is proposed, or the proposed one is taken."""
    waiting = tree / "timeline" / "proposed"
    for file in sorted(waiting.glob("*.yml")):
        to = tree / "timeline" / "events" / file.name
        file.rename(to)
        return to.name
    value = {**read(chance.choice(entries(tree))), "title": words(chance)}
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
    *(field, field, field, field, summary, withdraw, see_also, add, add, remove, rename, move),
    *(source, derive, label, term, redirect, propose, by_hand, by_hand, by_hand, headed),
    *(commit, commit, amend, revert),
)
