"""Why each step is in a plan: who needs what it gives, and whether the plan needs it at all."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from mrkl_core.contracts.planning import (
    CausalLink,
    Explanation,
    PlanLandmark,
    Step,
    StepReason,
    Validation,
)
from mrkl_core.errors import BadRequest
from mrkl_core.planning.durative import Unjudged
from mrkl_core.planning.execute import Execution, Fact, Refusal
from mrkl_core.planning.explain_in_time import links_in_time
from mrkl_core.planning.history import History
from mrkl_core.planning.pddl.features import BEYOND_SEQUENTIAL, features
from mrkl_core.planning.pddl.tree import Domain, Problem
from mrkl_core.planning.plan_text import WrittenPlan
from mrkl_core.planning.reasoning.ground import Ungroundable, ground
from mrkl_core.planning.reasoning.landmarks import plain_landmarks
from mrkl_core.planning.reasoning.redundancy import redundant_steps
from mrkl_core.planning.reasoning.redundancy_in_time import redundant_in_time
from mrkl_core.planning.reasoning.relaxed import TooLarge
from mrkl_core.planning.support import GOAL, Need, Support, given
from mrkl_core.planning.timeline import NOT_SIMULATED
from mrkl_core.planning.validate import conclude, refused, validate_plan

#: Grounding, for landmarks, stops after this many seconds.
LANDMARKS_S = 5.0


def explain(domain: Domain, problem: Problem, plan: WrittenPlan) -> Explanation:
    """One reason per step of a plan; a plan that does not work is told up to where it fails.

    One in time that does not work is not told step by step. Raises BadRequest for what states
    alone do not tell.
    """
    used = features(domain, problem)
    if used & BEYOND_SEQUENTIAL:
        return _in_time(domain, problem, plan, used)
    links, first, validation = _causal_links(domain, problem, plan)
    done = len(plan.steps) if validation.failed_step is None else validation.failed_step
    steps = plan.steps[:done]
    redundant: frozenset[int] = frozenset()
    complete = True
    landmarks: tuple[PlanLandmark, ...] = ()
    if validation.valid:
        redundant, complete = redundant_steps(domain, problem, steps)
        landmarks = _landmarks(domain, problem, first)
    return _told(steps, links[:done], redundant, complete, validation, landmarks)


def _in_time(
    domain: Domain, problem: Problem, plan: WrittenPlan, used: frozenset[str]
) -> Explanation:
    if used & NOT_SIMULATED:
        raise _not_told(f"this uses {', '.join(sorted(used & NOT_SIMULATED))}")
    validation = validate_plan(domain, problem, plan, used)
    if not validation.valid:
        return _told((), [], frozenset(), True, validation)
    try:
        links = links_in_time(domain, problem, plan)
        redundant, complete = redundant_in_time(domain, problem, plan, used)
    except Unjudged as reason:
        raise _not_told(str(reason)) from reason
    return _told(plan.steps, links, redundant, complete, validation)


def _not_told(why: str) -> BadRequest:
    said = f"explanation covers states that only steps change; {why}"
    return BadRequest(said, hint="such a plan can be validated")


def _told(
    steps: Sequence[Step],
    links: Sequence[dict[Need, list[int]]],
    redundant: frozenset[int],
    complete: bool,
    validation: Validation,
    landmarks: tuple[PlanLandmark, ...] = (),
) -> Explanation:
    reasons = tuple(
        _reason(index, step, links[index], index in redundant, steps)
        for index, step in enumerate(steps)
    )
    summary = _summary(reasons, complete, validation)
    return Explanation(summary, reasons, validation, tuple(_as_links(links)), landmarks)


def _causal_links(
    domain: Domain, problem: Problem, plan: WrittenPlan
) -> tuple[list[dict[Need, list[int]]], dict[Fact, int], Validation]:
    """For each step what it gives to whom; the step that first made each fact true; the verdict."""
    execution = Execution(domain, problem)
    history = History(execution)
    support = Support(execution.state, domain.derived)
    giver: dict[Need, int] = {}
    first: dict[Fact, int] = {}
    links: list[dict[Need, list[int]]] = [{} for _ in plan.steps]

    def use(needs: frozenset[Need], user: int) -> None:
        for need in needs:
            if need in giver:
                links[giver[need]].setdefault(need, []).append(user)

    for index, step in enumerate(plan.steps):
        bound = execution.bindings(step)
        if not isinstance(bound, Refusal):
            action = execution.actions[step[0]]
            if not execution.unmet(action.precondition, bound):
                needs = support.of(action.precondition, bound)
                needs |= support.of_effects(action.effect, bound)
                use(needs, index)
        taken = history.take(step)
        if isinstance(taken, Refusal):
            return links, first, refused(history, step, taken, plan.lines[index])
        for fact in taken.added:
            first.setdefault(fact, index)
        giver.update(dict.fromkeys(given(taken), index))
    validation = conclude(history)
    if validation.valid:
        use(support.of(problem.goal, {}), GOAL)
    return links, first, validation


def _landmarks(
    domain: Domain, problem: Problem, first: Mapping[Fact, int]
) -> tuple[PlanLandmark, ...]:
    """What every plan brings about, in the order of this one; none for what is not classical."""
    try:
        task = ground(domain, problem, time.monotonic() + LANDMARKS_S)
    except (Ungroundable, TooLarge):
        return ()
    found = [PlanLandmark(f"({' '.join(fact)})", first[fact]) for fact in plain_landmarks(task)]
    return tuple(sorted(found, key=lambda landmark: landmark.since))


def _as_links(given: Sequence[dict[Need, list[int]]]) -> Iterator[CausalLink]:
    for giver, needs in enumerate(given):
        users: dict[int, list[str]] = {}
        for need, who in needs.items():
            for user in who:
                users.setdefault(user, []).append(str(need))
        for user, gives in sorted(users.items(), key=lambda item: _goal_last(item[0])):
            yield CausalLink(giver, user, tuple(sorted(set(gives))))


def _reason(
    index: int, step: Step, links: dict[Need, list[int]], redundant: bool, steps: Sequence[Step]
) -> StepReason:
    users = sorted({user for users in links.values() for user in users}, key=_goal_last)
    gives = tuple(sorted(str(need) for need in links))
    if redundant:
        sentence = f"({' '.join(step)}) is not needed: without it the plan still works."
    elif not users:
        sentence = f"({' '.join(step)}) gives nothing that a later step or the goal needs."
    else:
        told = [
            f"{need} for {_users(sorted(set(who), key=_goal_last), steps)}"
            for need, who in sorted(links.items(), key=lambda link: str(link[0]))
        ]
        sentence = f"({' '.join(step)}) gives " + "; ".join(told) + "."
    return StepReason(step, sentence, gives, tuple(users), redundant)


def _goal_last(user: int) -> tuple[bool, int]:
    return user == GOAL, user


def _users(users: Sequence[int], steps: Sequence[Step]) -> str:
    said = [
        "the goal" if user == GOAL else f"step {user + 1} ({' '.join(steps[user])})"
        for user in users
    ]
    shown = said if len(said) <= 3 else [*said[:3], f"{len(said) - 3} more"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def _summary(reasons: Sequence[StepReason], complete: bool, validation: Validation) -> str:
    if not validation.valid:
        return f"The plan does not work: {validation.message}."
    if not reasons:
        return "The plan is empty: the goal holds already."
    spare = sum(reason.redundant for reason in reasons)
    said = f"The plan takes {len(reasons)} step(s)"
    if spare:
        said += f", of which {spare} can be left out"
    elif complete:
        said += "; none of them can be left out"
    if not complete:
        said += "; not every step was tried for being redundant, as time was up"
    return said + "."
