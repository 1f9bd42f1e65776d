"""YAML as plain values that remember where they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml

from mrkl_core.errors import Location, ManifestInvalid, Violation

#: A manifest is a page or two; far more is a mistake or an attack.
MAX_CHARS = 1_000_000
MAX_DEPTH = 50

Path = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Document:
    """A parsed YAML text: its value, and the place of each value in it by path."""

    file: str
    value: Any = None
    places: dict[Path, Location] = field(default_factory=dict)

    def place(self, path: Path) -> Location:
        """Where the value at this path stands, or the nearest thing around it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Location(self.file, 1, 1))


def parse(text: str, file: str) -> Document:
    """The document in `text`.

    Raises ManifestInvalid, with the place, for YAML that cannot be read, keys given twice,
    and aliases (a page of policy needs none, and they can grow without bound).
    """
    if len(text) > MAX_CHARS:
        raise ManifestInvalid(f"{file} has {len(text)} characters; at most {MAX_CHARS} are read")
    document = Document(file)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, _Loader)):
            raise ManifestInvalid(f"{file} uses a YAML alias", hint="write the value out")
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            document.value = None if root is None else _value(loader, root, (), document)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ManifestInvalid(
            f"YAML cannot be read: {error.problem or error.context}",
            location=Location(file, mark.line + 1, mark.column + 1) if mark else None,
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ManifestInvalid(f"{file}: YAML cannot be read: {error}") from error
    return document


def _value(loader: Any, node: Any, path: Path, document: Document) -> Any:
    if len(path) > MAX_DEPTH:
        raise _invalid(document, node, path[:3], f"nested deeper than {MAX_DEPTH} levels")
    document.places.setdefault(path, _location(document, node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, i), document) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node) if key_node.id == "scalar" else None
        if not isinstance(key, str):
            raise _invalid(document, key_node, path, "keys are plain words")
        if key in result:
            raise _invalid(document, key_node, (*path, key), "this key is given twice")
        document.places[(*path, key)] = _location(document, key_node)
        result[key] = _value(loader, value_node, (*path, key), document)
    return result


def _location(document: Document, node: Any) -> Location:
    return Location(document.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _invalid(document: Document, node: Any, path: Path, message: str) -> ManifestInvalid:
    return ManifestInvalid(
        f"{json_path(path)}: {message}",
        location=_location(document, node),
        violations=[Violation(json_path(path), message)],
    )


def json_path(path: Path) -> str:
    """The path in JSONPath's form: `$.experts.calculator.tools[0]`."""
    return "$" + "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path)
