"""Indexes by catalogue: built when first asked, and brought up to date where little has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Generic, Protocol, Self, TypeAlias, TypeVar

from mrkl_core.contracts.catalogue import ToolCard

#: What tells cards apart; the digest knows nothing of the words that people ask with.
Key: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class Updatable(Protocol):
    """An index whose tools have numbers; those of tools that have gone stay free."""

    @property
    def numbers(self) -> Mapping[Key, int]:
        """The number of each tool."""

    @property
    def size(self) -> int:
        """How many numbers are taken or free."""

    def updated(self, new: Sequence[ToolCard], gone: Collection[int]) -> Self:
        """The index with these tools after its own, and without those of these numbers."""


T = TypeVar("T", bound=Updatable)


class Catalogues(Generic[T]):
    """The indexes of the last few catalogues; immutable, so that many may search them."""

    def __init__(self, keep: int) -> None:
        self._keep = keep
        self._kept: list[tuple[tuple[ToolCard, ...], T]] = []

    def over(self, tools: Sequence[ToolCard], make: Callable[[], T]) -> T:
        """The index over these tools; `make` builds it, if none of those kept is near it."""
        # A tuple never changes: who asks with the same one need not be compared.
        found = next((kept for kept in self._kept if kept[0] is tools), None)
        if found is None:
            found = tuple(tools), self._updated(tools) or make()
        self._kept = [found, *(kept for kept in self._kept if kept is not found)][: self._keep]
        return found[1]

    def _updated(self, tools: Sequence[ToolCard]) -> T | None:
        """The nearest index, brought up to date; None if a new one is as quick, and smaller."""
        keys = {key_of(tool): tool for tool in tools}
        bases = [index for _, index in self._kept]
        base = min(bases, key=lambda index: len(index.numbers.keys() ^ keys.keys()), default=None)
        if base is None:
            return None
        new = [tool for key, tool in keys.items() if key not in base.numbers]
        gone = [number for key, number in base.numbers.items() if key not in keys]
        free = base.size - len(base.numbers) + len(gone)
        if len(new) + free > len(keys) // 2:
            return None
        return base.updated(new, gone) if new or gone else base


def key_of(tool: ToolCard) -> Key:
    """What tells this card from all others."""
    return tool.name, tool.digest, tool.synonyms, tuple(e.words for e in tool.examples)


def renumbered(
    numbers: Mapping[Key, int], first: int, new: Sequence[ToolCard], gone: Collection[int]
) -> dict[Key, int]:
    """The numbers with those of new tools from `first` on, and without those gone."""
    left = {key: number for key, number in numbers.items() if number not in gone}
    return {**left, **{key_of(tool): number for number, tool in enumerate(new, start=first)}}
