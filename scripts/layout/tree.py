"""A record's text as a tree in which every comment belongs to a value.

A comment on a line of its own belongs to what follows it. Where it stands deeper than that, it
ends the list or the mapping before it, if its column fits. A comment behind a value belongs to it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from scripts.records.comments import Comment, comments, span, without_comments
from scripts.records.document import PARSER


@dataclass(eq=False, slots=True)
class Node:
    """A value, with the key that it has in a mapping and the comments that go with it.

    `children` is None for a scalar. `begin` is the place of its key, or of the hyphen of an item,
    in the text, and `end` that after the last of it; `column` is where its children begin in
    their lines. `bare`: nothing at all is written where the value would be.
    """

    parent: Node | None
    key: str | None
    begin: int
    end: int
    value: str = ""
    bare: bool = False
    children: list[Node] | None = None
    is_list: bool = False
    flow: bool = False
    column: int = 0
    before: list[Comment] = field(default_factory=list)
    side: str = ""
    foot: list[Comment] = field(default_factory=list)

    @property
    def above(self) -> Iterator[Node]:
        """The collections that it is in, the innermost first."""
        node = self.parent
        while node:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of a text; `head` are the comments that belong to the file, not to its first key."""

    root: Node
    head: list[Comment]


def grow(text: str) -> Tree:
    """The tree of `text`, in which the reader has found nothing wrong."""
    events = list(yaml.parse(text, Loader=PARSER))
    found = list(comments(text, events))
    nodes = _nodes(without_comments(text, found), events)
    tree = Tree(nodes[0], [])
    grown = nodes[1:]
    begins = [node.begin for node in grown]
    for comment in found:
        place = bisect_right(begins, comment.begin)
        before = grown[place - 1] if place else None
        after = grown[place] if place < len(grown) else None
        _attach(tree, comment, before, after)
    if grown:
        _part_head(tree, grown[0], text)
    return tree


def _nodes(text: str, events: Sequence[yaml.Event]) -> list[Node]:
    """Every value of `text`, which has no comments any more, outer ones before inner ones."""
    nodes: list[Node] = []
    inside: list[Node] = []
    key: yaml.ScalarEvent | None = None
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            closed = inside.pop()
            if closed.flow:
                _, closed.end = span(event)
            if inside:
                inside[-1].end = max(inside[-1].end, closed.end)
            continue
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            continue
        outer = inside[-1] if inside else None
        # The reader takes no key but a scalar.
        if outer and not outer.is_list and key is None and isinstance(event, yaml.ScalarEvent):
            key = event
            continue
        node = _node(text, outer, key, event)
        key = None
        nodes.append(node)
        if outer and outer.children is not None:
            if not outer.children:
                outer.column = _column(text, node.begin)
            outer.children.append(node)
            outer.end = max(outer.end, node.end)
        if node.children is not None:
            inside.append(node)
    return nodes


def _node(text: str, outer: Node | None, key: yaml.ScalarEvent | None, event: yaml.Event) -> Node:
    begin, end = span(event)
    if key:
        begin, _ = span(key)
    elif outer and outer.is_list and not outer.flow:
        begin = text.rfind("-", 0, begin)
    node = Node(outer, key.value if key else None, begin, end)
    if isinstance(event, yaml.ScalarEvent):
        node.value = event.value
        node.bare = not event.value and not event.style  # plain: "" or None, by the parser
        if node.bare:
            # The parser puts what is not there at what follows.
            node.end = span(key)[1] if key else begin + 1
    elif isinstance(event, yaml.CollectionStartEvent):
        node.children = []
        node.is_list = isinstance(event, yaml.SequenceStartEvent)
        node.flow = bool(event.flow_style)
    return node


def _column(text: str, index: int) -> int:
    return index - text.rfind("\n", 0, index) - 1


def _attach(tree: Tree, comment: Comment, before: Node | None, after: Node | None) -> None:
    """Give `comment` to the value that it belongs to, from the ones that begin around it."""
    if before is None:
        (after.before if after else tree.head).append(comment)
    elif not comment.alone:
        # Behind a closing bracket it belongs to what the bracket closes.
        closed = (each for each in before.above if each.flow and each.end <= comment.begin)
        owner = max(closed, key=lambda each: each.end, default=before)
        if owner.side or owner.parent is None:
            owner.before.append(comment)
        else:
            owner.side = comment.words
    elif _is_within(comment, before, after):
        before.before.append(comment)
    elif ended := _ended(tree, comment, before, after):
        ended.foot.append(comment)
    elif after:
        after.before.append(comment)
    else:
        tree.root.foot.append(comment)


def _is_within(comment: Comment, before: Node, after: Node | None) -> bool:
    """Whether `comment` stands between a key and its value, or a hyphen and what it opens."""
    if before.children is None:
        return comment.begin < before.end
    return before.key is None and not before.flow and after is not None and after.parent is before


def _ended(tree: Tree, comment: Comment, before: Node, after: Node | None) -> Node | None:
    """The collection that ends with `comment`, if any does."""
    around = list(before.above) if before.children is None else [before, *before.above]
    flow = next((each for each in around if each.flow and comment.begin < each.end), None)
    if flow:
        return None if after and after.begin < flow.end else flow
    if after and (after.parent is before or comment.column <= _outer(after, tree).column):
        return None
    deeper = [each for each in around if after is None or each not in {after.parent, *after.above}]
    fitting = (each for each in deeper if not each.flow and each.column <= comment.column)
    return next(fitting, None)


def _outer(node: Node, tree: Tree) -> Node:
    return node.parent or tree.root


def _part_head(tree: Tree, first: Node, text: str) -> None:
    """Of the comments above the first key, those above an empty line belong to the file."""
    above = first.before
    last = above[-1] if above else None
    if last is None:
        return
    rest = text[last.begin : first.begin].split("\n")[1:-1]
    parted = len(above) if any(not line.strip() for line in rest) else None
    if parted is None:
        parted = max((n for n, each in enumerate(above) if each.apart), default=0)
    tree.head.extend(above[:parted])
    del above[:parted]
