"""Reads problems of gases: the ideal gas law, and the laws of Boyle, Charles and Gay-Lussac."""

from __future__ import annotations

from mrkl_chemistry.bids.forms import COUNTED, GRAMS, MOLES, NUMBER, VOLUME
from mrkl_chemistry.bids.lexer import Token, lexed, lexer, texts
from mrkl_chemistry.measures import PRESSURE, TEMPERATURE
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject

_CUBIC = rf"{NUMBER}\s?(?:c|d)?m(?:\^?3|³)|{NUMBER}\s?cc\b"
_IS = r"(?: (?:of|is|was|to|from|at|=|increases?|decreases?|changes?)){1,2} "
_KIND = r"(?:pressure|temperature|volume)"
_NEW = r"(?:new |final |resulting )?"
_VOLUMES = rf"(?:{VOLUME}|{_CUBIC})"
_LEXER = lexer(
    {
        "stp": r"(?:at )?(?:stp\b|standard (?:temperature and pressure|conditions))",
        "unit": r"in (?:atm(?:ospheres)?|k?pa|bar|mmhg|torr|lit(?:er|re)s|l|kelvin|k|celsius)\b",
        "pressure": PRESSURE,
        "temperature": TEMPERATURE,
        "volume": _VOLUMES,
        "amount": rf"{MOLES}\b|{GRAMS}\b|{COUNTED}\b",
        "constant": rf"(?:at |under )?(?:constant|the same|unchanged) {_KIND}(?: and {_KIND})?"
        rf"|{_KIND} (?:(?:is|remains|stays|held|kept|being) )+constant",
        "said": rf"(?:initial |starting )?(?:pressure(?={_IS}{PRESSURE})|volume(?={_IS}{_VOLUMES})"
        rf"|temperature(?={_IS}{TEMPERATURE}))",
        "wanted_moles": r"how many mol(?:es)?\b|(?:number of|amount in) moles",
        "wanted_grams": r"how many grams|what mass|mass(?= of)",
        "wanted_volume": rf"{_NEW}volume|how many (?:lit(?:er|re)s|l|ml)\b|how much space",
        "wanted_pressure": rf"{_NEW}pressure",
        "wanted_temperature": rf"{_NEW}temperature",
        "wanted_density": r"density",
        "wanted_weight": r"molar mass|molecular (?:weight|mass)",
    },
    r"gas|ideal|occup(?:y|ies|ied|ying)|exerts?|exerted|takes?|taken|up|container|cylinder|balloon|tank"
    r"|vessel|flask|rigid|sealed|compressed|expanded?|expands?|heated|cooled|warmed|held|kept|filled"
    r"|initially(?= (?:at|has|have|occupies) )|after|until|becomes?|present|law|using|under|exert"
    r"|fills?|needed|required|confined|allowed|placed|changed|change|increased?|decreased?|raised"
    r"|lowered|reduced|into|must|it|celsius|degrees",
)
_STATE = ("pressure", "volume", "temperature")


def read(text: str) -> Bid | None:
    """The call that asks about a gas."""
    tokens = [t for t in lexed(_LEXER, text) if t.kind not in ("constant", "said", "unit")]
    asked = {token.kind for token in tokens if token.kind.startswith("wanted_")}
    if len(asked) != 1:
        return None
    wanted = asked.pop().removeprefix("wanted_")
    counts = {kind: len(texts(tokens, kind)) for kind in (*_STATE, "amount", "stp", "name")}
    if any(counts[kind] == 2 for kind in _STATE):
        return _changed(tokens, wanted, counts)
    return _one_state(tokens, wanted, counts)


def _changed(tokens: list[Token], wanted: str, counts: dict[str, int]) -> Bid | None:
    """Two states of one gas: what is told first is before."""
    if wanted not in _STATE or counts[wanted] != 1 or counts["stp"] or counts["amount"]:
        return None
    if any(counts[kind] not in (0, 2) for kind in _STATE if kind != wanted) or counts["name"] > 1:
        return None
    arguments: JsonObject = {}
    for kind in _STATE:
        for prefix, told in zip(("", "new_"), texts(tokens, kind), strict=False):
            arguments[prefix + kind] = told.strip()
    return Bid("gas_change", arguments, 0.93, f"asks for the {wanted} of a gas after a change")


def _one_state(tokens: list[Token], wanted: str, counts: dict[str, int]) -> Bid | None:
    if any(counts[kind] > 1 for kind in counts) or (counts["stp"] and counts["pressure"]):
        return None
    given = [kind for kind in (*_STATE, "amount") if counts[kind]]
    known = len(given) + 2 * counts["stp"]
    needed = {"density": 2, "weight": 4}.get(wanted, 3)
    if (
        known != needed
        or wanted in given
        or (wanted in ("density", "grams") and not counts["name"])
    ):
        return None
    if wanted in ("moles", "grams") and "amount" in given:
        return None
    if wanted == "weight" and counts["name"]:
        return None
    if wanted == "density" and given and "volume" in given:
        return None
    arguments: JsonObject = {kind: texts(tokens, kind)[0].strip() for kind in given}
    if counts["stp"]:
        arguments["stp"] = True
    if counts["name"]:
        arguments["substance"] = texts(tokens, "name")[0]
    return Bid("gas", arguments, 0.93, f"asks for the {wanted} of a gas")
