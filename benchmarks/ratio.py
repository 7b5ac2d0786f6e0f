"""Run the product and its floor in turn, and compare pair by pair."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def seconds(run: Callable[[], object]) -> float:
    """How long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def compare(
    name: str, product: Callable[[], float], floor_name: str, floor: Callable[[], float], runs: int
) -> float:
    """Time both in turn, after one warm-up each, and print medians and the ratio of each pair.

    The product's median is given back, for what compares several sizes.
    """
    product()
    floor()
    pairs = [(product(), floor()) for _ in range(runs)]
    ratios = [one / other for one, other in pairs]
    ours: float
    theirs: float
    ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(
        f"{name}: {ours:.3f} s; {floor_name}: {theirs:.3f} s; "
        f"ratio {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f}, "
        f"{runs} pairs)",
        flush=True,
    )
    return ours
