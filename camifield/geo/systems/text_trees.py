"""The shape of well-known text: KEYWORD["name", 1.0, OTHER[...]], read as a tree before anybody asks what it means."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

_LONGEST = 20_000
_DEEPEST = 20
_TOKEN = re.compile(r'\s*(?:"((?:[^"]|"")*)"|([\[(])|([\])])|,|([^\s,\[\]()"]+))')


class Node(NamedTuple):
    """One KEYWORD[...]: `texts` are its names and numbers, in their order."""

    keyword: str
    texts: list[str]
    nodes: list[Node]

    def all(self) -> Iterator[Node]:
        yield self
        for node in self.nodes:
            yield from node.all()

    def first(self, *keywords: str) -> Node | None:
        """The first node of these keywords, itself included, from the outside in."""
        return next((node for node in self.all() if node.keyword in keywords), None)

    def own(self, *keywords: str) -> Node | None:
        return next((node for node in self.nodes if node.keyword in keywords), None)

    def number(self, at: int = 0) -> float:
        """A number among the texts. Raises ValueError."""
        found = float(self.texts[at]) if at < len(self.texts) else math.nan
        if not math.isfinite(found):
            raise ValueError(self.keyword)
        return found


def tree_of(text: str) -> Node | None:
    """The text as a tree; None when it is none, or is deeper than any system."""
    text = text[:_LONGEST].rstrip()
    root = Node("", [], [])
    open_nodes, word, at = [root], "", 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None or found.end() == at:
            return None
        at = found.end()
        quoted, opens, closes, bare = found.groups()
        if opens:
            node = Node(word.upper(), [], [])
            open_nodes[-1].nodes.append(node)
            open_nodes.append(node)
            word = ""
            if len(open_nodes) > _DEEPEST:
                return None
            continue
        if word:
            open_nodes[-1].texts.append(word)
            word = ""
        if closes:
            if len(open_nodes) == 1:
                return None
            open_nodes.pop()
        elif quoted is not None:
            open_nodes[-1].texts.append(quoted.replace('""', '"'))
        elif bare:
            word = bare
    return root if len(open_nodes) == 1 else None
