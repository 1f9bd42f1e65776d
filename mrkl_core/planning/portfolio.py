"""Which engines take part in a search, in which order, and why.

What the competition's problems taught (docs/performance.md): the quick engine solves most of
what is solved at all in under a second, and another way of searching most of the rest, so both
run side by side. The second starts a moment later: small problems never see it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from mrkl_core.contracts.planning import Planner, SolveOptions, SolveStatus
from mrkl_core.errors import EngineMissing
from mrkl_core.planning.engines import Engines
from mrkl_core.planning.race import Entrant
from mrkl_core.planning.search import Search

#: Engines by what is asked for, the most apt first. A manifest may prefer others.
SATISFICING = ("kairos", "fast-downward", "kairos:novelty", "symk")
OPTIMAL = ("kairos", "symk", "fast-downward")

#: Seconds from the start after which the second engine joins; later where so many more
#: processes want a core than there are that it would take the time of the first.
SECOND_S, SECOND_IF_BUSY_S = 0.1, 1.0
BUSY = 2.0


def line_up(search: Search, engines: Engines) -> list[Entrant]:
    """The engines that take part, best first; the search keeps the reasons.

    Raises EngineMissing where the engine asked for (or every engine) is not installed.
    """
    only = search.options.engine
    able: list[Planner] = []
    missing: list[Planner] = []
    candidates = [engines.named(only)] if only else engines.ordered(_usual(search.options))
    for planner in candidates:
        if planner.missing():
            missing.append(planner)
            if planner.name in (*engines.prefer, *SATISFICING):  # nobody waits for the others
                search.reasons.append(f"{planner.name} is not installed ({planner.card().install})")
            continue
        why_not = planner.supports(search.features, search.options)
        if why_not:
            search.reasons.append(f"{planner.name} was passed over: {why_not}")
            search.ended.setdefault(SolveStatus.UNSUPPORTED, planner.name)
        else:
            able.append(planner)
    if len(missing) == len(candidates):
        raise EngineMissing(
            "no planning engine is installed",
            hint=" or ".join(planner.card().install for planner in missing),
        )
    if able:
        search.reasons.append(_told(search, able))
    second_s = SECOND_IF_BUSY_S if _busy() else SECOND_S
    return [Entrant(planner, index * second_s) for index, planner in enumerate(able)]


def _busy() -> bool:
    try:
        return os.getloadavg()[0] > BUSY * (os.cpu_count() or 1)
    except OSError:  # not every system tells
        return False


def _usual(options: SolveOptions) -> Sequence[str]:
    return OPTIMAL if options.optimal or options.plans_wanted else SATISFICING


def _told(search: Search, able: Sequence[Planner]) -> str:
    if search.options.engine:
        return f"{able[0].name}: asked for"
    uses = ", ".join(sorted(search.features)) or "strips"
    told = f"{able[0].name}: the first in preference that supports {uses}"
    if len(able) > 1:
        told += f"; beside it {able[1].name}"
    if len(able) > 2:
        told += f", then {', '.join(planner.name for planner in able[2:])}"
    return told
