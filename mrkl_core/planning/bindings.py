"""Which tools do the actions of a domain, as `tools` of its domain.yaml says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mrkl_core.contracts.execution import Binding, Bindings
from mrkl_core.contracts.jsonvalue import JsonObject, JsonValue
from mrkl_core.contracts.planning import Step
from mrkl_core.errors import BadRequest, NotReady
from mrkl_core.planning.pddl.tree import Domain


def read_bindings(data: Mapping[str, Any]) -> Bindings:
    """The bindings that plain data of the schema's form says."""
    observe = data.get("observe")
    return Bindings(
        tuple(_binding(name, bound) for name, bound in data.get("actions", {}).items()),
        _binding("", observe) if observe else None,
        tuple(data.get("complete", ())),
    )


def _binding(action: str, bound: Mapping[str, Any]) -> Binding:
    return Binding(action.lower(), bound["tool"], dict(bound.get("arguments", {})))


def bound_call(bindings: Bindings, domain: Domain, step: Step) -> tuple[str, JsonObject]:
    """The tool that does a step, and its arguments.

    Raises NotReady if none is bound, BadRequest if its arguments name no parameter.
    """
    name, *terms = step
    found = next((b for b in bindings.actions if b.action == name), None)
    if found is None:
        raise NotReady(
            f"no tool does the action {name!r}",
            hint="name one under `tools` in domain.yaml, or with the request",
            metadata={"action": name},
        )
    action = next(a for a in domain.actions if a.name == name)
    slots = [p.name.removeprefix("?") for p in action.parameters]
    filled = _filled(found.arguments, dict(zip(slots, terms, strict=True)), found)
    return found.tool, filled


def _filled(value: JsonValue, terms: Mapping[str, str], binding: Binding) -> Any:
    if isinstance(value, str):
        try:
            return value.format_map(terms)
        except (KeyError, ValueError, IndexError, AttributeError):
            raise BadRequest(
                f"{value!r} among the arguments of {binding.tool!r} is no template for the action "
                f"{binding.action!r}",
                hint=f"it may have {', '.join(f'{{{slot}}}' for slot in terms) or 'no slots'}",
                metadata={"action": binding.action, "tool": binding.tool},
            ) from None
    if isinstance(value, Mapping):
        return {key: _filled(item, terms, binding) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_filled(item, terms, binding) for item in value]
    return value
