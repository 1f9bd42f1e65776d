"""The names an expression may use: functions with their arity, and constants."""

from __future__ import annotations

#: name → (fewest arguments, most arguments)
FUNCTIONS: dict[str, tuple[int, int]] = {
    **dict.fromkeys(("sqrt", "cbrt", "exp", "ln", "log2", "log10"), (1, 1)),
    **dict.fromkeys(("sin", "cos", "tan", "sec", "csc", "cot"), (1, 1)),
    **dict.fromkeys(("asin", "acos", "atan"), (1, 1)),
    **dict.fromkeys(("sinh", "cosh", "tanh", "asinh", "acosh", "atanh"), (1, 1)),
    **dict.fromkeys(("abs", "floor", "ceil", "sign", "factorial"), (1, 1)),
    **dict.fromkeys(("root", "roundto", "binomial", "pow"), (2, 2)),
    **dict.fromkeys(("log", "round"), (1, 2)),
    **dict.fromkeys(("totient", "fibonacci", "nextprime", "numerator", "denominator"), (1, 1)),
    **dict.fromkeys(("permutations", "digit", "inverse"), (2, 2)),
    "powmod": (3, 3),
    **dict.fromkeys(
        ("gcd", "lcm", "min", "max", "sum", "product", "mean", "median", "denominators"), (1, 100)
    ),
}

#: Other spellings of the same functions.
ALIASES: dict[str, str] = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "cosec": "csc",
    "tg": "tan",
    "ceiling": "ceil",
    "average": "mean",
    "avg": "mean",
    "hcf": "gcd",
    "gcf": "gcd",
    "maximum": "max",
    "minimum": "min",
    "comb": "binomial",
    "ncr": "binomial",
    "npr": "permutations",
    "perm": "permutations",
    "modpow": "powmod",
    "modinv": "inverse",
    "nroot": "root",
    "power": "pow",
    "lg": "log10",
}

CONSTANTS = frozenset({"pi", "e", "tau", "phi", "i"})

#: The functions whose argument may be given in degrees.
TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "sec", "csc", "cot"})


def function(name: str) -> str | None:
    """The function of this name in its first spelling; None if there is none."""
    name = ALIASES.get(name, name)
    return name if name in FUNCTIONS else None
