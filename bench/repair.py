"""How often a flawed reply of a model is flagged, and how often it is repaired.

Breaks the right problems of every domain in the ways that models break them (one kind a row, see
tests/planning/repair/flaws.py), and mends each reply: once beside all the words, and once beside
words of which the grammar reads nothing (`alone`: rules, groups and names only). A reply is
flagged if it is not called PROVED; `lied` counts wrong problems that are not called UNSURE.

    python bench/repair.py [DOMAIN…]
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mrkl_core.contracts.planning import Faithfulness
from mrkl_core.planning.domains import Domains
from mrkl_core.planning.pddl.equivalence import equivalent
from mrkl_core.planning.pddl.parse import parse_problem
from mrkl_core.planning.repair.knowledge import known
from mrkl_core.planning.repair.mend import Repaired, mend
from tests.planning.repair.flaws import KINDS, Reply, examples, replies


def main() -> int:
    domains = Domains([Path(__file__).parents[1] / "tests/planning/repair/domains"])
    rows = {kind: Counter[str]() for kind in KINDS}
    for name in sys.argv[1:] or domains.names():
        learned = known(domains.get(name))
        deaf = replace(learned, language=None)
        for truth in examples(domains.get(name)):
            for reply in replies(truth):
                row = rows[reply.kind]
                row["replies"] += 1
                row.update(judge(reply, mend([reply.text], truth.words, learned), ""))
                row.update(judge(reply, mend([reply.text], truth.words, deaf), "alone: "))
    heads = ("replies", "flagged", "right", "lied", "alone: flagged", "alone: right", "alone: lied")
    print(f"{'kind':<20}" + "".join(f"{head:>16}" for head in heads))
    total = Counter[str]()
    for kind, row in rows.items():
        if row["replies"]:
            print(f"{kind:<20}" + "".join(f"{row[head]:>16}" for head in heads))
            total.update(row)
    print(f"{'all':<20}" + "".join(f"{total[head]:>16}" for head in heads))
    return 0


def judge(reply: Reply, mended: Repaired, prefix: str) -> Counter[str]:
    """Whether the reply was flagged, became the true problem, or a wrong one that looks sure."""
    found = mended.formalization
    domain = reply.truth.domain.tree
    right = bool(found.problem) and bool(
        equivalent(domain, parse_problem(found.problem), reply.truth.problem).same
    )
    sure = found.faithfulness is Faithfulness.PROVED
    unsure = found.faithfulness is Faithfulness.UNSURE
    marks = {"flagged": not sure, "right": right, "lied": not right and not unsure}
    return Counter({f"{prefix}{mark}": int(is_so) for mark, is_so in marks.items()})


if __name__ == "__main__":
    sys.exit(main())
