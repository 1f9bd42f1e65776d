"""Plans and outcomes told in words, by a domain's own sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mrkl_core.contracts.planning import SolveStatus, Step
from mrkl_core.planning.language.english import listing, upper_first
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.patterns import said

_OUTCOMES = {
    SolveStatus.UNSOLVABLE: "There is no plan: it was proved that the goal cannot be reached",
    SolveStatus.TIMEOUT: "No plan was found in the time allowed; there may be one",
    SolveStatus.MEMOUT: "No plan was found in the memory allowed; there may be one",
    SolveStatus.UNSUPPORTED: "No planner here can do what this problem needs",
    SolveStatus.NO_PLAN_FOUND: "No plan was found, and it was not proved that there is none",
}


class Narrator:
    """Tells steps and facts; `names` gives the person's own name for each symbol.

    Without a language, actions and facts are told by their own names.
    """

    def __init__(self, language: Language | None, names: Mapping[str, str] | None = None) -> None:
        self.language = language
        self.names = names or {}

    def name(self, symbol: str) -> str:
        """What a thing is called."""
        return self.names.get(symbol, symbol)

    def step(self, step: Step) -> str:
        """One action as a sentence."""
        language = self.language
        template = language.actions.get(step[0]) if language else None
        actions = language.domain.actions if language else ()
        action = next((a for a in actions if a.name == step[0]), None)
        if template is None or action is None or len(action.parameters) != len(step) - 1:
            return upper_first(f"{step[0]} {listing([self.name(t) for t in step[1:]])}".strip())
        told = {
            variable.name.removeprefix("?"): self.name(term)
            for variable, term in zip(action.parameters, step[1:], strict=True)
        }
        heard = [name for slot, name in told.items() if f"{{{slot}}}" in template]
        names = {slot: _within(name, heard) for slot, name in told.items()}
        return upper_first(template.format(**names))

    def steps(self, plan: Sequence[Step]) -> tuple[str, ...]:
        """One sentence an action."""
        return tuple(self.step(step) for step in plan)

    def fact(self, fact: str) -> str:
        """A fact, as "(on a b)" or "(not (on a b))", in words."""
        words = fact.replace("(", " ").replace(")", " ").split()
        denied = words[:1] == ["not"]
        words = words[denied:]
        pattern = self.language.says.get(words[0]) if self.language and words else None
        if pattern is None or self.language is None:
            return fact
        slots = (name for name, _ in self.language.parameters[words[0]])
        told = dict(zip(slots, (self.name(term) for term in words[1:]), strict=True))
        return said(pattern, told, denied=denied)

    def summary(
        self,
        status: SolveStatus,
        plan: Sequence[Step] | None,
        goals: Sequence[str],
        cost: float | None = None,
    ) -> str:
        """What came out, and the goal it is about."""
        goal = listing([self.fact(goal) for goal in goals])
        if not status.solved or plan is None:
            told = _OUTCOMES.get(status, f"The search ended with {status}")
            return f"{told}: {goal}." if goal else f"{told}."
        if not plan:
            return f"Nothing needs to be done: {goal} already."
        count = f"{len(plan)} step" + ("" if len(plan) == 1 else "s")
        best = ", and none shorter can" if status is SolveStatus.SOLVED_OPTIMALLY else ""
        if best and cost is not None and cost != len(plan):
            best = f" at cost {cost:g}, and nothing cheaper can"
        reach = "reaches" if len(plan) == 1 else "reach"
        return f"{count} {reach} the goal{best}: {goal}."


def _within(name: str, others: Sequence[str]) -> str:
    """ "its left gripper" where the owner is named beside it."""
    for other in others:
        if name != other and name.startswith(f"{other}'s "):
            return f"its {name[len(other) + 3 :]}"
    return name
