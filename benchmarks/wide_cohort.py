"""An invented cohort with a column for every fact about people that the default guideline asks about."""

from __future__ import annotations

import numpy as np
import polars as pl

from boneguide import guidelines
from boneguide.cohort.compilation import sources
from boneguide.logic.nodes import CategoryFact
from boneguide.logic.numbers import NumberFact

UNKNOWN = 0.3


def wide_cohort(count: int, seed: int = 1) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return the people and the units of their numbers.

    Args:
        count: How many people.
        seed: The same seed gives the same people.
    """
    draw = np.random.default_rng(seed)
    columns: dict[str, pl.Series] = {"patient": pl.Series(np.arange(count))}
    units: dict[str, str] = {}
    facts, _ = sources(guidelines.default.rules)
    for fact in facts:
        if isinstance(fact, NumberFact):
            low, high = fact.measured_as.plausible
            column = pl.Series(draw.uniform(low, high, count))
            units[fact.name] = fact.measured_as.canonical
        elif isinstance(fact, CategoryFact):
            words = pl.Series(fact.values, dtype=pl.Enum(fact.values))
            column = words.gather(draw.integers(0, len(fact.values), count))
        else:
            column = pl.Series(draw.random(count) < 0.2)  # noqa: PLR2004 - a fifth say yes
        columns[fact.name] = column.set(pl.Series(draw.random(count) < UNKNOWN), None)
    return pl.DataFrame(columns), units
