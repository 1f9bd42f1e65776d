"""Domains drafted from words by a model, and languages drafted for domains, as a service."""

from __future__ import annotations

from dataclasses import replace

from mrkl_core.contracts.context import Deadline
from mrkl_core.contracts.drafting import DomainDraft, LanguageDraft
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Message
from mrkl_core.contracts.read import from_json
from mrkl_core.errors import ModelNotConfigured, ModelUnavailable, MrklError, TimedOut
from mrkl_core.service.planning.executing import Executing
from mrkl_core.service.run import Run
from mrkl_core.service.words import check_words

#: A domain is a long text; more than this is not a domain.
MAX_TOKENS = 4096


class Drafting(Executing):
    """Drafts domains for what no domain here is about, and languages for domains."""

    async def draft_language(
        self, domain: str, *, deadline: Deadline | None = None
    ) -> LanguageDraft:
        """A first domain.yaml for a domain: a sentence for each predicate and action.

        A model's sentences, where there is one, are used as far as they pass the check.
        """
        asked: JsonObject = {"domain": domain}
        found = await self._job("draft_language", asked, deadline=deadline)
        plain = from_json(LanguageDraft, found)
        model = self._asked_model
        if model is None:
            return plain
        messages, schema = await self._model_job("ask_wording", asked, deadline)
        try:
            reply = await model.complete(
                [from_json(Message, message) for message in messages],
                schema=schema,
                timeout_s=None if deadline is None else deadline.remaining(),
                max_tokens=MAX_TOKENS,
            )
        except (ModelNotConfigured, ModelUnavailable, TimedOut) as error:
            return replace(plain, warning=error.message)
        judging = {"domain": domain, "reply": reply.text}
        return from_json(LanguageDraft, await self._model_job("judge_wording", judging, deadline))

    async def draft_domain(self, words: str, *, deadline: Deadline | None = None) -> DomainDraft:
        """A domain for what the words ask, written by a model, linted and probed.

        It is never used by itself: its question asks whether it is meant. Raises
        ModelNotConfigured where no model may be asked, ModelUnavailable and TimedOut.
        """
        check_words(words)
        model = self._asked_model
        if model is None:
            raise ModelNotConfigured(
                "a new domain is drafted by a model, and none is configured",
                hint="name one under `models` in the manifest, or write the domain: "
                "mrkl pddl domains new",
            )
        run = Run("draft", {"words": words})
        try:
            draft = await self._drafted(words, run, deadline)
        except MrklError as error:
            await self._store.add(run.finish(error.code, {"error": error.message}))
            raise
        await self._store.add(run.finish(draft.status, draft))
        return draft

    async def _drafted(self, words: str, run: Run, deadline: Deadline | None) -> DomainDraft:
        model = self._asked_model
        assert model is not None
        asking: JsonObject = {"words": words}
        for attempt in range(self._policy.repairs + 1):
            messages = await self._model_job("ask_domain", asking, deadline)
            reply = await model.complete(
                [from_json(Message, message) for message in messages],
                timeout_s=None if deadline is None else deadline.remaining(),
                max_tokens=MAX_TOKENS,
            )
            judged = await self._model_job("judge_domain", {"reply": reply.text}, deadline)
            faults = judged["again"]
            run.emit("model_replied", model=model.name, attempt=attempt + 1, faults=faults)
            if not faults:
                break
            asking = {"words": words, "reply": reply.text, "faults": faults}
        return from_json(DomainDraft, judged["draft"])
