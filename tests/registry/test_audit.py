from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from mrkl_core.contracts.pddl import Severity
from mrkl_core.manifest.load import load
from mrkl_core.registry.audit import audit
from mrkl_core.registry.manager import Registry
from mrkl_core.resources import data_path

PLUGIN = """
def say(word): return word

@hookimpl
def mrkl_experts():
    yield Expert("macaw", "Says it again.", [Tool("say", "Says.", {"type": "object"}, {}, say)])
"""


def findings(file: Path) -> dict[str, tuple[Severity, str]]:
    manifest = load(file)
    found = audit(manifest, Registry.open(manifest))
    return {d.message: (d.severity, d.hint) for d in found}


def test_the_shipped_manifest_names_only_what_is_there() -> None:
    assert findings(data_path("tools_manifest.yaml")) == {}


def test_names_of_nothing_are_found_with_the_nearest(install, tmp_path: Path) -> None:
    install("macaw", PLUGIN)
    file = tmp_path / "m.yaml"
    file.write_text(
        dedent("""
            version: 1
            plugins: {block: [macw], allow: [macaw, calculatr]}
            experts:
              macaww: {enabled: false}
              macaw: {tools: {sya: {enabled: false}}}
            routing: {order: [bids, lexicle], fallback: languag}
            planning:
              engines: {prefer: [kairos, "kairos:novelty", fast-downwrd]}
              order: [grammer]
        """),
        encoding="utf-8",
    )
    found = findings(file)
    assert found["there is no plugin 'macw'"] == (Severity.WARNING, "did you mean 'macaw'?")
    assert found["there is no plugin 'calculatr'"][0] is Severity.WARNING
    assert found["there is no expert 'macaww'"] == (Severity.WARNING, "did you mean 'macaw'?")
    assert found["there is no tool of macaw 'sya'"] == (Severity.ERROR, "did you mean 'say'?")
    assert found["there is no router 'lexicle'"] == (Severity.ERROR, "did you mean 'lexical'?")
    assert found["there is no expert 'languag'"][0] is Severity.ERROR
    engine = found["there is no planning engine 'fast-downwrd'"]
    assert engine == (Severity.WARNING, "did you mean 'fast-downward'?")
    reader = found["there is no formalizer 'grammer'"]
    assert reader == (Severity.ERROR, "did you mean 'grammar'?")
    assert len(found) == 8


@pytest.mark.parametrize("enabled", ["true", "false"])
def test_an_expert_that_is_there_is_not_missed(install, tmp_path: Path, enabled: str) -> None:
    install("macaw", PLUGIN)
    file = tmp_path / "m.yaml"
    file.write_text(f"version: 1\nexperts: {{macaw: {{enabled: {enabled}}}}}\n", "utf-8")
    assert findings(file) == {}


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("{max_digits: many}", "calculator.config.max_digits is not a whole number"),
        ("{max_digit: 9}", "experts.calculator.config has 'max_digit'; did you mean"),
    ],
)
def test_a_config_that_its_expert_cannot_read_is_an_error(
    tmp_path: Path, config: str, said: str
) -> None:
    file = tmp_path / "m.yaml"
    file.write_text(f"version: 1\nexperts: {{calculator: {{config: {config}}}}}\n", "utf-8")
    ((message, (severity, _)),) = findings(file).items()
    assert severity is Severity.ERROR
    assert said in message


def test_a_pin_that_does_not_match_is_an_error(install, tmp_path: Path) -> None:
    install("macaw", PLUGIN)
    file = tmp_path / "m.yaml"
    pin = "sha256:" + "0" * 64
    text = "version: 1\nexperts: {macaw: {tools: {say: {pin: '%s'}}}}\n"
    file.write_text(text % pin, encoding="utf-8")
    ((message, (severity, _)),) = findings(file).items()
    assert severity is Severity.ERROR
    assert pin in message
    right = Registry.open(load(file)).catalogue.card("macaw.say")
    assert right is not None
    file.write_text(text % right.digest, encoding="utf-8")
    assert findings(file) == {}
