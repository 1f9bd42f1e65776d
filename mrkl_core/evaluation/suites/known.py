"""The suites by name, and how each is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.tool import Example
from mrkl_core.errors import BadRequest, NotFound, nearest
from mrkl_core.evaluation.case import Suite
from mrkl_core.evaluation.suites import api_bank, bfcl, own, seal_tools, tool_e

_LOADERS = {
    "bfcl": bfcl.load,
    "metatool": tool_e.load,
    "api-bank": api_bank.load,
    "seal-tools": seal_tools.load,
}
NAMES = (*_LOADERS, "FILE.jsonl")


def load(name: str, folder: Path | None, tools: Sequence[ToolCard] = ()) -> Suite:
    """A known suite from its folder, or one's own from its file, `tools` on offer.

    Raises NotFound, or BadRequest if it cannot be read.
    """
    if name.endswith(".jsonl"):
        if not Path(name).is_file():
            raise NotFound(f"no file {name!r}", hint="mrkl eval new writes one to begin with")
        return own.load(Path(name), tools)
    if name not in _LOADERS:
        raise NotFound(f"no suite {name!r}", hint=nearest(name, _LOADERS))
    if folder is None:
        raise BadRequest(f"where does {name!r} lie?", hint=f"mrkl eval run {name} FOLDER")
    try:
        return _LOADERS[name](folder)
    except FileNotFoundError as error:
        raise NotFound(f"{name}: {folder} has no {Path(error.filename).name}") from None
    except (ValueError, KeyError, TypeError, IndexError, SyntaxError) as error:
        raise BadRequest(
            f"{name}: a file in {folder} does not have the form of this suite "
            f"({type(error).__name__}: {error})"
        ) from None


def with_examples(suite: Suite, taught: Suite, most: int) -> Suite:
    """The suite with up to `most` requests of another half on the card of each tool.

    A request that is asked is never shown.
    """
    asked = {case.words for case in suite.cases}
    said: dict[str, list[Example]] = {}
    for case in taught.cases:
        if len(case.expected) == 1 and case.words not in asked:
            examples = said.setdefault(case.expected[0], [])
            if len(examples) < most:
                examples.append(Example(case.words))
    made: dict[tuple[str, str], ToolCard] = {}
    cases = []
    offers: dict[int, tuple[ToolCard, ...]] = {}
    for case in suite.cases:
        if id(case.tools) not in offers:
            offers[id(case.tools)] = tuple(
                made.setdefault((t.name, t.digest), _taught(t, said.get(t.name, ())))
                for t in case.tools
            )
        cases.append(replace(case, tools=offers[id(case.tools)]))
    return replace(suite, cases=tuple(cases))


def _taught(tool: ToolCard, examples: Sequence[Example]) -> ToolCard:
    if not examples:
        return tool
    digest = f"{tool.digest}+{len(examples)}"
    return replace(tool, examples=(*tool.examples, *examples), digest=digest)
