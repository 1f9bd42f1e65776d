"""The kit for plugin authors: check a plugin, call a tool in place.

`assert_plugin_ok("mrkl_weather")` in a test is all that a plugin needs to know it will load.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mrkl_core.contracts.context import call_context
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.planning import Diagnostic, Severity
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.tool import Effect, Failure, Result, Tool
from mrkl_core.errors import ArgumentsInvalid, MrklError
from mrkl_core.experts.arguments import Checker
from mrkl_core.manifest.model import ExpertPolicy, Manifest, ToolPolicy
from mrkl_core.registry.catalogue import Catalogue, Offer
from mrkl_core.registry.declaration import load_experts
from mrkl_core.registry.discovery import PluginTarget

__all__ = ["assert_plugin_ok", "call_tool", "check_plugin", "experts_of"]

#: How a module is named, with an attribute in it or not; a folder's name has a hyphen.
_MODULE = re.compile(r"[A-Za-z_][\w.]*(?::[\w.]+)?")

#: Seconds a plugin's module may take to import, and one bid, before it is worth a warning.
SLOW_IMPORT_S = 0.1
SLOW_BID_S = 0.05


def experts_of(plugin: str, settings: Settings | None = None) -> tuple[Expert, ...]:
    """The experts a plugin module (`mrkl_weather`, or `module:attr`) declares."""
    return load_experts(PluginTarget(plugin, plugin), settings or Settings())


def call_tool(expert: Expert, name: str, /, **arguments: Any) -> Result | Failure:
    """What a tool gives, called in this process, its arguments and result checked.

    Raises ToolNotFound, ArgumentsInvalid and ResultInvalid as the server would.
    """
    card = _catalogue(expert).tool(f"{expert.name}.{name}")
    checker = Checker()
    checker.check_arguments(card, arguments)
    tool = next(tool for tool in expert.tools if tool.name == name)
    with call_context(None, None):
        outcome = tool.function(**arguments)
    if isinstance(outcome, Failure):
        return outcome
    result = outcome if isinstance(outcome, Result) else Result(outcome)
    checker.check_result(card, to_json(result.value))
    return result


def check_plugin(plugin: str | Path) -> tuple[Diagnostic, ...]:
    """What is wrong or odd with a plugin, given as its folder or its module's name.

    Errors keep it from working; warnings are what its users would trip over. Empty if all is
    well.
    """
    return tuple(_findings(plugin))


def assert_plugin_ok(plugin: str | Path) -> None:
    """Fails with every finding of `check_plugin`, if there is one."""
    findings = check_plugin(plugin)
    assert not findings, "\n".join(f"{d.severity}: {d.message} {d.hint}" for d in findings)


def _findings(plugin: str | Path) -> Iterator[Diagnostic]:
    if isinstance(plugin, str) and _MODULE.fullmatch(plugin):
        yield from _module_findings(plugin)
    elif Path(plugin).is_dir():
        yield from _folder_findings(Path(plugin))
    else:
        yield _error("plugin.path", f"there is no folder {str(plugin)!r}")


def _folder_findings(folder: Path) -> Iterator[Diagnostic]:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        targets = project["project"]["entry-points"]["mrkl"]
    except OSError:
        yield _error("plugin.pyproject", f"{str(folder)!r} has no pyproject.toml to read")
        return
    except tomllib.TOMLDecodeError as error:
        yield _error("plugin.pyproject", f"{folder}/pyproject.toml cannot be read: {error}")
        return
    except KeyError:
        yield _error(
            "plugin.entry-point",
            f"{folder}/pyproject.toml declares no entry point of the group 'mrkl'",
            '[project.entry-points.mrkl] weather = "mrkl_weather"',
        )
        return
    if not (folder / "README.md").is_file():
        yield _warning("plugin.readme", f"{str(folder)!r} has no README.md")
    sys.path.insert(0, str(folder.resolve()))
    try:
        for target in targets.values():
            yield from _module_findings(target)
    finally:
        sys.path.remove(str(folder.resolve()))


def _module_findings(target: str) -> Iterator[Diagnostic]:
    try:
        experts = experts_of(target)
    except (Exception, SystemExit) as error:  # the border to a stranger's code
        yield _error("plugin.load", f"{target!r} does not load: {type(error).__name__}: {error}")
        return
    yield from _import_time(target.partition(":")[0])
    for expert in experts:
        if not expert.description.strip():
            yield _warning("expert.description", f"expert {expert.name!r} has no description")
        if expert.bid is not None:
            yield from _bid_findings(expert)
        for tool in expert.tools:
            yield from _tool_findings(expert, tool)


def _import_time(module: str) -> Iterator[Diagnostic]:
    # In a process of its own: here the module has been imported already.
    code = (
        "import sys, time, mrkl_core; from mrkl_core import hookimpl\n"
        f"sys.path[:0] = {sys.path!r}\nstart = time.process_time()\n"
        f"import {module}\nprint(time.process_time() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode == 0 and (seconds := float(done.stdout.split()[-1])) > SLOW_IMPORT_S:
        yield _warning(
            "plugin.slow-import",
            f"importing {module!r} takes {seconds:.2f} s of CPU",
            "import heavy libraries where they are used, and name them in Expert.preload",
        )


def _tool_findings(expert: Expert, tool: Tool) -> Iterator[Diagnostic]:
    name = f"{expert.name}.{tool.name}"
    if not tool.description.strip():
        yield _warning("tool.description", f"{name} has no description")
    for argument, schema in tool.arguments.get("properties", {}).items():
        if isinstance(schema, dict) and not schema.get("description"):
            yield _warning("tool.argument", f"{name}: argument {argument!r} has no description")
    for example in tool.examples if tool.effect is Effect.NONE else ():
        try:
            outcome = call_tool(expert, tool.name, **example.arguments)
        except MrklError as error:
            yield _error("tool.example", f"{name}: the example {example.words!r} fails: {error}")
        except Exception as error:  # the border to a stranger's code
            said = f"{type(error).__name__}: {error}"
            yield _error("tool.example", f"{name}: the example {example.words!r} raises {said}")
        else:
            if isinstance(outcome, Failure):
                said = f"{outcome.code}: {outcome.message}"
                yield _error("tool.example", f"{name}: the example {example.words!r} gives {said}")


def _bid_findings(expert: Expert) -> Iterator[Diagnostic]:
    assert expert.bid is not None
    catalogue, checker = _catalogue(expert), Checker()
    words = [*expert.examples, *(e.words for t in expert.tools for e in t.examples), "", "?" * 999]
    for request in words:
        start = time.perf_counter()
        try:
            bids = list(expert.bid(request))
        except Exception as error:  # the border to a stranger's code
            said = f"{type(error).__name__}: {error}"
            yield _error("expert.bid", f"the bid of {expert.name!r} for {request!r} raises {said}")
            continue
        # The first bid may import what the others use.
        if request != words[0] and time.perf_counter() - start > SLOW_BID_S:
            yield _warning("expert.slow-bid", f"the bid of {expert.name!r} is slow: {request!r}")
        for bid in bids:
            card = catalogue.card(f"{expert.name}.{bid.tool}")
            if card is None:
                yield _error("expert.bid", f"{expert.name!r} bids for {bid.tool!r}, not its tool")
                continue
            if not 0 <= bid.confidence <= 1:
                yield _error("expert.bid", f"{expert.name!r} bids {bid.confidence}, not in [0, 1]")
            try:
                checker.check_arguments(card, bid.arguments)
            except ArgumentsInvalid as error:
                yield _error("expert.bid", f"{expert.name!r} bids wrong arguments: {error}")


def _catalogue(expert: Expert) -> Catalogue:
    """The expert as the only one there is, with every tool on."""
    on = ExpertPolicy(tools={tool.name: ToolPolicy(enabled=True) for tool in expert.tools})
    target = PluginTarget(expert.name, "")
    return Catalogue([Offer(expert, target)], Manifest("", experts={expert.name: on}))


def _error(code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint=hint)


def _warning(code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, hint=hint)
