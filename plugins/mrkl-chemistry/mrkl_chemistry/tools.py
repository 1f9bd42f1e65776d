"""The tools with their schemas."""

from __future__ import annotations

from mrkl_chemistry import describe, identify, periodic, picture, reactions
from mrkl_chemistry.quantity_tools import QUANTITIES
from mrkl_chemistry.resolve import NOTATIONS
from mrkl_chemistry.schemas import SUBSTANCE, takes
from mrkl_chemistry.state_tools import STATES
from mrkl_chemistry.water_tools import WATER
from mrkl_core import Example, Tool
from mrkl_core.schemas import Schema, choice, number, or_null, result

_NOTATION: Schema = {
    "type": "string",
    "enum": list(NOTATIONS),
    "description": "The notation that the substance is written in; found out if left out.",
}
_TEXT: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "number"}


_PROPOSALS = result(
    proposals={
        "type": "array",
        "description": "Each with the reaction's name and the SMILES on its other side.",
        "items": result(reaction=_TEXT, smiles={"type": "array", "items": _TEXT}),
    }
)

TOOLS = (
    Tool(
        "identify",
        "Gives a substance's name, formula, CAS number, SMILES and InChI from any of them.",
        takes(
            "lookup",
            "substance",
            substance=SUBSTANCE,
            notation=_NOTATION,
            wanted={
                "enum": [
                    *("name", "iupac_name", "cas", "formula"),
                    *("smiles", "inchi", "inchikey"),
                ],
                "description": "The one identifier to answer with; all if left out.",
            },
        ),
        result(
            name={**_TEXT, "description": "Its usual name; null if the tables lack it."},
            iupac_name={**_TEXT, "description": "Its systematic name."},
            cas={**_TEXT, "description": "Its CAS number."},
            formula={**_TEXT, "description": "Its formula in Hill order."},
            smiles={**_TEXT, "description": "Its canonical SMILES."},
            inchi={**_TEXT, "description": "Its standard InChI."},
            inchikey={**_TEXT, "description": "Its standard InChIKey."},
            read_as={**_TEXT, "description": "The notation the request was read in."},
        ),
        identify.identify,
        examples=(
            Example("what is the SMILES of aspirin?", {"substance": "aspirin", "wanted": "smiles"}),
        ),
    ),
    Tool(
        "mass",
        "Gives the average molar mass and the monoisotopic mass of a substance, told apart.",
        takes("lookup", "substance", substance=SUBSTANCE, notation=_NOTATION),
        result(
            formula=_TEXT,
            average_g_per_mol={**_NUMBER, "description": "With standard atomic weights."},
            monoisotopic_da=or_null(
                number("Of the most abundant isotopes; null for broken counts.")
            ),
            mass_percent={"type": "object", "additionalProperties": _NUMBER},
            note={**_TEXT, "description": "How an unclear formula was read."},
        ),
        identify.mass,
        examples=(Example("molar mass of caffeine", {"substance": "caffeine"}),),
    ),
    Tool(
        "descriptors",
        "Computes logP, polar surface, hydrogen bond donors and acceptors, rings and the like.",
        takes(
            "lookup",
            "substance",
            substance=SUBSTANCE,
            notation=_NOTATION,
            wanted=choice(
                "The one descriptor to answer with; the usual ones if left out.",
                *describe.DESCRIPTORS,
            ),
        ),
        result(smiles=_TEXT, logp=_NUMBER, tpsa=_NUMBER, rings={"type": "integer"}),
        describe.descriptors,
        examples=(Example("logP of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "groups",
        "Lists the functional groups of a substance; there may be none.",
        takes("lookup", "substance", substance=SUBSTANCE, notation=_NOTATION),
        result(
            groups={
                "type": "array",
                "items": result(group=_TEXT, count={"type": "integer"}),
                "description": "Each group with how often it occurs.",
            }
        ),
        describe.groups,
        examples=(Example("functional groups of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "substructure",
        "Tells whether a structure contains a part, given as SMARTS or as a substance.",
        takes(
            "lookup",
            "substance pattern",
            substance=SUBSTANCE,
            pattern={**SUBSTANCE, "description": "SMARTS, or any notation of a substance."},
        ),
        result(
            contains={"type": "boolean"},
            count={"type": "integer"},
            atoms={"type": "array", "description": "The atoms of each match."},
        ),
        describe.substructure,
        examples=(
            Example(
                "does aspirin contain a benzene ring?",
                {"substance": "aspirin", "pattern": "c1ccccc1"},
            ),
        ),
    ),
    Tool(
        "similarity",
        "Compares two structures by the Tanimoto coefficient of their Morgan fingerprints.",
        takes("similarity", "first second", first=SUBSTANCE, second=SUBSTANCE),
        result(
            tanimoto=_NUMBER,
            same_structure={"type": "boolean"},
            same_skeleton={"type": "boolean"},
        ),
        describe.similarity,
        examples=(
            Example("how similar are ethanol and methanol?", {"first": "CCO", "second": "67-56-1"}),
        ),
    ),
    *QUANTITIES,
    *WATER,
    *STATES,
    Tool(
        "element",
        "Gives an element of the periodic table by its name, symbol or number, or an isotope.",
        takes(
            "lookup",
            "name",
            name={
                "type": "string",
                "description": 'A name, symbol or number; an isotope as in "carbon-14".',
                "maxLength": 40,
            },
            wanted=choice(
                "The one thing to answer with; the usual ones if left out.",
                *("symbol", "name", "number", "weight", "period", "group", "metal"),
                *("valence_electrons", "most_common_isotope", "isotope_mass", "neutrons"),
            ),
        ),
        result(symbol=_TEXT, name=_TEXT, number={"type": "integer"}, weight=_NUMBER),
        periodic.element,
        examples=(Example("atomic number of iron", {"name": "iron"}),),
    ),
    Tool(
        "draw",
        "Draws a structure as SVG or PNG.",
        takes(
            "lookup",
            "substance",
            substance=SUBSTANCE,
            format=choice("svg if left out.", "svg", "png"),
            size={
                "type": "integer",
                "minimum": 50,
                "maximum": 1000,
                "description": "Pixels on a side; 300 if left out.",
            },
        ),
        result(format=_TEXT, data={**_TEXT, "description": "SVG text, or PNG in base64."}),
        picture.draw,
        examples=(Example("draw the structure of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "products",
        "Proposes what a named reaction makes of given reactants, by templates.",
        takes(
            "synthesis",
            "reaction reactants",
            reaction={
                "type": "string",
                "enum": list(reactions.TEMPLATES),
                "description": "The reaction's name.",
            },
            reactants={
                "type": "array",
                "items": SUBSTANCE,
                "minItems": 1,
                "maxItems": 3,
                "description": "The reactants, in any order.",
            },
        ),
        _PROPOSALS,
        reactions.products,
        examples=(
            Example(
                "esterification of acetic acid with ethanol",
                {"reaction": "esterification", "reactants": ["acetic acid", "ethanol"]},
            ),
        ),
    ),
    Tool(
        "precursors",
        "Proposes what could make a product in one step, by the same templates reversed.",
        takes("retrosynthesis", "product", product=SUBSTANCE),
        _PROPOSALS,
        reactions.precursors,
        examples=(Example("retrosynthesis of ethyl acetate", {"product": "ethyl acetate"}),),
    ),
)
