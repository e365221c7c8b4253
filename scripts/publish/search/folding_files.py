"""What the search's script needs to fold a query as the pages were folded."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scripts.i18n.folding import spellings
from scripts.i18n.language import Language
from scripts.timeline.model import Chronology


def folding_files(languages: Sequence[Language], chronology: Chronology) -> dict[str, bytes]:
    """The file of each language, by path below the site's root.

    The names of the vocabularies are in it, so that other spellings of them are known.
    """
    return {f"folding.{each.code}.json": _folding(each, chronology) for each in languages}


def _folding(language: Language, chronology: Chronology) -> bytes:
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
    }
    return json.dumps(folding, ensure_ascii=False).encode()
