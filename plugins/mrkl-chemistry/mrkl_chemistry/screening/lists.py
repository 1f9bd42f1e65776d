"""The lists: names, CAS numbers and skeletons, read from the table beside this file."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mrkl_chemistry.screening.spelling import plain

_TOKENS = re.compile(r"[a-z\d]+")

_DATA = Path(__file__).with_name("data")

#: Names shorter than this are looked for as a whole text only: too many words are like them.
_SHORTEST = 4

#: Names that may have an "s" behind them: with one, shorter ones are other words.
_PLURAL = 6


@dataclass(frozen=True)
class Listed:
    """One listed substance; it may have no structure (a toxin, a mixture)."""

    list: str
    name: str
    cas: str
    skeletons: tuple[str, ...]
    salts: tuple[frozenset[str], ...]
    names: tuple[str, ...]
    smiles: str = ""  # for tests: where no table and no reader of names knows it


@dataclass(frozen=True)
class Lists:
    """All lists, by each kind of identifier."""

    by_name: Mapping[str, Listed]
    in_words: Mapping[str, Listed]  # by_name without what is too short to look for in texts
    by_cas: Mapping[str, Listed]
    by_skeleton: Mapping[str, Listed]
    by_parts: tuple[tuple[frozenset[str], Listed], ...]  # salts: listed if all parts are there
    by_letters: Mapping[str, Listed]  # by_name with letters and digits only, plurals too
    letters: tuple[str, ...]  # of by_letters, sorted

    def begins(self, text: str) -> bool:
        """Whether a name, in letters and digits only, begins so."""
        at = bisect_left(self.letters, text)
        return at < len(self.letters) and self.letters[at].startswith(text)


@cache
def lists() -> Lists:
    """The lists, read once."""
    others = {row["name"]: row["synonyms"] for row in _rows("synonyms.tsv")}
    entries = [_entry(row, others.get(row["name"], "")) for row in _rows("listed.tsv")]
    names = {plain(name).lower(): entry for entry in entries for name in entry.names}
    letters = {squeezed(name): entry for name, entry in names.items()}
    letters |= {f"{name}s": entry for name, entry in letters.items() if len(name) >= _PLURAL}
    return Lists(
        by_name=names,
        in_words={name: entry for name, entry in names.items() if len(name) >= _SHORTEST},
        by_cas={entry.cas: entry for entry in entries if entry.cas},
        by_skeleton={mark: entry for entry in entries for mark in entry.skeletons},
        by_parts=tuple((parts, entry) for entry in entries for parts in entry.salts),
        by_letters=letters,
        letters=tuple(sorted(letters)),
    )


def squeezed(name: str) -> str:
    """A name in lower case without all but its letters and digits."""
    return "".join(_TOKENS.findall(name.lower()))


@cache
def sources() -> Mapping[str, str]:
    """Where each list is from, with its date."""
    return {row["list"]: f"{row['source']} ({row['as of']})" for row in _rows("sources.tsv")}


def _entry(row: Mapping[str, str], synonyms: str) -> Listed:
    split = {key: tuple(filter(None, row[key].split("|"))) for key in ("skeletons", "names")}
    whole = tuple(mark for mark in split["skeletons"] if "+" not in mark)
    salts = tuple(frozenset(mark.split("+")) for mark in split["skeletons"] if "+" in mark)
    names = (*split["names"], *filter(None, synonyms.split("|")))
    return Listed(row["list"], row["name"], row["cas"], whole, salts, names, row["smiles"])


def _rows(file: str) -> list[dict[str, str]]:
    with (_DATA / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
