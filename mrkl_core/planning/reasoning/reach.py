"""Whether a condition can ever hold: the cheapest proof first, an engine's last."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice, product

from mrkl_core.contracts.planning import SolveOptions, SolveStatus, Step
from mrkl_core.contracts.reasoning import NeverReached, Reach, Reached
from mrkl_core.errors import BadRequest, nearest
from mrkl_core.planning.execute import Execution, Fact, Refusal
from mrkl_core.planning.pddl.bind import bind
from mrkl_core.planning.pddl.print import print_domain, print_problem
from mrkl_core.planning.pddl.tree import Atom, Domain, Formula, Problem
from mrkl_core.planning.pddl.types import Objects
from mrkl_core.planning.reasoning.ground import Task, Ungroundable, ground
from mrkl_core.planning.reasoning.pairs import Pairs, pairs
from mrkl_core.planning.reasoning.relaxed import Relaxation, TooLarge, possible, relax
from mrkl_core.planning.reasoning.statespace import Seen, explore
from mrkl_core.planning.solve import solve

#: The share of the time that grounding and the walk through states may take.
WALK_SHARE = 0.4

#: An engine has at most this share of what is left for one question.
QUESTION_SHARE = 0.25

#: So many of what can never be are listed, and so many instances are looked at.
MAX_LISTED = 1000
MAX_LOOKED_AT = 200_000

RELAXED = "not even if nothing were ever lost (delete relaxation)"
EXCLUDED = "two of its parts exclude each other in every state that can be reached (h²)"
EXHAUSTED = "every state that can be reached was looked at"
FOUND = "the steps lead there"


class Reachability:
    """Answers what can be reached from a problem's initial state, within some seconds."""

    def __init__(self, domain: Domain, problem: Problem, seconds: float) -> None:
        self._domain = domain
        self._problem = problem
        self._until = time.monotonic() + seconds
        until = time.monotonic() + seconds * WALK_SHARE
        self._relaxation: Relaxation | None = None
        self._task: Task | None = None
        self._pairs: Pairs | None = None
        self._seen: Seen | None = None
        # What is too large here is left to the engines.
        with suppress(TooLarge):
            try:
                self._task = ground(domain, problem, until)
            except Ungroundable:
                self._relaxation = relax(domain, problem, until)
                return
            self._relaxation = self._task.relaxation
            self._seen = explore(self._task, until)
            if not self._seen.complete:
                self._pairs = pairs(self._task, until)

    @property
    def over(self) -> bool:
        """Whether the time is up: then nothing more goes to an engine."""
        return time.monotonic() > self._until

    def of(self, condition: Formula, what: str) -> Reached:
        """Whether a ground condition can hold in any state that can be reached."""
        relaxed = self._relaxation
        if relaxed and not relaxed.state.holds(possible(condition, relaxed.fluents), {}):
            return Reached(what, Reach.UNREACHABLE, RELAXED)
        return self._walked(condition, what) or self._asked(condition, what)

    def _walked(self, condition: Formula, what: str) -> Reached | None:
        if self._task is None or self._seen is None:
            return None
        try:
            goals = self._task.alternatives(condition)
        except (TooLarge, Ungroundable):
            return None
        steps = self._seen.path(goals)
        if steps is not None:
            return Reached(what, Reach.REACHABLE, FOUND, steps)
        if self._seen.complete:
            return Reached(what, Reach.UNREACHABLE, EXHAUSTED)
        if self._pairs and not any(self._pairs.possible(goal) for goal in goals):
            return Reached(what, Reach.UNREACHABLE, EXCLUDED)
        return None

    def _asked(self, condition: Formula, what: str) -> Reached:
        left = self._until - time.monotonic()
        if left <= 0:
            return Reached(what, Reach.UNDECIDED, "the time was up")
        problem = replace(self._problem, goal=condition, metric=None)
        options = SolveOptions(timeout_s=max(left * QUESTION_SHARE, 0.1))
        found = solve(print_domain(self._domain), print_problem(problem), options)
        if found.status.solved:
            return Reached(what, Reach.REACHABLE, FOUND, found.plan)
        if found.status is SolveStatus.UNSOLVABLE:
            return Reached(what, Reach.UNREACHABLE, f"{found.engine} proved it")
        return Reached(what, Reach.UNDECIDED, f"{found.engine} ended with {found.status}")

    def never_true(self) -> NeverReached:
        """The facts, of predicates that actions change, that can never hold."""
        fluents = self._changing()
        objects = Objects(self._domain, self._problem)
        every = (
            (predicate.name, *terms)
            for predicate in self._domain.predicates
            if predicate.name in fluents
            for terms in product(*(objects.of(p.types) for p in predicate.parameters))
        )
        return self._never(every, lambda fact: Atom(fact[0], fact[1:]))

    def never_applicable(self) -> NeverReached:
        """The actions, with arguments of their types, that can never be applied."""
        execution = Execution(self._domain, self._problem)
        every = (
            (action.name, *terms)
            for action in execution.actions.values()
            for terms in product(*(execution.objects.of(p.types) for p in action.parameters))
        )
        return self._never(every, lambda step: _precondition(execution, step))

    def _changing(self) -> frozenset[str]:
        if self._relaxation is not None:
            return self._relaxation.fluents
        return frozenset(predicate.name for predicate in self._domain.predicates)

    def _never(
        self, every: Iterable[Fact], condition_of: Callable[[Fact], Formula]
    ) -> NeverReached:
        never: list[Reached] = []
        undecided: list[Reached] = []
        looked: Iterator[Fact] = iter(every)
        for item in islice(looked, MAX_LOOKED_AT):
            found = self.of(condition_of(item), f"({' '.join(item)})")
            if found.verdict is Reach.UNREACHABLE:
                never.append(found)
            elif found.verdict is Reach.UNDECIDED:
                undecided.append(found)
        if next(looked, None) is not None:
            undecided.append(
                Reached("…", Reach.UNDECIDED, f"only the first {MAX_LOOKED_AT} were looked at")
            )
        # What only a closer look rules out tells more, so it comes first.
        never.sort(key=lambda found: found.proof == RELAXED)
        return NeverReached(tuple(never[:MAX_LISTED]), tuple(undecided), len(never))


def fact_of(domain: Domain, problem: Problem, text: str) -> Atom:
    """A ground fact of the problem, read from `(name object …)`. Raises BadRequest."""
    name, *terms = text.lower().replace("(", " ").replace(")", " ").split() or [""]
    declared = {predicate.name: predicate for predicate in domain.predicates}
    if name not in declared:
        raise BadRequest(f"predicate {name!r} is not declared", hint=nearest(name, declared))
    if len(terms) != len(declared[name].parameters):
        wanted = len(declared[name].parameters)
        raise BadRequest(f"predicate {name!r} takes {wanted} argument(s), found {len(terms)}")
    objects = Objects(domain, problem)
    for term in terms:
        if term not in objects:
            known = objects.declared
            raise BadRequest(f"object {term!r} is not declared", hint=nearest(term, known))
    return Atom(name, tuple(terms))


def precondition_of(domain: Domain, problem: Problem, step: Step) -> Formula:
    """The condition under which a step can be taken. Raises BadRequest if it is no action."""
    execution = Execution(domain, problem)
    bound = execution.bindings(step)
    if isinstance(bound, Refusal):
        raise BadRequest(f"({' '.join(step)}) is no action of the problem: {bound.message}")
    return bind(execution.actions[step[0]].precondition, bound)


def _precondition(execution: Execution, step: Step) -> Formula:
    action = execution.actions[step[0]]
    bound = {p.name: value for p, value in zip(action.parameters, step[1:], strict=True)}
    return bind(action.precondition, bound)
