"""Learns what each feature of a mention is worth: mrkl_core/routing/extract/weights.json.

    python bench/train_extract.py ../shared/bench/bfcl [--write]

For every parameter of every call in BFCL's development half (Apache-2.0), the mention whose value
the official rules accept should be preferred to the others and to nothing: a conditional
log-linear model, fitted by L-BFGS with a Gaussian prior (deterministic). Without --write it prints
the share of calls entirely right on five folds that were left out in turn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import optimize, sparse

from mrkl_core.contracts.catalogue import ToolCard
from mrkl_core.evaluation.case import Call
from mrkl_core.evaluation.suites import bfcl
from mrkl_core.evaluation.suites.bfcl_rules import accepts, judge_calls
from mrkl_core.routing.extract.candidates import candidates
from mrkl_core.routing.extract.extract import WEIGHTS, Extractor, topic_of
from mrkl_core.routing.extract.features import features, nothing
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.extract.slots import Slot, slots

#: What is believed before anything is seen; and how strongly.
PRIOR = {
    **{f"l brackets {kind}": 3.0 for kind in ("integer", "number", "array")},
    **{"l brackets string": 2.0, "part": 4.0, "t choice closed": 3.0, "t choice open": 1.0},
    **{"some needed": 1.0, "n named before": 1.0, "t named before": 1.0},
    **{"n percent whole told percent": 2.0, "n percent fraction told decimal": 2.0},
}
STRENGTH = 0.002
FOLDS = 5
#: Weights smaller than this change nothing and are not shipped.
LEAST = 0.02


@dataclass
class Group:
    """The choices of one parameter: names of features of each, and which are right."""

    choices: list[list[str]]
    right: list[bool]


@dataclass
class Example:
    """One call of a request, with the groups of its parameters."""

    id: str
    words: str
    tool: ToolCard
    functions: Any
    truth: Any
    groups: list[Group]


def examples(folder: Path, category: str) -> Iterator[Example]:
    cases = {case.id: case for case in bfcl.load(folder).cases}
    truths = {r["id"]: r["ground_truth"] for r in bfcl.rows(folder / f"{category}.answers.jsonl")}
    for row in bfcl.rows(folder / f"{category}.jsonl"):
        case, truth = cases[row["id"]], truths[row["id"]]
        for answer in truth:
            ((name, accepted),) = answer.items()
            tool = next(t for t in case.tools if t.name == name)
            schema = next(f for f in row["function"] if f["name"] == name)["parameters"]
            others = [a[name] for a in truth if a is not answer and name in a]
            reading = Reading(case.words)
            groups = [
                group
                for slot in slots(tool.arguments)
                if (group := _group(slot, tool, reading, schema, accepted, others))
            ]
            yield Example(case.id, case.words, tool, row["function"], truth, groups)


def _group(
    slot: Slot, tool: ToolCard, reading: Reading, schema: Any, accepted: Any, others: Sequence[Any]
) -> Group | None:
    parameter, values = schema, _accepted(accepted, slot.path)
    for name in slot.path:
        parameter = parameter["properties"][name]
    choices, right, topic = [list(nothing(slot, reading))], [False], topic_of(tool)
    for mention in candidates(slot, reading):
        fits = _fits(mention.value, parameter, values)
        if not fits and any(
            _fits(mention.value, parameter, _accepted(other, slot.path)) for other in others
        ):
            continue  # right for another call of this request
        choices.append(list(features(slot, mention, reading, topic)))
        right.append(fits)
    if not any(right) and not slot.required and "" not in values:
        return None  # it cannot be read off the words
    right[0] = not any(right) or ("" in values and not slot.required)
    return Group(choices, right)


def _accepted(accepted: Any, path: Sequence[str]) -> list[Any]:
    found = accepted.get(path[0], [""])
    for name in path[1:]:
        inner = next((value for value in found if isinstance(value, dict)), {})
        found = inner.get(name, [""])
    return list(found)


def _fits(value: Any, parameter: Any, accepted: Sequence[Any]) -> bool:
    try:
        return accepts(value, parameter, accepted)
    except (TypeError, AttributeError):  # a schema with types of its own
        return False


def fit(learned: Sequence[Example]) -> dict[str, float]:
    groups = [group for example in learned for group in example.groups]
    names: dict[str, int] = {}
    rows, columns, starts, right = [], [], [], []
    for group in groups:
        starts.append(len(right))
        for choice, fits in zip(group.choices, group.right, strict=True):
            rows += [len(right)] * len(choice)
            columns += [names.setdefault(name, len(names)) for name in choice]
            right.append(float(fits))
    table = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(right), len(names)))
    of = np.repeat(np.arange(len(starts)), np.diff([*starts, len(right)]))
    label = np.array(right)
    prior = np.array([PRIOR.get(name, 0.0) for name in names])
    strength = STRENGTH * len(starts)

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        lifted = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        whole = np.add.reduceat(lifted, starts)
        good = np.add.reduceat(lifted * label, starts) + 1e-12
        off = weights - prior
        value = np.log(whole / good).sum() + 0.5 * strength * off @ off
        return value, table.T @ (lifted / whole[of] - lifted * label / good[of]) + strength * off

    found = optimize.minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return PRIOR | {n: round(float(found[i]), 3) for n, i in names.items()}


def right_calls(tested: Sequence[Example], weights: dict[str, float]) -> list[bool]:
    extractor = Extractor(weights)
    found = []
    for example in tested:
        read = extractor.extract(Reading(example.words), example.tool)
        calls = [Call(example.tool.name, read.arguments)]
        found.append(not judge_calls(calls, example.functions, example.truth))
    return found


def main() -> None:
    folder = Path(sys.argv[1])
    single = [*examples(folder, "simple_python"), *examples(folder, "multiple")]
    more = [*examples(folder, "parallel"), *examples(folder, "parallel_multiple")]
    if "--write" in sys.argv:
        weights = {n: w for n, w in sorted(fit([*single, *more]).items()) if abs(w) >= LEAST}
        WEIGHTS.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", "utf-8")
        print(f"{len(weights)} weights, {WEIGHTS.stat().st_size} bytes: {WEIGHTS}")
        return
    by_category: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        tested = [e for n, e in enumerate(single) if n % FOLDS == fold]
        learned = [e for n, e in enumerate(single) if n % FOLDS != fold]
        for example, right in zip(tested, right_calls(tested, fit([*learned, *more])), strict=True):
            by_category.setdefault(example.id.rpartition("_")[0], []).append(right)
    for category, rights in by_category.items():
        print(f"{category:16} {sum(rights)}/{len(rights)} = {sum(rights) / len(rights):.1%}")


if __name__ == "__main__":
    main()
