"""Proportions with their uncertainty, and whether two runs differ."""

from __future__ import annotations

from math import comb, sqrt

#: The normal quantile of a two-sided interval of 95 %.
Z = 1.959964


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a proportion (Wilson 1927); (0, 1) if nothing was tried."""
    if not of:
        return 0.0, 1.0
    share, spread = right / of, Z * Z / of
    middle = share + spread / 2
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


def sign_test(better: int, worse: int) -> float:
    """How likely so uneven a split of changed cases is by chance (McNemar's exact test)."""
    changed = better + worse
    if not changed:
        return 1.0
    tail = sum(comb(changed, n) for n in range(min(better, worse) + 1)) / float(2**changed)
    return min(1.0, 2 * tail)
