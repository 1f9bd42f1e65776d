"""Forms of other kinds of planning: told as what they are, for no spelling would mend them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mrkl_core.planning.pddl.read import Flat, Group, Item, Word

_UNCERTAIN = "planning under uncertainty"
_HIERARCHICAL = "hierarchical planning"

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "oneof": _UNCERTAIN,
        "probabilistic": _UNCERTAIN,
        "unknown": _UNCERTAIN,
        ":observe": _UNCERTAIN,
        ":sense": _UNCERTAIN,
        ":task": _HIERARCHICAL,
        ":method": _HIERARCHICAL,
        ":htn": _HIERARCHICAL,
    }
)


def beyond(item: Item | None) -> str:
    """What is said of a form of another kind of planning; empty for any other."""
    nested = isinstance(item, Group) and not isinstance(item, Flat) and item.items
    first = nested[0] if nested else item
    word = first.text if isinstance(first, Word) else ""
    if word not in _KINDS or (first is item and word[0] != ":"):
        return ""  # a predicate may have such a name
    return (
        f"{word!r} belongs to {_KINDS[word]}; here an action has one outcome, the initial state "
        "is known, and goals are conditions"
    )
