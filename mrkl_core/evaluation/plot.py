"""A run as a picture: what is right by category, and whether scores mean what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from mrkl_core.evaluation.report import Share, report
from mrkl_core.evaluation.run import Result

#: Sizes in pixels.
ROW, LABEL, BAR, SIDE, MARGIN = 26, 170, 260, 280, 40
#: How many ranges of scores there are.
BINS = 10


def svg(title: str, results: Sequence[Result]) -> str:
    """Bars by category with 95 % intervals, and right calls by score, as one SVG."""
    lines = report(results).lines
    height = 2 * MARGIN + max(SIDE, ROW * len(lines))
    width = 3 * MARGIN + LABEL + BAR + SIDE
    parts = [f'<text x="{MARGIN}" y="24" font-weight="bold">{escape(title)}</text>']
    for number, line in enumerate(lines):
        parts += _bar(line.category, line.right, MARGIN + ROW * number)
    parts += _calibration(results, 2 * MARGIN + LABEL + BAR, MARGIN)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="12">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(name: str, share: Share, top: int) -> Iterator[str]:
    left, middle = MARGIN + LABEL, top + ROW / 2
    yield f'<text x="{left - 8}" y="{middle + 4}" text-anchor="end">{escape(name)}</text>'
    yield (
        f'<rect x="{left}" y="{top + 4}" width="{BAR * share.value:.1f}" height="{ROW - 8}" '
        f'fill="#4c8bb5"><title>{share.right} of {share.of}</title></rect>'
    )
    low, high = left + BAR * share.low, left + BAR * share.high
    yield f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="black"/>'
    yield f'<text x="{left + 4}" y="{middle + 4}" fill="white">{share.value:.0%}</text>'


def _calibration(results: Sequence[Result], left: int, top: int) -> Iterator[str]:
    """Where a call was made: the share of right ones over the score; on the line is honest."""
    yield f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="grey"/>'
    yield f'<path d="M{left} {top + SIDE}l{SIDE} -{SIDE}" stroke="grey" stroke-dasharray="4"/>'
    yield f'<text x="{left}" y="{top - 6}">right, of what was called with this score</text>'
    for bin_ in range(BINS):
        inside = [r for r in results if r.called and min(int(r.score * BINS), BINS - 1) == bin_]
        if not inside:
            continue
        share = Share.counted(inside, lambda r: r.right)
        x = left + SIDE * sum(r.score for r in inside) / len(inside)
        y, low, high = (top + SIDE * (1 - v) for v in (share.value, share.low, share.high))
        yield f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="#c06030"/>'
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#c06030">'
            f"<title>{share.right} of {share.of}</title></circle>"
        )
