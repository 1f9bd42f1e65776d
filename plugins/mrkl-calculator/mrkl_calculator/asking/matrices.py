"""Reads questions about matrices: [[1, 2], [3, 4]] or [1 2; 3 4] with what is asked of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mrkl_calculator.asking.ask import Ask, Candidate
from mrkl_calculator.given import Given
from mrkl_calculator.matrix import MOST
from mrkl_calculator.parse import parse
from mrkl_calculator.refusal import Refusal
from mrkl_calculator.tree import Compare

_ROWS = r"\[[^\[\]=]+\]|\[\s*\[[^=]+?\]\s*\]"
_NAMED = r"(?:the )?(?:[0-9]+ ?[x×] ?[0-9]+ )?(?:matrix |vector )?"
_ONE = rf"{_NAMED}(?P<one>{_ROWS})"
_OTHER = rf"{_NAMED}(?P<other>{_ROWS})"
_FORMS = tuple(
    (operation, re.compile(form, re.IGNORECASE))
    for operation, form in (
        ("determinant", rf"(?:the )?(?:determinant|det)(?: of)? ?\(?{_ONE}\)?"),
        (
            "eigenvalues",
            rf"(?:the )?(?:eigen ?(?:values?|vectors?)(?: and eigen ?vectors?)?) of {_ONE}",
        ),
        ("inverse", rf"(?:the )?(?:inverse(?: of)?|invert) {_ONE}"),
        ("inverse", rf"{_ONE} ?\^ ?\(?-1\)?"),
        ("transpose", rf"(?:the )?transpose(?: of)? {_ONE}"),
        ("trace", rf"(?:the )?trace(?: of)? {_ONE}"),
        ("rank", rf"(?:the )?rank(?: of)? {_ONE}"),
        ("product", rf"(?:multiply )?{_ONE} ?(?:\*|×|·|times|by|multiplied by|and|with) ?{_OTHER}"),
        ("product", rf"(?:the )?(?:matrix )?product of {_ONE} and {_OTHER}"),
        ("solve", rf"{_ONE} ?[*·]? ?[A-Za-z] ?= ?{_OTHER}(?: for [A-Za-z])?"),
    )
)


def read(candidate: Candidate, given: Given) -> Iterator[Ask]:
    """The request as a question about one matrix or two."""
    if "[" not in candidate.text:
        return
    for operation, form in _FORMS:
        found = form.fullmatch(candidate.text)
        if found is None:
            continue
        matrices = [cells(found[name]) for name in form.groupindex]
        if operation == "product" and not re.search(r"\*|×|·|times|by|product", found[0], re.I):
            continue
        if all(_readable(matrix, given) for matrix in matrices):
            if operation == "eigenvalues":
                yield Ask("eigenvalues", {"matrix": matrices[0]}, "asks for eigenvalues")
                return
            arguments = dict(zip(("matrix", "other"), matrices, strict=False))
            yield Ask("matrix", {"operation": operation, **arguments}, f"asks for {operation}")
        return


def cells(text: str) -> list[list[str]]:
    """The entries of [[1, 2], [3, 4]], [1 2; 3 4] or [1, 2] (one row)."""
    inner = text.strip()[1:-1].strip()
    rows = re.split(r"\]\s*,?\s*\[", inner[1:-1]) if inner.startswith("[") else inner.split(";")
    return [
        [cell for cell in re.split(r"\s*,\s*" if "," in row else r"\s+", row.strip()) if cell]
        for row in rows
    ]


def _readable(matrix: list[list[str]], given: Given) -> bool:
    # One row more or less than may be is the tool's to refuse; so is a ragged one.
    if len(matrix) > 4 * MOST or not all(matrix):
        return False
    try:
        nodes = [parse(cell, given.bounds, given.names) for row in matrix for cell in row]
    except Refusal:
        return False
    return not any(isinstance(node, Compare) for node in nodes)
