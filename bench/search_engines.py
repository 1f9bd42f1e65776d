"""Which engine for shared words: SQLite's FTS5, tantivy or bm25s, on real documents.

Known-item search: what is asked is the heading over a passage; what must be found is a passage of
that section, whose text alone is indexed. Engines that are not installed are passed over
(`pip install tantivy bm25s`).

    python bench/search_engines.py FOLDER... [--queries 500]
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mrkl_search.reading.read import read_file
from mrkl_search.terms import any_of, terms
from mrkl_search.walk import documents

LIMIT = 10
#: A passage: the section it is of, the last heading above it, and its text.
Item = tuple[str, str, str]
Search = Callable[[str], list[int]]


def read(folders: list[str]) -> list[Item]:
    items = []
    for folder in folders:
        for seen in documents(Path(folder)):
            for passage in read_file(seen.path, 16_000_000).get("passages", ()):
                section = f"{seen.path}#{passage['heading']}"
                items.append((section, passage["heading"].split(" › ")[-1], passage["text"]))
    return items


def fts5(tokenizer: str) -> Callable[[list[Item]], Search]:
    def build(items: list[Item]) -> Search:
        db = sqlite3.connect(Path(tempfile.mkdtemp()) / "words.db")
        db.execute(f"CREATE VIRTUAL TABLE t USING fts5 (text, tokenize='{tokenizer}')")
        rows = ((number, text) for number, (_, _, text) in enumerate(items))
        db.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", rows)
        db.commit()
        query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?"
        return lambda words: [n for (n,) in db.execute(query, (any_of(terms(words)), LIMIT))]

    return build


def tantivy(items: list[Item]) -> Search:
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="en_stem")
    schema.add_unsigned_field("number", stored=True)
    index = tantivy.Index(schema.build(), path=tempfile.mkdtemp())
    writer = index.writer()
    for number, (_, _, text) in enumerate(items):
        writer.add_document(tantivy.Document(text=[text], number=[number]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(words: str) -> list[int]:
        query = index.parse_query(" ".join(terms(words)), ["text"])
        hits = searcher.search(query, LIMIT).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return search


def bm25s(items: list[Item]) -> Search:
    import bm25s

    retriever = bm25s.BM25()
    texts = [text for _, _, text in items]
    retriever.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def search(words: str) -> list[int]:
        tokens = bm25s.tokenize([" ".join(terms(words))], show_progress=False)
        found, _ = retriever.retrieve(tokens, k=LIMIT, show_progress=False)
        return [int(number) for number in found[0]]

    return search


ENGINES: dict[str, Callable[[list[Item]], Search]] = {
    "FTS5, porter": fts5("porter unicode61 remove_diacritics 2"),
    "FTS5, no stems": fts5("unicode61 remove_diacritics 2"),
    "tantivy, en_stem": tantivy,
    "bm25s": bm25s,
}


def questions(items: list[Item], count: int) -> Iterator[tuple[str, str]]:
    asked = sorted({(section, heading) for section, heading, _ in items if len(terms(heading)) > 1})
    yield from random.Random(0).sample(asked, min(count, len(asked)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--queries", type=int, default=500)
    options = parser.parse_args()
    items = read(options.folders)
    asked = list(questions(items, options.queries))
    print(f"{len(items)} passages, {len(asked)} questions")
    print(f"{'engine':18} {'first':>6} {'in 10':>6} {'MRR':>6} {'index s':>8} {'ms a query':>10}")
    for name, build in ENGINES.items():
        start = time.process_time()
        try:
            search = build(items)
        except ImportError:
            print(f"{name:18} not installed")
            continue
        built = time.process_time() - start
        start = time.process_time()
        ranks = []
        for section, heading in asked:
            found = [items[number][0] for number in search(heading)]
            ranks.append(found.index(section) + 1 if section in found else 0)
        each = (time.process_time() - start) / len(asked) * 1000
        first, ten = sum(r == 1 for r in ranks), sum(r > 0 for r in ranks)
        mean = sum(1 / r for r in ranks if r) / len(ranks)
        share = [f"{n / len(ranks):6.3f}" for n in (first, ten)]
        print(f"{name:18} {' '.join(share)} {mean:6.3f} {built:8.2f} {each:10.2f}")


if __name__ == "__main__":
    main()
