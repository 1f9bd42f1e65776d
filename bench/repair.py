"""How often a flawed reply of a model is flagged, and how often it is repaired.

Breaks the right problems of every domain in the ways that models break them (one kind a row, see
tests/planning/repair/kinds.py; `written out` are whole files by hand, see written.py beside it),
and mends each reply three times: beside all the words; beside
words of which the grammar reads every other sentence (`half`); and beside words of which it reads
nothing (`alone`: rules, groups and names only). A reply is flagged if it is not called PROVED;
`lied` counts wrong problems that are not called UNSURE.

    python bench/repair.py [--show KIND] [DOMAIN…]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mrkl_core.contracts.planning import Faithfulness
from mrkl_core.planning.domains import Domains, NamedDomain
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.repair.knowledge import known
from mrkl_core.planning.repair.mend import Repaired, mend
from tests.planning.repair.flaws import Reply, examples
from tests.planning.repair.kinds import KINDS, replies
from tests.planning.repair.written import written

#: The rows of the replies that were written by hand.
RIGHT, WRONG = "written out, right", "written out, wrong"
ROWS = (*KINDS, RIGHT, WRONG)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", default="", metavar="KIND", choices=ROWS)
    parser.add_argument("--first", type=int, default=99, metavar="N", help="of each domain")
    parser.add_argument("domains", nargs="*", metavar="DOMAIN")
    arguments = parser.parse_args()
    domains = Domains([Path(__file__).parents[1] / "tests/planning/repair/domains"])
    rows = {kind: Counter[str]() for kind in ROWS}
    shown = arguments.show
    for name in arguments.domains or domains.names():
        learned = known(domains.get(name))
        deaf = replace(learned, language=None)
        for reply in told(domains.get(name), arguments.first, shown):
            truth = reply.truth
            row = rows[reply.kind]
            row["replies"] += 1
            for prefix, words, knowledge in (
                ("", truth.words, learned),
                ("half: ", half_heard(truth.words), learned),
                ("alone: ", truth.words, deaf),
            ):
                mended = mend([reply.text], words, knowledge)
                marks = judge(reply, mended)
                row.update({f"{prefix}{mark}": int(is_so) for mark, is_so in marks.items()})
                if shown and not marks["right"]:
                    found = mended.formalization
                    print(f"--- {prefix}{truth.name} {found.faithfulness}")
                    print("\n".join((*found.assumptions, *found.unmatched, found.question)))
                    if found.problem:
                        got = parse_problem(found.problem)
                        same = equivalent(truth.domain.tree, got, truth.problem)
                        print("\n".join(f"{d.only_in}: {d.text}" for d in same.differences[:9]))
    marks_told = ("flagged", "right", "lied")
    heads = ["replies", *(f"{p}{m}" for p in ("", "half: ", "alone: ") for m in marks_told)]
    print(f"{'kind':<20}" + "".join(f"{head:>15}" for head in heads))
    total = Counter[str]()
    for kind, row in rows.items():
        if row["replies"]:
            print(f"{kind:<20}" + "".join(f"{row[head]:>15}" for head in heads))
            total.update(row)
    print(f"{'all':<20}" + "".join(f"{total[head]:>15}" for head in heads))
    return 0


def told(domain: NamedDomain, first: int, shown: str) -> Iterator[Reply]:
    """The replies that the worked examples of a domain become, and those written by hand."""
    for truth in islice(examples(domain), first):
        yield from replies(truth, [shown] if shown else ())
    for reply in written(domain):
        kind = RIGHT if reply.right else WRONG
        if shown in ("", kind):
            yield replace(reply, kind=kind)


def half_heard(words: str) -> str:
    """The words with every other sentence said in a way that no grammar reads."""
    parts = re.split(r"(?<=[.;:])\s+", words.strip())
    small = re.compile(r"\b(is|are|be|has|have|in|on|at|of|to|with)\b", re.IGNORECASE)
    return "\n".join(small.sub("zork", p) if i % 2 else p for i, p in enumerate(parts))


def judge(reply: Reply, mended: Repaired) -> dict[str, bool]:
    """Whether the reply was flagged, became the true problem, or a wrong one that looks sure."""
    found = mended.formalization
    domain = reply.truth.domain.tree
    right = bool(found.problem) and bool(
        equivalent(domain, parse_problem(found.problem), reply.truth.problem).same
    )
    sure = found.faithfulness is Faithfulness.PROVED
    unsure = found.faithfulness is Faithfulness.UNSURE
    return {"flagged": not sure, "right": right, "lied": not right and not unsure}


if __name__ == "__main__":
    sys.exit(main())
