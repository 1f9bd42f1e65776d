"""Reads domain.yaml into a Language; a wrong file is told by its path and what to do."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from mrkl_core.errors import BadRequest, Location
from mrkl_core.planning.language.build import Builder
from mrkl_core.planning.language.model import Language
from mrkl_core.planning.language.sections import wrong
from mrkl_core.planning.pddl.tree import Domain

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader to whom `on:` is a word, as in YAML 1.2, not the value true."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the base class's own way
        letter: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool" or letter in "tf"]
        for letter, pairs in _Base.yaml_implicit_resolvers.items()
    }


def read_yaml(text: str, file: str) -> dict[str, Any]:
    """A domain.yaml as plain data, checked against schema.json."""
    return _read(text, file, _validator())


def read_tools(text: str, file: str) -> dict[str, Any]:
    """What a domain.yaml may say under `tools`, from a file of its own."""
    return _read(text, file, _validator("tools"))


def _read(text: str, file: str, validator: Any) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else None
        raise BadRequest(
            f"the domain's language is not YAML: {error.problem}", location=place
        ) from error
    for fault in validator.iter_errors(data):
        path = "".join(f"[{p!r}]" if isinstance(p, int) else f".{p}" for p in fault.absolute_path)
        raise wrong(file, path.lstrip("."), fault.message)
    assert isinstance(data, dict)
    return data


@lru_cache(maxsize=2)
def _validator(part: str = "") -> Any:
    # Imported here: it costs 0.15 s, and finding a domain by its name reads no language.
    from jsonschema import Draft202012Validator

    schema = json.loads(Path(__file__).with_name("schema.json").read_text(encoding="utf-8"))
    if part:
        schema = {"$defs": schema["$defs"], **schema["properties"][part]}
    return Draft202012Validator(schema)


def load(text: str, domain: Domain, file: str = "domain.yaml") -> Language:
    """The language that `text` gives `domain`.

    Raises BadRequest naming the file and the path in it.
    """
    return Builder(read_yaml(text, file), domain, file).build()
