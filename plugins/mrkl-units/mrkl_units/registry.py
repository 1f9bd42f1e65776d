"""pint's registry with rational numbers; loading it takes most of a second, so it is lazy."""

from __future__ import annotations

import logging
from fractions import Fraction
from functools import cache
from typing import Any

#: pint's decade is a ratio of ten; people mean ten years. It hangs the others on the US survey
#: foot, which NIST retired at the end of 2022; they are the international ones here, as
#: everywhere else (NIST SP 811, 2022 correction).
_OURS = (
    "decennium = 10 * year",
    "rod = 16.5 * foot = rd = pole = perch",
    "chain = 66 * foot = ch",
    "furlong = 660 * foot = fur",
    "fathom = 6 * foot = ftm",
    "acre = 43560 * foot ** 2",
    "acre_foot = acre * foot = _ = acre_feet",
    "league = 3 * mile",
    "hundred_kilometers = 100 * kilometer",
    # Those of Gauss's system, whose dimensions are others, by what they are called equal to.
    "gauss = 1e-4 * tesla = G",
    "maxwell = 1e-8 * weber = Mx",
)


@cache
def registry() -> Any:
    """The one registry of this process; its numbers are Fractions."""
    import pint

    logging.getLogger("pint").setLevel(logging.ERROR)  # it tells of every redefinition
    made: Any = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
    for definition in _OURS:
        made.define(definition)
    made._build_cache()  # what it found out before, it keeps: an acre would stay the surveyors'
    return made


@cache
def names() -> tuple[str, ...]:
    """Every unit name the registry knows, for suggestions."""
    return tuple(sorted(name for name in registry()._units if len(name) > 2))
