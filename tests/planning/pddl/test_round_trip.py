from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mrkl_core.errors import PddlInvalid
from mrkl_core.planning.pddl.parse import parse_domain, parse_problem
from mrkl_core.planning.pddl.print import print_domain, print_number, print_problem
from mrkl_core.planning.pddl.tree import (
    Action,
    And,
    Arithmetic,
    Assign,
    Atom,
    Compare,
    Derived,
    Domain,
    DurativeAction,
    Equal,
    Exists,
    Fluent,
    Forall,
    Function,
    Imply,
    Metric,
    Modal,
    Not,
    Number,
    Or,
    Predicate,
    Preference,
    Problem,
    Symbol,
    Timed,
    TimedInit,
    Typed,
    Value,
    When,
)

# Names that could be taken for something else are the point: `at`, `always`, `within`.
names = st.sampled_from(["p", "at", "always", "within", "a1", "big-one", "x_y", "over"])
variables = st.sampled_from(["?x", "?y", "?long-one"])
terms = st.one_of(names, variables)
numbers = st.builds(
    lambda whole, places: Number(Fraction(whole, 10**places)),
    st.integers(-(10**6), 10**6),
    st.integers(0, 4),
)
fluents = st.builds(Fluent, names, st.lists(terms, max_size=2).map(tuple))
expressions = st.recursive(
    st.one_of(numbers, fluents, st.builds(Symbol, st.sampled_from(["?duration", "#t"]))),
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), st.tuples(inner, inner)),
    max_leaves=4,
)
typed_variables = st.lists(
    st.builds(Typed, variables, st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)),
    max_size=3,
).map(tuple)
typed_names = st.lists(
    st.builds(Typed, names, st.lists(names, min_size=1, max_size=2, unique=True).map(tuple)),
    max_size=4,
).map(tuple)
atoms = st.builds(Atom, names, st.lists(terms, max_size=3).map(tuple))
comparisons = st.builds(Compare, st.sampled_from(["<", "<=", ">", ">=", "="]), fluents, expressions)


def conditions(depth: int = 6):
    return st.recursive(
        st.one_of(atoms, comparisons, st.builds(Equal, terms, terms)),
        lambda inner: st.one_of(
            st.builds(And, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
            st.builds(Not, inner),
            st.builds(Imply, inner, inner),
            st.builds(Forall, typed_variables, inner),
            st.builds(Exists, typed_variables, inner),
            st.builds(Preference, st.sampled_from(["", "wish"]), inner),
            st.builds(Timed, st.sampled_from(["at start", "at end", "over all"]), inner),
            st.builds(Modal, st.just("always"), st.just(()), st.tuples(inner)),
            st.builds(Modal, st.just("within"), st.tuples(numbers), st.tuples(inner)),
        ),
        max_leaves=depth,
    )


effects = st.recursive(
    st.one_of(
        atoms,
        st.builds(Not, atoms),
        st.builds(
            Assign,
            st.sampled_from(["assign", "increase", "decrease", "scale-up", "scale-down"]),
            fluents,
            expressions,
        ),
    ),
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Forall, typed_variables, inner),
        st.builds(When, conditions(3), inner),
        st.builds(Timed, st.sampled_from(["at start", "at end"]), inner),
    ),
    max_leaves=5,
)
actions = st.one_of(
    st.builds(
        Action,
        names,
        typed_variables,
        conditions(),
        effects,
        st.sampled_from(["action", "process", "event"]),
    ),
    st.builds(DurativeAction, names, typed_variables, conditions(2), conditions(), effects),
)
domains = st.builds(
    Domain,
    names,
    requirements=st.lists(st.sampled_from([":strips", ":adl"]), max_size=2).map(tuple),
    types=typed_names,
    constants=typed_names,
    predicates=st.lists(st.builds(Predicate, names, typed_variables), max_size=3).map(tuple),
    functions=st.lists(
        st.builds(Function, names, typed_variables, st.sampled_from(["number", "a1"])), max_size=3
    ).map(tuple),
    derived=st.lists(st.builds(Derived, names, typed_variables, conditions()), max_size=2).map(
        tuple
    ),
    actions=st.lists(actions, max_size=3).map(tuple),
    constraints=st.none() | conditions(),
)
ground = st.builds(Atom, names, st.lists(names, max_size=2).map(tuple))
values = st.builds(
    Value,
    st.builds(Fluent, names, st.lists(names, max_size=2).map(tuple)),
    st.one_of(numbers, st.builds(Symbol, names)),
)
problems = st.builds(
    Problem,
    names,
    names,
    objects=typed_names,
    init=st.lists(
        st.one_of(
            ground,
            st.builds(Not, ground),
            values,
            st.builds(TimedInit, numbers, st.one_of(ground, st.builds(Not, ground), values)),
        ),
        max_size=4,
    ).map(tuple),
    goal=conditions(),
    constraints=st.none() | conditions(),
    metric=st.none() | st.builds(Metric, st.sampled_from(["minimize", "maximize"]), expressions),
)


@given(domains)
def test_a_printed_domain_reads_back_as_itself(domain):
    assert parse_domain(print_domain(domain)) == domain


@given(problems)
def test_a_printed_problem_reads_back_as_itself(problem):
    assert parse_problem(print_problem(problem)) == problem


@given(st.integers(-(10**12), 10**12), st.integers(0, 12))
def test_decimals_print_exactly(whole, places):
    value = Fraction(whole, 10**places)
    assert Fraction(print_number(value)) == value


def test_every_competition_file_reads_back_as_itself(ipc_tasks):
    for task in ipc_tasks:
        domain, problem = parse_domain(task.domain), parse_problem(task.problem)
        assert parse_domain(print_domain(domain)) == domain
        assert parse_problem(print_problem(problem)) == problem


@given(st.text(alphabet="()?-:;= \nabdefino01.", max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text):
    for wrapped in (text, f"(define (domain d) {text})"):
        assert read_or_refused(wrapped)


def read_or_refused(text: str) -> bool:
    try:
        parse_domain(text)
    except PddlInvalid as error:
        return error.location is not None
    return True
