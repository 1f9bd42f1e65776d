"""The tools the expert offers, with their schemas."""

from __future__ import annotations

from functools import partial

from mrkl_core import Effect, Example, Tool
from mrkl_core.schemas import Schema, arguments, array, choice, or_null, result, text, truth, whole
from mrkl_units.arithmetic import calculate
from mrkl_units.constants import constant
from mrkl_units.convert import convert
from mrkl_units.extract import extract
from mrkl_units.money.exchange import exchange
from mrkl_units.money.provider import Rates
from mrkl_units.ucum.tools import validate, write


def _text(description: str, longest: int, *examples: str) -> Schema:
    return text(description, *examples, maxLength=longest)


_VALUE = _text("The number, in up to 15 digits.", 100)
_EXACT = or_null(text("The number as an exact fraction; null if it is not exact."))
_UNIT = _text("The unit to express it in, as in 'miles' or 'm/s'.", 100, "miles")
_DIGITS = whole("Significant digits to round to.", minimum=1, maximum=100)
_RESULT_OF_A_SUM = result(
    {"uncertainty": _text("Its standard uncertainty, if measured numbers were given.", 100)},
    value=_VALUE,
    unit=_text("Its unit.", 100),
    exact=_EXACT,
)

_PURE = (
    Tool(
        "convert",
        "Converts a quantity to another unit of the same kind, exactly where that is possible; "
        "units in words and symbols, or both as UCUM codes.",
        arguments(
            {
                "quantity": _text(
                    "A number with its unit, as in '10 km', '72 °F', '5 ft 11 in', '5 mg/dL'.",
                    200,
                    "10 km",
                    "5 ft 11 in",
                ),
                "to": _text(
                    "The unit to express it in, as in 'miles' or 'm/s'; or several, the larger "
                    "first, as in 'feet and inches'.",
                    100,
                    "miles",
                    "feet and inches",
                ),
            },
            digits=_DIGITS,
            decimals=whole("Decimals to round to.", minimum=0, maximum=15),
        ),
        result(
            value=_VALUE,
            unit=_text("Its unit.", 100),
            exact=_EXACT,
            **{"from": _text("The quantity as it was read.", 300)},
            note=_text("How an ambiguous unit was read.", 1000),
        ),
        convert,
        examples=(
            Example("10 km in miles", {"quantity": "10 km", "to": "miles"}),
            Example("72 °F to celsius", {"quantity": "72 °F", "to": "celsius"}),
        ),
    ),
    Tool(
        "calculate",
        "Computes with quantities (sums, products, quotients, powers) and checks their units; "
        "carries the uncertainty of measured ones (±) through.",
        arguments(
            {
                "expression": _text(
                    "Quantities with + - * / ^ and parentheses; measured ones with ±.",
                    300,
                    "(5 km + 300 m) / 20 min",
                    "(5.0 ± 0.1) m / 2.0 s",
                )
            },
            to=_UNIT,
            digits=_DIGITS,
        ),
        _RESULT_OF_A_SUM,
        calculate,
        examples=(
            Example("100 km / 2 h in m/s", {"expression": "100 km / 2 h", "to": "m/s"}),
            Example("3 ft + 20 cm", {"expression": "3 ft + 20 cm"}),
            Example("(5.0 ± 0.1) m / 2.0 s", {"expression": "(5.0 ± 0.1) m / 2.0 s"}),
        ),
    ),
    Tool(
        "extract",
        "Finds the quantities in a text: numbers with units or currencies, and where they stand.",
        arguments(
            {"text": _text("The text.", 20_000, "a 27-kilometer ring")},
            numbers=truth("Whether plain numbers count too."),
        ),
        result(
            quantities=array(
                "Each with its text, place (start, end), value and unit.", {"type": "object"}
            )
        ),
        extract,
        examples=(Example("quantities in 'a 5 metre shark'", {"text": "a 5 metre shark"}),),
    ),
    Tool(
        "constant",
        "Gives a physical constant of CODATA with its uncertainty, in another unit if asked.",
        arguments(
            {"name": _text("The constant's name, as in 'speed of light' or 'electron mass'.", 100)},
            unit=_text("The unit to express it in; SI if left out.", 100),
        ),
        result(
            name=_text("CODATA's name of the constant.", 200),
            value=_text("The number.", 100),
            unit=_text("Its unit.", 100),
            uncertainty=_text("One standard uncertainty in the same unit; 0 if exact.", 100),
        ),
        constant,
        examples=(Example("the speed of light in vacuum", {"name": "speed of light in vacuum"}),),
    ),
    Tool(
        "ucum_validate",
        "Says whether a text is a code of UCUM, what units it names and what it measures.",
        arguments({"code": _text("The code.", 200, "mg/dL", "mm[Hg]")}),
        result(
            valid=truth("Whether it is a code."),
            value=choice("The same as a word.", "true", "false"),
            reason=_text("Why it is none; or why it cannot be converted.", 500),
            name=_text("Its units by their names.", 2000),
            measures=_text("What it measures, in the base units.", 500),
        ),
        validate,
        examples=(Example("is mg/dL a valid UCUM code?", {"code": "mg/dL"}),),
    ),
    Tool(
        "ucum_code",
        "Writes a unit in words or symbols as a UCUM code.",
        arguments({"unit": _text("The unit.", 100, "milligrams per deciliter")}),
        result(
            code=_text("The code.", 200),
            value=_text("The same.", 200),
            name=_text("Its units by their names.", 2000),
        ),
        write,
        examples=(Example("the UCUM code of square feet", {"unit": "square feet"}),),
    ),
)


def tools(provider: Rates) -> tuple[Tool, ...]:
    """Every tool; `provider` is who knows the rates of currencies that change."""
    return (*_PURE, _exchange(provider))


def _exchange(provider: Rates) -> Tool:
    return Tool(
        "exchange",
        "Converts money to another currency: by the rate fixed by law for currencies the euro "
        "replaced, else by a configured service's reference rate, with its date and source.",
        arguments(
            {
                "money": _text("A sum, as in '100 USD', '€50', '2 million yen'.", 100, "100 USD"),
                "to": _text("The currency wanted, best by its ISO 4217 code.", 40, "EUR"),
            },
            date=_text("The day of the rate; the latest if left out.", 10, "2024-05-17"),
        ),
        result(
            value=_VALUE,
            rounded=_text("The sum to the nearest hundredth.", 100),
            currency=_text("Its currency by its ISO code.", 3),
            rate=_text("How many of it one of the other is.", 100),
            date=_text("The day of the rate; '' if none was needed.", 10),
            source=_text("Who says so.", 300),
            note=_text("How an ambiguous name was read.", 300),
        ),
        partial(exchange, provider=provider),
        Effect.READS,
        examples=(
            Example("convert 100 dollars to euros", {"money": "100 dollars", "to": "euros"}),
            Example("100 Deutsche Mark in euros", {"money": "100 DEM", "to": "EUR"}),
        ),
        synonyms=("forex", "swap", "currency"),
    )
