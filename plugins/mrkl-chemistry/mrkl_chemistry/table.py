"""The compounds of the `chemicals` package, found by any of their identifiers.

Its tables (76,522 lines: CAS, formula, SMILES, InChI, InChIKey, names) are kept as they are,
one text in memory, and searched: a look-up takes some 10 ms, and there is no index to build,
to keep or to go stale. The package itself is not imported.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mrkl_chemistry.problems import not_installed

#: Those that the package puts first when two lines claim one name come first.
_FILES = (
    "chemical identifiers example user db.tsv",
    "Inorganic db.tsv",
    "Cation db.tsv",
    "Anion db.tsv",
    "chemical identifiers pubchem small.tsv",
    "chemical identifiers pubchem large.tsv",
)
_CAS, _FORMULA, _KEY, _IUPAC, _NAME = 1, 2, 6, 7, 8


@dataclass(frozen=True)
class Compound:
    """One line of the tables."""

    cas: str
    formula: str
    weight: str
    smiles: str
    inchi: str
    key: str
    iupac: str
    name: str
    synonyms: tuple[str, ...]

    def is_called(self, name: str) -> bool:
        """Whether this is its own name, and no mere synonym."""
        return name in (self.iupac.lower(), self.name.lower())


def by_cas(number: str) -> list[Compound]:
    """The compounds with this CAS number; those that once had it, if nobody has it now."""
    found = list(_lines(number))
    return [_compound(f) for f in found if f[_CAS] == number] or [_compound(f) for f in found]


def by_key(key: str) -> list[Compound]:
    """The compounds with this InChIKey."""
    return [_compound(f) for f in _lines(key) if f[_KEY] == key]


def by_skeleton(block: str) -> list[Compound]:
    """The compounds whose InChIKey begins with this block: any stereo, isotopes, protons."""
    found = _lines(block + "-", whole=False)
    return [_compound(f) for f in found if f[_KEY].startswith(block)]


def by_formula(formula: str) -> list[Compound]:
    """The compounds with this formula in Hill order."""
    return [_compound(f) for f in _lines(formula) if f[_FORMULA] == formula]


def by_name(name: str) -> list[Compound]:
    """The compounds called so, in any case of letters."""
    wanted = name.lower()
    found = _lines(wanted, lower=True)
    return [_compound(f) for f in found if wanted in (field.lower() for field in f[_IUPAC:])]


@lru_cache(1024)
def valences(element: str, rest: str) -> frozenset[str]:
    """The formulas of what is called "element(II) rest", "element(III) rest" and so on."""
    text = _lower()
    found: set[str] = set()
    begins = f"\t{element}(".encode()
    at = text.find(begins)
    while at >= 0:
        name = text[at + 1 : text.find(b"\t", at + 1)].decode("utf-8", "replace")
        if re.fullmatch(rf"[iv]+\) {re.escape(rest)}", name.removeprefix(f"{element}(")):
            found |= {compound.formula for compound in by_name(name)}
        at = text.find(begins, at + 1)
    return frozenset(found)


def boiling_point(cas: str) -> float | None:
    """The normal boiling point in kelvins, if Yaws' tables have it."""
    found = re.search(rf"^{re.escape(cas)}\t([\d.]+)", _boiling_points(), re.MULTILINE)
    return float(found[1]) if found else None


def _compound(fields: list[str]) -> Compound:
    cas, formula, weight, smiles, inchi, key, iupac, name = fields[_CAS : _NAME + 1]
    prefixed = f"InChI=1S/{inchi}" if inchi else ""
    known = dict.fromkeys(fields[_NAME + 1 :])
    return Compound(cas, formula, weight, smiles, prefixed, key, iupac, name, tuple(known))


def _lines(field: str, *, whole: bool = True, lower: bool = False) -> Iterator[list[str]]:
    """The lines with this field (or one that begins so), split; each line once."""
    return (line.split("\t") for line in _search(field, whole, lower))


@lru_cache(1024)
def _search(field: str, whole: bool, lower: bool) -> tuple[str, ...]:
    """Those lines; a guard and a tool ask for the same one after the other."""
    found = []
    text = _text()
    searched = _lower() if lower else text
    wanted = b"\t" + field.encode() + (b"\t" if whole else b"")
    at = searched.find(wanted)
    while at >= 0:
        start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
        found.append(text[start:end].decode("utf-8", "replace").rstrip("\t"))
        at = searched.find(wanted, end)
    return tuple(found)


def _package() -> Path:
    found = importlib.util.find_spec("chemicals")
    if found is None or not found.submodule_search_locations:
        raise not_installed("the package `chemicals`")
    return Path(found.submodule_search_locations[0])


@cache
def _boiling_points() -> str:
    return (_package() / "Phase Change" / "Yaws Boiling Points.tsv").read_text("utf-8")


@cache
def _text() -> bytes:
    """The tables as one text, every field between tabs."""
    texts = [(_package() / "Identifiers" / name).read_bytes() for name in _FILES]
    lines = b"\n".join(text.replace(b"\r\n", b"\n").rstrip() for text in texts)
    return b"\n" + lines.replace(b"\n", b"\t\n") + b"\t\n"


@cache
def _lower() -> bytes:
    return _text().lower()  # ASCII only: every byte stays at its place
