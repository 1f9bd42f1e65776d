"""Processes and events: what goes on and what happens by itself, by numbers linear in time.

After Fox and Long, "Modelling mixed discrete-continuous domains for planning" (2006): a process
goes on while its condition holds, an event happens as soon as its condition does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, product

from mrkl_core.planning.continuous import crossings, later, slopes
from mrkl_core.planning.durative import Unjudged, rates
from mrkl_core.planning.execute import Execution, Fact
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.features import walk
from mrkl_core.planning.pddl.tree import Action, Compare, Expression, Fluent, Formula
from mrkl_core.records import dataclass

#: More ground processes and events are not looked at.
MOST_INSTANCES = 5_000

#: What goes on is asked for again so often where it is what it changes that decides.
_ROUNDS = 10


@dataclass(frozen=True)
class Stretch:
    """A while in which nothing begins or ends: what grows in it by how much in a unit of time,
    and the events that are due as soon as it has begun.
    """

    slope: Mapping[Fact, Fraction]
    length: Fraction
    due: tuple[Formula, ...]


@dataclass(frozen=True)
class _Instance:
    condition: Formula
    effect: Formula
    rates: tuple[tuple[Fluent, Expression], ...] = ()


class Nature:
    """The ground processes and events of a problem. Raises Unjudged where there are too many."""

    def __init__(self, execution: Execution) -> None:
        self._state = execution.state
        actions = execution.actions.values()
        self._processes = [
            one for a in actions if a.kind == "process" for one in _instances(execution, a)
        ]
        self._events = [
            one for a in actions if a.kind == "event" for one in _instances(execution, a)
        ]
        asks = (node for rule in execution.domain.derived for node in walk(rule.condition))
        if self and any(isinstance(n, Compare) for n in asks):
            raise Unjudged("derived facts ask for numbers that change by themselves")

    def __bool__(self) -> bool:
        return bool(self._processes or self._events)

    def due(self) -> tuple[Formula, ...]:
        """The effects of the events whose condition holds now."""
        return tuple(e.effect for e in self._events if self._state.holds(e.condition, {}))

    def stretch(self, running: Iterable[tuple[Fluent, Expression]], most: Fraction) -> Stretch:
        """How it goes on from now, for `most` at the longest. Raises Unjudged, Unevaluable."""
        own = tuple(running)
        if not self:
            return Stretch(slopes(own, self._state), most, ())
        active = self._active()
        for _ in range(_ROUNDS):
            going = chain(own, *(self._processes[i].rates for i in sorted(active)))
            slope = slopes(going, self._state)
            length = min(chain(self._changes(slope, most), (most,)))
            with later(self._state, slope, length / 2):
                then, due = self._active(), self.due()
            if then == active or due:
                return Stretch(slope, length, due)
            active = then
        raise Unjudged("a process begins and ends without end at one time")

    def _active(self) -> frozenset[int]:
        holds = self._state.holds
        return frozenset(i for i, p in enumerate(self._processes) if holds(p.condition, {}))

    def _changes(self, slope: Mapping[Fact, Fraction], most: Fraction) -> Iterator[Fraction]:
        for one in (*self._processes, *self._events):
            for when in crossings(one.condition, slope, self._state):
                if 0 < when < most:
                    yield when


def _instances(execution: Execution, action: Action) -> Iterator[_Instance]:
    every = product(*(execution.objects.of(p.types) for p in action.parameters))
    for number, terms in enumerate(every):
        if number == MOST_INSTANCES:
            raise Unjudged(f"{action.name!r} has more than {MOST_INSTANCES} instances")
        bound = dict(zip((p.name for p in action.parameters), terms, strict=True))
        effect = bind(action.effect, bound)
        going = tuple(rates(effect)) if action.kind == "process" else ()
        yield _Instance(bind(action.precondition, bound), effect, going)
