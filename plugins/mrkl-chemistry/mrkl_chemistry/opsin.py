"""IUPAC names → SMILES by OPSIN, where a Java runtime and py2opsin are present.

The program is run without py2opsin itself, which writes into the working folder. Starting
Java takes most of a second: what was read is remembered, and a text that can be no name (a
formula, a SMILES) is not tried.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mrkl_core import remaining

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
    return (java, *_JAVA, "-jar", str(jars[-1]), "-osmi") if jars else ()


@dataclass(frozen=True)
class Reading:
    """What OPSIN makes of a name: a SMILES (empty if it cannot read it), and its doubts."""

    smiles: str = ""
    doubt: str = ""


@lru_cache(maxsize=4096)
def read(name: str) -> Reading:
    """The structure of one name, with what OPSIN calls ambiguous in it."""
    if not program() or not _WORD.search(name) or len(name) > MAX_NAME or not name.isprintable():
        return Reading()
    left = remaining()
    try:
        done = subprocess.run(
            program(),
            input=name + "\n",
            capture_output=True,
            encoding="utf-8",
            timeout=_TIME_S if left is None else left * 0.8,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Reading()
    doubts = [line.partition(": ")[2] for line in done.stderr.splitlines() if _DOUBT in line]
    return Reading(done.stdout.strip(), "; ".join(doubts))
