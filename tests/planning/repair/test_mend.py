from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mrkl_core.contracts.planning import Faithfulness, Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_problem
from mrkl_core.planning.pddl.tree import And, Atom, Problem
from mrkl_core.planning.repair.draft import goals
from mrkl_core.planning.repair.knowledge import Knowledge, known, unnamed
from mrkl_core.planning.repair.mend import Repaired, mend
from tests.planning.repair import flaws
from tests.planning.repair.flaws import Right, examples
from tests.planning.repair.kinds import KINDS, replies

#: What only a complete reading of the words refutes; without one it is told, and left as it is.
BEYOND = ("goal added",)
DOMAINS = Domains([Path(__file__).parent / "domains"])
#: One problem of each domain; all of them are measured by bench/repair.py.
RIGHTS = [next(examples(domain)) for domain in DOMAINS.all() if domain.examples]


@cache
def knows(domain: str) -> Knowledge:
    return known(DOMAINS.get(domain))


def read(reply: str, truth: Right, *, deaf: bool = False) -> Repaired:
    learned = knows(truth.domain.name)
    return mend([reply], truth.words, replace(learned, language=None) if deaf else learned)


def meaning(problem: Problem) -> tuple[object, ...]:
    """What a problem says, whatever its order; constants may be declared again."""
    asked = {repr(part) for part in goals(problem.goal)}
    return frozenset(problem.objects), frozenset(problem.init), frozenset(asked)


def says_the_truth(found: Formalization, truth: Right) -> bool:
    """Whether it is the true problem, up to the names of things that the words do not name."""
    if not found.problem:
        return False
    problem = parse_problem(found.problem)
    return equivalent(truth.domain.tree, problem, truth.problem).same is True


def named(right: Right) -> str:
    return right.name


@pytest.mark.parametrize("kind", ["tool", "object", "wheel"])
def test_constants_declared_again_are_the_domains_own(kind: str) -> None:
    truth = next(r for r in RIGHTS if r.domain.name == "tyreworld")
    reply = print_problem(truth.problem).replace(
        "(:objects", f"(:objects wrench jack pump - {kind}", 1
    )
    found = read(reply, truth).formalization
    assert found.status is FormalizeStatus.FORMALIZED
    assert meaning(parse_problem(found.problem)) == meaning(truth.problem)


@pytest.mark.parametrize("truth", RIGHTS, ids=named)
def test_a_right_problem_is_never_changed(truth: Right) -> None:
    for reply in replies(truth):
        if reply.right:
            for deaf in (False, True):
                found = read(reply.text, truth, deaf=deaf).formalization
                assert found.status is FormalizeStatus.FORMALIZED, (reply.kind, found.question)
                assert says_the_truth(found, truth), (reply.kind, deaf)
                if reply.kind in flaws.KINDS:  # as it stands
                    problem = parse_problem(found.problem)
                    assert meaning(problem) == meaning(truth.problem), (reply.kind, deaf)
                if not deaf:
                    assert not [d for d in found.diagnostics if d.code == "REPAIRED"], reply.kind


@pytest.mark.parametrize("truth", RIGHTS, ids=named)
def test_every_wrong_problem_is_flagged_and_mended(truth: Right) -> None:
    for reply in replies(truth):
        if not reply.right:
            found = read(reply.text, truth).formalization
            assert found.faithfulness is not Faithfulness.PROVED, (reply.kind, reply.text)
            assert found.assumptions or found.question, reply.kind
            right = says_the_truth(found, truth)
            if reply.kind in BEYOND and found.faithfulness is Faithfulness.UNSURE:
                continue
            assert right, (reply.kind, found.assumptions, found.unmatched)


@pytest.mark.parametrize("truth", RIGHTS, ids=named)
def test_a_right_problem_is_kept_beside_words_that_nothing_reads(truth: Right) -> None:
    words = truth.words + "\nMind the traffic, kindly.\n"
    reply = print_problem(truth.problem)
    found = mend([reply], words, knows(truth.domain.name)).formalization
    assert meaning(parse_problem(found.problem)) == meaning(truth.problem)
    assert found.faithfulness is Faithfulness.UNSURE
    assert "Mind the traffic" in found.unmatched


def test_things_that_the_words_only_count_may_be_called_anything() -> None:
    truth = next(right for right in RIGHTS if right.domain.name == "tyreworld")
    reply = print_problem(truth.problem).replace("hub_", "the-hub").replace("nut_", "nuts")
    for words in (truth.words, truth.words + "\nMind the traffic, kindly.\n"):
        found = mend([reply], words, knows("tyreworld")).formalization
        assert meaning(parse_problem(found.problem)) == meaning(parse_problem(reply))


@pytest.mark.parametrize("truth", RIGHTS, ids=named)
def test_without_a_grammar_nothing_is_proved(truth: Right) -> None:
    for reply in replies(truth):
        found = read(reply.text, truth, deaf=True).formalization
        assert found.faithfulness is not Faithfulness.PROVED, reply.kind


def shaken(truth: Right, chance: random.Random) -> str:
    """The right problem with some of its facts and goals lost, doubled or about other things."""
    names = [thing.name for thing in truth.problem.objects]

    def change(fact: Atom) -> Iterator[Atom]:
        match chance.randrange(4):
            case 0:
                return
            case 1 if fact.terms:
                terms = list(fact.terms)
                terms[chance.randrange(len(terms))] = chance.choice(names)
                yield Atom(fact.name, tuple(terms))
            case 2 if fact.terms:
                yield fact
                yield Atom(fact.name, (*fact.terms[:-1], chance.choice(names)))
            case _:
                yield fact

    init = list(truth.problem.init)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(init))
        fact = init[at]
        if isinstance(fact, Atom):
            init[at : at + 1] = change(fact)
    return print_problem(replace(truth.problem, init=tuple(init)))


@given(st.integers(0, 10**9), st.sampled_from(RIGHTS))
@settings(max_examples=60, deadline=None)
def test_a_problem_that_the_words_do_not_state_is_never_proved(seed: int, truth: Right) -> None:
    reply = shaken(truth, random.Random(seed))
    found = read(reply, truth).formalization
    if found.faithfulness is Faithfulness.PROVED:
        assert says_the_truth(found, truth), reply


GARDEN = next(right for right in RIGHTS if right.domain.name == "greenhouse")
BLOCKS = next(right for right in RIGHTS if right.domain.name == "blocksworld")


def test_a_short_reply_stands_for_a_long_problem() -> None:
    reply = {
        "objects": {"robot": ["robot1"], "bed": ["bed_1_1..bed_2_3"], "mark": ["mark0..mark2"]},
        "init": ["(at robot1 bed_2_2)", "(tank robot1 mark0)", "(tap bed_2_1)", "(dry *)"],
        "regular": ["north", "south", "beside", "next"],
        "goal": ["(watered bed_1_1)", "(watered bed_2_3)"],
    }
    found = read(f"Here you are: {json.dumps(reply)}", GARDEN).formalization
    assert meaning(parse_problem(found.problem)) == meaning(GARDEN.problem)
    assert found.faithfulness is Faithfulness.ASSUMED


def test_relations_are_turned_as_the_names_of_the_reply_are() -> None:
    # Rows counted from the south, against every worked example.
    def turned(name: str) -> str:
        return name.replace("bed_1", "bed_x").replace("bed_2", "bed_1").replace("bed_x", "bed_2")

    south_first = turned(print_problem(GARDEN.problem))
    whole = parse_problem(south_first)
    kept = [f for f in whole.init if not isinstance(f, Atom) or f.name != "south"]
    reply = print_problem(replace(whole, init=tuple(kept)))
    found = mend([reply], turned(GARDEN.words.lower()), knows("greenhouse")).formalization
    assert meaning(parse_problem(found.problem)) == meaning(whole)


def test_what_the_words_say_wins_where_both_cannot_be() -> None:
    wrong = print_problem(GARDEN.problem).replace(
        "(at robot1 bed_2_2)", "(at robot1 bed_2_2)\n    (at robot1 bed_1_3)"
    )
    found = read(wrong, GARDEN).formalization
    assert meaning(parse_problem(found.problem)) == meaning(GARDEN.problem)
    assert any("the words say (at robot1 bed_2_2)" in a for a in found.assumptions)


def test_a_contradiction_that_no_words_resolve_is_asked_about() -> None:
    words = GARDEN.words.replace("Robot1 is at bed_2_2.", "Robot1 waits at some bed.")
    wrong = print_problem(GARDEN.problem).replace(
        "(at robot1 bed_2_2)", "(at robot1 bed_2_2)\n    (at robot1 bed_1_3)"
    )
    mended = mend([wrong], words, knows("greenhouse"))
    assert mended.formalization.status is FormalizeStatus.NEEDS_INPUT
    assert mended.formalization.question
    assert mended.again


def test_words_that_no_fact_states_make_it_unsure() -> None:
    words = GARDEN.words + "Bed_1_2 is full of snails named bob7.\nThere are 9 snails.\n"
    found = mend([print_problem(GARDEN.problem)], words, knows("greenhouse")).formalization
    assert found.faithfulness is Faithfulness.UNSURE
    assert any("9 snails" in part for part in found.unmatched)


def test_a_goal_that_only_the_words_of_another_would_support_makes_it_unsure() -> None:
    truth = next(r for r in examples(DOMAINS.get("floortile")) if r.name == "floortile-3")
    words = (
        "The floor has three rows of two tiles each.\n"
        "A robot waits zork tile_0-1 and zork equipped zork white.\nBlack is available, too.\n"
        "Tile_2-2 zork zork become white and tile_1-1 black.\n"
    )
    asked = flaws.goals(truth.problem)
    for extra, verdict in (
        ((), Faithfulness.ASSUMED),
        ((Atom("robot-at", ("robot_1", "tile_2-2")),), Faithfulness.UNSURE),
    ):
        reply = print_problem(replace(truth.problem, goal=And((*asked, *extra))))
        found = mend([reply], words, knows("floortile")).formalization
        assert found.faithfulness is verdict, found.unmatched


def test_a_correction_needs_to_hold_only_what_changes() -> None:
    wrong = print_problem(GARDEN.problem).replace("(tap bed_2_1)", "(tap bed_9_9)")
    fix = json.dumps({"add": ["(tap bed_2_1)"], "remove": ["(tap bed_9_9)"]})
    words = GARDEN.words.replace("Bed_2_1 has a tap.", "There is a tap near bed_2_1.")
    first = mend([wrong], words, knows("greenhouse"))
    assert first.again
    both = mend([wrong, fix], words, knows("greenhouse")).formalization
    assert meaning(parse_problem(both.problem)) == meaning(GARDEN.problem)


def test_without_a_problem_in_the_reply_the_grammars_reading_stands() -> None:
    found = mend(["I cannot help with that."], BLOCKS.words, knows("blocksworld"))
    assert found.formalization.status is FormalizeStatus.FORMALIZED
    assert [d.code for d in found.formalization.diagnostics] == ["NO_PROBLEM"]


def test_a_domain_without_a_language_is_planned_in_but_never_proved() -> None:
    domain = unnamed(BLOCKS.domain.pddl)
    found = mend([print_problem(BLOCKS.problem)], BLOCKS.words, domain).formalization
    assert found.faithfulness is not Faithfulness.PROVED
    assert found.problem


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "(",
        "(define",
        "(define (problem p) (:init",
        "{}",
        '{"init": 7}',
        "```",
        "(:init ...)",
        '{"objects": {"object": ["b1..b999999999"]}, "init": [], "goal": []}',
        "[" * 5000,
    ],
)
def test_garbage_is_an_answer_not_an_error(reply: str) -> None:
    mended = mend([reply], GARDEN.words, knows("greenhouse"))
    assert mended.formalization.status is not FormalizeStatus.FORMALIZED
    assert mended.again


def test_every_kind_of_flaw_is_made() -> None:
    every = [right for domain in DOMAINS.all() for right in examples(domain)]
    made = {reply.kind for truth in every for reply in replies(truth)}
    assert made == set(KINDS)
