"""Finished runs, kept in a database: SQLite by default, any SQLAlchemy URL otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mrkl_core.contracts.events import Event
from mrkl_core.contracts.jsonvalue import texts_of
from mrkl_core.errors import Conflict, NotReady, PageTokenInvalid, RunNotFound, nearest
from mrkl_core.service.journal import journal_of, store_url, unusable
from mrkl_core.service.run import RunRecord

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    import sqlalchemy as sa

T = TypeVar("T")

#: How many runs are kept; the oldest go first. Counting is not free: done once in a while.
KEEP_RUNS = 10_000
PRUNE_EVERY = 500


class RunStore:
    """Keeps finished runs.

    With `wait` (servers) a run is in the database before its answer leaves; without it (the
    command line, which answers first) runs are written when the store closes, to a journal
    beside the database if that is a file. SQLAlchemy is imported by the first write or read,
    in the one thread that talks to the database.
    """

    def __init__(self, url: str = "", *, wait: bool = True) -> None:
        self.url = url or store_url()
        self._wait = wait
        self._pending: list[RunRecord] = []
        self._executor: ThreadPoolExecutor | None = None
        self._database: _Database | None = None

    async def add(self, record: RunRecord) -> None:
        """Keeps a run. Raises NotReady if the database cannot be written."""
        self._pending.append(record)
        if self._wait:
            await self._in_thread(self._flush)

    async def list(
        self,
        *,
        limit: int = 50,
        before: str = "",
        kind: str = "",
        holding: str = "",
        until: datetime | None = None,
    ) -> Sequence[RunRecord]:
        """The newest runs first, without their events; `before` is the last id of a page.

        `holding` asks for a text, in any case of letters, anywhere in a run: in what was asked,
        what was answered, or an event.
        """
        if limit < 1:
            raise PageTokenInvalid(f"page size {limit} is not positive")
        return await self._in_thread(lambda: self._open().list(limit, before, kind, holding, until))

    async def ids(self, *, holding: str = "", until: datetime | None = None) -> Sequence[str]:
        """The ids of all runs that `list` would give, the newest first."""
        return await self._in_thread(lambda: self._open().ids(holding, until))

    async def get(self, run: str) -> RunRecord:
        """One run with its events. Raises RunNotFound, naming the nearest ids."""
        for record in self._pending:
            if record.id == run:
                return record
        return await self._in_thread(lambda: self._open().get(run))

    async def delete(self, ids: Sequence[str]) -> int:
        """Removes runs for good, from the file too; how many there were. Raises Conflict."""
        return await self._in_thread(lambda: self._open().delete(ids))

    async def check(self) -> None:
        """Raises NotReady if the database cannot be opened."""
        await self._in_thread(self._open)

    async def close(self) -> None:
        """Writes what is pending and lets go of the database."""
        if self._pending:
            await self._in_thread(self._flush if self._wait else self._leave)
        if self._database is not None:
            await self._in_thread(self._database.close)
        if self._executor is not None:
            self._executor.shutdown()

    async def _in_thread(self, work: Callable[[], T]) -> T:
        # A command that writes to the journal alone imports neither.
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        if self._executor is None:
            self._executor = ThreadPoolExecutor(1, thread_name_prefix="mrkl-store")
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    def _flush(self) -> None:
        # Whoever comes first writes for all who wait: one commit for many runs.
        records, self._pending = self._pending, []
        if records:
            self._open().add(records)

    def _leave(self) -> None:
        journal = journal_of(self.url)
        if journal is None or self._database is not None:
            self._flush()
            return
        journal.append(self._pending)
        self._pending = []

    def _open(self) -> _Database:
        if self._database is None:
            self._database = _Database(self.url)
        return self._database


class _Database:
    """The blocking half, used by one thread only."""

    def __init__(self, url: str) -> None:
        import sqlalchemy as sa

        self._sa = sa
        self._until_prune = 0
        meta = sa.MetaData()
        self._runs = sa.Table(
            "runs",
            meta,
            sa.Column("id", sa.String(64), primary_key=True),
            sa.Column("kind", sa.String(32), nullable=False),
            sa.Column("status", sa.String(64), nullable=False),
            sa.Column("request", sa.JSON, nullable=False),
            sa.Column("response", sa.JSON, nullable=False),
            sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
            sa.Column("elapsed_s", sa.Float, nullable=False),
        )
        self._events = sa.Table(
            "events",
            meta,
            sa.Column("run", sa.String(64), sa.ForeignKey("runs.id"), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True),
            sa.Column("kind", sa.String(32), nullable=False),
            sa.Column("at_s", sa.Float, nullable=False),
            sa.Column("data", sa.JSON, nullable=False),
        )
        try:
            parsed = sa.make_url(url)
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = sa.create_engine(parsed)
            if parsed.get_backend_name() == "sqlite":
                sa.event.listen(self._engine, "connect", _configure_sqlite)
            meta.create_all(self._engine)
            with self._engine.connect() as connection:  # the tables may be another program's
                connection.execute(sa.select(self._runs).limit(0))
                connection.execute(sa.select(self._events).limit(0))
            journal = journal_of(url)
            if journal is not None:
                journal.empty_into(self._take_in)
        except (sa.exc.SQLAlchemyError, OSError, ImportError) as error:
            raise unusable(url) from error

    def _take_in(self, records: Sequence[RunRecord]) -> None:
        ids, column = [record.id for record in records], self._runs.c.id
        with self._engine.connect() as connection:
            query = self._sa.select(column).where(column.in_(ids))
            known = set(connection.execute(query).scalars())
        new = [record for record in records if record.id not in known]
        if new:
            self.add(new)

    def add(self, records: Sequence[RunRecord]) -> None:
        runs, events = self._runs, self._events
        try:
            with self._engine.begin() as connection:
                connection.execute(
                    runs.insert(),
                    [
                        {
                            "id": r.id,
                            "kind": r.kind,
                            "status": r.status,
                            "request": r.request,
                            "response": r.response,
                            "started_at": r.started_at,
                            "elapsed_s": r.elapsed_s,
                        }
                        for r in records
                    ],
                )
                rows = [
                    {"run": r.id, "position": i, "kind": e.kind, "at_s": e.at_s, "data": e.data}
                    for r in records
                    for i, e in enumerate(r.events)
                ]
                if rows:
                    connection.execute(events.insert(), rows)
                self._until_prune -= len(records)
                if self._until_prune < 0:
                    self._prune(connection)
                    self._until_prune = PRUNE_EVERY
        except self._sa.exc.SQLAlchemyError as error:
            raise NotReady(
                "the run could not be kept", hint="is the disk full, or the store locked?"
            ) from error

    def _prune(self, connection: sa.Connection) -> None:
        sa, runs, events = self._sa, self._runs, self._events
        oldest = connection.execute(
            sa.select(runs.c.id).order_by(runs.c.id.desc()).offset(KEEP_RUNS).limit(1)
        ).scalar()
        if oldest is not None:
            connection.execute(events.delete().where(events.c.run <= oldest))
            connection.execute(runs.delete().where(runs.c.id <= oldest))

    def delete(self, ids: Sequence[str]) -> int:
        rows, count = [{"gone": run} for run in ids], 0
        gone: sa.BindParameter[str] = self._sa.bindparam("gone")
        if rows:
            with self._engine.begin() as connection:
                connection.execute(self._events.delete().where(self._events.c.run == gone), rows)
                deleted = self._runs.delete().where(self._runs.c.id == gone)
                count = connection.execute(deleted, rows).rowcount
        if self._engine.dialect.name == "sqlite":
            self._shed()
        return count

    def _shed(self) -> None:
        """Writes the file anew and empties the log beside it: neither holds deleted runs then."""
        try:
            with self._engine.connect() as connection:
                own = connection.execution_options(isolation_level="AUTOCOMMIT")
                own.exec_driver_sql("VACUUM")
                busy = own.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        except self._sa.exc.OperationalError:
            busy = True
        if busy:
            raise Conflict(
                "the runs are deleted, but their text is still in the store's files: another "
                "process is using them",
                hint="delete again when it has finished: mrkl runs delete --with TEXT",
            )

    def list(
        self, limit: int, before: str, kind: str, holding: str, until: datetime | None
    ) -> tuple[RunRecord, ...]:
        runs = self._runs
        query = self._sa.select(runs).order_by(runs.c.id.desc()).limit(limit)
        if before:
            query = query.where(runs.c.id < before)
        if kind:
            query = query.where(runs.c.kind == kind)
        if until is not None:
            query = query.where(runs.c.started_at <= until)
        with self._engine.connect() as connection:
            if holding:
                query = query.where(runs.c.id.in_(self._holding(connection, holding)))
            return tuple(_record(row) for row in connection.execute(query))

    def ids(self, holding: str, until: datetime | None) -> tuple[str, ...]:
        column = self._runs.c.id
        query = self._sa.select(column).order_by(column.desc())
        if until is not None:
            query = query.where(self._runs.c.started_at <= until)
        with self._engine.connect() as connection:
            found = self._holding(connection, holding) if holding else None
            every = connection.execute(query).scalars()
            return tuple(run for run in every if found is None or run in found)

    def _holding(self, connection: sa.Connection, text: str) -> set[str]:
        """The runs with a text: read here, since databases tell JSON's letters differently."""
        select, runs, events = self._sa.select, self._runs.c, self._events.c
        wanted = text.casefold()
        return {
            run
            for query in (
                select(runs.id, runs.request, runs.response),
                select(events.run, events.data),
            )
            for run, *values in connection.execute(query)
            if any(wanted in part.casefold() for part in texts_of(values))
        }

    def get(self, run: str) -> RunRecord:
        sa, runs, events = self._sa, self._runs, self._events
        with self._engine.connect() as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == run)).first()
            if row is None:
                known = connection.execute(
                    sa.select(runs.c.id).order_by(runs.c.id.desc()).limit(200)
                ).scalars()
                raise RunNotFound(
                    f"no run {run!r}", hint=nearest(run, known), metadata={"run": run}
                )
            found = connection.execute(
                sa.select(events).where(events.c.run == run).order_by(events.c.position)
            )
            return _record(row, tuple(Event(e.kind, e.at_s, e.data) for e in found))

    def close(self) -> None:
        self._engine.dispose()


def _record(row: Any, events: tuple[Event, ...] = ()) -> RunRecord:
    started: datetime = row.started_at
    if started.tzinfo is None:  # SQLite has no time zones; we write UTC
        started = started.replace(tzinfo=UTC)
    return RunRecord(
        row.id, row.kind, row.status, row.request, row.response, started, row.elapsed_s, events
    )


def _configure_sqlite(connection: Any, _record: Any) -> None:
    # WAL: readers do not wait for the writer, and a killed process loses no committed run.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")
