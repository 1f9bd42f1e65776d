"""The inputs of planning commands: DOMAIN, PROBLEM and PLAN, as files, names or stdin."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from mrkl_core.errors import BadRequest, DomainNotFound, NotFound, nearest
from mrkl_core.resources import data_path
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.session import Session, Source

#: What planning calls the three texts where it names a place in one.
DOMAIN, PROBLEM, PLAN = "domain.pddl", "problem.pddl", "plan"


def read_domain(session: Session, runtime: Runtime, name: str) -> str:
    """The PDDL of a file, of stdin or of a domain that has a name here.

    A file wins only if it looks like a path or nothing else has the name. Raises
    DomainNotFound, naming the nearest.
    """
    folder = _folder(runtime, name)
    if folder is not None:
        file = str(folder / "domain.pddl")
        return _kept(session, DOMAIN, file, read_text(file))
    if name == "-" or _is_path(name) or Path(name).is_file():
        return _kept(session, DOMAIN, name, read_text(name))
    try:
        return runtime.plans.domain(name).pddl
    except DomainNotFound as error:
        raise DomainNotFound(
            f"no domain {name!r}: it is neither a file nor the name of a planning domain",
            hint=error.hint,
            metadata=error.metadata,
        ) from None


def name_or_pddl(session: Session, name: str) -> tuple[str, str]:
    """A domain's name as it is, or the PDDL of a file that looks like a path or of a folder.

    With it the text of the domain.yaml beside a domain.pddl, if there is one.
    """
    file = Path(name) / "domain.pddl" if _is_folder(name) else Path(name)
    if not _is_path(str(file)):
        return name, ""
    language = file.with_name("domain.yaml") if file.name == "domain.pddl" else None
    told = read_text(str(language)) if language is not None and language.is_file() else ""
    return _kept(session, DOMAIN, str(file), read_text(str(file))), told


def read_problem(
    session: Session, runtime: Runtime, name: str, domain: str, key: str = PROBLEM
) -> str:
    """The PDDL of a problem: a file, `-`, or an example (p01) of a named domain."""
    return _kept(session, key, name, _read(runtime, name, domain, ".pddl", "problem"))


def read_plan(session: Session, runtime: Runtime, name: str, domain: str) -> str:
    """The text of a plan: a file, `-`, or the plan of an example (p01) of a named domain."""
    return _kept(session, PLAN, name, _read(runtime, name, domain, ".plan", "plan"))


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
    """The shipped examples of the domain before it, and files."""
    folder = data_path("pddl_domains") / str(ctx.params.get("domain", "")).lower()
    names = _examples(folder, ".pddl")
    found = [CompletionItem(n, help="shipped example") for n in names if n.startswith(incomplete)]
    return [*found, CompletionItem(incomplete, type="file")]


def _read(runtime: Runtime, name: str, domain: str, suffix: str, what: str) -> str:
    if name == "-" or _is_path(name) or Path(name).is_file():
        return read_text(name)
    folder = _folder(runtime, domain)
    known = _examples(folder, suffix) if folder else {}
    if name in known:
        return read_text(str(known[name]))
    raise NotFound(
        f"no {what} {name!r}: it is neither a file nor an example of domain {domain!r}",
        hint=nearest(name, known) if known else "check the path",
        metadata={what: name},
    )


def _folder(runtime: Runtime, domain: str) -> Path | None:
    """The folder of a domain that has a name here."""
    if _is_path(domain) or domain in ("", "-"):
        return None
    shipped = data_path("pddl_domains") / domain.lower()
    if (shipped / "domain.pddl").is_file():  # then no plugin need be loaded
        return shipped
    for declared in runtime.registry.domain_folders():
        if (Path(declared.path) / domain.lower() / "domain.pddl").is_file():
            return Path(declared.path) / domain.lower()
    return None


def _examples(folder: Path, suffix: str) -> dict[str, Path]:
    """The examples that stand in a domain's folder, by name."""
    return {path.stem: path for path in sorted(folder.glob(f"p*{suffix}"))}


def _is_folder(name: str) -> bool:
    """Whether it is a domain's folder of the caller's own: a shipped one needs no path."""
    shipped = data_path("pddl_domains") / name.lower() / "domain.pddl"
    own = Path(name) / "domain.pddl"
    return bool(name) and own.is_file() and ("/" in name or not shipped.is_file())


def _is_path(name: str) -> bool:
    return "/" in name or name.endswith((".pddl", ".plan", ".txt"))


def _kept(session: Session, key: str, name: str, text: str) -> str:
    session.sources[key] = Source("stdin" if name == "-" else name, text)
    return text
