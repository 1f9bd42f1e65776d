"""Asking experts for their bids, so that none can spoil another's."""

from __future__ import annotations

import signal
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NoReturn

from mrkl_core.contracts.context import emit, remaining
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.routing import Bid

#: The key whose nursery has loaded every plugin, and answers for all experts' bids.
ALL_BIDS = "bids"

#: One bid may take this share, in the processor's time, of the time that is left for all of them.
SHARE = 0.1

#: The event that tells whose bid comes next: the culprit, should the process die.
BIDDING = "bidding"


def bids_of(expert: Expert, words: str) -> list[Bid]:
    """What an expert bids for these words. Raises what its bid raises."""
    found = list(expert.bid(words)) if expert.bid is not None else []
    for bid in found:
        if not isinstance(bid, Bid):
            raise TypeError(f"{expert.name!r} bids with {type(bid).__name__}; expected Bid")
    return found


def all_bids(
    experts: Iterable[Expert], words: str, without: Collection[str] = ()
) -> Mapping[str, JsonObject]:
    """Each expert's bids, or the name of what kept it from bidding."""
    found = {}
    for expert in experts:
        if expert.bid is not None and expert.name not in without:
            emit(BIDDING, expert=expert.name)
            found[expert.name] = _guarded(expert, words)
    return found


def _guarded(expert: Expert, words: str) -> JsonObject:
    # A border of its own: one expert's bid that raises, or works too long, harms no other.
    try:
        with _bounded():
            return {"bids": to_json(bids_of(expert, words))}
    except MemoryError:
        raise
    except _TooSlow:
        return {"error": "TooSlow"}
    except BaseException as error:
        return {"error": type(error).__name__[:80]}


class _TooSlow(BaseException):  # not an Exception: a tool's own `except` must not swallow it
    pass


@contextmanager
def _bounded() -> Iterator[None]:
    """Stops a bid that takes too long of the processor: how busy others keep it counts nothing."""

    def stop(signum: int, frame: object) -> NoReturn:
        raise _TooSlow

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, max((remaining() or 0) * SHARE, 0.001))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
