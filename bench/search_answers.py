"""How often an answer quotes the right sentence, and quotes nothing where nothing answers.

Questions are in search_questions.tsv, with what a right quotation holds. Each corpus is also asked
what only the other answers, and what neither does: there every quotation is wrong.

    mrkl search index NODE RUST
    python bench/search_answers.py node=NODE rust=RUST [--fit]

NODE is /usr/share/doc/nodejs/api (*.md), RUST the book as rustup installs it. `--fit` fits the
weights on one corpus and judges them on the other. Nothing was fitted on two more:

    python bench/search_answers.py --write FOLDER
    mrkl search index FOLDER
    python bench/search_answers.py readme=FOLDER/readme licence=FOLDER/licence

READMEs of the packages installed here, and licences as Debian has them.
"""

from __future__ import annotations

import argparse
import math
import re
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from mrkl_core.manifest.load import load
from mrkl_search.answering import WEIGHTS, Candidate, candidates, sure
from mrkl_search.config import LEAST, Config
from mrkl_search.finding import Finder

QUESTIONS = Path(__file__).with_name("search_questions.tsv")
LICENCES = ("Apache-2.0", "GPL-3", "MPL-2.0", "CC0-1.0", "Artistic")
#: How likely a candidate must be at least to be quoted; chosen by the folds.
REFUSING = 0.3
NAMES = [name for name in WEIGHTS if name != "bias"]


@dataclass(frozen=True)
class Asked:
    """A question to a corpus, and the candidates for an answer; `right` '' if there is none."""

    corpus: str
    question: str
    right: str
    found: list[Candidate]

    def is_right(self, candidate: Candidate) -> bool:
        """Whether a candidate is a sentence that answers the question."""
        text = " ".join(candidate.place.text[candidate.start : candidate.end].split())
        return bool(self.right) and re.search(self.right, text) is not None


def ask(finder: Finder, folders: dict[str, str]) -> list[Asked]:
    lines = [line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines()]
    asked = []
    with finder.open() as store:
        for corpus, folder in folders.items():
            for of, question, right in lines:
                if of != "none" and of not in folders:
                    continue
                hits = finder.find(store, question, 50, folder).hits
                found = candidates(finder, store, question, hits)
                asked.append(Asked(corpus, question, right if of == corpus else "", found))
    return asked


def fitted(asked: list[Asked]) -> dict[str, float]:
    """Weights that choose a right candidate, or none: a softmax over them and over refusing.

    The bias is moved so that a sentence which is as likely as `REFUSING` has one half.
    """
    sets = [
        (
            np.array([[c.parts[name] for name in NAMES] + [1.0] for c in one.found]),
            np.array([one.is_right(c) for c in one.found], dtype=bool),
        )
        for one in asked
        if one.found
    ]

    def loss(w: np.ndarray) -> float:
        total = 0.5 * float((w[:-1] ** 2).sum())
        for x, right in sets:
            z = np.append(x @ w, 0.0)
            total += logsumexp(z) - (logsumexp(z[:-1][right]) if right.any() else 0.0)
        return total

    start = np.append(np.ones(len(NAMES)), -4.0)
    bounds = [(0, None)] * len(NAMES) + [(None, 0)]
    found = minimize(loss, start, bounds=bounds).x
    found[-1] -= math.log(REFUSING / (1 - REFUSING))
    return dict(zip([*NAMES, "bias"], (round(float(v), 2) for v in found), strict=True))


def judged(asked: list[Asked], weights: dict[str, float], least: float) -> list[int]:
    """Right, refused, wrong of what has an answer; refused, wrong of what has none."""
    counts = [0] * 5
    for one in asked:
        ranked = sorted(one.found, key=lambda c: -sure(c.parts, weights))
        best = ranked[0] if ranked and sure(ranked[0].parts, weights) >= least else None
        if one.right:
            counts[1 if best is None else 0 if one.is_right(best) else 2] += 1
        else:
            counts[3 if best is None else 4] += 1
    return counts


def table(title: str, asked: list[Asked], weights: dict[str, float]) -> None:
    print(f"\n{title}: {weights}")
    print("least   right refused wrong | no answer: refused wrong")
    for least in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9):
        right, refused, wrong, silent, said = judged(asked, weights, least)
        print(f"{least:5.2f} {right:7} {refused:7} {wrong:5} | {silent:18} {said:5}")


def write(folder: Path) -> None:
    """Writes the documents that nothing was fitted on."""
    for name in ("readme", "licence"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for one in distributions():
        text = one.metadata.get_payload() or one.metadata.get("Description", "")
        name = one.metadata["Name"]
        if len(text) > 500 and not name.startswith("mrkl"):
            (folder / "readme" / f"{name}.md").write_text(text, encoding="utf-8")
    for name in LICENCES:
        text = Path("/usr/share/common-licenses", name).read_text(encoding="utf-8")
        (folder / "licence" / f"{name}.txt").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--write", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.write:
        write(options.write)
        return
    folders = dict(one.split("=", 1) for one in options.folders)
    finder = Finder(Config.of(load().settings.config("search")))
    asked = ask(finder, folders)
    table("as it is", asked, WEIGHTS)
    if options.fit:
        for left_out in folders:
            learned = fitted([one for one in asked if one.corpus != left_out])
            judged_on = [one for one in asked if one.corpus == left_out]
            table(f"fitted without {left_out}, judged on it", judged_on, learned)
        table("fitted on all", asked, fitted(asked))
    for one in asked:
        best = one.found[0] if one.found else None
        if best is None or one.is_right(best) or (not one.right and best.sure < LEAST):
            continue
        text = " ".join(best.place.text[best.start : best.end].split())[:140]
        print(f"{best.sure:.2f} {one.corpus} {one.question!r}: {text!r} {dict(best.parts)}")


if __name__ == "__main__":
    main()
