"""The guard: rules over every call, by what is done with a listed substance."""

from __future__ import annotations

from collections.abc import Sequence

from mrkl_chemistry.config import WHERE
from mrkl_chemistry.screening.words import named_in, notations_in
from mrkl_core.contracts.answers import CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.guards import Ask, Decision, Ruling
from mrkl_core.contracts.jsonvalue import JsonObject, texts_of
from mrkl_core.contracts.tool import Effect

#: Where an argument schema says what a tool does with a substance.
OPERATION = "x-mrkl-operation"

_RULINGS = {
    "lookup": Ruling.WARN,
    "synthesis": Ruling.DENY,
    "retrosynthesis": Ruling.DENY,
    "modification": Ruling.DENY,
    "similarity": Ruling.DENY,
    "purchase": Ruling.DENY,
}
#: What is asked of the child process.
SCREEN = "mrkl_chemistry.screening.screen:screen"
PATTERNS = "mrkl_chemistry.screening.screen:patterns"


class ChemistryGuard:
    """Screens what calls and their results name, write or mean.

    A tool that declares an operation has all its texts read in every way the tools read them;
    of any other, only texts that look like a notation or hold a listed name are screened. What
    declares none and changes the world needs approval: `approved` names the tools that have it.
    """

    name = "chemistry"

    def __init__(self, approved: Sequence[str] = ()) -> None:
        self._approved = frozenset(approved)

    async def before(self, tool: ToolCard, arguments: JsonObject, ask: Ask) -> Decision | None:
        """What the arguments mean for the operation."""
        texts = list(texts_of(list(arguments.values())))
        if OPERATION in tool.arguments:
            return await self._decide(tool, texts, [], ask)
        return await self._decide(tool, [], texts, ask)

    async def after(self, tool: ToolCard, outcome: CallOutcome, ask: Ask) -> Decision | None:
        """What the result means for the operation that gave it."""
        texts = [outcome.text, *texts_of(outcome.value)]
        if outcome.failure is not None:
            texts += [outcome.failure.message, outcome.failure.hint]
        return await self._decide(tool, [], texts, ask)

    async def _decide(
        self, tool: ToolCard, meant: list[str], texts: list[str], ask: Ask
    ) -> Decision | None:
        suspect = [text for text in texts if notations_in(text) or named_in(text)]
        if not meant and not suspect:
            return None
        found = await ask(SCREEN, {"meant": meant, "texts": suspect})
        ruling = self._ruling(tool)
        if found:
            told = "; ".join(f"{match['name']}: {match['source']}" for match in found)
            return Decision(ruling, f"listed substance: {told}{self._approval(tool, ruling)}")
        if ruling is Ruling.DENY and (unscreened := await ask(PATTERNS, {"meant": meant})):
            told = ", ".join(text[:80] for text in unscreened)
            return Decision(ruling, f"a pattern may mean a listed substance: {told}")
        return Decision(Ruling.ALLOW, "nothing in it is on the lists screened")

    def _ruling(self, tool: ToolCard) -> Ruling:
        operation = tool.arguments.get(OPERATION)
        if operation is not None:
            return _RULINGS.get(str(operation), Ruling.DENY)
        if tool.effect is Effect.CHANGES and tool.name not in self._approved:
            return Ruling.NEEDS_APPROVAL
        return Ruling.WARN

    def _approval(self, tool: ToolCard, ruling: Ruling) -> str:
        """By what a call may be approved, or was: both are in the record."""
        if ruling is Ruling.NEEDS_APPROVAL:
            return f"; {WHERE}.approved may name {tool.name}"
        if tool.effect is Effect.CHANGES and tool.name in self._approved:
            return f"; approved by {WHERE}.approved"
        return ""
