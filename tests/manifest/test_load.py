from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mrkl_core.errors import ManifestInvalid
from mrkl_core.manifest import load as manifest_load
from mrkl_core.manifest.document import parse
from mrkl_core.manifest.fits import fits
from mrkl_core.manifest.load import find, load
from mrkl_core.resources import data_path


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "tools_manifest.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_shipped_manifest_loads() -> None:
    manifest = load(data_path("tools_manifest.yaml"))
    assert manifest.plugins.required == ("calculator", "units", "planner")
    assert manifest.routing.order == ("bids", "by_schema", "by_model")


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
    lines = [int(v.description.split(":")[1]) for v in caught.value.violations]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("version: 1\nexperts: [", "3:1", "YAML cannot be read"),
        ("version: 1\nversion: 1\n", "2:1", "given twice"),
        ("version: 1\nplugins: &a {}\ndefaults: *a\n", "3:11", "alias"),
        ("version: 1\n? [a]\n: b\n", "2:", "plain words"),
        ("- a\n", "1:1", "not of type 'object'"),
        ("", "1:1", "'version' is a required property"),
        ("version: 2\n", "1:1", "1 was expected"),
        ("version: 1\nplugins: " + "[" * 200 + "]" * 200, "2:", "nested deeper"),
        ("version: 1\nplugins: " + "[" * 900_000, "2:", "nested deeper"),
        ("version: 1\n#" + "x" * 1_000_000, "", "more than 1000000 characters"),
        ("version: 1\n\0", "2:1", "control characters"),
        ("version: 1\n---\nversion: 1\n", "2:1", "another document"),
        ("version: 1\non: 1\n", "2:1", "put others in quotes"),
        ("version: !!int foo\n", "1:10", "'foo' cannot be read"),
        ("version: 1\nexperts: {a: {config: {d: 2024-13-45}}}", "2:27", "cannot be read"),
        ("version: 1\nexperts: {a: {config: {d: 2024-12-01}}}", "2:27", "in quotes"),
        ("version: 1\nrouting: {threshold: .nan}", "2:22", "must be finite"),
        ("version: 1\nexperts: {Bad Name: {}}", "2:11", "'Bad Name' is no name"),
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
    with pytest.raises(ManifestInvalid, match="directory"):
        load(tmp_path)
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


SCHEMA = json.loads(Path(manifest_load.__file__).with_name("schema.json").read_text("utf-8"))
RIGHT = parse(data_path("tools_manifest.yaml").read_text("utf-8"), "").value
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 70000),
    st.floats(-2, 2),
    st.sampled_from(["", "a", "Bad Name", "bids", "sha256:" + "0" * 64]),
)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99),
            st.sampled_from(["limits", "tools", "timeout_s", "order", "x", "Y"]),
            st.one_of(
                SCALARS,
                st.lists(SCALARS, max_size=3),
                st.dictionaries(st.sampled_from(["x", "enabled", "pin", "Y"]), SCALARS, max_size=2),
            ),
        ),
        max_size=3,
    )
)
def test_what_is_said_to_fit_the_schema_fits_it(changes: list[tuple[int, str, Any]]) -> None:
    value = deepcopy(RIGHT)
    for where, key, new in changes:
        containers = [c for c in walk(value) if c]
        container = containers[where % len(containers)]
        if isinstance(container, list):
            container[where % len(container)] = new
        else:
            container[[*container, key][where % (len(container) + 1)]] = new
    if fits(value, SCHEMA, SCHEMA):
        assert Draft202012Validator(SCHEMA).is_valid(value)


def test_the_quick_check_takes_what_is_right() -> None:
    # Otherwise each command would pay for importing jsonschema.
    assert fits(RIGHT, SCHEMA, SCHEMA)
    assert not fits({**RIGHT, "versoin": 1}, SCHEMA, SCHEMA)


def walk(value: Any) -> Iterator[Any]:
    if isinstance(value, (dict, list)):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from walk(inner)


def test_every_property_of_the_schema_is_described() -> None:
    for node in walk(SCHEMA):
        if isinstance(node, dict) and node.get("type") == "object" and "properties" in node:
            assert node["additionalProperties"] is False
            for name, said in node["properties"].items():
                assert said.get("description"), name
