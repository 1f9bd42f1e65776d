from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.errors import ManifestInvalid
from mrkl_core.manifest.document import parse
from mrkl_core.manifest.load import find, load
from mrkl_core.resources import data_path


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "tools_manifest.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_manifest_loads(tmp_path: Path) -> None:
    copy = tmp_path / "tools_manifest.yaml"  # the shipped file itself is loaded unchecked
    copy.write_text(data_path("tools_manifest.yaml").read_text("utf-8"), encoding="utf-8")
    manifest = load(copy)
    assert manifest == replace(load(data_path("tools_manifest.yaml")), path=str(copy))
    assert manifest.plugins.required == ("calculator", "units", "planner")
    assert manifest.routing.order == ("bids", "lexical", "by_model")


def test_every_fault_has_its_path_its_line_and_the_nearest_key(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        "version: 1\nplugin: {}\nexperts:\n  units:\n    limits:\n      timeout: 3\n"
        "routing: {threshold: 7}\n",
    )
    with pytest.raises(ManifestInvalid) as caught:
        load(file)
    said = {v.field: v.description for v in caught.value.violations}
    assert f"{file}:2:1" in said["$.plugin"]
    assert "did you mean 'plugins'?" in said["$.plugin"]
    assert f"{file}:6:7" in said["$.experts.units.limits.timeout"]
    assert "'timeout_s'" in said["$.experts.units.limits.timeout"]
    assert f"{file}:7:" in said["$.routing.threshold"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("version: 1\nexperts: [", "3:1", "YAML cannot be read"),
        ("version: 1\nversion: 1\n", "2:1", "given twice"),
        ("version: 1\nplugins: &a {}\ndefaults: *a\n", "", "alias"),
        ("version: 1\n? [a]\n: b\n", "2:", "plain words"),
        ("- a\n", "1:1", "not of type 'object'"),
        ("", "1:1", "'version' is a required property"),
        ("version: 2\n", "1:1", "1 was expected"),
        ("version: 1\nplugins: " + "[" * 200 + "]" * 200, "2:", "nested deeper"),
    ],
)
def test_yaml_that_is_wrong_is_named(tmp_path: Path, text: str, where: str, what: str) -> None:
    with pytest.raises(ManifestInvalid) as caught:
        load(written(tmp_path, text))
    assert what in str(caught.value)
    assert where in str(caught.value.location or "")


def test_a_manifest_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ManifestInvalid, match="--manifest"):
        load(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"version: 1 # \xff\n")
    with pytest.raises(ManifestInvalid, match="cannot be read"):
        load(tmp_path / "latin.yaml")


def test_variables_are_expanded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_MODEL", "small")
    monkeypatch.delenv("TEST_URL", raising=False)
    file = written(
        tmp_path,
        "version: 1\nmodels:\n  default: {name: '${TEST_MODEL}', "
        "base_url: '${TEST_URL:-http://127.0.0.1:1/v1}'}\n  other: {name: '${TEST_URL}'}\n",
    )
    manifest = load(file)
    assert manifest.model().name == "small"
    assert manifest.model().base_url == "http://127.0.0.1:1/v1"
    assert manifest.model("other").name == ""
    assert manifest.model("none").name == ""


def test_the_manifest_is_looked_for_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MRKL_MANIFEST", raising=False)
    assert find() == data_path("tools_manifest.yaml")
    written(tmp_path, "version: 1\n")
    assert find() == Path("tools_manifest.yaml")
    monkeypatch.setenv("MRKL_MANIFEST", "/elsewhere.yaml")
    assert find() == Path("/elsewhere.yaml")
    assert find(Path("given.yaml")) == Path("given.yaml")


@given(st.text(max_size=80))
def test_any_text_is_a_document_or_a_designed_error(text: str) -> None:
    with suppress(ManifestInvalid):
        parse(text, "m.yaml")
