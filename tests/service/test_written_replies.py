"""Whole problem files as a strong model writes them, replayed by an endpoint to `mrkl plan`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from mrkl_core.contracts.planning import Faithfulness, Formalization
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.service.runtime import Runtime
from tests.planning.repair.flaws import Reply
from tests.planning.repair.written import FOLDER, written

DOMAINS = Domains([])
NAMES = sorted(file.stem for file in FOLDER.glob("*.txt"))


async def formalized(
    chat_server: Any, folder: Path, replies: Sequence[Reply]
) -> list[Formalization]:
    """What becomes of each reply beside its words, the model being asked first and only once."""
    manifest = folder / "tools.yaml"
    manifest.write_text(
        "version: 1\nplanning: {order: [by_model, grammar], repairs: 0}\n"
        f'models: {{default: {{base_url: "{chat_server.base_url}", name: known-model}}}}\n',
        encoding="utf-8",
    )
    chat_server.says(*(reply.text for reply in replies))
    async with Runtime.open(manifest, store_url="sqlite://", serving=False) as runtime:
        return [
            await runtime.plans.formalize(reply.truth.words, reply.truth.domain.name)
            for reply in replies
        ]


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_reply_is_flagged_and_mended_and_a_right_one_stays(
    name: str, chat_server: Any, tmp_path: Path
) -> None:
    domain = DOMAINS.get(name)
    replies = list({reply.kind: reply for reply in written(domain)}.values())  # one wording each
    found = asyncio.run(formalized(chat_server, tmp_path, replies))
    assert len(chat_server.requests) == len(replies)
    for reply, got in zip(replies, found, strict=True):
        problem = parse_problem(got.problem)
        assert equivalent(domain.tree, problem, reply.truth.problem).same, reply.kind
        repaired = [d for d in got.diagnostics if d.code == "REPAIRED"]
        if reply.right:
            assert not repaired, (reply.kind, repaired)
        else:
            assert got.faithfulness is not Faithfulness.PROVED, reply.kind
            assert repaired, reply.kind
