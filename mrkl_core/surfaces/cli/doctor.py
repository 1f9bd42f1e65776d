"""`mrkl doctor`: what works here, and how to get the rest."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import time
from dataclasses import replace
from pathlib import Path

import click

from mrkl_core import __version__
from mrkl_core.contracts.catalogue import PluginReport, PluginState
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.pddl import Severity
from mrkl_core.contracts.planning import EngineCard
from mrkl_core.errors import ModelNotConfigured, MrklError, NotReady
from mrkl_core.manifest.load import find, load
from mrkl_core.manifest.model import Manifest, PluginPolicy, RoutingPolicy
from mrkl_core.records import dataclass
from mrkl_core.registry.audit import audit
from mrkl_core.service.runtime import Runtime
from mrkl_core.service.store import RunStore
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.logs import start_logging
from mrkl_core.surfaces.cli.output import Output, seconds
from mrkl_core.surfaces.cli.pddl_engines import tell_engines
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import status_of

_PROBE = "(define (domain probe) (:predicates (p)) (:action a :effect (p)))"


@dataclass(frozen=True)
class Check:
    """One thing looked at: `problem` is empty if it works; `hint` says how to mend it.

    `needed` tells what mrkl cannot do without from what it can.
    """

    what: str
    detail: str = ""
    problem: str = ""
    hint: str = ""
    needed: bool = True

    @property
    def verdict(self) -> Verdict:
        """✓ works, ✗ does not and is needed, ? does not but is not needed."""
        if not self.problem:
            return Verdict.PASSED
        return Verdict.FAILED if self.needed else Verdict.UNCHECKED


@dataclass(frozen=True)
class Report:
    """All that was found; `ok` if the core works."""

    ok: bool
    mrkl: str
    python: str
    executable: str
    manifest: Check
    workers: Check
    store: Check
    models: Check
    plugins: tuple[PluginReport, ...]
    engines: tuple[EngineCard, ...]


@click.command(
    cls=Command,
    examples=[
        Example("mrkl doctor"),
        Example("mrkl doctor --json"),
    ],
)
@pass_session
def doctor(session: Session) -> int:
    """Says what is installed, which engines and models answer, and how to get the rest."""
    start_logging(session)
    report = asyncio.run(_examine(session.manifest))
    if session.as_json:
        session.out.document(report)
    else:
        _tell(session.out, report)
    return 0 if report.ok else status_of(NotReady).exit


async def _examine(path: Path | None) -> Report:
    manifest, runtime = _opened(path)
    async with runtime:
        workers = await _workers(runtime)
        store = await _store(runtime.runs)
        models = await _model(runtime)
        plugins, engines = runtime.tools.plugins(), runtime.plans.engines()
    required = all(p.state is PluginState.ACTIVE for p in plugins if p.required)
    works = not any(check.problem for check in (manifest, workers, store))
    return Report(
        ok=works and required and any(engine.installed for engine in engines),
        mrkl=__version__,
        python=platform.python_version(),
        executable=sys.executable,
        manifest=manifest,
        workers=workers,
        store=store,
        models=models,
        plugins=plugins,
        engines=engines,
    )


def _opened(path: Path | None) -> tuple[Check, Runtime]:
    """The runtime; where the manifest stands in its way, one that looks past the fault."""
    store = RunStore(wait=False)
    file = str(find(path))
    # A manifest that cannot be read may block plugins: so none is imported.
    kept = Manifest(file, plugins=PluginPolicy(autoload=False))
    try:
        manifest = load(path)
        kept = replace(
            manifest, plugins=replace(manifest.plugins, required=()), routing=RoutingPolicy()
        )
        runtime = Runtime(manifest, store=store, serving=False)
        found = audit(manifest, runtime.registry)
    except MrklError as error:
        place = f"{error.location}: " if error.location else ""
        problem = Check("manifest", file, f"{place}{error.message}", error.hint)
        return problem, Runtime(kept, store=store, serving=False)
    told = "; ".join([file, *(d.message for d in found)])
    broken = [d.message for d in found if d.severity is Severity.ERROR]
    return Check("manifest", told, "; ".join(broken), "see mrkl manifest check"), runtime


async def _workers(runtime: Runtime) -> Check:
    start = time.monotonic()
    try:
        await runtime.plans.lint(_PROBE)
    except MrklError as error:
        return Check("workers", problem=error.message, hint=error.hint)
    took = seconds(time.monotonic() - start)
    return Check("workers", f"a child process started and answered in {took}")


async def _store(store: RunStore) -> Check:
    try:
        await store.check()
    except MrklError as error:
        return Check("store", store.url, error.message, error.hint)
    path = Path(store.url.removeprefix("sqlite:///"))
    if path.exists() and not os.access(path, os.W_OK):
        return Check("store", store.url, "it cannot be written", f"chmod u+w {path}")
    return Check("store", store.url)


async def _model(runtime: Runtime) -> Check:
    try:
        return Check("model", await runtime.model.probe(), needed=False)
    except ModelNotConfigured as error:
        told = f"{error.message}; all but free talk works without"
        return Check("model", problem=told, hint=error.hint, needed=False)
    except MrklError as error:
        return Check("model", problem=error.message, hint=error.hint, needed=False)


def _tell(out: Output, report: Report) -> None:
    out.line(f"mrkl {report.mrkl}", bold=True)
    out.line(f"Python {report.python} · {report.executable}", dim=True)
    for check in (report.manifest, report.workers, report.store, report.models):
        _line(out, check)
    out.line("plugins", fg="cyan", bold=True)
    for plugin in report.plugins:
        active = plugin.state is PluginState.ACTIVE
        _line(
            out,
            Check(
                plugin.name,
                f"{plugin.distribution} {plugin.version}".strip(),
                "" if active else f"{plugin.state.lower()}: {plugin.reason}",
                needed=plugin.required or plugin.state is PluginState.FAILED,
            ),
        )
    out.line("engines", fg="cyan", bold=True)
    tell_engines(out, report.engines)
    if not report.ok:
        out.line("the core does not work: see ✗ above", fg="red", bold=True)


def _line(out: Output, check: Check) -> None:
    name = out.styled(f"{check.what:<14}", bold=True)
    told = check.problem or check.detail
    out.stream.write(f"  {out.mark(check.verdict)} {name} {out.plain(told)}\n")
    if check.problem and check.hint:
        out.line(f"{'':19}{check.hint}", dim=True)
