"""Pictures of structures, as SVG text or PNG in base64."""

from __future__ import annotations

import base64
from typing import Any

from mrkl_chemistry import molecules
from mrkl_chemistry.resolve import resolve
from mrkl_core import Problem, Result

MAX_DRAWN = 200


def draw(substance: str, format: str = "svg", size: int = 300) -> Result:
    """A picture of a structure; see the tool's schema."""
    from rdkit.Chem.Draw import rdMolDraw2D

    structure = resolve(substance)
    if structure.mol.GetNumAtoms() > MAX_DRAWN:
        raise Problem("TOO_LARGE", f"a picture may have {MAX_DRAWN} heavy atoms")
    svg = format == "svg"
    canvas = (rdMolDraw2D.MolDraw2DSVG if svg else rdMolDraw2D.MolDraw2DCairo)(size, size)
    rdMolDraw2D.PrepareAndDrawMolecule(canvas, structure.mol)
    canvas.FinishDrawing()
    drawn: Any = canvas.GetDrawingText()
    data = drawn if svg else base64.b64encode(drawn).decode()
    smiles = molecules.smiles_of(structure.mol)
    value = {"format": format, "data": data, "smiles": smiles}
    return Result(value, data if svg else f"a PNG of {smiles}", structure.evidence)
