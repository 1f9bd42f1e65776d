"""Fits the probability that a tool is right: mrkl_core/routing/relevance.json.

    python bench/train_routing.py ../shared/bench/bfcl [--write]

A logistic regression on BFCL's development half (Apache-2.0): every tool on offer, right or not,
and the requests that none of theirs answers. The arguments of a request are read with what was
learned without its fold (bench/train_extract.py), as those of strangers will be. It prints, on five
folds left out in turn, how often the right tool comes first, what is refused at which loss, and the
calibration curve.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import train_extract
from scipy import optimize

from mrkl_core.evaluation.suites import bfcl
from mrkl_core.models.encoder import SentenceEncoder
from mrkl_core.routing.extract.extract import Extractor
from mrkl_core.routing.extract.reading import Reading
from mrkl_core.routing.relevance import WEIGHTS, evidence
from mrkl_core.routing.retrieve import ToolIndexes

STRENGTH = 0.5
FOLDS = 5
THRESHOLDS = (0.5, 0.53, 0.55, 0.57, 0.6, 0.65, 0.7)
#: The requests that one call answers; the others ask for several.
SINGLE = ("simple_python", "multiple")
CALLED = (*SINGLE, "parallel", "parallel_multiple")


@dataclass
class Offer:
    """One tool for one request, and whether it is right."""

    case: int
    category: str
    parts: dict[str, float]
    right: bool


def offers(folder: Path) -> list[Offer]:
    indexes, found = ToolIndexes((), SentenceEncoder()), []
    cases = bfcl.load(folder).cases
    extractors = without_each_fold(folder, {case.id: n % FOLDS for n, case in enumerate(cases)})
    for number, case in enumerate(cases):
        reading, extractor = Reading(case.words), extractors[number % FOLDS]
        for near in indexes.over(case.tools).rank(case.words, len(case.tools)):
            parts = evidence(case.words, near, extractor.extract(reading, near.tool))
            found.append(Offer(number, case.category, parts, near.tool.name in case.expected))
    return found


def without_each_fold(folder: Path, home: Mapping[str, int]) -> list[Extractor]:
    """An extractor for each fold, which learned from the requests of the others."""
    learned = [e for name in CALLED for e in train_extract.examples(folder, name)]
    return [
        Extractor(train_extract.fit([e for e in learned if home[e.id] != fold]))
        for fold in range(FOLDS)
    ]


def fit(table: Any, right: Any) -> Any:
    def loss(weights: Any) -> tuple[float, Any]:
        odds = table @ weights
        value = (np.logaddexp(0, odds) - right * odds).sum()
        penalty = STRENGTH * weights * np.r_[np.ones(len(weights) - 1), 0]
        return value + 0.5 * penalty @ weights, table.T @ (
            1 / (1 + np.exp(-odds)) - right
        ) + penalty

    return optimize.minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x


def main() -> None:
    found = offers(Path(sys.argv[1]))
    names = [name for name in found[0].parts if name != "same meaning as an example"]
    table = np.array([[*(o.parts[name] for name in names), 1.0] for o in found])
    right = np.array([float(o.right) for o in found])
    case = np.array([o.case for o in found])
    if "--write" in sys.argv:
        weights = dict(zip([*names, "always"], fit(table, right).round(3).tolist(), strict=True))
        # An example means what a name means: the data has none to learn from.
        weights["same meaning as an example"] = weights["same meaning as its description"]
        WEIGHTS.write_text(json.dumps(weights, indent=2) + "\n", "utf-8")
        print(WEIGHTS.read_text("utf-8"))
        return
    sure = np.zeros(len(found))
    for fold in range(FOLDS):
        out = case % FOLDS == fold
        sure[out] = 1 / (1 + np.exp(-table[out] @ fit(table[~out], right[~out])))
    report(found, sure, case)


def report(found: list[Offer], sure: Any, case: Any) -> None:
    tops: dict[str, list[tuple[float, bool]]] = {}
    for number in np.unique(case):
        rows = np.flatnonzero(case == number)
        best = rows[sure[rows].argmax()]
        tops.setdefault(found[rows[0]].category, []).append((sure[best], found[best].right))
    for category, pairs in tops.items():
        if category != "irrelevance":
            print(f"{category:18} right tool first {np.mean([r for _, r in pairs]):.1%}")
    kept = np.array([s for category in SINGLE for s, _ in tops[category]])
    alien = np.array([s for s, _ in tops["irrelevance"]])
    for threshold in THRESHOLDS:
        print(
            f"threshold {threshold}: irrelevance refused {(alien < threshold).mean():.1%}, "
            f"answerable kept {(kept >= threshold).mean():.1%}"
        )
    right = np.array([o.right for o in found])
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1)
        if inside.any():
            print(
                f"said {low:.1f} to {low + 0.1:.1f}: "
                f"right {right[inside].mean():.1%} of {inside.sum()}"
            )


if __name__ == "__main__":
    main()
