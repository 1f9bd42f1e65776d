"""The tools with their schemas.

Each argument schema names its operation under `x-mrkl-operation`: what the guard decides by.
"""

from __future__ import annotations

from mrkl_chemistry import describe, identify, periodic, picture, quantities, reactions
from mrkl_chemistry.resolve import NOTATIONS
from mrkl_core import Example, Tool
from mrkl_core.contracts.jsonvalue import JsonObject

_SUBSTANCE: JsonObject = {
    "type": "string",
    "description": "A name, formula, CAS number, InChI, InChIKey or SMILES.",
    "examples": ["caffeine", "64-17-5", "CC(=O)O"],
    "minLength": 1,
    "maxLength": 4000,
}
_NOTATION: JsonObject = {
    "type": "string",
    "enum": list(NOTATIONS),
    "description": "The notation that the substance is written in; found out if left out.",
}
_EQUATION: JsonObject = {
    "type": "string",
    "description": 'Formulas with an arrow between the sides, as in "Fe + O2 -> Fe2O3".',
    "examples": ["MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O"],
    "maxLength": 4000,
}
_TEXT: JsonObject = {"type": ["string", "null"]}
_NUMBER: JsonObject = {"type": "number"}


def _amount(description: str, example: str) -> JsonObject:
    return {
        "type": "string",
        "description": description,
        "examples": [example],
        "maxLength": 60,
    }


def _takes(operation: str, required: str, **properties: JsonObject) -> JsonObject:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": required.split(),
        "properties": properties,
        "x-mrkl-operation": operation,
    }


def _gives(**properties: JsonObject) -> JsonObject:
    return {"type": "object", "required": list(properties), "properties": properties}


_PROPOSALS = _gives(
    proposals={
        "type": "array",
        "description": "Each with the reaction's name and the SMILES on its other side.",
        "items": _gives(reaction=_TEXT, smiles={"type": "array", "items": _TEXT}),
    }
)

TOOLS = (
    Tool(
        "identify",
        "Gives a substance's name, formula, CAS number, SMILES and InChI from any of them.",
        _takes(
            "lookup",
            "substance",
            substance=_SUBSTANCE,
            notation=_NOTATION,
            wanted={
                "enum": [
                    *("name", "iupac_name", "cas", "formula"),
                    *("smiles", "inchi", "inchikey"),
                ],
                "description": "The one identifier to answer with; all if left out.",
            },
        ),
        _gives(
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
        _takes("lookup", "substance", substance=_SUBSTANCE, notation=_NOTATION),
        _gives(
            formula=_TEXT,
            average_g_per_mol={**_NUMBER, "description": "With standard atomic weights."},
            monoisotopic_da={
                "type": ["number", "null"],
                "description": "Of the most abundant isotopes; null for broken counts.",
            },
            mass_percent={"type": "object", "additionalProperties": _NUMBER},
            note={**_TEXT, "description": "How an unclear formula was read."},
        ),
        identify.mass,
        examples=(Example("molar mass of caffeine", {"substance": "caffeine"}),),
    ),
    Tool(
        "descriptors",
        "Computes logP, polar surface, hydrogen bond donors and acceptors, rings and the like.",
        _takes("lookup", "substance", substance=_SUBSTANCE, notation=_NOTATION),
        _gives(smiles=_TEXT, logp=_NUMBER, tpsa=_NUMBER, rings={"type": "integer"}),
        describe.descriptors,
        examples=(Example("logP of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "groups",
        "Lists the functional groups of a substance; there may be none.",
        _takes("lookup", "substance", substance=_SUBSTANCE, notation=_NOTATION),
        _gives(
            groups={
                "type": "array",
                "items": _gives(group=_TEXT, count={"type": "integer"}),
                "description": "Each group with how often it occurs.",
            }
        ),
        describe.groups,
        examples=(Example("functional groups of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "substructure",
        "Tells whether a structure contains a part, given as SMARTS or as a substance.",
        _takes(
            "lookup",
            "substance pattern",
            substance=_SUBSTANCE,
            pattern={**_SUBSTANCE, "description": "SMARTS, or any notation of a substance."},
        ),
        _gives(
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
        _takes("similarity", "first second", first=_SUBSTANCE, second=_SUBSTANCE),
        _gives(
            tanimoto=_NUMBER,
            same_structure={"type": "boolean"},
            same_skeleton={"type": "boolean"},
        ),
        describe.similarity,
        examples=(
            Example("how similar are ethanol and methanol?", {"first": "CCO", "second": "67-56-1"}),
        ),
    ),
    Tool(
        "balance",
        "Balances a reaction exactly, charges too, or says why it cannot be balanced.",
        _takes("lookup", "equation", equation=_EQUATION),
        _gives(
            equation={**_TEXT, "description": "With the smallest whole coefficients."},
            coefficients={"type": "array", "items": {"type": "integer"}},
            was_balanced={"type": "boolean"},
            notes={"type": "array", "items": _TEXT},
        ),
        quantities.balanced,
        examples=(Example("balance Fe + O2 -> Fe2O3", {"equation": "Fe + O2 -> Fe2O3"}),),
    ),
    Tool(
        "stoichiometry",
        "Tells what given amounts of reactants yield, and which of them is limiting.",
        _takes(
            "lookup",
            "equation amounts",
            equation=_EQUATION,
            amounts={
                "type": "array",
                "minItems": 1,
                "maxItems": 40,
                "description": "What is there of some of the species, in g or mol.",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["species", "amount"],
                    "properties": {
                        "species": {**_SUBSTANCE, "description": "As in the equation."},
                        "amount": _amount("Its mass or amount of substance.", "10 g"),
                    },
                },
            },
        ),
        _gives(equation=_TEXT, limiting=_TEXT, species={"type": "array"}),
        quantities.stoichiometry,
        examples=(
            Example(
                "how much water do 4 g of H2 make in H2 + O2 -> H2O?",
                {
                    "equation": "H2 + O2 -> H2O",
                    "amounts": [{"species": "H2", "amount": "4 g"}],
                },
            ),
        ),
    ),
    Tool(
        "solution",
        "Tells how much solute makes a solution of a given concentration and volume.",
        _takes(
            "lookup",
            "solute concentration volume",
            solute=_SUBSTANCE,
            concentration=_amount("The concentration wanted, in M or g/L.", "0.5 M"),
            volume=_amount("The volume of the solution.", "250 mL"),
        ),
        _gives(formula=_TEXT, grams=_NUMBER, mol=_NUMBER, litres=_NUMBER),
        quantities.solution,
        examples=(
            Example(
                "how many grams of NaCl make 250 mL of a 0.5 M solution?",
                {"solute": "NaCl", "concentration": "0.5 M", "volume": "250 mL"},
            ),
        ),
    ),
    Tool(
        "dilution",
        "Tells how much of a stock solution makes a weaker one.",
        _takes(
            "lookup",
            "stock target volume",
            stock=_amount("The concentration of the stock.", "12 M"),
            target=_amount("The concentration wanted.", "1 M"),
            volume=_amount("The volume wanted.", "500 mL"),
        ),
        _gives(stock_litres=_NUMBER, solvent_litres=_NUMBER),
        quantities.dilution,
        examples=(
            Example(
                "dilute 12 M to 500 mL of 1 M",
                {"stock": "12 M", "target": "1 M", "volume": "500 mL"},
            ),
        ),
    ),
    Tool(
        "element",
        "Gives an element of the periodic table by its name, symbol or number.",
        _takes(
            "lookup",
            "name",
            name={"type": "string", "description": "A name, symbol or number.", "maxLength": 40},
        ),
        _gives(symbol=_TEXT, name=_TEXT, number={"type": "integer"}, weight=_NUMBER),
        periodic.element,
        examples=(Example("atomic number of iron", {"name": "iron"}),),
    ),
    Tool(
        "draw",
        "Draws a structure as SVG or PNG.",
        _takes(
            "lookup",
            "substance",
            substance=_SUBSTANCE,
            format={"enum": ["svg", "png"], "description": "svg if left out."},
            size={
                "type": "integer",
                "minimum": 50,
                "maximum": 1000,
                "description": "Pixels on a side; 300 if left out.",
            },
        ),
        _gives(format=_TEXT, data={**_TEXT, "description": "SVG text, or PNG in base64."}),
        picture.draw,
        examples=(Example("draw the structure of aspirin", {"substance": "aspirin"}),),
    ),
    Tool(
        "products",
        "Proposes what a named reaction makes of given reactants, by templates.",
        _takes(
            "synthesis",
            "reaction reactants",
            reaction={
                "type": "string",
                "enum": list(reactions.TEMPLATES),
                "description": "The reaction's name.",
            },
            reactants={
                "type": "array",
                "items": _SUBSTANCE,
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
        _takes("retrosynthesis", "product", product=_SUBSTANCE),
        _PROPOSALS,
        reactions.precursors,
        examples=(Example("retrosynthesis of ethyl acetate", {"product": "ethyl acetate"}),),
    ),
)
