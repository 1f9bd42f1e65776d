from __future__ import annotations

from typing import Any

import pytest
import yaml

from mrkl_core.errors import BadRequest
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.language.load import load
from mrkl_core.planning.pddl.parse import parse_domain

DOMAIN = """(define (domain lamps) (:requirements :typing) (:types lamp room - object)
  (:predicates (lit ?l - lamp) (in ?l - lamp ?r - room))
  (:action press :parameters (?l - lamp) :precondition () :effect (lit ?l)))"""

GOOD: dict[str, Any] = {
    "title": "Lamps",
    "description": "Lamps in rooms.",
    "types": {"lamp": {"nouns": ["lamp"]}, "room": {"nouns": ["room"]}},
    "predicates": {"lit": ["{l} is (lit|on)"], "in": ["{l} is in {r}"]},
    "actions": {"press": "Press {l}."},
}


def test_a_small_language_loads() -> None:
    language = load(yaml.safe_dump(GOOD), parse_domain(DOMAIN))
    assert language.title == "Lamps"
    assert language.concrete == ("lamp", "room")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"title": 3}, r"x\.yaml: at title: 3 is not of type 'string'"),
        ({"titel": "x"}, "at the top: .*'titel' was unexpected"),
        ({"types": {"lmap": {}}}, r"at types\.lmap: 'lmap' is no type .*did you mean 'lamp'"),
        ({"predicates": {"lit": ["{l} is lit"]}}, "nothing says how 'in' is said"),
        ({"predicates": {**GOOD["predicates"], "lit": ["{x} is lit"]}}, "{x} stands for nothing"),
        ({"predicates": {**GOOD["predicates"], "lit": ["{l is lit"]}}, r"predicates\.lit: .*brack"),
        ({"actions": {"press": "Press {lamp}."}}, "'lamp' which is no parameter"),
        ({"actions": {}}, "nothing says how 'press' is told"),
        ({"states": [{"one_of": ["(lit)"]}]}, r"states\[0\]\.one_of: 'lit' takes 1 terms, not 0"),
        ({"states": [{"one_of": ["lit"]}]}, "'lit' is not a fact"),
        ({"states": [{"one_of": ["(lit *)"], "otherwise": "(lit x)"}]}, "because"),
        ({"types": {"lamp": {"nouns": ["x"]}, "room": {"nouns": ["x"]}}}, "already means a lamp"),
        ({"sentences": [{"say": "press {l}", "goal": ["(on {l})"]}]}, r"sentences\[0\]\.goal"),
    ],
)
def test_a_wrong_language_is_told_by_its_path(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint):
        load(yaml.safe_dump({**GOOD, **change}), parse_domain(DOMAIN), "x.yaml")


def test_what_is_not_yaml_is_told_by_its_line() -> None:
    with pytest.raises(BadRequest) as told:
        load("title: [\n  a\nb: c", parse_domain(DOMAIN), "x.yaml")
    assert told.value.location is not None
    assert told.value.location.line == 3


def test_on_is_a_word_not_a_truth() -> None:
    # YAML 1.1 takes a bare `on` for true; the domain of blocks would have no predicate `on`.
    language = Domains().get("blocksworld").language
    assert set(language.says) == {"clear", "on-table", "arm-empty", "holding", "on"}
