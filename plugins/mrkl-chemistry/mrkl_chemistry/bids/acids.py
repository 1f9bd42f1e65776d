"""Reads requests about acids and bases: pH, buffers, constants."""

from __future__ import annotations

import re

from mrkl_chemistry.acidity import pka_of
from mrkl_chemistry.bids.forms import CONCENTRATION, NUMBER, VOLUME
from mrkl_chemistry.bids.lexer import Token, lexed, lexer, paired, texts
from mrkl_core import Bid
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue

_IS = r"(?: value)?(?: of| is| was| equals| equal to|=| =)? ?"
_SIGNED = rf"[-−]?{NUMBER}(?![\w/])(?! ?[mµμun]?M\b| ?(?:milli)?mol)"
_IONS = {
    "hydronium": r"\[?(?<!\w)H(?:3O)?\+\]?|hydro(?:gen|nium)[- ]ions?|hydronium",
    "hydroxide": r"\[?(?<!\w)OH[-−]\]?|hydroxide[- ]ions?|hydroxide(?= (?:ion )?conc)",
}
_CONC = r"(?: (?:ion )?(?:molar )?(?:concentration|molarity))?"
_RATIO = r"(?:base[- ]to[- ]acid |base/acid |acid[- ]to[- ]base )?ratio\b|\[A-\]/\[HA\]"
_LEXER = lexer(
    {
        "constant": rf"p?K[ab]{_IS}{_SIGNED}",
        "scale": rf"\bpO?H{_IS}{_SIGNED}",
        **{
            f"given_{ion}": rf"(?:{pattern}){_CONC}{_IS}{CONCENTRATION}"
            for ion, pattern in _IONS.items()
        },
        "quotient": rf"(?:{_RATIO}){_IS}{NUMBER}(?: ?(?::|to) ?1)?(?![\w/])",
        "volume": VOLUME,
        "concentration": CONCENTRATION,
        "ratio": _RATIO,
        "ionized": r"percent(?:age)? (?:of )?(?:ioni[sz]ation|dissociation)|degree of dissociation",
        "wanted_ph": r"\bpH\b",
        "wanted_poh": r"\bpOH\b",
        **{f"wanted_{ion}": rf"(?:{pattern}){_CONC}" for ion, pattern in _IONS.items()},
        "wanted_constant": r"\bp?K[ab]\b",
        "weak": r"(?:weak |monoprotic )+(?:acid|base)(?: HA\b| B\b)?",
        "of_one": r"(?:an? )(?:acid|base)(?= (?:with|whose|of|that|having|if|when))",
        "temperature": r"25 ?(?:°|degrees?)? ?C(?:elsius)?\b|298(?:\.15)? ?K\b|room temperature",
    },
    r"buffer(?:ed)?|mixture|mixed|mixing|add(?:ed|ing)?|combined|titrated|titrating|dissolved|weak"
    r"|strong|acidic|basic|concentration|molarity|needed|required|conjugate|equal|volumes?|resulting"
    r"|final|convert|both|acid dissociation|dissociation|ionization|constant|into"
    r"|correspond(?:s|ing)?|pure|diluted?|produced?|formed|each|dilute"
    r"|base to acid|liquid|ions?|reading|known|as|on",
)
_WATER = {"water", "distilled water", "deionized water", "neutral water"}
_VALUE = re.compile(rf"{_SIGNED}$", re.IGNORECASE)
_POWER = re.compile(r"\s?[x×*]\s?10\s?\^?\s?(?=[-−⁻\d⁰¹²³⁴⁵⁶⁷⁸⁹])")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")


def read(text: str) -> Bid | None:
    """The call that asks how acid something is."""
    tokens = [token for token in lexed(_LEXER, text) if token.kind != "of_one"]
    asked = {token.kind for token in tokens if token.kind.startswith("wanted")}
    if "ionized" in {token.kind for token in tokens}:
        asked = {"wanted_ionized_percent"}
    if texts(tokens, "ratio") and (len(texts(tokens, "scale")) == 1):
        return _buffer(tokens)
    if len(asked) != 1:
        return None
    wanted = asked.pop().removeprefix("wanted_")
    if wanted == "constant":
        return _constant(tokens)
    return _scale(tokens, wanted) or _solution(tokens, wanted)


def _scale(tokens: list[Token], wanted: str) -> Bid | None:
    given = [t for t in tokens if t.kind == "scale" or t.kind.startswith("given_")]
    if len(given) != 1 or texts(tokens, "name") or texts(tokens, "concentration"):
        return None
    told = given[0]
    arguments: JsonObject = {"wanted": wanted}
    if told.kind == "scale":
        arguments["poh" if told.text[:3].lower() == "poh" else "ph"] = _number(told.text)
    else:
        found = re.search(CONCENTRATION + "$", told.text, re.IGNORECASE)
        arguments[told.kind.removeprefix("given_")] = _plain(found[0]) if found else ""
    return Bid("acidity", arguments, 0.95, "asks for one scale of acidity by another")


def _constant(tokens: list[Token]) -> Bid | None:
    wanted = texts(tokens, "wanted_constant")[0].lower()
    arguments: JsonObject = {"wanted": wanted}
    names, given = texts(tokens, "name"), texts(tokens, "constant")
    if len(names) == 1 and not given and len(tokens) == 2:
        arguments["acid"] = names[0]
    elif len(given) == 1 and not names:
        arguments |= _constants(given)
    else:
        return None
    return Bid("acid_constant", arguments, 0.95, f"asks for a {wanted}")


def _solution(tokens: list[Token], wanted: str) -> Bid | None:
    kept = [token for token in tokens if token.kind != "temperature"]
    pairs = paired(kept, "concentration")
    volumes, constants = texts(kept, "volume"), texts(kept, "constant")
    names = texts(kept, "name")
    weak = texts(kept, "weak")
    if not pairs and names and set(map(str.lower, names)) <= _WATER and len(kept) == 2:
        return Bid("ph", {"solutes": []}, 0.93, "asks how acid water is")
    if not pairs:
        return _by_quotient(kept) if wanted == "ph" else None
    if texts(kept, "scale") or (volumes and len(volumes) != len(pairs)) or len(constants) > 1:
        return None
    if len(names) > len({name for _, name in pairs if name}) or (not names and not weak):
        return None
    solutes: list[JsonValue] = []
    for at, (concentration, name) in enumerate(pairs):
        solute: JsonObject = {"concentration": concentration.strip()}
        if name:
            solute["substance"] = name
        elif not (weak and constants and len(pairs) == 1):
            return None
        if volumes and len(pairs) > 1:
            solute["volume"] = volumes[at]
        solutes.append(solute)
    first = solutes[0]
    assert isinstance(first, dict)
    if constants:
        if len(solutes) > 2 or (len(solutes) == 2 and volumes):
            return None
        first |= _constants(constants)
        if len(solutes) == 2:
            other = solutes.pop()
            assert isinstance(other, dict)
            first["conjugate"] = other["concentration"]
    arguments: JsonObject = {"solutes": solutes}
    if wanted != "ph":
        arguments["wanted"] = wanted
    return Bid("ph", arguments, 0.95, "asks how acid a solution is")


def _by_quotient(tokens: list[Token]) -> Bid | None:
    quotients, constants = texts(tokens, "quotient"), texts(tokens, "constant")
    names = texts(tokens, "name")
    if len(quotients) != 1 or len(constants) + len(names) != 1 or texts(tokens, "volume"):
        return None
    found = re.search(rf"({NUMBER})(?: ?(?::|to) ?1)?$", quotients[0])
    arguments: JsonObject = {"ratio": _number(found[1] if found else "")}
    arguments |= _pka(constants) if constants else {"acid": names[0]}
    return Bid("buffer", arguments, 0.93, "asks for the pH of a buffer")


def _buffer(tokens: list[Token]) -> Bid | None:
    constants, names = texts(tokens, "constant"), texts(tokens, "name")
    if texts(tokens, "concentration") or texts(tokens, "volume") or len(constants) > 1:
        return None
    if not (constants or names) or texts(tokens, "scale")[0][:3].lower() == "poh":
        return None
    if texts(tokens, "ratio")[0].lower().startswith("acid"):
        return None  # the other way round: not to be mistaken
    arguments: JsonObject = {"ph": _number(texts(tokens, "scale")[0])}
    arguments |= _pka(constants) if constants else {"acid": names[-1]}
    return Bid("buffer", arguments, 0.9, "asks for the ratio of a buffer")


def _constants(told: list[str]) -> JsonObject:
    return {text[: 3 if text[0] in "pP" else 2].lower(): _number(text) for text in told}


def _pka(told: list[str]) -> JsonObject:
    """The constant as a pKa; a base's is its conjugate acid's."""
    ((name, value),) = _constants(told).items()
    assert isinstance(value, float)
    return {"pka": round(pka_of(name, value), 6)}


def _plain(text: str) -> str:
    """With its power of ten as "e-5"."""
    return _POWER.sub("e", text.translate(_RAISED)).strip()


def _number(text: str) -> float:
    found = _VALUE.search(_plain(text))
    return float(found[0].replace("−", "-").replace(",", "")) if found else float("nan")
