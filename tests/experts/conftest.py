"""A pool over plugins that do everything a tool must not do."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from mrkl_core.contracts.settings import Settings
from mrkl_core.experts.pool import Pool, Provider

PLUGINS = str(Path(__file__).parent / "plugins")
RISKY = Provider("risky", "mrkl_risky", ("risky", "modest"))

MakePool = Callable[..., Pool]


@pytest.fixture(scope="session", autouse=True)
def _importable() -> None:
    sys.path.append(PLUGINS)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def pool() -> AsyncIterator[Pool]:
    """One pool for all tests of a module: it must survive every one of them."""
    pool = Pool(Settings({"risky": {"colour": "red"}}), [RISKY], max_workers=3)
    yield pool
    await pool.close()


@pytest_asyncio.fixture
async def make_pool() -> AsyncIterator[MakePool]:
    """Makes pools of a test's own; they are closed, and nothing of theirs may be left."""
    pools: list[Pool] = []
    before = set(psutil.Process().children(recursive=True))

    def make(*plugins: Provider, **options: int) -> Pool:
        pools.append(Pool(Settings(), plugins or [RISKY], **options))
        return pools[-1]

    yield make
    for pool in pools:
        await pool.close()
    assert set(psutil.Process().children(recursive=True)) <= before
