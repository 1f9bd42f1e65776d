from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mrkl_core.errors import Conflict, NotReady, PageTokenInvalid, RunNotFound
from mrkl_core.service import store as store_module
from mrkl_core.service.run import Run, RunRecord, new_run_id
from mrkl_core.service.store import RunStore


def finished(words: str) -> RunRecord:
    run = Run("answer", {"words": words})
    run.emit("routed", tool="calculator.evaluate")
    run.emit("answered")
    return run.finish("ANSWERED", {"answer": "57.8", "value": {"exact": "289/5"}})


def url(path: Path) -> str:
    return f"sqlite:///{path / 'runs.db'}"


async def test_a_run_comes_back_with_its_events(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    record = finished("17% of 340")
    await store.add(record)
    assert await store.get(record.id) == record
    await store.close()


async def test_a_store_that_does_not_wait_writes_when_it_closes(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path), wait=False)
    record = finished("2+2")
    await store.add(record)
    assert not (tmp_path / "runs.db").exists()
    await store.close()
    reader = RunStore(url(tmp_path))
    assert (await reader.get(record.id)).request == {"words": "2+2"}
    await reader.close()


async def test_runs_left_in_the_journal_are_taken_in_once(tmp_path: Path) -> None:
    records = [finished(str(i)) for i in range(3)]
    for record in records:
        store = RunStore(url(tmp_path), wait=False)
        await store.add(record)
        await store.close()
    journal = tmp_path / "runs.db.journal"
    kept = journal.read_text(encoding="utf-8")
    reader = RunStore(url(tmp_path))
    assert {r.id for r in await reader.list()} == {r.id for r in records}
    assert await reader.get(records[0].id) == records[0]
    await reader.close()
    assert journal.read_text(encoding="utf-8") == ""
    # As a process killed between taking in and emptying leaves it, its last line cut short.
    journal.write_text(kept + kept[:40], encoding="utf-8")
    again = RunStore(url(tmp_path))
    assert len(await again.list()) == 3
    await again.close()


async def test_runs_are_listed_newest_first_and_paged(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    records = [finished(str(i)) for i in range(5)]
    records.sort(key=lambda r: r.id)
    for record in records:
        await store.add(record)
    first = await store.list(limit=2)
    rest = await store.list(limit=9, before=first[-1].id)
    assert [r.id for r in (*first, *rest)] == [r.id for r in reversed(records)]
    assert await store.list(kind="solve") == ()
    with pytest.raises(PageTokenInvalid):
        await store.list(limit=0)
    await store.close()


async def test_runs_added_at_once_are_all_kept(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    await asyncio.gather(*(store.add(finished(str(i))) for i in range(50)))
    assert len(await store.list(limit=100)) == 50
    await store.close()


async def test_the_oldest_runs_are_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "KEEP_RUNS", 3)
    monkeypatch.setattr(store_module, "PRUNE_EVERY", 0)
    store = RunStore(url(tmp_path))
    for i in range(6):
        await store.add(finished(str(i)))
    assert len(await store.list(limit=100)) <= 4
    await store.close()


async def test_a_deleted_run_is_in_no_file_of_the_store(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    kept = [finished(f"what remains {n} " + "x" * 3000) for n in range(20)]
    gone = [finished(f"a secret {n} " + "y" * 3000) for n in range(20)]
    for pair in zip(kept, gone, strict=True):
        for record in pair:
            await store.add(record)
    assert b"a secret 7" in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    held = await store.list(holding="A SECRET")
    assert {r.id for r in held} == {r.id for r in gone}
    assert [*await store.ids(holding="A SECRET")] == [r.id for r in held]
    assert len(await store.ids()) == 40
    assert await store.delete([r.id for r in held]) == 20
    for path in tmp_path.iterdir():
        assert b"secret" not in path.read_bytes()
    assert {r.id for r in await store.list()} == {r.id for r in kept}
    assert (await store.get(kept[3].id)).events == kept[3].events
    await store.close()


async def test_a_reader_that_keeps_deleted_runs_on_disk_is_told_of(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    record = finished("a secret")
    await store.add(record)
    with closing(sqlite3.connect(tmp_path / "runs.db")) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM runs").fetchone() == (1,)
        with pytest.raises(Conflict, match="still in the store's files"):
            await store.delete([record.id])
        reader.execute("ROLLBACK")
    await store.delete([])
    assert b"secret" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    await store.close()


async def test_an_unknown_run_is_not_found(tmp_path: Path) -> None:
    store = RunStore(url(tmp_path))
    await store.add(finished("x"))
    with pytest.raises(RunNotFound):
        await store.get("nope")
    await store.close()


@pytest.mark.parametrize("bad", ["sqlite:////proc/no/such/runs.db", "nosuchdb://x/y", "::"])
async def test_a_store_that_cannot_be_opened_says_what_to_set(bad: str) -> None:
    store = RunStore(bad)
    with pytest.raises(NotReady, match="MRKL_STORE"):
        await store.check()
    await store.close()


async def test_a_database_or_journal_of_another_kind_is_told_as_such(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE runs (id TEXT PRIMARY KEY)")
    (tmp_path / "mine.db.journal").mkdir()
    for name in ("other.db", "mine.db"):
        store = RunStore(f"sqlite:///{tmp_path / name}")
        with pytest.raises(NotReady, match="MRKL_STORE"):
            await store.list()
        await store.close()


def test_ids_sort_by_time() -> None:
    assert len({new_run_id() for _ in range(1000)}) == 1000
    assert new_run_id()[:8] <= new_run_id()[:8]


KILLED = """
import asyncio, sys
from mrkl_core.service.run import Run
from mrkl_core.service.store import RunStore

async def main():
    store = RunStore(sys.argv[1])
    run = Run("call", {})
    await store.add(run.finish("ANSWERED", {}))
    print(run.id, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


async def test_a_killed_process_loses_no_finished_run(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, url(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process:
        run = process.stdout.readline().strip()
        os.kill(process.pid, signal.SIGKILL)
    store = RunStore(url(tmp_path))
    assert (await store.get(run)).status == "ANSWERED"
    await store.close()
