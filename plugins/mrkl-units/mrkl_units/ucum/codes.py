"""The prefixes, base units and units of UCUM, as the table beside this file has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

#: code → factor, with the prefix's name.
PREFIXES: dict[str, tuple[Fraction, str]] = {
    **{
        code: (Fraction(10) ** power, name)
        for code, power, name in (
            *(("Y", 24, "yotta"), ("Z", 21, "zetta"), ("E", 18, "exa"), ("P", 15, "peta")),
            *(("T", 12, "tera"), ("G", 9, "giga"), ("M", 6, "mega"), ("k", 3, "kilo")),
            *(("h", 2, "hecto"), ("da", 1, "deka"), ("d", -1, "deci"), ("c", -2, "centi")),
            *(("m", -3, "milli"), ("u", -6, "micro"), ("n", -9, "nano"), ("p", -12, "pico")),
            *(("f", -15, "femto"), ("a", -18, "atto"), ("z", -21, "zepto"), ("y", -24, "yocto")),
        )
    },
    **{
        code: (Fraction(1024) ** power, name)
        for power, (code, name) in enumerate(
            (("Ki", "kibi"), ("Mi", "mebi"), ("Gi", "gibi"), ("Ti", "tebi")), start=1
        )
    },
}
#: code → name of the seven that all others come down to.
BASE = {
    "m": "meter",
    "s": "second",
    "g": "gram",
    "rad": "radian",
    "K": "kelvin",
    "C": "coulomb",
    "cd": "candela",
}
_FUNCTION = re.compile(r"([a-zA-Z0-9]+)\((.+)\)")


@dataclass(frozen=True)
class Atom:
    """One unit: how many of what it is; a scale of its own if it has a `function`."""

    code: str
    name: str
    value: Fraction
    unit: str
    metric: bool
    arbitrary: bool = False
    function: str = ""


@cache
def atoms() -> dict[str, Atom]:
    """code → unit."""
    found = {code: Atom(code, name, Fraction(1), "", True) for code, name in BASE.items()}
    text = files("mrkl_units.ucum").joinpath("table.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("# "):
            code, flags, value, unit, name = line.split(" ", 4)
            function = _FUNCTION.fullmatch(value)
            found[code] = Atom(
                code,
                name,
                Fraction(function[2] if function else value),
                unit,
                "M" in flags,
                "A" in flags,
                function[1] if function else "",
            )
    return found
