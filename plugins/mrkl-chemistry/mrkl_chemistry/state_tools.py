"""The tools of gases, electrons, yields and the catalogue, with their schemas."""

from __future__ import annotations

from mrkl_chemistry import catalogue, electrons, gases, oxidation, yields
from mrkl_chemistry.schemas import SUBSTANCE, amount, takes
from mrkl_core import Example, Tool
from mrkl_core.schemas import choice, number, or_null, result, text, truth, whole

_PRESSURE = amount("The pressure.", "1.5 atm")
_VOLUME = amount("The volume.", "22.4 L")
_TEMPERATURE = amount("The temperature.", "25 °C")

STATES = (
    Tool(
        "gas",
        "Solves the ideal gas law: of pressure, volume, temperature and amount the fourth; a "
        "density, or a molar mass.",
        takes(
            "lookup",
            "",
            pressure=_PRESSURE,
            volume=_VOLUME,
            temperature=_TEMPERATURE,
            amount=amount("Its amount or mass; of a mass, the molar mass may be asked.", "2 mol"),
            substance={**SUBSTANCE, "description": "The gas: for its mass or its density."},
            stp=truth("It is at 0 °C and 1 atm; the answer tells IUPAC's 1 bar too."),
        ),
        result(
            pascals=number("The pressure."),
            litres=number("The volume."),
            kelvins=number("The temperature."),
            mol=number("The amount."),
            g_per_mol=or_null(number("The molar mass, if it is known or asked.")),
        ),
        gases.gas,
        examples=(Example("volume of 2 mol of a gas at STP", {"amount": "2 mol", "stp": True}),),
        synonyms=("PV = nRT", "molar volume"),
    ),
    Tool(
        "gas_change",
        "Tells the pressure, volume or temperature of a gas after a change, by the gas laws.",
        takes(
            "lookup",
            "",
            pressure=_PRESSURE,
            volume=_VOLUME,
            temperature=_TEMPERATURE,
            new_pressure=amount("The pressure after it.", "1 atm"),
            new_volume=amount("The volume after it.", "2 L"),
            new_temperature=amount("The temperature after it.", "350 K"),
        ),
        result(
            pascals=or_null(number("The pressure after it, if it is told of.")),
            litres=or_null(number("The volume after it.")),
            kelvins=or_null(number("The temperature after it.")),
        ),
        gases.gas_change,
        examples=(
            Example(
                "a gas of 2 L at 1 atm is compressed to 0.5 L: its pressure",
                {"pressure": "1 atm", "volume": "2 L", "new_volume": "0.5 L"},
            ),
        ),
        synonyms=("Boyle", "Charles", "Gay-Lussac"),
    ),
    Tool(
        "configuration",
        "Gives the electron configuration of an atom or an ion, and its unpaired electrons.",
        takes(
            "lookup",
            "name",
            name=text("An element, or an ion.", "iron", "Fe^3+", maxLength=40),
            wanted=choice(
                "What to answer with; short if left out.",
                *("short", "full", "unpaired", "electrons"),
            ),
        ),
        result(
            symbol=text("With its charge."),
            charge=whole("The charge."),
            electrons=whole("How many there are."),
            full=text("All subshells."),
            short=text("Those beyond a noble gas."),
            unpaired=whole("By Hund's rule, in the free atom or ion."),
        ),
        electrons.configuration,
        examples=(Example("electron configuration of iron", {"name": "iron"}),),
    ),
    Tool(
        "oxidation_states",
        "Gives the oxidation state of each element in a substance or an ion.",
        takes(
            "lookup",
            "substance",
            substance=SUBSTANCE,
            element=text("The one element asked for.", "Mn", maxLength=20),
        ),
        result(
            formula=text("In Hill order."),
            states={
                "type": "object",
                "additionalProperties": text('As in "+7"; the average, a fraction if it is one.'),
            },
        ),
        oxidation.oxidation,
        examples=(
            Example("oxidation state of Mn in KMnO4", {"substance": "KMnO4", "element": "Mn"}),
        ),
        synonyms=("oxidation number",),
    ),
    Tool(
        "percent_yield",
        "Tells of the actual yield, the theoretical yield and the percent yield the third.",
        takes(
            "lookup",
            "",
            actual=amount("What was obtained.", "8 g"),
            theoretical=amount("What there can be.", "10 g"),
            percent=number("The percent yield."),
        ),
        result(
            percent=number("The percent yield."),
            theoretical=number("In the unit."),
            actual=number("In the unit."),
            unit=text("g or mol."),
        ),
        yields.percent_yield,
        examples=(
            Example(
                "percent yield of 8 g where theory gives 10 g",
                {"actual": "8 g", "theoretical": "10 g"},
            ),
        ),
    ),
    Tool(
        "purchasable",
        "Tells whether a substance is in a catalogue of purchasable compounds: no is certain, "
        "yes is probable.",
        takes("purchase", "substance", substance=SUBSTANCE),
        result(
            smiles=text("As the catalogue writes it."),
            in_catalogue=truth("Whether the filter has it."),
            certain=truth("Whether that is certain; a yes never is."),
            false_positive_rate=number("How much of what it lacks it takes for its own."),
            catalogue=text("Which it is."),
        ),
        catalogue.purchasable,
        examples=(Example("is aspirin in stock?", {"substance": "aspirin"}),),
        synonyms=("in stock", "commercially available"),
    ),
)
