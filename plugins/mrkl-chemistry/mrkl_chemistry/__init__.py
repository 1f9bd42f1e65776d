"""The chemistry expert, and the guard that screens every call."""

from __future__ import annotations

from collections.abc import Iterable

from mrkl_chemistry.bids import bid
from mrkl_chemistry.config import Config
from mrkl_chemistry.guard import ChemistryGuard
from mrkl_chemistry.remote.tools import remote_tools
from mrkl_chemistry.tools import TOOLS
from mrkl_core import Expert, Settings, hookimpl
from mrkl_core.contracts.guards import Guard


@hookimpl
def mrkl_experts(settings: Settings) -> Iterable[Expert]:
    """Declares the expert; its config may name services of compounds, literature and prices."""
    yield Expert(
        "chemistry",
        "Answers about chemical substances and reactions: identifiers, masses, structures, "
        "balancing, stoichiometry, solutions.",
        (*TOOLS, *remote_tools(settings.read("chemistry", Config))),
        examples=(
            "molar mass of caffeine",
            "balance Fe + O2 -> Fe2O3",
            "SMILES of aspirin",
            "CAS number of ethanol",
            "functional groups in paracetamol",
        ),
        keywords=(
            *("chemistry", "molecule", "compound", "formula", "reaction", "smiles", "inchi"),
            *("cas", "molar", "mass", "element", "structure", "solution"),
        ),
        bid=bid,
        preload=("mrkl_chemistry.loaded",),
    )


@hookimpl
def mrkl_guards(settings: Settings) -> Iterable[Guard]:
    """Declares the guard; `config: {approved: […]}` names the tools an operator approved."""
    yield ChemistryGuard(settings.read("chemistry", Config).approved)
