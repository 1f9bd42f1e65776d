"""A manifest read before is not read again by YAML, and never goes stale."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mrkl_core.errors import ManifestInvalid
from mrkl_core.manifest.load import load

TEXT = "version: 1\nplanning: {timeout_s: 7}\n"
SECOND = """
import sys
from mrkl_core.manifest.load import load
print(load().planning.timeout_s, "yaml" in sys.modules)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mrkl"


def test_a_manifest_known_needs_no_yaml(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "tools_manifest.yaml").write_text(TEXT, encoding="utf-8")
    told = [
        subprocess.check_output([sys.executable, "-c", SECOND], cwd=tmp_path, text=True).split()
        for _ in range(2)
    ]
    assert told == [["7", "True"], ["7", "False"]]
    (kept,) = cache.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_what_is_changed_or_broken_is_read_anew(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert load(file).planning.timeout_s == 7
    file.write_text(TEXT.replace("7", "8"), encoding="utf-8")
    assert load(file).planning.timeout_s == 8
    for kept in cache.iterdir():
        kept.write_text('{"text": 1', encoding="utf-8")
    assert load(file).planning.timeout_s == 8


def test_variables_are_those_of_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "m.yaml"
    file.write_text("version: 1\nmodels: {default: {name: '${TEST_NAME}'}}\n", encoding="utf-8")
    for name in ("one", "two"):
        monkeypatch.setenv("TEST_NAME", name)
        assert load(file).model().name == name


def test_what_is_wrong_is_told_each_time(tmp_path: Path, cache: Path) -> None:
    file = tmp_path / "m.yaml"
    file.write_text("version: 2\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ManifestInvalid, match="1 was expected"):
            load(file)
    assert not cache.exists()
