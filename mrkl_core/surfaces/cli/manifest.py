"""`mrkl manifest`: the policy file."""

from __future__ import annotations

from pathlib import Path

import click

from mrkl_core.contracts.evidence import Verdict
from mrkl_core.surfaces.cli.command import Example, Group
from mrkl_core.surfaces.cli.running import run
from mrkl_core.surfaces.cli.session import Session, pass_session
from mrkl_core.service.runtime import Runtime


@click.group(cls=Group)
def manifest() -> None:
    """Checks tools_manifest.yaml: what is on, how far it may go, where requests go."""
