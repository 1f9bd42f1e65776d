"""Talk: scenes that are set, words that only join, pronouns, and what is said loosely."""

from __future__ import annotations

import pytest

from mrkl_core.contracts.planning import Formalization, FormalizeStatus
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.formalize import formalize

DOMAINS = Domains()
GRID = "There's a 2x2 grid. The robot is at pos-0-0. Towers can't get higher than 3. "
BAR = "a shaker, two shot glasses, and two ingredients, each with its own dispenser. "
MIX = "Cocktail1 takes ingredient1 and ingredient2. I want cocktail1 in shot1."


def read(words: str, domain: str) -> Formalization:
    return formalize(words, DOMAINS.get(domain).language)[0]


def understood(words: str, domain: str) -> set[str]:
    found = read(words, domain)
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    return {f"goal {f.fact}" if f.goal else f.fact for f in found.facts}


@pytest.mark.parametrize(
    "blocks",
    [
        "I've got three blocks here, numbered 1 to 3.",
        "So I've got three blocks here: 1, 2 and 3.",
        "There are 3 blocks (block1-block3).",
    ],
)
def test_how_many_may_be_followed_by_what_they_are_called(blocks: str) -> None:
    found = read(
        f"{blocks} Block 1 is on block 2. I'd like to end up with block 2 on block 3.",
        "blocksworld",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert len({f.fact for f in found.facts if "block" in f.fact}) == 2
    assert found.problem.count("block_3") or found.problem.count("block3")


def test_a_range_of_another_length_than_is_said_is_not_read() -> None:
    found = read("There are 4 blocks (b1-b3). I want b1 on b2.", "blocksworld")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD
    assert "b1-b3" in found.unmatched


@pytest.mark.parametrize(
    "scene", ["So I've got ", "Picture a bar with ", "I'm tending bar tonight with "]
)
def test_what_a_scene_is_set_with_is_there(scene: str) -> None:
    facts = understood(f"{scene}{BAR}{MIX}", "barman")
    assert sum(fact.startswith("(dispenses ") for fact in facts) == 2
    assert "goal (contains shot1 cocktail1)" in facts


def test_what_only_joins_a_sentence_to_the_last_says_nothing() -> None:
    facts = understood(
        "So block A is on block B. And block B is on the table. I want block B on block A.",
        "blocksworld",
    )
    assert facts == {"(on block_a block_b)", "(on-table block_b)", "goal (on block_b block_a)"}


def test_then_at_the_start_of_a_sentence_is_not_lost() -> None:
    found = read("Block A is on block B. And then B is on A. I want B on A.", "blocksworld")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "recipe",
    [
        "For cocktail1, it's ingredient2 first and then ingredient1.",
        "For cocktail1 it's ingredient2 first, then ingredient1.",
        "You make cocktail1 out of ingredient2 and ingredient1.",
    ],
)
def test_a_recipe_may_be_told_in_steps(recipe: str) -> None:
    facts = understood(f"I have {BAR}{recipe} I want cocktail1 in shot1.", "barman")
    assert {
        "(cocktail-part1 cocktail1 ingredient2)",
        "(cocktail-part2 cocktail1 ingredient1)",
    } < facts


def test_nothing_in_one_or_the_other_is_nothing_in_either() -> None:
    facts = understood(
        f"I have {BAR}Nothing is in the glasses or the shaker, and they're all clean. {MIX}",
        "barman",
    )
    assert sum(fact.startswith("(empty ") for fact in facts) == 3
    assert sum(fact.startswith("(clean ") for fact in facts) == 3


@pytest.mark.parametrize(
    "either",
    [
        "Block 1 is on block 2 or block 3.",
        "Nothing is on block 4, block 1 is on block 2 or block 3.",
    ],
)
def test_one_or_the_other_is_not_both(either: str) -> None:
    found = read(f"{either} I want block 2 on block 3.", "blocksworld")
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


def test_it_is_what_the_clause_can_be_true_of() -> None:
    facts = understood(
        "Block 1 is on the table, with block 2 on it. Block 3 is on block 2, and block 4 is on "
        "top of it. I want block 1 on block 4.",
        "blocksworld",
    )
    assert {"(on block_2 block_1)", "(on block_3 block_2)", "(on block_4 block_3)"} < facts


def test_it_is_asked_for_where_the_clause_can_be_true_of_neither() -> None:
    found = read(
        "Block 2 is on block 3. Block 3 is on block 5, and block 4 is on it. I want block 2 on "
        "block 4.",
        "blocksworld",
    )
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "What does “it” mean" in found.question


def test_blocks_on_others_on_the_table_are_on_it_by_these() -> None:
    facts = understood(
        "There are three blocks on my desk. Block 1 is on the table, with block 2 on it. Block 3 "
        "is by itself on the table. I want block 1 on block 2.",
        "blocksworld",
    )
    assert {"(on block_2 block_1)", "(on-table block_1)", "(on-table block_3)"} < facts
    assert "(on-table block_2)" not in facts


def test_blocks_named_as_on_the_table_may_stand_on_others_of_them() -> None:
    named = "There are three blocks on the table: A, B and C. "
    found = read(named + "A is on B. I want C on A.", "blocksworld")
    assert found.status is FormalizeStatus.FORMALIZED
    assert {f.fact for f in found.facts if not f.goal} >= {
        "(on-table block_b)",
        "(on block_a block_b)",
    }
    assert "(on-table block_a)" not in {f.fact for f in found.facts if not f.goal}
    elsewhere = read(
        named + "A is on D. D is on C. I want C on A. B is on the table.", "blocksworld"
    )
    assert elsewhere.status is FormalizeStatus.NEEDS_INPUT


def test_a_block_that_is_held_is_not_on_the_table_with_the_others() -> None:
    found = read(
        "There are three blocks on my desk. The arm holds block 3. I want block 1 on block 2.",
        "blocksworld",
    )
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "cannot both be true" in found.question


def test_a_size_tells_nothing_of_the_only_thing_of_its_kind() -> None:
    facts = understood(
        "There's a small robot on a 2x2 grid. It starts at pos-0-0, and it can pick up new blocks "
        "at the depot at pos-1-1. Towers can't get higher than 3. I'd love to see a stack of 2 "
        "blocks at pos-0-1. And the robot shouldn't be holding anything when it's done.",
        "termes",
    )
    assert {"(at pos-0-0)", "(is-depot pos-1-1)", "goal (not (has-block))"} < facts


def test_sizes_tell_things_of_one_kind_apart() -> None:
    facts = understood(
        "The small block is on the big block. I want the big block on the small block.",
        "blocksworld",
    )
    assert facts == {"(on small_block big_block)", "goal (on big_block small_block)"}


def test_where_blocks_cannot_be_fetched_is_no_depot() -> None:
    found = read(
        f"{GRID}It can't pick up new blocks at the depot at pos-1-1. I want a stack of 2 blocks "
        "at pos-0-1.",
        "termes",
    )
    assert found.status is FormalizeStatus.NOT_UNDERSTOOD


def test_for_whom_it_is_done_changes_nothing() -> None:
    facts = understood(
        "There are 2 rooms. The robot is in room 1. Ball 1 is in room 1. Can you move ball 1 to "
        "room 2 for me?",
        "grippers",
    )
    assert "goal (at ball_1 room_2)" in facts


def test_what_may_be_said_of_start_and_end_alike_is_at_the_end_only_wished() -> None:
    found = read(
        f"I have {BAR}Cocktail1 takes ingredient1 and ingredient2.\nGoal:\n- shot1: cocktail1",
        "barman",
    )
    assert found.status is FormalizeStatus.FORMALIZED, (found.unmatched, found.question)
    assert [f.goal for f in found.facts if f.fact == "(contains shot1 cocktail1)"] == [True]


def test_each_with_own_is_each_with_its_own() -> None:
    facts = understood(f"I have {BAR.replace('its own', 'own')}{MIX}", "barman")
    assert len({fact.split()[1] for fact in facts if fact.startswith("(dispenses ")}) == 2


def test_what_both_of_them_are_counts_nothing() -> None:
    found = read(
        "In the kitchen there's a counter and a fridge. The fridge and the counter are shut, and "
        "both of them are things with doors. The robot is in the kitchen.",
        "household",
    )
    assert found.status is not FormalizeStatus.FORMALIZED


def test_each_other_is_what_the_clause_before_says_of_its_kind() -> None:
    table = "A, B, C and D are on the table. "
    told = "from top to bottom, A and B stand on each other; C and D stand on each other."
    found = read(f"{table}Build 2 towers, where, {told}", "blocksworld")
    assert {f.fact for f in found.facts if f.goal} == {"(on a b)", "(on c d)"}
    stated = read("From top to bottom, A and B stand on each other. I want B on A.", "blocksworld")
    assert {f.fact for f in stated.facts if f.goal} == {"(on b a)"}
    missing = read(f"{table}Build 3 towers, where, {told}", "blocksworld")
    assert missing.status is FormalizeStatus.NEEDS_INPUT


def test_a_tower_that_is_just_some_blocks_is_none() -> None:
    found = read("One tower is just the blocks A and B. I want A on B.", "blocksworld")
    assert found.status is FormalizeStatus.NEEDS_INPUT


def test_what_who_acts_must_do_is_the_goal() -> None:
    scene = (
        "There are 2 shots, a shaker and 2 dispensers for ingredient1 and ingredient2. "
        "cocktail1: first ingredient1, second ingredient2. The bartender {} the following drinks:\n"
        "- cocktail1 in shot1\n"
    )
    found = read(scene.format("has to serve"), "barman")
    assert {f.fact for f in found.facts if f.goal} == {"(contains shot1 cocktail1)"}
    for other in ("has served", "must not serve", "may have to serve"):
        assert read(scene.format(other), "barman").status is FormalizeStatus.NOT_UNDERSTOOD


def test_as_many_towers_as_are_told_stand_on_the_table() -> None:
    told = "4 blocks are arranged in {}. Block b1 is on b2. b3 is on b4. I want b2 on b3."
    assert read(told.format("2 towers"), "blocksworld").status is FormalizeStatus.FORMALIZED
    found = read(told.format("3 towers"), "blocksworld")
    assert found.status is FormalizeStatus.NEEDS_INPUT
    assert "“4 blocks are arranged in 3 towers”, but tell of 2" in found.question
    for other in ("at most 3 towers", "towers", "towers of 2 blocks"):
        found = read(told.format(other), "blocksworld")
        assert found.status is FormalizeStatus.NOT_UNDERSTOOD
