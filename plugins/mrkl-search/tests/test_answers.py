from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mrkl_core import Failure, Result
from mrkl_core.contracts.settings import Settings
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.testing import assert_plugin_ok, call_tool, experts_of
from mrkl_search.bids import bid
from mrkl_search.config import Config
from mrkl_search.finding import Finder
from mrkl_search.tools import Tools


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder(threads=1)


@pytest.fixture
def tools(library: Path, index: Any, config: Config, encoder: SentenceEncoder) -> Tools:
    """The tools over the library, compared by words and by meaning."""
    assert index(library, encoder=encoder).encoded > 0
    return Tools(Finder(config, encoder))


def test_the_plugin_is_ok(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert_plugin_ok("mrkl_search")


@pytest.mark.parametrize(
    ("question", "quote", "where"),
    [
        ("how much is the rent?", "The rent is 950 euros a month.", "lease.md:5"),
        ("who holds the deposit?", "Frau Meier holds a deposit of 2,850 euros", "lease.md:10"),
        (
            "do dogs need a permission of the landlord?",
            "Dogs need a written permission of the landlord.",
            "lease.md:15",
        ),
        ("what does error code E18 mean?", "E18 means that the pump is blocked", "washing.html:5"),
        (
            "when does the last train to Basel leave?",
            "The last train leaves at 23:47.",
            "page 1, line 1",
        ),
    ],
)
def test_a_question_is_answered_by_a_sentence_that_stands_there(
    tools: Tools, question: str, quote: str, where: str
) -> None:
    pytest.importorskip("pypdf")
    outcome = tools.answer(question)
    assert isinstance(outcome, Result), outcome
    first = outcome.value["quotes"][0]
    assert quote in first["quote"]
    assert first["where"].endswith(where)
    assert outcome.evidence[0].verdict == "PASSED"
    if not first["page"] and not first["path"].endswith("html"):
        lines = Path(first["path"]).read_text("utf-8").split("\n")
        stands = "\n".join(lines[first["first_line"] - 1 : first["last_line"]])
        assert first["quote"] in stands


@pytest.mark.parametrize(
    "question",
    [
        "what is the capital of Mongolia?",
        "how do I centre a div with CSS?",
        "who won the football world cup in 1998?",
        "how tall is Mount Kilimanjaro?",
        "???",
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(tools: Tools, question: str) -> None:
    outcome = tools.answer(question)
    assert isinstance(outcome, Failure), outcome
    assert outcome.code == "NOTHING_FOUND"


def test_a_quotation_is_told_to_have_moved_and_is_never_made_up(
    tools: Tools, library: Path
) -> None:
    lease = library / "house" / "lease.md"
    text = lease.read_text("utf-8")
    lease.write_text(f"A new first line.\n\n{text}", "utf-8")
    moved = tools.answer("how much is the rent?")
    assert isinstance(moved, Result)
    assert moved.value["quotes"][0]["first_line"] == 7
    assert moved.value["quotes"][0]["changed"] is True
    assert "changed since" in moved.evidence[0].detail
    lease.write_text(text.replace("950", "1200"), "utf-8")
    gone = tools.answer("how much is the rent?")
    assert "950" not in str(gone)
    lease.unlink()
    assert "950" not in str(tools.answer("how much is the rent?"))


def test_passages_of_files_that_have_changed_are_marked(tools: Tools, library: Path) -> None:
    before = tools.find("deposit", 1)
    assert isinstance(before, Result)
    (passage,) = before.value["passages"]
    assert "Frau Meier" in passage["text"]
    assert (passage["changed"], before.evidence[0].verdict) == (False, "PASSED")
    (library / "house" / "lease.md").write_text("nothing", "utf-8")
    after = tools.find("deposit", 1)
    assert isinstance(after, Result)
    assert (after.value["passages"][0]["changed"], after.evidence[0].verdict) == (True, "FAILED")


def test_meaning_finds_what_shares_no_word(tools: Tools) -> None:
    found = tools.find("animals in the apartment", 3)
    assert isinstance(found, Result)
    assert "Cats" in str([passage["text"] for passage in found.value["passages"]])


def test_a_folder_bounds_what_is_found(tools: Tools, library: Path) -> None:
    found = tools.find("deposit train", 10, str(library / "ticket.pdf"))
    assert isinstance(found, Result)
    assert {Path(p["path"]).name for p in found.value["passages"]} == {"ticket.pdf"}
    assert isinstance(tools.find("deposit", 5, "/nowhere"), Failure)


def test_words_alone_are_compared_where_there_are_no_vectors(
    library: Path, index: Any, config: Config, encoder: SentenceEncoder
) -> None:
    index(library)
    found = Tools(Finder(config, encoder)).find("deposit")
    assert isinstance(found, Result)
    assert found.evidence[-1].verdict == "UNCHECKED"
    index(library, encoder=encoder)
    other = replace(config, embeddings={"base_url": "http://127.0.0.1:9/v1", "name": "m"})
    found = Tools(Finder(other)).find("deposit")
    assert isinstance(found, Result)
    assert "not m at" in found.evidence[-1].detail


def test_without_an_index_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    config = {"index": str(tmp_path / "none.db")}
    (expert,) = experts_of("mrkl_search", Settings({"search": config}))
    for name, arguments in (
        ("find", {"query": "x"}),
        ("answer", {"question": "x"}),
        ("status", {}),
    ):
        outcome = call_tool(expert, name, **arguments)
        assert isinstance(outcome, Failure)
        assert (outcome.code, "mrkl search index" in outcome.hint) == ("NOT_INDEXED", True)


@pytest.mark.parametrize(
    ("words", "tool", "arguments"),
    [
        ("search my documents for parental leave", "find", {"query": "parental leave"}),
        ("find the deposit in my notes", "find", {"query": "the deposit"}),
        ("what do my notes say about the deposit?", "answer", {"question": "the deposit"}),
        ("when do our docs say the rent is due?", "answer", {"question": "when the rent is due"}),
        ("according to my files, who holds the deposit?", "answer",
         {"question": "who holds the deposit"}),
        ("which documents are indexed?", "status", {}),
    ],
)  # fmt: skip
def test_requests_that_name_the_documents_are_read(
    words: str, tool: str, arguments: dict[str, Any]
) -> None:
    (found,) = bid(words)
    assert (found.tool, found.arguments) == (tool, arguments)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "find the roots of x^2 - 4",
        "find all text files in the folder",
        "how much does the document weigh?",
        "what did I tell you about the deposit?",
        "take a note that the rent is due",
        "what is 5 notes plus 3 notes?",
        "search for a plan to stack the blocks",
        "documents " * 200,
    ],
)
def test_other_words_get_no_bid(words: str) -> None:
    assert list(bid(words)) == []


@pytest.fixture
def mrkl(tmp_path: Path) -> Callable[..., Any]:
    """Runs the command line with an index of its own; gives what it tells as JSON."""
    own = {"XDG_DATA_HOME": str(tmp_path / "data"), "MRKL_STORE": str(tmp_path / "runs.db")}
    environment = {**os.environ, **own}

    def run(*arguments: str, code: int = 0) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "mrkl_core", *arguments, "--json"],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout)

    return run


def test_the_command_line_indexes_and_removes(mrkl: Callable[..., Any], library: Path) -> None:
    assert mrkl("search", "index", code=33)["error"]["code"] == "NOT_READY"
    missing = mrkl("search", "index", str(library / "none"), code=31)
    assert missing["error"]["code"] == "NOT_FOUND"
    assert mrkl("search", "index", str(library))["read"] == 3
    assert mrkl("search", "index")["unchanged"] == 3
    assert mrkl("search", "remove", str(library))["removed"] == 3
    assert mrkl("search", "status")["value"]["files"] == 0


def test_the_command_line_finds_and_answers(mrkl: Callable[..., Any], library: Path) -> None:
    assert mrkl("search", "index", str(library))["read"] == 3
    found = mrkl("search", "query", "deposit")["value"]["passages"]
    assert found[0]["path"].endswith("lease.md")
    answer = mrkl("ask", "what do my documents say about the deposit?")
    assert "2,850 euros" in answer["answer"]
    nothing = mrkl("search", "answer", "capital of Mongolia", code=10)
    assert nothing["failure"]["code"] == "NOTHING_FOUND"
