"""Tools that come with the nearest ones, though the words may not be about them.

A tool that needs a token cannot be called before the one that gives tokens was; and a turn of a
dialogue that names all that a tool takes answers to that tool, whatever the dialogue is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.routing.extract.slots import SENSE_OF
from mrkl_core.routing.lexical import required
from mrkl_core.routing.turns import turns
from mrkl_core.routing.words import spaced, terms

#: A tool that takes fewer arguments is named by chance.
LEAST_NAMED = 2


class Companions:
    """Who gives what others need, and who is answered to; of one catalogue, by place in it."""

    def __init__(self, tools: Sequence[ToolCard]) -> None:
        needs = [required(tool) for tool in tools]
        givers: dict[str, list[int]] = {}
        for number, tool in enumerate(tools):
            for name in _opaque(tool.result.get("properties") or ()):
                givers.setdefault(name, []).append(number)
        counts = Counter(name for names in needs for name in names)
        self._givers = [
            [
                giver
                for name in names
                if len(givers.get(name, ())) == 1 and counts[name] > 1
                for giver in givers[name]
                if giver != number
            ]
            for number, names in enumerate(needs)
        ]
        self._named = {
            number: [frozenset(terms(spaced(name))) for name in names]
            for number, names in enumerate(needs)
            if len(names) >= LEAST_NAMED
        }

    def join(self, best: Iterable[int], words: str, limit: int) -> list[int]:
        """The first few of `best`, each followed by who gives what it needs.

        The last places are for tools whose arguments the last of several turns names.
        """
        joined: dict[int, None] = {}
        for number in best:
            joined.setdefault(number)
            for giver in self._givers[number]:
                joined.setdefault(giver)
        answered = self._answered(words)[: limit // 2]
        first = list(joined)[:limit]
        late = [number for number in answered if number not in first]
        return [*first[: limit - len(late)], *late]

    def _answered(self, words: str) -> list[int]:
        said = turns(words)
        if len(said) < 2:
            return []
        named = set(terms(said[-1]))
        return [n for n, names in self._named.items() if all(name <= named for name in names)]


def _opaque(names: Iterable[str]) -> list[str]:
    """The names of values that nobody makes up, such as a token's or an id's."""
    return [
        name for name in names if SENSE_OF.get(spaced(name).lower().rpartition(" ")[2]) == "code"
    ]
