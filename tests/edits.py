"""Random edits of a checkout, as people make them: of records, of pages by hand, in git.

Each is asked with the tree and what decides by chance, and says in a word what it did, or nothing
where there was nothing to do. The records stay valid, but for those of `BROKEN`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
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


def title(tree: Path, chance: random.Random) -> str:
    """An entry gets another title."""
    file = chance.choice(entries(tree))
    return put(file, {**read(file), "title": words(chance)})


def summary(tree: Path, chance: random.Random) -> str:
    """An entry gets another summary, in one language alone: a translation is behind."""
    file = chance.choice(entries(tree))
    value = read(file)
    code = chance.choice(CODES)
    value["summary"][code] = words(chance)[code]
    return put(file, value)


def date(tree: Path, chance: random.Random) -> str:
    """An entry gets another date: it, its neighbours, its year are elsewhere."""
    file = chance.choice(entries(tree))
    year = chance.randrange(1985, 2020)
    dated = chance.choice([f"{year}", f"{year}-03-01", f"{year // 10}X", f"{year}-05/{year + 1}"])
    return put(file, {**read(file), "date": dated})


def weight(tree: Path, chance: random.Random) -> str:
    """An entry matters more, or less."""
    file = chance.choice(entries(tree))
    return put(file, {**read(file), "weight": chance.choice(["landmark", "major", "minor"])})


def topics(tree: Path, chance: random.Random) -> str:
    """An entry belongs to other topics."""
    file = chance.choice(entries(tree))
    known = sorted(read(tree / "timeline/vocabulary/topics.yml"))
    return put(file, {**read(file), "topics": chance.sample(known, chance.randint(1, 2))})


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
    value = read(chance.choice(entries(tree)))
    value["title"] = words(chance)
    name = f"{NEW}entry-{chance.randrange(10**6)}.yml"
    return put(tree / "timeline" / "events" / name, value)


def remove(tree: Path, chance: random.Random) -> str:
    """An entry goes that nothing names."""
    gone = [file for file in entries(tree) if file.stem.startswith(NEW)]
    if not gone:
        return ""
    file = chance.choice(gone)
    file.unlink()
    return file.name


def rename(tree: Path, chance: random.Random) -> str:
    """An entry gets another id, to which the old one leads."""
    old = [file for file in entries(tree) if file.stem.startswith(f"{NEW}entry")]
    if not old:
        return ""
    file = chance.choice(old)
    new = file.rename(file.with_name(f"{NEW}name-{chance.randrange(10**6)}.yml"))
    redirects = tree / "timeline" / "redirects.yml"
    known = read(redirects)
    moved = {"to": new.stem, "on": "2026-11-02", "because": "renamed"}
    for each in known.values():
        if each["to"] == file.stem:
            each["to"] = new.stem
    put(redirects, {**known, file.stem: moved})
    # It has a redirect to it now, and so has to stay.
    stays = new.rename(new.with_name(new.name.removeprefix(NEW)))
    put(redirects, {k: _led(v, new.stem, stays.stem) for k, v in read(redirects).items()})
    return stays.name


def _led(redirect: dict[str, str], old: str, new: str) -> dict[str, str]:
    return {**redirect, "to": new} if redirect["to"] == old else redirect


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
    origins = [each for each in files if "derives_from" not in read(each)]
    file = chance.choice(files)
    value = read(file)
    if value.pop("derives_from", None) is None and not _derived(files, file.stem):
        value["derives_from"] = [chance.choice([each.stem for each in origins if each != file])]
    return put(file, value)


def _derived(files: Sequence[Path], id_: str) -> bool:
    """Whether any source derives from this one."""
    return any(id_ in str(read(file).get("derives_from", "")) for file in files)


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
    """A page that is written by hand says something more."""
    file = tree / "docs" / chance.choice(CODES) / chance.choice(["about.md", "method.md"])
    file.write_text(f"{file.read_text('utf-8')}\n{words(chance)['en']}\n", "utf-8")
    return file.name


def headed(tree: Path, chance: random.Random) -> str:
    """A page that is written by hand gets another title, which stands in every menu."""
    file = tree / "docs" / chance.choice(CODES) / "about.md"
    lines = file.read_text("utf-8").splitlines()
    new = f"title: {words(chance)['en']}"
    file.write_text("\n".join(new if each.startswith("title: ") else each for each in lines) + "\n")
    return file.name


def style(tree: Path, chance: random.Random) -> str:
    """The stylesheet has a comment more."""
    file = tree / "docs" / "theme" / "look" / "timeline.css"
    file.write_text(f"{file.read_text('utf-8')}\n/* {chance.randrange(10**6)} */\n", "utf-8")
    return file.name


def frame(tree: Path, chance: random.Random) -> str:
    """The template of the theme has a comment more."""
    file = tree / "docs" / "theme" / "main.html"
    file.write_text(f"{file.read_text('utf-8')}{{# {chance.randrange(10**6)} #}}\n", "utf-8")
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
    *(title, summary, date, weight, topics, withdraw, see_also, add, add, remove, rename, move),
    *(source, derive, label, term, redirect, propose, by_hand, headed, style, frame),
    *(commit, commit, amend, revert),
)


def no_date(tree: Path, chance: random.Random) -> str:
    """A date that is none."""
    file = chance.choice(entries(tree))
    return put(file, {**read(file), "date": "2014-13-45"})


def no_yaml(tree: Path, chance: random.Random) -> str:
    """A file that cannot be read."""
    file = chance.choice(entries(tree))
    file.write_text("title: [", "utf-8")
    return file.name


def no_source(tree: Path, chance: random.Random) -> str:
    """A source goes that is cited."""
    del chance
    file = tree / "seeds" / "harbour-digest.yml"
    file.unlink()
    return file.name


def no_topic(tree: Path, chance: random.Random) -> str:
    """A topic goes that entries have."""
    del chance
    file = tree / "timeline" / "vocabulary" / "topics.yml"
    return put(file, {k: v for k, v in read(file).items() if k != "water"})


BROKEN: tuple[Edit, ...] = (no_date, no_yaml, no_source, no_topic)
"""Those that leave something wrong."""
