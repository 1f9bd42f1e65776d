"""`mrkl search`: builds the index, looks into it, and forgets folders."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from mrkl_core import Problem, Settings
from mrkl_core.contracts.answers import AnswerStatus
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.errors import Conflict, MrklError, NotFound, NotReady
from mrkl_core.models.embeddings import encoder_of
from mrkl_core.service.runtime import Runtime
from mrkl_core.surfaces.cli.call import tell_outcome
from mrkl_core.surfaces.cli.command import Command, Example, Group, WordsCommand, words_argument
from mrkl_core.surfaces.cli.output import Output
from mrkl_core.surfaces.cli.progress import Progress
from mrkl_core.surfaces.cli.reading import read_words
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.surfaces.status import OUTCOMES
from mrkl_search.config import Config
from mrkl_search.indexing import Indexer, Report
from mrkl_search.store import Store

_NAMED = 20


def search_command(settings: Settings) -> click.Command:
    """The command under the manifest's settings."""
    config = Config.of(settings.config("search"))

    @click.group("search", cls=Group)
    def search() -> None:
        """Indexes documents on this machine, and answers from them by quoting."""

    search.add_command(_index(config))
    search.add_command(_asking("query", "find", "query", "Finds passages in the documents."))
    search.add_command(
        _asking("answer", "answer", "question", "Answers a question by quoting the documents.")
    )
    search.add_command(_status())
    search.add_command(_remove(config))
    return search


def _index(config: Config) -> click.Command:
    @click.command(
        "index",
        cls=Command,
        examples=[Example("mrkl search index ~/notes"), Example("mrkl search index")],
    )
    @click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
    @click.option("--all", "everything", is_flag=True, help="Hidden and git-ignored files too.")
    @click.option("--rebuild", is_flag=True, help="Begin again with an empty index.")
    @click.option("--no-vectors", is_flag=True, help="Words only: quicker, and finds less.")
    @pass_session
    def index(
        session: Session, paths: tuple[Path, ...], everything: bool, rebuild: bool, no_vectors: bool
    ) -> int:
        """Brings the index up to date with folders; without PATH with those it knows.

        Text, Markdown, reStructuredText, HTML and PDF are read. What has not changed is not
        read again; what is gone is removed.
        """
        with _translated():
            roots = [(_absolute(path), everything) for path in paths] or _roots(config)

        async def work(_: Runtime) -> int:
            encoder = None if no_vectors else encoder_of(config.embeddings, threads=2)
            with _translated(), _bar(session) as progress:
                at = datetime.now(UTC).isoformat(timespec="seconds")
                indexer = Indexer(config, encoder, progress)
                report = await indexer.run(roots, at, rebuild=rebuild)
            if session.as_json:
                session.out.document(report)
            else:
                _tell(session.out, report, config)
            return 0

        return run(session, work)

    return index


def _asking(name: str, tool: str, argument: str, told: str) -> click.Command:
    @click.command(
        name, cls=WordsCommand, help=told, examples=[Example(f"mrkl search {name} parental leave")]
    )
    @words_argument()
    @click.option("--folder", default="", metavar="PATH", help="Only documents under this folder.")
    @pass_session
    def ask(session: Session, words: tuple[str, ...], folder: str) -> int:
        arguments: JsonObject = {argument: read_words(words)}
        return _call(session, tool, {**arguments, **({"folder": folder} if folder else {})})

    return ask


def _status() -> click.Command:
    @click.command("status", cls=Command, examples=[Example("mrkl search status")])
    @pass_session
    def status(session: Session) -> int:
        """Says what is indexed, and what could not be read."""
        return _call(session, "status", {})

    return status


def _remove(config: Config) -> click.Command:
    @click.command("remove", cls=Command, examples=[Example("mrkl search remove ~/notes")])
    @click.argument("path", type=click.Path(path_type=Path))
    @pass_session
    def remove(session: Session, path: Path) -> int:
        """Removes a folder from the index; its files are not touched."""
        with _translated(), Store.open(config.index) as store, store.change():
            count = store.drop_root(_absolute(path, must_exist=False))
            store.drop_vectors(unused=True)
        if session.as_json:
            session.out.document({"removed": count})
        else:
            session.out.line(f"removed {count} file{'' if count == 1 else 's'} from the index")
        return 0

    return remove


def _call(session: Session, tool: str, arguments: JsonObject) -> int:
    async def work(runtime: Runtime) -> int:
        with Progress(session, "searching"):
            outcome = await runtime.tools.call(f"search.{tool}", arguments)
        if session.as_json:
            session.out.document(outcome)
        else:
            tell_outcome(session.out, outcome)
        return OUTCOMES[AnswerStatus.FAILED if outcome.failure else AnswerStatus.ANSWERED]

    return run(session, work)


def _absolute(path: Path, *, must_exist: bool = True) -> str:
    found = path.expanduser().absolute()
    if must_exist and not found.exists():
        raise Problem("NO_FOLDER", f"there is no file or folder {str(path)!r}", "check the path")
    return str(found.resolve())


def _roots(config: Config) -> list[tuple[str, bool]]:
    with Store.open(config.index) as store:
        return [(path, everything) for path, everything, _ in store.roots()]


@contextmanager
def _translated() -> Iterator[None]:
    """Raises the error of the command line that a Problem stands for."""
    try:
        yield
    except Problem as problem:
        failure = problem.failure
        kinds: dict[str, type[MrklError]] = {"NO_FOLDER": NotFound, "BUSY": Conflict}
        kind = kinds.get(failure.code, NotReady)
        raise kind(failure.message, hint=failure.hint) from None


@contextmanager
def _bar(session: Session) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each phase on a terminal; nothing elsewhere."""
    if session.as_json or not sys.stderr.isatty():
        yield lambda phase, done, total: None
        return
    bars: dict[str, Any] = {}

    def progress(phase: str, done: int, total: int) -> None:
        if phase not in bars:
            for bar in bars.values():
                bar.render_finish()
            bars[phase] = click.progressbar(length=total, label=phase.ljust(18), file=sys.stderr)
            bars[phase].render_progress()
        bars[phase].update(done - bars[phase].pos)

    try:
        yield progress
    finally:
        for bar in bars.values():
            bar.render_finish()


def _tell(out: Output, report: Report, config: Config) -> None:
    out.line(
        f"{report.read:,} read, {report.unchanged:,} unchanged, {report.removed:,} removed, "
        f"{len(report.skipped):,} not readable; {report.encoded:,} vectors made",
        bold=True,
    )
    for path, why in report.skipped[:_NAMED]:
        out.line(f"  {path}: {why}")
    if len(report.skipped) > _NAMED:
        out.line("  … mrkl search status names more of them")
    if report.stopped:
        out.line(f"stopped: {report.stopped}; raise the limit in experts.search.config")
    out.line(f"  {config.index}", dim=True)
