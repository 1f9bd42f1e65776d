"""Units as people write them, as far as arguments need: what is measured, and how much it is.

Exact conversion is the units expert's business; here a quantity only has to find the parameter
that asks for its kind, in the unit its description names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

_TABLE = """
length: m 1 meter metre meters metres | km 1e3 kilometer kilometre kilometers kilometres kms
  | cm 1e-2 centimeter centimetre centimeters centimetres | mm 1e-3 millimeter millimeters
  | µm 1e-6 micrometer micrometers micron microns | nm 1e-9 nanometer nanometers
  | mi 1609.344 mile miles | ft 0.3048 foot feet | in 0.0254 inch inches | yd 0.9144 yard yards
mass: kg 1 kilogram kilograms kilo kilos kgs | g 1e-3 gram grams | mg 1e-6 milligram milligrams
  | lb 0.45359237 lbs pound pounds | oz 0.028349523125 ounce ounces | t 1e3 tonne tonnes
time: s 1 sec secs second seconds | ms 1e-3 millisecond milliseconds | min 60 mins minute minutes
  | h 3600 hr hrs hour hours | day 86400 days | week 604800 weeks | night 86400 nights
  | month 2629746 months | year 31556952 years yr yrs
temperature: K kelvin kelvins | °C celsius centigrade | °F fahrenheit
voltage: V 1 volt volts | mV 1e-3 millivolt millivolts | kV 1e3 kilovolt kilovolts
current: A 1 ampere amperes amp amps | mA 1e-3 milliampere milliamperes
resistance: Ω 1 ohm ohms | kΩ 1e3 kiloohm
capacitance: F 1 farad farads | µF 1e-6 uF microfarad microfarads | nF 1e-9 | pF 1e-12
inductance: H 1 henry henries | mH 1e-3 millihenry millihenries | µH 1e-6 uH
charge: C 1 coulomb coulombs | µC 1e-6 uC microcoulomb microcoulombs | nC 1e-9
force: N 1 newton newtons | kN 1e3
energy: J 1 joule joules | kJ 1e3 kilojoule kilojoules | kcal 4184 calorie calories | kWh 3.6e6
power: W 1 watt watts | kW 1e3 kilowatt kilowatts | MW 1e6 megawatt megawatts
pressure: Pa 1 pascal pascals | kPa 1e3 | atm 101325 atmosphere atmospheres | bar 1e5
volume: L 1 l liter litre liters litres | mL 1e-3 ml milliliter milliliters
  | gal 3.785411784 gallon gallons
frequency: Hz 1 hertz | kHz 1e3 kilohertz | MHz 1e6 megahertz | bpm 0.0166666666667
angle: ° 1 degree degrees deg | rad 57.29577951308232 radian radians
speed: m/s 1 mps | km/h 0.2777777777777778 kph kmh | mph 0.44704
acceleration: m/s^2 1 m/s² m/s2
area: m² 1 m^2 m2 sqm | km² 1e6 km^2 | cm² 1e-4 cm^2 | sqft 0.09290304 ft² ft^2
money: USD 1 dollar dollars usd $ | EUR 1 euro euros eur € | GBP 1 gbp £ | JPY 1 yen jpy ¥
  | INR 1 rupee rupees inr ₹
percent: % 1 percent percentage
"""


@dataclass(frozen=True)
class Unit:
    """A unit: what it measures, and how many of the kind's first unit it is (0: no factor)."""

    name: str
    kind: str
    factor: float


@cache
def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for kind, rest in re.findall(r"^(\w+):((?:.|\n(?= ))*)", _TABLE, re.MULTILINE):
        for entry in rest.split("|"):
            name, *others = entry.split()
            factor = 0.0
            if others and re.fullmatch(r"[\d.e+-]+", others[0]):
                factor = float(others.pop(0))
            unit = Unit(name, kind, factor)
            for spelled in (name, *others):
                found[spelled] = unit
    return found


def unit_of(word: str) -> Unit | None:
    """The unit a word names; symbols keep their case, words do not."""
    known = _units()
    return known.get(word) or (known.get(word.casefold()) if len(word) > 2 else None)


def units_in(text: str) -> list[Unit]:
    """The units a description names, in order."""
    found = []
    for word in re.findall(r"[^\s,;:()'\"]+", text.replace("_", " ")):
        # One letter is mostly a variable's name, and `in` a preposition.
        if len(word.strip(".")) > 1 and word != "in" and (unit := unit_of(word.strip("."))):
            found.append(unit)
    return found


def converted(value: float, unit: Unit, to: Unit) -> float | None:
    """The value in another unit of its kind; None where a factor is not enough."""
    if unit.kind != to.kind or not unit.factor or not to.factor:
        return None
    return float(format(value * unit.factor / to.factor, ".12g"))
