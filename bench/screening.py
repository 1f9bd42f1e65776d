"""Whether screening finds every listed substance however it is written, and nothing else.

Each listed structure is written anew many times: SMILES in random order and form (aromatic or
Kekulé, bonds and hydrogens written or not), InChI, salts, isotopes, charges, tautomers, without
stereochemistry, with numbered atoms, in mixtures; its names and CAS number in other letters,
dashes and spaces. Common solvents, reagents and over-the-counter drugs that are on no list must
not be found. Both figures are always printed together.

    python bench/screening.py [NOTATIONS PER SUBSTANCE]
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rdkit import Chem, rdBase
from rdkit.Chem.MolStandardize import rdMolStandardize

from mrkl_chemistry import table
from mrkl_chemistry.problems import Problem
from mrkl_chemistry.resolve import readings
from mrkl_chemistry.screening.lists import Listed, lists
from mrkl_chemistry.screening.screen import screen

COMMON = Path(__file__).with_name("common_substances.txt")
SALTS = ("Cl", "Br", "OS(=O)(=O)O", "OC(=O)C(O)C(O)C(=O)O", "OC(=O)C=CC(=O)O", "[Na+]", "[K+]", "O")


def main() -> int:
    rdBase.DisableLog("rdApp.*")
    rng = random.Random(7)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    entries = sorted(set(lists().by_skeleton.values()), key=lambda entry: entry.name)
    written = missed = 0
    unknown: list[str] = []
    start = time.perf_counter()
    for entry in entries:
        mol = structure(entry)
        if mol is None:
            unknown.append(entry.name)
            continue
        for notation in notations(mol, entry, wanted, rng):
            written += 1
            if not screen([notation], []):
                missed += 1
                if missed <= 30:
                    print(f"  missed: {entry.name}: {notation}")
    elapsed = time.perf_counter() - start
    common = [line for line in COMMON.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    flagged = [(name, hits) for name in common if (hits := screen([name], []))]
    for name, hits in flagged:
        print(f"  flagged: {name}: {hits[0]['name']}")
    print(
        f"listed: {len(entries)} structures in {written} notations, {written - missed} found "
        f"({100 * (written - missed) / max(1, written):.3f} %), {len(unknown)} without a structure "
        f"here: {', '.join(unknown)}"
    )
    print(f"not listed: {len(common)} common substances, {len(flagged)} flagged")
    print(f"one screening: {1000 * elapsed / max(1, written):.1f} ms")
    return 1 if missed or flagged else 0


def structure(entry: Listed) -> Chem.Mol | None:
    """A structure of a listed substance: as listed, by its CAS number or a name OPSIN reads."""
    if entry.smiles:
        return Chem.MolFromSmiles(entry.smiles)
    for compound in table.by_cas(entry.cas) if entry.cas else []:
        if (mol := Chem.MolFromSmiles(compound.smiles)) is not None:
            return mol
    for name in sorted(entry.names, key=len, reverse=True):
        try:
            found = next(iter(readings(name)), None)
        except Problem:
            continue
        if found is not None:
            return found.mol
    return None


def notations(mol: Chem.Mol, entry: Listed, count: int, rng: random.Random) -> Iterator[str]:
    """This many notations of one structure; the names first."""
    words = [*entry.names, *([entry.cas] if entry.cas else [])]
    inchi = Chem.MolToInchi(mol)
    named = [*words, *map(respelled, words), *([inchi, Chem.InchiToInchiKey(inchi)] * bool(inchi))]
    yield from named[:count]
    forms = [mol] * 9 + [rng.choice(tautomers(mol))]
    for _ in range(max(0, count - len(named))):
        yield rewritten(rng.choice(forms), rng)


def respelled(name: str) -> str:
    """A name in capitals, with other dashes and primes, a soft hyphen and wide spaces."""
    changed = name.upper().replace("-", "\u2011").replace("'", "\u2032").replace(" ", "\u2003")
    return changed[:2] + "\u00ad" + changed[2:]


def tautomers(mol: Chem.Mol) -> list[Chem.Mol]:
    """Some tautomers of a structure, itself if there are none."""
    enumerator = rdMolStandardize.TautomerEnumerator()
    enumerator.SetMaxTautomers(20)
    try:
        return list(enumerator.Enumerate(mol)) or [mol]
    except RuntimeError:
        return [mol]


def rewritten(mol: Chem.Mol, rng: random.Random) -> str:
    """One other way to write a structure."""
    changed = Chem.RWMol(mol)
    if rng.random() < 0.2:
        Chem.RemoveStereochemistry(changed)
    if rng.random() < 0.3:
        atom = changed.GetAtomWithIdx(rng.randrange(changed.GetNumAtoms()))
        heavier = {6: 13, 7: 15, 8: 18, 1: 2, 16: 34, 17: 37}.get(atom.GetAtomicNum(), 0)
        atom.SetIsotope(heavier)
    if rng.random() < 0.2:
        _deuterate(changed, rng)
    if rng.random() < 0.1:
        for number, atom in enumerate(changed.GetAtoms(), 1):
            atom.SetAtomMapNum(number)
    if rng.random() < 0.1:
        _charge(changed, rng)
    plain = changed.GetMol()
    Chem.SanitizeMol(plain)
    if rng.random() < 0.05:
        plain = Chem.AddHs(plain)
    if rng.random() < 0.1 and (inchi := Chem.MolToInchi(plain)):
        return inchi
    text = Chem.MolToSmiles(
        plain,
        doRandom=True,
        kekuleSmiles=False,
        allBondsExplicit=rng.random() < 0.2,
        allHsExplicit=rng.random() < 0.2,
    )
    if rng.random() < 0.2:
        Chem.Kekulize(plain, clearAromaticFlags=True)
        text = Chem.MolToSmiles(plain, doRandom=True, kekuleSmiles=True)
    if rng.random() < 0.4:
        text = ".".join(rng.sample([text, rng.choice(SALTS)], 2))
    return text


def _charge(mol: Chem.RWMol, rng: random.Random) -> None:
    """Gives an amine a proton, or takes one from an acid, where there is one."""
    amines, acids = (Chem.MolFromSmarts(s) for s in ("[NX3;+0;!$(N~[!#6])]C", "[OX2H]C=O"))
    able = [*mol.GetSubstructMatches(amines), *mol.GetSubstructMatches(acids)]
    if not able:
        return
    atom = mol.GetAtomWithIdx(rng.choice(able)[0])
    if atom.GetSymbol() == "O":
        if all(n.GetAtomicNum() > 1 for n in atom.GetNeighbors()):
            atom.SetFormalCharge(-1)
            atom.SetNumExplicitHs(0)
    elif not any(n.GetIsAromatic() or n.GetDegree() == 1 for n in atom.GetNeighbors()):
        atom.SetFormalCharge(1)
        atom.SetNumExplicitHs(atom.GetTotalNumHs() + 1)
        atom.SetNoImplicit(True)


def _deuterate(mol: Chem.RWMol, rng: random.Random) -> None:
    """Replaces one implicit hydrogen by deuterium."""
    able = [a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() == 6 and a.GetTotalNumHs()]
    if not able:
        return
    atom = mol.GetAtomWithIdx(rng.choice(able))
    if atom.GetNumExplicitHs():
        atom.SetNumExplicitHs(atom.GetNumExplicitHs() - 1)
    new = mol.AddAtom(Chem.Atom(1))
    mol.GetAtomWithIdx(new).SetIsotope(2)
    mol.AddBond(atom.GetIdx(), new, Chem.BondType.SINGLE)


if __name__ == "__main__":
    sys.exit(main())
