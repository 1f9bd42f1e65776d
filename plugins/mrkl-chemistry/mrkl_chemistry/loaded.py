"""Loads what the tools need when it is imported: named in Expert.preload, imported nowhere else."""

from __future__ import annotations

import contextlib
import importlib

from mrkl_chemistry import catalogue, opsin, table
from mrkl_core import Problem

#: All that the tools import of RDKit; without it each tool says what to install.
for _module in (
    *("Chem", "Chem.Draw.rdMolDraw2D", "Chem.rdChemReactions", "Chem.rdFingerprintGenerator"),
    *("Chem.rdMolDescriptors", "DataStructs"),
):
    with contextlib.suppress(ImportError):
        importlib.import_module(f"rdkit.{_module}")
with contextlib.suppress(Problem):
    table.by_name("water")
with contextlib.suppress(Problem):
    catalogue.molbloom()
if opsin.program():
    opsin.running()
