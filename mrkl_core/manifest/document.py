"""YAML as plain values that remember where they stood."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from mrkl_core.errors import Location, ManifestInvalid, Violation

#: What is nested deeper is a mistake or an attack.
MAX_DEPTH = 50

Path = tuple[str | int, ...]

_WORD = re.compile(r"[A-Za-z_][\w-]*")

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
    document = Document(file)
    try:
        _check_events(text, file)
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
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        raise ManifestInvalid(
            f"YAML cannot be read: {error.reason}",
            location=Location(file, before.count("\n") + 1, len(before) - before.rfind("\n")),
        ) from error
    return document


def _check_events(text: str, file: str) -> None:
    """Refuses what could grow without bound, before anything is built of it."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        place = _location(file, event)
        if isinstance(event, yaml.AliasEvent):
            raise ManifestInvalid(
                f"the YAML alias *{event.anchor}: aliases are not read",
                hint="write the value out",
                location=place,
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise ManifestInvalid(f"nested deeper than {MAX_DEPTH} levels", location=place)


def _value(loader: Any, node: Any, path: Path, document: Document) -> Any:
    document.places.setdefault(path, _location(document.file, node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(loader, item, (*path, i), document) for i, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(loader, node, path, document)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node) if key_node.id == "scalar" else None
        if not isinstance(key, str):
            raise _invalid(document, key_node, path, "keys are plain words; put others in quotes")
        if key in result:
            raise _invalid(document, key_node, (*path, key), "this key is given twice")
        document.places[(*path, key)] = _location(document.file, key_node)
        result[key] = _value(loader, value_node, (*path, key), document)
    return result


def _scalar(loader: Any, node: Any, path: Path, document: Document) -> Any:
    try:
        value = loader.construct_object(node)
    except yaml.MarkedYAMLError:
        raise
    except Exception as error:  # PyYAML lets out what int(), date() and its tables raise
        raise _invalid(document, node, path, f"{node.value[:40]!r} cannot be read") from error
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise _invalid(document, node, path, "a number must be finite")
    # YAML knows dates and bytes; JSON, which plugins and children are given, does not.
    raise _invalid(document, node, path, f"put {node.value[:40]!r} in quotes")


def _location(file: str, node: Any) -> Location:
    return Location(file, node.start_mark.line + 1, node.start_mark.column + 1)


def _invalid(document: Document, node: Any, path: Path, message: str) -> ManifestInvalid:
    return ManifestInvalid(
        f"{json_path(path)}: {message}",
        location=_location(document.file, node),
        violations=[Violation(json_path(path), message)],
    )


def json_path(path: Path) -> str:
    """The path in JSONPath's form: `$.experts.calculator.tools[0]`."""
    return "$" + "".join(f".{p}" if _WORD.fullmatch(str(p)) else f"[{p!r}]" for p in path)
