"""A plugin that takes its time to import, outside the process that tests."""

from __future__ import annotations

import os
import time

from mrkl_core import Expert, Tool, hookimpl

if "PYTEST_CURRENT_TEST" in os.environ:
    time.sleep(1)


@hookimpl
def mrkl_experts() -> list[Expert]:
    tool = Tool("go", "Goes.", {"type": "object"}, {}, lambda: "went")
    return [Expert("slow", "Starts late.", [tool])]
