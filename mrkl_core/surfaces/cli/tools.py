"""`mrkl tools`: what can be called."""

from __future__ import annotations

import json
from typing import Any

import click
from click.shell_completion import CompletionItem

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.jsonvalue import JsonObject, to_json
from mrkl_core.errors import MrklError
from mrkl_core.manifest.load import load
from mrkl_core.registry.manager import Registry
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Example, Group, WordsCommand, words_argument
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.reading import read_words
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session

_COLUMNS: list[dict[str, Any]] = [{"fg": "cyan", "bold": True}, {"dim": True}, {}]


def complete_tool(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The tools whose names begin so."""
    try:
        registry = Registry.open(load(ctx.ensure_object(Session).manifest))
    except MrklError:  # a broken manifest must not write into somebody's command line
        return []
    return [
        CompletionItem(tool.name, help=tool.description)
        for tool in registry.catalogue.offered.tools
        if tool.name.startswith(incomplete)
    ]


@click.group(cls=Group)
def tools() -> None:
    """Lists, shows and searches the tools that can be called."""


@tools.command(
    "list",
    examples=[
        Example("mrkl tools list"),
        Example("mrkl tools list calculator --json"),
    ],
)
@click.argument("expert", default="")
@pass_session
def list_(session: Session, expert: str) -> int:
    """Lists every tool, or those of one EXPERT."""

    async def work(runtime: Runtime) -> int:
        found = runtime.tools.list(expert)
        if session.as_json:
            session.out.document({"tools": found})
        else:
            session.out.table([[t.name, _effect(t), t.description] for t in found], styles=_COLUMNS)
        return 0

    return run(session, work)


@tools.command(
    examples=[
        Example("mrkl tools show calculator.evaluate"),
        Example("mrkl tools show calculator.evaluate --json"),
    ]
)
@click.argument("tool", metavar="EXPERT.TOOL", shell_complete=complete_tool)
@pass_session
def show(session: Session, tool: str) -> int:
    """Shows one tool: arguments, result, limits, synonyms, examples."""

    async def work(runtime: Runtime) -> int:
        card = runtime.tools.get(tool)
        if session.as_json:
            session.out.document(card)
        else:
            _tell_card(session.out, card)
        return 0

    return run(session, work)


@tools.command(
    cls=WordsCommand,
    examples=[
        Example('mrkl tools search "convert a quantity"'),
        Example("mrkl tools search percent --limit 3 --json"),
    ],
)
@words_argument()
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@pass_session
def search(session: Session, words: tuple[str, ...], limit: int) -> int:
    """Finds the tools nearest to WORDS."""
    asked = read_words(words)

    async def work(runtime: Runtime) -> int:
        found = runtime.tools.search(asked, limit)
        if session.as_json:
            session.out.document({"matches": found})
        elif not found:
            session.out.line("no tool shares a word with this; see mrkl tools list")
        else:
            session.out.table(
                [[m.tool.name, f"{m.score:.2f}", m.tool.description] for m in found],
                styles=_COLUMNS,
            )
        return 0

    return run(session, work)


def _effect(tool: ToolCard) -> str:
    return tool.effect.lower() if tool.enabled else "off"


def _tell_card(out: Output, card: ToolCard) -> None:
    out.line(card.name, bold=True)
    out.line(f"  {card.description}")
    out.line("arguments", fg="cyan")
    _tell_schema(out, card.arguments)
    out.line("result", fg="cyan")
    _tell_schema(out, card.result)
    if card.synonyms:
        out.line("also asked for as", fg="cyan")
        out.line(f"  {', '.join(card.synonyms)}")
    if card.examples:
        out.line("examples", fg="cyan")
        for example in card.examples:
            arguments = json.dumps(to_json(example.arguments), ensure_ascii=False)
            out.line(f"  {example.words}")
            out.line(f"    {arguments}", dim=True)
    limits = card.limits
    out.line("policy", fg="cyan")
    out.line(
        f"  {'on' if card.enabled else 'off in the manifest'} · effect {card.effect.lower()} · "
        f"{'cached' if card.cached else 'not cached'} · at most {seconds(limits.timeout_s)}, "
        f"{limits.memory_mb} MB, {limits.max_output_bytes} bytes of result"
    )
    out.line(f"  {card.digest}", dim=True)


def _tell_schema(out: Output, schema: JsonObject) -> None:
    plain: dict[str, Any] = to_json(schema)
    properties: dict[str, Any] = plain.get("properties", {})
    if not properties:
        out.line(f"  {json.dumps(plain, ensure_ascii=False)}")
        return
    required = plain.get("required", [])
    rows = []
    for name, part in properties.items():
        kind = part.get("type") or ("one of" if "enum" in part else "any")
        told = "/".join(kind) if isinstance(kind, list) else str(kind)
        if "enum" in part:
            told = " | ".join(json.dumps(v, ensure_ascii=False) for v in part["enum"])
        need = "" if name in required else "optional"
        rows.append([f"  {name}", told, need, part.get("description", "")])
    out.table(rows, styles=[{"bold": True}, {}, {"dim": True}, {}])
