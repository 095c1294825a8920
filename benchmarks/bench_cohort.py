"""How fast whole cohorts are judged, and how that compares: all ratios come from one run.

The common decision (``benchmarks/decision``) is given to every implementation
with the same inputs and wanted with the same outputs; nothing is timed before
they all agree. What is measured is measured in turn, round by round, so that
whatever else the machine does falls on all alike. Engines that are not
installed are named and left out: ``pip install '.[benchmark]'``.

Usage: python benchmarks/bench_cohort.py [--quick] [--write FOLDER]

``--write docs`` writes the table and the chart of the manual.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import polars as pl

from benchmarks import bench_imports, bench_memory
from benchmarks.decision import by_boneguide, by_hand, by_json_logic, by_numpy, by_polars, by_rete, by_zen
from benchmarks.decision.agreement import disagreements
from benchmarks.decision.common import DECISION
from benchmarks.decision.people import coded, columns, people
from benchmarks.timing import Measured, measured
from benchmarks.wide_cohort import wide_cohort
from boneguide import cohort
from boneguide.cohort.compilation import compiled
from boneguide.cohort.frames import frame
from boneguide.interop.json import read_patient
from boneguide.logic.columns.emit import plan
from boneguide.logic.columns.interpreter import Given

ON = date(2026, 11, 23)
PATIENT = Path(__file__).resolve().parent / "complete_patient.json"


# --------------------------------------------------------------------------- one person


def one_person(rounds: int) -> list[Measured]:
    """Return the time of one person's answer, over mixed people, in every form that there is."""
    mixed = people(1_000, 5)
    few = mixed[:50]
    calls: dict[str, Callable[[], object]] = {
        "plain Python by hand": lambda: [by_hand.decide(person) for person in mixed],
        "boneguide, decider (values looked at first)": lambda: [by_boneguide.DECIDE(person) for person in mixed],
    }
    sizes = dict.fromkeys(calls, len(mixed))
    others: tuple[tuple[str, Callable[[], Any], list[Any]], ...] = (
        ("ZEN, Rust decision engine: compiled expression", by_zen.implementation, mixed),
        ("ZEN: graph held ready", by_zen.graph_implementation, mixed),
        ("ZEN: usual call", by_zen.usual_implementation, mixed[:200]),
        ("JsonLogic", by_json_logic.implementation, mixed[:200]),
        ("Rete engine (experta)", by_rete.implementation, few),
    )
    for name, make, asked in others:
        with installed(name):
            decide = make()
            calls[name] = lambda decide=decide, asked=asked: [decide(person) for person in asked]  # type: ignore[misc]  # the defaults bind the loop's values
            sizes[name] = len(asked)
    patient = read_patient(PATIENT)
    rule = DECISION["zoledronic-acid"]
    calls["boneguide, full answer of one rule from a Patient"] = lambda: [
        rule(patient, on=ON, jurisdiction="US") for _ in few
    ]
    calls["the same with its explanation read"] = lambda: [rule(patient, on=ON, jurisdiction="US").because for _ in few]
    sizes |= dict.fromkeys([*calls][-2:], len(few))
    found = measured(calls, rounds)
    per = {line.what: line.seconds / sizes[line.what] for line in found}
    base = next(iter(per.values()))
    return [Measured(line.what, per[line.what], per[line.what] / base) for line in found]


@contextlib.contextmanager
def installed(name: str) -> Iterator[None]:
    """Pass over what is not installed, saying so."""
    try:
        yield
    except ModuleNotFoundError as problem:
        print(f"{name}: not measured, {problem.name} is not installed")


# --------------------------------------------------------------------------- many people


def many_people(count: int, rounds: int) -> list[Measured]:
    """Return the time of the common decision for many people."""
    by_name = columns(count, 5)
    native = by_polars.frame(by_name, sex_as_enum=True)
    keyed = native.with_row_index("patient")
    numbers, codes = coded(count, 5)
    share = people(min(count, 20_000), 5)
    calls: dict[str, Callable[[], object]] = {
        "polars by hand, native booleans": lambda: by_polars.decide(native),
        "polars by hand, streaming": lambda: by_polars.decide(native, engine="streaming"),
        "boneguide, rules only": ready(native),
        "boneguide, cohort.assess (frame looked through first)": lambda: by_boneguide.assess(keyed).frame,
        "NumPy by hand": lambda: by_numpy.decide(numbers, codes),
    }
    notes: dict[str, str] = {}
    found = measured(calls, rounds, notes)
    slow: dict[str, Callable[[], object]] = {"plain Python by hand": lambda: [by_hand.decide(p) for p in share]}
    with installed("ZEN, one batch call"):
        batch = by_zen.batch_implementation()
        slow["ZEN, one batch call"] = lambda: batch(share)
    each = measured(slow, 3)
    base = found[0].seconds
    for line in each:
        seconds = line.seconds * count / len(share)
        found.append(Measured(line.what, seconds, seconds / base, f"measured on {len(share):,} people"))
    return found


def ready(native: pl.DataFrame) -> Callable[[], pl.DataFrame]:
    """Return a call that judges a frame known to be clean: the rules and nothing else."""
    facts = {fact.name: fact for rule in DECISION for c in rule.criteria() for fact in c.facts()}
    given = {facts[name]: Given(name, unit=by_boneguide.UNITS.get(name)) for name in native.columns}
    made = compiled(DECISION.rules, "US", given, {}, ("status", "dose", "missing"))
    steps = plan(made.outputs, frame(native, native.columns).dialect)

    def run() -> pl.DataFrame:
        found: pl.DataFrame = steps.run(native.lazy()).collect()
        return found

    return run


def backends(count: int, rounds: int) -> list[Measured]:
    """Return the time of the common decision on frames of every library that is installed."""
    native = by_polars.frame(columns(count, 5)).with_row_index("patient")
    calls: dict[str, Callable[[], object]] = {"polars": lambda: by_boneguide.assess(native).frame}
    with installed("pandas"):
        importlib.import_module("pandas")
        default, arrow = native.to_pandas(), native.to_pandas(use_pyarrow_extension_array=True)
        nullable = default.convert_dtypes()
        calls["pandas, default types"] = lambda: by_boneguide.assess(default).frame
        calls["pandas, nullable types"] = lambda: by_boneguide.assess(nullable).frame
        calls["pandas, pyarrow types"] = lambda: by_boneguide.assess(arrow).frame
        table = native.to_arrow()
        calls["pyarrow"] = lambda: by_boneguide.assess(table).frame
        with installed("DuckDB"):
            import duckdb

            relation = duckdb.from_arrow(table)
            calls["DuckDB"] = lambda: by_boneguide.assess(relation).frame.fetchall()  # noqa: PLW0108 - a relation remembers its result
    return measured(calls, rounds)


# --------------------------------------------------------------------------- the whole guideline


def whole_guideline(count: int, rounds: int) -> list[Measured]:
    """Return the time of every rule about people of the default guideline, and the memory of its answers."""
    people, units = wide_cohort(count)

    def ask(*outputs: str) -> pl.DataFrame:
        found: pl.DataFrame = cohort.assess(
            people, key="patient", on=ON, jurisdiction="US", units=units, outputs=outputs, invalid="unknown"
        ).frame
        return found

    calls: dict[str, Callable[[], object]] = {
        "status": lambda: ask("status"),
        "status and dose": lambda: ask("status", "dose"),
        "status and dose and missing": lambda: ask("status", "dose", "missing"),
    }
    held = {name: ask(*name.split(" and ")).estimated_size() / count for name in calls}
    notes = {name: f"{size:.0f} bytes a person" for name, size in held.items()}
    notes["status"] += f", {people.estimated_size() / count:.0f} in the frame given"
    return measured(calls, rounds, notes)


def growth(largest: int) -> list[Measured]:
    """Return the time of every rule about people of the default guideline for ever more people."""
    each = bench_memory.growth(largest)
    base = each[max(size for size in each if size <= 10**6)]
    note = "the ratio is that of the time for each person"
    return [Measured(f"{size:,} people", one * size, one / base, note) for size, one in each.items()]


def imports() -> list[Measured]:
    """Return how long imports take, each in fresh processes."""
    found = bench_imports.medians()
    names = [name for name in found if "import" in name]
    return [Measured(name, found[name] / 1e3, found[name] / found["import attrs"]) for name in names]


# --------------------------------------------------------------------------- tables


def table(title: str, lines: list[Measured]) -> str:
    """Return one table as Markdown, in the unit that suits its quickest line."""
    quickest = min(x.seconds for x in lines)
    unit, scale = next((u, s) for u, s in (("s", 1.0), ("ms", 1e3), ("us", 1e6)) if quickest * s > 1 or u == "us")
    rows = [f"| {x.what} | {x.seconds * scale:,.1f} | {x.ratio:,.2f} | {x.note} |" for x in lines]
    return "\n".join([f"## {title}", "", f"| | {unit} | ratio | |", "|---|---:|---:|---|", *rows, ""])


def facts(title: str, found: Mapping[str, str]) -> str:
    """Return a table of what was found out, as Markdown."""
    return "\n".join([f"## {title}", "", "| | |", "|---|---|", *(f"| {what} | {x} |" for what, x in found.items()), ""])


def main() -> None:
    """Measure, print, and write the pages of the manual if asked to."""
    parser = argparse.ArgumentParser(description="Time whole cohorts, and what else answers the same decision.")
    parser.add_argument("--quick", action="store_true", help="ten times fewer people and fewer rounds")
    parser.add_argument("--write", type=Path, help="the folder of the manual")
    asked = parser.parse_args()
    count, rounds = (100_000, 5) if asked.quick else (1_000_000, 11)
    wrong = disagreements(2_000)
    if wrong:
        sys.exit(f"{len(wrong)} disagreements, such as {wrong[0]}; nothing was timed")
    tables = {
        "One person, from a mapping of ten values": one_person(rounds),
        f"The common decision for {count:,} people": many_people(count, rounds),
        f"The same on frames of other libraries, {count // 10:,} people": backends(count // 10, rounds),
        f"Every rule about people by default, {count:,} people": whole_guideline(count, max(3, rounds // 3)),
        "Growth: every rule about people by default": growth(count * 10),
        "Imports": imports(),
    }
    with tempfile.TemporaryDirectory() as folder:
        size = (bench_memory.LIMIT, bench_memory.TIMES, bench_memory.ROWS_PER_PART)
        beyond = bench_memory.larger_than_memory(Path(folder), *size)
    texts = [table(title, lines) for title, lines in tables.items()]
    texts += [facts("Memory for each person", bench_memory.for_each(count)), facts("A file larger than memory", beyond)]
    text = "\n".join(texts)
    print(text)
    if asked.write is not None:
        from benchmarks.chart import draw

        where = (
            f"Python {platform.python_version()}, polars {pl.__version__}, {os.cpu_count()} cores,"
            f" {platform.machine()}. Medians."
        )
        (asked.write / "benchmarks-measured.md").write_text(f"{where}\n\n{text}", encoding="utf-8")
        one, many, *_ = tables.values()
        draw(many, one, asked.write / "_static" / "cohort-benchmark.svg")


if __name__ == "__main__":
    main()
