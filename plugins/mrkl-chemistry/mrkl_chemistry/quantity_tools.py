"""The tools of formulas, amounts and reactions, with their schemas."""

from __future__ import annotations

from mrkl_chemistry import composition, quantities, solutions
from mrkl_chemistry.schemas import SUBSTANCE, amount, takes
from mrkl_core import Example, Tool
from mrkl_core.schemas import Schema, choice, number, result, truth

_EQUATION: Schema = {
    "type": "string",
    "description": 'Formulas or names with an arrow between the sides: "Fe + O2 -> Fe2O3".',
    "examples": ["MnO4^- + Fe^2+ + H^+ -> Mn^2+ + Fe^3+ + H2O"],
    "maxLength": 4000,
}
_TEXT: Schema = {"type": ["string", "null"]}
_NUMBER: Schema = {"type": "number"}
_ELEMENT: Schema = {
    "type": "string",
    "description": "The one element asked for, by name or symbol; all if left out.",
    "maxLength": 20,
}


QUANTITIES = (
    Tool(
        "balance",
        "Balances a reaction exactly, charges too, or says why it cannot be balanced.",
        takes(
            "lookup",
            "equation",
            equation=_EQUATION,
            check=truth("Tell whether it is balanced as it stands."),
        ),
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
                        "amount": amount("Its mass or amount of substance.", "10 g"),
                    },
                },
            },
            wanted={**SUBSTANCE, "description": "The one species asked for, as in the equation."},
            to=choice("The unit wanted; g if left out.", "g", "mol"),
            obtained=amount("What was obtained of it: the percent yield is told.", "8 g"),
        ),
        result(
            {"percent_yield": number("Of what was obtained.")},
            equation=_TEXT,
            limiting=_TEXT,
            species={"type": "array"},
        ),
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
        "Tells how many grams, moles, molecules or atoms a mass or an amount of substance is.",
        takes(
            "lookup",
            "substance amount to",
            substance=SUBSTANCE,
            amount=amount("Its mass, amount of substance or number of particles.", "3 mol"),
            to=choice("The unit wanted.", "g", "mol", "molecules", "atoms"),
            element={**_ELEMENT, "description": "The element whose atoms are asked for."},
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
        "Tells the third of a solution's amount of solute, concentration and volume by the others.",
        takes(
            "lookup",
            "solute",
            solute=SUBSTANCE,
            concentration=amount("The concentration, in M or g/L.", "0.5 M"),
            volume=amount("The volume of the solution.", "250 mL"),
            amount=amount("The mass or amount of the solute.", "10 g"),
        ),
        result(formula=_TEXT, grams=_NUMBER, mol=_NUMBER, litres=_NUMBER, mol_per_litre=_NUMBER),
        solutions.solution,
        examples=(
            Example(
                "how many grams of NaCl make 250 mL of a 0.5 M solution?",
                {"solute": "NaCl", "concentration": "0.5 M", "volume": "250 mL"},
            ),
        ),
    ),
    Tool(
        "dilution",
        "Tells how much of a stock solution makes a weaker one, or how weak it becomes.",
        takes(
            "lookup",
            "stock",
            stock=amount("The concentration of the stock.", "12 M"),
            target=amount("The concentration wanted.", "1 M"),
            volume=amount("The volume in the end.", "500 mL"),
            stock_volume=amount("The volume of the stock that is taken.", "10 mL"),
        ),
        result(stock_litres=_NUMBER, solvent_litres=_NUMBER, concentration=_NUMBER, unit=_TEXT),
        solutions.dilution,
        examples=(
            Example(
                "dilute 12 M to 500 mL of 1 M",
                {"stock": "12 M", "target": "1 M", "volume": "500 mL"},
            ),
        ),
    ),
    Tool(
        "composition",
        "Gives the percent by mass and the number of atoms of each element in a formula, or the "
        "empirical formula.",
        takes(
            "lookup",
            "substance",
            substance=SUBSTANCE,
            wanted=choice("percent if left out.", "percent", "count", "empirical"),
            element=_ELEMENT,
        ),
        result(
            formula=_TEXT,
            empirical_formula={**_TEXT, "description": "With the smallest whole counts."},
            atoms={"type": "object", "additionalProperties": _NUMBER},
            mass_percent={"type": "object", "additionalProperties": _NUMBER},
            count=number("Atoms of the element asked for, or of all."),
            percent=number("By mass, of the element asked for, or of all."),
        ),
        composition.composition,
        examples=(
            Example(
                "what percent of CO2 is carbon by mass?",
                {"substance": "CO2", "element": "carbon"},
            ),
        ),
        synonyms=("percentage", "empirical formula", "atoms"),
    ),
)
