"""An exam for language models: a model that cannot choose among five tools is not believed.

Small models call something whatever is asked. How far one can be trusted is measured, not
assumed: a few requests whose answers are known, some for a tool and some for none, put to it in
the same way as any request, once for each model.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Sequence

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.context import Limits
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.routing import Candidate
from mrkl_core.contracts.tool import Effect
from mrkl_core.errors import TimedOut
from mrkl_core.kept import keep, kept
from mrkl_core.records import dataclass

#: How a question is put: its words and the tools there are.
Ask = Callable[[str, Sequence[ToolCard]], Awaitable[Sequence[Candidate]]]

#: Of eight questions one may go wrong.
MAX_WRONG = 1
#: For so long a result holds: what stands behind a name may change.
KEPT_S = 30 * 24 * 3600.0


def _card(name: str, description: str, **properties: str) -> ToolCard:
    schema: JsonObject = {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": {
            key: {"type": kind, "description": key.replace("_", " ")}
            for key, kind in properties.items()
        },
    }
    return ToolCard(name, "exam", description, schema, {}, Effect.READS, f"exam:{name}", Limits())


CARDS = (
    _card("forecast", "Tells the weather of a city on a day.", city="string", day="string"),
    _card("set_timer", "Sets a kitchen timer.", minutes="integer"),
    _card("translate", "Translates a text.", text="string", language="string"),
    _card("convert_length", "Converts metres to another unit.", metres="number", unit="string"),
    _card("find_train", "Finds a train.", departure="string", arrival="string"),
)


@dataclass(frozen=True)
class Question:
    """A request, the tool that answers it ("" if none does), and arguments it must have."""

    words: str
    tool: str
    arguments: JsonObject


QUESTIONS = (
    Question("What will the weather be like in Lisbon on Friday?", "forecast", {"city": "Lisbon"}),
    Question("Thank you, that was really helpful!", "", {}),
    Question("Please set a timer for 25 minutes.", "set_timer", {"minutes": 25}),
    Question("Who painted the ceiling of the Sistine Chapel?", "", {}),
    Question("How do you say good morning in Japanese?", "translate", {"language": "Japanese"}),
    Question("How many feet are 12 metres?", "convert_length", {"metres": 12}),
    Question("Write me a short poem about autumn leaves.", "", {}),
    Question("Which train goes from Vienna to Graz?", "find_train", {"arrival": "Graz"}),
)
_TEXT = json.dumps([[q.words, q.tool, q.arguments] for q in QUESTIONS])


@dataclass(frozen=True)
class Report:
    """How an exam goes: it is over once its result is certain."""

    model: str
    asked: int = 0
    right: int = 0

    @property
    def passed(self) -> bool:
        """Whether the model's word counts."""
        return self.asked == len(QUESTIONS) and self.asked - self.right <= MAX_WRONG

    @property
    def over(self) -> bool:
        """Whether no further question can change the result."""
        return self.asked == len(QUESTIONS) or self.asked - self.right > MAX_WRONG

    @property
    def text(self) -> str:
        """The result in words."""
        verdict = "passed" if self.passed else "failed"
        return f"{self.model!r} {verdict} its exam: {self.right} of {self.asked} questions right"


class Examiner:
    """Examines one model once, and keeps the result: `endpoint` tells it from its namesakes.

    An exam that is interrupted goes on where it was.
    """

    def __init__(self, model: str, endpoint: str) -> None:
        self._model = model
        self._key = f"{endpoint}\n{model}\n{_TEXT}"
        self._lock = asyncio.Lock()
        self._report: Report | None = None

    async def report(self, ask: Ask) -> Report:
        """The result; the exam is held if there is none yet. Raises what `ask` raises."""
        async with self._lock:
            report = self._report or self._known()
            while not report.over:
                right = await _is_right(ask, QUESTIONS[report.asked])
                report = Report(self._model, report.asked + 1, report.right + right)
                self._report = report
                keep("exam", self._key, {**to_json(report), "at": time.time()})
            self._report = report
            return report

    def _known(self) -> Report:
        try:
            found = kept("exam", self._key) or {}
            asked, right = int(found["asked"]), int(found["right"])
            fresh = time.time() - float(found["at"]) < KEPT_S
        except (KeyError, TypeError, ValueError):
            return Report(self._model)
        sound = 0 <= right <= asked <= len(QUESTIONS)
        return Report(self._model, asked, right) if fresh and sound else Report(self._model)


async def _is_right(ask: Ask, question: Question) -> bool:
    try:
        found = await ask(question.words, CARDS)
    except TimedOut:
        return False
    if not found or not question.tool:
        return not found and not question.tool
    arguments = found[0].arguments or {}
    return found[0].tool == question.tool and all(
        str(arguments.get(key, "")).casefold() == str(value).casefold()
        for key, value in question.arguments.items()
    )
