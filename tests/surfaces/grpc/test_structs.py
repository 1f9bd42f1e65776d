from __future__ import annotations

import math

import pytest
from google.protobuf import json_format
from google.protobuf.struct_pb2 import Struct, Value
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import MAX_SAFE_INTEGER
from mrkl_core.surfaces.grpc.structs import fill_struct, fill_value, from_struct, from_value

plain = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(values)
def test_what_goes_in_comes_out(value: object) -> None:
    message = Value()
    fill_value(message, value)
    assert from_value(Value.FromString(message.SerializeToString())) == value


@given(st.dictionaries(st.text(), values, max_size=4))
def test_protobufs_own_json_mapping_agrees(value: dict[str, object]) -> None:
    ours, theirs = Struct(), Struct()
    fill_struct(ours, value)
    json_format.ParseDict(value, theirs)
    assert ours == theirs


@given(st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER))
def test_whole_numbers_come_back_as_integers(number: int) -> None:
    message = Value()
    fill_value(message, number)
    assert type(from_value(message)) is int


@pytest.mark.parametrize(
    ("number", "spelled"),
    [
        (MAX_SAFE_INTEGER + 1, "9007199254740992"),
        (-(10**30), "-1" + "0" * 30),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_what_a_double_cannot_hold_goes_as_a_string(number: float, spelled: str) -> None:
    message = Value()
    fill_value(message, number)
    assert from_value(message) == spelled


def test_large_floats_stay_floats() -> None:
    message = Value()
    fill_value(message, 1e300)
    assert isinstance(from_value(message), float)


def test_enums_and_dataclasses_go_as_their_json_form() -> None:
    message = Value()
    fill_value(message, {"verdict": Verdict.PASSED, "names": {"b", "a"}})
    assert from_value(message) == {"verdict": "PASSED", "names": ["a", "b"]}


def test_an_empty_object_is_not_nothing() -> None:
    message = Value()
    fill_value(message, {})
    assert from_value(message) == {}
    fill_value(message, [])
    assert from_value(message) == []


def test_a_value_that_holds_nothing_is_null() -> None:
    assert from_value(Value()) is None
    assert from_struct(Struct()) == {}
