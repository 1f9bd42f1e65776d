"""A problem from the state that some steps lead to, and what is seen there put into it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from mrkl_core.contracts.planning import Step
from mrkl_core.errors import BadRequest, ResultInvalid
from mrkl_core.planning.execute import Execution, Refusal
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import Atom, Domain, Fluent, Init, Number, Problem, Value
from mrkl_core.planning.repair.draft import Draft, Fact, Work, goals, written
from mrkl_core.planning.repair.groups import Settler, groups
from mrkl_core.planning.repair.knowledge import Knowledge
from mrkl_core.records import dataclass

#: What a plan from here on costs is counted from here on.
_SPENT = Fluent("total-cost")


@dataclass(frozen=True)
class After:
    """Where things stand: the problem from here, and how that differs from what was expected.

    `reached` says whether the goal holds, `seen` whether all of it was observed; `confirmed` are
    the changes of the steps that were. `question` is what the observation leaves open, and then
    nothing else counts.
    """

    problem: str
    reached: bool = False
    seen: bool = False
    confirmed: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    unexpected: tuple[str, ...] = ()
    question: str = ""


def progressed(domain: Domain, problem: Problem, steps: Sequence[Step]) -> Problem:
    """The problem from the state that the steps lead to. Raises BadRequest if they cannot."""
    execution = Execution(domain, problem)
    for step in steps:
        taken = execution.take(step)
        if isinstance(taken, Refusal):
            raise BadRequest(f"step ({' '.join(step)}) cannot be taken: {taken}")
    numbers = execution.state.numbers
    rest = [
        replace(item, value=Number(numbers[(item.fluent.name, *item.fluent.terms)]))
        if isinstance(item, Value) and isinstance(item.fluent, Fluent) and item.fluent != _SPENT
        else item
        for item in problem.init
        if not isinstance(item, Atom)
    ]
    facts: list[Init] = [Atom(fact[0], fact[1:]) for fact in sorted(execution.facts())]
    return replace(problem, init=(*facts, *rest))


def after(
    problem: str,
    steps: Sequence[Step],
    observed: Sequence[str] | None,
    complete: Collection[str],
    known: Knowledge,
) -> After:
    """Where some steps and an observation lead; without one, the steps did what they should.

    Of the predicates in `complete`, what is not observed is not so. What is said of things that
    the problem does not have is passed over. Raises ResultInvalid for what is no fact.
    """
    before = parse_problem(problem)
    work = Work(known.domain, Draft(progressed(known.domain, before, steps)))
    expected = dict(work.facts)
    so: dict[Fact, str] = {}
    confirmed: list[str] = []
    if observed is not None:
        so, not_so = _read(observed, work)
        old = {(f.name, *f.terms) for f in before.init if isinstance(f, Atom)}
        confirmed += [written(f) for f in so if f in expected and f not in old]
        confirmed += [
            f"(not {written(f)})"
            for f in old
            if f not in expected and f not in so and (f in not_so or f[0] in complete)
        ]
        gone = [f for f in expected if f in not_so or (f[0] in complete and f not in so)]
        work.drop(gone, "it was not observed")
        work.add(so, "it was observed")
        Settler(work, known.groups or groups(known.domain, (), (before,)), so).settle()
        if work.doubts:
            return After(problem, question=work.doubts[0])
    now = work.problem()
    execution = Execution(known.domain, now)
    return After(
        print_problem(now),
        reached=not execution.unmet(now.goal, {}),
        seen=all(isinstance(g, Atom) and (g.name, *g.terms) in so for g in goals(now.goal)),
        confirmed=tuple(confirmed),
        lacking=tuple(written(f) for f in expected if f not in work.facts),
        unexpected=tuple(written(f) for f in work.facts if f not in expected),
    )


def _read(observed: Sequence[str], work: Work) -> tuple[dict[Fact, str], set[Fact]]:
    """What is so and what is not, of the things that the problem has."""
    arities = {p.name: len(p.parameters) for p in work.domain.predicates}
    so: dict[Fact, str] = {}
    not_so: set[Fact] = set()
    for text in observed:
        words = str(text).lower().replace("(", " ").replace(")", " ").split()
        denied = words[:1] == ["not"]
        name, *terms = words[denied:] or [""]
        if arities.get(name) != len(terms):
            raise ResultInvalid(
                f"what was observed is no fact of the domain: {str(text)[:80]!r}",
                hint="facts are written as in PDDL: (on a b), (not (on a b))",
            )
        if any(term not in work.objects and term not in work.constants for term in terms):
            continue
        if denied:
            not_so.add((name, *terms))
        else:
            so[(name, *terms)] = ""
    return so, not_so
