"""What all commands have in common: the shared options, and help with examples that run."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from mrkl_core.errors import nearest
from mrkl_core.records import dataclass
from mrkl_core.surfaces.cli.session import Session


@dataclass(frozen=True)
class Example:
    """A command line shown in --help, and run by the tests; `exit` is how it ends."""

    line: str
    exit: int = 0


class FiniteRange(click.FloatRange):
    """A number in a range; unlike click's own, none that is nan or infinite."""

    name = "number"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number; fails where it is none."""
        number = float(super().convert(value, param, ctx))
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        return number


class Command(click.Command):
    """A command with --json, the global options, and examples under its help."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)
        self.params += [json_option(), *global_options(hidden=True)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the examples."""
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{example.line}\n")
        super().format_epilog(ctx, formatter)


class WordsCommand(Command):
    """A command that takes words: `-5 + 3` is what is asked, not an option."""

    _NEGATIVE = re.compile(r"-(?:[\d.(]|.*\s)")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Hides the minus of words from click; `words` of the callback gets it back."""
        valued = {
            name
            for param in self.params
            if isinstance(param, click.Option) and not param.is_flag
            for name in param.opts
        }
        before = [None, *args]
        hidden = [
            f"\0{arg}" if self._NEGATIVE.match(arg) and prior not in valued else arg
            for prior, arg in zip(before, args, strict=False)
        ]
        return super().parse_args(ctx, hidden)


def words_argument() -> Callable[[Any], Any]:
    """The argument WORDS of a WordsCommand; no words, or `-`, means stdin."""
    return click.argument(
        "words",
        nargs=-1,
        metavar="[WORDS]...",
        callback=lambda _ctx, _param, value: tuple(w.removeprefix("\0") for w in value),
    )


class Group(click.Group):
    """A group whose unknown commands are answered with the nearest known."""

    command_class = Command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names."""
        name = args[0]
        if name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        command = self.get_command(ctx, name)
        if command is not None:
            return name, command, args[1:]
        hint = nearest(name, self.list_commands(ctx))
        raise click.UsageError(f"no command {name!r}; {hint}", ctx)


def global_options(*, hidden: bool = False) -> list[click.Parameter]:
    """The options that may stand before and, hidden from its help, after a command's name."""

    def option(*names: str, **kwargs: Any) -> click.Option:
        return click.Option(names, expose_value=False, hidden=hidden, callback=_store, **kwargs)

    return [
        option(
            "--manifest",
            type=click.Path(path_type=Path),
            metavar="PATH",
            help="Policy file; else ./tools_manifest.yaml, else the shipped one.",
        ),
        option(
            "-v",
            "--verbose",
            "verbosity",
            count=True,
            help="Log to stderr what is done; twice for more.",
        ),
        option(
            "--color/--no-color",
            default=None,
            help="Colours; else on a terminal, unless NO_COLOR is set.",
        ),
        option(
            "--debug/--no-debug",
            default=None,
            help="Show the traceback of an error (also MRKL_DEBUG=1).",
        ),
    ]


def json_option() -> click.Option:
    """The option that makes a program's document of an answer."""
    return click.Option(
        ("--json", "as_json"),
        is_flag=True,
        default=None,
        expose_value=False,
        callback=_store,
        help="Print one JSON document.",
    )


def _store(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    # An option that was not given keeps what stood before the command's name.
    if param.name == "verbosity":
        ctx.ensure_object(Session).verbosity += value
    elif value is not None and param.name is not None:
        setattr(ctx.ensure_object(Session), param.name, value)
