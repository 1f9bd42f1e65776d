from __future__ import annotations

from xml.etree import ElementTree

from mrkl_core.evaluation.plot import svg
from mrkl_core.evaluation.run import Result

SPACE = "{http://www.w3.org/2000/svg}"


def result(category: str, score: float, wrong: str = "", called: bool = True) -> Result:
    made = ("clock.now",) if called else ()
    return Result("1", category, "?", ("clock.now",), made, wrong, 1, not called, score, 0.0)


def test_bars_are_as_long_as_right_is_often_and_dots_lie_at_score_and_share() -> None:
    drawn = [result("a<b", 0.9), result("a<b", 0.9, "value: no"), result("c", 0.25)]
    root = ElementTree.fromstring(svg("mine & yours", drawn))
    texts = [text.text for text in root.iter(f"{SPACE}text")]
    assert {"mine & yours", "a<b", "c", "50%", "100%"} <= set(texts)
    half, whole = [
        float(bar.attrib["width"])
        for bar in root.iter(f"{SPACE}rect")
        if bar.find(f"{SPACE}title") is not None
    ]
    assert whole == 2 * half
    low, high = sorted(root.iter(f"{SPACE}circle"), key=lambda dot: float(dot.attrib["cx"]))
    assert float(low.attrib["cy"]) < float(high.attrib["cy"])
    titles = [dot.findtext(f"{SPACE}title") for dot in (low, high)]
    assert titles == ["1 of 1", "1 of 2"]


def test_what_was_refused_has_no_dot() -> None:
    root = ElementTree.fromstring(svg("none", [result("c", 0.5, "nothing", called=False)]))
    assert not list(root.iter(f"{SPACE}circle"))
