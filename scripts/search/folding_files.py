"""What the search's script needs to fold a query as the pages were folded."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scripts.chronology import Chronology
from scripts.folding import spellings
from scripts.languages import Language


def folding_files(
    languages: Sequence[Language], chronology: Chronology, indexes: Sequence[str] = ()
) -> dict[str, bytes]:
    """The file of each language, by path below the site's root.

    The names of the vocabularies are in it, so that other spellings of them are known; and
    `indexes`, the folders of further indexes, where the site was built in parts.
    """
    return {f"folding.{each.code}.json": _folding(each, chronology, indexes) for each in languages}


def _folding(language: Language, chronology: Chronology, indexes: Sequence[str]) -> bytes:
    facts = language.facts["search"]
    families = (chronology.topics, chronology.actors, chronology.places)
    names = [item.label[language.code] for family in families for item in family.values()]
    folding = {
        "letters": dict(language.folding),
        "prefixes": language.prefixes,
        "endings": sorted(facts["endings"], key=len, reverse=True),
        "sounds": facts["sounds"],
        "silent": facts["silent"],
        "names": spellings(names, language),
        "indexes": [f"{index}/" for index in indexes],
    }
    return json.dumps(folding, ensure_ascii=False).encode()
