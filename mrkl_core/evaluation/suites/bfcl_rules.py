"""When a call is right, by the rules of the Berkeley Function Calling Leaderboard.

After `ast_checker.py` of gorilla (Apache-2.0): types by name, an integer counts as a float,
texts compared without spaces, case and some punctuation, each value among those accepted, and
`""` among them where a parameter may be left out. Parallel calls may come in any order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.evaluation.case import Call

_PYTHON: Mapping[str, type] = {
    **{"string": str, "integer": int, "float": float, "number": float, "boolean": bool},
    **{"array": list, "tuple": list, "dict": dict, "object": dict, "any": str},
}
_NESTED = ("array", "tuple")
_IGNORED = re.compile(r"[ ,./\-_*^]")


def judge_calls(
    calls: Sequence[Call], functions: Sequence[JsonObject], truth: Sequence[JsonObject]
) -> str:
    """What is wrong with these calls; empty if they are those of the truth, in any order."""
    if len(calls) != len(truth):
        return f"calls: {len(truth)} expected, {len(calls)} made"
    left = list(calls)
    for answer in truth:
        wrong = ""
        for call in left:
            wrong = judge_call(call, _function(functions, answer), answer)
            if not wrong:
                left.remove(call)
                break
        else:
            return wrong
    return ""


def judge_call(call: Call, function: JsonObject, answer: JsonObject) -> str:
    """What is wrong with one call."""
    (name, accepted), *_ = answer.items()
    if call.tool != name:
        return f"tool: {name} expected, {call.tool} called"
    parameters = function["parameters"]
    for needed in parameters.get("required", ()):
        if needed not in call.arguments:
            return f"missing: {needed}"
    for key, value in call.arguments.items():
        if key not in parameters["properties"] or key not in accepted:
            return f"unexpected: {key}"
        if not accepts(value, parameters["properties"][key], accepted[key]):
            return f"value: {key} is {value!r}, accepted {accepted[key]!r}"
    for key, values in accepted.items():
        if key not in call.arguments and "" not in values:
            return f"left out: {key}, accepted {values!r}"
    return ""


def accepts(value: Any, parameter: JsonObject, accepted: Sequence[Any]) -> bool:
    """Whether one argument has the right type and one of the accepted values."""
    named = str(parameter["type"])
    wanted: Any = _PYTHON[named]
    inner: Any = None
    if named in _NESTED:
        inner = _PYTHON[str(parameter.get("items", {}).get("type", "any"))]
    if wanted is float and type(value) is int:
        value = float(value)
    typed, variable = _typed(value, wanted, inner, accepted)
    if not typed:
        return False
    if not variable:
        if wanted is dict:
            return _same_dict(value, accepted)
        if wanted is list and inner is dict:
            return _same_dicts(value, accepted)
        if wanted is str:
            return plain(value) in [plain(a) for a in accepted if isinstance(a, str)]
        if wanted is list:
            return _plains(value) in [_plains(a) for a in accepted if isinstance(a, list)]
    return value in accepted


def plain(text: str) -> str:
    """A text as the leaderboard compares it."""
    return _IGNORED.sub("", text).lower().replace("'", '"')


def _typed(value: Any, wanted: Any, inner: Any, accepted: Sequence[Any]) -> tuple[bool, bool]:
    """Whether the type is right, and whether the answer is a variable of another type."""
    first = next((type(a) for a in accepted if a != ""), None)
    variable = first is not None and first is not wanted
    if type(value) is wanted:
        if inner is None:
            return True, variable
        for answer in accepted:
            if not isinstance(answer, list):
                return True, variable
            if all(_typed(item, inner, None, answer)[0] for item in value):
                return True, variable
        return False, variable
    return (first is not None and type(value) is first), True


def _same_dict(value: JsonObject, accepted: Sequence[Any]) -> bool:
    for answer in accepted:
        if not isinstance(answer, dict):
            continue
        known = all(
            key in answer and _plains(v) in [_plains(a) for a in answer[key]]
            for key, v in value.items()
        )
        if known and all(key in value or "" in values for key, values in answer.items()):
            return True
    return False


def _same_dicts(value: Sequence[Any], accepted: Sequence[Any]) -> bool:
    return any(
        isinstance(answer, list)
        and len(answer) == len(value)
        and all(_same_dict(v, [a]) for v, a in zip(value, answer, strict=True))
        for answer in accepted
    )


def _plains(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [plain(v) if isinstance(v, str) else v for v in value]
    return value


def _function(functions: Sequence[JsonObject], answer: JsonObject) -> JsonObject:
    name = next(iter(answer))
    return next(f for f in functions if f["name"] == name)
