"""The tools for chances, with their schemas: draws, trials, dice."""

from __future__ import annotations

from mrkl_calculator.chances import draw
from mrkl_calculator.schemas import DECIMAL, EXACT, text, texts, whole
from mrkl_calculator.trials import (
    MOST_DICE,
    MOST_SIDES,
    MOST_TRIALS,
    RELATIONS,
    dice,
    successes,
)
from mrkl_core import Example, Tool
from mrkl_core.schemas import arguments, choice, result, truth

_RELATION = choice("How the number compares: exactly, if left out.", *RELATIONS)
_COUNTED = {
    "type": "object",
    "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 10_000},
    "maxProperties": 100,
}


CHANCE_TOOLS = (
    Tool(
        "draw",
        "Gives the exact chance of a draw, with or without replacement: of a sequence, or of so "
        "many of each kind.",
        arguments(
            {"contents": {**_COUNTED, "description": "How many of each kind there are."}},
            sequence=texts("The kinds drawn, in this order.", 1000),
            counts={**_COUNTED, "description": "How many of each are drawn, in any order."},
            replace=truth("Whether each is put back."),
        ),
        result(exact=EXACT, decimal=DECIMAL),
        draw,
        examples=(
            Example(
                "the chance of red, red from 3 red and 5 blue without replacement",
                {"contents": {"red": 3, "blue": 5}, "sequence": ["red", "red"]},
            ),
        ),
        synonyms=("odds", "probability", "lottery"),
    ),
    Tool(
        "successes",
        "Gives the exact chance of so many successes in independent trials: heads, sixes, hits.",
        arguments(
            {
                "trials": whole("How many trials.", 1, MOST_TRIALS, 1),
                "chance": text("The chance of a success: '1/6', '0.2'.", "1/2", 40),
                "count": whole("How many successes.", 0, MOST_TRIALS, 1),
            },
            relation=_RELATION,
        ),
        result(exact=EXACT, decimal=DECIMAL),
        successes,
        examples=(
            Example(
                "the chance of exactly 3 heads in 10 tosses of a coin",
                {"trials": 10, "chance": "1/2", "count": 3},
            ),
        ),
        synonyms=("odds", "probability"),
    ),
    Tool(
        "dice",
        "Gives the exact chance that fair dice show a sum.",
        arguments(
            {
                "count": whole("How many dice.", 1, MOST_DICE, 2),
                "total": whole("The sum.", 0, MOST_DICE * MOST_SIDES, 7),
            },
            sides=whole("How many sides each has.", 2, MOST_SIDES, 6),
            relation=_RELATION,
        ),
        result(exact=EXACT, decimal=DECIMAL),
        dice,
        examples=(Example("the chance of a sum of 7 with two dice", {"count": 2, "total": 7}),),
        synonyms=("odds", "probability", "die"),
    ),
)
