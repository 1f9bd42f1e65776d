"""A formalizer of a plugin: asked in the manifest's order, mended, and never believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.contracts.planning import Faithfulness, FormalizeStatus, PlanAnswer
from mrkl_core.errors import ManifestInvalid
from mrkl_core.service.runtime import Runtime

#: The grammar does not read the first sentence.
WORDS = """The cube a balances precariously above the cube b.
Block b is on the table. Block c is on the table. Nothing is on block c.
I want block b on block c."""
SCRIBES = '''
PROBLEM = """(define (problem p) (:domain blocksworld) (:objects a b c)
  (:init (on a b) (on-table b) (on-table c) (clear c) (clear a) (arm-empty))
  (:goal (on b c)))"""

class Scribe:
    def __init__(self, name, write):
        self.name, self._write = name, write
    def formalize(self, words, domain):
        assert "(define (domain blocksworld)" in domain
        return self._write()

def right(): return "Here it is:\\n" + PROBLEM
def wrong(): return PROBLEM.replace("(on-table b)", "(on b c)").replace("(on b c)))", "(on c a)))")
def raises(): raise KeyError("nothing")
def nonsense(): return {"problem": PROBLEM}

@hookimpl
def mrkl_formalizers():
    for write in (right, wrong, raises, nonsense):
        yield Scribe(write.__name__, write)
'''


@pytest.fixture
def plan(install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Plans under a manifest with this order of formalizers."""
    install("scribes", SCRIBES)
    monkeypatch.setenv("MRKL_LOAD_PLUGINS", "scribes")

    async def plan(*order: str, words: str = WORDS) -> PlanAnswer:
        manifest = tmp_path / "tools.yaml"
        said = f"version: 1\nplanning: {{order: [{', '.join(order)}]}}\n"
        manifest.write_text(said, encoding="utf-8")
        async with Runtime.open(manifest, store_url="sqlite://", serving=False) as runtime:
            return await runtime.plans.plan(words, "blocksworld")

    return plan


async def test_one_reads_what_the_grammar_does_not_and_is_held_against_the_words(
    plan: Callable[..., Any],
) -> None:
    answer = await plan("grammar", "right")
    assert answer.validated
    assert answer.faithfulness is Faithfulness.ASSUMED
    assert any("balances precariously" in said for said in answer.assumptions)


async def test_one_that_says_what_the_words_do_not_is_not_believed(
    plan: Callable[..., Any],
) -> None:
    answer = await plan("grammar", "wrong")
    assert answer.faithfulness is Faithfulness.UNSURE


async def test_one_that_nobody_names_is_not_asked(plan: Callable[..., Any]) -> None:
    answer = await plan("grammar")
    assert answer.status is FormalizeStatus.NOT_UNDERSTOOD


async def test_none_is_asked_where_the_grammar_reads_everything(plan: Callable[..., Any]) -> None:
    words = "Block a is on block b. Nothing is on block a. I want block b on block a."
    answer = await plan("grammar", "raises", words=words)
    assert answer.validated
    assert not [d for d in answer.diagnostics if d.code == "FORMALIZER_FAILED"]


@pytest.mark.parametrize("broken", ["raises", "nonsense"])
async def test_the_next_is_asked_where_one_fails(plan: Callable[..., Any], broken: str) -> None:
    answer = await plan(broken, "right", "grammar")
    assert answer.validated
    assert [d.code for d in answer.diagnostics].count("FORMALIZER_FAILED") == 1
    answer = await plan("grammar", broken)
    assert answer.status is FormalizeStatus.NOT_UNDERSTOOD
    assert [d.code for d in answer.diagnostics].count("FORMALIZER_FAILED") == 1


async def test_a_name_that_nobody_has_is_told(plan: Callable[..., Any]) -> None:
    with pytest.raises(ManifestInvalid) as caught:
        await plan("grammar", "wright")
    assert "'wright'" in caught.value.message
    assert "right" in caught.value.hint
