"""A strategy: how a request in words is answered, by one call, by several, or by none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from mrkl_core.contracts.answers import AnswerStatus, CallOutcome
from mrkl_core.contracts.evidence import Evidence
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.contracts.model import ChatModel
from mrkl_core.contracts.routing import Candidate, Route
from mrkl_core.records import dataclass

if TYPE_CHECKING:
    from mrkl_core.contracts.catalogue import ToolCard


class Desk(Protocol):
    """What a strategy may do for one request; whatever it calls is guarded, limited and kept."""

    @property
    def tools(self) -> Sequence[ToolCard]:
        """The tools that may be called."""

    @property
    def model(self) -> ChatModel | None:
        """The manifest's model; None if none is configured."""

    async def route(self, words: str, order: Sequence[str] = ()) -> Route:
        """Where words would go, and with which arguments.

        `order` names the routers to ask instead of the manifest's; then what keeps one from
        answering is raised.
        """

    async def call(self, tool: str, arguments: JsonObject) -> CallOutcome:
        """What a tool gives. Raises what a call raises, and Exhausted if there were too many."""

    def emit(self, kind: str, **data: Any) -> None:
        """Adds an event to the run."""


@dataclass(frozen=True)
class Conclusion:
    """How a strategy ends: with outcomes that are the answer, or with words of its own.

    Of `outcomes` mrkl tells the answer itself, a line and a value each. Words of its own, in
    `answer`, with `value`, are told as what nobody checked, unless `status` says that they are
    no answer; they may rest on any calls made before, whose checks are told too. `unused` is what
    the request says and the outcomes do not take into account; `evidence` comes after that of the
    calls.
    """

    outcomes: tuple[CallOutcome, ...] = ()
    answer: str = ""
    value: JsonValue = None
    status: AnswerStatus = AnswerStatus.ANSWERED
    candidates: tuple[Candidate, ...] = ()
    unused: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Strategy(Protocol):
    """A way to answer requests in words; it runs in the server's own process, so it awaits."""

    name: str

    async def answer(self, words: str, desk: Desk) -> Conclusion:
        """The answer to these words. Errors of mrkl that it lets pass end the request."""
