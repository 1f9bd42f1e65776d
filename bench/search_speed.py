"""What an index and an answer cost beside the bare libraries, in one run.

    python bench/search_speed.py FOLDER

Indexing beside decoding each file and putting its paragraphs into FTS5, and beside encoding the
same texts; a query beside FTS5 and one encoding; an answer beside a query. CPU seconds.
"""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mrkl_core.models.encoder import SentenceEncoder
from mrkl_search.answering import candidates
from mrkl_search.config import Config
from mrkl_search.dense import READ
from mrkl_search.finding import Finder
from mrkl_search.indexing import Indexer
from mrkl_search.terms import any_of, terms
from mrkl_search.walk import documents

QUERIES = (
    "how do I report a problem?",
    "what is the default timeout?",
    "who maintains this?",
    "when was it released?",
    "which licence applies?",
)


def cpu() -> float:
    """Seconds of this process and of its children that have ended."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(one) for one in whose]
    return sum(one.ru_utime + one.ru_stime for one in used)


def timed(work: Callable[[], object]) -> float:
    before = cpu()
    work()
    return cpu() - before


def bare_index(folder: str, db: sqlite3.Connection) -> None:
    """Paragraphs of every file, into FTS5."""
    db.execute('CREATE VIRTUAL TABLE t USING fts5 (text, tokenize="porter unicode61")')
    for seen in documents(Path(folder)):
        text = Path(seen.path).read_bytes().decode("utf-8", "replace")
        db.executemany("INSERT INTO t VALUES (?)", ((part,) for part in text.split("\n\n")))
    db.commit()


def told(name: str, ours: float, bare: float, count: int, unit: str) -> None:
    each = 1000 * ours / count
    print(
        f"{name:9} {ours:7.2f} s, bare {bare:7.2f} s: {ours / bare:5.2f}x  ({each:.1f} ms {unit})"
    )


def main() -> None:
    (folder,) = sys.argv[1:]
    encoder = SentenceEncoder(threads=1)
    encoder.encode(["warm"])
    with tempfile.TemporaryDirectory() as place:
        config = Config.of({"index": f"{place}/search.db"})

        def index(encoder: SentenceEncoder | None) -> object:
            indexer = Indexer(config, encoder, lambda phase, done, total: None)
            return asyncio.run(indexer.run([(folder, False)], "", rebuild=False))

        db = sqlite3.connect(f"{place}/bare.db")
        bare = timed(lambda: bare_index(folder, db))
        ours = timed(lambda: index(None))
        finder = Finder(config, encoder)
        with finder.open() as store:
            count = store.counts()["passages"]
            texts = [text[:READ] for _, text in store.without_vector(100_000)]
        told("reading", ours, bare, count, "a passage")
        vectors = timed(lambda: index(encoder))
        told("vectors", vectors, timed(lambda: encoder.encode(texts)), count, "a passage")
        again = time.process_time()
        index(encoder)
        print(f"unchanged {time.process_time() - again:.2f} s")

        def bare_query() -> None:
            for query in QUERIES:
                match = any_of(terms(query))
                db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50", (match,))
                encoder.encode([query])

        with finder.open() as store:
            finder.find(store, "warm", 10)
            floor = timed(bare_query)
            found = timed(lambda: [finder.find(store, query, 50) for query in QUERIES])
            told("query", found, floor, len(QUERIES), "each")
            for name in ("answer", "… again"):
                answered = timed(
                    lambda: [
                        candidates(finder, store, query, finder.find(store, query, 50).hits)
                        for query in QUERIES
                    ]
                )
                told(name, answered, floor, len(QUERIES), "each")


if __name__ == "__main__":
    main()
