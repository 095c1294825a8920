"""Median times of calls that are made in turn, round by round, so that whatever else the machine does falls on all."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping

import attrs


@attrs.frozen
class Measured:
    """One line of a table.

    Args:
        what: What was done.
        seconds: Its median time.
        ratio: That time over the time of the first line of its table.
        note: What else there is to say.
    """

    what: str
    seconds: float
    ratio: float
    note: str = ""


Calls = Mapping[str, Callable[[], object]]


def measured(calls: Calls, rounds: int, notes: Mapping[str, str] | None = None) -> list[Measured]:
    """Return the median time of each call, all called in turn, and the ratio to the first."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            gc.collect()
            began = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - began)
    medians = {name: statistics.median(found) for name, found in times.items()}
    base = next(iter(medians.values()))
    return [Measured(name, m, m / base, (notes or {}).get(name, "")) for name, m in medians.items()]
