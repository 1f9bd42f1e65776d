from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.contracts.answers import Answer, AnswerStatus
from mrkl_core.contracts.events import Event
from mrkl_core.contracts.evidence import Evidence, Verdict
from mrkl_core.contracts.jsonvalue import canonical, digest, to_json
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import FormalizeStatus, PlanAnswer, SolveResult, SolveStatus
from mrkl_core.contracts.read import from_json
from mrkl_core.contracts.routing import Candidate
from mrkl_core.contracts.tool import Failure
from mrkl_core.errors import Location

RESULT = SolveResult(
    status=SolveStatus.SOLVED_OPTIMALLY,
    plan=(("move", "a", "b"), ("wait",)),
    cost=2.0,
    engine="kairos",
    validated=True,
    timings={"total": 0.5},
    evidence=(Evidence("the plan", "executed", Verdict.PASSED),),
    diagnostics=(Diagnostic("x.y", Severity.NOTE, "odd", Location("p.pddl", 3, 4)),),
    times=((0.0, 1.0),),
)


def test_a_solve_result_survives_the_way_to_json_and_back() -> None:
    assert from_json(SolveResult, to_json(RESULT)) == RESULT


def test_a_status_of_two_enums_comes_back_as_the_one_it_was() -> None:
    answer = PlanAnswer(
        FormalizeStatus.NEEDS_INPUT,
        *("logistics", "", None, None, (), "", (), (), "where to?", "", False, (), {}),
    )
    back = from_json(PlanAnswer, to_json(answer))
    assert back == answer
    assert isinstance(back.status, FormalizeStatus)


def test_unknown_fields_are_passed_over_and_missing_ones_take_their_defaults() -> None:
    json = to_json(Diagnostic("a.b", Severity.ERROR, "wrong"))
    del json["hint"]
    assert from_json(Diagnostic, {**json, "newer": 1}).hint == ""


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(value=_JSON, arguments=st.dictionaries(st.text(), _JSON, max_size=3))
def test_any_answer_survives_the_way_to_json_and_back(value: object, arguments: dict) -> None:
    answer = Answer(
        status=AnswerStatus.FAILED,
        answer="text",
        value=value,
        expert="e",
        tool="e.t",
        arguments=arguments,
        evidence=(Evidence("c", "m", Verdict.UNCHECKED, "d"),),
        failure=Failure("CODE", "message", value=value),
        candidates=(Candidate("e.t", 0.5, "why", arguments), Candidate("e.u", 0.1, "why", None)),
        run="r",
        events=(Event("called", 0.25, {"x": value}),),
    )
    assert from_json(Answer, to_json(answer)) == answer


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": [1, 2]}) == digest({"b": [1, 2], "a": 1})
    assert canonical({"b": 1, "a": "é"}) == '{"a":"é","b":1}'
