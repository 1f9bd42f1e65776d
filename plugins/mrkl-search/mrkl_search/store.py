"""The index, one SQLite file: files, their passages, an index of the words, and vectors.

A transaction is whole or not there, whatever ends the process; readers see the last whole one.
Vectors belong to texts, not to places: what was moved or stands twice is encoded once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from mrkl_core import Problem
from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_search.walk import Seen

#: Of the tables and of how files are cut into passages: another one is read anew.
FORMAT = 3
#: Says that a SQLite file is an index: no other program's tables are ever dropped ("mrkS").
APPLICATION = 0x6D726B53
_BUSY_S = 30.0

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE roots (path TEXT PRIMARY KEY, everything INTEGER NOT NULL, at TEXT NOT NULL)
  WITHOUT ROWID;
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
  changed_ns INTEGER NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  cut TEXT NOT NULL, skipped TEXT NOT NULL);
CREATE TABLE passages (id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files
  ON DELETE CASCADE, heading TEXT NOT NULL, text TEXT NOT NULL, page INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, digest BLOB NOT NULL);
CREATE INDEX passages_of ON passages (file);
CREATE INDEX passages_by ON passages (digest);
CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (heading, text, content='passages', content_rowid='id',
  tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER passage_in AFTER INSERT ON passages BEGIN
  INSERT INTO words (rowid, heading, text) VALUES (new.id, new.heading, new.text); END;
CREATE TRIGGER passage_out AFTER DELETE ON passages BEGIN
  INSERT INTO words (words, rowid, heading, text)
    VALUES ('delete', old.id, old.heading, old.text); END;
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A passage and where it stands."""

    id: int
    path: str
    kind: str
    heading: str
    text: str
    page: int
    first: int
    last: int
    file_digest: str


class Store:
    """One open index. Raises Problem where the file is none, or broken."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._db = connection

    @classmethod
    def create(cls, path: Path, *, rebuild: bool = False) -> Self:
        """The index to write to, made if it is not there; only its owner can read it."""
        with translated(path):
            if rebuild:
                for suffix in ("", "-wal", "-shm"):
                    path.with_name(path.name + suffix).unlink(missing_ok=True)
            path.touch(mode=0o600)
        store = cls._opened(path)
        with translated(path):
            if store._format() != FORMAT:
                store._begin()
        return store

    @classmethod
    def open(cls, path: Path) -> Self:
        """The index to read from."""
        if not path.is_file():
            raise Problem(
                "NOT_INDEXED", "no documents are indexed yet", "run: mrkl search index FOLDER"
            )
        store = cls._opened(path)
        if store._format() != FORMAT:
            store.close()
            raise Problem(
                "INDEX_OLD", f"the index {path} is of an older mrkl", "run: mrkl search index"
            )
        return store

    @classmethod
    def _opened(cls, path: Path) -> Self:
        """A file that is an index or empty, and of no newer mrkl than this one."""
        with translated(path):
            store = cls(path, _connected(path))
            kind, tables = (
                store._db.execute(query).fetchone()[0]
                for query in ("PRAGMA application_id", "SELECT count(*) FROM sqlite_master")
            )
        if tables and kind != APPLICATION:
            store.close()
            raise Problem(
                "INDEX_FOREIGN",
                f"{path} is a database, but no index of this mrkl",
                "name another file in experts.search.config.index, or give this one up: "
                "mrkl search index --rebuild",
            )
        if store._format() > FORMAT:
            store.close()
            raise Problem(
                "INDEX_NEWER",
                f"the index {path} was made by a newer mrkl",
                "use that one, or give the index up: mrkl search index --rebuild",
            )
        with translated(path):
            store._db.execute("PRAGMA journal_mode = WAL")  # after it is known to be ours
        return store

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def generation(self) -> str:
        """Another text after every change."""
        return self.meta("generation")

    def meta(self, name: str) -> str:
        """What is noted under a name; '' if nothing is."""
        rows = self._all("SELECT value FROM meta WHERE name = ?", name)
        return str(rows[0][0]) if rows else ""

    @contextmanager
    def change(self) -> Iterator[None]:
        """A transaction: all that is written in the block, or nothing of it."""
        with translated(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.note("generation", _random())
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def note(self, name: str, value: str) -> None:
        """Notes something under a name."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def roots(self) -> list[tuple[str, bool, str]]:
        """The folders that were indexed: path, whether with hidden files, when."""
        rows = self._all("SELECT path, everything, at FROM roots ORDER BY path")
        return [(path, bool(everything), at) for path, everything, at in rows]

    def put_root(self, path: str, everything: bool, at: str) -> None:
        """Keeps a folder; those under it are part of it from now on."""
        self._db.execute("DELETE FROM roots WHERE path >= ? AND path < ?", _under(path))
        self._db.execute("INSERT OR REPLACE INTO roots VALUES (?, ?, ?)", (path, everything, at))

    def known(self, root: str) -> dict[str, tuple[int, int, str]]:
        """Size, time and digest of every file kept under a folder."""
        where = "path = ? OR path >= ? AND path < ?"
        query = f"SELECT path, size, changed_ns, digest FROM files WHERE {where}"
        rows = self._all(query, root, *_under(root))
        return {path: (size, changed_ns, digest) for path, size, changed_ns, digest in rows}

    def touch(self, seen: Seen) -> None:
        """Keeps the new time of a file whose bytes have not changed."""
        self._db.execute(
            "UPDATE files SET size = ?, changed_ns = ? WHERE path = ?",
            (seen.size, seen.changed_ns, seen.path),
        )

    def put(self, seen: Seen, read: JsonObject) -> None:
        """Keeps a file and its passages, in place of what was kept of it."""
        self.drop([seen.path])
        cursor = self._db.execute(
            "INSERT INTO files (path, size, changed_ns, digest, kind, title, cut, skipped) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(seen.path, seen.size, seen.changed_ns, read.get("digest", "")),
                *(read.get(name, "") for name in ("kind", "title", "cut", "skipped")),
            ),
        )
        self._db.executemany(
            "INSERT INTO passages (file, heading, text, page, first, last, digest) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (cursor.lastrowid, *(p[name] for name in ("heading", "text", "page")),
                 p["first"], p["last"], _digest(p["heading"], p["text"]))
                for p in read.get("passages", ())
            ),
        )  # fmt: skip

    def drop(self, paths: Iterable[str]) -> None:
        """Removes files with their passages."""
        self._db.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    def drop_root(self, path: str) -> int:
        """Removes a folder with all under it; how many files that were."""
        self._db.execute("DELETE FROM roots WHERE path = ?", (path,))
        self._db.execute("DELETE FROM roots WHERE path >= ? AND path < ?", _under(path))
        return self._db.execute(
            "DELETE FROM files WHERE path = ? OR path >= ? AND path < ?", (path, *_under(path))
        ).rowcount

    def without_vector(self, limit: int) -> list[tuple[bytes, str]]:
        """Digest and text of passages that have no vector yet."""
        rows = self._all(
            "SELECT digest, heading || char(10) || text FROM passages WHERE digest NOT IN "
            "(SELECT digest FROM vectors) GROUP BY digest LIMIT ?", limit,
        )  # fmt: skip
        return [(digest, text) for digest, text in rows]

    def count_without_vector(self) -> int:
        """How many texts have no vector yet."""
        rows = self._all(
            "SELECT count(DISTINCT digest) FROM passages WHERE digest NOT IN "
            "(SELECT digest FROM vectors)"
        )
        return int(rows[0][0])

    def put_vectors(self, vectors: Iterable[tuple[bytes, bytes]]) -> None:
        """Keeps the vectors of texts, by their digests."""
        self._db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", vectors)

    def drop_vectors(self, *, unused: bool = False) -> None:
        """Removes vectors: all, or those of texts that are gone."""
        rest = " WHERE digest NOT IN (SELECT digest FROM passages)" if unused else ""
        self._db.execute(f"DELETE FROM vectors{rest}")

    def vectors(self) -> tuple[list[int], bytes]:
        """The ids of all passages that have a vector, and these in the same order."""
        rows = self._all("SELECT id, vector FROM passages JOIN vectors USING (digest) ORDER BY id")
        return [row[0] for row in rows], b"".join(row[1] for row in rows)

    def matching(self, words: str, limit: int, folder: str = "") -> list[tuple[int, float]]:
        """The passages that match words best by BM25, with their scores, best first."""
        where, values = _within(folder)
        rows = self._all(
            "SELECT words.rowid, -bm25(words, 2.0, 1.0) AS score FROM words "
            "JOIN passages ON passages.id = words.rowid JOIN files ON files.id = passages.file "
            f"WHERE words MATCH ?{where} ORDER BY score DESC, words.rowid LIMIT ?",
            words, *values, limit,
        )  # fmt: skip
        return [(number, score) for number, score in rows]

    def within(self, folder: str) -> set[int]:
        """The ids of the passages under a folder."""
        where, values = _within(folder)
        rows = self._all(
            "SELECT passages.id FROM passages JOIN files ON files.id = passages.file "
            f"WHERE TRUE{where}",
            *values,
        )
        return {row[0] for row in rows}

    def holding(self, word: str) -> int:
        """How many passages hold a word, in any of its forms."""
        rows = self._all("SELECT count(*) FROM words WHERE words MATCH ?", word)
        return int(rows[0][0])

    def places(self, ids: Sequence[int]) -> list[Place]:
        """These passages, in this order."""
        marks = ", ".join("?" * len(ids))
        rows = self._all(
            "SELECT passages.id, path, kind, heading, text, page, first, last, files.digest "
            f"FROM passages JOIN files ON files.id = passages.file WHERE passages.id IN ({marks})",
            *ids,
        )
        found = {row[0]: Place(*row) for row in rows}
        return [found[number] for number in ids if number in found]

    def counts(self) -> dict[str, int]:
        """How much there is."""
        count = "SELECT count(*) FROM"
        names = {
            "files": f"{count} files WHERE skipped = ''",
            "skipped": f"{count} files WHERE skipped != ''",
            "passages": f"{count} passages",
            "vectors": f"{count} passages JOIN vectors USING (digest)",
        }
        return {name: int(self._all(query)[0][0]) for name, query in names.items()}

    def skipped(self, limit: int) -> list[tuple[str, str]]:
        """Files that hold no text for the index, and why; with those read in part."""
        rows = self._all(
            "SELECT path, CASE skipped WHEN '' THEN 'left out: ' || cut ELSE skipped END "
            "FROM files WHERE skipped != '' OR cut != '' ORDER BY path LIMIT ?", limit,
        )  # fmt: skip
        return [(path, why) for path, why in rows]

    def _all(self, query: str, *values: Any) -> list[Any]:
        with translated(self.path):
            return self._db.execute(query, values).fetchall()

    def _format(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _begin(self) -> None:
        """Makes the tables; those of another format go, to be filled again."""
        roots = self.roots() if self._format() else []
        with closing(self._db.cursor()) as cursor:
            names = cursor.execute(
                "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger') AND "
                "name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%' ORDER BY type DESC"
            ).fetchall()
            drops = "".join(f"DROP {kind} IF EXISTS {name};" for kind, name in names)
            cursor.executescript(
                f"BEGIN IMMEDIATE; {drops} {_SCHEMA} PRAGMA user_version = {FORMAT}; "
                f"PRAGMA application_id = {APPLICATION}; COMMIT;"
            )
        with self.change():
            for path, everything, at in roots:
                self.put_root(path, everything, at)


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    return db


#: What to do about SQLite's errors; about any other, where the file is must be looked at.
_HINTS = {
    sqlite3.SQLITE_FULL: ("DISK_FULL", "make room, then go on with: mrkl search index"),
    sqlite3.SQLITE_BUSY: ("BUSY", "wait until the other process has ended"),
    sqlite3.SQLITE_NOTADB: ("INDEX_BROKEN", "run: mrkl search index --rebuild"),
    sqlite3.SQLITE_CORRUPT: ("INDEX_BROKEN", "run: mrkl search index --rebuild"),
}
_HINT = ("INDEX_UNUSABLE", "look at the disk, and at who may write there")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raises Problem for what the system or SQLite says of the file of an index."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest is where it happened
        code, hint = _HINTS.get(primary, _HINT)
        raise Problem(code, f"the index {path} cannot be used: {error}", hint) from error
    except OSError as error:
        said = error.strerror or type(error).__name__
        raise Problem(_HINT[0], f"the index {path} cannot be used: {said}", _HINT[1]) from error


def _under(folder: str) -> tuple[str, str]:
    """The bounds of all paths under a folder; "0" is what comes after "/"."""
    return f"{folder.rstrip('/')}/", f"{folder.rstrip('/')}0"


def _within(folder: str) -> tuple[str, tuple[str, ...]]:
    if not folder:
        return "", ()
    return " AND (path = ? OR path >= ? AND path < ?)", (folder, *_under(folder))


def _digest(heading: str, text: str) -> bytes:
    return blake2b(f"{heading}\n{text}".encode(), digest_size=16).digest()


def _random() -> str:
    import secrets

    return secrets.token_hex(8)
