"""Reads questions of algebra: solve, factor, expand, simplify, coefficients, sequences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate, listed
from mrkl_calculator.given import Given, equations_of
from mrkl_calculator.names import Names
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Number, Symbol, show, symbols
from mrkl_core.contracts.jsonvalue import JsonObject

_NAMES = r"(?P<names>[A-Za-z](?:(?:, (?:and )?| and )[A-Za-z])*)"
_SOLVE = (
    re.compile(rf"(?P<equations>[^?]+=[^?]+?),? for {_NAMES}", re.IGNORECASE),
    re.compile(
        rf"(?:for )?{_NAMES}(?:,? (?:such that|so that|if|given that|given|where|when|in)|:) "
        r"(?P<equations>[^?]+=[^?]+)",
        re.IGNORECASE,
    ),
    re.compile(r"(?:the )?(?:roots?|solutions?|zeros?) of (?P<equations>[^?]+)", re.IGNORECASE),
)
_REWRITE = re.compile(
    r"(?P<form>factor|factorise|factorize|expand|simplify|multiply out"
    r"|collect(?: the)?(?: like)? terms in|partial fractions of"
    r"|the partial fractions of)(?: the expression)? (?P<expression>[^?]+?)"
    r"(?:,? assuming [a-z] (?:is|to be) (?P<positive>positive))?",
    re.IGNORECASE,
)
_FORMS = {
    "factor": "factor",
    "factorise": "factor",
    "factorize": "factor",
    "partial fractions of": "apart",
    "the partial fractions of": "apart",
    "simplify": "simplify",
}
_COEFFICIENT = re.compile(
    r"(?:the )?coefficient of (?P<of>[A-Za-z](?:(?:\^|\*\*)[0-9]{1,3})?) in (?P<expression>[^?]+)",
    re.IGNORECASE,
)
_REARRANGE = re.compile(
    r"(?:rearrange|express|write|rewrite) (?P<expression>[^?]+?) (?:to|as|in)(?: the form)? "
    r"(?P<form>[^?]+?),? and (?:give|find|state|determine|calculate) (?P<name>[a-z])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:comes? )?(?:the )?next(?: (?:term|number|one))?(?: (?:in|of))?(?: the)?(?: sequence)?:? "
    r"(?P<terms>.+)|(?:what )?comes next(?: in)?:? (?P<more>.+)",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"(?P<name>[a-z])(?:'th|th|-th|’th) term (?:of|in)(?: the sequence)?:? (?P<terms>.+)",
    re.IGNORECASE,
)


_BLANK = re.compile(r"_+|□|\?(?=\s*[-+*/×÷=])")
_NUMBER_THAT = re.compile(r"^number (?=plus|minus|times|divided by|multiplied by)", re.IGNORECASE)
#: "-3 < 2x + 1 <= 7" is two inequalities.
_CHAIN = re.compile(r"([^<>=]+)([<≤]=?)([^<>=≤≥]+)([<≤]=?)([^<>=≤≥]+)")
_UNEQUAL = re.compile(r"[<>≤≥]")
_WHERE = re.compile(r"(?:when|where|for (?:which|what)(?: values of)? [a-z]) (?:is|does|are) ")
_RIDDLE = re.compile(
    r"(?:i(?:'m| am) thinking of a number[.;:,]? )?(?:if )?"
    r"(?P<left>[^?.]*?\b(?:a number|it)\b[^?.]*?)"
    r" (?:is|equals|gives|makes) (?P<right>[^?.;,]+)"
    r"(?:[.;,]? (?:what(?:'s| is)|find) (?:the|my) number)?",
    re.IGNORECASE,
)
_IT = re.compile(r"\b(?:a number|it)\b", re.IGNORECASE)
_EQUALS = re.compile(r" (?:equals|makes|gives|is equal to|is) ", re.IGNORECASE)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question of algebra, if it is one in every word."""
    text = candidate.text
    if len(text) > 600 or candidate.verdict:
        return
    for reader in _READERS:
        for ask in reader(candidate, given):
            yield ask
            return


def _blank(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """An equation with a number left out: "_ + 5 = 12", "what number plus 8 equals 21"."""
    text = _NUMBER_THAT.sub("_ ", candidate.text)
    equation = _BLANK.sub("x", _EQUALS.sub(" = ", text))
    if len(_BLANK.findall(text)) == 1 and "x" not in text and _one_unknown(equation, given):
        yield Ask("solve", {"equations": [equation]}, "an equation with a number left out")


def _riddle(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """An equation told of a number: "twice a number plus 5 is 17. What's the number?"."""
    found = _RIDDLE.fullmatch(candidate.text)
    asked = found and re.search(r"thinking of|the number|my number", candidate.text, re.IGNORECASE)
    if found and asked and len(_IT.findall(found["left"])) == 1:
        equation = f"{_IT.sub('x', found['left'])} = {found['right']}"
        if _one_unknown(equation, given):
            yield Ask("solve", {"equations": [equation]}, "an equation told of a number")


def _inequality(candidate: Candidate, given: Given) -> Iterator[Ask]:
    text = _WHERE.sub("", candidate.text)
    if not _UNEQUAL.search(text):
        return
    if chain := _CHAIN.fullmatch(text):
        one, sign, middle, other, last = chain.groups()
        parts = [f"{one}{sign}{middle}", f"{middle}{other}{last}"]
    else:
        parts = re.split(r",? and |[,;]", text)
    try:
        nodes = [parse(part, given.bounds, given.names.open()) for part in parts]
    except Refusal:
        return
    compared = all(isinstance(node, Compare) and node.sign not in ("=", "!=") for node in nodes)
    if compared and len({name for node in nodes for name in symbols(node)}) == 1:
        shown = [part.strip() for part in parts]
        yield Ask("inequality", {"inequalities": shown}, "inequalities of one unknown")


def _solve(candidate: Candidate, given: Given) -> Iterator[Ask]:
    text = re.sub(r" (?:equals|is equal to) ", " = ", candidate.text)
    for form in _SOLVE:
        found = form.fullmatch(text)
        if found is None:
            continue
        parts = found.groupdict()
        equations = equations_of(parts["equations"])
        if form is _SOLVE[2]:
            equations = [e if "=" in e else f"{e} = 0" for e in equations]
        wanted = listed(parts["names"]) if parts.get("names") else []
        if _equations(equations, given.names.local(*wanted).open("e", "i")):
            yield _asked("solve", {"equations": equations, "unknown": wanted}, "equations to solve")
            return
    if "=" not in text:
        return
    equations = equations_of(text)
    if candidate.solve and _equations(equations, given.names.open("e", "i"), unknown=True):
        yield _asked("solve", {"equations": equations}, "equations to solve")
    elif len(equations) > 1 and _square(equations, given.names.open()):
        yield Ask("solve", {"equations": equations}, "as many equations as unknowns", 0.9)
    elif _one_unknown(text, given):
        yield Ask("solve", {"equations": [text]}, "an equation with one unknown", 0.9)


def _square(equations: list[str], names: Names) -> bool:
    """Whether these are as many equations as they have unknowns, and each has some."""
    try:
        found = [symbols(parse(one, Given().bounds, names)) for one in equations]
    except Refusal:
        return False
    whole = _equations(equations, names) and all(found)
    return whole and len(frozenset().union(*found)) == len(equations)


def _one_unknown(text: str, given: Given) -> bool:
    """Whether this is an equation of one letter with something to compute: 2x + 3 = 11."""
    try:
        node = parse(text, given.bounds, given.names.open())
    except Refusal:
        return False
    if not isinstance(node, Compare) or node.sign != "=" or len(symbols(node)) != 1:
        return False
    return not any(isinstance(side, Number) for side in (node.left, node.right)) or not any(
        isinstance(side, Symbol) for side in (node.left, node.right)
    )


def _waiting(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """An unknown of equations that more than one number may solve: "Let x^2 = 4. What is x?"."""
    names = {name for equation in given.waiting for name in symbols(equation)}
    if given.waiting and candidate.text in names:
        equations = [show(equation) for equation in given.waiting]
        yield _asked("solve", {"equations": equations, "unknown": [candidate.text]}, "to solve")


def _rewrite(candidate: Candidate, given: Given) -> Iterator[Ask]:
    found = _REWRITE.fullmatch(candidate.text)
    if found is None and candidate.simplify:
        found = _REWRITE.fullmatch(f"simplify {candidate.text}")
    if found is not None:
        form = _FORMS.get(found["form"].lower(), "expand")
        arguments: JsonObject = {"expression": found["expression"], "form": form}
        if found["positive"]:
            arguments["positive"] = True
        if _closed(found["expression"], given, unknown=form != "simplify"):
            yield _asked("rewrite", arguments, f"an expression to {form}")
    elif given.names.functions and _closed(candidate.text, given, unknown=True):
        yield _asked("rewrite", {"expression": candidate.text, "form": "expand"}, "functions given")


def _coefficients(candidate: Candidate, given: Given) -> Iterator[Ask]:
    if found := _COEFFICIENT.fullmatch(candidate.text):
        arguments: JsonObject = {"expression": found["expression"], "of": found["of"]}
    elif found := _REARRANGE.fullmatch(candidate.text):
        if not _closed(found["form"], given, unknown=True):
            return
        arguments = {k: found[k] for k in ("expression", "form", "name")}
    else:
        return
    if _closed(found["expression"], given):
        yield _asked("coefficient", arguments, "a coefficient of a polynomial")


def _sequence(candidate: Candidate, given: Given) -> Iterator[Ask]:
    if found := _NTH.fullmatch(candidate.text):
        terms, name = listed(found["terms"]), found["name"]
    elif found := _NEXT.fullmatch(candidate.text):
        terms, name = listed(found["terms"] or found["more"]), ""
    else:
        return
    if len(terms) > 2 and all(_closed(term, given, letters=False) for term in terms):
        arguments: JsonObject = {"terms": terms}
        if name:
            arguments["name"] = name
        yield _asked("sequence", arguments, "a sequence to go on")


def _equations(parts: list[str], names: Names, *, unknown: bool = False) -> bool:
    try:
        nodes = [parse(part, Given().bounds, names) for part in parts]
    except Refusal:
        return False
    equations = all(isinstance(node, Compare) and node.sign == "=" for node in nodes)
    return bool(nodes) and equations and (not unknown or any(symbols(node) for node in nodes))


def _closed(text: str, given: Given, *, letters: bool = True, unknown: bool = False) -> bool:
    names = given.names.open() if letters else given.names
    try:
        node = parse(text, given.bounds, names)
    except Refusal:
        return False
    return not isinstance(node, Compare) and (not unknown or bool(symbols(node)))


def _asked(tool: str, arguments: JsonObject, reason: str) -> Ask:
    return Ask(tool, arguments, reason)


_READERS = (
    *(_blank, _riddle, _inequality, _solve),
    *(_rewrite, _coefficients, _sequence, _waiting),
)
