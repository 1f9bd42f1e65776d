"""PubChem's PUG REST, or a service of its shape: a compound, and its patents."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from mrkl_chemistry import molecules
from mrkl_chemistry.resolve import resolve
from mrkl_core import Evidence, Problem, Result, Verdict
from mrkl_core.web import Reply, Service, WebProblem
from mrkl_core.web.problems import unavailable
from mrkl_core.web.strangers import one_line

SETTING = "experts.chemistry.config.pubchem_url"
EXAMPLE = "https://pubchem.ncbi.nlm.nih.gov/rest/pug"
_PROPERTIES = "Title,IUPACName,MolecularFormula,MolecularWeight,SMILES,InChI,InChIKey"
_KEY = re.compile(r"[A-Z]{14}-[A-Z]{10}-[A-Z]")
_OFFERED = 5
_PATENTS = 50


def compound(substance: str, *, service: Service) -> Result:
    """What PubChem has of a substance; see the tool's schema."""
    text = " ".join(substance.split())
    kind, key = _kind(text)
    where = f"/compound/{kind}/{quote(text, safe='')}" if kind in ("name", "inchikey") else ""
    query = {} if where else {kind: text}
    path = f"{where or f'/compound/{kind}'}/property/{_PROPERTIES}/JSON"
    reply = _asked(service, path, query, f"knows no {text[:80]!r}")
    found = _list(reply, "PropertyTable", "Properties")
    if len(found) > 1:
        names = dict.fromkeys(one_line(item.get("Title"), 80) for item in found)
        offered = ", ".join(list(names)[:_OFFERED])
        raise Problem("AMBIGUOUS", f"{text[:80]!r} may be: {offered}", "name one of them")
    item = found[0]
    smiles, told = one_line(item.get("SMILES"), 4000), one_line(item.get("InChIKey"), 27)
    mol = molecules.from_smiles(smiles)
    computed = molecules.key_of(mol) if mol is not None else ""
    if computed[:14] != told[:14] or (key and told[:14] != key[:14]):
        raise unavailable(f"{reply.host} answered with the structure of something else")
    value = {
        "cid": item.get("CID"),
        "name": one_line(item.get("Title"), 300),
        "iupac_name": one_line(item.get("IUPACName"), 1000) or None,
        "formula": one_line(item.get("MolecularFormula"), 200),
        "average_g_per_mol": one_line(item.get("MolecularWeight"), 40),
        "smiles": smiles,
        "inchi": one_line(item.get("InChI"), 4000),
        "inchikey": told,
        "source": reply.host,
    }
    evidence = Evidence(
        "SMILES and InChIKey say the same structure",
        "InChIKey computed again from the SMILES by RDKit",
        Verdict.PASSED if computed == told else Verdict.FAILED,
        told,
    )
    lines = [f"{name}: {value[name]}" for name in value if value[name]]
    return Result(value, "\n".join(lines), (evidence, _by(reply, f"{text[:80]!r} is this")))


def patents(substance: str, *, service: Service) -> Result:
    """The patents that PubChem has a substance in; see the tool's schema."""
    key = resolve(substance).key
    if not key:
        raise Problem("UNSUPPORTED", "a structure without an InChIKey cannot be looked up")
    path = f"/compound/inchikey/{key}/xrefs/PatentID/JSON"
    reply = _asked(service, path, {}, f"lists no patent with {key}")
    found = _list(reply, "InformationList", "Information")
    numbers = sorted({one_line(n, 40) for item in found for n in item.get("PatentID") or ()})
    value = {
        "inchikey": key,
        "count": len(numbers),
        "patents": numbers[:_PATENTS],
        "source": reply.host,
    }
    shown = ", ".join(numbers[:10]) + (", …" if len(numbers) > 10 else "")
    text = f"{len(numbers)} patents are listed with {key}: {shown}"
    return Result(value, text, (_by(reply, "these are the patents that name it"),))


def _kind(text: str) -> tuple[str, str]:
    """How a text names a substance, and the InChIKey that the answer must have, if known."""
    if text.startswith("InChI="):
        return "inchi", resolve(text).key
    if _KEY.fullmatch(text):
        return "inchikey", text
    mol = None if text.isalpha() else molecules.from_smiles(text)
    return ("name", "") if mol is None else ("smiles", molecules.key_of(mol))


def _asked(service: Service, path: str, query: dict[str, str], unknown: str) -> Reply:
    try:
        return service.get(path, query)
    except WebProblem as problem:
        if problem.status == 404:
            raise Problem("UNKNOWN", f"the service {unknown}") from None
        raise


def _list(reply: Reply, outer: str, inner: str) -> list[Any]:
    whole = reply.json()
    found = whole.get(outer) if isinstance(whole, dict) else None
    items = found.get(inner) if isinstance(found, dict) else None
    if not isinstance(items, list) or not items or not all(isinstance(i, dict) for i in items):
        raise unavailable(f"{reply.host} did not answer in PubChem's shape")
    return items


def _by(reply: Reply, check: str) -> Evidence:
    return Evidence(check, f"told by {reply.host}, not checked", Verdict.UNCHECKED)
