"""`mrkl pddl engines`: what each planning engine can do, whether it is here, how to get it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.planning import EngineCard
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.direct import run_directly
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[Example("mrkl pddl engines"), Example("mrkl pddl engines --json")],
)
@pass_session
def engines(session: Session) -> int:
    """Lists the planning engines: what each can do, its licence, and how to get it.

    Without --engine, mrkl pddl solve races those that are here and fit; a plugin's takes part
    if it is named, by --engine or in planning.engines.prefer.
    """

    def work(runtime: Runtime) -> int:
        cards = runtime.plans.engines()
        if session.as_json:
            session.out.document({"engines": cards})
        else:
            tell_engines(session.out, cards)
        return 0

    return run_directly(session, work)


def tell_engines(out: Output, cards: Iterable[EngineCard]) -> None:
    """Writes a line for each engine, and under one that is missing how to get it."""
    for card in cards:
        mark = out.mark(Verdict.PASSED if card.installed else Verdict.UNCHECKED)
        able = ", ".join(card.abilities)
        told = " · ".join(filter(None, [card.version, card.licence, able]))
        out.stream.write(
            f"  {mark} {out.styled(f'{card.name:<14}', bold=True)} {out.plain(told)}\n"
        )
        if not card.installed:
            out.line(f"    {'':<14} {card.reason}; get it: {card.install}", dim=True)
