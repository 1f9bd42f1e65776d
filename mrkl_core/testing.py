"""The kit for plugin authors: check a plugin, call a tool in place.

`assert_plugin_ok("mrkl_weather")` in a test is all that a plugin needs to know it will load.
"""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mrkl_core.contracts.context import call_context
from mrkl_core.contracts.expert import Expert
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.routing import Bid
from mrkl_core.contracts.settings import Settings
from mrkl_core.contracts.tool import Effect, Failure, Result, Tool, as_called
from mrkl_core.errors import ArgumentsInvalid, MrklError
from mrkl_core.experts.arguments import Checker
from mrkl_core.manifest.model import ExpertPolicy, Manifest, ToolPolicy
from mrkl_core.registry.catalogue import Catalogue, Provided
from mrkl_core.registry.declaration import (
    DECLARING,
    declared,
    implementations,
    load,
    new_manager,
    register,
)
from mrkl_core.registry.discovery import PluginTarget
from mrkl_core.registry.soundness import check_object

__all__ = ["as_called", "assert_plugin_ok", "call_tool", "check_plugin", "experts_of"]

#: How a module is named, with an attribute in it or not; a folder's name has a hyphen.
_MODULE = re.compile(r"[A-Za-z_][\w.]*(?::[\w.]+)?")

#: Seconds of CPU that importing a plugin's module, and one bid, may take without a warning.
SLOW_IMPORT_S = 0.2
SLOW_BID_S = 0.05


def experts_of(plugin: str, settings: Settings | None = None) -> tuple[Expert, ...]:
    """The experts a plugin module (`mrkl_weather`, or `module:attr`) declares."""
    return load("mrkl_experts", PluginTarget(plugin, plugin), settings or Settings())


def call_tool(expert: Expert, name: str, /, **arguments: Any) -> Result | Failure:
    """What a tool gives, called in this process, its arguments and result checked.

    Raises ToolNotFound, ArgumentsInvalid and ResultInvalid as the server would.
    """
    card = _catalogue(expert).tool(f"{expert.name}.{name}")
    checker = Checker()
    checker.check_arguments(card, arguments)
    tool = next(tool for tool in expert.tools if tool.name == name)
    with call_context(None, None):
        outcome = as_called(tool.function)(**arguments)
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
    except (KeyError, TypeError):
        yield _error(
            "plugin.entry-point",
            f"{folder}/pyproject.toml declares no entry point of the group 'mrkl'",
            '[project.entry-points.mrkl] weather = "mrkl_weather"',
        )
        return
    if not (folder / "README.md").is_file():
        yield _warning("plugin.readme", f"{str(folder)!r} has no README.md")
    if "mrkl-core" not in {_package(line) for line in project["project"].get("dependencies", ())}:
        yield _warning(
            "plugin.dependency",
            f"{folder}/pyproject.toml does not depend on 'mrkl-core'",
            'dependencies = ["mrkl-core"]',
        )
    with _importing(folder.resolve(), targets.values()):
        for target in targets.values():
            yield from _module_findings(target)


def _package(requirement: Any) -> str:
    match = re.match(r"[\w.-]+", str(requirement))
    return re.sub(r"[-_.]+", "-", match[0].lower()) if match else ""


@contextmanager
def _importing(folder: Path, targets: Iterable[str]) -> Iterator[None]:
    """Takes modules from this folder, even if others of their names are loaded already."""
    tops = {_top(target.partition(":")[0]) for target in targets}
    places = [str(folder), str(folder / "src")]
    before = {name: sys.modules.pop(name) for name in [*sys.modules] if _top(name) in tops}
    sys.path[:0] = places
    try:
        yield
    finally:
        for place in places:
            sys.path.remove(place)
        for name in [name for name in sys.modules if _top(name) in tops]:
            del sys.modules[name]
        sys.modules.update(before)


def _top(module: str) -> str:
    return module.partition(".")[0].strip()


def _module_findings(target: str) -> Iterator[Diagnostic]:
    try:
        experts = _sound_experts(target)
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


def _sound_experts(target: str) -> list[Expert]:
    """The experts a plugin declares, after all its hooks were asked, as the server asks them."""
    manager = new_manager()
    plugin = register(manager, PluginTarget(target, target))
    found: list[Any] = []
    for hook, impl in implementations(manager, plugin):
        if hook in DECLARING or hook == "mrkl_commands":
            items = declared(hook, impl, Settings(), DECLARING.get(hook, object))
            for item in items:
                check_object(hook, item)
            found += items
    return [item for item in found if isinstance(item, Expert)]


def _import_time(module: str) -> Iterator[Diagnostic]:
    # In a process of its own: here the module has been imported already.
    code = (
        "import sys, time, mrkl_core; from mrkl_core import hookimpl\n"
        f"sys.path[:0] = {sys.path!r}\nstart = time.process_time()\n"
        f"import {module}\nprint(time.process_time() - start)"
    )
    seconds = 0.0
    for _ in range(2):  # the first may have to compile it
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
        )
        seconds = float(done.stdout.split()[-1]) if done.returncode == 0 else 0.0
        if seconds <= SLOW_IMPORT_S:
            break
    else:
        yield _warning(
            "plugin.slow-import",
            f"importing {module!r} takes {seconds:.2f} s of CPU",
            "import heavy libraries where they are used, and name them in Expert.preload",
        )


def _tool_findings(expert: Expert, tool: Tool) -> Iterator[Diagnostic]:
    name = f"{expert.name}.{tool.name}"
    if not tool.description.strip():
        yield _warning("tool.description", f"{name} has no description")
    for argument, schema in _properties(tool.arguments):
        if not schema.get("description"):
            yield _warning("tool.argument", f"{name}: argument {argument!r} has no description")
    yield from _signature_findings(name, tool)
    for example in tool.examples:
        said = _example_fault(expert, tool, example.arguments)
        if said:
            yield _error("tool.example", f"{name}: the example {example.words!r} {said}")


def _properties(schema: Any, before: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property that a schema names, with those of the objects within it."""
    if not isinstance(schema, dict):
        return
    for name, inner in schema.get("properties", {}).items():
        if isinstance(inner, dict):
            yield before + name, inner
            yield from _properties(inner, f"{before}{name}.")
    yield from _properties(schema.get("items"), f"{before.removesuffix('.')}[].")


def _signature_findings(name: str, tool: Tool) -> Iterator[Diagnostic]:
    try:
        signature = inspect.signature(tool.function)
    except (TypeError, ValueError):  # a function written in C need not tell
        return
    everything = tool.arguments.get("properties", {})
    required = tool.arguments.get("required", [])
    for arguments in (everything, required) if set(everything) != set(required) else (everything,):
        try:
            signature.bind(**dict.fromkeys(arguments))
        except TypeError as error:
            told = ", ".join(arguments) or "no arguments"
            yield _error("tool.signature", f"{name} cannot be called with {told}: {error}")


def _example_fault(expert: Expert, tool: Tool, arguments: dict[str, Any]) -> str:
    """What is wrong with an example. It is run if the tool is pure; else it might do harm."""
    try:
        if tool.effect is not Effect.NONE:
            card = _catalogue(expert).tool(f"{expert.name}.{tool.name}")
            Checker().check_arguments(card, arguments)
            return ""
        outcome = call_tool(expert, tool.name, **arguments)
    except MrklError as error:
        return f"fails: {error}"
    except (Exception, SystemExit) as error:  # the border to a stranger's code
        return f"raises {type(error).__name__}: {error}"
    if isinstance(outcome, Failure):
        return f"gives {outcome.code}: {outcome.message}"
    return ""


def _bid_findings(expert: Expert) -> Iterator[Diagnostic]:
    assert expert.bid is not None
    catalogue, checker = _catalogue(expert), Checker()
    words = [*expert.examples, *(e.words for t in expert.tools for e in t.examples), "", "?" * 999]
    for request in words:
        try:
            bids, seconds = _timed_bid(expert.bid, request)
            if seconds > SLOW_BID_S:  # once more: it may have imported what it needs
                bids, seconds = _timed_bid(expert.bid, request)
        except (Exception, SystemExit) as error:  # the border to a stranger's code
            said = f"{type(error).__name__}: {error}"
            yield _error("expert.bid", f"the bid of {expert.name!r} for {request!r} raises {said}")
            continue
        if seconds > SLOW_BID_S:
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


def _timed_bid(bid: Callable[[str], Iterable[Bid]], request: str) -> tuple[list[Bid], float]:
    start = time.process_time()
    return list(bid(request)), time.process_time() - start


def _catalogue(expert: Expert) -> Catalogue:
    """The expert as the only one there is, with every tool on."""
    on = ExpertPolicy(tools={tool.name: ToolPolicy(enabled=True) for tool in expert.tools})
    target = PluginTarget(expert.name, "")
    return Catalogue([Provided(expert, target)], Manifest("", experts={expert.name: on}))


def _error(code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, hint=hint)


def _warning(code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, message, hint=hint)
