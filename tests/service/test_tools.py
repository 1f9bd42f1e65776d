"""Calling tools as a service, and what of the calls is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from mrkl_core import Runtime
from mrkl_core.errors import ArgumentsInvalid


async def test_a_call_that_is_too_large_is_refused_and_leaves_no_copy_of_it(
    tmp_path: Path,
) -> None:
    async with Runtime.open(store_url=f"sqlite:///{tmp_path}/runs.db") as runtime:
        with pytest.raises(ArgumentsInvalid, match="more than 100,000 values"):
            await runtime.tools.call("calculator.sort", {"items": ["1"] * 1_000_000})
        (kept,) = await runtime.runs.list()
    assert kept.request == {"tool": "calculator.sort", "unread": "more than 100,000 values"}
    assert (tmp_path / "runs.db").stat().st_size < 1_000_000
