from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mrkl_core import Expert, Failure, Result
from mrkl_core.contracts.context import called_by
from mrkl_core.contracts.settings import Settings
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.service.runtime import Runtime
from mrkl_core.testing import as_called, assert_plugin_ok, call_tool, experts_of
from mrkl_memory.bids import bid
from mrkl_memory.config import Config
from mrkl_memory.recalling import Memory
from mrkl_memory.store import Store
from mrkl_memory.tools import Tools

NOW = "2024-05-31T12:00:00+00:00"
LATER = "2024-07-30T12:00:00+00:00"  # two half-lives

Call = Callable[..., Any]


class Called(Tools):
    """The tools as the server calls them."""

    remember, recall, forget, list, export = map(
        as_called, (Tools.remember, Tools.recall, Tools.forget, Tools.list, Tools.export)
    )


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(threads=1)


@pytest.fixture
def tools(tmp_path: Path, encoder: SentenceEncoder) -> Tools:
    return Called(Memory(Config.of({"file": str(tmp_path / "memory.db")}), encoder))


@pytest.fixture
def expert(tmp_path: Path) -> Expert:
    config = {"file": str(tmp_path / "memory.db")}
    (found,) = experts_of("mrkl_memory", Settings({"memory": config}))
    return found


def told(outcome: Result | Failure) -> list[str]:
    assert isinstance(outcome, Result), outcome
    return [note["text"] for note in outcome.value["notes"]]


def test_the_plugin_is_ok(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert_plugin_ok("mrkl_memory")


def test_what_was_noted_is_told_with_when_it_was_stored(expert: Expert) -> None:
    who = {"caller": "ann", "now": NOW}
    kept = call_tool(expert, "remember", text="  Frau Meier has the key. ", **who)
    assert isinstance(kept, Result)
    assert (kept.value["text"], kept.value["at"]) == ("Frau Meier has the key.", NOW)
    again = call_tool(expert, "remember", text="Frau Meier has the key.", **who)
    assert isinstance(again, Result)
    assert (again.value["id"], again.value["new"]) == (kept.value["id"], False)
    call_tool(expert, "remember", text="The boiler is serviced in October.", **who)
    found = call_tool(expert, "recall", about="who has the key?", **who)
    assert told(found) == ["Frau Meier has the key."]
    assert f"stored {NOW}" in found.evidence[0].detail  # type: ignore[union-attr]
    unknown = call_tool(expert, "recall", about="the capital of Mongolia", **who)
    assert isinstance(unknown, Failure)
    assert unknown.code == "NOTHING_KNOWN"


def test_nobody_sees_or_forgets_another_s_notes(tools: Tools) -> None:
    tools.remember("the safe opens with 1234", caller="ann", now=NOW)
    for outcome in (
        tools.recall("the safe", caller="bob", now=NOW),
        tools.forget(id=1, caller="bob"),
        tools.forget(about="the safe", every=True, caller="bob"),
        tools.forget(every=True, caller="bob"),
    ):
        assert isinstance(outcome, Failure)
    assert tools.list(caller="bob").value["count"] == 0  # type: ignore[union-attr]
    assert tools.export(caller="bob").value["jsonl"] == ""  # type: ignore[union-attr]
    assert told(tools.recall("the safe", caller="ann", now=NOW)) == ["the safe opens with 1234"]
    nobody = tools.recall("the safe", caller="", now=NOW)
    assert isinstance(nobody, Failure)
    assert nobody.code == "NO_CALLER"


def test_recency_and_importance_decide_between_notes_that_are_as_relevant(tools: Tools) -> None:
    tools.remember("the code of the gate is 1111", caller="ann", now=NOW)
    tools.remember("the code of the gate is 2222", caller="ann", now=LATER)
    assert told(tools.recall("code of the gate", caller="ann", now=LATER))[0].endswith("2222")
    (new, old) = tools.recall("code of the gate", caller="ann", now=LATER).value["notes"]  # type: ignore[union-attr]
    assert (new["recency"], old["recency"]) == (1.0, 0.25)
    tools.remember("the code of the gate is 3333", 1.0, caller="ann", now=NOW)
    assert told(tools.recall("code of the gate", caller="ann", now=NOW))[0].endswith("3333")


def test_the_weights_are_the_manifest_s(tmp_path: Path, encoder: SentenceEncoder) -> None:
    section = {"file": str(tmp_path / "m.db"), "recency": 0, "importance": 0, "relevance": 1}
    tools = Called(Memory(Config.of(section), encoder))
    tools.remember("the code of the gate is 1111", 1.0, caller="ann", now=LATER)
    tools.remember("gate code", 0.0, caller="ann", now=NOW)
    assert told(tools.recall("gate code", caller="ann", now=LATER))[0] == "gate code"
    for wrong in ({"half_life": 3}, {"half_life_days": 0}, {"recency": -1}):
        with pytest.raises(ValueError, match="config"):
            Config.of(wrong)


def test_what_is_forgotten_is_in_no_file_any_more(tools: Tools, tmp_path: Path) -> None:
    secret = "xylophone lessons cost 41 francs"
    tools.remember("the bin is emptied on Tuesday", caller="ann", now=NOW)
    tools.remember(secret, caller="ann", now=NOW)
    (vector,) = tools.memory.vectors([secret])
    before = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert secret.encode() in before
    assert vector in before or vector[:64] in before  # a page ends in its middle
    outcome = tools.forget(about="xylophone", caller="ann")
    assert isinstance(outcome, Result)
    assert [note["text"] for note in outcome.value["forgotten"]] == [secret]
    after = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"xylophone" not in after
    assert vector[:64] not in after
    assert b"bin is emptied" in after


def test_forgetting_asks_when_it_is_not_plain_what_is_meant(tools: Tools) -> None:
    for day in ("Monday", "Tuesday"):
        tools.remember(f"the gym is closed on {day}", caller="ann", now=NOW)
    unclear = tools.forget(about="the gym", caller="ann")
    assert isinstance(unclear, Failure)
    assert unclear.code == "AMBIGUOUS"
    assert isinstance(tools.forget(about="the gym in Basel", caller="ann"), Failure)
    assert isinstance(tools.forget(caller="ann"), Failure)
    exact = tools.forget(about="the gym is closed on Monday", caller="ann")
    assert isinstance(exact, Result)
    assert isinstance(tools.forget(about="the gym", every=True, caller="ann"), Result)
    assert tools.list(caller="ann").value["count"] == 0  # type: ignore[union-attr]


def test_notes_are_listed_in_pages_and_exported_as_json_lines(tools: Tools) -> None:
    for number in range(5):
        tools.remember(f"note {number}", caller="ann", now=NOW)
    page = tools.list(2, caller="ann")
    assert told(page) == ["note 4", "note 3"]
    assert told(tools.list(2, page.value["notes"][-1]["id"], caller="ann")) == ["note 2", "note 1"]  # type: ignore[union-attr]
    lines = tools.export(caller="ann").value["jsonl"].splitlines()  # type: ignore[union-attr]
    assert [json.loads(line)["text"] for line in lines] == [f"note {n}" for n in range(5)]


def test_there_is_a_limit(tmp_path: Path, encoder: SentenceEncoder) -> None:
    section = {"file": str(tmp_path / "m.db"), "max_notes": 1}
    tools = Called(Memory(Config.of(section), encoder))
    assert isinstance(tools.remember("one", caller="ann", now=NOW), Result)
    full = tools.remember("two", caller="ann", now=NOW)
    assert isinstance(full, Failure)
    assert full.code == "FULL"
    assert isinstance(tools.remember("two", caller="bob", now=NOW), Result)


def test_notes_of_another_encoder_are_read_again(tools: Tools) -> None:
    tools.remember("the plumber is called Weber", caller="ann", now=NOW)
    with Store.open(tools.memory.config.file, "ann") as store, store.change():
        store.put_vectors("an older one", [(1, b"\0\0")])
    assert told(tools.recall("who is the plumber?", caller="ann", now=NOW))


def test_a_file_that_is_no_database_is_told(tmp_path: Path, encoder: SentenceEncoder) -> None:
    file = tmp_path / "m.db"
    file.write_text("this is not a database, whatever its name says, " * 50)
    outcome = Called(Memory(Config.of({"file": str(file)}), encoder)).list(caller="ann")
    assert isinstance(outcome, Failure)
    assert outcome.code == "NOT_USABLE"


def test_the_notes_are_their_owner_s_alone(tools: Tools) -> None:
    tools.remember("x", caller="ann", now=NOW)
    assert tools.memory.config.file.stat().st_mode & 0o077 == 0


_WRITER = """
import sys
from pathlib import Path
from mrkl_memory.store import Store
file, name = Path(sys.argv[1]), sys.argv[2]
for number in range(100):
    with Store.open(file, "ann") as store, store.change():
        if store.same("shared") is None:
            store.add("shared", "2024-05-31", 0.5, "none", b"")
        store.add(f"{name} {number}", "2024-05-31", 0.5, "none", b"")
"""


def test_two_processes_can_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "memory.db"
    started = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(file), name]) for name in ("a", "b")
    ]
    assert [process.wait(timeout=100) for process in started] == [0, 0]
    with Store.open(file, "ann") as store:
        texts = [note.text for note in store.every()]
    assert len(texts) == len(set(texts)) == 201


@pytest.mark.parametrize(
    ("words", "tool", "arguments"),
    [
        ("remember that my flight is on Friday", "remember", {"text": "my flight is on Friday"}),
        ("Please remember: the code is 1234.", "remember", {"text": "the code is 1234"}),
        ("make a note that Bob owes me 5 euros", "remember", {"text": "Bob owes me 5 euros"}),
        ("what did I tell you about the flight?", "recall", {"about": "the flight"}),
        ("what do you remember about Bob?", "recall", {"about": "Bob"}),
        ("forget that my flight is on Friday", "forget", {"about": "my flight is on Friday"}),
        ("forget what I told you about Bob", "forget", {"about": "Bob"}),
        ("delete note 12", "forget", {"id": 12}),
        ("forget everything about Bob", "forget", {"every": True, "about": "Bob"}),
        ("list my notes", "list", {}),
        ("export my notes", "export", {}),
    ],
)
def test_requests_in_words_are_read(words: str, tool: str, arguments: dict[str, Any]) -> None:
    (found,) = bid(words)
    assert (found.tool, found.arguments) == (tool, arguments)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "forget it",
        "forget about that",
        "remember that",
        "remind me to call Bob at 5",
        "what is 17% of 340?",
        "do you remember the capital of France?",
        "what do my notes say about the flight?",
        "delete everything",
        "delete the file notes.txt",
        "write a note to the landlord",
        "what is the molar mass of caffeine?",
        "take block a and put it on block b",
        "how many days are between 2024-02-01 and 2024-03-01?",
        "remember " * 400,
    ],
)
def test_other_words_get_no_bid(words: str) -> None:
    assert list(bid(words)) == []


@pytest.mark.asyncio
async def test_through_the_runtime_each_caller_has_a_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("MRKL_STORE", str(tmp_path / "runs.db"))
    async with Runtime.open(serving=False) as mrkl:
        with called_by("ann"):
            kept = await mrkl.answers.answer(
                "remember that the dentist is Dr. Huber", today="2024-05-31"
            )
            assert kept.value["at"] == "2024-05-31T00:00:00+00:00"
        with called_by("bob"):
            other = await mrkl.answers.answer("what did I tell you about the dentist?")
            assert other.failure is not None
        with called_by("ann"):
            mine = await mrkl.answers.answer(
                "what did I tell you about the dentist?", today="2024-06-30"
            )
        (note,) = mine.value["notes"]
        assert (note["text"], note["recency"]) == ("the dentist is Dr. Huber", 0.5)


def test_a_graph_of_many_notes_finds_what_comparing_all_finds(
    tmp_path: Path, encoder: SentenceEncoder
) -> None:
    pytest.importorskip("usearch")
    exact = Called(Memory(Config.of({"file": str(tmp_path / "m.db")}), encoder))
    graph = Called(Memory(replace(exact.memory.config, many=1), encoder))
    start = datetime(2024, 5, 1, tzinfo=UTC)
    for number, thing in enumerate(("bike", "boat", "car", "horse", "train", "plane")):
        at = (start + timedelta(days=number)).isoformat()
        exact.remember(f"the {thing} costs {number}00 euros", caller="ann", now=at)
        one, other = (t.recall(f"the {thing}", caller="ann", now=NOW) for t in (exact, graph))
        assert told(one) == told(other)
    exact.forget(about="boat", caller="ann")
    assert "boat" not in " ".join(
        told(graph.recall("the cost in euros", 100, caller="ann", now=NOW))
    )
