"""Every code that a diagnostic of a PDDL text can have. They are stable: programs rely on them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: What the text must be mended for before anything can be done with it.
ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "ARITY": "a predicate or function has too few or too many arguments",
        "BRACKET_EXTRA": "a ')' closes nothing",
        "BRACKET_UNCLOSED": "a '(' is never closed",
        "DECLARED_TWICE": "a name is declared twice (a warning if both times alike)",
        "EMPTY": "the text has no form",
        "FUNCTION_UNKNOWN": "a function is not declared",
        "NOT_COVERED": "a form of another kind of planning: uncertain or hierarchical",
        "NOT_PDDL": "the text does not begin with '('",
        "NOT_STRATIFIED": "a derived predicate depends on its own negation",
        "OBJECT_NOT_CONSTANT": "the domain uses an object that only the problem declares",
        "OBJECT_UNKNOWN": "an object is not declared",
        "PREDICATE_UNKNOWN": "a predicate is not declared",
        "SECTION_MISSING": "a problem has no :init or no :goal",
        "SECTION_TWICE": "a section is given twice",
        "SECTION_UNKNOWN": "there is no such section",
        "TEXT_AFTER_END": "there is text after the form has ended",
        "TOO_DEEP": "brackets are nested too deep",
        "TOO_LONG": "the text is too long",
        "TYPE_CYCLE": "a type is its own supertype",
        "TYPE_MISMATCH": "an argument can never be of the declared type",
        "TYPE_UNKNOWN": "a type is not declared",
        "UNEXPECTED": "something else was expected here",
        "VARIABLE_UNKNOWN": "a variable is not bound",
    }
)

#: What most likely is a mistake.
WARNINGS: Mapping[str, str] = MappingProxyType(
    {
        "DOMAIN_NAME": "the problem names another domain",
        "GOAL_CONTRADICTORY": "parts of the goal are never true together",
        "GOAL_HOLDS": "the goal is true at first",
        "GOAL_UNREACHABLE": "an atom of the goal is out of reach even if nothing were ever removed",
        "INIT_CONTRADICTORY": "facts hold at first of which the actions allow one at most",
        "INIT_INCOMPLETE": "no fact of a group holds at first of which likes always have one",
        "RELATION_ODD": "one fact breaks what is symmetric, inverse or transitive everywhere else",
    }
)

#: What is odd, or was sloppy and read all the same.
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "ACTION_NEVER_APPLIES": "an action can never be applied in this problem",
        "AND_IN_INIT": "the facts of :init stand in an (and …)",
        "ASSIGN_OLD": "'change' instead of 'assign'",
        "BARE_WORD": "a condition or effect without brackets",
        "COLON_MISSING": "a requirement without its colon",
        "DASH_GLUED": "no blank between '-' and a type",
        "FACT_TWICE": "a fact is given twice",
        "FUNCTION_UNUSED": "a function is used by no action",
        "KEY_MISSPELT": "a key in the plural or without its colon",
        "NOT_IN_INIT": "a false fact in :init",
        "OBJECT_UNUSED": "an object is in no fact and not in the goal",
        "PARAMETER_UNUSED": "a parameter is used nowhere",
        "PREDICATE_UNUSED": "a predicate is used by no action",
        "REACH_UNKNOWN": "reachability was not looked at: grounding is too large",
        "REQUIREMENT_UNDECLARED": "a feature is in use that :requirements does not declare",
        "SECTION_OBSOLETE": "a section that says nothing",
        "SEVERAL_JOINED": "several conditions or effects where there should be one",
        "WORDS_GLUED": "no blank before a '?'",
    }
)

CODES: Mapping[str, str] = MappingProxyType({**ERRORS, **WARNINGS, **NOTES})
