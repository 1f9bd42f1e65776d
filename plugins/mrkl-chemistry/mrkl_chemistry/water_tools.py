"""The tools of what is dissolved in water, with their schemas."""

from __future__ import annotations

from mrkl_chemistry import acidity, buffers, concentrations
from mrkl_chemistry.schemas import SUBSTANCE, amount, takes
from mrkl_core import Example, Tool
from mrkl_core.schemas import Schema, array, choice, number, result, text

_ONE_OF = {
    "pka": number("The pKa of the acid."),
    "pkb": number("The pKb of the base."),
    "ka": number("The Ka of the acid, in mol/L."),
    "kb": number("The Kb of the base, in mol/L."),
}
_SOLUTE: Schema = {
    "type": "object",
    "additionalProperties": False,
    "required": ["concentration"],
    "properties": {
        "substance": {**SUBSTANCE, "description": "An acid, a base or a salt of one."},
        "concentration": amount("Its concentration before it is mixed.", "0.1 M"),
        "volume": amount("The volume of it that is mixed with the others.", "25 mL"),
        "conjugate": amount("The concentration of its conjugate base or acid beside it.", "0.2 M"),
        **_ONE_OF,
    },
}
_SCALES = {
    "ph": number("The pH."),
    "poh": number("The pOH; with the pH 14.00."),
    "hydronium": number("[H3O+] in mol/L."),
    "hydroxide": number("[OH-] in mol/L."),
}

WATER = (
    Tool(
        "ph",
        "Computes the pH of a solution of acids, bases and their salts in water at 25 °C.",
        takes(
            "lookup",
            "solutes",
            solutes=array("What is in it; of nothing it is water.", _SOLUTE, maxItems=10),
            wanted=choice(
                "What to answer with; the pH if left out.", *acidity.SCALES, "ionized_percent"
            ),
        ),
        result({"ionized_percent": number("Of the one weak acid or base.")}, **_SCALES),
        acidity.ph,
        examples=(
            Example(
                "pH of 0.1 M acetic acid",
                {"solutes": [{"substance": "acetic acid", "concentration": "0.1 M"}]},
            ),
        ),
        synonyms=("acidity", "titration", "neutralisation"),
    ),
    Tool(
        "acidity",
        "Converts between pH, pOH and the concentrations of hydronium and hydroxide at 25 °C.",
        takes(
            "lookup",
            "",
            ph=_SCALES["ph"],
            poh=_SCALES["poh"],
            hydronium=amount("[H3O+] or [H+].", "1e-5 M"),
            hydroxide=amount("[OH-].", "1e-3 M"),
            wanted=choice("What to answer with; the pH if left out.", *acidity.SCALES),
        ),
        result(**_SCALES),
        acidity.acidity,
        examples=(Example("pOH of a solution of pH 3", {"ph": 3, "wanted": "poh"}),),
    ),
    Tool(
        "buffer",
        "Tells the pH of a buffer by Henderson and Hasselbalch, or the ratio that has a pH.",
        takes(
            "lookup",
            "",
            acid={**SUBSTANCE, "description": "The weak acid, or its salt."},
            pka=_ONE_OF["pka"],
            ph=number("The pH wanted."),
            ratio=number("Base to acid."),
            acid_amount=amount("The concentration or amount of the acid.", "0.1 M"),
            base_amount=amount("That of the conjugate base, in the same unit.", "0.2 M"),
        ),
        result(ph=_SCALES["ph"], pka=_ONE_OF["pka"], ratio=number("Base to acid.")),
        buffers.buffer,
        examples=(
            Example("ratio of acetate to acetic acid at pH 5", {"acid": "acetic acid", "ph": 5}),
        ),
        synonyms=("Henderson-Hasselbalch",),
    ),
    Tool(
        "acid_constant",
        "Gives the pKa, Ka, pKb or Kb of an acid or a base, from a table or from each other.",
        takes(
            "lookup",
            "",
            acid={**SUBSTANCE, "description": "An acid, or a base for its conjugate acid."},
            **_ONE_OF,
            wanted=choice("Which constant; the pKa if left out.", *acidity.CONSTANTS),
        ),
        result(**_ONE_OF),
        buffers.constant,
        examples=(Example("pKa of acetic acid", {"acid": "acetic acid"}),),
    ),
    Tool(
        "concentration",
        "Converts between molarity, molality, percent by mass, ppm and mole fraction.",
        takes(
            "lookup",
            "solute to",
            solute=SUBSTANCE,
            to=choice("The measure wanted.", *concentrations.MEASURES),
            concentration=text(
                "What is known of it, with its unit; of a mole fraction its words before it.",
                *("37 %", "12 M", "2 molal"),
                maxLength=60,
            ),
            amount=amount("Without a concentration: the solute that is dissolved.", "10 g"),
            solvent_amount=amount("And the solvent it is dissolved in.", "1 kg"),
            density=amount("The density of the solution, if one is by volume.", "1.19 g/mL"),
            solvent={**SUBSTANCE, "description": "The solvent; water if left out."},
        ),
        result(formula=text("The solute's."), value=number("In the measure."), measure=text("It.")),
        concentrations.concentration,
        examples=(
            Example(
                "molality of 10 g of NaCl in 500 g of water",
                {"solute": "NaCl", "to": "mol/kg", "amount": "10 g", "solvent_amount": "500 g"},
            ),
        ),
        synonyms=("molality", "molarity", "mole fraction"),
    ),
)
