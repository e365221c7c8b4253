"""Print the tree of a record in the canonical layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby

from scripts.layout.scalars import key, written
from scripts.layout.tree import Node, Tree
from scripts.records.comments import Comment
from scripts.records.shape import Hint, fields, inner, is_number, is_prose, ordered

STEP = "  "
HYPHEN = "- "


class Printer:
    """Prints records whose texts are in `languages`, in this order."""

    def __init__(self, languages: Sequence[str]) -> None:
        """A printer for the languages of a site."""
        self._languages = tuple(languages)

    def file(self, tree: Tree, hint: Hint, first: str, *, table: bool) -> str:
        """The text of a file: the line `first`, then its record, or the table of its records."""
        rows = [
            line
            for row, below in self._rows(tree.root, None if table else hint)
            for line in self._entry(row, hint if table else below, "")
        ]
        head = _alone(tree.head, "")
        lines = [first, *head, *([""] if head else []), *rows, *_alone(tree.root.foot, "")]
        # One empty line at most stands anywhere, and none at the end.
        parted = ([text] if not text else list(same) for text, same in groupby(lines))
        return "\n".join(chain.from_iterable(parted)).rstrip("\n") + "\n"

    def _rows(self, node: Node, hint: Hint) -> Iterator[tuple[Node, Hint]]:
        """The values in a collection, each with its type, in their order."""
        children = node.children or []
        if node.is_list:
            yield from ((child, hint) for child in children)
            return
        by_key = {child.key or "": child for child in children}
        known = fields(hint)
        for name in ordered(tuple(by_key), hint, self._languages):
            yield by_key[name], known.get(name, inner(hint))

    def _entry(self, node: Node, hint: Hint, indent: str) -> list[str]:
        """The lines of a key with its value, and of its comments."""
        name = f"{indent}{key(node.key or '')}:"
        before, side = _around(node, hint, indent)
        if not node.children:
            first, *more = self._leaf(node, hint, indent + STEP, len(name) + 1)
            return [*before, f"{name} {first}".rstrip() + side, *more]
        return [*before, name + side, *self._collection(node, hint, indent + STEP)]

    def _collection(self, node: Node, hint: Hint, indent: str) -> list[str]:
        """The lines of what is in a list or in a mapping."""
        made = self._item if node.is_list else self._entry
        lines = [
            line for each, below in self._rows(node, hint) for line in made(each, below, indent)
        ]
        return [*lines, *_alone(node.foot, indent)]

    def _item(self, node: Node, hint: Hint, indent: str) -> list[str]:
        """The lines of an item of a list."""
        before, side = _around(node, hint, indent)
        deeper = indent + STEP
        if not node.children:
            first, *more = self._leaf(node, hint, deeper, len(deeper))
            return [*before, f"{indent}{HYPHEN}{first}".rstrip() + side, *more]
        lines = self._collection(node, hint, deeper)
        # Between the hyphen and what it opens there is no place for a comment.
        while lines[0].lstrip().startswith("#"):
            before.append(indent + lines.pop(0).lstrip())
        side_above = [indent + node.side] if node.side else []
        return [*before, *side_above, f"{indent}{HYPHEN}{lines[0].lstrip()}", *lines[1:]]

    def _leaf(self, node: Node, hint: Hint, indent: str, used: int) -> list[str]:
        """The lines of a value that holds no others."""
        if node.children is not None:
            return ["[]" if node.is_list else "{}", *_alone(node.foot, indent)]
        if node.bare:
            return [""]
        return written(node.value, indent, used=used, prose=is_prose(hint), number=is_number(hint))


def _around(node: Node, hint: Hint, indent: str) -> tuple[list[str], str]:
    """The comments above a value, on lines of their own, and the one behind it.

    Behind a text none stands: it would look like the rest of the text.
    """
    above, side = _alone(node.before, indent), node.side
    if side and node.children is None and is_prose(hint):
        return [*above, indent + side], ""
    return above, f"  {side}" if side else ""


def _alone(comments: Iterable[Comment], indent: str) -> list[str]:
    """Comments on lines of their own; at the left margin the empty lines above them stay."""
    lines = []
    for each in comments:
        lines += [""] if each.apart and not indent else []
        lines.append(indent + each.words)
    return lines
