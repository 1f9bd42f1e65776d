"""Plans from words as a service: by the grammar, by a model, or both; and planning on."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from functools import cached_property
from typing import Any

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import (
    BY_MODEL,
    GRAMMAR,
    Formalization,
    FormalizeStatus,
    PlanAnswer,
    SolveOptions,
)
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import (
    Broken,
    Exhausted,
    ManifestInvalid,
    MrklError,
    NotReady,
    TimedOut,
    Unavailable,
    nearest,
)
from mrkl_core.service.planning.formalizing import (
    ModelFormalizer,
    OtherFormalizer,
    PluginFormalizer,
)
from mrkl_core.service.planning.jobs import Jobs
from mrkl_core.service.planning.replanning import earlier_task
from mrkl_core.service.planning.solving import bounded, plugged
from mrkl_core.service.run import Run
from mrkl_core.service.words import check_words

#: The module of the jobs that only a model's reading needs.
MODEL_JOBS = "mrkl_core.planning.repair.jobs"
SUCH_AS = "block a is on block b; put block b on block a"


class Worded(Jobs):
    """Reads words as problems, and plans what they ask for."""

    async def formalize(
        self,
        words: str,
        domain: str,
        *,
        language: str = "",
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> Formalization:
        """Words as a PDDL problem. An empty `domain` lets the words choose.

        `language` is the text of a domain.yaml of your own for `domain`; `strict` asks rather
        than assume anything.
        """
        check_words(words, SUCH_AS)
        task = {"words": words, "domain": domain, "language": language, "strict": strict}
        return await self._formalize(task, Run("formalize", task), deadline)

    async def plan(
        self,
        words: str,
        domain: str = "",
        options: SolveOptions | None = None,
        *,
        language: str = "",
        strict: bool = False,
        deadline: Deadline | None = None,
    ) -> PlanAnswer:
        """LLM+P: from words to a validated plan in words.

        `language` is the text of a domain.yaml of your own for `domain`; `strict` asks rather
        than assume anything.
        """
        check_words(words, SUCH_AS)
        asked = bounded(options or self.defaults, deadline)
        task = {"words": words, "domain": domain, "language": language, "strict": strict}
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

        What still works of the earlier plan is kept. Raises RunNotFound, and BadRequest if that
        run planned nothing.
        """
        check_words(observed, "block a is on block c")
        before = await self._store.get(earlier)
        task = earlier_task(before, observed, done)
        asked = bounded(options or self.defaults, deadline)
        run = Run("plan", {"from": earlier, "done": done, **task})

        async def work() -> PlanAnswer:
            observing = {**task, "folders": list(self._folders())}
            found = await self._model_job("observe", observing, deadline)
            following = {
                "formalization": found,
                "domain": task["domain"],
                "language": task["language"],
                "rest": before.response.get("plan", [])[done:],
            }
            return await self._planned("plan_formalized", following, asked, run, deadline)

        return await self._kept(run, work())

    async def _kept(self, run: Run, work: Awaitable[PlanAnswer]) -> PlanAnswer:
        """The answer of a run, which is kept however it ends."""
        try:
            answer = replace(await work, run=run.id)
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
                whole: JsonObject = {**task, "whole": bool(self._others)}
                answer = await self._planned("plan", whole, options, run, deadline)
            except NotReady:
                if not self._others:
                    raise
            else:
                if answer.status is not FormalizeStatus.NOT_UNDERSTOOD or not self._others:
                    return answer
        found = await self._formalize(task, run, deadline)
        domain = str(task["domain"]) or found.domain
        following: JsonObject = {
            "formalization": to_json(found),
            "domain": domain,
            "language": task["language"],
        }
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
            "engines": to_json(self._engines(options)),
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
        return self._policy.order[:1] == (GRAMMAR,) or not self._others

    @property
    def _asked_model(self) -> ChatModel | None:
        """The model that reads words; None if there is none or it may not."""
        return self._model() if BY_MODEL in self._policy.order else None

    @cached_property
    def _others(self) -> tuple[OtherFormalizer, ...]:
        """Who else reads words, in the manifest's order. Raises ManifestInvalid."""
        others: list[OtherFormalizer] = []
        for name in self._policy.order:
            if name == BY_MODEL:
                if (model := self._model()) is not None:
                    repairs = self._policy.repairs
                    others.append(ModelFormalizer(model, self._model_job, repairs=repairs))
            elif name != GRAMMAR:
                others.append(self._of_plugin(name))
        return tuple(others)

    def _of_plugin(self, name: str) -> OtherFormalizer:
        registry = self._registry()
        known = [formalizer.name for formalizer in registry.formalizers()]
        if name not in known:
            raise ManifestInvalid(
                f"planning.order names {name!r}, and there is no such formalizer",
                hint=nearest(name, [GRAMMAR, BY_MODEL, *known]),
                metadata={"formalizer": name},
            )
        return PluginFormalizer(name, plugged("mrkl_formalizers", registry), self._model_job)

    async def _formalize(
        self, task: JsonObject, run: Run, deadline: Deadline | None
    ) -> Formalization:
        """Words as a problem, by the first in the manifest's order who understands them.

        The grammar is always asked: it finds the domain where none is named.
        """
        folders = list(self._folders())
        read: Formalization | None = None
        try:
            found = await self._job("formalize", {**task, "folders": folders}, deadline=deadline)
            read = from_json(Formalization, found)
        except NotReady:  # the domain has no language
            if not self._others:
                raise
        if read is not None and self._grammar_first and _understood(read):
            return read
        asked: JsonObject = {
            "words": task["words"],
            "domain": task["domain"] or (read.domain if read else ""),
            "folders": folders,
            "language": task["language"],
        }
        failures: list[MrklError] = []
        tried: Formalization | None = None
        for other in self._others:
            try:
                tried = await other.formalize(
                    asked, strict=bool(task["strict"]), deadline=deadline, emit=run.emit
                )
            except (NotReady, Unavailable, Exhausted, TimedOut, Broken) as error:
                run.emit("formalizer_failed", name=other.name, message=error.message)
                failures.append(error)
                continue
            if _understood(tried):
                break
        best = tried or read
        if best is None:
            raise failures[-1]
        return replace(best, diagnostics=(*best.diagnostics, *map(_told, failures)))

    async def _model_job(self, job: str, arguments: JsonObject, deadline: Deadline | None) -> Any:
        return await self._job(job, arguments, deadline=deadline, module=MODEL_JOBS)


def _understood(found: Formalization) -> bool:
    return found.status is not FormalizeStatus.NOT_UNDERSTOOD


def _told(error: MrklError) -> Diagnostic:
    return Diagnostic("FORMALIZER_FAILED", Severity.WARNING, error.message, hint=error.hint)
