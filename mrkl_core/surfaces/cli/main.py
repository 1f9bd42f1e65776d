"""The entry point: the table of commands, and the border where errors become exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn, cast

import click
from click.shell_completion import shell_complete

from mrkl_core import __version__
from mrkl_core.errors import MrklError
from mrkl_core.surfaces.cli.command import global_options, json_option
from mrkl_core.surfaces.cli.exits import Exit
from mrkl_core.surfaces.cli.failure import internal_error, tell_error, usage_error
from mrkl_core.surfaces.cli.lazy import LazyCommand, LazyGroup
from mrkl_core.surfaces.cli.output import prepare_streams
from mrkl_core.surfaces.cli.session import Session
from mrkl_core.surfaces.status import status_of

_HERE = "mrkl_core.surfaces.cli"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_COMPLETE = "_MRKL_COMPLETE"  # the variable in which a shell asks what could come next

COMMANDS = {
    "ask": LazyCommand(f"{_HERE}.ask", "ask", "Answer a request in words, with evidence."),
    "route": LazyCommand(f"{_HERE}.ask", "route", "Show where a request would go, and why."),
    "call": LazyCommand(f"{_HERE}.call", "call", "Call one tool with arguments."),
    "plan": LazyCommand(f"{_HERE}.plan", "plan", "From words to a validated plan in words."),
    "execute": LazyCommand(f"{_HERE}.execute", "execute", "Carry out a plan with tools."),
    "pddl": LazyCommand(f"{_HERE}.pddl", "pddl", "Solve, validate and inspect PDDL."),
    "tools": LazyCommand(f"{_HERE}.tools", "tools", "List, show and search tools."),
    "plugins": LazyCommand(f"{_HERE}.plugins", "plugins", "List, write and check plugins."),
    "manifest": LazyCommand(f"{_HERE}.manifest", "manifest", "Check the policy file."),
    "eval": LazyCommand(f"{_HERE}.evaluate", "evaluate", "Measure how often routing is right."),
    "runs": LazyCommand(f"{_HERE}.runs", "runs", "Look at what was done before."),
    "serve": LazyCommand(f"{_HERE}.serve", "serve", "Serve gRPC."),
    "demo": LazyCommand(f"{_HERE}.demo", "demo", "See three requests answered."),
    "doctor": LazyCommand(f"{_HERE}.doctor", "doctor", "Say what works here, and how to get more."),
    "completion": LazyCommand(
        f"{_HERE}.completion", "completion", "Print a shell's completion script."
    ),
}


class Mrkl(LazyGroup):
    """The command `mrkl`.

    Commands that plugins add (hook mrkl_commands) are looked up only when no command of
    ours has the name: listing them would import every plugin on each `mrkl --help`.
    """

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Our command of this name, else a plugin's."""
        own = super().get_command(ctx, cmd_name)
        if own is not None or ctx.resilient_parsing:
            return own
        from mrkl_core.surfaces.cli.plugged import plugged_command  # the registry, imported late

        return plugged_command(ctx.ensure_object(Session), cmd_name)

    def main(
        self,
        args: Sequence[str] | None = None,
        *_: Any,
        session: Session | None = None,
        **__: Any,
    ) -> NoReturn:
        """Runs the command line and exits: never with a traceback, unless asked."""
        arguments = list(sys.argv[1:] if args is None else args)
        prepare_streams()
        try:
            self._complete()
            code = self._served(arguments, session or Session())
            sys.stdout.flush()
        except BrokenPipeError:
            _abandon_stdout()
            code = Exit.PIPE_CLOSED
        except OSError as error:
            _abandon_stdout()
            click.echo(f"mrkl: error: stdout cannot be written: {error.strerror}", err=True)
            code = Exit.UNWRITTEN
        sys.exit(int(code))

    def _complete(self) -> None:
        instruction = os.environ.get(_COMPLETE)
        if instruction:
            sys.exit(shell_complete(self, {}, "mrkl", _COMPLETE, instruction))

    def _served(self, arguments: list[str], session: Session) -> int:
        try:
            with self.make_context("mrkl", arguments, obj=session) as context:
                return self.invoke(context) or 0
        except click.exceptions.Exit as done:
            return done.exit_code
        except (click.Abort, KeyboardInterrupt):
            return Exit.INTERRUPTED
        except click.exceptions.NoArgsIsHelpError as asked:
            click.echo(asked.ctx.get_help() if asked.ctx else "")
            return 0
        except BrokenPipeError:
            raise
        except MrklError as error:
            failure, cause = error, cast(Exception, error)
        except click.ClickException as error:
            # The error may have come before --json was read.
            session.as_json = session.as_json or "--json" in arguments
            failure, cause = usage_error(error), error
        # The border of the surface: a bug of ours is told like any other error.
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
                raise  # it was stdout that was full
            failure, cause = internal_error(error), error
        if session.debug:
            import traceback  # slow, and seldom wanted

            traceback.print_exception(cause)
        tell_error(session, failure)
        return status_of(failure).exit


@click.command(
    cls=Mrkl,
    lazy=COMMANDS,
    params=[json_option(), *global_options()],
    epilog="Exit codes: 0 answered; 10-19 no answer, but no error (unsolvable, an invalid "
    "plan, …); 20-29 a limit was reached; 30-39 the request could not be served. Plugins may "
    "add commands: see mrkl plugins list.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="mrkl")
def cli() -> None:
    """Answers requests in words with tools that are right, and shows the evidence.

    \b
    mrkl ask "what is 17% of 340?"
    mrkl pddl solve blocksworld p01
    mrkl demo
    """


def _abandon_stdout() -> None:
    # Whatever is still buffered would raise again while the interpreter exits.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
