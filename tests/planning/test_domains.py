from __future__ import annotations

from pathlib import Path

import pytest

from mrkl_core.errors import BadRequest, DomainNotFound, NotReady
from mrkl_core.planning.choice import best, fit
from mrkl_core.planning.domains import Domains, is_pddl, shared

LAMPS = """(define (domain lamps) (:requirements :strips)
  (:predicates (lit ?l))
  (:action press :parameters (?l) :precondition () :effect (lit ?l)))"""

LANGUAGE = """
title: Lamps
description: Lamps that can be lit.
types: {object: {nouns: [lamp]}}
predicates: {lit: ["{l} is lit"]}
sentences: [{say: "light {l}", goal: ["(lit {l})"]}]
actions: {press: "Press the switch of {l}."}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lamps = tmp_path / "lamps"
    lamps.mkdir()
    (lamps / "domain.pddl").write_text(LAMPS, encoding="utf-8")
    return tmp_path


def test_the_shipped_domains_have_cards() -> None:
    cards = {card.name: card for card in Domains().cards()}
    assert {"blocksworld", "logistics", "grippers"} <= set(cards)
    blocks = cards["blocksworld"]
    assert blocks.title == "Blocks world"
    assert "(on ?x ?y)" in blocks.predicates
    assert "(stack ?ob ?underob)" in blocks.actions
    assert blocks.language
    assert blocks.pddl.lstrip().startswith(";")


def test_an_unknown_name_offers_the_nearest() -> None:
    with pytest.raises(DomainNotFound, match="did you mean 'logistics'"):
        Domains().get("logistic")


def test_pddl_stands_for_itself_and_a_name_for_its_pddl() -> None:
    domains = Domains()
    assert domains.resolve(LAMPS) == LAMPS
    assert domains.resolve("grippers") == domains.get("grippers").pddl
    assert is_pddl("  ; a comment\n(define …)")
    assert is_pddl("")  # an empty file has an error of its own
    assert is_pddl("no PDDL\n")
    assert not is_pddl("blocksworld")


def test_a_plugins_folder_adds_domains_but_takes_no_name(folder: Path) -> None:
    shadow = folder / "blocksworld"
    shadow.mkdir()
    (shadow / "domain.pddl").write_text(LAMPS, encoding="utf-8")
    domains = Domains([folder, folder / "nowhere"])
    assert "lamps" in domains.names()
    assert domains.get("blocksworld").pddl != LAMPS


def test_a_domain_without_a_language_says_what_it_needs(folder: Path) -> None:
    lamps = Domains([folder]).get("lamps")
    assert not lamps.card().language
    with pytest.raises(NotReady, match=r"write .*lamps/domain\.yaml"):
        _ = lamps.language


def test_a_folders_own_language_reads_words(folder: Path) -> None:
    (folder / "lamps" / "domain.yaml").write_text(LANGUAGE, encoding="utf-8")
    domains = Domains([folder])
    found = best("There are two lamps. Light lamp 1 and lamp 2.", domains)
    assert found[0].domain.name == "lamps"
    assert found[0].goal
    assert "(lit lamp_2)" in found[0].formalization.problem


def test_a_broken_language_names_its_file(folder: Path) -> None:
    (folder / "lamps" / "domain.yaml").write_text(LANGUAGE + "oops: 1\n", encoding="utf-8")
    with pytest.raises(BadRequest, match=r"lamps/domain\.yaml: at the top: .*'oops'"):
        _ = Domains([folder]).get("lamps").language


def test_domains_are_read_once_a_process() -> None:
    assert shared() is shared()
    assert shared().get("grippers").language is shared().get("grippers").language


@pytest.mark.parametrize("words", ["", "hello", "what is 2 + 2?", "10 km in miles", "x" * 30_000])
def test_words_of_no_domain_fit_none(words: str) -> None:
    assert best(words, Domains()) == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Which cocktail comes first, with the shaker and both shots dirty?", "barman"),
        ("Our rover's camera is broken; the lander expects soil from the crater.", "rovers"),
        ("ball1-ball4 and room1-room3: what do the grippers have to do?", "grippers"),
    ],
)
def test_words_that_are_not_understood_are_of_the_domain_they_sound_like(
    words: str, name: str
) -> None:
    found = best(words, Domains())
    assert found[0].domain.name == name
    assert not found[0].done


def test_a_share_tells_how_much_was_understood() -> None:
    found = fit("A is on B. It rains.", Domains().get("blocksworld"))
    assert found.share == pytest.approx(4 / 6)
    assert not found.goal
