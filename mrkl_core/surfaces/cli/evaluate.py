"""`mrkl eval`: how often routing is right, by the rules of public suites or on one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from mrkl_core.contracts.jsonvalue import parse_json, to_json
from mrkl_core.errors import BadRequest
from mrkl_core.evaluation.plot import svg
from mrkl_core.evaluation.report import Comparison, Report, compare, junit, read_results, report
from mrkl_core.evaluation.run import Result, run
from mrkl_core.evaluation.suites.known import load, with_examples
from mrkl_core.evaluation.suites.own import TEMPLATE
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, Group
from mrkl_core.surfaces.cli.output import Output, write_text
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.running import run as run_command
from mrkl_core.surfaces.cli.session import Session, pass_session

_NUMBERS: list[dict[str, Any]] = [{"fg": "cyan", "bold": True}, {}, {}, {}, {}, {}]


@click.group("eval", cls=Group)
def evaluate() -> None:
    """Measures routing: right, refused or wrong, by each suite's own rules."""


@evaluate.command(
    "run",
    examples=[
        Example("mrkl eval new mine.jsonl && mrkl eval run mine.jsonl"),
        Example("mrkl eval run bfcl no-such-folder", exit=31),
    ],
)
@click.argument("suite", metavar="SUITE")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--category", multiple=True, help="Only this category; may be given again.")
@click.option("--limit", type=click.IntRange(min=1), help="Only so many cases of each category.")
@click.option(
    "--router",
    multiple=True,
    default=("by_schema",),
    show_default=True,
    help="Routers in order, as in routing.order; by_model asks the configured model.",
)
@click.option("--examples", "taught", type=click.Path(path_type=Path), metavar="FOLDER",
              help="Put requests of this other half on the tools' cards.")  # fmt: skip
@click.option("--per-tool", type=click.IntRange(min=1), default=3, show_default=True,
              help="How many of them a tool gets.")  # fmt: skip
@click.option("--junit", "xml", type=click.Path(path_type=Path), help="Write JUnit XML too.")
@click.option("--plot", type=click.Path(path_type=Path), help="Draw right by category and score.")
@click.option("--save", type=click.Path(path_type=Path), help="Write the run, to compare later.")
@pass_session
def run_(session: Session, /, suite: str, folder: Path | None, **options: Any) -> int:
    """Runs a SUITE: bfcl, metatool, api-bank or seal-tools in its FOLDER, or FILE.jsonl.

    No tool is called. Proportions come with 95 % intervals (Wilson).
    """

    async def work(runtime: Runtime) -> int:
        own = suite.endswith(".jsonl")
        loaded = load(suite, folder, runtime.tools.list() if own else ())
        chosen = _chosen(loaded.cases, options["category"], options["limit"])
        loaded = type(loaded)(loaded.name, chosen, loaded.source)
        if options["taught"] is not None:
            loaded = with_examples(loaded, load(suite, options["taught"]), options["per_tool"])
        order = runtime.manifest.routing.order if own else options["router"]
        subject = runtime.over_any(order)
        with Progress(session, f"{loaded.name}: {len(loaded.cases)} cases"):
            results = await run(loaded, subject)
        if options["xml"] is not None:
            write_text(options["xml"], junit(loaded.name, results))
        if options["plot"] is not None:
            write_text(options["plot"], svg(loaded.name, results))
        document = {"suite": loaded.name, "report": report(results), "results": results}
        if options["save"] is not None:
            write_text(options["save"], json.dumps(to_json(document), ensure_ascii=False))
        if session.as_json:
            session.out.document(document)
        else:
            _tell(session.out, report(results), results)
        return 0

    return run_command(session, work)


@evaluate.command(
    "compare",
    examples=[
        Example(
            "mrkl eval new mine.jsonl && mrkl eval run mine.jsonl --save a.json && "
            "mrkl eval compare a.json a.json"
        )
    ],
)
@click.argument("before")
@click.argument("after")
@pass_session
def compare_runs(session: Session, before: str, after: str) -> int:
    """Compares two runs that were saved: what became right, what became wrong, by chance or not."""
    found = compare(_read(before), _read(after))
    if session.as_json:
        session.out.document(found)
    else:
        _tell_comparison(session.out, found)
    return 0


@evaluate.command(examples=[Example("mrkl eval new mine.jsonl")])
@click.argument("file", type=click.Path(path_type=Path))
@pass_session
def new(session: Session, file: Path) -> int:
    """Writes a suite of one's own to begin with: JSON lines of requests and expected calls."""
    if file.exists():
        raise BadRequest(f"{file} is there already", hint="name another file")
    write_text(file, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in TEMPLATE))
    if session.as_json:
        session.out.document({"file": str(file), "cases": len(TEMPLATE)})
    else:
        session.out.line(f"{file}: {len(TEMPLATE)} cases; run them with mrkl eval run {file}")
    return 0


def _chosen(cases: Any, categories: tuple[str, ...], limit: int | None) -> Any:
    found, counts = [], dict[str, int]()
    for case in cases:
        if categories and case.category not in categories:
            continue
        counts[case.category] = counts.get(case.category, 0) + 1
        if limit is None or counts[case.category] <= limit:
            found.append(case)
    if not found:
        known = ", ".join(sorted({case.category for case in cases}))
        raise BadRequest("no case is left to run", hint=f"categories: {known}")
    return tuple(found)


def _tell(out: Output, found: Report, results: list[Result]) -> None:
    rows = [["category", "all right", "right tool first", "in the first five", "not refused", "of"]]
    for line in found.lines:
        shares = (line.right, line.first, line.few, line.kept)
        rows.append([line.category, *map(str, shares), str(line.right.of)])
    out.table(rows, styles=_NUMBERS)
    if found.refused.of and found.kept.of:
        out.line(f"nothing fits, refused: {found.refused}; answerable, kept: {found.kept}")
    if found.wrongs:
        out.line("wrong: " + ", ".join(f"{what} {count}" for what, count in found.wrongs), dim=True)
    for expected, called, count in found.confused[:10]:
        out.line(f"  {expected} taken for {called}: {count}", dim=True)
    total = sum(result.elapsed_s for result in results)
    out.line(f"{len(results)} cases, {1000 * total / len(results):.1f} ms each", dim=True)


def _tell_comparison(out: Output, found: Comparison) -> None:
    out.line(
        f"{found.shared} shared cases: {len(found.better)} became right, {len(found.worse)} became "
        f"wrong; by chance alone with probability {found.chance:.3f}"
    )
    for word, names in (("right now", found.better), ("wrong now", found.worse)):
        for name in names[:20]:
            out.line(f"  {word}: {name}", dim=True)


def _read(name: str) -> list[Result]:
    try:
        return read_results(parse_json(read_text(name)))
    except (ValueError, KeyError, TypeError) as error:
        raise BadRequest(f"{name}: this is no saved run: {error}", hint="see --save") from None
