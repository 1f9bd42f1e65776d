from __future__ import annotations

import pytest

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.jobs import solve
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.read import MAX_DEPTH, Group, Word, read
from mrkl_core.planning.pddl.source import Source, edited


def refused(text: str, *, problem: bool = False) -> PddlInvalid:
    with pytest.raises(PddlInvalid) as caught:
        (parse_problem if problem else parse_domain)(text, "d.pddl")
    return caught.value


def caret(error: PddlInvalid) -> str:
    """What stands above the caret."""
    line, pointer = error.metadata["excerpt"].split("\n")
    return line[pointer.index("^") :]


def test_words_are_lower_case_and_know_their_place():
    top = read(Source("(Define ; a comment (\n  ?X)", "f"))
    assert top == Group((Word("define", 1), Word("?x", 24)), 0, 26)


def test_a_word_ends_where_a_variable_begins():
    assert [w.text for w in read(Source("(aircraft?a ?b?c)", "f")).items] == [
        "aircraft",
        "?a",
        "?b",
        "?c",
    ]


def test_letters_that_grow_in_lower_case_do_not_shift_places():
    error = refused("; İİİİ\n(define (domain İ)\n  (:foo))")
    assert str(error.location) == "d.pddl:3:4"


@pytest.mark.parametrize(
    ("old", "new", "place", "above"),
    [
        # The bracket that is still open where something begins that cannot be in it.
        ("(?t - truck ?a ?b - place)", "(?t - truck ?a ?b - place", "6:17", "(?t - truck"),
        ("(road ?a ?b))", "(road ?a ?b)", "7:19", "(and (at ?t ?a)"),
        ("(road ?a ?b - place))", "(road ?a ?b - place)", "4:3", "(:predicates"),
        ("(at ?t ?b))))", "(at ?t ?b)))", "1:1", "(define"),
    ],
)
def test_an_unclosed_bracket_is_named_where_it_begins(drive, old, new, place, above):
    assert old in drive.domain
    error = refused(drive.domain.replace(old, new))
    assert str(error.location) == f"d.pddl:{place}"
    assert "expected ')', found the end of the text" in error.message
    assert caret(error).startswith(above)
    assert error.metadata["code"] == "BRACKET_UNCLOSED"


def test_a_bracket_too_many_is_named_with_what_it_ended(drive):
    error = refused(drive.domain + ")")
    assert str(error.location) == "d.pddl:9:1"
    assert "'(define' ended at d.pddl:8:47" in error.message
    early = refused(drive.domain.replace("(road ?a ?b - place))", "(road ?a ?b - place)))"))
    assert str(early.location) == "d.pddl:5:3"
    assert early.hint.startswith("there is a ')' too many before this")


@pytest.mark.parametrize("text", ["", "  ; only a comment", "hello", ")", "()", "(define", "\x00"])
def test_what_is_not_pddl_is_refused_with_a_place(text):
    assert refused(text).location is not None
    assert refused(text, problem=True).location is not None


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (":effect (and", ":effect (and (oneof (at ?t ?a) (at ?t ?b))", False),
        (":effect (and", ":effect (and (probabilistic 0.5 (at ?t ?b))", False),
        (":effect", ":observe (at ?t ?a) :effect", False),
        ("(:action", "(:task go :parameters ())\n(:action", False),
        ("(:init", "(:init (oneof (at t a) (at t b))", True),
        ("(:init", "(:htn :subtasks ()) (:init", True),
    ],
)
def test_other_kinds_of_planning_are_told_as_such(drive, old, new, problem):
    text = (drive.problem if problem else drive.domain).replace(old, new, 1)
    error = refused(text, problem=problem)
    assert error.metadata["code"] == "NOT_COVERED"
    assert "planning; here" in error.message or "uncertainty; here" in error.message


def test_a_predicate_may_have_a_name_that_other_planners_know():
    assert parse_domain("(define (domain d) (:predicates (unknown ?x) (oneof ?x)))")


def test_deep_nesting_is_refused_and_does_not_crash():
    depth = 100_000
    error = refused("(" * depth + ")" * depth)
    assert error.metadata["code"] == "TOO_DEEP"
    assert error.location is not None
    assert error.location.column == MAX_DEPTH + 1


def test_nesting_up_to_the_bound_is_read_checked_and_printed(drive):
    depth = MAX_DEPTH - 6
    deep = "(not " * depth + "(at t c)" + ")" * depth
    problem = parse_problem(drive.problem.replace("(at t c)", deep))
    found = solve(drive.domain, drive.problem.replace("(at t c)", deep))
    assert problem.goal is not None
    assert found.validated


def test_the_other_kind_of_text_is_recognized(drive):
    assert "this text is a problem" in refused(drive.problem).hint
    assert "this text is a domain" in refused(drive.domain, problem=True).hint


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (":effect", ":efect", "found ':efect'", "did you mean ':effect'?"),
        (":predicates", ":predicate", "found ':predicate'", "did you mean ':predicates'"),
        ("(at ?t - truck ?p", "(at t - truck ?p", "found 't'", "write '?t'"),
    ],
)
def test_a_slip_is_told_with_its_cure(drive, old, new, message, hint):
    error = refused(drive.domain.replace(old, new, 1))
    assert message in error.message
    assert hint in error.hint
    assert error.location is not None


@pytest.mark.parametrize("section", [":init", ":goal"])
def test_a_missing_section_is_named(drive, section):
    lines = [line for line in drive.problem.splitlines() if section not in line]
    error = refused("\n".join(lines) + (")" if section == ":goal" else ""), problem=True)
    assert f"expected a section '({section} …)'" in error.message


def test_a_section_given_twice_tells_where_it_was_first(drive):
    twice = drive.problem.replace("(:goal", "(:init)\n  (:goal")
    assert "first at d.pddl:4:4" in refused(twice, problem=True).message


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        (":effect", "effect", "KEY_MISSPELT", "write ':effect'"),
        (":precondition", ":preconditions", "KEY_MISSPELT", "write ':precondition'"),
        ("?t - truck ?a", "?t -truck ?a", "DASH_GLUED", "write '- truck'"),
        (":strips", "strips", "COLON_MISSING", "write ':strips'"),
        ("(and (at ?t ?a) (road ?a ?b))", "(at ?t ?a) (road ?a ?b)", "SEVERAL_JOINED", "(and"),
        ("?t - truck ?p", "?t - truck?p", "WORDS_GLUED", "put a blank"),
    ],
)
def test_a_sloppy_domain_is_read_named_and_mended(drive, old, new, code, hint):
    sloppy = drive.domain.replace(old, new, 1)
    domain = parse_domain(sloppy)
    assert domain == parse_domain(drive.domain)
    (note,) = domain.notes
    assert (note.code, hint in note.hint) == (code, True)
    mended = parse_domain(edited(sloppy, note.edits))
    assert (mended, mended.notes) == (domain, ())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("(:init (at t a) (road a b) (road b c) (road b a))",
         "(:init (and (at t a) (road a b) (road b c) (road b a)))", "AND_IN_INIT"),
        ("(road a b)", "(road a b) (road a b)", "FACT_TWICE"),
        ("(road a b)", "(road a b) (not (road a c))", "NOT_IN_INIT"),
        ("(:goal (at t c))", "(:goal (at t c) (at t c))", "SEVERAL_JOINED"),
        ("(:goal (at t c))", "(:goal parked)", "BARE_WORD"),
        ("(:goal (at t c))", "(:length (:serial 9)) (:goal (at t c))", "SECTION_OBSOLETE"),
        ("(:goal (at t c))", "(:situation s) (:goal (at t c))", "SECTION_OBSOLETE"),
    ],
)  # fmt: skip
def test_a_sloppy_problem_is_read_named_and_mended(drive, old, new, code):
    sloppy = drive.problem.replace(old, new, 1)
    problem = parse_problem(sloppy)
    (note,) = problem.notes
    assert note.code == code
    assert parse_problem(edited(sloppy, note.edits)).notes == ()
