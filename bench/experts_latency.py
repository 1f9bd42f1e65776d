"""What a warm call of an expert's tool costs beside the bare library call it rests on.

Medians over interleaved rounds, without the result cache. Every tool of the calculator, units,
numerics, calendar, chemistry, search, memory, the web and the weather is called: with numbers that
change where a case below says how, else with its own first example. Those that ask services ask a
server on this machine that has recorded replies, beside a bare request of it; what no library has a
call for is listed without one.

    python bench/experts_latency.py [ROUNDS] [EXPERT …]
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in a worker

import httpcore2
import pint
import scipy.optimize
import sympy
from bare_calls import BARE

from mrkl_core import Expert, Tool
from mrkl_core.errors import MrklError
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.service.runtime import Runtime
from mrkl_core.testing import experts_of
from mrkl_core.web.recorded import Recorded, Saved, recorded

X = sympy.Symbol("x")
UNITS = pint.UnitRegistry()
ENCODER = SentenceEncoder(threads=1)
TEXTS = [f"The deposit of flat {n} is {n} euros." for n in range(100)]
NOTES = ENCODER.encode(TEXTS)
MATCHING = "SELECT rowid FROM d WHERE d MATCH ? ORDER BY rank LIMIT 5"
DOCUMENTS = sqlite3.connect(":memory:")
DOCUMENTS.execute("CREATE VIRTUAL TABLE d USING fts5 (text)")
DOCUMENTS.executemany("INSERT INTO d VALUES (?)", ((text,) for text in TEXTS))

#: Every expert that is measured.
EXPERTS: dict[str, Expert] = {
    expert.name: expert
    for name in "calculator units numerics calendar chemistry search memory web weather".split()
    for expert in experts_of(f"mrkl_{name}")
}
Measured = tuple[str, Callable[[int], dict[str, Any]], Callable[[int], Any] | None]

#: tool, its arguments for a number, and the bare call for the same number.
Case = tuple[str, Callable[[int], dict[str, Any]], Callable[[int], Any] | None]
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
        "search.find",
        lambda n: {"query": f"deposit {n}"},
        lambda n: DOCUMENTS.execute(MATCHING, (f"deposit OR {n}",)).fetchall(),
    ),
    (
        "memory.recall",
        lambda n: {"about": f"the deposit of flat {n}"},
        lambda n: NOTES @ ENCODER.encode([f"the deposit of flat {n}"])[0],
    ),
    (
        "memory.forget",
        lambda n: {"about": f"flat {n - 1000} is {n - 1000} euros"},
        None,
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
KEY = "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"
TABLE = "Title,IUPACName,MolecularFormula,MolecularWeight,SMILES,InChI,InChIKey"
COMPOUND = f"/compound/name/aspirin/property/{TABLE}/JSON"
PATENTS = f"/compound/inchikey/{KEY}/xrefs/PatentID/JSON"
ASPIRIN = {"Title": "Aspirin", "SMILES": "CC(=O)OC1=CC=CC=C1C(=O)O", "InChIKey": KEY}
PUBCHEM = {
    COMPOUND: Saved.of({"PropertyTable": {"Properties": [{"CID": 2244, **ASPIRIN}]}}),
    PATENTS: Saved.of(
        {"InformationList": {"Information": [{"CID": 2244, "PatentID": ["US-2-A"]}]}}
    ),
}
REPLIES = {
    "/forecast": Saved.of({**FORECAST["daily"], **FORECAST["hourly"], **FORECAST["current"]}),
    "/search": Saved.of({"results": [{"url": "https://example.org", "title": "x"}]}),
    "/page": PAGE,
    **PUBCHEM,
    "/works": Saved.of({"results": [{"display_name": "Solubility of caffeine in water"}]}),
    "/offers": Saved.of({"hits": [{"by": "A vendor", "cost": "12"}]}),
}
PRICES = {"path": "/offers?cas={cas}", "items": "hits", "fields": {"vendor": "by", "price": "cost"}}


def web_cases(site: Recorded) -> list[Case]:
    def bare(path: str) -> Callable[[int], Any]:
        path = path.replace(",", "%2C")
        return lambda n: httpcore2.request("GET", f"{site.url}{path}?n={n}").content

    day, hours = ({"day": d, "today": d} for d in ("2024-05-31", "2024-05-30"))  # as recorded
    return [
        ("web.fetch", lambda n: {"url": f"{site.url}/page?n={n}"}, bare("/page")),
        ("web.search", lambda n: {"query": f"{n}"}, bare("/search")),
        ("weather.current", lambda n: {"place": f"59.9, {n / 100}"}, bare("/forecast")),
        ("weather.daily", lambda n: {"place": f"59.9, {n / 100}", **day}, bare("/forecast")),
        ("weather.hourly", lambda n: {"place": f"59.9, {n / 100}", **hours}, bare("/forecast")),
        ("chemistry.pubchem", lambda n: {"substance": "aspirin"}, bare(COMPOUND)),
        ("chemistry.patents", lambda n: {"substance": "aspirin"}, bare(PATENTS)),
        ("chemistry.literature", lambda n: {"query": f"caffeine {n}"}, bare("/works")),
        ("chemistry.prices", lambda n: {"substance": "aspirin"}, bare("/offers")),
    ]


def configured(site: Recorded, folder: str) -> Path:
    """A manifest whose services are all this one, and in which no result is cached."""
    web = {"search": {"provider": "searxng", "url": site.url}, "allow_hosts": [site.place]}
    experts: dict[str, dict[str, Any]] = {
        name: {"tools": {tool.name: {"enabled": True, "cache": False} for tool in expert.tools}}
        for name, expert in EXPERTS.items()
    }
    experts["web"]["config"] = web
    experts["weather"]["config"] = {"forecast_url": site.url}
    experts["chemistry"]["config"] = {
        "pubchem_url": site.url,
        "literature": {"provider": "openalex", "url": site.url},
        "prices": {**PRICES, "url": site.url},
    }
    experts["search"]["limits"] = experts["memory"]["limits"] = {"memory_mb": 2048}
    experts["chemistry"]["limits"] = {"memory_mb": 2048}
    experts["calculator"]["limits"] = {"max_output_bytes": 1 << 20}
    file = Path(folder) / "tools_manifest.yaml"
    file.write_text(
        json.dumps({"version": 1, "defaults": {"timeout_s": 60}, "experts": experts}),
        encoding="utf-8",
    )
    return file


def prepare() -> None:
    """Indexes the texts, in a place of this measurement alone."""
    folder = tempfile.mkdtemp()
    os.environ.update(XDG_DATA_HOME=folder, MRKL_STORE=f"{folder}/runs.db")
    (Path(folder) / "texts.txt").write_text("\n\n".join(TEXTS), encoding="utf-8")
    command = [sys.executable, "-m", "mrkl_core", "search", "index", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


async def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    wanted = sys.argv[2:] or list(EXPERTS)
    prepare()
    with recorded(REPLIES) as site, tempfile.TemporaryDirectory() as folder:
        await measure(configured(site, folder), [*CASES, *web_cases(site)], rounds, wanted)


def completed(cases: list[Case], tools: Sequence[Tool], expert: str) -> Iterator[Measured]:
    """Each tool of an expert with its arguments and its bare call, if there is one."""
    known = {name: (arguments, bare) for name, arguments, bare in cases}
    for tool in tools:
        name = f"{expert}.{tool.name}"
        if name in known:
            yield (name, *known[name])
            continue
        example = dict(tool.examples[0].arguments) if tool.examples else {}
        peer = BARE.get(name)
        yield name, lambda n, given=example: given, peer and (lambda n, call=peer: call())


async def measure(manifest: Path, cases: list[Case], rounds: int, wanted: list[str]) -> None:
    async with Runtime.open(manifest) as runtime:
        await runtime.warm()
        for text in TEXTS:
            await runtime.tools.call("memory.remember", {"text": text})
        print(f"{'tool':28} {'bare ms':>9} {'mrkl ms':>9} {'added ms':>9}")
        for expert in wanted:
            for tool, arguments, bare in completed(cases, EXPERTS[expert].tools, expert):
                ours, theirs = [], []
                try:
                    for n in range(1000, 1000 + rounds):
                        start = time.perf_counter()
                        if bare is not None:
                            bare(n)
                        middle = time.perf_counter()
                        outcome = await runtime.tools.call(tool, arguments(n))
                        theirs.append(middle - start)
                        ours.append(time.perf_counter() - middle)
                except MrklError as error:
                    print(f"{tool:28} {error.code}", flush=True)
                    continue
                one, other = (statistics.median(times) * 1000 for times in (theirs, ours))
                known = f"{one:9.3f} {other:9.2f} {other - one:9.2f}"
                figures = known if bare is not None else f"{'—':>9} {other:9.2f} {'—':>9}"
                failed = f" {outcome.failure.code}" if outcome.failure else ""
                print(f"{tool:28} {figures}{failed}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
