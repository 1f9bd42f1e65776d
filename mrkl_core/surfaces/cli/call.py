"""`mrkl call`: one tool, with arguments as JSON or as key=value."""

from __future__ import annotations

import json
from typing import Any

import click

from mrkl_core.contracts.answers import AnswerStatus, CallOutcome
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import JsonObject, parse_json, to_json
from mrkl_core.errors import ArgumentsInvalid, Violation
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.ask import deadline_after, timeout_option, told_call
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.cli.tools import complete_tool
from mrkl_core.surfaces.status import OUTCOMES


@click.command(
    cls=Command,
    examples=[
        Example("mrkl call calculator.evaluate expression='2**100'"),
        Example("""mrkl call calculator.evaluate --args '{"expression": "2**100"}' --json"""),
        Example("""echo '{"expression": "1/3"}' | mrkl call calculator.evaluate --args -"""),
    ],
)
@click.argument("tool", metavar="EXPERT.TOOL", shell_complete=complete_tool)
@click.argument("pairs", nargs=-1, metavar="[KEY=VALUE]...")
@click.option(
    "--args", "document", metavar="JSON", help="All arguments: JSON, @FILE, or - (stdin)."
)
@timeout_option
@pass_session
def call(
    session: Session,
    tool: str,
    pairs: tuple[str, ...],
    document: str | None,
    timeout: float | None,
) -> int:
    """Calls one tool.

    A VALUE is read as the type that the tool's schema gives its KEY; a key that stands
    twice makes a list; KEY=@FILE takes the text of a file, KEY=@- that of stdin.
    """
    given = read_arguments(document) if document is not None else {}
    deadline = deadline_after(timeout)

    async def work(runtime: Runtime) -> int:
        arguments = {**given, **read_pairs(runtime.tools.get(tool), pairs)}
        with Progress(session, f"calling {tool}"):
            outcome = await runtime.tools.call(tool, arguments, deadline=deadline)
        if session.as_json:
            session.out.document(outcome)
        else:
            tell_outcome(session.out, outcome)
        return OUTCOMES[AnswerStatus.FAILED if outcome.failure else AnswerStatus.ANSWERED]

    return run(session, work)


def read_arguments(document: str) -> JsonObject:
    """The arguments a JSON text, `@FILE` or `-` holds. Raises ArgumentsInvalid."""
    name = "--args" if document[:1] not in ("@", "-") else document.removeprefix("@")
    if document == "-" or document.startswith("@"):
        document = read_text(name)
    try:
        value = parse_json(document)
    except ValueError as error:
        raise ArgumentsInvalid(
            f"{name}: this is not JSON: {error}",
            hint="""write an object: --args '{"expression": "2+2"}', or use key=value""",
        ) from None
    if not isinstance(value, dict):
        raise ArgumentsInvalid(
            f"{name}: expected a JSON object, not {json.dumps(value)[:40]}",
            hint="""write an object: --args '{"expression": "2+2"}'""",
        )
    return value


def read_pairs(tool: ToolCard, pairs: tuple[str, ...]) -> JsonObject:
    """Arguments from key=value, by the types in the tool's schema."""
    properties: dict[str, Any] = to_json(tool.arguments).get("properties", {})
    arguments: JsonObject = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key:
            known = ", ".join(f"{name}=…" for name in properties)
            raise ArgumentsInvalid(
                f"expected KEY=VALUE, not {pair[:40]!r}",
                hint=f"{tool.name} takes {known}; JSON goes into --args",
            )
        if text.startswith("@") and len(text) > 1:
            text = read_text(text[1:])
        schema = properties.get(key, {})
        types = _types(schema)
        if types == {"array"} and not text.lstrip().startswith("["):
            items = arguments.setdefault(key, [])
            assert isinstance(items, list)
            items.append(_value(key, text, _types(schema.get("items", {}))))
        elif key in arguments:
            raise ArgumentsInvalid(
                f"{key!r} is given twice",
                violations=[Violation(key, "given twice")],
                metadata={"argument": key},
            )
        else:
            arguments[key] = _value(key, text, types)
    return arguments


def _types(schema: Any) -> set[str]:
    """The JSON types a schema allows; empty if it does not say."""
    if not isinstance(schema, dict):
        return set()
    named = schema.get("type", [])
    types = {named} if isinstance(named, str) else set(named)
    if not types and "enum" in schema:
        return {"string"} if all(isinstance(v, str) for v in schema["enum"]) else set()
    for part in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        types |= _types(part)
    return types


def _value(key: str, text: str, types: set[str]) -> Any:
    if types == {"string"}:
        return text
    try:
        value = parse_json(text)
    except ValueError:
        if not types or "string" in types:
            return text
        wanted = " or ".join(sorted(types))
        raise ArgumentsInvalid(
            f"{key!r} must be of type {wanted}, not {text!r}",
            violations=[Violation(key, f"expected {wanted}")],
            metadata={"argument": key},
        ) from None
    # 5 for a text, or "true" for one: what was typed, not what JSON would make of it.
    if "string" in types and not _fits(value, types):
        return text
    return value


def _fits(value: Any, types: set[str]) -> bool:
    kinds = {bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}
    kind = "null" if value is None else kinds.get(type(value), "string")
    return kind in types or (kind == "integer" and "number" in types)


def tell_outcome(out: Output, outcome: CallOutcome) -> None:
    """Writes what a call gave for people: the result, then what was checked, then how."""
    failure = outcome.failure
    if failure is not None:
        out.stream.write(f"{out.mark(Verdict.FAILED)} {out.styled(failure.message, bold=True)}\n")
        if failure.hint:
            out.line(f"  {failure.hint}")
    else:
        shown = outcome.text or json.dumps(to_json(outcome.value), ensure_ascii=False, indent=2)
        out.line(shown, bold=True)
    out.evidence(outcome.evidence)
    cached = " · cached" if outcome.cached else ""
    told = told_call(outcome.tool, outcome.arguments)
    out.line(f"  {told} · {seconds(outcome.elapsed_s)}{cached} · run {outcome.run}", dim=True)
