"""IUPAC names → SMILES by OPSIN, where a Java runtime and py2opsin are present.

Starting Java takes most of a second, a name then a millisecond: OPSIN is started once and asked
name after name. py2opsin itself would start it for each, and writes into the working folder.
"""

from __future__ import annotations

import atexit
import importlib.util
import re
import shutil
import time
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mrkl_chemistry.served import Ended, Served
from mrkl_core import Problem, remaining

MAX_NAME = 1000

#: Seconds for one name, where the call itself has no deadline.
_TIME_S = 20.0

#: A small heap and the first compiler only: quick to start, and 1.2 GB of address space.
_JAVA = (
    *("-Xmx256m", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    *("-XX:CompressedClassSpaceSize=64m", "-XX:ReservedCodeCacheSize=64m"),
    # A crash (for want of memory) would else leave files in the working folder.
    *("-XX:ErrorFile=/dev/null", "-XX:-DumpReplayDataOnError"),
)

_DOUBT = "APPEARS_AMBIGUOUS"
_WORD = re.compile("[a-z]{3}", re.IGNORECASE)


@cache
def program() -> tuple[str, ...]:
    """The command that reads names; empty if Java or py2opsin is not there."""
    java = shutil.which("java")
    found = importlib.util.find_spec("py2opsin")
    if java is None or found is None or not found.submodule_search_locations:
        return ()
    jars = sorted(Path(found.submodule_search_locations[0]).glob("opsin-cli-*.jar"))
    return (java, *_JAVA, "-jar", str(jars[-1]), "-osmi", "-n") if jars else ()


@cache
def running() -> Served:
    """OPSIN, started; what is forked from this process later shares it."""
    served = Served(program())
    atexit.register(served.close)
    return served


def stop() -> None:
    """Ends OPSIN; the next name starts it again."""
    if running.cache_info().currsize:
        running().close()
        running.cache_clear()


@dataclass(frozen=True)
class Reading:
    """What OPSIN makes of a name: a SMILES (empty if it cannot read it), and its doubts."""

    smiles: str = ""
    doubt: str = ""


@lru_cache(maxsize=4096)
def read(name: str) -> Reading:
    """The structure of one name, with what OPSIN calls ambiguous in it.

    Raises Problem if OPSIN does not answer: that is not to know whether it can read the name.
    """
    if not program() or not _WORD.search(name) or len(name) > MAX_NAME or not name.isprintable():
        return Reading()
    left = remaining()
    lines = _ask(name, time.monotonic() + (_TIME_S if left is None else left * 0.8))
    doubts = [line.partition(": ")[2] for line in lines if line.startswith(_DOUBT)]
    return Reading(lines[-1].partition("\t")[0].strip(), "; ".join(doubts))


def _ask(name: str, until: float) -> list[str]:
    for _ in range(2):  # one that was started in an earlier call ended with it
        try:
            return running().ask(name, until)
        except Ended:
            stop()
        except TimeoutError:
            stop()
            raise Problem("TIMED_OUT", f"OPSIN did not read {name[:80]!r} in time") from None
    raise Problem("UNAVAILABLE", f"OPSIN ended over {name[:80]!r}", "see that Java has memory")
