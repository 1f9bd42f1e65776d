"""Which facts can hold together: two that cannot exclude each other in every reachable state.

The h² fixpoint (Haslum and Geffner, "Admissible heuristics for optimal planning", 2000) over
literals: bit f stands for a fact, bit n + f for its absence. A proof of what is unreachable;
what it leaves open may be unreachable all the same.
"""

from __future__ import annotations

import time

from mrkl_core.planning.reasoning.ground import Condition, Operator, Task, bits_of
from mrkl_core.planning.reasoning.relaxed import TooLarge
from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Pairs:
    """For each literal that can hold, those that can hold with it, itself included."""

    width: int
    together: tuple[int, ...]

    def possible(self, condition: Condition) -> bool:
        """Whether no two literals of a condition exclude each other."""
        literals = condition.needs | condition.forbids << self.width
        return all(self.together[bit] & literals == literals for bit in bits_of(literals))


@dataclass(frozen=True, slots=True)
class _Move:
    """One effect of one operator, as literals."""

    needs: int
    adds: int
    deletes: int


def pairs(task: Task, until: float) -> Pairs:
    """The pairs that can hold together, by `until` on the monotonic clock. Raises TooLarge."""
    width = len(task.facts)
    every = (1 << width) - 1
    moves = [move for operator in task.operators for move in _moves(operator, width)]
    initial = task.initial | (every & ~task.initial) << width
    together = [0] * (2 * width)
    for bit in bits_of(initial):
        together[bit] = initial
    grown = True
    while grown:
        grown = False
        if time.monotonic() > until:
            raise TooLarge
        for move in moves:
            # What can hold together with all that the move needs, and survives it.
            beside = -1
            for bit in bits_of(move.needs):
                beside &= together[bit]
            if move.needs & ~beside:
                continue
            if beside == -1:
                beside = _possible(together)
            after = beside & ~move.deletes | move.adds
            for bit in bits_of(move.adds):
                new = after & ~together[bit]
                if new:
                    grown = True
                    together[bit] |= after
                    for other in bits_of(new):
                        together[other] |= 1 << bit
    return Pairs(width, tuple(together))


def _possible(together: list[int]) -> int:
    found = 0
    for bit, others in enumerate(together):
        if others:
            found |= 1 << bit
    return found


def _moves(operator: Operator, width: int) -> list[_Move]:
    """An operator by its effects; each keeps what another one may or may not delete."""
    needs = operator.needs
    found = []
    for effect in operator.effects:
        literals = (needs.needs | effect.when.needs) | (
            needs.forbids | effect.when.forbids
        ) << width
        certain = [e for e in operator.effects if e.when == Condition() or e is effect]
        adds = deletes = 0
        for other in certain:
            adds |= other.adds
            deletes |= other.deletes
        may_add = 0
        for other in operator.effects:
            may_add |= other.adds
        lost = deletes & ~may_add
        found.append(_Move(literals, adds | lost << width, lost | adds << width))
    return found
