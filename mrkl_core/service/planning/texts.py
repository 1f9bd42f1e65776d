"""PDDL texts as a service: domains by name, what is wrong with a text, what is in it."""

from __future__ import annotations

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.pddl import Diagnostic, DomainPage, Equivalence, Mended, ProblemPage
from mrkl_core.contracts.planning import DomainCard
from mrkl_core.contracts.read import from_json
from mrkl_core.service.planning.jobs import Jobs

#: What `from_json` is told, where a type can only be said as a value.
_DIAGNOSTICS = tuple[Diagnostic, ...]


class Texts(Jobs):
    """Reads, mends, shows, draws and compares PDDL."""

    def domains(self) -> tuple[DomainCard, ...]:
        """Every domain that has a name here."""
        return tuple(self._domains.cards())

    def domain(self, name: str) -> DomainCard:
        """One domain with its PDDL. Raises DomainNotFound, naming the nearest."""
        return self._domains.get(name).card()

    async def prove(
        self, domain: str, *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong with the language of a domain, given by its name or its folder."""
        arguments = {"domain": domain, "folders": list(self._folders())}
        return from_json(_DIAGNOSTICS, await self._job("prove", arguments, deadline=deadline))

    async def lint(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong or odd with a domain, and with a problem for it."""
        return await self._asked(_DIAGNOSTICS, "lint", deadline, domain, problem=problem)

    async def mend(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> Mended:
        """The texts after all safe fixes, what was mended, and what is left to say."""
        return await self._asked(Mended, "mend", deadline, domain, problem=problem)

    async def lay_out(self, text: str, *, deadline: Deadline | None = None) -> str:
        """A domain, a problem or any other PDDL text in mrkl's style, comments kept."""
        return str(await self._job("lay_out", {"text": text}, deadline=deadline))

    async def domain_page(self, domain: str, *, deadline: Deadline | None = None) -> DomainPage:
        """A domain to read."""
        return await self._asked(DomainPage, "domain_page", deadline, domain)

    async def problem_page(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> ProblemPage:
        """A problem as counts."""
        return await self._asked(ProblemPage, "problem_page", deadline, domain, problem=problem)

    async def draw(
        self, domain: str, problem: str, form: str, *, deadline: Deadline | None = None
    ) -> str:
        """A problem as a picture; `form` is svg or dot."""
        return await self._asked(str, "draw", deadline, domain, problem=problem, form=form)

    async def equivalent(
        self, domain: str, a: str, b: str, *, deadline: Deadline | None = None
    ) -> Equivalence:
        """Whether two problems of a domain are the same up to the names of objects."""
        return await self._asked(Equivalence, "equivalent", deadline, domain, a=a, b=b)
