"""What a warm call of an expert's tool costs beside the bare library call it rests on.

Medians over interleaved rounds; the result cache is kept out by changing each call's numbers.

The tools of the web ask a server on this machine, beside a bare request of it.

    python bench/experts_latency.py [ROUNDS]
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import httpcore2
import pint
import scipy.optimize
import sympy

from mrkl_core.service.runtime import Runtime
from mrkl_core.web.recorded import Recorded, Saved, recorded

X = sympy.Symbol("x")
UNITS = pint.UnitRegistry()

#: tool, its arguments for a number, and the bare call for the same number.
Case = tuple[str, Callable[[int], dict[str, Any]], Callable[[int], Any]]
CASES: list[Case] = [
    (
        "calculator.evaluate",
        lambda n: {"expression": f"17% of {n}"},
        lambda n: Fraction(17, 100) * n,
    ),
    (
        "calculator.solve",
        lambda n: {"equations": [f"x^2 - x = {n}"]},
        lambda n: sympy.solve(X**2 - X - n, X),
    ),
    (
        "calculator.differentiate",
        lambda n: {"expression": f"x^{n % 50 + 2} * sin(x)"},
        lambda n: (X ** (n % 50 + 2) * sympy.sin(X)).diff(X),
    ),
    (
        "calculator.is_prime",
        lambda n: {"number": str(10**15 + n)},
        lambda n: sympy.isprime(10**15 + n),
    ),
    (
        "units.convert",
        lambda n: {"quantity": f"{n} km", "to": "miles"},
        lambda n: UNITS.Quantity(n, "km").to("mile"),
    ),
    (
        "calendar.shift",
        lambda n: {"moment": "2024-01-31", "by": f"{n} days"},
        lambda n: date(2024, 1, 31) + timedelta(days=n),
    ),
    (
        "numerics.root",
        lambda n: {"function": f"x^3 - {n}", "lower": 0, "upper": 1000},
        lambda n: scipy.optimize.brentq(lambda x: x**3 - n, 0, 1000),
    ),
]


HERE = Path(__file__).resolve().parents[1] / "plugins"
PAGE = Saved((HERE / "mrkl-web/tests/recorded/article.html").read_bytes(), "text/html")
FORECAST = json.loads((HERE / "mrkl-weather/tests/recorded/weather.json").read_text("utf-8"))
REPLIES = {
    "/forecast": Saved.of(FORECAST["current"]),
    "/search": Saved.of({"results": [{"url": "https://example.org", "title": "x"}]}),
    "/page": PAGE,
}


def web_cases(site: Recorded) -> list[Case]:
    def bare(path: str) -> Callable[[int], Any]:
        return lambda n: httpcore2.request("GET", f"{site.url}{path}?n={n}").content

    return [
        ("web.fetch", lambda n: {"url": f"{site.url}/page?n={n}"}, bare("/page")),
        ("web.search", lambda n: {"query": f"{n}"}, bare("/search")),
        ("weather.current", lambda n: {"place": f"59.9, {n / 100}"}, bare("/forecast")),
    ]


def configured(site: Recorded, folder: str) -> Path:
    """A manifest whose services are all this one."""
    web = {"search": {"provider": "searxng", "url": site.url}, "allow_hosts": [site.place]}
    experts = {"web": {"config": web}, "weather": {"config": {"forecast_url": site.url}}}
    file = Path(folder) / "tools_manifest.yaml"
    file.write_text(json.dumps({"version": 1, "experts": experts}), encoding="utf-8")
    return file


async def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with recorded(REPLIES) as site, tempfile.TemporaryDirectory() as folder:
        await measure(configured(site, folder), [*CASES, *web_cases(site)], rounds)


async def measure(manifest: Path, cases: list[Case], rounds: int) -> None:
    async with Runtime.open(manifest) as runtime:
        await runtime.warm()
        print(f"{'tool':28} {'bare ms':>9} {'mrkl ms':>9} {'added ms':>9}")
        for tool, arguments, bare in cases:
            ours, theirs = [], []
            for n in range(1000, 1000 + rounds):
                start = time.perf_counter()
                bare(n)
                middle = time.perf_counter()
                await runtime.tools.call(tool, arguments(n))
                theirs.append(middle - start)
                ours.append(time.perf_counter() - middle)
            one, other = (statistics.median(times) * 1000 for times in (theirs, ours))
            print(f"{tool:28} {one:9.3f} {other:9.2f} {other - one:9.2f}")


if __name__ == "__main__":
    asyncio.run(main())
