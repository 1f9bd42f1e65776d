"""Formatting: idempotent, no word changed, no comment lost; and pages and pictures."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.format import WIDTH, format_pddl
from mrkl_core.planning.pddl.graph import dot, graph_of, svg
from mrkl_core.planning.pddl.page import domain_page, problem_page
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.read import TOKEN

SLOPPY = """; the head
(DEFINE (domain Drive) ; its name

  (:requirements :strips
     :typing)   (:types truck place)
  (:predicates (at ?t - truck ?p - place) ; where
     ; roads
     (road ?a ?b - place))
  (:action Go :parameters (?t - truck) :precondition (and (at ?t ?t)
     ; odd
     (road ?t ?t)) :effect ()
     ; last
  )
) ; the end
; after it
"""

LAID_OUT = """; the head
(DEFINE (domain Drive)  ; its name
  (:requirements :strips :typing)
  (:types truck place)
  (:predicates
    (at ?t - truck ?p - place)  ; where
    ; roads
    (road ?a ?b - place))
  (:action Go
    :parameters (?t - truck)
    :precondition (and
      (at ?t ?t)
      ; odd
      (road ?t ?t))
    :effect ()
    ; last
  ))  ; the end
; after it
"""


def words(text: str) -> list[str]:
    return [token for token in TOKEN.findall(text) if token[0] != ";"]


def comments(text: str) -> list[str]:
    return [token.rstrip() for token in TOKEN.findall(text) if token[0] == ";"]


def test_a_domain_is_laid_out_with_its_comments() -> None:
    assert format_pddl(SLOPPY) == LAID_OUT
    assert format_pddl(LAID_OUT) == LAID_OUT


pieces = st.recursive(
    st.sampled_from(
        ["?x", "-", "t", ":init", ":action", ":types", "and", "forall", "at", "start", "x" * 40]
    ),
    lambda inner: st.lists(inner, max_size=5).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=30,
)
blanks = st.sampled_from([" ", "\n", "\n\n\n", " ; said\n", "\n; alone\n\n; twice\n", "\t"])


@given(st.lists(st.tuples(pieces, blanks), max_size=8), st.randoms(use_true_random=False))
def test_nothing_is_lost_and_formatting_twice_is_formatting_once(parts, dice) -> None:
    text = "(" + "".join(piece + blank for piece, blank in parts) + ")"
    spread = "".join(c if c != " " else dice.choice([" ", "\n", "  ", " ;c\n"]) for c in text)
    once = format_pddl(spread)
    assert words(once) == words(spread)
    assert comments(once) == comments(spread)
    assert format_pddl(once) == once


def test_competition_files_keep_their_words_and_fit(ipc_tasks) -> None:
    for task in list(ipc_tasks)[::6]:
        for text in (task.domain, task.problem):
            once = format_pddl(text)
            assert words(once) == words(text)
            assert format_pddl(once) == once
            code = [line.split(";")[0].rstrip(") ") for line in once.splitlines()]
            assert max(map(len, code)) <= WIDTH


def test_brackets_that_do_not_match_are_refused() -> None:
    with pytest.raises(PddlInvalid, match="never closed"):
        format_pddl("(define (domain d)", "d.pddl")


def test_a_page_of_a_wrong_domain_names_no_invariants() -> None:
    domain = """(define (domain d) (:predicates (at ?x ?y) (in ?x ?y) (idle ?h))
      (:action lift :parameters (?x ?y ?h) :precondition (and (at ?x ?y) (idle ?h))
       :effect (and (in ?x ?h) (not (at ?x ?y)) (not (idle ?h))))
      (:action drop :parameters (?x ?y ?h) :precondition (in ?x ?h)
       :effect (and (at ?x ?y) (not (in ?x ?h)) (idle ?h))))"""
    assert domain_page(parse_domain(domain)).invariants
    wrong = domain.replace("(in ?x ?h)) (idle ?h)", "(in ?x ?h)) (idle)")
    assert domain_page(parse_domain(wrong)).invariants == ()


def test_a_page_says_actions_in_words(tank, match) -> None:
    page = domain_page(parse_domain(tank.domain))
    go, light, _ = page.actions
    assert go.parameters == ("?a: place", "?b: place")
    assert go.needs[0] == "(in ?a)"
    assert "no longer (in ?a)" in go.makes
    assert "if (lamp): (seen ?b)" in go.makes
    assert "(fuel) shrinks by (distance ?a ?b)" in go.makes
    assert light.makes[1] == "for every ?p: place: if (in ?p): (seen ?p)"
    assert page.derived == ("(all-seen) if for every ?p: place: (seen ?p)",)
    assert page.invariants == ("(in *) = 1",)
    mend = domain_page(parse_domain(match.domain)).actions[1]
    assert (mend.duration, mend.needs) == (
        "(= ?duration 2)", ("at start: (handfree)", "over all: (light)")
    )  # fmt: skip


def test_a_problem_is_counted(tank) -> None:
    page = problem_page(parse_domain(tank.domain), parse_problem(tank.problem))
    assert (page.objects, page.facts) == ({"place": 3}, {"in": 1, "next": 2})
    assert (page.values["distance"], page.metric) == (4, "minimize (total-cost)")
    assert page.goal == ("(all-seen)", "not (in c)")


def test_a_problem_shows_its_constraints_and_preferences_are_no_numbers(drive) -> None:
    more = "(:constraints (preference p (always (not (at t b)))))"
    more += " (:metric minimize (* 2 (is-violated p))))"
    problem = parse_problem(drive.problem.rstrip().removesuffix(")") + more)
    page = problem_page(parse_domain(drive.domain), problem)
    assert page.constraints == ("(preference p (always (not (at t b))))",)
    assert "preferences" in page.features
    assert "numeric-fluents" not in page.features


def test_a_problem_is_drawn_with_its_goal(drive) -> None:
    graph = graph_of(parse_problem(drive.problem))
    assert graph.arcs["t", "a", False] == ("at",)
    assert graph.arcs["t", "c", True] == ("at",)
    drawing = ElementTree.fromstring(svg(graph, "a < b"))
    texts = [node.text for node in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"t", "a", "b", "c", "d", "truck", "place"} <= set(texts)
    assert '"t" -> "c" [label="at", style=dashed, color=firebrick];' in dot(graph, "two")
