"""Answers a part of a request first, where the rest asks about its value.

"What weekday is 90 days after 2024-03-01?" asks for a shifted date, and of that for the weekday.
While nothing is called there is no value yet: a stand-in of its kind holds its place in the
words, and where the stand-in comes out in the next call's arguments, a reference to the value goes.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonValue
from mrkl_core.contracts.routing import Candidate, RouteStep
from mrkl_core.records import dataclass
from mrkl_core.routing.phrases import phrases

#: So many values may be passed on.
MAX_STEPS = 2

#: The call that an expert reads in words to their end, if one does.
Read = Callable[[str], Awaitable[Candidate | None]]


@dataclass(frozen=True)
class StandIn:
    """What holds a value's place in the words; `fits` is the form of the values it may become."""

    text: str
    fits: re.Pattern[str]


def _stand_ins(expression: str, number: str, quantity: str, date: str) -> dict[str, StandIn]:
    digits = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"
    return {
        "expression": StandIn(expression, re.compile(r"\([^,=()]*(?:\([^,=]*\)[^,=]*)*\)|\w+")),
        "number": StandIn(number, re.compile(digits)),
        "quantity": StandIn(quantity, re.compile(rf"(?:{digits}|-?\d+/\d+) \S.*")),
        "date": StandIn(date, re.compile(r"\d{4}-\d\d-\d\d")),
    }


#: One set a step, so that the value of one is not taken for that of another.
_STEPS = (
    _stand_ins("(7919*x)", "7919", "7919 g", "1979-05-17"),
    _stand_ins("(7907*x)", "7907", "7907 g", "1979-07-13"),
)


@dataclass(frozen=True)
class Chain:
    """Steps, the words that are left with a stand-in for each value, and the last call."""

    words: str
    steps: tuple[RouteStep, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    last: Candidate | None = None


async def chained(chain: Chain, read: Read, tools: Mapping[str, ToolCard]) -> Chain | None:
    """The chain with steps that lead through all its words, and its last call; None if none do."""
    begun: list[Chain] = []
    for phrase in phrases(chain.words):
        call = referring(await read(phrase.text), phrase.text, chain)
        for stand_in in _stand_ins_of(tools[call.tool], len(chain.steps)) if call else ():
            assert call is not None
            reference = f"{{{len(chain.steps) + 1}}}"
            step = RouteStep(call, phrase.text, reference, stand_in.fits.pattern)
            longer = Chain(
                phrase.before + stand_in.text + phrase.after,
                (*chain.steps, step),
                (*chain.stand_ins, stand_in),
            )
            if last := referring(await read(longer.words), longer.words, longer):
                return replace(longer, last=last)
            begun.append(longer)
    if len(chain.steps) + 1 < MAX_STEPS:
        for longer in begun[:MAX_STEPS]:
            if found := await chained(longer, read, tools):
                return found
    return None


def _stand_ins_of(tool: ToolCard, step: int) -> tuple[StandIn, ...]:
    """What may stand for a tool's value at this step, by the schema of its result."""
    known, fields = _STEPS[step], tool.result.get("properties", {})
    if not isinstance(fields, dict):
        return ()
    if "value" in fields:
        return (known["quantity"],) if {"unit", "currency"} & set(fields) else (known["date"],)
    return (known["expression"], known["number"]) if "exact" in fields else ()


def referring(call: Candidate | None, words: str, chain: Chain) -> Candidate | None:
    """The call with references where stand-ins were; None unless each in the words came out once.

    What came out changed, or in a form that is no text, cannot be told to be the value.
    """
    if call is None:
        return None
    arguments: JsonValue = dict(call.arguments or {})
    for step, stand_in in zip(chain.steps, chain.stand_ins, strict=True):
        arguments, count = _replaced(arguments, stand_in.text, step.reference)
        if count != words.count(stand_in.text) or count > 1:
            return None
    return replace(call, arguments=arguments) if isinstance(arguments, dict) else None


def _replaced(value: JsonValue, old: str, new: str) -> tuple[JsonValue, int]:
    """The value with a text in all its texts replaced, and how often it was there."""
    if isinstance(value, str):
        return value.replace(old, new), value.count(old)
    if isinstance(value, dict):
        pairs = {key: _replaced(item, old, new) for key, item in value.items()}
        return {k: item for k, (item, _) in pairs.items()}, sum(n for _, n in pairs.values())
    if isinstance(value, list | tuple):
        items = [_replaced(item, old, new) for item in value]
        return [item for item, _ in items], sum(n for _, n in items)
    return value, 0
