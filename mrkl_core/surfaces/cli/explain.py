"""`mrkl route --explain`: how each score came about, and which words each argument is from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.contracts.routing import Candidate, Route, Source
from mrkl_core.surfaces.cli.output import Output

#: How many candidates are explained.
SHOWN = 3


def tell_explanation(out: Output, found: Route) -> None:
    """Writes, for the best candidates: the arguments with their words, and the score's parts."""
    for candidate in found.candidates[:SHOWN]:
        out.line()
        out.line(f"{candidate.tool} at {candidate.score:.2f}, by {candidate.by}", fg="cyan")
        if candidate.sources:
            out.line("  words      " + highlighted(found.words, candidate.sources))
            out.table(
                [_row(found.words, candidate, source) for source in candidate.sources],
                styles=[{}, {"bold": True}, {}, {"dim": True}],
            )
        if candidate.question:
            out.line(f"  question   {candidate.question}")
        if candidate.parts:
            out.table(
                [["  evidence", name, f"{value:.2f}"] for name, value in candidate.parts.items()],
                styles=[{"dim": True}, {}, {}],
            )


def highlighted(words: str, sources: Sequence[Source]) -> str:
    """The words, each argument's in brackets."""
    told, place = "", 0
    for source in sorted(sources, key=lambda s: s.start):
        if source.start >= place:
            told += f"{words[place : source.start]}[{words[source.start : source.end]}]"
            place = source.end
    return told + words[place:]


def _row(words: str, candidate: Candidate, source: Source) -> list[str]:
    value = json.dumps(to_json(_at(candidate.arguments or {}, source.argument)), ensure_ascii=False)
    said = f'from "{words[source.start : source.end]}"' if source.start >= 0 else "by default"
    how = f", {source.how}" if source.how and source.start >= 0 else ""
    told = value if candidate.arguments is not None else "…"
    return ["  argument", source.argument, told, f"{said}{how}, sure to {source.sure:.0%}"]


def _at(arguments: JsonObject, path: str) -> object:
    value: object = arguments
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
