"""The tools with their schemas."""

from __future__ import annotations

from mrkl_chemistry import describe, identify, periodic, picture, quantities, reactions
from mrkl_chemistry.resolve import NOTATIONS
from mrkl_chemistry.schemas import SUBSTANCE, takes
from mrkl_core import Example, Tool
from mrkl_core.schemas import Schema, choice, number, or_null, result

_NOTATION: Schema = {
    "type": "string",
    "enum": list(NOTATIONS),
    "description": "The notation that the substance is written in; found out if left out.",
}
_EQUATION: Schema = {
    "type": "string",
    "description": 'Formulas with an arrow between the sides, as in "Fe + O2 -> Fe2O3".',
    "examples": ["MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O"],
    "maxLength": 4000,
}
_TEXT: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "number"}


def _amount(description: str, example: str) -> Schema:
    return {
        "type": "string",
        "description": description,
        "examples": [example],
        "maxLength": 60,
    }


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
        takes("lookup", "substance", substance=SUBSTANCE, notation=_NOTATION),
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
    Tool(
        "balance",
        "Balances a reaction exactly, charges too, or says why it cannot be balanced.",
        takes("lookup", "equation", equation=_EQUATION),
        result(
            equation={**_TEXT, "description": "With the smallest whole coefficients."},
            coefficients={"type": "array", "items": {"type": "integer"}},
            was_balanced={"type": "boolean"},
            notes={"type": "array", "items": _TEXT},
        ),
        quantities.balanced,
        examples=(Example("balance Fe + O2 -> Fe2O3", {"equation": "Fe + O2 -> Fe2O3"}),),
        synonyms=("equalise",),
    ),
    Tool(
        "stoichiometry",
        "Tells what given amounts of reactants yield, and which of them is limiting.",
        takes(
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
                        "species": {**SUBSTANCE, "description": "As in the equation."},
                        "amount": _amount("Its mass or amount of substance.", "10 g"),
                    },
                },
            },
        ),
        result(equation=_TEXT, limiting=_TEXT, species={"type": "array"}),
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
        synonyms=("yield", "limiting reagent"),
    ),
    Tool(
        "amount",
        "Gives the mass of an amount of substance in grams, or the moles in a mass of it.",
        takes(
            "lookup",
            "substance amount to",
            substance=SUBSTANCE,
            amount=_amount("Its mass or amount of substance.", "3 mol"),
            to=choice("The unit wanted.", "g", "mol"),
        ),
        result(formula=_TEXT, value={"type": "string"}, unit={"type": "string"}),
        quantities.amount_in,
        examples=(
            Example(
                "what is the mass of 3 moles of caffeine?",
                {"substance": "caffeine", "amount": "3 moles", "to": "g"},
            ),
        ),
    ),
    Tool(
        "solution",
        "Tells how much solute makes a solution of a given concentration and volume.",
        takes(
            "lookup",
            "solute concentration volume",
            solute=SUBSTANCE,
            concentration=_amount("The concentration wanted, in M or g/L.", "0.5 M"),
            volume=_amount("The volume of the solution.", "250 mL"),
        ),
        result(formula=_TEXT, grams=_NUMBER, mol=_NUMBER, litres=_NUMBER),
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
        takes(
            "lookup",
            "stock target volume",
            stock=_amount("The concentration of the stock.", "12 M"),
            target=_amount("The concentration wanted.", "1 M"),
            volume=_amount("The volume wanted.", "500 mL"),
        ),
        result(stock_litres=_NUMBER, solvent_litres=_NUMBER),
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
        takes(
            "lookup",
            "name",
            name={"type": "string", "description": "A name, symbol or number.", "maxLength": 40},
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
