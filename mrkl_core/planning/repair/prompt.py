"""What a model is shown: the domain with its glosses, and the nearest worked examples."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.contracts.model import Message
from mrkl_core.planning.language.patterns import said
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.pddl.print import print_formula, print_init
from mrkl_core.planning.pddl.tree import Atom, Problem
from mrkl_core.planning.repair.compact import patch_schema, schema
from mrkl_core.planning.repair.draft import goals
from mrkl_core.planning.repair.knowledge import Example, Knowledge

#: How many worked examples are shown, and at most how long they may be together.
EXAMPLES = 2
MAX_EXAMPLE_CHARS = 8_000
#: How many faults a model is told of at once.
MOST_FAULTS = 20

SYSTEM = """You turn a request in words into a planning problem of the domain below.
Answer with one JSON object and nothing else:
{"objects": {TYPE: [NAME, ...]}, "init": [FACT, ...], "regular": [PREDICATE, ...],
 "goal": [FACT, ...]}
A FACT is PDDL, such as "(on a b)", with predicates of the domain only. Name every object, state
every fact that is true at the start, and nothing that the request does not say or imply.
To be short: "b1..b4" names b1, b2, b3 and b4; * in a fact stands for every object that fits;
"regular" lists relations that follow the names of the objects as in the examples (grids, chains)
and are then left out of "init".
"""

CORRECT = """That problem is not what the request says, or cannot be:
{faults}
Answer with one JSON object that holds only what changes: {{"objects": {{...}}, "add": [FACT, ...],
"remove": [FACT, ...], "goal": [FACT, ...]}}; leave "goal" out if it is right."""


@dataclass(frozen=True)
class Prompt:
    """What to ask of a model, and the shape of its reply."""

    messages: tuple[Message, ...]
    schema: JsonObject


def prompt(words: str, known: Knowledge) -> Prompt:
    """Asks for the problem that the words state."""
    parts = [SYSTEM, "The domain:", known.pddl.strip()]
    if glosses := _glosses(known):
        parts += ["", "What the predicates mean:", *glosses]
    messages = [Message("system", "\n".join(parts))]
    for example in _nearest(words, known.examples):
        answer = json.dumps(_compact(parse_problem(example.problem), known), ensure_ascii=False)
        messages += [Message("user", _request(example.words)), Message("assistant", answer)]
    messages.append(Message("user", _request(words)))
    return Prompt(tuple(messages), schema(known.domain))


def correction(asked: Prompt, reply: str, faults: Sequence[str], known: Knowledge) -> Prompt:
    """Asks for what is wrong with a reply to be put right, and for no more."""
    told = "\n".join(f"- {fault}" for fault in faults[:MOST_FAULTS])
    again = (Message("assistant", reply), Message("user", CORRECT.format(faults=told)))
    return Prompt((*asked.messages, *again), patch_schema(known.domain))


def _request(words: str) -> str:
    return f"Request: {words.strip()}"


def _glosses(known: Knowledge) -> list[str]:
    if known.language is None:
        return []
    lines = []
    for predicate in known.domain.predicates:
        pattern = known.language.says.get(predicate.name)
        if pattern is not None:
            slots = {v.name.removeprefix("?"): v.name for v in predicate.parameters}
            head = " ".join((predicate.name, *slots.values()))
            lines.append(f"({head}): {said(pattern, slots)}")
    return lines


def _nearest(words: str, examples: Sequence[Example]) -> list[Example]:
    """The examples that share most words with the request, the nearest last."""
    asked = set(re.findall(r"[a-z]+", words.lower()))

    def likeness(example: Example) -> float:
        theirs = set(re.findall(r"[a-z]+", example.words.lower()))
        return len(asked & theirs) / (len(asked | theirs) or 1)

    chosen: list[Example] = []
    room = MAX_EXAMPLE_CHARS
    for example in sorted(examples, key=likeness, reverse=True):
        room -= len(example.words) + len(example.problem)
        if len(chosen) == EXAMPLES or (chosen and room < 0):
            break
        chosen.append(example)
    return chosen[::-1]


def _compact(problem: Problem, known: Knowledge) -> JsonObject:
    """A worked example in the form that is asked for."""
    objects: dict[str, list[str]] = {}
    for thing in problem.objects:
        objects.setdefault(thing.types[0], []).append(thing.name)
    regular = [name for name in known.rules.steps if name in known.rules.static]
    init = [print_init(f) for f in problem.init if not (isinstance(f, Atom) and f.name in regular)]
    used = [n for n in regular if any(isinstance(f, Atom) and f.name == n for f in problem.init)]
    goal = [print_formula(part) for part in goals(problem.goal)]
    return {"objects": objects, "init": init, "regular": used, "goal": goal}
