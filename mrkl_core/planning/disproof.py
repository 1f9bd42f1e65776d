"""What speaks for there being no plan: engines that say so, and what is shown here."""

from __future__ import annotations

import time

from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.planning import Step
from mrkl_core.planning.pddl.tree import Domain, Problem

#: Seconds at most for showing here that a goal is out of reach, once an engine says so.
CONFIRM_S = 5.0

#: Seconds at most for which other engines may contradict a proof that nothing confirms here.
DOUBT_S = 5.0


class Disproof:
    """Collects the engines that say that no plan exists, and looks for itself at the first.

    `claims` are those that are believed; until `until_s`, in seconds since the search began,
    others may contradict them.
    """

    def __init__(self, domain: Domain, problem: Problem) -> None:
        self.claims: list[str] = []
        self.until_s = 0.0
        self._domain = domain
        self._problem = problem
        self._shown = ""

    @property
    def sure(self) -> bool:
        """Whether it is known from more than one engine's word."""
        return bool(self._shown) or len({name.partition(":")[0] for name in self.claims}) > 1

    def hear(
        self, engine: str, elapsed_s: float, left_s: float, *, searched: bool
    ) -> tuple[Step, ...] | None:
        """Takes an engine's word, unless it had not searched and nothing confirms it.

        Kairos gives its quick look at what can be reached a fifth of a second, and where that
        is not enough it says so. Gives the steps to the goal if there are some after all.
        """
        if not self.claims:
            from mrkl_core.planning.reasoning.disprove import disprove  # rarely needed

            until = time.monotonic() + min(max(left_s, 0.0), CONFIRM_S)
            finding = disprove(self._domain, self._problem, until)
            if finding.steps is not None:
                return finding.steps
            self._shown = finding.shown
            self.until_s = elapsed_s + min(elapsed_s, DOUBT_S)
        if self._shown or searched:
            self.claims.append(engine)
        return None

    def evidence(self) -> Evidence:
        """How sure it is that no plan exists."""
        if self._shown:
            method, verdict, detail = "grounded and looked at by mrkl", Verdict.PASSED, self._shown
        elif self.sure:
            both = " and by ".join(f"{engine}'s" for engine in self.claims)
            method, verdict, detail = f"proved by {both} search", Verdict.PASSED, "each by itself"
        else:
            method, verdict = f"proved by {self.claims[0]}'s search", Verdict.UNCHECKED
            detail = "an engine's own proof; mrkl does not repeat it"
        return Evidence("no plan exists", method, verdict, detail)
