"""Which tools mean what a request means: cosines of sentence vectors, kept by card."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, Self

from mrkl_core.contracts.catalogue import ExpertCard, ToolCard
from mrkl_core.contracts.encoder import Encoder
from mrkl_core.routing.words import spaced

#: The map that moves cards towards the requests they answer (bench/train_retrieval.py), and the
#: encoder whose vectors it is for.
MOVED, MOVED_OF = Path(__file__).with_name("moved.npz"), "use-multilingual-3"
#: How many numbers a vector has.
WIDTH = 512
#: How much more the nearest example counts than a name or a description.
EXAMPLE = 2.0
#: How many examples of one card are read.
MAX_EXAMPLES = 50
#: The vectors of so many texts are kept, whichever catalogue they are in.
KEEP = 100_000


@dataclass(frozen=True)
class Nearness:
    """The cosines between a request and a tool's name, description and nearest example."""

    name: float
    description: float
    example: float = 0.0


class Vectors:
    """Vectors by text, so that a catalogue that changes a little costs a little."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._kept: OrderedDict[str, Any] = OrderedDict()

    def of(self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None) -> Any:
        """One row a text; only those not met before are encoded."""
        import numpy as np

        kept = self._kept
        new = [text for text in dict.fromkeys(texts) if text not in kept]
        if new:
            kept.update(zip(new, self._encoder.encode(new, progress), strict=True))
        found = np.stack([kept[text] for text in texts]) if texts else np.zeros((0, WIDTH), "f4")
        while len(kept) > KEEP:
            kept.popitem(last=False)
        return found


class DenseIndex:
    """The vectors of one catalogue's cards, by number; immutable."""

    def __init__(
        self,
        tools: Sequence[ToolCard],
        experts: Sequence[ExpertCard],
        vectors: Vectors,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        import numpy as np

        self._experts = {expert.name: expert for expert in experts}
        self._vectors = vectors
        empty = np.zeros((0, WIDTH), np.float32)
        self._cards = self._examples = empty
        self._names = self._descriptions = empty.astype(np.float16)
        self._starts: tuple[tuple[int, int], ...] = ()
        self._gone: frozenset[int] = frozenset()
        self._change(tools, (), progress)

    def updated(self, new: Sequence[ToolCard], gone: Collection[int]) -> Self:
        """The index with these tools after its own, and without those of these numbers."""
        changed = copy(self)
        changed._change(new, gone, None)
        return changed

    def _change(
        self,
        new: Sequence[ToolCard],
        gone: Collection[int],
        progress: Callable[[int, int], None] | None,
    ) -> None:
        import numpy as np

        said = [_examples(tool, self._experts.get(tool.expert)) for tool in new]
        names = [spaced(tool.name) for tool in new]
        descriptions = [tool.description for tool in new]
        texts = [*names, *descriptions, *(example for some in said for example in some)]
        rows, count = self._vectors.of(texts, progress), len(new)
        cards = rows[:count] + rows[count : 2 * count]
        if self._vectors.name == MOVED_OF:
            down, up = _moved()
            cards += cards @ down @ up
        ends = accumulate((len(some) for some in said), initial=len(self._examples))
        self._starts = (*self._starts, *pairwise(ends))
        self._names = np.concatenate([self._names, rows[:count].astype(np.float16)])
        described = rows[count : 2 * count].astype(np.float16)
        self._descriptions = np.concatenate([self._descriptions, described])
        self._cards = np.concatenate([self._cards, cards])
        self._examples = np.concatenate([self._examples, rows[2 * count :]])
        self._gone = self._gone.union(gone)
        self._without = np.array(sorted(self._gone), dtype=np.intp)
        taught = [n for n, (start, end) in enumerate(self._starts) if end > start]
        self._taught = np.array(taught, dtype=np.intp)
        self._firsts = np.array([self._starts[n][0] for n in taught], dtype=np.intp)

    def scores(self, request: Any) -> Any:
        """How near each tool is: the cosines of its parts, added up and moved; a number each.

        Of those that have gone it is the least there is.
        """
        import numpy as np

        found = self._cards @ request
        if len(self._examples):
            nearest = np.maximum.reduceat(self._examples @ request, self._firsts)
            # Never less than without examples: they can only speak for a tool.
            found[self._taught] += EXAMPLE * np.maximum(nearest, 0)
        found[self._without] = -np.inf
        return found

    def near(self, request: Any, tool: int) -> Nearness:
        """The parts of one tool's score."""
        import numpy as np

        name = float(self._names[tool].astype(np.float32) @ request)
        description = float(self._descriptions[tool].astype(np.float32) @ request)
        start, end = self._starts[tool]
        example = float((self._examples[start:end] @ request).max()) if end > start else 0.0
        return Nearness(name, description, example)


@cache
def _moved() -> tuple[Any, Any]:
    """The map that moves cards towards their requests, as two narrow ones."""
    import numpy as np

    with np.load(MOVED) as found:
        return found["down"].astype(np.float32), found["up"].astype(np.float32)


def _examples(tool: ToolCard, expert: ExpertCard | None) -> list[str]:
    said = [example.words for example in tool.examples]
    if expert is not None and len(expert.tools) == 1:
        said += expert.examples
    return list(dict.fromkeys(said))[:MAX_EXAMPLES]
