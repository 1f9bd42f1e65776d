"""What every command of one invocation shares: the global options and the inputs it read."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mrkl_core.records import dataclass as record
from mrkl_core.surfaces.cli.output import Output

if TYPE_CHECKING:
    from mrkl_core.experts.once import Once


@record(frozen=True)
class Source:
    """A text that was read, under the name a person knows it by."""

    name: str
    text: str


@dataclass
class Session:
    """The global options, filled in as click reads them.

    `child` was begun for this command before click was imported, if it will need one, at `began`
    on the monotonic clock.
    `sources` holds what was read, by the name that an error's place gives it, so that the
    place can be shown in the file it came from.
    """

    manifest: Path | None = None
    as_json: bool = False
    color: bool | None = None
    verbosity: int = 0
    debug: bool = field(default_factory=lambda: os.environ.get("MRKL_DEBUG", "") not in ("", "0"))
    child: Once | None = None
    began: float = field(default_factory=time.monotonic)
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def out(self) -> Output:
        """Where the answer goes."""
        return Output.to(sys.stdout, self.color)

    @property
    def err(self) -> Output:
        """Where everything else goes."""
        return Output.to(sys.stderr, self.color)


pass_session = click.make_pass_decorator(Session, ensure=True)
