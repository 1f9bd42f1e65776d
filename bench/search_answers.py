"""How often an answer quotes the right sentence, and quotes nothing where nothing answers.

    python bench/search_answers.py [--fit] [NAME=FOLDER...]

Questions stand in bench/documents: fitted.tsv and unseen.tsv, about the texts in the folders of
these names (policies, minutes, manuals, recipes, contracts), and real.tsv about documentation, by
the name of its corpus; each with what a right quotation holds, nothing if the documents do not
answer it. Real ones are given by NAME=FOLDER; what only other corpora answer is asked of each too:

    node          /usr/share/doc/nodejs/api (*.md)      contributing  nodejs/contributing there
    rust          the book as rustup installs it        debian        debian-faq (*.en.html)
    readme        python bench/search_answers.py        tutorial      python3.11-doc, html/tutorial
    licence           --write FOLDER                    man           ssh, tar, gzip, sed … as text

`--fit` fits weights on all corpora in the left column and on `fitted`, never on the others. It
judges each sixth of them by weights fitted on the rest, then all others by the weights of all.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from mrkl_core.models.encoder import SentenceEncoder
from mrkl_search.answering import WEIGHTS, Candidate, candidates, judged
from mrkl_search.config import LEAST, Config
from mrkl_search.finding import Finder
from mrkl_search.indexing import Indexer

DOCUMENTS = Path(__file__).with_name("documents")
LICENCES = ("Apache-2.0", "GPL-3", "MPL-2.0", "CC0-1.0", "Artistic")
FITTED = ("fitted", "node", "rust", "readme", "licence")
FOLDS = 6
#: How much a weight costs, and how much a question with its answers taken out counts.
COST, WITHOUT = 3.0, 0.5
NAMES = [name for name in WEIGHTS if name != "bias"]
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Asked:
    """A question to a corpus, and the candidates for an answer; `right` '' if there is none."""

    corpus: str
    fold: int
    question: str
    right: str
    found: list[Candidate]

    def is_right(self, candidate: Candidate) -> bool:
        """Whether a candidate answers the question."""
        return bool(self.right) and re.search(self.right, candidate.text) is not None

    def best(self, weights: Weights) -> tuple[float, Candidate | None]:
        """The surest candidate by these weights, and how sure it is."""
        if not self.found:
            return 0.0, None
        sure = judged(self.found, weights)
        best = max(range(len(sure)), key=sure.__getitem__)
        return sure[best], self.found[best]


def questions(corpora: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """The questions of each corpus, with what answers them."""
    asked = {}
    for name in ("fitted", "unseen"):
        lines = (DOCUMENTS / f"{name}.tsv").read_text("utf-8").splitlines()
        asked[name] = [(line.split("\t")[0], line.split("\t")[1]) for line in lines]
    lines = (DOCUMENTS / "real.tsv").read_text("utf-8").splitlines()
    every = [(of, question, right) for of, question, right in (x.split("\t") for x in lines)]
    for corpus in corpora:
        own = [(question, right) for of, question, right in every if of == corpus]
        others = [x[1] for x in every if x[0] == "none" or (x[2] and x[0] != corpus)]
        foreign = [(question, "") for question in others[:: max(1, len(others) // len(own))]]
        asked[corpus] = own + foreign
    return asked


def ask(folders: Mapping[str, Path], index: Path) -> list[Asked]:
    """Indexes each folder into a file of its own, and asks."""
    encoder, found, spent = SentenceEncoder(), [], 0.0
    every = questions([name for name in folders if name not in ("fitted", "unseen")])
    for corpus, folder in folders.items():
        config = Config.of({"index": str(index / f"{corpus}.db")})
        indexer = Indexer(config, encoder, lambda phase, done, total: None)
        asyncio.run(indexer.run([(str(folder.resolve()), False)], "", rebuild=False))
        finder = Finder(config)
        began = time.perf_counter()
        with finder.open() as store:
            for n, (question, right) in enumerate(every[corpus]):
                hits = finder.find(store, question, 50).hits
                told = candidates(finder, store, question, hits)
                fold = n * FOLDS // len(every[corpus])
                found.append(Asked(corpus, fold, question, right, told))
        spent += time.perf_counter() - began
    print(f"{len(found)} questions, {1000 * spent / len(found):.0f} ms each")
    return found


def fitted(asked: Sequence[Asked]) -> Weights:
    """Weights that choose a right candidate, or none: a softmax over them and over refusing.

    Each question is taken once more without its right candidates: then refusing is right.
    """
    sets = []
    for one in asked:
        rows = np.array([[c.parts[name] for name in NAMES] + [1.0] for c in one.found])
        right = np.array([one.is_right(c) for c in one.found], dtype=bool)
        if len(rows):
            sets.append((rows, right, 1.0))
        if right.any() and not right.all():
            sets.append((rows[~right], right[~right], WITHOUT))

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.5 * COST * float((w[:-1] ** 2).sum()), COST * np.append(w[:-1], 0.0)
        for rows, right, counts in sets:
            scores = rows @ w
            every = logsumexp(np.append(scores, 0.0))
            wanted = logsumexp(scores[right]) if right.any() else 0.0
            total += counts * (every - wanted)
            slope += counts * (np.exp(scores - every) @ rows)
            if right.any():
                slope -= counts * (np.exp(scores[right] - wanted) @ rows[right])
        return total, slope

    found = minimize(loss, np.zeros(len(NAMES) + 1), jac=True, method="L-BFGS-B").x
    return dict(zip([*NAMES, "bias"], (round(float(v), 2) for v in found), strict=True))


def table(title: str, told: Sequence[tuple[Asked, float, Candidate | None]]) -> None:
    """Prints right, refused, wrong of what has an answer; refused, quoted of what has none."""
    print(f"\n{title}\nleast   right refused wrong | no answer: refused quoted | wrong of quoted")
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        counts = [0] * 5
        for one, sure, best in told:
            said = best is not None and sure >= least
            if one.right:
                counts[1 if not said else 0 if best and one.is_right(best) else 2] += 1
            else:
                counts[4 if said else 3] += 1
        right, refused, wrong, silent, quoted = counts
        share = (wrong + quoted) / max(1, right + wrong + quoted)
        print(
            f"{least:5.2f} {right:7} {refused:7} {wrong:5} | {silent:18} {quoted:6} | {share:.1%}"
        )


def judge(title: str, asked: Sequence[Asked], weights: Weights) -> None:
    """A table by these weights, and what is wrong."""
    told = [(one, *one.best(weights)) for one in asked]
    table(title, told)
    for one, sure, best in sorted(told, key=lambda x: -x[1]):
        if best is not None and sure >= LEAST and not one.is_right(best):
            print(f"  {sure:.2f} {one.corpus} {one.question!r}: {best.text[:140]!r}")


def write(folder: Path) -> None:
    """Writes READMEs of the packages installed here, and licences as Debian has them."""
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
    given = dict(one.split("=", 1) for one in options.folders)
    folders = {name: DOCUMENTS / name for name in ("fitted", "unseen")}
    folders |= {name: Path(folder) for name, folder in given.items()}
    with tempfile.TemporaryDirectory() as index:
        asked = ask(folders, Path(index))
    seen = [one for one in asked if one.corpus in FITTED]
    others = [one for one in asked if one.corpus not in FITTED]
    weights: Weights = WEIGHTS
    if options.fit:
        folds = []
        for fold in range(FOLDS):
            learned = fitted([one for one in seen if one.fold != fold])
            folds += [(one, *one.best(learned)) for one in seen if one.fold == fold]
        table("each sixth judged by weights fitted on the others", folds)
        weights = fitted(seen)
        print(weights)
    judge("fitted on", seen, weights)
    for corpus in dict.fromkeys(one.corpus for one in others):
        judge(f"unseen: {corpus}", [one for one in others if one.corpus == corpus], weights)
    judge("unseen, all", others, weights)


if __name__ == "__main__":
    main()
