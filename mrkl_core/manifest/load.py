"""Reads tools_manifest.yaml; every fault is named by its path, its line and its fix."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mrkl_core.contracts.context import Limits
from mrkl_core.errors import ManifestInvalid, Violation
from mrkl_core.manifest.document import MAX_CHARS, Document, json_path, parse
from mrkl_core.manifest.fits import fits
from mrkl_core.manifest.model import (
    ExpertPolicy,
    LimitsPolicy,
    Manifest,
    ModelPolicy,
    PlanningPolicy,
    PluginPolicy,
    RoutingPolicy,
    ToolPolicy,
)
from mrkl_core.resources import data_path

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

NAME = "tools_manifest.yaml"
_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def find(path: Path | None = None) -> Path:
    """The manifest in force: `path`, MRKL_MANIFEST, ./tools_manifest.yaml, the shipped one."""
    if path is not None:
        return path
    if os.environ.get("MRKL_MANIFEST"):
        return Path(os.environ["MRKL_MANIFEST"])
    return Path(NAME) if Path(NAME).is_file() else data_path(NAME)


def load(path: Path | None = None) -> Manifest:
    """The manifest in force.

    `${NAME}` and `${NAME:-default}` in strings stand for environment variables; one that is
    not set is empty. Raises ManifestInvalid with one violation a fault.
    """
    file = find(path)
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(MAX_CHARS + 1)  # no more, be it /dev/zero
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestInvalid(
            f"the manifest {str(file)!r} cannot be read: {getattr(error, 'strerror', error)}",
            hint="give --manifest PATH, or unset MRKL_MANIFEST to use the shipped one",
            metadata={"file": str(file)},
        ) from error
    document = parse(text, str(file))
    value = _expand({} if document.value is None else document.value)
    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    if not fits(value, schema, schema):
        _check(value, schema, document)
    return _manifest(value, str(file))


def _expand(value: Any) -> Any:
    if isinstance(value, str):
        return _VARIABLE.sub(lambda m: os.environ.get(m[1]) or m[2] or "", value)
    if isinstance(value, list):
        return [_expand(item) for item in value]
    if isinstance(value, dict):
        return {key: _expand(item) for key, item in value.items()}
    return value


def _check(value: Any, schema: Any, document: Document) -> None:
    # Imported only here, where something is wrong: it costs 0.2 s.
    from jsonschema import Draft202012Validator

    found = [f for e in Draft202012Validator(schema).iter_errors(value) for f in _faults(e)]
    if not found:
        return
    faults = sorted(
        ((document.place(path), path, message) for path, message in found),
        key=lambda fault: (fault[0].line, fault[0].column, fault[2]),
    )
    violations = [
        Violation(json_path(path), f"{place}: {message}") for place, path, message in faults
    ]
    place, path, message = faults[0]
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    raise ManifestInvalid(
        f"{json_path(path)}: {message}{more}",
        location=place,
        violations=violations,
        metadata={"file": document.file, "path": json_path(path)},
    )


def _faults(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    path = tuple(error.absolute_path)
    instance = error.instance
    from difflib import get_close_matches

    if error.validator == "additionalProperties" and isinstance(instance, dict):
        schema: Any = error.schema
        known = sorted(schema.get("properties", {}))
        for key in sorted(set(instance) - set(known)):
            close = get_close_matches(key, known, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(known)}"
            yield (*path, key), f"there is no {key!r} here; {hint}"
    elif "propertyNames" in error.absolute_schema_path:
        yield (*path, str(instance)), f"{instance!r} is no name: lower case, digits, _ and -"
    else:
        yield path, error.message if len(error.message) < 200 else error.message[:200] + "…"


def _manifest(value: dict[str, Any], path: str) -> Manifest:
    plugins = value.get("plugins", {})
    routing = value.get("routing", {})
    planning = value.get("planning", {})
    engines = planning.get("engines", {})
    return Manifest(
        path=path,
        plugins=PluginPolicy(
            autoload=plugins.get("autoload", True),
            allow=tuple(plugins["allow"]) if "allow" in plugins else None,
            required=tuple(plugins.get("required", ())),
            block=tuple(plugins.get("block", ())),
        ),
        defaults=LimitsPolicy(**value.get("defaults", {})).over(Limits()),
        experts={name: _expert(policy) for name, policy in value.get("experts", {}).items()},
        routing=RoutingPolicy(**{**routing, **_tuples(routing, "order")}),
        planning=PlanningPolicy(
            **_tuples(engines, "prefer"),
            **_tuples(planning, "order"),
            **{k: v for k, v in planning.items() if k not in ("engines", "order")},
        ),
        models={name: ModelPolicy(**policy) for name, policy in value.get("models", {}).items()},
    )


def _expert(value: dict[str, Any]) -> ExpertPolicy:
    route = value.get("route", {})
    return ExpertPolicy(
        enabled=value.get("enabled", True),
        priority=route.get("priority", ExpertPolicy.priority),
        examples=tuple(route.get("examples", ())),
        limits=LimitsPolicy(**value.get("limits", {})),
        config=value.get("config", {}),
        tools={name: _tool(policy) for name, policy in value.get("tools", {}).items()},
    )


def _tool(value: dict[str, Any]) -> ToolPolicy:
    return ToolPolicy(
        enabled=value.get("enabled"),
        cache=value.get("cache"),
        pin=value.get("pin", ""),
        limits=LimitsPolicy(**value.get("limits", {})),
    )


def _tuples(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {key: tuple(value[key])} if key in value else {}
