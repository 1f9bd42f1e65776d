"""The tools that test hypotheses; each statistic is computed a second time from its definition."""

from __future__ import annotations

import math
from collections.abc import Sequence

from mrkl_core import Evidence, Failure, Result


def t_test(
    sample: Sequence[float],
    other: Sequence[float] = (),
    mean: float = 0.0,
    paired: bool = False,
) -> Result | Failure:
    """Whether means differ; see the tool's schema."""
    import numpy as np
    from scipy import stats

    a, b = np.array(sample, dtype=float), np.array(other, dtype=float)
    if paired and a.size != b.size:
        return Failure("SYNTAX", "paired samples are of one length")
    if a.size < 2 or b.size == 1:
        return Failure("SYNTAX", "a test of means needs two numbers or more in each sample")
    one = a - b if paired else a
    spread = one.var(ddof=1) / one.size + (0 if paired or not b.size else b.var(ddof=1) / b.size)
    if spread == 0:
        return Failure("UNDEFINED", "the numbers do not vary, so there is nothing to test")
    if b.size and not paired:
        name, found = "Welch's t-test", stats.ttest_ind(a, b, equal_var=False)
        statistic = (a.mean() - b.mean()) / math.sqrt(spread)
    else:
        name, against = ("paired t-test", 0.0) if paired else ("t-test", mean)
        found = stats.ttest_1samp(one, against)
        statistic = (one.mean() - against) / math.sqrt(spread)
    df = float(found.df)
    return _tested(name, "t", statistic, float(found.statistic), float(found.pvalue),
                   f"{df:.6g} degrees of freedom", [df])  # fmt: skip


def anova(samples: Sequence[Sequence[float]]) -> Result | Failure:
    """Whether several means differ, by one-way analysis of variance; see the tool's schema."""
    import numpy as np
    from scipy import stats

    groups = [np.array(sample, dtype=float) for sample in samples]
    if len(groups) < 2 or any(group.size < 2 for group in groups):
        return Failure("SYNTAX", "an analysis of variance needs two samples of two numbers or more")
    whole = np.concatenate(groups)
    between = sum(group.size * (group.mean() - whole.mean()) ** 2 for group in groups)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups)
    if within == 0:
        return Failure("UNDEFINED", "the numbers do not vary inside the samples")
    df = (len(groups) - 1, whole.size - len(groups))
    found = stats.f_oneway(*groups)
    return _tested("analysis of variance", "F", (between / df[0]) / (within / df[1]),
                   float(found.statistic), float(found.pvalue),
                   f"{df[0]} and {df[1]} degrees of freedom", [*df])  # fmt: skip


def chi_square(
    observed: Sequence[Sequence[float]], expected: Sequence[float] = ()
) -> Result | Failure:
    """Whether counts depart from what is expected, or rows from columns; see the tool's schema."""
    import numpy as np
    from scipy import stats

    if len({len(row) for row in observed}) != 1 or not observed[0]:
        return Failure("SYNTAX", "the rows of counts are of one length")
    table = np.array(observed, dtype=float)
    if (table < 0).any() or table.sum() == 0:
        return Failure("SYNTAX", "counts are 0 or more, and not all 0")
    if table.shape[0] == 1:
        counts = table[0]
        wanted = (
            np.array(expected, dtype=float) if expected else np.full_like(counts, counts.mean())
        )
        if wanted.size != counts.size or counts.size < 2 or (wanted <= 0).any():
            return Failure("SYNTAX", "each of two or more counts needs an expected one above 0")
        wanted = wanted * (counts.sum() / wanted.sum())
        found = stats.chisquare(counts, wanted)
        statistic, p, df = float(found.statistic), float(found.pvalue), counts.size - 1
        name = "chi-square test of fit"
    else:
        if expected:
            return Failure("SYNTAX", "expected counts go with one row of counts")
        if table.shape[1] < 2 or not table.sum(0).all() or not table.sum(1).all():
            return Failure("UNDEFINED", "a row or a column of the table is empty")
        statistic, p, df, wanted = stats.chi2_contingency(table, correction=False)
        name = "chi-square test of independence"
    own = float(((table - wanted) ** 2 / wanted).sum())
    few = int((np.asarray(wanted) < 5).sum())
    note = f"; {few} expected counts are below 5, where it is rough" if few else ""
    return _tested(name, "χ²", own, float(statistic), float(p), f"{df} degrees of freedom{note}",
                   [int(df)])  # fmt: skip


def rank_test(
    sample: Sequence[float], other: Sequence[float], paired: bool = False
) -> Result | Failure:
    """Whether one sample tends to be larger: Mann-Whitney, or Wilcoxon; see the schema."""
    import numpy as np
    from scipy import stats

    a, b = np.array(sample, dtype=float), np.array(other, dtype=float)
    if min(a.size, b.size) < 2 or (paired and a.size != b.size):
        return Failure("SYNTAX", "two samples of two numbers or more, of one length if paired")
    if paired:
        change = a[a != b] - b[a != b]
        if not change.size:
            return Failure("UNDEFINED", "no pair differs")
        ranks = stats.rankdata(np.abs(change))
        own = float(min(ranks[change > 0].sum(), ranks[change < 0].sum()))
        found = stats.wilcoxon(a, b)
        return _tested("Wilcoxon's signed-rank test", "W", own, float(found.statistic),
                       float(found.pvalue), f"{change.size} pairs that differ", [])  # fmt: skip
    own = float((a[:, None] > b).sum() + (a[:, None] == b).sum() / 2)
    found = stats.mannwhitneyu(a, b)
    return _tested("Mann and Whitney's test", "U", own, float(found.statistic),
                   float(found.pvalue), f"{a.size} and {b.size} numbers", [])  # fmt: skip


def correlation(
    x: Sequence[float], y: Sequence[float], method: str = "pearson"
) -> Result | Failure:
    """How far two variables go together, by values or by ranks; see the tool's schema."""
    import numpy as np
    from scipy import stats

    a, b = np.array(x, dtype=float), np.array(y, dtype=float)
    if a.size != b.size or a.size < 3:
        return Failure("SYNTAX", "x and y are of one length, three or more")
    if not np.ptp(a) or not np.ptp(b):
        return Failure("UNDEFINED", "one of the two does not vary")
    if method == "spearman":
        found, a, b = stats.spearmanr(a, b), stats.rankdata(a), stats.rankdata(b)
    else:
        found = stats.pearsonr(a, b)
    centred, other = a - a.mean(), b - b.mean()
    own = float(centred @ other / math.sqrt((centred @ centred) * (other @ other)))
    p = float(found.pvalue)
    if not math.isclose(own, float(found.statistic), rel_tol=1e-9, abs_tol=1e-12):
        return Failure("CHECK_FAILED", "two ways of computing the correlation disagree")
    return Result(
        {"value": f"{own:.10g}", "p": p},
        f"{method.capitalize()}'s correlation of {a.size} pairs is {own:.6g} (p = {p:.6g})",
        (Evidence("the correlation is that of its definition", "computed a second time"),),
    )


def proportion_test(successes: int, trials: int, proportion: float = 0.5) -> Result | Failure:
    """Whether a share differs from a number, by the exact binomial test; see the tool's schema."""
    from scipy import stats

    if successes > trials:
        return Failure("SYNTAX", f"{successes} successes are more than {trials} trials")
    found = stats.binomtest(successes, trials, proportion)
    low, high = found.proportion_ci(method="wilson")
    # Two-sided, by the definition: all outcomes that are no likelier than this one.
    law = stats.binom(trials, proportion)
    every = law.pmf(range(trials + 1))
    own = float(every[every <= every[successes] * (1 + 1e-7)].sum())
    if not math.isclose(own, float(found.pvalue), rel_tol=1e-6, abs_tol=1e-12):
        return Failure("CHECK_FAILED", "two ways of computing the probability disagree")
    p = float(found.pvalue)
    return Result(
        {"value": f"{p:.10g}", "statistic": f"{successes / trials:.10g}", "df": [],
         "interval": [float(low), float(high)]},
        f"exact binomial test: {successes} of {trials} against {proportion:g}: p = {p:.6g}; "
        f"the share is {successes / trials:.4g}, Wilson's 95% interval {low:.4g} to {high:.4g}",
        (Evidence("the probability is that of its definition", "every outcome summed"),),
    )  # fmt: skip


def _tested(
    name: str, symbol: str, own: float, statistic: float, p: float, size: str, df: list[float]
) -> Result | Failure:
    """What a test found, if the statistic is the same by its definition."""
    if not math.isclose(own, statistic, rel_tol=1e-9, abs_tol=1e-12):
        return Failure("CHECK_FAILED", "two ways of computing the statistic disagree")
    return Result(
        {"value": f"{p:.10g}", "statistic": f"{statistic:.10g}", "df": df},
        f"{name}: {symbol} = {statistic:.6g}, {size}, p = {p:.6g}",
        (Evidence("the statistic is that of its definition", f"{symbol} computed a second time"),),
    )
