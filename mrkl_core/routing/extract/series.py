"""Parameters that only a number tells apart (side1, side2) take their values in order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mrkl_core.routing.extract.assign import Option
from mrkl_core.routing.extract.slots import Slot

_NUMBERED = re.compile(r"(.*?)_?([0-9]|[a-d]|[A-D])\Z")


def in_series(slots: Sequence[Slot], chosen: Sequence[Option | None]) -> list[Option | None]:
    """The same options; within a series they stand in the order of the request."""
    found = list(chosen)
    series: dict[tuple[str, str], list[int]] = {}
    for number, slot in enumerate(slots):
        if match := _NUMBERED.match(".".join(slot.path)):
            series.setdefault((match[1], slot.kind), []).append(number)
    for places in series.values():
        taken = [place for place in places if found[place] is not None]
        options = [option for place in taken if (option := found[place]) is not None]
        if any(option.mention.how for option in options):
            continue  # converted for its own parameter
        options.sort(key=lambda option: option.mention.first)
        for place, option in zip(taken, options, strict=True):
            found[place] = option
    return found
