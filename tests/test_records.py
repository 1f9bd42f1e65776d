"""Records behave as the standard library's frozen dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import KW_ONLY, FrozenInstanceError, field
from typing import Any

import pytest

from mrkl_core.records import dataclass


@dataclass(frozen=True)
class Plain:
    """A record."""

    a: int
    b: str = "b"
    _: KW_ONLY
    c: list[int] = field(default_factory=list)
    at: int = field(default=-1, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Slotted:
    """A record without a dict."""

    a: int
    b: tuple[int, ...] = ()


@dataclass(frozen=True)
class Derived(Plain):
    """A record on a record."""

    d: int = 4

    def __post_init__(self) -> None:
        object.__setattr__(self, "d", self.d + 1)


def test_a_record_is_built_as_it_says() -> None:
    one = Plain(1, c=[2])
    assert (one.a, one.b, one.c, one.at) == (1, "b", [2], -1)
    assert Plain(1).c is not Plain(1).c
    assert Derived(1).d == 5
    assert repr(one) == "Plain(a=1, b='b', c=[2])"
    for wrong in (lambda: Plain(), lambda: Plain(1, "b", []), lambda: Plain(1, z=2)):  # type: ignore[call-arg, misc]
        with pytest.raises(TypeError):
            wrong()


def test_a_record_is_equal_by_what_it_compares() -> None:
    assert Plain(1, at=5) == Plain(1, at=6)
    assert Plain(1) != Plain(2)
    assert Plain(1) != Derived(1)
    assert Slotted(1, (2,)) == Slotted(1, (2,))
    assert len({Slotted(1), Slotted(1), Slotted(2)}) == 2


@pytest.mark.parametrize("one", [Plain(1), Slotted(1), Derived(1)])
def test_a_record_cannot_be_changed(one: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        one.a = 2
    with pytest.raises(FrozenInstanceError):
        del one.a


@pytest.mark.parametrize("one", [Plain(1, c=[3]), Slotted(1, (2,))])
def test_the_standard_library_s_tools_work_on_it(one: Any) -> None:
    assert dataclasses.is_dataclass(one)
    assert dataclasses.replace(one, a=7).a == 7
    assert dataclasses.asdict(one)["a"] == 1
    assert copy.deepcopy(one) == one
    assert pickle.loads(pickle.dumps(one)) == one


def test_a_record_can_be_matched() -> None:
    match Slotted(1, (2,)):
        case Slotted(a, b):
            assert (a, b) == (1, (2,))
        case _:
            raise AssertionError
