"""Invented people for the common decision: ordinary values, values on and beside thresholds, unknowns.

Nobody is sampled from real patients. Values on a threshold are far more common
here than in a clinic, because that is where implementations part.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.decision.common import NAMES, Person

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int8]
#: Numbers with NaN where unknown, and words and flags as Python objects with None.
Column: TypeAlias = "Floats | list[str | None] | list[bool | None]"

#: How often each fact is unknown.
UNKNOWN = 0.12
SEXES = ("female", "male")
FLAG_NAMES = ("bone_metastases", "dental_assessed", "dialysis")
FLAGS = (False, True)
#: How often each flag is true where it is known.
TRUE = {"bone_metastases": 0.9, "dental_assessed": 0.7, "dialysis": 0.05}

# Steps beside a threshold: none, the last digit a laboratory prints, and just
# within and just outside the edge tolerance.
_STEPS = np.array([0.0, 0.0, 0.0, 0.01, -0.01, 1e-10, -1e-10, 1e-6, -1e-6])
_SLIPS = np.array([0.0, 0.0, 1e-10, -1e-10])
_EDGES = np.array([30.0, 40.0, 50.0, 60.0])
_RISES = np.array([0.5, 1.0])
_BASELINES = np.array([1.4, 1.39, 1.41, 0.9, 0.7, 1.1])


def coded(count: int, seed: int) -> tuple[dict[str, Floats], dict[str, Codes]]:
    """Return numbers with NaN where unknown, and sex and flags as 0 or 1 with -1 where unknown."""
    rng = np.random.default_rng(seed)
    age = rng.integers(18, 96, count).astype(np.float64)
    female = rng.integers(0, 2, count)
    split = rng.choice(_BASELINES, count) + rng.choice(_SLIPS, count)
    baseline = _mixed(rng, split, np.round(rng.lognormal(-0.05, 0.4, count), 2), 0.4)
    risen = np.round(baseline + rng.choice(_RISES, count), 2)
    at_limit = rng.choice(np.array([3.0, 3.01, 2.99]), count)
    near = np.round(baseline * rng.uniform(0.85, 1.25, count), 2)
    creatinine = _mixed(rng, risen + rng.choice(_STEPS, count), near, 0.25)
    creatinine = _mixed(rng, at_limit + rng.choice(_STEPS, count), creatinine, 0.1)
    creatinine = np.maximum(creatinine, 0.1)
    albumin = np.round(rng.uniform(2.0, 5.0, count), 1)
    low = np.round(8.0 - 0.8 * (4.0 - albumin), 2) + rng.choice(_STEPS, count)
    calcium = _mixed(rng, low, np.round(rng.normal(9.3, 0.9, count), 1), 0.3)
    unknown = {name: rng.random(count) < UNKNOWN for name in NAMES}
    weight = _mixed(
        rng,
        # The weight that puts the clearance on an edge of the dose table.
        (rng.choice(_EDGES, count) * (1.0 + rng.choice(_STEPS, count)))
        * 72.0
        * np.where(unknown["creatinine_baseline"], creatinine, baseline)
        / ((140.0 - age) * np.where(female == 1, 0.85, 1.0)),
        np.round(rng.normal(74.0, 14.0, count)),
        0.35,
    )
    weight = np.clip(weight, 30.0, 200.0)
    numbers = {
        "age": age,
        "weight": weight,
        "creatinine": creatinine,
        "creatinine_baseline": baseline,
        "calcium": calcium,
        "albumin": albumin,
    }
    codes = {"sex": female, **{name: rng.random(count) < often for name, often in TRUE.items()}}
    return (
        {name: np.where(unknown[name], np.nan, values) for name, values in numbers.items()},
        {name: np.where(unknown[name], -1, values).astype(np.int8) for name, values in codes.items()},
    )


def columns(count: int, seed: int) -> dict[str, Column]:
    """Return the people as columns, by name of fact.

    Args:
        count: How many.
        seed: The same seed gives the same people.

    Returns:
        Numbers as arrays with NaN where unknown, sex and flags as lists with None.
    """
    numbers, codes = coded(count, seed)
    sexes = [SEXES[0] if code == 1 else SEXES[1] if code == 0 else None for code in codes["sex"].tolist()]
    by_name: dict[str, Column] = {**numbers, "sex": sexes}
    for name in TRUE:
        by_name[name] = _flags(codes[name])
    return {name: by_name[name] for name in NAMES}


def people(count: int, seed: int) -> list[Person]:
    """Return the same people as mappings from name of fact to value, None where unknown."""
    given: list[Sequence[float | str | bool | None]] = []
    for column in columns(count, seed).values():
        if isinstance(column, np.ndarray):
            given.append([None if math.isnan(value) else value for value in column.tolist()])
        else:
            given.append(column)
    return [dict(zip(NAMES, row, strict=True)) for row in zip(*given, strict=True)]


def _flags(codes: Codes) -> list[bool | None]:
    meaning: tuple[bool | None, ...] = (*FLAGS, None)
    # Code -1 is the last place of the tuple.
    return [meaning[code] for code in codes.tolist()]


def _mixed(rng: np.random.Generator, some: Floats, others: Floats, share: float) -> Floats:
    return np.where(rng.random(len(some)) < share, some, others)
