from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mrkl_core.contracts.pddl import Severity
from mrkl_core.planning.domains import Domains, GivenDomain, NamedDomain
from mrkl_core.planning.draft import draft
from mrkl_core.planning.pddl.parse import parse_domain
from mrkl_core.planning.prove import prove
from mrkl_core.resources import data_path

DOMAINS = Domains()


def copied(name: str, folder: Path) -> NamedDomain:
    shutil.copytree(data_path("pddl_domains") / name, folder / name)
    return NamedDomain(folder / name)


@pytest.mark.parametrize("name", DOMAINS.names())
def test_every_shipped_language_keeps_its_promises(name: str) -> None:
    assert prove(DOMAINS.get(name)) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("domain.yaml", '"{g} is (free|', '"{g} is (a gripper|', "NOT_READ_AS_SAID"),
        ("p01.txt", "two balls", "three balls", "NOT_FORMALIZED"),
        ("p01.txt", "to room 2", "to room 1", "ANOTHER_PROBLEM"),
        ("p01.plan", "(move robot_1 room_1 room_2)\n", "", "INVALID_PLAN"),
    ],
)
def test_a_broken_promise_is_named(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    domain = copied("grippers", tmp_path)
    text = (domain.path / file).read_text(encoding="utf-8")
    assert old in text
    (domain.path / file).write_text(text.replace(old, new), encoding="utf-8")
    assert code in {d.code for d in prove(domain)}


@pytest.mark.parametrize("name", DOMAINS.names())
def test_a_draft_says_and_reads_every_predicate(name: str, tmp_path: Path) -> None:
    pddl = DOMAINS.get(name).pddl
    (tmp_path / "domain.pddl").write_text(pddl, encoding="utf-8")
    (tmp_path / "domain.yaml").write_text(draft(parse_domain(pddl)), encoding="utf-8")
    found = prove(NamedDomain(tmp_path))
    assert [d.message for d in found if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", ["logistics", "storage", "grippers"])
def test_the_states_that_a_draft_suggests_can_be_used_as_they_are(name: str) -> None:
    pddl = DOMAINS.get(name).pddl
    head, _, suggested = draft(parse_domain(pddl)).partition("# states:")
    assert suggested
    text = f"{head}states:{suggested.replace('#   ', '  ')}"
    found = prove(GivenDomain(pddl, text))
    assert [d.message for d in found if d.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("driverlog", 'then: "(link {y} {x})"'),
        ("driverlog", '"there is the path from {x} to {y}"'),
        ("driverlog", 'say: "(bring|take|move) {obj:locatable} to {loc}"'),
        ("miconic", 'numbers: {symbol: n, next: "(above {self} {next})"}'),
        ("satellite", '"{i} is on {s}"'),
    ],
)
def test_a_draft_suggests_what_the_names_and_actions_tell(name: str, suggested: str) -> None:
    assert suggested in draft(parse_domain(DOMAINS.get(name).pddl))
