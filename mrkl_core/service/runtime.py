"""The runtime: everything that serves requests, built in one place from the manifest."""

from __future__ import annotations

