"""Reads tools_manifest.yaml; every fault is named by its path, its line and its fix."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mrkl_core.contracts.context import Limits
from mrkl_core.errors import ManifestInvalid
from mrkl_core.kept import keep, kept
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

#: A manifest is a page or two; far more is a mistake or an attack.
MAX_CHARS = 1_000_000

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
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ManifestInvalid(
            f"the manifest {str(file)!r} cannot be read: {why}",
            hint="give --manifest PATH, or unset MRKL_MANIFEST to use the shipped one",
            metadata={"file": str(file)},
        ) from error
    if len(text) > MAX_CHARS:
        raise ManifestInvalid(f"{file} has more than {MAX_CHARS} characters")
    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    known = kept("manifest", text)
    if known is not None:
        value = _expand(known)
        if fits(value, schema, schema):
            return _manifest(value, str(file))
    return _manifest(_read(text, str(file), schema), str(file))


def _read(text: str, file: str, schema: Any) -> Any:
    """The value of a manifest that is not known, or not right; what is wrong has its place."""
    from mrkl_core.manifest.document import parse  # with PyYAML

    document = parse(text, file)
    plain = {} if document.value is None else document.value
    value = _expand(plain)
    if not fits(value, schema, schema):
        from mrkl_core.manifest.faults import check

        check(value, schema, document)
    keep("manifest", text, plain)
    return value


def _expand(value: Any) -> Any:
    if isinstance(value, str):
        return _VARIABLE.sub(lambda m: os.environ.get(m[1]) or m[2] or "", value)
    if isinstance(value, list):
        return [_expand(item) for item in value]
    if isinstance(value, dict):
        return {key: _expand(item) for key, item in value.items()}
    return value


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
        callers={name: tuple(patterns) for name, patterns in value.get("callers", {}).items()},
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
