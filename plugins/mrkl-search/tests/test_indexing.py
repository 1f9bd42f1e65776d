from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from mrkl_core import Problem
from mrkl_search import indexing
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.store import Store
from mrkl_search.walk import documents


def names(folder: Path, *, everything: bool = False) -> list[str]:
    found = documents(folder, everything=everything)
    return [os.path.relpath(seen.path, folder) for seen in found]


def texts(config: Config, words: str) -> list[str]:
    finder = Finder(config)
    with finder.open() as store:
        return [hit.place.text for hit in finder.find(store, words, 5).hits]


def test_only_what_changed_is_read_again(library: Path, index: object, config: Config) -> None:
    assert index(library).read == 3
    again = index(library)
    assert (again.read, again.unchanged, again.removed) == (0, 3, 0)
    os.utime(library / "ticket.pdf", (1, 1))  # another time, the same bytes
    assert index(library).unchanged == 3
    lease = library / "house" / "lease.md"
    lease.write_text(lease.read_text("utf-8").replace("Cats", "Parrots"), "utf-8")
    (library / "house" / "washing.html").unlink()
    report = index(library)
    assert (report.read, report.unchanged, report.removed) == (1, 1, 1)
    assert "Parrots" in texts(config, "parrots")[0]
    assert not texts(config, "cats citric")


def test_hidden_linked_and_ignored_files_are_left_alone(library: Path, tmp_path: Path) -> None:
    (library / ".git").mkdir()
    (library / ".secret.md").write_text("x")
    (library / "program.py").write_text("x")
    (library / "loop").symlink_to(library)
    (library / "house" / "draft.md").write_text("x")
    (library / "house" / "kept.md").write_text("x")
    (library / ".gitignore").write_text("*.html\n/house/*.md\n!lease.md\n")
    (library / "house" / ".gitignore").write_text("!kept.md\n")
    assert names(library) == ["house/kept.md", "house/lease.md", "ticket.pdf"]
    assert names(library / "house") == ["kept.md", "lease.md"]  # the repository has its say
    everything = names(library, everything=True)
    assert {".secret.md", "house/draft.md", "house/washing.html"} <= set(everything)


def test_what_cannot_be_read_is_named_and_what_is_too_much_is_told(
    library: Path, index: object, config: Config
) -> None:
    (library / "noise.txt").write_bytes(b"\0\1\2")
    (library / "long.txt").write_text("word " * 1000)
    report = index(library, config=replace(config, max_file_mb=0.004))
    reasons = {Path(path).name: why for path, why in report.skipped}
    assert reasons.keys() == {"noise.txt", "long.txt"}
    assert "larger than 0.004 MB" in reasons["long.txt"]


def test_a_limit_on_files_takes_nothing_that_was_indexed(
    library: Path, index: object, config: Config
) -> None:
    index(library)
    (library / "0-new.txt").write_text("The newest of all.")
    gone = next(library.rglob("*.md"))
    gone.unlink()
    report = index(library, config=replace(config, max_files=2))
    assert "what was indexed before is kept" in report.stopped
    assert (report.read, report.removed) == (0, 1)
    assert index(library).read == 1


def test_a_file_that_takes_too_long_is_stopped_and_named(
    library: Path, index: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = replace(indexing.LIMITS, timeout_s=2.0)
    monkeypatch.setattr(indexing, "LIMITS", limits)
    (library / "bomb.html").write_bytes(b"<b" * 1_000_000)  # quadratic for the parser
    report = index(library)
    ((path, why),) = report.skipped
    assert path.endswith("bomb.html")
    assert why.startswith("TIMED_OUT")
    assert report.read == 3


def test_a_folder_can_be_removed_and_a_broken_index_rebuilt(
    library: Path, index: object, config: Config
) -> None:
    index(library)
    with Store.open(config.index) as store:
        with store.change():
            assert store.drop_root(str(library / "house")) == 2
        assert store.counts()["files"] == 1
    assert not texts(config, "deposit")
    config.index.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(Problem) as broken:
        texts(config, "deposit")
    assert broken.value.failure.code == "INDEX_BROKEN"
    assert index(library, rebuild=True).read == 3
    assert texts(config, "deposit")


def test_a_folder_that_is_not_there_keeps_what_was_indexed_of_it(
    library: Path, index: object, config: Config
) -> None:
    index(library)
    library.rename(library.with_name("elsewhere"))
    report = index(library)
    assert (report.removed, len(report.skipped)) == (0, 1)
    assert texts(config, "deposit")


def test_only_one_process_indexes_at_a_time(library: Path, index: object, config: Config) -> None:
    with indexing._alone(config.index), pytest.raises(Problem) as busy:
        index(library)
    assert busy.value.failure.code == "BUSY"
    assert index(library).read == 3


def test_the_index_is_its_owner_s_alone(library: Path, index: object, config: Config) -> None:
    index(library)
    assert config.index.stat().st_mode & 0o077 == 0


def test_a_run_that_is_killed_leaves_an_index_that_works_and_goes_on(
    tmp_path: Path, config: Config
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(600):
        (folder / f"{number}.md").write_text(f"# Note {number}\n\nnumber{number} tells it.\n" * 20)
    command = [sys.executable, "-m", "mrkl_core", "search", "index", str(folder), "--no-vectors"]
    manifest = tmp_path / "m.yaml"
    manifest.write_text(
        f"version: 1\nexperts: {{search: {{config: {{index: {str(config.index)!r}}}}}}}\n"
    )
    environment = {**os.environ, "MRKL_MANIFEST": str(manifest)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        children = []
        while process.poll() is None and count(config.index) < 32:
            children = psutil.Process(process.pid).children(recursive=True) or children
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    psutil.wait_procs(children, timeout=10)
    assert not [child for child in children if child.is_running()]
    found = count(config.index)
    assert 32 <= found < 600
    with sqlite3.connect(config.index) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db.execute("INSERT INTO words (words) VALUES ('integrity-check')")  # raises if it is not
    assert texts(config, "number0")
    again = [*command[:-2], "--no-vectors", "--json"]  # without the folder: it is known
    done = subprocess.run(again, env=environment, capture_output=True, check=True)
    assert b'"stopped": ""' in done.stdout
    assert count(config.index) == 600
    assert texts(config, "number599")


def count(index: Path) -> int:
    try:
        with sqlite3.connect(f"file:{index}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM files").fetchone()[0])
    except sqlite3.Error:
        return 0
