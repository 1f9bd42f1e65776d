"""Notes, in one SQLite file; every question to it names whose notes are meant.

Deleted content is overwritten with zeros (`secure_delete`), and there is no write-ahead log in
which it would live on: what was forgotten is in no file of ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from mrkl_core import Problem

FORMAT = 1
_BUSY_S = 20.0
_SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY AUTOINCREMENT, caller TEXT NOT NULL,
  text TEXT NOT NULL, at TEXT NOT NULL, importance REAL NOT NULL,
  encoder TEXT NOT NULL, vector BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS notes_of ON notes (caller, id);
PRAGMA user_version = {FORMAT};
COMMIT;
"""


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody asked to be remembered; `at` is when, in ISO 8601."""

    id: int
    text: str
    at: str
    importance: float


class Store:
    """The notes of one caller. Raises Problem where the file cannot be used."""

    def __init__(self, db: sqlite3.Connection, path: Path, caller: str) -> None:
        self._db = db
        self._path = path
        self._caller = caller

    @classmethod
    def open(cls, path: Path, caller: str) -> Self:
        """The notes, in a file that only its owner can read."""
        if not caller:
            raise Problem(
                "NO_CALLER",
                "notes are kept for somebody, and this call does not say who asks",
                "send the metadata mrkl-caller; mrkl_core.client: Client(address, caller=…)",
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
        except OSError as error:
            raise _unusable(path, error.strerror or str(error)) from error
        with _translated(path):
            db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
            db.execute("PRAGMA secure_delete = ON")
            if db.execute("PRAGMA user_version").fetchone()[0] != FORMAT:
                db.executescript(_SCHEMA)
        return cls(db, path, caller)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction, begun before anything is read: two processes cannot both add a note."""
        with _translated(self._path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def add(self, text: str, at: str, importance: float, encoder: str, vector: bytes) -> int:
        """Keeps a note; its id, which no other note ever gets."""
        cursor = self._db.execute(
            "INSERT INTO notes (caller, text, at, importance, encoder, vector) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (self._caller, text, at, importance, encoder, vector),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def count(self) -> int:
        """How many notes there are."""
        return int(self._all("SELECT count(*) FROM notes WHERE caller = ?")[0][0])

    def version(self) -> tuple[int, int]:
        """Another pair after every change: how many notes there are, and the newest's id."""
        count, newest = self._all("SELECT count(*), max(id) FROM notes WHERE caller = ?")[0]
        return count, newest or 0

    def same(self, text: str) -> Note | None:
        """The note that says just this."""
        found = self._notes("AND text = ? LIMIT 1", text)
        return found[0] if found else None

    def notes(self, ids: Iterable[int]) -> dict[int, Note]:
        """These notes, by their ids."""
        wanted = list(ids)
        found: dict[int, Note] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ", ".join("?" * len(part))
            found |= {note.id: note for note in self._notes(f"AND id IN ({marks})", *part)}
        return found

    def newest(self, limit: int, before: int = 0) -> list[Note]:
        """The notes, newest first; those older than the note `before`, if it is given."""
        return self._notes("AND (? = 0 OR id < ?) ORDER BY id DESC LIMIT ?", before, before, limit)

    def every(self) -> list[Note]:
        """All notes, oldest first."""
        return self._notes("ORDER BY id")

    def vectors(self, encoder: str, after: int = 0) -> list[tuple[int, bytes]]:
        """Ids and vectors of the notes after one, in the order of ids."""
        query = (
            "SELECT id, vector FROM notes WHERE caller = ? AND encoder = ? AND id > ? ORDER BY id"
        )
        return [(number, vector) for number, vector in self._all(query, encoder, after)]

    def of_another(self, encoder: str, limit: int) -> list[tuple[int, str]]:
        """Ids and texts of notes whose vectors another encoder made."""
        query = "SELECT id, text FROM notes WHERE caller = ? AND encoder != ? LIMIT ?"
        return [(number, text) for number, text in self._all(query, encoder, limit)]

    def put_vectors(self, encoder: str, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Gives notes new vectors."""
        rows = ((encoder, vector, number, self._caller) for number, vector in vectors)
        self._db.executemany(
            "UPDATE notes SET encoder = ?, vector = ? WHERE id = ? AND caller = ?", rows
        )

    def drop(self, ids: Iterable[int]) -> None:
        """Removes notes with their vectors."""
        self._db.executemany(
            "DELETE FROM notes WHERE id = ? AND caller = ?", ((n, self._caller) for n in ids)
        )

    def _notes(self, rest: str, *values: Any) -> list[Note]:
        query = f"SELECT id, text, at, importance FROM notes WHERE caller = ? {rest}"
        return [Note(*row) for row in self._all(query, *values)]

    def _all(self, query: str, *values: Any) -> list[Any]:
        with _translated(self._path):
            return self._db.execute(query, (self._caller, *values)).fetchall()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise _unusable(path, str(error)) from error


def _unusable(path: Path, why: str) -> Problem:
    return Problem(
        "NOT_USABLE",
        f"the notes in {path} cannot be used: {why}",
        "experts.memory.config.file in the manifest names another file",
    )
