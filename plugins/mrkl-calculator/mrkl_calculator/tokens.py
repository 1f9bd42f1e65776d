"""Text cut into numbers, words and signs, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.functions import function
from mrkl_calculator.refusal import Refusal, syntax


@dataclass(frozen=True)
class Token:
    """One piece of the text: `kind` is number, word, op, apply, list or end.

    `apply` and `list` are functions named in words ("square root of", "sum of").
    """

    kind: str
    text: str
    start: int
    end: int
    value: Fraction = Fraction(0)


_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SIGNS = {"×": "*", "·": "*", "⋅": "*", "∙": "*", "÷": "/", "∕": "/", "−": "-", "–": "-"}
_SIGNS |= {"•": "*", "∗": "*", "⁄": "/", "—": "-", "**": "^", "{": "(", "}": ")"}
_SIGNS |= {"≤": "<=", "≥": ">=", "≠": "!=", "==": "=", "[": "(", "]": ")"}
HALVES = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8)}
_WORDS = {"π": "pi", "τ": "tau", "φ": "phi"}

# No repetition holds another: matching takes time linear in the text.
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<based>0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)(?![0-9A-Za-z_.])
    | (?P<recurring>[0-9]+\.\([0-9]+\))
    | (?P<grouped>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?!,?[0-9])(?:\.[0-9]+)?)
    | (?P<number>(?:[0-9]+(?:_[0-9]+)*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<word>log(?:2|10)(?![0-9A-Za-z])|[A-Za-z]+(?:'[a-z]+)?|[{"".join(_WORDS)}])
    | (?P<half>[{"".join(HALVES)}])
    | (?P<power>[{_SUPERSCRIPTS}]+)
    | (?P<op>\*\*|//|==|!=|<=|>=|[-+*/^!%°√(){{}}|,=<>?:×·•⋅∙∗÷∕⁄−–—≤≥≠\[\]])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"\s*[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def tokenize(text: str, bounds: Bounds) -> list[Token]:
    """The tokens of `text`, the last of kind end. Raises Refusal."""
    if len(text) > bounds.max_length:
        raise Refusal(
            "TOO_LONG", f"the expression has {len(text):,} characters; at most {bounds.max_length}"
        )
    tokens: list[Token] = []
    calls: list[bool] = []  # for each open parenthesis: is it within a call's arguments?
    place = 0
    while True:
        match = _TOKEN.match(text, place)
        if match is None:
            place += len(text[place:]) - len(text[place:].lstrip())
            raise syntax(f"{text[place]!r} is not understood", place)
        kind = str(match.lastgroup)
        if kind == "grouped" and calls and calls[-1]:
            # In max(3,100) the comma parts arguments.
            match = _PLAIN.match(text, place) or match
            kind = "number"
        place = match.end()
        token = _token(kind, match.group().strip(), place, bounds)
        if token.text == "(":
            named = bool(tokens) and tokens[-1].kind == "word" and function(tokens[-1].text)
            calls.append(bool(named) or bool(calls and calls[-1]))
        elif token.text == ")" and calls:
            calls.pop()
        tokens.append(token)
        if kind == "power":  # x² is x^2
            tokens[-1:] = [Token("op", "^", token.start, token.start), token]
        if kind == "end":
            return tokens
        if len(tokens) > bounds.max_tokens:
            raise Refusal(
                "TOO_LONG", f"the expression has more than {bounds.max_tokens} numbers and signs"
            )


def _token(kind: str, text: str, end: int, bounds: Bounds) -> Token:
    start = end - len(text)
    if kind == "based":
        return Token("number", text, start, end, Fraction(int(text, 0)))
    if kind in ("grouped", "number"):
        return Token("number", text, start, end, _decimal(text, start, bounds))
    if kind == "recurring":  # 0.(3) is a third
        whole, digits = text.rstrip(")").split(".(")
        bounds.allow(len(digits) * 3.33, text[:40], start)
        return Token(
            "number", text, start, end, int(whole) + Fraction(int(digits), 10 ** len(digits) - 1)
        )
    if kind == "half":
        return Token("number", text, start, end, Fraction(*HALVES[text]))
    if kind == "power":
        exponent = int("".join(str(_SUPERSCRIPTS.index(c)) for c in text))
        return Token("number", text, start, end, Fraction(exponent))
    if kind == "word":
        return Token("word", normal(text), start, end)
    return Token(kind, _SIGNS.get(text, text), start, end)


def normal(word: str) -> str:
    """A word as it is known: in small letters, but E and I, which are not e and i."""
    word = word if len(word) == 1 and word not in "AX" else word.lower()
    return _WORDS.get(word, word)


def _decimal(text: str, start: int, bounds: Bounds) -> Fraction:
    mantissa, _, exponent = text.replace(",", "").replace("_", "").lower().partition("e")
    if len(exponent) > 7:
        bounds.allow(float("inf"), text[:40], start)
    bounds.allow((len(mantissa) + abs(int(exponent or 0))) * 3.33, text[:40], start)
    return Fraction(mantissa) * Fraction(10) ** int(exponent or 0)
