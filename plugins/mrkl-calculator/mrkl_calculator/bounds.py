"""How large anything may get, asked before the work is done."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mrkl_calculator.refusal import Refusal


@dataclass(frozen=True)
class Bounds:
    """The limits of one evaluation; each operation asks before it computes."""

    max_digits: int = 4000  # of an answer; under the interpreter's own limit for int → str
    max_bits: int = 65_536  # of any number on the way
    max_length: int = 2000
    max_tokens: int = 400
    max_depth: int = 200
    max_nesting: int = 50

    def allow(self, bits: float, what: str, at: int) -> None:
        """Refuses a number of about this many bits if that is too many."""
        if bits > self.max_bits:
            digits = int(min(bits, 1e300) * 0.30103) + 1
            size = f"{digits:,}" if bits < 1e15 else f"{float(digits):.0e}"
            raise Refusal(
                "TOO_LARGE",
                f"{what} would have about {size} digits; the limit is "
                f"{int(self.max_bits * 0.30103):,} on the way and {self.max_digits:,} in an answer",
                hint="ask for a smaller number, its logarithm, or a remainder of it",
                at=at,
            )

    def allow_answer(self, digits: float) -> None:
        """Refuses an answer of about this many digits if that is too many."""
        if digits > self.max_digits:
            raise Refusal(
                "TOO_LARGE",
                f"the answer has about {int(digits):,} digits; the limit is {self.max_digits:,}",
                hint="ask for its logarithm, or a remainder of it",
            )


def bits(value: Fraction) -> int:
    """How many bits a fraction takes."""
    return value.numerator.bit_length() + value.denominator.bit_length() - 1
