"""A file several times larger than the memory there is, and how time grows with the number of people.

A Parquet file of invented people is written whose columns would take several
times the memory that a process of its own is then allowed (``RLIMIT_DATA``: all
memory of its own that is not a mapped file, whether touched or only reserved).
That process answers the whole default guideline from Parquet to Parquet; another
one under the same limit that reads the file whole must fail. Peaks are what
Linux says of resident memory. Then frames from 10^4 to 10^7 people are
answered in memory, in turn, and the time for each person compared.

Usage: python benchmarks/bench_memory.py [--limit MIB] [--times N] [--rows-per-part N] [--largest N]
"""

from __future__ import annotations

import argparse
import functools
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if TYPE_CHECKING:
    import polars as pl

MIB = 2**20
LIMIT, TIMES, ROWS_PER_PART = 384 * MIB, 3.5, 50_000
ROUNDS = 3
SAMPLE = 100_000
ON = date(2026, 11, 23)
#: The limit stands before anything is imported that reserves memory.
LIMITED = """
import resource, sys
sys.path.insert(0, {folder!r})
resource.setrlimit(resource.RLIMIT_DATA, ({limit}, {limit}))
import bench_memory
bench_memory.{call}
"""
ASKED: dict[str, Any] = {
    "key": "patient",
    "on": ON,
    "jurisdiction": "EU",
    "units": {
        "age": "year",
        "weight": "kg",
        "height": "cm",
        "creatinine": "umol/L",
        "creatinine_baseline": "umol/L",
        "calcium": "mmol/L",
        "albumin": "g/L",
        "vitamin_d": "nmol/L",
    },
}


def population(count: int) -> pl.LazyFrame:
    """Return a lazy frame of people of whom the common facts are known, the same ones every time."""
    import polars as pl

    seeds = iter(range(1, 100))

    def drawn() -> pl.Expr:
        """Return numbers from 0 up to 1 that look drawn."""
        return (pl.col("n").hash(next(seeds)) % 1_000_003) / 1_000_003

    def known(value: pl.Expr, unknown: float) -> pl.Expr:
        return pl.when(drawn() >= unknown).then(value)

    def number(low: float, high: float, unknown: float, digits: int = 0) -> pl.Expr:
        return known((drawn() * (high - low) + low).round(digits), unknown)

    def flag(yes: float, unknown: float) -> pl.Expr:
        return known(drawn() < yes, unknown)

    def word(words: list[str], unknown: float) -> pl.Expr:
        place = (drawn() * len(words)).cast(pl.UInt32)
        otherwise = pl.lit(words[-1])
        chosen = functools.reduce(
            lambda rest, at: pl.when(place == at).then(pl.lit(words[at])).otherwise(rest),
            range(len(words) - 1),
            otherwise,
        )
        return known(chosen, unknown)

    return pl.LazyFrame({"n": pl.int_range(count, eager=True)}).select(
        patient=pl.format("REG-{}", pl.col("n").cast(pl.String).str.zfill(10)),
        age=number(18, 95, 0.01),
        sex=word(["female", "male"], 0.01),
        weight=number(40, 130, 0.1, 1),
        height=number(140, 200, 0.1),
        primary=word(["breast", "lung", "renal", "multiple myeloma"], 0.02),
        bone_metastases=flag(0.6, 0.1),
        creatinine=number(40, 300, 0.1),
        creatinine_baseline=number(40, 200, 0.3),
        calcium=number(1.8, 3.2, 0.1, 2),
        albumin=number(20, 50, 0.2),
        vitamin_d=number(10, 150, 0.5),
        dialysis=flag(0.02, 0.1),
        allergy_bisphosphonate=flag(0.02, 0.2),
        dental_assessed=flag(0.5, 0.4),
        smoking=flag(0.2, 0.2),
    )


# --------------------------------------------------------------------------- in a process of its own


def most_memory() -> int:
    """Return the most resident memory that this process has had, in bytes.

    The figure of ``getrusage`` is no less than what its parent had when it began.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


def answer(source: str, target: str, rows_per_part: int) -> None:
    """Answer from Parquet to Parquet and print how long that took and how much memory."""
    from boneguide import cohort

    start = time.perf_counter()
    answers = cohort.assess_files(source, target, **ASKED, rows_per_part=rows_per_part)
    seconds = time.perf_counter() - start
    found = {"seconds": seconds, "peak": most_memory(), "rows": answers.report.rows, "parts": len(answers.parts)}
    print(json.dumps(found))


def read(source: str) -> None:
    """Read a file whole."""
    import polars as pl

    print(pl.read_parquet(source).height)


def limited(call: str, limit: int) -> subprocess.CompletedProcess[str]:
    """Return what became of a call in a process with a limit."""
    code = LIMITED.format(folder=str(Path(__file__).resolve().parent), limit=limit, call=call)
    return subprocess.run(  # noqa: S603 - code of this file
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False
    )


def larger_than_memory(folder: Path, limit: int, times: float, rows_per_part: int) -> dict[str, str]:
    """Return what it takes to answer a file of so many times the limit."""
    sample = population(SAMPLE).collect()
    count = int(times * limit / sample.estimated_size() * SAMPLE)
    source = folder / "people.parquet"
    population(count).sink_parquet(source)
    inside = sample.estimated_size() / SAMPLE * count
    whole = limited(f"read({str(source)!r})", limit)
    done = limited(f"answer({str(source)!r}, {str(folder / 'answers')!r}, {rows_per_part})", limit)
    if done.returncode:
        sys.exit(f"the process with the limit ended with {done.returncode}; nothing else was measured")
    found = json.loads(done.stdout)
    if found["rows"] != count:
        sys.exit(f"{found['rows']} people were answered instead of {count}")
    size = sum(path.stat().st_size for path in (folder / "answers").iterdir())
    return {
        "people": f"{count:,}",
        "the file": f"{source.stat().st_size / MIB:,.0f} MiB",
        f"its {sample.width} columns in memory": f"{inside / MIB:,.0f} MiB",
        "memory that the process may have": f"{limit / MIB:,.0f} MiB, {inside / limit:.1f} times less",
        "reading the file whole": "fails, as it must" if whole.returncode else "SUCCEEDS, so the limit is too high",
        f"answers in parts of at most {rows_per_part:,} people": f"{found['parts']:,} parts, {size / MIB:,.0f} MiB",
        "most resident memory": f"{found['peak'] / MIB:,.0f} MiB",
        "time": f"{found['seconds']:,.1f} s, {count / found['seconds']:,.0f} people a second",
    }


# --------------------------------------------------------------------------- growth


def seconds(call: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def growth(largest: int) -> dict[int, float]:
    """Return the seconds that the default guideline takes for each person, by the number of people."""
    from boneguide import cohort

    sizes = [10**power for power in range(4, 9) if 10**power <= largest]
    frames = {size: population(size).collect() for size in sizes}
    cohort.assess(frames[sizes[0]], **ASKED)  # what is done once for every frame of this shape
    times: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(ROUNDS):
        for size in sizes:
            times[size].append(seconds(lambda size=size: cohort.assess(frames[size], **ASKED)))  # type: ignore[misc]  # the default is the size
            gc.collect()
    return {size: statistics.median(found) / size for size, found in times.items()}


# --------------------------------------------------------------------------- memory of a frame


def hold(count: int) -> None:
    """Answer a frame in memory and print the most memory that took, and how large frame and answers are."""
    from boneguide import cohort

    people = population(count).collect()
    answers = cohort.assess(people, **ASKED).frame
    print(json.dumps([most_memory(), people.estimated_size(), answers.estimated_size(), answers.width]))


def for_each(count: int) -> dict[str, str]:
    """Return the memory for each person, from the difference between so many people and twice as many."""
    no_limit = resource.RLIM_INFINITY
    (peak, given, found, width), (more, *_) = (
        json.loads(limited(f"hold({size})", no_limit).stdout) for size in (count, 2 * count)
    )
    return {
        "the frame given, for each person": f"{given / count:,.0f} bytes",
        f"the {width} columns of the answer": f"{found / count:,.0f} bytes",
        "all memory at the most": f"{(more - peak) / count:,.0f} bytes",
    }


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, default=LIMIT // MIB, help="memory of the process in MiB")
    parser.add_argument("--times", type=float, default=TIMES, help="how many times that the columns take")
    parser.add_argument("--rows-per-part", type=int, default=ROWS_PER_PART)
    parser.add_argument("--largest", type=int, default=10**7, help="people in the largest frame")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = larger_than_memory(Path(folder), given.limit * MIB, given.times, given.rows_per_part)
    for what, value in {**found, **for_each(10**6)}.items():
        print(f"{what:<50}{value}")
    each = growth(given.largest)
    base = each[min(each, key=lambda size: abs(size - 10**6))]
    print(f"\n{'people':>12}{'us a person':>14}{'of that at 10^6':>18}")
    for size, one in each.items():
        print(f"{size:>12,}{one * 1e6:>14.3f}{one / base:>18.2f}")


if __name__ == "__main__":
    main()
