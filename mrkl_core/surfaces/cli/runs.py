"""`mrkl runs`: what was done before, and how; and to have it forgotten."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import click

from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.errors import RunNotFound
from mrkl_core.service.run import RunRecord
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, FiniteRange, Group
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session

_PROBLEM_NAME = re.compile(r"\(\s*problem\s+([^\s()]+)", re.IGNORECASE)


_with = click.option(
    "--with", "holding", default="", metavar="TEXT", help="Only runs in which this text stands."
)
_older_than = click.option(
    "--older-than",
    "days",
    type=FiniteRange(0, 36_500),
    metavar="DAYS",
    help="Only older runs.",
)


@click.group(cls=Group)
def runs() -> None:
    """Lists, shows and deletes the runs that were kept: every request with its events."""


@runs.command(
    "list",
    examples=[
        Example("mrkl runs list"),
        Example("mrkl runs list --limit 5 --kind answer --json"),
    ],
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option("--before", default="", metavar="ID", help="Only runs older than this one.")
@click.option(
    "--kind",
    default="",
    type=click.Choice(["", "answer", "call", "solve", "plan"]),
    metavar="KIND",
    help="Only answer, call, solve or plan.",
)
@_with
@_older_than
@pass_session
def list_(
    session: Session, limit: int, before: str, kind: str, holding: str, days: float | None
) -> int:
    """Lists the newest runs first."""

    async def work(runtime: Runtime) -> int:
        found = await runtime.runs.list(
            limit=limit, before=before, kind=kind, holding=holding, until=_ago(days)
        )
        if session.as_json:
            session.out.document({"runs": [_document(r) for r in found]})
        else:
            _tell_list(session.out, found)
        return 0

    return run(session, work)


@runs.command(
    examples=[
        Example("mrkl runs show last"),
        Example("mrkl runs show last --json"),
    ]
)
@click.argument("id_", metavar="ID")
@pass_session
def show(session: Session, id_: str) -> int:
    """Shows one run with its events; the ID `last` is the newest."""

    async def work(runtime: Runtime) -> int:
        found = await _run(runtime, id_)
        if session.as_json:
            session.out.document(_document(found))
        else:
            _tell(session.out, found)
        return 0

    return run(session, work)


@runs.command(
    examples=[
        Example("mrkl runs delete last"),
        Example("mrkl runs delete --with 'Frau Meier'"),
        Example("mrkl runs delete --older-than 30 --json"),
    ]
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@_with
@_older_than
@click.option("--all", "every", is_flag=True, help="Every run.")
@pass_session
def delete(
    session: Session, ids: tuple[str, ...], holding: str, days: float | None, every: bool
) -> int:
    """Deletes runs for good; mrkl runs list --with TEXT tells which it would be."""
    chosen = bool(holding) or days is not None
    if (bool(ids), chosen, every).count(True) != 1:
        raise click.UsageError("name runs by ID, or by --with and --older-than, or say --all")

    async def work(runtime: Runtime) -> int:
        if ids:
            found = [(await _run(runtime, id_)).id for id_ in ids]
        else:
            found = [*await runtime.runs.ids(holding=holding, until=_ago(days))]
        count = await runtime.runs.delete(found)
        if session.as_json:
            session.out.document({"deleted": count})
        else:
            session.out.line(f"deleted {count:,} run{'' if count == 1 else 's'}")
        return 0

    return run(session, work)


async def _run(runtime: Runtime, id_: str) -> RunRecord:
    """The run of an id, or the `last` one. Raises RunNotFound."""
    if id_ == "last":
        newest = await runtime.runs.list(limit=1)
        if not newest:
            raise RunNotFound("no run was kept yet", hint="try mrkl ask 2+2")
        id_ = newest[0].id
    return await runtime.runs.get(id_)


def _ago(days: float | None) -> datetime | None:
    return None if days is None else datetime.now(UTC) - timedelta(days=days)


def _tell_list(out: Output, found: Sequence[RunRecord]) -> None:
    out.table(
        [
            [
                r.id,
                f"{r.started_at.astimezone():%Y-%m-%d %H:%M:%S}",
                r.kind,
                r.status,
                seconds(r.elapsed_s),
                _asked(r),
            ]
            for r in found
        ],
        styles=[{"fg": "cyan"}, {"dim": True}, {}, {}, {"dim": True}, {}],
    )


def _tell(out: Output, record: RunRecord) -> None:
    out.line(_asked(record), bold=True)
    out.line(
        f"  {record.kind} · {record.status} · {record.started_at.astimezone():%Y-%m-%d %H:%M:%S} · "
        f"{seconds(record.elapsed_s)} · run {record.id}",
        dim=True,
    )
    for event in record.events:
        told = json.dumps(to_json(event.data), ensure_ascii=False)
        out.line(f"  {event.at_s:8.3f} s  {event.kind:<12} {told}")
    out.line("response", fg="cyan")
    out.line(json.dumps(to_json(record.response), ensure_ascii=False, indent=2))


def _asked(record: RunRecord) -> str:
    for key in ("words", "tool"):
        if isinstance(asked := record.request.get(key), str):
            return asked
    problem = _PROBLEM_NAME.search(str(record.request.get("problem", "")))
    return f"problem {problem[1]}" if problem else record.kind


def _document(record: RunRecord) -> dict[str, object]:
    # Dates have no JSON form of their own; RFC 3339 is what every reader knows.
    plain = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return {**plain, "started_at": record.started_at.isoformat()}
