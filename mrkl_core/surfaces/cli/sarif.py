"""Diagnostics as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.planning.lint.codes import CODES

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(found: Sequence[Diagnostic]) -> JsonObject:
    """The log of one run."""
    codes = sorted({d.code for d in found})
    driver: JsonObject = {
        "name": "mrkl pddl lint",
        "version": version("mrkl-core"),
        "rules": [
            {"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in codes
        ],
    }
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(d, codes.index(d.code)) for d in found],
            }
        ],
    }


def _result(found: Diagnostic, rule: int) -> JsonObject:
    text = f"{found.message}; {found.hint}" if found.hint else found.message
    result: JsonObject = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": text},
    }
    if found.location is not None:
        place = found.location
        region: JsonObject = {"startLine": place.line, "startColumn": place.column}
        uri = quote(Path(place.file).as_posix())
        physical: JsonObject = {"artifactLocation": {"uri": uri}, "region": region}
        result["locations"] = [{"physicalLocation": physical}]
    return result
