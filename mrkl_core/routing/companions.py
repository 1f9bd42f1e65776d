"""Tools that come with the nearest ones, though the words may not be about them.

A tool that needs a token cannot be called before the one that gives tokens was; and a turn of a
dialogue that names all that a tool takes answers to that tool, whatever the dialogue is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Self

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
        self._needs: tuple[tuple[str, ...], ...] = ()
        self._gone: frozenset[int] = frozenset()
        self._givers: Mapping[str, tuple[int, ...]] = {}
        self._needing: Mapping[str, int] = {}
        self._named: Mapping[int, tuple[frozenset[str], ...]] = {}
        self._change(tools, ())

    def updated(self, new: Sequence[ToolCard], gone: Collection[int]) -> Self:
        """Those of the catalogue with these tools after its own, without those of these numbers."""
        changed = copy(self)
        changed._change(new, gone)
        return changed

    def _change(self, new: Sequence[ToolCard], gone: Collection[int]) -> None:
        first = len(self._needs)
        needs = [required(tool) for tool in new]
        givers, needing, named = dict(self._givers), Counter(self._needing), dict(self._named)
        for number in gone:
            needing.subtract(self._needs[number])
            named.pop(number, None)
        for number, (tool, names) in enumerate(zip(new, needs, strict=True), start=first):
            for name in _opaque(tool.result.get("properties") or ()):
                givers[name] = (*givers.get(name, ()), number)
            needing.update(names)
            if len(names) >= LEAST_NAMED:
                named[number] = tuple(frozenset(terms(spaced(name))) for name in names)
        self._needs = (*self._needs, *needs)
        self._gone = self._gone.union(gone)
        self._givers, self._needing, self._named = givers, needing, named

    def join(self, best: Iterable[int], words: str, limit: int) -> list[int]:
        """The first few of `best`, each followed by who gives what it needs.

        The last places are for tools whose arguments the last of several turns names.
        """
        joined: dict[int, None] = {}
        for number in best:
            joined.setdefault(number)
            for giver in self._givers_for(number):
                joined.setdefault(giver)
        answered = self._answered(words)[: limit // 2]
        first = list(joined)[:limit]
        late = [number for number in answered if number not in first]
        return [*first[: limit - len(late)], *late]

    def _givers_for(self, number: int) -> Iterator[int]:
        """Who alone gives what this tool and others need."""
        for name in self._needs[number]:
            givers = [giver for giver in self._givers.get(name, ()) if giver not in self._gone]
            if len(givers) == 1 and self._needing[name] > 1 and givers[0] != number:
                yield givers[0]

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
