"""The ways through the automaton of patterns: what was met on each, and what it costs."""

from __future__ import annotations

from typing import NamedTuple

from mrkl_core.planning.language.clause import Match, Step, Tally
from mrkl_core.planning.language.mentions import Mention
from mrkl_core.planning.language.verbs import later


def plainness(mentions: tuple[Mention, ...]) -> float:
    """What it costs that names could be any word."""
    return 2.0 * sum(m.plain for m in mentions)


def goes_beyond(match: Match, before: Match) -> bool:
    """Whether a clause says more where the one it takes up ended: is that then of both?

    "From A to B and from B to C and back": back on all of it, or on the last way alone?
    """
    step = match.path
    while step is not None:
        if not set(before.rules).isdisjoint(step.node.ends):
            return True
        step = step.before
    return False


def after_be(step: Step | None) -> bool:
    """Whether the state that a way has come to is that after a form of "is"."""
    node = step.node if step is not None else None
    while step is not None and step.node is node:
        step = step.before
    return step is not None and step.node.be is node


class Path(NamedTuple):
    """What was met on a way through the automaton; see Match."""

    bound: tuple[tuple[Mention, ...], ...] = ()
    wish: bool | None = None
    negated: bool = False
    cost: float = 0.0
    bare: bool = False
    step: Step | None = None
    tally: Tally | None = None

    def spoken(self, wish: bool | None, negated: bool = False, cost: float = 0.0) -> Path:
        """The same after a word that says when, or not; what is not not so is so."""
        return self._replace(
            wish=later(self.wish, wish), negated=self.negated != negated, cost=self.cost + cost
        )
