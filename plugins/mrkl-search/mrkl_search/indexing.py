"""Brings the index up to date with a folder: what is new, changed or gone, and nothing else.

Files are read in child processes with limits, so that none can hang or exhaust this one. Each
batch is a transaction: a run that was killed leaves all batches before, and the next goes on.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mrkl_core import Limits, MrklError, Problem
from mrkl_core.contracts.encoder import Encoder
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.settings import Settings
from mrkl_core.experts.pool import Pool
from mrkl_search.config import Config
from mrkl_search.dense import READ, packed
from mrkl_search.store import Store, translated
from mrkl_search.walk import Seen, documents

#: How far reading one file may go.
LIMITS = Limits(timeout_s=60.0, memory_mb=1024, max_output_bytes=128 * 1024 * 1024)
_READER = "mrkl_search.reading.read:read_file"
_FILES, _TEXTS = 16, 64

#: Hears what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass
class Report:
    """What a run did; `skipped` names each file that could not be read, and why."""

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    encoded: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    stopped: str = ""


class Indexer:
    """One run over the index; only one may write at a time."""

    def __init__(self, config: Config, encoder: Encoder | None, progress: Progress) -> None:
        self._config = config
        self._encoder = encoder
        self._progress = progress
        self._report = Report()

    async def run(self, roots: Sequence[tuple[str, bool]], at: str, *, rebuild: bool) -> Report:
        """Indexes folders (path, whether hidden files too). Raises Problem."""
        with _alone(self._config.index), Store.create(self._config.index, rebuild=rebuild) as store:
            pool = Pool(Settings(), ())
            try:
                for root, everything in roots:
                    if not Path(root).exists():  # a drive that is not there, perhaps
                        why = "it is not there; what was indexed of it is kept"
                        self._report.skipped.append((root, why))
                        continue
                    with store.change():  # first, so that a run that was stopped can go on
                        store.put_root(root, everything, at)
                    await self._folder(store, pool, root, everything)
            finally:
                await pool.close()
            await self._vectors(store)
        return self._report

    async def _folder(self, store: Store, pool: Pool, root: str, everything: bool) -> None:
        unread: list[tuple[str, str]] = []
        every = documents(Path(root), everything=everything, unread=unread)
        found, whole = self._listed(every)
        self._report.skipped += [(_plain(folder), why) for folder, why in unread]
        known = store.known(root)
        kept = tuple(f"{folder}/" for folder, _ in unread)  # not seen, but perhaps still there
        gone = known.keys() - {seen.path for seen in found}
        gone = {path for path in gone if not path.startswith(kept)}
        if not whole:  # not seen either
            gone = {path for path in gone if not os.path.lexists(path)}
        if gone:
            with store.change():
                store.drop(gone)
            self._report.removed += len(gone)
        new = [s for s in found if known.get(s.path, ())[:2] != (s.size, s.changed_ns)]
        self._report.unchanged += len(found) - len(new)
        if not whole:  # what is kept has its place already
            room = max(0, self._config.max_files - len(known) + len(gone))
            fresh = [seen for seen in new if seen.path not in known]
            new = [seen for seen in new if seen.path in known] + fresh[:room]
        for start in range(0, len(new), _FILES):
            self._progress("reading", start, len(new))
            if store.counts()["passages"] >= self._config.max_passages:
                self._report.stopped = f"the index holds {self._config.max_passages:,} passages"
                break
            await self._batch(store, pool, new[start : start + _FILES], known)
        self._progress("reading", len(new), len(new))

    def _listed(self, found: Iterator[Seen]) -> tuple[list[Seen], bool]:
        """The documents up to the limit, and whether that is all of them."""
        listed: list[Seen] = []
        for seen in found:
            if len(listed) >= self._config.max_files:
                self._report.stopped = (
                    f"there are more than {self._config.max_files:,} documents (max_files): "
                    "no more are read; what was indexed before is kept"
                )
                return listed, False
            if seen.path.isprintable():  # neither bytes that are no UTF-8 nor line ends
                listed.append(seen)
            else:
                self._report.skipped.append((_plain(seen.path), "its name is not plain text"))
        return listed, True

    async def _batch(
        self,
        store: Store,
        pool: Pool,
        batch: Sequence[Seen],
        known: dict[str, tuple[int, int, str]],
    ) -> None:
        digests = [known.get(seen.path, (0, 0, ""))[2] for seen in batch]
        read = await asyncio.gather(*map(self._read, [pool] * len(batch), batch, digests))
        with store.change():
            for seen, digest, found in zip(batch, digests, read, strict=True):
                if digest and found.get("digest") == digest:
                    store.touch(seen)
                    self._report.unchanged += 1
                    continue
                store.put(seen, found)
                if "skipped" in found:
                    self._report.skipped.append((seen.path, found["skipped"]))
                else:
                    self._report.read += 1

    async def _read(self, pool: Pool, seen: Seen, known: str) -> JsonObject:
        arguments = {"path": seen.path, "max_bytes": self._config.max_bytes, "known": known}
        try:
            found: JsonObject = await pool.run("reader", _READER, arguments, LIMITS, what=seen.path)
        except MrklError as error:  # it took too long, or too much, or took its process down
            return {"skipped": f"{error.code}: {error.message}"}
        return found

    async def _vectors(self, store: Store) -> None:
        """Gives each text that has none its vector; those that nothing has any more go."""
        with store.change():
            store.drop_vectors(unused=True)
        if self._encoder is None:
            return
        if store.meta("encoder") != self._encoder.name:
            with store.change():
                store.drop_vectors()
                store.note("encoder", self._encoder.name)
        missing = store.count_without_vector()
        while texts := store.without_vector(_TEXTS):
            self._progress("comparing meaning", self._report.encoded, missing)
            rows = await asyncio.to_thread(self._encoder.encode, [text[:READ] for _, text in texts])
            with store.change():
                store.put_vectors(zip((digest for digest, _ in texts), packed(rows), strict=True))
            self._report.encoded += len(texts)
        self._progress("comparing meaning", missing, missing)


def _plain(path: str) -> str:
    """A path that can be told and kept, whatever bytes it has."""
    return path if path.isprintable() else ascii(path)


@contextmanager
def _alone(index: Path) -> Iterator[None]:
    """Holds the lock of the index; the kernel gives it back however the process ends."""
    with translated(index):
        index.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = index.with_name(index.name + ".lock").open("w")
    with file as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(
                "BUSY", f"another process is indexing into {index}", "wait until it has ended"
            ) from None
        yield
