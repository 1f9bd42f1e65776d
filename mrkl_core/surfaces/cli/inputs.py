"""The inputs of planning commands: DOMAIN, PROBLEM and PLAN, as files, names or stdin."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mrkl_core.errors import BadRequest, NotFound, nearest
from mrkl_core.resources import data_path
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.session import Session, Source


def read_domain(session: Session, runtime: Runtime, name: str) -> str:
    """The PDDL of a domain that is a file, `-` or the name of a shipped domain.

    A file wins only if the name looks like one or nothing else has the name.
    """
    if name == "-" or _is_path(name):
        return _kept(session, "domain", name, read_text(name))
    names = [card.name for card in runtime.plans.domains()]
    if name in names:
        return _kept(session, "domain", f"{name}/domain.pddl", runtime.plans.domain(name).pddl)
    if Path(name).is_file():
        return _kept(session, "domain", name, read_text(name))
    raise NotFound(
        f"no domain {name!r}: it is neither a file nor a domain that mrkl ships",
        hint=nearest(name, names),
        metadata={"domain": name},
    )


def read_problem(session: Session, name: str, domain: str) -> str:
    """The PDDL of a problem: a file, `-`, or a shipped one (p01) of a shipped domain."""
    return _kept(session, "problem", name, _read(name, domain, ".pddl", "problem"))


def read_plan(session: Session, name: str, domain: str) -> str:
    """The text of a plan: a file, `-`, or the shipped plan (p01) of a shipped domain."""
    return _kept(session, "plan", name, _read(name, domain, ".plan", "plan"))


def only_one_stdin(*names: str) -> None:
    """Raises BadRequest if more than one input is `-`."""
    if sum(name == "-" for name in names) > 1:
        raise BadRequest("only one input can be '-': there is one stdin")


def complete_domain(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The shipped domains, and files."""
    folder = data_path("pddl_domains")
    names = sorted(path.parent.name for path in folder.glob("*/domain.pddl"))
    found = [CompletionItem(n, help="shipped domain") for n in names if n.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


def complete_problem(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The shipped problems of the domain before it, and files."""
    names = _shipped(str(ctx.params.get("domain", "")), ".pddl")
    found = [CompletionItem(n, help="shipped example") for n in names if n.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


def _read(name: str, domain: str, suffix: str, what: str) -> str:
    if name == "-" or _is_path(name) or Path(name).is_file():
        return read_text(name)
    known = _shipped(domain, suffix)
    if name in known:
        return read_text(str(known[name]))
    raise NotFound(
        f"no {what} {name!r}: it is neither a file nor an example of domain {domain!r}",
        hint=nearest(name, known) if known else "check the path",
        metadata={what: name},
    )


def _shipped(domain: str, suffix: str) -> dict[str, Path]:
    """The examples that stand beside a shipped domain, by name."""
    if not domain or _is_path(domain):
        return {}
    folder = data_path("pddl_domains") / domain
    return {path.stem: path for path in sorted(folder.glob(f"p*{suffix}"))}


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".pddl", ".plan", ".txt"))


def _kept(session: Session, key: str, name: str, text: str) -> str:
    session.sources[key] = Source("stdin" if name == "-" else name, text)
    return text
