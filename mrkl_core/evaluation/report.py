"""What a run says: a table by category, what was confused, and how two runs differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from mrkl_core.contracts.jsonvalue import JsonObject
from mrkl_core.evaluation.run import FEW, Result
from mrkl_core.evaluation.statistics import sign_test, wilson


@dataclass(frozen=True)
class Share:
    """A proportion with its 95 % interval."""

    right: int
    of: int
    low: float
    high: float

    @classmethod
    def counted(cls, results: Sequence[Result], holds: Callable[[Result], bool]) -> Share:
        """The share of results of which something holds."""
        right = sum(map(holds, results))
        return cls(right, len(results), *wilson(right, len(results)))

    @property
    def value(self) -> float:
        """The proportion; 0 if nothing was tried."""
        return self.right / self.of if self.of else 0.0

    def __str__(self) -> str:
        if not self.of:
            return "—"
        return f"{self.value:6.1%} [{self.low:.1%}, {self.high:.1%}]"


@dataclass(frozen=True)
class Line:
    """One category: all right, the right tool first and among the first few, not refused."""

    category: str
    right: Share
    first: Share
    few: Share
    kept: Share


@dataclass(frozen=True)
class Report:
    """A run by category, and the pair that belongs together: refused and kept.

    `refused` counts requests that nothing answers, `kept` the others; a request for which the
    right tool is known and something is asked for is kept.
    """

    lines: tuple[Line, ...]
    refused: Share
    kept: Share
    confused: tuple[tuple[str, str, int], ...]
    wrongs: tuple[tuple[str, int], ...]


def report(results: Sequence[Result]) -> Report:
    """The report of a run."""
    by_category: dict[str, list[Result]] = {}
    for result in results:
        by_category.setdefault(result.category, []).append(result)
    answerable = [r for r in results if r.expected]
    alien = [r for r in results if not r.expected]
    confused = Counter(
        (r.expected[0], r.called[0])
        for r in answerable
        if len(r.called) == 1 and r.called[0] not in r.expected
    )
    wrongs = Counter(r.wrong.partition(":")[0] for r in results if r.wrong)
    return Report(
        tuple(_line(name, members) for name, members in by_category.items()),
        Share.counted(alien, lambda r: not r.called),
        Share.counted(answerable, lambda r: not r.refused),
        tuple((*pair, count) for pair, count in confused.most_common(20)),
        tuple(wrongs.most_common()),
    )


def _line(category: str, results: Sequence[Result]) -> Line:
    answerable = [r for r in results if r.expected]
    return Line(
        category,
        Share.counted(results, lambda r: r.right),
        Share.counted(answerable, lambda r: r.rank == 1),
        Share.counted(answerable, lambda r: 1 <= r.rank <= FEW),
        Share.counted(answerable, lambda r: not r.refused),
    )


@dataclass(frozen=True)
class Comparison:
    """Which cases two runs share, and where only one of them is right."""

    shared: int
    better: tuple[str, ...]
    worse: tuple[str, ...]
    chance: float


def compare(before: Sequence[Result], after: Sequence[Result]) -> Comparison:
    """How the second run differs from the first; `chance` is McNemar's exact p."""
    old = {result.id: result for result in before}
    shared = [(old[new.id], new) for new in after if new.id in old]
    better = tuple(new.id for was, new in shared if new.right and not was.right)
    worse = tuple(new.id for was, new in shared if was.right and not new.right)
    return Comparison(len(shared), better, worse, sign_test(len(better), len(worse)))


def junit(suite: str, results: Sequence[Result]) -> str:
    """The run as JUnit XML, which every CI shows."""
    root = ElementTree.Element(
        "testsuite",
        name=suite,
        tests=str(len(results)),
        failures=str(sum(not r.right for r in results)),
        time=f"{sum(r.elapsed_s for r in results):.3f}",
    )
    for result in results:
        case = ElementTree.SubElement(
            root,
            "testcase",
            classname=f"{suite}.{result.category}",
            name=result.id,
            time=f"{result.elapsed_s:.4f}",
        )
        if result.wrong:
            failure = ElementTree.SubElement(case, "failure", message=_xml(result.wrong))
            failure.text = _xml(result.words)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def read_results(document: JsonObject) -> list[Result]:
    """The results that a run's JSON holds. Raises KeyError or TypeError if it is none."""
    return [
        Result(**{**row, "expected": tuple(row["expected"]), "called": tuple(row["called"])})
        for row in document["results"]
    ]


def _xml(text: str) -> str:
    """The text without the characters that XML has none of."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in text
    )
