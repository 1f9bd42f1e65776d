"""The tool that draws: functions of one variable, and points, as SVG or PNG (matplotlib)."""

from __future__ import annotations

import base64
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from mrkl_calculator.bounds import Bounds
from mrkl_calculator.exact import Exact
from mrkl_calculator.given import Given, read_given
from mrkl_calculator.numeric import Unsure, approximate, at_floats
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare, Node, number, replaced, show, symbols
from mrkl_core import Evidence, Failure, Result

MOST_FUNCTIONS = 5
MOST_POINTS = 500
_FARTHEST = 10**12
_SAMPLES = 401
_LONGEST = 60_000  # characters of a picture: what the default limit of a result holds
_SIZE = (6.4, 4.0)  # inches
_DPI = 80


@dataclass(frozen=True)
class _Curve:
    """A function as it was sampled; nan where it has no real value."""

    label: str
    node: Node
    name: str
    y: list[float]


def plot(
    functions: Sequence[str] = (),
    points: Sequence[Sequence[float]] = (),
    lower: str = "-10",
    upper: str = "10",
    format: str = "svg",
    given: Sequence[str] = (),
    *,
    bounds: Bounds | None = None,
) -> Result | Failure:
    """A picture of functions and points; see the tool's schema."""
    try:
        known = read_given(given, bounds or Bounds())
        if not functions and not points:
            raise Refusal("MISSING", "there is nothing to draw: name a function or points")
        if any(abs(number) > _FARTHEST for point in points for number in point):
            raise Refusal("TOO_LARGE", "points may lie up to 10^12 from 0")
        ends = [_end(text, known) for text in (lower, upper)]
        if not ends[0] < ends[1]:
            raise Refusal("UNDEFINED", f"the range from {lower} to {upper} is empty")
        step = (ends[1] - ends[0]) / (_SAMPLES - 1)
        x = [ends[0] + step * place for place in range(_SAMPLES)]
        curves = [_curve(text, x, known) for text in functions]
        data = _drawn(x, curves, points, format)
        checks = tuple(_checked(curve, x) for curve in curves)
    except Refusal as refusal:
        return Failure(refusal.code, refusal.message, refusal.hint)
    except ImportError:
        hint = "pip install 'mrkl-core[plot]'"
        return Failure("NOT_INSTALLED", "matplotlib, which draws, is not installed", hint)
    if points:
        checks += (Evidence("each point is one that was given", "drawn as it is"),)
    drawn = [curve.label for curve in curves] + ([f"{len(points)} points"] if points else [])
    gaps = {curve.label: sum(map(math.isnan, curve.y)) for curve in curves}
    return Result(
        {"format": format, "data": data, "drawn": drawn, "gaps": gaps},
        data if format == "svg" else f"a PNG of {', '.join(drawn)}",
        checks,
    )


def _end(text: str, known: Given) -> Fraction:
    node = parse(text, known.bounds, known.names)
    if isinstance(node, Compare):
        raise Refusal("SYNTAX", f"{text!r} compares; an end of the range was expected")
    value = Exact(known.bounds).number(node)
    try:
        near = Fraction(value if isinstance(value, Fraction) else float(value))
    except (TypeError, ValueError, OverflowError):
        raise Refusal("UNSUPPORTED", f"{text!r} is no real number") from None
    if abs(near) > _FARTHEST:
        raise Refusal("TOO_LARGE", "the ends of the range may be up to 10^12")
    return near


def _curve(text: str, x: Sequence[Fraction], known: Given) -> _Curve:
    node = parse(text, known.bounds, known.names.open())
    if isinstance(node, Compare):
        if node.sign != "=" or show(node.left) not in ("y", "f(x)"):
            raise Refusal("UNSUPPORTED", f"{text!r} is no function: write it as y = …")
        node = node.right
    names = symbols(node)
    if len(names) > 1:
        said = f"{text!r} has more than one unknown: {', '.join(sorted(names))}"
        raise Refusal("UNDETERMINED", said, hint="give the others a value")
    name = next(iter(names), "x")
    y = [at_floats(replaced(node, {name: number(place)})) for place in x]
    if all(map(math.isnan, y)):
        raise Refusal("UNDEFINED", f"{text!r} has no real value in this range")
    return _Curve(show(node), node, name, y)


def _checked(curve: _Curve, x: Sequence[Fraction]) -> Evidence:
    """The value at a few places again, in many digits."""
    places = [place for place in range(0, _SAMPLES, 57) if not math.isnan(curve.y[place])]
    compared = 0
    for place in places:
        try:
            found = approximate(replaced(curve.node, {curve.name: number(x[place])}))
        except Unsure:
            continue
        compared += 1
        if abs(found - curve.y[place]) > 1e-6 * max(1, abs(found)):
            raise Refusal("CHECK_FAILED", f"{curve.label} could not be sampled exactly enough")
    return Evidence(
        f"{curve.label} has the values drawn",
        "evaluated again in 60 digits (mpmath)",
        detail=f"at {compared} of {_SAMPLES} places",
    )


def _drawn(
    x: Sequence[Fraction], curves: Sequence[_Curve], points: Sequence[Sequence[float]], format: str
) -> str:
    # The canvas of a figure of its own: no window, and nothing is left behind.
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "mrkl"}):
        figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
        axes: Any = figure.add_subplot()
        for curve in curves:
            span = _span(curve.y)
            axes.plot([float(place) for place in x], _broken(curve.y, span), label=_label(curve))
        if points:
            axes.plot([p[0] for p in points], [p[1] for p in points], "o", markersize=4)
        tall = [_span(curve.y) for curve in curves] + [[p[1] for p in points]] * bool(points)
        low, high = min(map(min, tall)), max(map(max, tall))
        margin = (high - low) * 0.05 or 1.0
        axes.set_ylim(low - margin, high + margin)
        axes.grid(alpha=0.3)
        if curves:
            axes.legend()
        picture = io.BytesIO()
        metadata = {"Date": None} if format == "svg" else {}
        figure.savefig(picture, format=format, metadata=metadata)
    raw = picture.getvalue()
    data = raw.decode() if format == "svg" else base64.b64encode(raw).decode()
    if len(data) > _LONGEST:
        raise Refusal("TOO_LARGE", "the picture is too large", hint="draw fewer at once, or a PNG")
    return data


def _label(curve: _Curve) -> str:
    """The label, cut to what a legend holds; it never has the $ or leading _ that mean more."""
    return curve.label if len(curve.label) <= 40 else curve.label[:39] + "…"


def _span(y: Sequence[float]) -> list[float]:
    """The lowest and highest value to show: a pole does not flatten all the rest."""
    real = sorted(value for value in y if not math.isnan(value))
    cut = len(real) // 20
    low, high = real[cut], real[-1 - cut]
    if real[-1] - real[0] > 10 * (high - low) > 0:
        return [low - (high - low) / 2, high + (high - low) / 2]
    return [real[0], real[-1]]


def _broken(y: Sequence[float], span: Sequence[float]) -> list[float]:
    """The values with a gap where the curve leaves at the top and comes back at the bottom."""
    low, high = span
    drawn = list(y)
    for place, (one, other) in enumerate(pairwise(y)):
        if min(one, other) < low and max(one, other) > high:
            drawn[place] = math.nan
    return drawn
