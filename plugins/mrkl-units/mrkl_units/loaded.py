"""Loads what the tools need when it is imported: named in Expert.preload, imported nowhere else."""

from __future__ import annotations

import scipy.constants  # noqa: F401 - loaded ahead, for the tool `constant`

from mrkl_units.registry import registry

registry()
