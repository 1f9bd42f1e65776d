"""Files that were made to break who reads them: each is named, and the rest is indexed."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from mrkl_core import Problem
from mrkl_search import indexing
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.store import FORMAT, Store

CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
FONTS = b"/Font << /F1 3 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 5 0 R /Resources << %s >> >>"


def pdf(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (len(objects) + 1, table, len(objects) + 1, len(out))
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF" % end
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), more, data)


def laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    return f'<!DOCTYPE l [<!ENTITY a "lol">{entities}]><html><p>&j; is no text</p></html>'.encode()


def bomb() -> bytes:
    packer = zlib.compressobj()
    return b"".join([*(packer.compress(b"(a) Tj " * 150_000) for _ in range(100)), packer.flush()])


NOISE = random.Random(1).randbytes(50_000)
FORM = b"<< /XObject << /X 6 0 R >> >>"
BAD = {
    "binary.txt": (NOISE, "binary"),
    "binary without zeros.txt": (NOISE.replace(b"\0", b"\1"), "binary"),
    "picture.md": (b"\x89PNG\r\n\x1a\n" + NOISE, "binary"),
    "larger.txt": (b"word " * 500_000, "larger than 2 MB"),
    "flate.pdf": (
        pdf(CATALOG, PAGES, FONT, PAGE % FONTS, stream(bomb(), b"/Filter /FlateDecode")),
        "no page is sound",
    ),
    "flate of flate.pdf": (
        pdf(
            *(CATALOG, PAGES, FONT, PAGE % FONTS),
            stream(zlib.compress(bomb()), b"/Filter [/FlateDecode /FlateDecode]"),
        ),
        "no page is sound",
    ),
    "pages in a loop.pdf": (
        pdf(CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"),
        "no sound PDF",
    ),
    "a page that is itself.pdf": (pdf(CATALOG, b"2 0 R"), "no sound PDF"),
    "forms in a loop.pdf": (
        pdf(
            *(CATALOG, PAGES, FONT, PAGE % FORM[3:-3], stream(b"/X Do")),
            stream(b"/X Do /X Do", b"/Type /XObject /Subtype /Form /Resources " + FORM),
        ),
        "no text",
    ),
    "nested.pdf": (pdf(CATALOG, b"[" * 100_000), "no sound PDF"),
    "earlier in a loop.pdf": (
        b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer << /Root 1 0 R /Prev 9 >>\n"
        b"startxref\n9\n%%EOF",
        "no sound PDF",
    ),
}
GOOD = {
    "a.md": b"# Rent\n\nThe rent is 950 euros a month.\n",
    "no line end.txt": b"a word and another " * 100_000,
    "no space.txt": b"w" * 1_000_000,
    "lines.txt": b"a line\n" * 250_000,
    "laughs.html": laughs(),
    "laughs.xhtml": b'<?xml version="1.0"?>' + laughs(),
    "deep.html": b"<div>" * 100_000 + b"some text",
    "zz.md": b"# Bus\n\nThe bus leaves at noon.\n",
}


def texts(config: Config, words: str) -> list[str]:
    finder = Finder(config)
    with finder.open() as store:
        return [hit.place.text for hit in finder.find(store, words, 5).hits]


def test_what_is_made_to_break_readers_is_named_and_the_rest_is_indexed(
    tmp_path: Path, index: object, config: Config
) -> None:
    pytest.importorskip("pypdf")
    folder = tmp_path / "files"
    folder.mkdir()
    for name, data in {**GOOD, **{name: data for name, (data, _) in BAD.items()}}.items():
        (folder / name).write_bytes(data)
    report = index(folder, config=replace(config, max_file_mb=2))
    reasons = {Path(path).name: why for path, why in report.skipped}
    assert reasons.keys() == BAD.keys(), reasons
    for name, (_, why) in BAD.items():
        assert why in reasons[name], name
    assert report.read == len(GOOD)
    assert texts(config, "bus") == ["The bus leaves at noon."]
    assert not texts(config, "lollollol")


def test_what_is_no_file_of_the_folder_is_left_alone(
    tmp_path: Path, index: object, config: Config
) -> None:
    (tmp_path / "secret.md").write_text("a secret outside")
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.md").write_text("some text")
    (folder / "out.md").symlink_to(tmp_path / "secret.md")
    (folder / "up").symlink_to(tmp_path)
    (folder / "round.md").symlink_to(folder / "trip.md")
    (folder / "trip.md").symlink_to(folder / "round.md")
    os.mkfifo(folder / "pipe.md")
    (folder / "letter.docx").write_bytes(b"PK\3\4")
    (folder / "all.zip").write_bytes(b"PK\3\4")
    report = index(folder)
    assert (report.read, report.skipped) == (1, [])
    assert not texts(config, "secret")


@pytest.fixture
def abyss(tmp_path: Path) -> Iterator[Path]:
    """A folder that may be too deep for what removes pytest's."""
    folder = tmp_path / "folders"
    folder.mkdir()
    yield folder
    subprocess.run(["rm", "-rf", str(folder)], check=True)


def nested(folder: Path, names: Sequence[str], text: bytes) -> None:
    """A file so deep that no path leads to it: each folder is made from the one above."""
    above = os.open(folder, os.O_RDONLY)
    for name in names:
        os.mkdir(name, dir_fd=above)
        below = os.open(name, os.O_RDONLY, dir_fd=above)
        os.close(above)
        above = below
    number = os.open("deep.md", os.O_CREAT | os.O_WRONLY, dir_fd=above)
    os.write(number, text)
    os.close(number)
    os.close(above)


def test_folders_deeper_than_calls_may_be_are_read_and_those_past_any_path_are_named(
    abyss: Path, index: object, config: Config
) -> None:
    (abyss / "last.md").write_text("a bus at noon")
    nested(abyss, ["d"] * 1200, b"a train at dawn")
    nested(abyss, ["e" * 200] * 30, b"out of reach")
    report = index(abyss)
    ((path, why),) = report.skipped
    assert (path.endswith("e" * 200), why) == (True, "File name too long")
    assert (len(texts(config, "bus")), len(texts(config, "train"))) == (1, 1)


def test_a_folder_that_cannot_be_read_keeps_what_was_indexed_of_it(
    library: Path, index: object, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(library)
    scan = os.scandir

    def refusing(path: str) -> object:
        if path.endswith("house"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)  # root, whom tests may run as, may read all
    report = index(library)
    assert report.skipped == [(str(library / "house"), "Permission denied")]
    assert (report.removed, len(texts(config, "deposit"))) == (0, 1)


def test_a_file_whose_time_was_set_back_is_read_again(
    library: Path, index: object, config: Config
) -> None:
    index(library)
    lease = library / "house" / "lease.md"
    before = lease.stat()
    lease.write_text(lease.read_text("utf-8").replace("Cats", "Cows"), "utf-8")
    os.utime(lease, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert lease.stat().st_size == before.st_size
    assert index(library).read == 1
    assert texts(config, "cows")


def test_a_disk_without_room_is_told_and_the_next_run_goes_on(
    tmp_path: Path, index: object, config: Config
) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(64):
        (folder / f"{number}.md").write_text(f"number{number} {'word ' * 2000}\n")
    index(tmp_path / "library")  # an empty index
    command = [sys.executable, "-m", "mrkl_core", "search", "index", str(folder), "--no-vectors"]
    manifest = tmp_path / "m.yaml"
    place = str(config.index)
    manifest.write_text(f"version: 1\nexperts: {{search: {{config: {{index: {place!r}}}}}}}\n")
    full = subprocess.run(
        command, env={**os.environ, "MRKL_MANIFEST": str(manifest)}, capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
        check=False,
    )  # fmt: skip
    assert full.returncode == 33, full.stderr
    assert "cannot be used" in full.stderr
    assert "--rebuild" not in full.stderr
    assert "Traceback" not in full.stderr
    index(folder)
    with Store.open(config.index) as store:
        assert store.counts()["files"] == 64
    assert len(texts(config, "number63")) == 1


def test_a_database_of_another_program_is_not_touched(
    tmp_path: Path, library: Path, index: object, config: Config
) -> None:
    config.index.parent.mkdir()
    with closing(sqlite3.connect(config.index)) as db:
        db.execute("CREATE TABLE passages (mine TEXT)")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    before = config.index.read_bytes()
    for use in (lambda: index(library), lambda: texts(config, "x")):
        with pytest.raises(Problem) as caught:
            use()
        assert caught.value.failure.code == "INDEX_FOREIGN"
    assert config.index.read_bytes() == before


def test_an_index_of_a_newer_mrkl_is_kept_and_one_of_an_older_is_filled_again(
    library: Path, index: object, config: Config
) -> None:
    index(library)
    for version, code in ((FORMAT + 1, "INDEX_NEWER"), (FORMAT - 1, "INDEX_OLD")):
        with closing(sqlite3.connect(config.index)) as db:
            db.execute(f"PRAGMA user_version = {version}")
        with pytest.raises(Problem) as caught:
            texts(config, "deposit")
        assert caught.value.failure.code == code
        if code == "INDEX_NEWER":
            with pytest.raises(Problem):
                index(library)
    assert index(library).read == 3
    assert texts(config, "deposit")


def test_an_index_where_nobody_may_write_is_told(library: Path, index: object) -> None:
    place = Config.of({"index": "/proc/mrkl/search.db"})
    with pytest.raises(Problem) as caught:
        index(library, config=place)
    assert caught.value.failure.code == "INDEX_UNUSABLE"


def test_a_file_that_changes_while_it_is_read_is_read_again_the_next_time(
    library: Path, index: object, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = library / "house" / "lease.md"
    found = indexing.documents

    def changing(*args: object, **options: object) -> object:
        yield from found(*args, **options)
        lease.write_text("# Lease\n\nThe horse sleeps upstairs.\n")

    monkeypatch.setattr(indexing, "documents", changing)
    index(library)
    assert texts(config, "horse")
    monkeypatch.undo()
    lease.write_text("# Lease\n\nThe goat sleeps upstairs.\n")
    index(library)
    assert texts(config, "goat")
    assert not texts(config, "horse")
