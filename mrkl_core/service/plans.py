"""Planning as a service: every job runs in a child process that can be killed."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from functools import cached_property
from typing import Any

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.pddl import Diagnostic, DomainPage, Equivalence, Mended, ProblemPage
from mrkl_core.contracts.planning import (
    DomainCard,
    EngineCard,
    Explanation,
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    Simulation,
    SolveOptions,
    SolveResult,
    Validation,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.reasoning import Diagnosis
from mrkl_core.errors import (
    MrklError,
    NotReady,
)
from mrkl_core.experts.pool import Pool
from mrkl_core.manifest.model import PlanningPolicy
from mrkl_core.planning.domains import Domains, is_pddl
from mrkl_core.planning.engines import engine_cards
from mrkl_core.service.formalizing import ModelFormalizer
from mrkl_core.service.replanning import earlier_task
from mrkl_core.service.run import Run
from mrkl_core.service.solving import Solving, bounded, default_options, job_limits
from mrkl_core.service.store import RunStore
from mrkl_core.service.stream import streamed
from mrkl_core.service.words import check_words

#: The key of the pool's nursery for planning jobs.
NURSERY = "planning"

#: The modules whose functions are the jobs; the second is only needed where a model reads words.
JOBS = "mrkl_core.planning.jobs"
MODEL_JOBS = "mrkl_core.planning.repair.jobs"


class Plans:
    """Domains, problems and plans. Everywhere `domain` is PDDL text or a domain's name."""

    def __init__(
        self,
        pool: Pool,
        folders: Callable[[], Sequence[str]],
        policy: PlanningPolicy,
        store: RunStore,
        model: Callable[[], ChatModel | None] = lambda: None,
    ) -> None:
        self._pool = pool
        self._folders = folders
        self._policy = policy
        self._store = store
        self._model = model

    @property
    def defaults(self) -> SolveOptions:
        """The manifest's limits, as options."""
        return default_options(self._policy)

    def domains(self) -> tuple[DomainCard, ...]:
        """Every domain that has a name here."""
        return tuple(self._domains.cards())

    def domain(self, name: str) -> DomainCard:
        """One domain with its PDDL. Raises DomainNotFound, naming the nearest."""
        return self._domains.get(name).card()

    def engines(self) -> tuple[EngineCard, ...]:
        """Every engine known here, installed or not."""
        return tuple(engine_cards())

    async def formalize(
        self, words: str, domain: str, *, strict: bool = False, deadline: Deadline | None = None
    ) -> Formalization:
        """Words as a PDDL problem. An empty `domain` lets the words choose.

        `strict` asks rather than assume anything.
        """
        check_words(words)
        task = {"words": words, "domain": domain, "strict": strict}
        return await self._formalize(task, Run("formalize", task), deadline)

    async def prove(
        self, domain: str, *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong with the language of a domain, given by its name or its folder."""
        arguments = {"domain": domain, "folders": list(self._folders())}
        found = await self._job("prove", arguments, deadline=deadline)
        return tuple(from_json(Diagnostic, d) for d in found)

    async def draft_language(self, domain: str, *, deadline: Deadline | None = None) -> str:
        """A first language for a domain: one sentence for each predicate and action."""
        return str(await self._job("draft_language", {"domain": domain}, deadline=deadline))

    async def lint(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> tuple[Diagnostic, ...]:
        """What is wrong or odd with a domain, and with a problem for it."""
        found = await self._job(
            "lint", {"domain": self._pddl(domain), "problem": problem}, deadline=deadline
        )
        return tuple(from_json(Diagnostic, d) for d in found)

    async def mend(
        self, domain: str, problem: str = "", *, deadline: Deadline | None = None
    ) -> Mended:
        """The texts after all safe fixes, what was mended, and what is left to say."""
        arguments = {"domain": self._pddl(domain), "problem": problem}
        return from_json(Mended, await self._job("mend", arguments, deadline=deadline))

    async def domain_page(self, domain: str, *, deadline: Deadline | None = None) -> DomainPage:
        """A domain to read."""
        arguments = {"domain": self._pddl(domain)}
        return from_json(DomainPage, await self._job("domain_page", arguments, deadline=deadline))

    async def problem_page(
        self, domain: str, problem: str, *, deadline: Deadline | None = None
    ) -> ProblemPage:
        """A problem as counts."""
        arguments = {"domain": self._pddl(domain), "problem": problem}
        return from_json(ProblemPage, await self._job("problem_page", arguments, deadline=deadline))

    async def draw(
        self, domain: str, problem: str, form: str, *, deadline: Deadline | None = None
    ) -> str:
        """A problem as a picture; `form` is svg or dot."""
        arguments = {"domain": self._pddl(domain), "problem": problem, "form": form}
        return str(await self._job("draw", arguments, deadline=deadline))

    async def equivalent(
        self, domain: str, a: str, b: str, *, deadline: Deadline | None = None
    ) -> Equivalence:
        """Whether two problems of a domain are the same up to the names of objects."""
        arguments = {"domain": self._pddl(domain), "a": a, "b": b}
        return from_json(Equivalence, await self._job("equivalent", arguments, deadline=deadline))

    def solve(
        self,
        domain: str,
        problem: str,
        options: SolveOptions | None = None,
        *,
        deadline: Deadline | None = None,
    ) -> AsyncGenerator[Event | SolveResult]:
        """Events of the search (phases, better plans); the last item is always the result.

        Closing the iterator kills the search. Raises PddlInvalid, EngineMissing.
        """
        asked = bounded(options or self.defaults, deadline)
        texts = self._pddl(domain), problem
        prefer = self._policy.prefer
        return streamed(
            lambda listen: self._solve(Solving(*texts, asked, prefer, listen), deadline)
        )

    async def _solve(self, solving: Solving, deadline: Deadline | None) -> SolveResult:
        ended: SolveResult | MrklError
        try:
            found = await self._job(
                "solve",
                solving.arguments,
                options=solving.options,
                deadline=deadline,
                on_event=solving.run.on_event,
            )
            ended = solving.result(found)
        except MrklError as error:
            try:
                ended = solving.stopped(error)
            except MrklError:
                await self._store.add(solving.record(error))
                raise
        await self._store.add(solving.record(ended))
        return ended

    async def validate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Validation:
        """Whether a plan works, and where it first does not."""
        return from_json(
            Validation, await self._plan_job("validate", domain, problem, plan, deadline)
        )

    async def simulate(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Simulation:
        """The state changes of a plan, step by step."""
        return from_json(
            Simulation, await self._plan_job("simulate", domain, problem, plan, deadline)
        )

    async def explain(
        self, domain: str, problem: str, plan: str, *, deadline: Deadline | None = None
    ) -> Explanation:
        """Why each step is in a plan."""
        return from_json(
            Explanation, await self._plan_job("explain", domain, problem, plan, deadline)
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
        return from_json(
            Diagnosis,
            await self._job("diagnose", arguments, options=options, deadline=deadline),
        )

    async def plan(
        self,
        words: str,
        domain: str = "",
        options: SolveOptions | None = None,
        *,
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """LLM+P: from words to a validated plan in words.

        `strict` asks rather than assume anything.
        """
        check_words(words)
        asked = bounded(options or self.defaults, deadline)
        task = {"words": words, "domain": domain, "strict": strict}
        run = Run("plan", {**task, "options": to_json(asked)})
        return await self._kept(run, self._plan(task, asked, run, deadline))

    async def replan(
        self,
        earlier: str,
        observed: str,
        options: SolveOptions | None = None,
        *,
        done: int = 0,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """Plans on from an earlier run: `done` of its steps were taken, and this was observed.

        Raises RunNotFound, and BadRequest if that run planned nothing.
        """
        check_words(observed)
        task = earlier_task(await self._store.get(earlier), observed, done)
        asked = bounded(options or self.defaults, deadline)
        run = Run("plan", {"from": earlier, "done": done, **task})

        async def work() -> PlanAnswer:
            observing = {**task, "folders": list(self._folders())}
            found = await self._model_job("observe", observing, deadline)
            following = {"formalization": found, "domain": task["domain"]}
            return await self._planned("plan_formalized", following, asked, run, deadline)

        return await self._kept(run, work())

    async def _kept(self, run: Run, work: Awaitable[PlanAnswer]) -> PlanAnswer:
        """The answer of a run, which is kept however it ends."""
        try:
            answer = await work
        except MrklError as error:
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        await self._store.add(run.finish(answer.status, answer))
        return answer

    async def _plan(
        self, task: JsonObject, options: SolveOptions, run: Run, deadline: Deadline | None
    ) -> PlanAnswer:
        # The common case takes one job: the grammar reads all, and its problem is solved there.
        if self._grammar_first:
            try:
                answer = await self._planned("plan", task, options, run, deadline)
            except NotReady:
                if self._asked_model is None:
                    raise
            else:
                if answer.status is not FormalizeStatus.NOT_UNDERSTOOD or not self._asked_model:
                    return answer
        found = await self._formalize(task, run, deadline)
        domain = str(task["domain"]) or found.domain
        following: JsonObject = {"formalization": to_json(found), "domain": domain}
        return await self._planned("plan_formalized", following, options, run, deadline)

    async def _planned(
        self,
        job: str,
        arguments: JsonObject,
        options: SolveOptions,
        run: Run,
        deadline: Deadline | None,
    ) -> PlanAnswer:
        shared: JsonObject = {
            "options": to_json(options),
            "folders": list(self._folders()),
            "prefer": list(self._policy.prefer),
        }
        found = await self._job(
            job,
            {**arguments, **shared},
            options=options,
            deadline=deadline,
            on_event=run.on_event,
        )
        return from_json(PlanAnswer, found)

    @property
    def _grammar_first(self) -> bool:
        return self._policy.order[:1] == ("grammar",) or self._asked_model is None

    @property
    def _asked_model(self) -> ChatModel | None:
        """The model that reads words; None if there is none or it may not."""
        return self._model() if "by_model" in self._policy.order else None

    async def _formalize(
        self, task: JsonObject, run: Run, deadline: Deadline | None
    ) -> Formalization:
        """Words as a problem: by the grammar, by a model, or both, in the manifest's order."""
        folders = list(self._folders())
        model = self._asked_model
        read: Formalization | None = None
        try:
            found = await self._job("formalize", {**task, "folders": folders}, deadline=deadline)
            read = from_json(Formalization, found)
        except NotReady:  # the domain has no language
            if model is None:
                raise
        domain = str(task["domain"]) or (read.domain if read else "")
        understood = read is not None and read.status is not FormalizeStatus.NOT_UNDERSTOOD
        if model is None or (understood and self._grammar_first):
            assert read is not None
            return read
        asking = ModelFormalizer(model, self._model_job, repairs=self._policy.repairs)
        return await asking.beside(
            read,
            str(task["words"]),
            domain,
            folders,
            strict=bool(task["strict"]),
            deadline=deadline,
            emit=run.emit,
        )

    @cached_property
    def _domains(self) -> Domains:
        return Domains(self._folders())

    def _pddl(self, domain: str) -> str:
        return domain if is_pddl(domain) else self._domains.resolve(domain)

    async def _plan_job(
        self, job: str, domain: str, problem: str, plan: str, deadline: Deadline | None
    ) -> Any:
        arguments = {"domain": self._pddl(domain), "problem": problem, "plan": plan}
        return await self._job(job, arguments, deadline=deadline)

    async def _model_job(self, job: str, arguments: JsonObject, deadline: Deadline | None) -> Any:
        return await self._job(job, arguments, deadline=deadline, module=MODEL_JOBS)

    async def _job(
        self,
        job: str,
        arguments: JsonObject,
        *,
        options: SolveOptions | None = None,
        deadline: Deadline | None = None,
        on_event: Callable[[str, dict[str, Any]], None] | None = None,
        module: str = JOBS,
    ) -> Any:
        bounds = options or self.defaults
        return await self._pool.run(
            NURSERY,
            f"{module}:{job}",
            arguments,
            job_limits(bounds),
            deadline=deadline,
            on_event=on_event,
            what=f"planning: {job}",
        )
