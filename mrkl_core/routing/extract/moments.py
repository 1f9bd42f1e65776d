"""A date and a time that one parameter takes together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mrkl_core.routing.extract.dates import formatted
from mrkl_core.routing.extract.mentions import Kind, Mention
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import Slot

#: Between the date and the time of one moment stand at most so many tokens: at, on, a comma.
MAX_GAP = 2
_BOTH = re.compile(
    r"\bdate(?: and |/| & |-| )?time\b|\btime and date\b|\btimestamp\b", re.IGNORECASE
)
#: How a description writes such a moment, after the date's own format.
_WRITTEN = re.compile(
    r"(?:d{2}|y{4}|%d|%Y)(?P<joint>[ T_]|'T')(?:hh|%H):?(?:mm|%M)(?P<seconds>:?(?:ss|%S))?",
    re.IGNORECASE,
)


def wants_moment(slot: Slot) -> bool:
    """Whether a parameter takes a date with its time, by its format, name or description."""
    told = f"{' '.join(slot.names)} {slot.description}"
    return (
        slot.schema.get("format") == "date-time"
        or bool(_WRITTEN.search(slot.description))
        or bool(_BOTH.search(told))
    )


def moments(slot: Slot, reading: Reading) -> Iterator[Mention]:
    """Each date that has a time beside it, as the parameter wants it written; else ISO 8601."""
    written = _WRITTEN.search(slot.description)
    strict = slot.schema.get("format") == "date-time"
    for date in reading.dates:
        for time in reading.times:
            first, last = sorted((date, time), key=lambda mention: mention.first)
            if last.first - first.last - 1 > MAX_GAP:
                continue
            whole = Mention(Kind.DATE, date.value, first.first, max(first.last, last.last))
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(date.value)):
                if not (strict or written):
                    yield replace(whole, value=reading.text(whole))
                continue
            day = formatted(str(date.value), slot.description) or date.value
            joint = written["joint"].strip("'") if written else "T"
            clock = str(time.value)
            if clock.count(":") == 1 and (strict or (written and written["seconds"])):
                clock += ":00"
            yield replace(whole, value=f"{day}{joint}{clock}")
