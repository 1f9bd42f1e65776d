from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Any

import pytest
from google.protobuf.message import Message
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core._gen.mrkl.v1 import answer_service_pb2 as answer_wire
from mrkl_core._gen.mrkl.v1 import plan_service_pb2 as plan_wire
from mrkl_core._gen.mrkl.v1 import tool_service_pb2 as tool_wire
from mrkl_core._gen.mrkl.v1 import trace_pb2 as trace_wire
from mrkl_core.contracts import (
    answers,
    catalogue,
    context,
    events,
    evidence,
    pddl,
    planning,
    reasoning,
    routing,
)
from mrkl_core.contracts import tool as tools
from mrkl_core.errors import Broken, Location
from mrkl_core.surfaces.grpc.convert import from_message, to_message

#: Every dataclass that travels, and its message.
PAIRS: list[tuple[type[Any], type[Message]]] = [
    (evidence.Evidence, trace_wire.Evidence),
    (events.Event, trace_wire.Event),
    (tools.Failure, trace_wire.Failure),
    (tools.Example, trace_wire.Example),
    (Location, trace_wire.Location),
    (context.Limits, tool_wire.Limits),
    (catalogue.ToolCard, tool_wire.ToolCard),
    (catalogue.ExpertCard, tool_wire.ExpertCard),
    (catalogue.ToolMatch, tool_wire.ToolMatch),
    (catalogue.PluginReport, tool_wire.PluginReport),
    (routing.Candidate, answer_wire.Candidate),
    (routing.Route, answer_wire.Route),
    (answers.Answer, answer_wire.Answer),
    (planning.DomainCard, plan_wire.DomainCard),
    (planning.EngineCard, plan_wire.EngineCard),
    (pddl.Diagnostic, plan_wire.Diagnostic),
    (planning.SolveOptions, plan_wire.SolveOptions),
    (planning.SolveResult, plan_wire.SolveResult),
    (planning.Validation, plan_wire.Validation),
    (planning.Transition, plan_wire.Transition),
    (planning.Simulation, plan_wire.Simulation),
    (planning.StepReason, plan_wire.StepReason),
    (planning.Explanation, plan_wire.Explanation),
    (planning.CausalLink, plan_wire.CausalLink),
    (planning.Cause, plan_wire.Cause),
    (reasoning.Reached, plan_wire.Reached),
    (reasoning.Diagnosis, plan_wire.Diagnosis),
    (planning.ReadFact, plan_wire.ReadFact),
    (planning.Formalization, plan_wire.Formalization),
    (planning.PlanAnswer, plan_wire.PlanAnswer),
]

objects = st.dictionaries(
    st.text(max_size=5), st.none() | st.integers(-1000, 1000) | st.text(max_size=5), max_size=3
)
steps = st.tuples(st.just("move")) | st.tuples(st.just("move"), st.text(max_size=3), st.just("b"))

st.register_type_strategy(int, st.integers(-(2**31), 2**31 - 1))
st.register_type_strategy(float, st.floats(allow_nan=False))


def filled(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Any value of a dataclass, with JSON where its annotations say JSON."""
    return st.deferred(lambda: st.builds(cls, **OVERRIDES.get(cls, {})))


OVERRIDES: dict[type[Any], dict[str, st.SearchStrategy[Any]]] = {
    events.Event: {"data": objects},
    tools.Failure: {"value": objects | st.none()},
    tools.Example: {"arguments": objects},
    catalogue.ToolCard: {
        "arguments": objects,
        "result": objects,
        "examples": st.lists(filled(tools.Example), max_size=2).map(tuple),
        "synonyms": st.lists(st.text(max_size=5), max_size=2).map(tuple),
    },
    catalogue.ToolMatch: {"tool": filled(catalogue.ToolCard)},
    routing.Candidate: {"arguments": objects | st.none()},
    routing.Route: {
        "chosen": filled(routing.Candidate) | st.none(),
        "candidates": st.lists(filled(routing.Candidate), max_size=2).map(tuple),
    },
    answers.Answer: {
        "value": objects | st.none(),
        "arguments": objects,
        "failure": filled(tools.Failure) | st.none(),
        "candidates": st.lists(filled(routing.Candidate), max_size=2).map(tuple),
        "events": st.lists(filled(events.Event), max_size=2).map(tuple),
    },
    planning.SolveResult: {
        "statistics": objects,
        "plan": st.none() | st.lists(steps, max_size=3).map(tuple),
    },
    planning.PlanAnswer: {"plan": st.none() | st.lists(steps, max_size=3).map(tuple)},
    planning.Transition: {"step": steps},
    planning.Simulation: {
        "transitions": st.lists(filled(planning.Transition), max_size=2).map(tuple)
    },
    planning.StepReason: {"step": steps},
    planning.Explanation: {"steps": st.lists(filled(planning.StepReason), max_size=2).map(tuple)},
}


@pytest.mark.parametrize(("cls", "kind"), PAIRS, ids=lambda pair: pair.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_what_goes_in_comes_out(cls: type[Any], kind: type[Message], data: st.DataObject) -> None:
    value = data.draw(filled(cls))
    sent = to_message(kind, value).SerializeToString()
    assert from_message(cls, kind.FromString(sent)) == value


@pytest.mark.parametrize(("cls", "kind"), PAIRS, ids=lambda pair: pair.__name__)
def test_the_wire_has_every_field_and_no_other(cls: type[Any], kind: type[Message]) -> None:
    assert set(cls.__dataclass_fields__) == {field.name for field in kind.DESCRIPTOR.fields}


@pytest.mark.parametrize(
    ("ours", "wire"),
    [
        ([evidence.Verdict], trace_wire.Verdict),
        ([tools.Effect], tool_wire.Effect),
        ([catalogue.PluginState], tool_wire.PluginState),
        ([answers.AnswerStatus], answer_wire.AnswerStatus),
        ([planning.SolveStatus], plan_wire.SolveStatus),
        ([planning.FormalizeStatus], plan_wire.FormalizeStatus),
        ([planning.SolveStatus, planning.FormalizeStatus], plan_wire.PlanStatus),
        ([pddl.Severity], plan_wire.Severity),
    ],
    ids=str,
)
def test_the_wire_has_every_enum_value_and_no_other(ours: list[type[StrEnum]], wire: Any) -> None:
    prefix = wire.Name(0).removesuffix("UNSPECIFIED")
    names = {name.removeprefix(prefix) for name in wire.keys() if wire.Value(name)}  # noqa: SIM118
    assert names == {member.value for kind in ours for member in kind}


def test_a_plan_of_no_steps_is_not_no_plan() -> None:
    solved = planning.SolveResult(planning.SolveStatus.SOLVED_OPTIMALLY, (), 0.0, "e", True, {})
    for plan in ((), None):
        result = replace(solved, plan=plan)
        message = to_message(plan_wire.SolveResult, result)
        assert message.HasField("plan") == (plan is not None)
        assert from_message(planning.SolveResult, message).plan == plan


def test_an_enum_that_was_not_given_is_an_error_not_a_success() -> None:
    with pytest.raises(Broken, match=r"SolveResult\.status is 0"):
        from_message(planning.SolveResult, plan_wire.SolveResult())


def test_an_enum_value_of_a_later_version_is_an_error() -> None:
    with pytest.raises(Broken, match="is 99"):
        from_message(planning.SolveResult, plan_wire.SolveResult(status=99))  # type: ignore[arg-type]
