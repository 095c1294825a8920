"""Cohorts in Parquet files, small enough to be made for each test."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from boneguide import cohort
from tests.cohort.support import ON

UNITS = {"age": "year", "weight": "kg", "creatinine": "umol/L", "calcium": "mmol/L"}
USUAL: dict[str, Any] = {"key": "patient", "on": ON, "jurisdiction": "EU", "units": UNITS}
#: Two rules are enough where it does not matter which.
FEW: dict[str, Any] = {**USUAL, "rules": ["zoledronic-acid", "denosumab"]}


def people(rows: int, first: int = 0) -> pl.DataFrame:
    """Return people of whom this and that is known, the same ones every time."""
    drawn = [random.Random(first + place) for place in range(rows)]  # noqa: S311 - the same people every time are wanted

    def column(draw: Callable[[random.Random], Any], unknown: float = 0.2) -> list[Any]:
        return [None if r.random() < unknown else draw(r) for r in drawn]

    values = {
        "age": column(lambda r: r.randint(20, 95)),
        "sex": column(lambda r: r.choice(["female", "male"])),
        "weight": column(lambda r: r.uniform(40, 120)),
        "primary": column(lambda r: r.choice(["breast", "lung", "multiple myeloma"]), 0.1),
        "bone_metastases": column(lambda r: r.random() < 0.7),
        "creatinine": column(lambda r: r.uniform(40, 300)),
        "calcium": column(lambda r: r.uniform(1.9, 3.2)),
        "dental_assessed": column(lambda r: r.random() < 0.5),
        "note": [f"note {first + place}" for place in range(rows)],
    }
    types: dict[str, Any] = {
        "age": pl.Int64,
        "weight": pl.Float64,
        "creatinine": pl.Float64,
        "calcium": pl.Float64,
        "bone_metastases": pl.Boolean,
        "dental_assessed": pl.Boolean,
        "sex": pl.String,
        "primary": pl.String,
    }
    keys = pl.Series("patient", [f"P{first + place:05}" for place in range(rows)], dtype=pl.String)
    return pl.DataFrame({"patient": keys, **values}, schema_overrides=types)


def lesions(rows: int) -> pl.DataFrame:
    """Return lesions of some of those people, and of nobody."""
    r = random.Random(rows)  # noqa: S311 - as above
    return pl.DataFrame(
        {
            "who": [f"P{r.randint(0, rows // 2):05}" for _ in range(rows)],
            "where": [r.choice(["L3", "femur", None]) for _ in range(rows)],
            "phenotype": [r.choice(["osteolytic", "osteoblastic", None]) for _ in range(rows)],
        }
    )


def write(folder: Path, *frames: pl.DataFrame) -> Path:
    """Write frames as the files of a folder, and return the folder."""
    folder.mkdir(exist_ok=True)
    for place, frame in enumerate(frames):
        frame.write_parquet(folder / f"people-{place}.parquet", compression="uncompressed")
    return folder


def run(source: Any, target: Path, **said: Any) -> cohort.FileAnswers:
    """Ask two rules of files, quietly, unless said otherwise."""
    return cohort.assess_files(source, target, **{**FEW, "progress": False, **said})


def rows(answers: cohort.FileAnswers) -> pl.DataFrame:
    """Return all answers."""
    return answers.scan().collect()


def sizes(answers: cohort.FileAnswers) -> list[int]:
    """Return how many rows each part has."""
    return [pl.read_parquet(part).height for part in answers.parts]


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())
