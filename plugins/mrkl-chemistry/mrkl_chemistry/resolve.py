"""From any notation to a structure: SMILES, InChI, InChIKey, CAS number, formula, name.

A text may be read in several ways ("CO" is a formula and a SMILES): `readings` gives all, and
`resolve` the one there is, or says which there are. A name is read by OPSIN and looked up in
the tables; where both know it, they must agree on the skeleton.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mrkl_chemistry import molecules, opsin, table
from mrkl_chemistry.everyday import EVERYDAY
from mrkl_chemistry.formula import Formula, read_formula
from mrkl_chemistry.molecules import Molecule
from mrkl_chemistry.table import Compound
from mrkl_core import Evidence, Problem, Verdict

NOTATIONS = ("smiles", "inchi", "inchikey", "cas", "formula", "name")

_KEY = re.compile(r"(?:InChIKey=)?([A-Z]{14}-[A-Z]{10}-[A-Z])", re.IGNORECASE)
_CAS = re.compile(r"(?:CAS(?:RN)?[ :#-]*)?(\d{2,7}-\d\d-\d)", re.IGNORECASE)
#: What OPSIN would read as one mixture: "caffeine and glucose".
_SEVERAL = re.compile(r"\S (?:and|or|plus|&) \S", re.IGNORECASE)
#: A position or a configuration in front of a name: "o-xylene" is a xylene.
_LOCANT = r"(?:[omp]|ortho|meta|para|n|sec|tert|iso|\d+(?:,\d+)*)-"
_GREEK = {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ω": "omega"}
_SPELLING = (("aluminium", "aluminum"), ("caesium", "cesium"), ("sulph", "sulf"))


@dataclass(frozen=True)
class Structure:
    """A structure, the text it was read from, how, and why it may be another."""

    mol: Molecule
    text: str
    notation: str
    evidence: tuple[Evidence, ...] = ()
    doubt: str = ""

    @property
    def key(self) -> str:
        """Its InChIKey."""
        return molecules.key_of(self.mol)

    @property
    def skeleton(self) -> str:
        """The first block of its InChIKey, or the SMILES where there is no InChI."""
        return self.key[:14] or molecules.smiles_of(self.mol)


def resolve(text: str, notation: str = "") -> Structure:
    """The structure a text means. Raises Problem: UNKNOWN, AMBIGUOUS, SYNTAX, TOO_LARGE."""
    found = list(readings(text, notation))
    if not found:
        raise _unknown(text, notation)
    if _SEVERAL.search(text) and not table.by_name(_spelled(text)):
        raise Problem("AMBIGUOUS", f"{text[:80]!r} names several substances", "ask for each alone")
    if len({structure.skeleton for structure in found}) > 1:
        ways = [f"{molecules.smiles_of(s.mol)} ({s.notation})" for s in found[:4]]
        more = f" and {len(found) - 4} more" if len(found) > 4 else ""
        raise Problem(
            "AMBIGUOUS",
            f"{text!r} may be " + " or ".join(ways) + more,
            "say which notation it is in, or write a name, a CAS number or a SMILES",
        )
    if found[0].doubt:
        raise Problem("AMBIGUOUS", found[0].doubt, "name one of them")
    return found[0]


def readings(text: str, notation: str = "") -> Iterator[Structure]:
    """Every structure that a text may mean, in any notation or in the one named."""
    if molecules.is_block(text):
        if (mol := molecules.from_block(text)) is not None:
            yield Structure(mol, text, "molblock")
        return
    text = " ".join(text.split())
    if not text:
        raise Problem("SYNTAX", "the text is empty")
    if len(text) > molecules.MAX_TEXT:
        raise Problem("TOO_LARGE", f"a structure may have {molecules.MAX_TEXT} characters")
    if text.startswith("InChI="):
        yield from _inchi(text)
    elif match := _KEY.fullmatch(text):
        yield from _listed(text, "inchikey", table.by_key(match[1].upper()))
    elif match := _CAS.fullmatch(text):
        yield from _cas(text, match[1])
    else:
        smiles = list(_smiles(text)) if notation in ("", "smiles") else []
        yield from smiles
        if smiles and not text.isalpha():
            return  # rings, bonds, brackets: no name and no formula is written so
        if notation in ("", "formula") and (formula := _formula(text)) is not None:
            yield from _of_formula(text, formula, sure=notation == "formula")
        if notation in ("", "name"):
            yield from _named(text)


def of_formula(text: str) -> Iterator[Structure]:
    """What a formula means where one compound has it, or is called by it."""
    if (formula := _formula(text)) is not None:
        yield from _of_formula(text, formula, sure=False)


def _smiles(text: str) -> Iterator[Structure]:
    mol = molecules.from_smiles(text)
    if mol is not None:
        yield Structure(mol, text, "smiles")


def _inchi(text: str) -> Iterator[Structure]:
    mol = molecules.from_inchi(text)
    if mol is None:
        raise Problem("SYNTAX", f"{text[:60]!r} is no InChI that can be read")
    same = molecules.inchi_of(mol) == text.replace("InChI=1/", "InChI=1S/", 1)
    yield Structure(
        mol,
        text,
        "inchi",
        (
            Evidence(
                "the structure is the one of the InChI",
                "written as InChI again by the InChI library",
                Verdict.PASSED if same else Verdict.UNCHECKED,
                "" if same else "it comes out in another form",
            ),
        ),
    )


def _cas(text: str, number: str) -> Iterator[Structure]:
    digits = number.replace("-", "")
    if sum(i * int(d) for i, d in enumerate(reversed(digits))) % 10 != int(digits[-1]):
        raise Problem("SYNTAX", f"{number} is no CAS number: its check digit is wrong")
    yield from _listed(text, "cas", table.by_cas(number))


def _of_formula(text: str, formula: Formula, *, sure: bool) -> Iterator[Structure]:
    tokens = re.findall("[A-Z][a-z]?", text)
    if not sure and len(tokens) > len(set(tokens)):
        return  # "CCO", "CH3OH": a SMILES, or a way of writing that the table of formulas lacks
    found = table.by_formula(formula.hill())
    if len({compound.key[:14] for compound in found}) > 1 and not sure:
        found = [compound for compound in found if text in compound.synonyms] or found
    yield from _listed(text, "formula", found)


def _formula(text: str) -> Formula | None:
    try:
        return read_formula(text)
    except Problem:
        return None


def _listed(text: str, notation: str, found: Sequence[Compound]) -> Iterator[Structure]:
    for compound in found:
        mol = _of(compound)
        if mol is not None:
            yield Structure(mol, text, notation, (_agrees(compound, mol),))


def _of(compound: Compound) -> Molecule | None:
    mol = molecules.from_smiles(compound.smiles)
    if mol is not None and molecules.key_of(mol) == compound.key:
        return mol
    return molecules.from_inchi(compound.inchi) or mol


def _agrees(compound: Compound, mol: Molecule) -> Evidence:
    same = bool(compound.key) and molecules.key_of(mol) == compound.key
    return Evidence(
        "the structure is the one that the tables list",
        "its InChIKey computed again and compared",
        Verdict.PASSED if same else Verdict.UNCHECKED,
        f"{compound.name}, CAS {compound.cas}",
    )


def _named(text: str) -> Iterator[Structure]:
    name = _spelled(text)
    compounds = table.by_name(name)
    own = [compound for compound in compounds if compound.is_called(name)]
    if compounds and not own and name in EVERYDAY:
        doubt = f"{text!r} is an everyday word, and a trade or street name of {compounds[0].name}"
        yield from (
            replace(structure, doubt=doubt) for structure in _listed(text, "name", compounds)
        )
        return
    listed = list(_listed(text, "name", own[:1] or compounds))
    reading = opsin.read(text)
    mol = molecules.from_smiles(reading.smiles)
    valences = _valences(text, name, own)
    if mol is None:
        of_class = [c.name for c in compounds if not own and _is_class(name, c)]
        doubt = f"{text!r} is a class: {of_class[0]} is one of it" if of_class else valences
        yield from (replace(structure, doubt=doubt) for structure in listed)
        return
    structure = Structure(mol, text, "name")
    agree = any(
        other.skeleton == structure.skeleton
        or molecules.in_ions(other.mol) == molecules.in_ions(structure.mol)
        for other in listed
    )
    evidence = Evidence(
        "the name means this structure",
        "read by OPSIN, and looked up in the tables of `chemicals`",
        Verdict.PASSED if agree else Verdict.UNCHECKED,
        "both agree on its skeleton" if agree else "" if listed else "read by OPSIN alone",
    )
    doubt = f"{text!r} is ambiguous: {reading.doubt}" if reading.doubt else valences
    yield replace(structure, evidence=(evidence,), doubt=doubt)
    if not agree:
        yield from listed


def _valences(text: str, name: str, own: Sequence[Compound]) -> str:
    """The doubt about "iron oxide": an element of several valences, and none of them said.

    One whose own name it is ("copper sulfate") is meant.
    """
    element, _, rest = name.partition(" ")
    if not (element.isalpha() and rest.isalpha()):
        return ""
    known = table.valences(element, rest)
    if len(known) < 2 or known.intersection(compound.formula for compound in own):
        return ""
    return f"{text!r} may be any of {', '.join(sorted(known))}"


def _spelled(text: str) -> str:
    name = text.lower()
    for greek, latin in _GREEK.items():
        name = name.replace(greek, latin)
    for british, american in _SPELLING:
        name = name.replace(british, american)
    return name


def _is_class(name: str, compound: Compound) -> bool:
    return re.fullmatch(_LOCANT + re.escape(name), compound.name) is not None


def _unknown(text: str, notation: str) -> Problem:
    hint = "write a SMILES, an InChI, a CAS number or a systematic name"
    if notation in ("", "name") and not opsin.program():
        hint += "; with a Java runtime, IUPAC names are read too"
    return Problem("UNKNOWN", f"no structure is known for {text[:80]!r}", hint)
