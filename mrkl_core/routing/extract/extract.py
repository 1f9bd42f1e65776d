"""Arguments of a call from words: every mention weighed for every parameter, then assigned."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.routing.extract.assign import Option, assign
from mrkl_core.routing.extract.candidates import candidates
from mrkl_core.routing.extract.features import features, nothing
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.moments import moments, wants_moment
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.said import said
from mrkl_core.routing.extract.series import in_series
from mrkl_core.routing.extract.slots import Slot, default_of, slots
from mrkl_core.routing.words import uncommon

#: How much a parameter that cannot be left out is favoured over a question (in log odds); its
#: value then counts as little sure, and the score of the call says so.
NEED = 0.7
#: How a value was found that is said in other words of the request.
CARRIED = "carried over"
#: How sure a value is that is said with the parameter's own name (in log odds).
SAID = 6.0
#: What `bench/train_extract.py` learned.
WEIGHTS = Path(__file__).with_name("weights.json")


@dataclass(frozen=True)
class Filled:
    """One argument: where it goes, its value, and the words it was taken from.

    `start` and `end` are places in the request; both are -1 for a default. `sure` is the
    probability of this value, should there be one, in [0, 1].
    """

    path: tuple[str, ...]
    value: JsonValue
    start: int
    end: int
    sure: float
    how: str = ""
    needed: bool = True


@dataclass(frozen=True)
class Extraction:
    """The arguments of one call, how each was found, and which are still missing."""

    arguments: JsonObject
    filled: tuple[Filled, ...]
    missing: tuple[Slot, ...] = ()


class Extractor:
    """Reads arguments off requests; the same words and schema always give the same."""

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        self._weights = shipped() if weights is None else weights

    def extract(
        self, reading: Reading, tool: ToolCard, others: Sequence[Reading] = ()
    ) -> Extraction:
        """The arguments for a call of this tool; what is not said is not invented.

        What is missing is taken from the first of the others that says it.
        """
        wanted = slots(tool.arguments)
        topic = topic_of(tool)
        by_name = said(wanted, reading)
        options = [
            self._options(slot, reading, topic)
            if (mention := by_name.get(slot.path)) is None
            else [Option(_written(slot, mention, reading), SAID)]
            for slot in wanted
        ]
        filled: list[Filled] = []
        missing: list[Slot] = []
        for slot, option in zip(wanted, in_series(wanted, assign(options)), strict=True):
            if option is not None:
                filled.append(_filled(slot, option, reading))
            elif slot.required:
                default = default_of(slot)
                if default is None and slot.kind == "boolean":
                    default = False
                if default is None:
                    missing.append(slot)
                else:
                    filled.append(Filled(slot.path, default, -1, -1, 0.5, "the default"))
        for other in others:
            if not missing:
                break
            asked = {slot.path for slot in missing}
            said_there = (f for f in self.extract(other, tool).filled if f.start >= 0)
            filled += (replace(f, how=CARRIED) for f in said_there if f.path in asked)
            known = {item.path for item in filled}
            missing = [slot for slot in missing if slot.path not in known]
        arguments: JsonObject = {}
        for item in filled:
            _put(arguments, item.path, item.value)
        return Extraction(arguments, tuple(filled), tuple(missing))

    def _options(self, slot: Slot, reading: Reading, topic: frozenset[str]) -> list[Option]:
        if slot.secret:
            return []
        if wants_moment(slot) and (found := [*moments(slot, reading)]):
            return [Option(moment, SAID) for moment in found]  # nothing else is a date with a time
        floor = self._score(nothing(slot, reading)) - (NEED if slot.required else 0.0)
        return [
            Option(mention, self._score(features(slot, mention, reading, topic)) - floor)
            for mention in candidates(slot, reading)
        ]

    def _score(self, names: Iterable[str]) -> float:
        weights = self._weights
        return sum(weights.get(name, 0.0) for name in names)


def topic_of(tool: ToolCard) -> frozenset[str]:
    """The words that say what the tool is about; they rarely are its arguments."""
    return frozenset(uncommon(f"{tool.name} {tool.description}"))


@cache
def shipped() -> Mapping[str, float]:
    """The weights that come with mrkl."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def _written(slot: Slot, mention: Mention, reading: Reading) -> Mention:
    """The mention as the parameter wants it written, where its type has a say: a date, a time."""
    same = (
        m for m in candidates(slot, reading) if (m.first, m.last) == (mention.first, mention.last)
    )
    return next((m for m in same if m.kind in (Kind.DATE, Kind.TIME)), mention)


def _filled(slot: Slot, option: Option, reading: Reading) -> Filled:
    mention: Mention = option.mention
    start, end = reading.tokens[mention.first].start, reading.tokens[mention.last].end
    return Filled(
        slot.path,
        mention.value,
        start,
        end,
        _probability(option.gain - (NEED if slot.required else 0)),
        mention.how,
        slot.required,
    )


def _probability(gain: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(gain, 30.0))))


def _put(arguments: JsonObject, path: Sequence[str], value: JsonValue) -> None:
    for name in path[:-1]:
        arguments = arguments.setdefault(name, {})
    arguments[path[-1]] = value
