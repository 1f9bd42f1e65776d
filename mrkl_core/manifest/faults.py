"""What is wrong with a manifest, each fault with its path, its place and its fix.

Imported only where something is: jsonschema takes 0.2 s.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mrkl_core.errors import ManifestInvalid, Violation
from mrkl_core.manifest.document import Document, json_path


def check(value: Any, schema: Any, document: Document) -> None:
    """Raises ManifestInvalid where the value is not as the schema has it, with each place."""
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
