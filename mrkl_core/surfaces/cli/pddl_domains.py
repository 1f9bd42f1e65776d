"""`mrkl pddl domains`: what domains there are, whether one's language is sound, and a new one."""

from __future__ import annotations

from pathlib import Path

import click

from mrkl_core.contracts.drafting import LanguageDraft
from mrkl_core.contracts.evidence import Verdict
from mrkl_core.contracts.jsonvalue import to_json
from mrkl_core.contracts.pddl import Diagnostic, Severity
from mrkl_core.contracts.planning import DomainCard
from mrkl_core.errors import BadRequest
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.command import Command, Example
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import tell_diagnostic
from mrkl_core.surfaces.cli.inputs import complete_domain
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.reading import read_text
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl domains"),
        Example("mrkl pddl domains blocksworld"),
        Example("mrkl pddl domains --json"),
    ],
)
@click.argument("name", default="", shell_complete=complete_domain)
@pass_session
def show(session: Session, name: str) -> int:
    """Lists the domains that can be named, or shows one with its PDDL."""

    async def work(runtime: Runtime) -> int:
        if name:
            card = runtime.plans.domain(name)
            if session.as_json:
                session.out.document(card)
            else:
                _tell_domain(session.out, card)
            return 0
        cards = runtime.plans.domains()
        if session.as_json:
            session.out.document({"domains": cards})
        else:
            session.out.table(
                [[c.name, "words" if c.language else "PDDL only", c.description] for c in cards],
                styles=[{"fg": "cyan", "bold": True}, {"dim": True}, {}],
            )
        return 0

    return run(session, work)


@click.command(
    cls=Command,
    examples=[
        Example("mrkl pddl domains check grippers"),
        Example("mrkl pddl domains check blocksworld logistics --json"),
    ],
)
@click.argument("names", nargs=-1, metavar="[NAME|FOLDER]...", shell_complete=complete_domain)
@pass_session
def check(session: Session, names: tuple[str, ...]) -> int:
    """Proves that a domain's language keeps its promises; without a name, that all do.

    Every predicate is said and read again, at the start and in the goal; every example is read
    into its problem, and its plan is valid. Exits with 18 if something is wrong.
    """

    async def work(runtime: Runtime) -> int:
        known = names or [card.name for card in runtime.plans.domains() if card.language]
        found = {name: await runtime.plans.prove(_place(name)) for name in known}
        if session.as_json:
            session.out.document({"domains": {n: to_json(d) for n, d in found.items()}})
        else:
            for name, diagnostics in found.items():
                _tell_proof(session, name, diagnostics)
        wrong = any(d.severity is Severity.ERROR for ds in found.values() for d in ds)
        return Exit.FINDINGS if wrong else 0

    return run(session, work)


@click.command(
    cls=Command,
    examples=[Example("mrkl pddl domains new domain.pddl --to my-domain")],
)
@click.argument("domain", metavar="DOMAIN.PDDL", type=click.Path(path_type=Path))
@click.option("--to", "folder", type=click.Path(path_type=Path), help="The folder to make.")
@pass_session
def new(session: Session, domain: Path, folder: Path | None) -> int:
    """Makes a folder for a domain, with a first draft of its language, and checks it.

    Where the manifest names a model, its sentences are used as far as they pass the check.
    """

    async def work(runtime: Runtime) -> int:
        text = read_text(str(domain))
        drafted = await runtime.plans.draft_language(text)
        target = folder or Path(domain.stem if domain.stem != "domain" else domain.parent.name)
        for name, content in (("domain.pddl", text), ("domain.yaml", drafted.text)):
            _write(target / name, content)
        found = await runtime.plans.prove(str(target.resolve()))
        if session.as_json:
            told = {"by_model": drafted.by_model, "refused": drafted.refused}
            document = {"folder": str(target), **told, "diagnostics": to_json(found)}
            session.out.document(document)
        else:
            session.out.stream.write(f"wrote {target}/domain.pddl and {target}/domain.yaml\n")
            _tell_draft(session.out, drafted)
            _tell_proof(session, str(target), found)
        return 0

    return run(session, work)


def _place(name: str) -> str:
    """A folder's full path, for the worker that has another current one; a name as it is."""
    return str(Path(name).resolve()) if Path(name).is_dir() else name


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(content)
    except FileExistsError as error:
        raise BadRequest(
            f"{file} is there already", hint="name another folder with --to"
        ) from error
    except OSError as error:
        raise BadRequest(f"{file} cannot be written: {error.strerror}") from error


def _tell_draft(out: Output, draft: LanguageDraft) -> None:
    if draft.warning:
        out.line(f"drafted without the model: {draft.warning}")
    elif draft.by_model or draft.refused:
        lost = f"; not used, as it is not read as it is said: {', '.join(draft.refused)}"
        out.line(f"drafted by the model{lost if draft.refused else ''}")


def _tell_proof(session: Session, name: str, found: tuple[Diagnostic, ...]) -> None:
    wrong = any(d.severity is Severity.ERROR for d in found)
    mark = session.out.mark(Verdict.FAILED if wrong else Verdict.PASSED)
    said = f"{len(found)} to mend" if found else "every predicate and example is read as it is said"
    session.out.stream.write(f"{mark} {name}: {said}\n")
    for diagnostic in found:
        tell_diagnostic(session, session.out, diagnostic)


def _tell_domain(out: Output, card: DomainCard) -> None:
    out.line(f"{card.name}: {card.title}" if card.title else card.name, bold=True)
    out.line(f"  {card.description}")
    for title, names in (
        ("actions", card.actions),
        ("predicates", card.predicates),
        ("types", card.types),
        ("requirements", card.requirements),
    ):
        if names:
            out.stream.write(f"{out.styled(title, fg='cyan')}: {out.plain(', '.join(names))}\n")
    for example in card.examples:
        out.line("example", fg="cyan")
        out.line(f"  {example}")
    out.line()
    out.line(card.pddl.rstrip(), dim=True)
