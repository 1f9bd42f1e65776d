"""The tools that ask other machines, with their schemas."""

from __future__ import annotations

from functools import partial

from mrkl_chemistry.config import OFFER, Config
from mrkl_chemistry.remote.lists import SHAPES, Lists
from mrkl_chemistry.remote.pubchem import EXAMPLE, SETTING, compound, patents
from mrkl_chemistry.schemas import SUBSTANCE, takes
from mrkl_core import Effect, Example, Tool
from mrkl_core.schemas import Schema, result, whole
from mrkl_core.web import Bounds, Service

_BOUNDS = Bounds(seconds=12, body_bytes=8_000_000)


def _text(description: str) -> Schema:
    return {"type": ["string", "null"], "description": description}


def _list(description: str, *fields: str) -> Schema:
    item = {"type": "object", "properties": {name: {"type": "string"} for name in fields}}
    items = item if fields else {"type": "string"}
    return {"type": "array", "description": description, "items": items}


_SOURCE = _text("The host that told it.")
_KEY = _text("Its standard InChIKey.")
_COMPOUND = result(
    cid={"type": ["integer", "null"], "description": "Its number there."},
    name=_text("Its title there."),
    iupac_name=_text("Its systematic name."),
    formula=_text("Its formula."),
    average_g_per_mol=_text("Its average molar mass, in the digits given."),
    smiles=_text("Its SMILES."),
    inchi=_text("Its standard InChI."),
    inchikey=_KEY,
    source=_SOURCE,
)
_PATENTS = result(
    inchikey=_KEY,
    count=whole("How many are listed."),
    patents=_list("Their numbers: the first 50."),
    source=_SOURCE,
)
_PUBLICATIONS = result(
    publications=_list("Best first.", *SHAPES["openalex"].fields),
    source=_SOURCE,
)
_OFFERS = result(offers=_list("Each offer.", *OFFER), inchikey=_KEY, source=_SOURCE)


def remote_tools(config: Config) -> tuple[Tool, ...]:
    """The tools, asking the services that the expert's `config` names."""
    pubchem = Service(config.pubchem_url, SETTING, EXAMPLE, bounds=_BOUNDS)
    lists = Lists(config)
    return (
        Tool(
            "pubchem",
            "Looks a chemical substance up in PubChem by name, CAS number, SMILES or InChI.",
            takes("lookup", "substance", substance=SUBSTANCE),
            _COMPOUND,
            partial(compound, service=pubchem),
            Effect.READS,
            examples=(Example("look up aspirin in PubChem", {"substance": "aspirin"}),),
        ),
        Tool(
            "patents",
            "Lists the patents that a chemical substance is named in.",
            # They tell how it is made.
            takes("synthesis", "substance", substance=SUBSTANCE),
            _PATENTS,
            partial(patents, service=pubchem),
            Effect.READS,
            examples=(Example("patents on aspirin", {"substance": "aspirin"}),),
        ),
        Tool(
            "literature",
            "Finds scientific publications on a chemical question.",
            takes(
                "lookup",
                "query",
                query={
                    "type": "string",
                    "description": "What they are to be about.",
                    "minLength": 1,
                    "maxLength": 300,
                },
                count={
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 20,
                    "description": "How many: 8 if left out.",
                },
            ),
            _PUBLICATIONS,
            lists.literature,
            Effect.READS,
            examples=(
                Example("publications on caffeine solubility", {"query": "caffeine solubility"}),
            ),
        ),
        Tool(
            "prices",
            "Gives what a vendor asks for a chemical substance.",
            takes("purchase", "substance", substance=SUBSTANCE),
            _OFFERS,
            lists.prices,
            Effect.READS,
            examples=(Example("price of caffeine", {"substance": "caffeine"}),),
        ),
    )
