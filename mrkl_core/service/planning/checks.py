"""Plans checked and told as a service: whether one works, what it does, why it is as it is."""

from __future__ import annotations

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.planning import Explanation, Simulation, Validation
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.reasoning import Diagnosis
from mrkl_core.service.planning.jobs import Jobs
from mrkl_core.service.planning.solving import bounded


class Checks(Jobs):
    """Validates, simulates and explains plans; says why there is none."""

    async def validate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Validation:
        """Whether a plan works, and where it first does not."""
        return await self._asked(
            Validation, "validate", deadline, domain, problem=problem, plan=plan
        )

    async def simulate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Simulation:
        """The state changes of a plan, step by step."""
        return await self._asked(
            Simulation, "simulate", deadline, domain, problem=problem, plan=plan
        )

    async def explain(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Explanation:
        """Why each step is in a plan."""
        return await self._asked(
            Explanation, "explain", deadline, domain, problem=problem, plan=plan
        )

    async def diagnose(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> Diagnosis:
        """Why a problem has no plan, or what every plan goes through."""
        options = bounded(self.defaults, deadline)
        arguments = {
            "domain": self._pddl(domain),
            "problem": problem,
            "seconds": options.timeout_s,
        }
        found = await self._job("diagnose", arguments, options=options, deadline=deadline)
        return from_json(Diagnosis, found)
