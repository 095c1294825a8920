"""How long the import takes, beside attrs and pint, each in fresh processes.

Usage: python benchmarks/bench_imports.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
STATEMENTS = {
    "bare interpreter": "pass",
    "import boneguide": "import boneguide",
    "import attrs": "import attrs",
    "import pint": "import pint",
    "import boneguide; boneguide.assess": "import boneguide; boneguide.assess",
}
LOADED = "import sys, boneguide; print(sorted({m.partition('.')[0] for m in sys.modules} & {'pint', 'attr', 'attrs'}))"


def milliseconds(statement: str) -> float:
    """Return the time one fresh interpreter takes for a statement, measured inside it."""
    code = f"import time; t = time.perf_counter(); exec({statement!r}); print((time.perf_counter() - t) * 1000)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)  # noqa: S603 - fixed code


def medians() -> dict[str, float]:
    """Return a median for each statement, taken in turn so that drift hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    for _ in range(ROUNDS):
        for name, statement in STATEMENTS.items():
            times[name].append(milliseconds(statement))
    return {name: statistics.median(found) for name, found in times.items()}


def main() -> None:
    """Print the medians and how they compare."""
    found = medians()
    base = found["import attrs"]
    print(f"{'statement':<38}{'median ms':>10}{'x attrs':>9}")
    for name, median in found.items():
        print(f"{name:<38}{median:>10.1f}{median / base:>9.2f}")
    loaded = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout  # noqa: S603 - fixed code
    print(f"of attr, attrs and pint, 'import boneguide' loads: {loaded.strip()}")


if __name__ == "__main__":
    main()
