"""The guard in the dispatcher, and the screening behind it, on a sample of bench/screening.py."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from rdkit import Chem

from mrkl_chemistry import opsin, table
from mrkl_chemistry.guard import OPERATION, ChemistryGuard
from mrkl_chemistry.screening.lists import lists, sources
from mrkl_chemistry.screening.screen import matches, screen
from mrkl_chemistry.screening.words import named_in, notations_in
from mrkl_chemistry.tools import TOOLS
from mrkl_core import Effect, Limits, Runtime, Verdict
from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.contracts.guards import Decision, Ruling
from mrkl_core.errors import Refused

COMMON = Path(__file__).resolve().parents[3] / "bench" / "common_substances.txt"


def structures() -> Iterator[tuple[str, Chem.Mol]]:
    for entry in sorted(set(lists().by_skeleton.values()), key=lambda entry: entry.name):
        for compound in table.by_cas(entry.cas)[:1] if entry.cas else []:
            if (mol := Chem.MolFromSmiles(compound.smiles)) is not None:
                yield entry.name, mol


def test_listed_structures_are_found_however_they_are_written() -> None:
    rng = Random(5)
    sample = rng.sample(list(structures()), 20)
    for name, mol in sample:
        for salt in ("", ".Cl", ".[Na+]", ".OC(=O)C(O)C(O)C(=O)O", ".O"):
            heavy = Chem.Mol(mol)
            heavy.GetAtomWithIdx(rng.randrange(heavy.GetNumAtoms())).SetIsotope(99)
            for form in (mol, heavy):
                text = Chem.MolToSmiles(form, doRandom=True) + salt
                assert matches(Chem.MolFromSmiles(text)), f"{name}: {text}"
        if inchi := Chem.MolToInchi(mol):
            assert screen([], [inchi]), f"{name}: {inchi}"
            assert screen([], [Chem.InchiToInchiKey(inchi)]), name


def test_common_substances_are_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opsin, "program", lambda: ())  # the tables know these names; be quick
    names = [line for line in COMMON.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    assert len(names) >= 300
    assert [name for name in Random(5).sample(names, 60) if screen([name], [])] == []


def test_every_list_has_its_source_and_date() -> None:
    assert {entry.list for entry in lists().by_name.values()} <= sources().keys()


def test_what_may_be_a_notation_is_found_in_texts() -> None:
    found = notations_in("See CC(=O)O, 64-17-5 and InChI=1S/CH4/h1H4 in the 3rd (of 12) parts.")
    assert found == ["64-17-5", "InChI=1S/CH4/h1H4", "CC(=O)O"]
    assert notations_in("c1ccccc1 and n1ccccc1") == ["c1ccccc1", "n1ccccc1"]
    assert not notations_in("cos x and a spoon of 2.5 + 3*(b - c)")
    assert [entry.name for entry in named_in("is Sarin the same as GB?")] == ["sarin"]
    assert not named_in("an ordinary sentence about water and salt")


class Asked:
    """Screens here what a guard would have screened in a child."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.times = 0

    async def __call__(self, target: str, arguments: dict[str, Any]) -> Any:
        self.times += 1
        if self.error:
            raise self.error
        return screen(**arguments)


def card(operation: str = "", effect: Effect = Effect.NONE) -> ToolCard:
    schema = {"type": "object", **({OPERATION: operation} if operation else {})}
    return ToolCard("x.tool", "x", "", schema, {}, effect, "", Limits())


def ruling(tool: ToolCard, text: str, guard: ChemistryGuard | None = None) -> Ruling | None:
    decision: Decision | None = asyncio.run(
        (guard or ChemistryGuard()).before(tool, {"substance": text}, Asked())
    )
    return decision.ruling if decision else None


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("lookup", Ruling.WARN),
        *((operation, Ruling.DENY) for operation in ("synthesis", "retrosynthesis")),
        *((operation, Ruling.DENY) for operation in ("modification", "similarity", "purchase")),
        ("an operation of tomorrow", Ruling.DENY),
    ],
)
def test_what_is_done_with_a_listed_substance_decides(operation: str, expected: Ruling) -> None:
    assert ruling(card(operation), "thionyl chloride") is expected
    assert ruling(card(operation), "CCO") is Ruling.ALLOW


def test_tools_that_declare_no_operation_are_screened_too() -> None:
    assert ruling(card(), "2 + 2") is None
    assert ruling(card(), "a note on thionyl chloride") is Ruling.WARN
    changes = card(effect=Effect.CHANGES)
    assert ruling(changes, "order O=S(Cl)Cl") is Ruling.NEEDS_APPROVAL
    assert ruling(changes, "order O=S(Cl)Cl", ChemistryGuard(["x.tool"])) is Ruling.WARN


def test_every_tool_of_the_expert_declares_its_operation() -> None:
    operations = {tool.name: tool.arguments[OPERATION] for tool in TOOLS}
    assert operations["products"] == "synthesis"
    assert operations["precursors"] == "retrosynthesis"
    assert operations["similarity"] == "similarity"


async def test_the_dispatcher_refuses_warns_and_records(tmp_path: Path) -> None:
    async with Runtime.open(store_url=f"sqlite:///{tmp_path}/runs.db") as runtime:
        with pytest.raises(Refused, match="thionyl chloride") as caught:
            await runtime.tools.call("chemistry.precursors", {"product": "ClS(Cl)=O"})
        assert caught.value.metadata["ruling"] == "DENY"
        outcome = await runtime.tools.call("chemistry.mass", {"substance": "SOCl2"})
        assert outcome.value["average_g_per_mol"] == pytest.approx(118.97, abs=0.02)
        assert {e.verdict for e in outcome.evidence if "guard" in e.method} == {Verdict.FAILED}
        plain = await runtime.tools.call("chemistry.mass", {"substance": "CCO"})
        assert not [e for e in plain.evidence if "guard" in e.method]
        kept = await runtime.runs.get(outcome.run)
    rulings = [event.data["ruling"] for event in kept.events if event.kind == "guarded"]
    assert rulings[0] == "WARN"
