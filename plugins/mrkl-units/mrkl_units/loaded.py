"""Builds the registry when it is imported: named in Expert.preload, imported nowhere else."""

from __future__ import annotations

from mrkl_units.registry import registry

registry()
